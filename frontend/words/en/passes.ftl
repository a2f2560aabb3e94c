# Digital passes: issued, given with a letter, taken at a training place, paid.

menu-passes = Digital passes
place-passes = Issue passes, see where each one stands, pay those that were used.
menu-pass-letters = Letters with passes
place-pass-letters = Print together the letters of people who did not choose e-mail.
menu-pass-use = Take a pass
place-pass-use = Scan or type the pass of somebody in training.

passes-title = Digital passes
passes-lead = Every pass, from its issue to its payment. Nobody is named here: a person is a reference.
passes-limited = You see the passes given for requests of your territory or taken at its places.
passes-totals = Totals
passes-totals-caption = Number and amount of passes, by where they stand
passes-by-place = By training place
passes-list = The passes
passes-none = No pass
passes-none-help = Change the filters, or issue passes for a programme.
passes-export = Download the table (CSV)
passes-back = Back to the digital passes

pass-file = digital-passes
pass-reference = Pass
pass-programme = Programme
pass-standing = Where it stands
pass-value = Value
pass-last-day = Last day
pass-person = Recipient
pass-request = Request
pass-whose = For
pass-given-on = Given on
pass-used-on = Taken on
pass-place = Training place
pass-settlement-number = Settlement no.
pass-count = Number of passes
pass-amount = Amount
pass-used-count = Taken, to be paid
pass-owed = To be paid
pass-paid-count = Paid
pass-paid-amount = Amount paid
pass-used-at = { $when }, at { $place }

pass-standing-issued = Issued, to be given
pass-standing-given = Given
pass-standing-used = Taken, to be paid
pass-standing-paid = Paid
pass-standing-expired = Expired
pass-standing-cancelled = Cancelled

pass-issues-title = Issue passes
pass-issues-lead = A pass has a value and a last day. Its code stays secret: it can be read on the person’s letter only.
pass-issues-made = Passes issued
pass-issue-number = Issue no.
pass-issued-on = Issued on
pass-left = Left
pass-count-hint = From 1 to 500.
pass-count-wrong = Give a whole number from 1 to 500.
pass-value-hint = In euros, for example 10 or 10.00. At most €1,000.
pass-value-wrong = Give a value in euros, such as 10 or 10.50, from 1 cent to €1,000.
pass-last-day-hint = The pass is taken until the end of this day.
pass-last-day-wrong = Choose a day that has not passed.
pass-choose-programme = Choose a programme.
pass-issue-submit = Issue
pass-cancel-left = Cancel those left

pass-rules-title = Digital passes of “{ $programme }”
pass-rules-lead = How many passes a request is given, and where they are taken.
pass-rules-numbers = Number of passes by level
pass-rules-numbers-help = The level is that of the request’s placement. 0: no pass at this level.
pass-level-not-placed = Without a placement
pass-number-wrong = Give a whole number from 0 to { $limit }.
pass-rules-places = Places that take these passes
pass-rules-places-help = A place that is removed takes no more passes; those it took are paid.
pass-rules-no-place = No training place is open. Make one among the organisations.
pass-choose-places = One of the places chosen is no open training place. Choose again.
pass-rules-save = Save

passes-of-request = Digital passes of request { $reference }
passes-see = See the digital passes
passes-give = Give the digital passes
passes-give-help = One click gives all the passes the programme provides. The letter of the département goes by e-mail if the person chose it; otherwise it waits to be printed.
passes-where = Where to use them
pass-letter = Letter
passes-went-by-mail = by e-mail
passes-were-printed = printed
passes-wait-to-print = to be printed
passes-letter-print = Print the letter
passes-withdraw = Take back the passes not used
passes-withdraw-help = If the letter was lost or went to somebody else. Passes already taken stay taken. The prescriber can then give others.

pass-refused-closed = This request is refused or cancelled
pass-refused-closed-help = Passes are given for a request that is open or fulfilled. Make a new request if the situation has changed.
pass-refused-given = These passes are already given
pass-refused-given-help = A request is given its passes once. The letter can be printed again.
pass-refused-forgotten = This person’s data is erased
pass-refused-forgotten-help = Nobody can write to them any more. If they come back, make a new request.
pass-refused-level = The programme provides no pass for this request
pass-refused-level-help = The number of passes depends on the placement. Ask coordination if you think that this is a mistake.
pass-refused-too-few = { $wanted } passes are needed, { $left } are left
pass-refused-too-few-help = Nothing was given. Ask coordination to issue some, then click again.
pass-refused-nothing = There is no pass left to cancel
pass-refused-nothing-help = They were given, taken or cancelled in the meantime.
pass-refused-not-owed = No pass to be paid in this period
pass-refused-not-owed-help = Choose another organisation, another programme or other dates. What is paid is not paid twice.
pass-refused-too-many = More than { $limit } passes to be paid at once
pass-refused-too-many-help = Nothing is paid. Choose a shorter period.
pass-refused-stays-help = Nothing has changed. Load the page again to see where the pass stands.

pass-letters-title = Letters with digital passes
pass-letters-lead = The letters of people without an e-mail address. Print them together, then hand them over or post them.
pass-letters-none = No letter to be printed
pass-letters-none-help = The letters with passes that you give to people who did not choose e-mail will come here.
pass-letters-print =
    { $count ->
        [one] Prepare { $count } letter
       *[other] Prepare { $count } letters
    }
pass-letters-more = More letters wait: prepare this batch, then the next one.
pass-letters-batches = Batches prepared
pass-letters-batches-help = A batch prints as often as is needed. A pass already taken is no longer in it; nor is a letter without a pass to take.
pass-letters-batch =
    { $count ->
        [one] { $count } letter, { $when }
       *[other] { $count } letters, { $when }
    }

pass-use-title = Take a digital pass
pass-code = Code of the pass
pass-code-hint = Scan the code on the letter, or type the sixteen characters written beside it.
pass-use-submit = Take
pass-code-empty = Scan or type the code of a pass.
pass-code-wrong = This is no code of a pass: it has sixteen characters, and one of them is wrong or missing. Check it and type it again.
pass-taken-today = Taken here today
pass-no-place = You do not work at a training place
pass-no-place-help = A pass is taken at a place. Ask the manager of your organisation to attach you to a training place.
pass-unknown = No pass has this code
pass-unknown-help = Check the letter. After several unknown codes, this page waits for a quarter of an hour.
pass-not-given = This pass was given to nobody
pass-not-given-help = Do not take it. Tell coordination: this code should be on no letter.
pass-cancelled = This pass is cancelled
pass-cancelled-help = The person may have received a new letter. If not, they can call the number written on their letter.
pass-expired-on = This pass ended on { $date }, in the evening
pass-expired-help = The person can call the number written on their letter to ask for others.
pass-used = This pass was already used
pass-used-help = It was taken on { $when }, at { $place }. Each pass works once.
pass-other-programme = This place does not take the passes of “{ $programme }”
pass-other-programme-help = The pass stays good. The places that take it are written on the letter.

pass-settlement-title = Pay the passes
pass-settlement-lead = Choose an organisation, a programme and a period that is over: the list of what is owed is shown before anything is recorded.
pass-organisation = Organisation
pass-from = From
pass-until = Until
pass-until-hint = Yesterday at the latest.
pass-from-wrong = Choose the first day.
pass-until-wrong = Choose a last day that has passed and does not come before the first.
pass-choose-organisation = Choose an organisation.
pass-settlement-show = See what is owed
pass-owed-sum =
    { $count ->
        [one] { $count } pass, { $amount }
       *[other] { $count } passes, { $amount }
    }
pass-settlement-pay = Record the payment of { $amount }
pass-settled = Settlements
pass-settled-on = Recorded on
pass-period-label = Period
pass-period = from { $from } to { $until }

pass-letter-subject = Your digital passes
pass-letter-greeting = Hello,
pass-letter-given =
    { $count ->
        [one] The département gives you a digital pass ({ $programme }).
       *[other] The département gives you { $count } digital passes ({ $programme }).
    }
pass-letter-what = They pay for your hours of digital training. You have nothing to pay. Go to one of the places below with this letter, printed or on your phone.
pass-letter-code = { $code }: { $value }, until { $date }
pass-letter-once = The trainer takes one pass at each session. Each pass works once. Keep this letter: whoever has the code can use it.
pass-letter-places = Where to go:
pass-letter-no-place = To know where to go, ask the organisation below.
pass-letter-call = A question? Call { $organisation } on { $phone }.
pass-letter-ask = A question? Ask { $organisation }.

copy-passes = Digital passes
mail-kind-passes-given = Digital passes given
journal-subject-pass = Digital pass
event-pass-issued = Pass issued
event-pass-given = Pass given
event-pass-used = Pass taken at a training place
event-pass-paid = Pass paid
event-pass-cancelled = Pass cancelled
event-passes-given = Digital passes given
event-passes-withdrawn = Digital passes not used taken back
event-pass-rules-changed = Rule of the digital passes changed

done-passes-issued = The passes are issued. Prescribers can give them.
done-passes-cancelled = The passes left are cancelled.
done-pass-rules-changed = Rule saved.
done-passes-mailed = The passes are given. The letter goes by e-mail.
done-passes-to-print = The passes are given. The letter is with those to be printed.
done-passes-withdrawn = The passes not used are taken back.
done-letters-batched = The batch is ready: open it to print it.
done-pass-used = Pass taken.
done-passes-settled = Payment recorded.
