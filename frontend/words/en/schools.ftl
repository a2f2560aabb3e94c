# Schools: teachers who register, agreements, loans at home, changes of school and closings.

## Registering

registration-link = Teaching at a collège? Register
registration-title = Register as a teacher
registration-lead = With your professional address and the UAI of your school you may reserve adapted kit at once. Your head is told.
registration-closed = Registration is not open here
registration-closed-help = Ask the head of your school for an invitation.
registration-email = Professional e-mail address
registration-email-hint = It ends with: { $domains }.
registration-uai = UAI
registration-uai-hint = Seven digits and a letter, for example 0990101X. The school's office knows it.
registration-press = Send me the link
registration-other-domain = This address is not a professional one that is known here. Use the one of your académie, or ask your head for an invitation.
registration-uai-wrong = This is not a UAI: seven digits, then a letter. Check each sign.
registration-uai-unknown = No open school has this UAI here. Check it, or ask your head.
done-registration-asked = A message has just left for this address. Open its link within two days. Nothing came? Look among the unwanted messages.
registration-confirm-title = Finish registering
registration-confirm-lead = { $email }, at { $school }.
registration-has-account = You have an account already: keep your password.
registration-confirm-press = Finish
registration-ended-title = This link works no more
registration-link-over = It was used, it is too old, or a later message replaced it. If you are registered, sign in; if not, begin again.
registration-refused = The head of the school ended your access. Ask for an invitation if that is a mistake.
done-registration-confirmed = You are registered. Sign in: you may reserve.
registration-letter-subject = Finish registering
registration-letter-what = You asked to borrow adapted kit for { $school }. The link below finishes the registration.
registration-letter-until = It works once, until { $until }.
registration-letter-not-asked = It was not you? Do nothing: the address is erased.
registration-letter-link = Finish registering
registered-letter-subject = A teacher has registered
registered-letter-what = { $name } ({ $email }) registered as a teacher of your school and may reserve adapted kit.
registered-letter-next = If this person does not teach with you, end their access: one button does it.
school-letter-link = See my school
revoked-letter-subject = Your access has ended
revoked-letter-what = The head of { $school } ended your access to the lending library.
revoked-letter-loans =
    { $count ->
        [0] You had reserved nothing to come.
        [one] One reservation to come is cancelled.
       *[other] { $count } reservations to come are cancelled.
    }
revoked-letter-next = Bring back what is still with you on the day that was said. A mistake? Talk to the head.
revoked-letter-link = Sign in
mail-kind-registration-link = Link for a teacher who registers
mail-kind-teacher-registered = Teacher registered, to the head
mail-kind-teacher-revoked = Access of a teacher ended
mail-kind-agreement-due = Agreement to sign
mail-kind-loan-recalled = Loan that ends with its school
mail-kind-loan-moves = Loan that follows a pupil

## Domains

domains-title = Addresses of teachers
domains-lead = Who has an address of these domains may register alone at a known school.
domains-none = Nobody may register alone
domains-none-help = Add the domain of the académie to open registration.
domain-name = Domain
domain-remove = Take off
domain-remove-of = Take off { $domain }
domain-add = Domain to add
domain-hint = What follows the @, for example ac-nantes.fr. Not that of a mail service open to all.
domain-add-press = Add
domain-wrong = Write a domain, for example ac-nantes.fr.
domain-there = This domain is there already.
done-domain-added = The domain is added.
done-domain-removed = The domain is taken off. Who registered stays.

## School

menu-school = My school
place-school = Sign the agreement, see the teachers who borrow.
menu-schools = Schools
place-schools = See which schools have signed their agreement.
school-title = My school
school-none = This page is for schools
school-none-help = Your organisation is none: there is nothing to sign here.
school-name = School
school-agreement = Agreement of the year
school-teachers = Teachers who may borrow
school-teachers-lead = They reserve by themselves; you get a message at each reservation. Ending an access cancels the reservations that were not fetched yet.
school-no-teacher = No teacher
school-no-teacher-help = They register alone with their professional address and the UAI, or you invite them.
teacher-since = Since
teacher-by-themselves = Registered alone
teacher-revoke = End the access
teacher-revoke-of = End the access of { $name }
done-teacher-revoked = The access has ended, and their reservations to come are cancelled.
schools-title = Schools
schools-lead = Agreements of the school year { $year }.
schools-required = Without an agreement of the year, a school reserves but fetches nothing.
schools-not-required = No agreement is asked for before kit is fetched.
schools-empty = No school
schools-empty-help = Add the schools among the organisations.
schools-back = Back to the schools
school-back = Back to the school

## Yearly agreement

agreement-stands = Agreement signed
agreement-stands-help = Kit may be fetched.
agreement-missing = Agreement to be signed
agreement-missing-help = Teachers may reserve; the store hands nothing over before it is signed.
agreement-not-asked = Agreement not asked for
agreement-not-asked-help = You may sign it; kit is fetched without it too.
agreement-of = From { $from } to { $until }
agreement-signed-on = signed on { $day },
agreement-on-paper = on paper
agreement-on-screen = on the screen
agreement-sign-for = Sign for { $year }
agreement-print = Print the agreement
agreement-screen-help = Read the agreement, then sign in the frame. It is kept as you signed it.
agreement-signature-frame = Signature of the head
agreement-screen-press = Sign
agreement-day = Signed on paper on
agreement-day-wrong = Give the day it was signed: not later than today, and not before the spring before the school year.
agreement-file = Signed paper
agreement-file-hint = PDF, JPEG or PNG, 10 MB at most.
agreement-file-missing = Choose the signed paper, as a PDF or a photo.
agreement-paper-press = Keep the signed paper
done-agreement-signed = The agreement is kept: kit may be fetched.
agreement-letter-subject = Lending agreement to sign
agreement-letter-what = The school year { $year } has begun, and the lending agreement of your school is not signed.
agreement-letter-next = Reservations go on, but the store hands nothing over before it is signed. It is done on the screen, in a minute.
pick-up-no-agreement = The school has no agreement for this year: its head signs it on the screen from "My school", or you keep the signed paper from "Schools".
clauses-title = Agreement: whether asked for, and clauses
clauses-lead = What the yearly agreement, and that of families, says of insurance and theft. What is signed already does not change.
clauses-required = Ask for the agreement of the year before anything is fetched
clauses-required-hint = Reservations stay possible without it.
clauses-hint = One paragraph a line. Empty: the agreement says nothing of it.
clauses-insurance-fr = Insurance, in French
clauses-insurance-en = Insurance, in English
clauses-theft-fr = Theft, loss and breakage, in French
clauses-theft-en = Theft, loss and breakage, in English
clauses-press = Save
clause-too-long = This text is too long: 4,000 characters at most.
clause-in-both = Write this clause in both languages, or in neither.
done-clauses-changed = Saved for the agreements to come.

## At home

loan-at-home = Goes home
loan-at-home-box = The pupil takes the kit home
loan-at-home-box-hint = Their family signs an agreement before it is fetched; the school keeps it.
loan-home-press = The pupil takes it home
done-loan-goes-home = Noted. Print the agreement and have the family sign it before the kit is fetched.
family-owed = The family has to sign
family-owed-help = Print the agreement: names, addresses and signatures are written by hand. The school keeps it; only the day is noted here.
family-print = Print the agreement
family-print-two = Print for two homes
family-day = Signed by the family on
family-day-wrong = Give the day it was signed: between the request and today.
family-press = Signed, kept at the school
family-signed-on = Agreement signed on { $day }, kept at the school
done-loan-family-signed = Noted: signed, kept at the school.
pick-up-family-not-signed = The kit goes home and the family has not signed: the school has the agreement signed, then notes the day on the loan's page.
event-loan-goes-home = The pupil takes it home
event-loan-family-signed = Agreement of the family signed, kept at the school

## Change of school

move-title = The pupil changes school
move-lead = The kit may go with the pupil. A teacher of the new school takes the loan on; until then it stays in your name.
move-uai = UAI of the new school
move-press = Propose the loan to this school
move-same-school = This is the school of the loan already.
move-link = The pupil changes school
move-proposed = Proposed to { $school }
move-proposed-help = The loan stays here until a teacher of that school takes it on.
move-withdraw-press = Withdraw the proposal
done-loan-move-proposed = The new school is told.
done-loan-move-withdrawn = The proposal is withdrawn.
moves-title = Loans that come with a pupil
moves-lead = A pupil comes to your school with kit on loan. The teacher who receives them takes the loan on in their own name.
moves-none = No loan is coming
moves-none-help = When a school proposes a loan to yours, it appears here.
move-loan = Loan
move-from = Comes from
move-take-press = Take this loan on
move-not-out = This loan is no longer under way.
move-lost = This kit is declared lost, stolen or broken: it stays in the name of who had it.
move-not-cleared = Do the guided session of this kit first.
move-no-agreement = Your school has not signed its agreement of the year: your head signs it from "My school".
move-too-many = You have as many loans as the rule allows: bring one back, or a colleague takes this one on.
move-school-closes = Your school closes before this loan ends.
done-loan-taken-on = The loan is in your name. If it goes home, the family signs anew with your school.
moves-letter-subject = A pupil comes with kit on loan
moves-letter-what = A pupil of { $school } comes to you with "{ $item }". That school proposes that you take the loan on.
moves-letter-next = The teacher who receives the pupil takes it on in their own name.
moves-letter-link = See the loans that come
moved-letter-subject = A loan goes on elsewhere
moved-letter-what = { $school } took the loan of "{ $item }" on: you have nothing to bring back.
moved-letter-link = See my loans
event-loan-moved = Taken on by the pupil's new school

## Closing

school-closing-link = This school will close
school-closing-title = { $school }: closing
school-closing-what = What will happen
school-closing-reserved =
    { $count ->
        [0] Nothing is reserved.
        [one] One reservation under way: cancelled if it ends after the closing.
       *[other] { $count } reservations under way: cancelled if they end after the closing.
    }
school-closing-out =
    { $count ->
        [0] No kit is out.
        [one] One piece of kit is out: to be brought back on the day of the closing at the latest.
       *[other] { $count } pieces of kit are out: to be brought back on the day of the closing at the latest.
    }
school-closing-agreement = The agreement ends on that day.
school-closing-teachers = Teachers keep their access to bring back and tell how it went; end it when all is back.
school-closing-day = Last day
school-closing-day-wrong = Give a day to come, or today.
school-closing-press = Announce the closing
done-school-closing-announced = The closing is announced, and the borrowers are told.
school-closes-on = This school closes on { $day }
school-closes-on-help = No loan lasts longer, and there is nothing more to sign.
reserve-school-closes = Your school closes on { $day }.
reserve-school-closes-help = Choose days that end before.
extension-school-closes = The school closes before that: the loan cannot be made longer.
recalled-letter-subject = A loan ends with the closing of the school
recalled-letter-what = The school closes on { $day }: the loan of "{ $item }" lasts no longer.
recalled-letter-next = If it has not begun, it is cancelled. If it has, bring the kit back on that day at the latest.
event-loan-recalled = To be brought back earlier: the school closes

## Calendar

bank-title = Calendar of the whole store
bank-lead = How many pieces of each item are free each day. A dash: the store is closed. Open an item to see each piece.
bank-none = No item
bank-none-help = Add items and pieces to the catalogue.
bank-away = Not to be lent now
bank-past = past
bank-back = Back to the whole store
