# Funds: who gives, what is called for, received, committed and spent, what each euro paid for, and what a result costs.

menu-funds = Funds
place-funds = Follow contributions, spending and the balance of each contributor, write to contributors, read the costs.

journal-subject-fund = Fund
journal-subject-fund-agreement = Agreement of a fund
journal-subject-fund-line = Line of a fund
journal-subject-fund-share = Part of a contributor
event-fund-opened = Fund opened
event-fund-agreement-recorded = Agreement of a contributor recorded
event-fund-called = Contribution called for
event-fund-contributed = Contribution received
event-fund-committed = Expense committed
event-fund-spent = Expense recorded
event-fund-line-corrected = Line of a fund taken off by another
event-fund-shared = Part of a contributor in an expense
export-list-fund-spending = what each euro of a fund paid for

done-fund-opened = The fund is open. Now record the agreement of each contributor.
done-fund-agreement-recorded = The agreement is recorded.
done-fund-line-recorded = Recorded.
done-fund-line-corrected = The line is taken off, by another that names it.
done-fund-internet-shared = What internet access cost is split among the contributors.

fund-title = Funds
fund-lead = Each fund, what it received, what it spent and what it has left, on the day you choose.
fund-one = Fund { $code }
fund-back = All funds
fund-back-to-one = Back to the fund
fund-at = On
fund-at-hint = The end of this day. Without a date: today.
fund-at-wrong = Give a date that is not to come.
fund-at-day = On { $day }
fund-none = No fund
fund-none-help = Finance opens a fund by its code and its name.
fund-fund = Code
fund-name = Name
fund-name-wrong = Give a name of 120 characters at most.
fund-code = Code of the fund
fund-code-hint = The one that internet help and prepaid cards name, for instance FSL-2026.
fund-open = Open a fund
fund-open-submit = Open the fund
fund-unknown-codes = Codes in use, without a fund
fund-unknown-codes-help = Internet access cost money under these codes, and no fund has them. Open a fund of the same code: its spending is taken over.

fund-given = Received
fund-spent = Spent
fund-balance = Balance
fund-committed = Committed, not paid yet
fund-free = Neither spent nor committed
fund-called = Called for
fund-is-short = Below zero
fund-uncovered = Without a contributor: { $amount }
fund-uncovered-help = This part of the spending is not split among the contributors yet. Internet access is split by a button, as long as those who may pay it have money left.
fund-internet-share = Split what internet access cost

fund-contributors = Contributors
fund-contributor = Contributor
fund-contributor-hint = An organisation of the list. The coordinator adds them.
fund-no-contributor = No contributor
fund-no-contributor-help = Record the agreement of each contributor: its days, its rule, its cap, and what its money is kept for.
fund-agreement = Agreement
fund-agreement-days = { $number }, from { $from } to { $until }
fund-agreements = Agreements
fund-agreements-of = Agreements of fund { $code }
fund-agreements-lead = A recorded agreement does not change. If it has a mistake and nothing moved, another takes its place and names it.
fund-agreement-new = Record an agreement
fund-agreement-submit = Record the agreement
fund-number = Number of the agreement
fund-number-hint = The one of the signed paper, without anybody’s name.
fund-number-wrong = Give a number of 60 characters at most.
fund-nature = Kind of contributor
fund-nature-local-authority = Local authority
fund-nature-state = State
fund-nature-other = Other organisation
fund-starts = First day
fund-starts-wrong = Give a date.
fund-ends = Last day
fund-ends-hint = Nothing is paid under this agreement after that day. An agreement often lasts several years.
fund-ends-wrong = Give a date that is not before the first day.
fund-rule = Rule
fund-matching-gift = Gift: what is called for
fund-matching-contributions = By what the others give
fund-matching-spending = By what the fund spends
fund-rule-gift = Gift.
fund-rule-contributions = €1 of the other contributors brings { $brings }.
fund-rule-spending = €1 spent brings { $brings }.
fund-brings = What €1 brings
fund-brings-hint = In euros, for instance 2.00 when €1 brings €2. Empty for a gift.
fund-brings-wrong = Give an amount from 0.01 to 1,000 euros.
fund-brings-of-gift = A gift has no rule: leave this field empty, or choose another rule.
fund-cap = Cap
fund-cap-hint = In euros, for all its days. Empty if there is none.
fund-cap-wrong = Give an amount in euros, or leave it empty.
fund-cap-needed = When the money comes after the expense, give the cap.
fund-no-cap = No cap
fund-in-advance = The money comes after the expense
fund-in-advance-hint = The fund spends first, the contributor pays afterwards, up to the cap. Without this box, nothing is spent before it is received.
fund-comes-after = Paid after the expense.
fund-net-of-state = Net of State aid: what the State gives is taken from the base
fund-equal-share = In equal share: no more than the local authorities give
fund-limits-need-spending = These two limits go with the rule “by what the fund spends”.
fund-earmarks = Kept for
fund-earmarks-help = Leave empty what is not in the agreement. Money kept for one use is spent first.
fund-no-earmark = Any expense
fund-any = All
fund-earmark-public = Public: { $programme }
fund-earmark-territory = Territory: { $epci }
fund-earmark-expense = Expense: { $expense }
fund-earmark-own-users = Customers of the contributor, on proof
fund-public = Public, by programme
fund-territory = Territory
fund-expense = Kind of expense
fund-expense-hint = Internet access is noted with plans and cards, and counts here under the same code.
fund-own-users = For customers of the contributor only
fund-own-users-hint = The proof is looked at and noted as yes or no. No customer number is kept.
fund-corrects = Takes the place of agreement
fund-corrects-hint = If you correct an agreement that was recorded wrongly, under which nothing moved.
fund-corrects-none = None: it is a new agreement
fund-corrects-wrong = This agreement cannot be replaced.
fund-choose-contributor = Choose an organisation of the list.
fund-choose-nature = Choose a kind.
fund-choose-matching = Choose a rule.
fund-choose-programme = Choose a programme of the list.
fund-choose-epci = Choose a territory of the list.
fund-choose-expense = Choose a kind of expense.
fund-choose-kind = Choose what you record.
fund-choose-agreement = Choose an agreement.
fund-choose-site = Choose the workshop of the post.
fund-choose-commitment = Choose a commitment of the list.

fund-methods = What the rules come to
fund-methods-help = Worked out over the days of each agreement, in cents; a fraction of a cent is left out.
fund-method-contributions = the other contributors gave { $base }.
fund-method-spending = the fund spent { $base } on what the agreement allows.
fund-method-net = The State gives { $amount } of it, which are taken off.
fund-method-brings = €1 brings { $brings }: { $amount }.
fund-limit-cap = The cap applies.
fund-limit-equal-share = The equal share of the local authorities applies.
fund-method-owed = Owed: { $amount }; still to be received: { $missing }.

fund-by-expense = By kind of expense
fund-expense-device = Devices
fund-expense-part = Parts
fund-expense-workshop-post = Workshop posts
fund-expense-training = Hours of training
fund-expense-internet = Internet access
fund-expense-pass = Digital passes

fund-contributions = Contributions
fund-contributions-of = Contributions to fund { $code }
fund-contributions-lead = The calls of each year and what was received. A recorded line does not change: another takes it off and names it.
fund-give = Record a call or a contribution
fund-give-submit = Record
fund-line-kind = Kind
fund-line-kind-hint = A call asks for the money of the year. A contribution is money received.
fund-line-call = Call
fund-line-contribution = Contribution
fund-line-commitment = Commitment
fund-line-commitment-hint = Ordered, not paid yet. No contributor is touched.
fund-line-spend = Expense
fund-line-spend-hint = Paid. The expense is split among the contributors at once.
fund-on = Date
fund-on-wrong = Give a date that is not to come.
fund-amount = Amount
fund-amount-off = Amount taken off
fund-amount-hint = In euros, for instance 219.50.
fund-amount-wrong = Give an amount in euros, such as 219.50.
fund-lines = Lines, the last one first
fund-line-number = Line no.
fund-nothing-given = Nothing was called for or received
fund-nothing-given-help = Record the call of the year, then what is received.
fund-correction = Correction
fund-correct = Take off
fund-corrects-line = Takes off line { $number }
fund-taken-off = Taken off

fund-spending = Spending
fund-spending-of = Spending of fund { $code }
fund-spending-lead = What each euro paid for, down to the device and the hour, and which contributor bears it.
fund-spend-new = Record an expense or a commitment
fund-spend-of = Expense of fund { $code }
fund-spend-lead = An expense names what it pays for. It is split among the contributors who may pay it on that day, in proportion to what they have left.
fund-spend-submit = Record
fund-nothing-spent = Nothing is spent
fund-nothing-spent-help = Expenses and commitments are shown here, line by line.
fund-export = Download the table (CSV)
fund-file = fund-spending
fund-thing-title = What is paid for
fund-thing-help = To fill in for an expense. A commitment is made on the kind of expense alone.
fund-thing = What is paid for
fund-thing-hint = The label of the device or the part, the number of the session or of the settlement of passes.
fund-thing-wrong = Nothing has this label or number for this kind of expense. Check them.
fund-thing-unlabelled = Device no. { $number }
fund-thing-session = Session no. { $number }
fund-thing-settlement = Settlement no. { $number }
fund-thing-plan = Plan no. { $number }, { $month }
fund-thing-prepaid = Card or voucher no. { $number }
fund-site = Workshop of the post
fund-minutes = Time paid, in minutes
fund-minutes-hint = For training or a post, for instance 180 for 3 hours.
fund-minutes-wrong = Give a whole number of minutes, from 1 to 60,000.
fund-hours = { $hours } h { $minutes }
fund-commitment-left = No. { $number }, { $expense }: { $left } left
fund-commitment-none = None
fund-purpose-title = For whom, where
fund-purpose-help = Money kept for a public, a territory or customers pays only for what says so here. Name nobody.
fund-not-told = Not told
fund-own-user-of = Customer of the contributor
fund-own-user-of-hint = Choose only if you saw the proof. No number is kept.
fund-own-user-no = No, or no proof
fund-borne-by = Borne by
fund-internet = Internet access under this code
fund-internet-help = Noted with subscription help, cards and vouchers. The CSV table has every line.

fund-letter = Letter
fund-letter-open = Letter
fund-letter-file = letter-to-contributor
fund-things-device = { $count ->
    [one] { $count } device
   *[other] { $count } devices
}
fund-things-part = { $count ->
    [one] { $count } part
   *[other] { $count } parts
}
fund-things-post = { $hours } of a workshop post
fund-things-training = { $count ->
    [one] { $count } session, { $hours } paid
   *[other] { $count } sessions, { $hours } paid
}
fund-things-internet = { $count ->
    [one] { $count } month of help, card or voucher
   *[other] { $count } months of help, cards or vouchers
}
fund-things-pass = { $count ->
    [one] { $count } settlement of passes
   *[other] { $count } settlements of passes
}

fund-refused-code = A fund has this code already
fund-refused-code-help = Choose another code, or open the fund in the list.
fund-refused-moved = This agreement no longer stands, or something moved under it
fund-refused-moved-help = An agreement is replaced as long as nothing was called for, received or spent under it. Look at the list of agreements.
fund-refused-not-begun = The agreement begins later
fund-refused-not-begun-help = Check the date, or the first day of the agreement.
fund-refused-cap = Above the cap: { $left } of it left
fund-refused-cap-help = Check the amount. A higher cap takes a new agreement.
fund-refused-short = Those who may pay lack { $missing }
fund-refused-short-help = The contributors whose agreement allows this expense on that day have not enough. Check the date, the public and the territory, or record first what was received.
fund-refused-commitment = { $left } left on this commitment
fund-refused-commitment-help = A commitment pays an expense of the same kind that is not before it. Choose another, or none.
fund-refused-settlement = Of this settlement of passes, { $left } are left to pay
fund-refused-settlement-help = Check the number and the amount.
fund-refused-corrected = This line is a correction, or was taken off before
fund-refused-corrected-help = Record a new line instead.
fund-refused-spent = This money is spent already
fund-refused-spent-help = Take off the expenses that it paid for first, then try again.
fund-refused-internet = No contributor can pay what internet access cost
fund-refused-internet-help = It takes an agreement that allows it on its date, and money received. It stays shown without a contributor.

cost-title = What a result costs
cost-lead = What the funds spent for one equipped person, one loan, one hour of training, with the working. Nobody is named.
cost-year = Year
cost-until = { $year }, up to { $day }
cost-of = Cost of
cost-spent = Spent
cost-count = Divided by
cost-one = Cost of one
cost-method = Working
cost-person = One equipped person
cost-person-method = What the funds spent on devices, parts and workshop posts, without the devices of the lending library, divided by the people and households at their first handover.
cost-loan = One loan
cost-loan-method = What the funds spent on devices that are pieces of the lending library today, divided by the loans that left the store.
cost-hour = One hour of training
cost-hour-method = What the funds spent on hours of training, divided by the hours of presence of all people together. Digital passes are not in it.
cost-hidden = Too few to tell
cost-rounding = Numbers of people and loans are rounded to the nearest five, and the cost is worked out on the number shown. Hours are whole. Of fewer than five nothing is told. Only quarters that are over count.
cost-none = No quarter is over
cost-none-help = Costs are read once the first quarter of the year is over.
