# The lending library: the catalogue, the loans, the store.

menu-catalogue = Lending catalogue
menu-loans = Loans
menu-store = Store
menu-lending-rules = Lending rules
place-catalogue = Find adapted kit, see when it is free.
place-loans = Follow loans: to come, under way, back.
place-store = Prepare, hand over and take back the day's kit.
place-lending-rules = Say how long, and how many loans at once.

stage-on-loan = On loan
arrival-on-loan = It is on loan. The store takes it back on the loan's page: scan it when it returns.
next-take-back-loan = It is on loan
next-take-back-loan-help = If it is in front of you, check it and record its return.
next-loan-press = Record the return
next-with-its-borrower = It is on loan
next-with-its-borrower-help = A school has borrowed it. If it is in front of you, tell the store.

mail-kind-loan-told = Loan announced to the head of the school
mail-kind-loan-decided = Loan agreed to, refused or cancelled
mail-kind-loan-reminder = Reminder of a loan's end

journal-subject-loan = Loan
journal-subject-loan-clearance = Loan clearance
event-device-joined-library = Device joined the lending library
event-device-left-library = Device left the lending library
event-device-lent = Device gone on loan
event-device-back-on-shelf = Device back, checked and on the shelf
event-loan-asked = Loan asked for, the head of the school has a say
event-loan-reserved = Loan reserved
event-loan-approved = Loan agreed to by the head of the school
event-loan-refused = Loan refused by the head of the school
event-loan-cancelled = Loan cancelled
event-loan-lapsed = Reservation over: nobody came
event-loan-prepared = Kit prepared, slip printed
event-loan-piece-changed = Piece replaced by another
event-loan-handed-over = Kit handed over to the borrower
event-loan-extended = Loan made longer
event-loan-returned = Kit brought back and checked
event-loan-completed = Kit complete again
event-loan-clearance-issued = Clearance given to borrow an item

## The catalogue

catalogue-title = Lending catalogue
catalogue-lead = Search by what is hard, or by a word.
catalogue-need = What is hard
catalogue-words = A word
catalogue-none = No kit matches
catalogue-none-help = Try another word, or one criterion only.
catalogue-back = The whole catalogue
item-new = Add an item
item-edit = Change the sheet
item-free-today = Free today
item-free-from = Free from { $day }
item-not-free = Not free for now
item-next-free = Free from { $day }
item-pieces-count = { $count ->
    [0] No piece.
    [one] One piece.
   *[other] { $count } pieces.
  }
item-at-store = Fetched from and brought back to: { $store }.
item-borrow = Borrow
item-cleared = You are trained for this kit until { $day }
item-session-due = Reserve now. Before you fetch it, follow the guided session: a few minutes.
item-session = Follow the guided session
item-needs = What it answers
item-usage = How it is used
item-ages-between = From { $from } to { $to } years old.
item-ages-from = From { $from } years old.
item-ages-to = Up to { $to } years old.
item-accessories = With the kit
item-guide = The guided session, step by step
item-calendar = Availability in { $month }
calendar-before = Month before
calendar-after = Month after
calendar-closed = closed
calendar-taken = taken
calendar-free = { $count ->
    [one] { $count } free
   *[other] { $count } free
  }
day-mon = Mon
day-tue = Tue
day-wed = Wed
day-thu = Thu
day-fri = Fri
day-sat = Sat
day-sun = Sun
item-pieces = The pieces
item-piece = Piece
item-no-pieces = No piece
item-no-pieces-help = Scan a ready device of the store to make it a piece.
piece-scan = Label of the device
piece-scan-hint = A ready device, kept in this store and promised to nobody.
piece-add = Add the piece
piece-remove = Take out
piece-remove-of = Take out the piece { $code }
piece-on-the-shelf = On the shelf
piece-in-workshop = In the workshop or on its way
piece-incomplete = Incomplete
piece-not-at-the-store = No device of this store bears this label. Check the code, or record its arrival first.
piece-already-one = It is a piece of the catalogue already.
piece-not-ready = This device is not ready: it goes through the workshop first.
piece-promised = This device is allocated to a request: it cannot be lent.
piece-has-a-loan = This piece has a loan under way or to come. Change the piece of that loan, or cancel it, before you take it out.
done-piece-added = Piece added.
done-piece-removed = Piece taken out: it is a device like any other again.
done-item-made = Sheet added. Now scan its pieces.
done-item-changed = Sheet changed.
item-name-fr = Name, in French
item-name-en = Name, in English
item-needs-hint = What is hard, never a diagnosis.
item-purpose-fr = What it is for, in French
item-purpose-en = What it is for, in English
item-usage-fr = How it is used, in French
item-usage-en = How it is used, in English
item-guide-fr = Guided session, in French
item-guide-en = Guided session, in English
item-guide-hint = One step per line: each is confirmed before the kit is fetched.
item-accessories-fr = Accessories, in French
item-accessories-en = Accessories, in English
item-line-hint = One accessory per line.
item-age-from = Lowest age
item-age-to = Highest age
item-synonyms = Other words to find it by
item-synonyms-hint = For example: pen scanner, reading, OCR.
item-needs-cleaning = Cleaned at every return
item-needs-cleaning-hint = It touches ears or mouths.
item-has-battery = Has a battery
item-has-battery-hint = Its charge is checked at the return.
item-save = Save the sheet
item-text-missing = Write this text: both languages are shown.
item-text-too-long = This text is too long.
item-ages-turned = The highest age is below the lowest.
item-age-wrong = Write an age in figures, from 0 to 99, or nothing.
item-needs-missing = Tick at least one thing that is hard.
item-name-taken = A sheet has this name already.
item-back = Back to the item

## The guided session

session-title = Guided session: { $item }
session-lead = Read each step, try it with the kit or its guide, then tick it.
loan-session-steps = The steps
session-steps-hint = A step that is not clear? Ask the store before you tick it.
session-steps-missing = There is a step left to do: tick them all.
session-guide-changed = The guided session has just changed. Read it, and tick its steps again.
session-press = I have done all the steps
done-session-done = Noted: you may fetch this kit.

## Reserving

reserve-title = Borrow: { $item }
loan-from = From
loan-until = To
loan-longest = { $days } days at most.
loan-for-pupil = It is for a pupil
loan-for-pupil-hint = A code is made; you alone note whose it is. Never write their name here.
reserve-approval = The head of the school agrees before the kit is prepared.
reserve-no-approval = Your reservation is confirmed at once. The head of the school is told.
reserve-press = Reserve
reserve-none-free = Nothing is free on these days
reserve-none-free-help = Somebody reserved before you, or the kit is being prepared. Choose other days.
reserve-see-calendar = See the calendar
reserve-too-many = { $count ->
    [one] You have one loan open already, as many as may be
   *[other] You have { $count } loans open already, as many as may be
  }
reserve-too-many-help = Bring one back or cancel a reservation, then try again.
loan-day-missing = Choose a day.
loan-ends-before-it-starts = It ends before it starts.
loan-in-the-past = This day is over.
loan-too-long = It is longer than may be.
loan-too-far = It is too far ahead.
loan-starts-while-closed = The store is closed on that day: choose another to fetch the kit.
loan-ends-while-closed = The store is closed on that day: choose another to bring the kit back.
done-loan-reserved = It is reserved.
done-loan-asked = It is asked for. The dates are kept for you; the head of the school agrees first.

## Loans

loan = Loan
loan-number = Loan no. { $number }
loan-state = State
loan-borrower = Borrower
loan-school = School
loan-store = Store
loan-requested = Waits for the head of the school
loan-reserved = Reserved
loan-prepared = Ready to be fetched
loan-out = Lent
loan-late = Late
loan-returned = Back
loan-cancelled = Cancelled
loan-refused = Refused
loan-yes = Yes
loan-no = No
loans-title = Loans
loans-all = See those that are over too
loans-under-way = Only those under way
loans-none = No loan
loans-none-help = Kit is chosen in the catalogue.
loans-back = All loans
loan-back = Back to the loan
loan-see-item = See the item
loan-slip = Slip
loan-pupil-code = Pupil code
loan-pupil-code-help = The school alone notes whose code it is.
loan-cleared-until = Trained until
loan-back-on = Back on
loan-completed-on = Completed on { $day }
loan-history = History
loan-to-be-cleared = Guided session due before the kit is fetched
loan-to-be-cleared-help = Without it, the store cannot hand the kit over.
loan-clear-press = I saw them use it: give the clearance
loan-own-referent = Nobody clears themselves: ask another referent.
loan-your-say = Your say
loan-approve-press = Agree to the loan
loan-refuse-press = Refuse the loan
loan-at-the-store = At the store
loan-prepare-help = Put the piece and its accessories together, then print the slip.
loan-prepare-press = It is prepared: make the slip
loan-complete-help = Something was missing at the return. The piece is not offered while it is incomplete.
loan-complete-press = It is complete again
loan-piece-away = The reserved piece is not on the shelf
loan-piece-away-help = It is in the workshop, on loan or gone. Choose another piece, or wait for it.
loan-piece-incomplete = Something of this piece is missing since it last came back. Complete it, under “Came back incomplete” of the page Store, or take another piece.
loan-change-piece = Take another piece
loan-change-piece-press = Change the piece
loan-other-piece = { $code }, { $device }
loan-choose-a-piece = Choose a piece that is free and on the shelf.
loan-piece-taken = Somebody else has just reserved this piece. Choose another.
loan-extend-press = Extend until { $day }
extension-never = Loans are not made longer.
extension-already = This loan was made longer once already.
extension-late = The day of return is over: bring the kit back, or call the store.
extension-awaited = Somebody else has reserved this kit just after you.
extension-not-out = Only kit that is out is kept longer.
loan-cancel-press = Cancel this loan
done-loan-approved = Loan agreed to.
done-loan-refused = Loan refused; the days are free again.
done-loan-cancelled = Loan cancelled; the days are free again.
done-loan-extended = Loan made longer.
done-loan-cleared = Clearance given.
done-loan-prepared = Kit prepared: print the slip and have it signed at the handover.
done-loan-piece-changed = Piece changed.
done-loan-handed-over = Kit handed over.
done-loan-back-on-shelf = Return recorded: the piece is back on the shelf.
done-loan-back-to-workshop = Return recorded: the device is quarantined. Send it to the workshop, which erases or repairs it and has it checked.
done-loan-completed = Noted: the piece may be lent.

## The store

store-title = The store today
store-back = Back to the store
store-no-site = You work at no store.
store-no-site-help = Ask the coordinator to say which site you work at.
store-more = There is more than these lists show: what has waited longest comes first.
store-nothing = Nothing.
store-next = To do
store-late = Late ({ $count })
store-expected = Expected back today ({ $count })
store-to-hand-over = To hand over ({ $count })
store-to-prepare = To prepare ({ $count })
store-incomplete = Came back incomplete ({ $count })
store-press-return = Take back
store-press-pick-up = Hand over
store-press-prepare = Prepare
store-press-complete = Complete
pick-up-title = Hand the kit over
pick-up-may = The kit may be handed over
pick-up-may-help = To { $borrower }, until { $day }.
pick-up-may-not = The kit may not be handed over
pick-up-not-prepared = This loan is not prepared, or is over.
pick-up-too-early = The loan has not begun: wait for its first day, or the borrower cancels it and reserves other dates.
pick-up-too-late = The last day of this loan is over: make a new reservation.
pick-up-other-piece = This is not the piece of this loan. Look for the label shown, or change the piece on the loan's page.
pick-up-piece-not-here = The piece is not on the shelf: change it on the loan's page.
pick-up-not-cleared = The borrower is not trained for this kit: they follow the guided session on their phone, or a referent sees them use it and gives the clearance.
pick-up-signed = The slip is signed
pick-up-signed-hint = The store keeps one copy, the borrower the other.
pick-up-not-signed = Have the slip signed before you hand the kit over.
pick-up-scan = Label of the piece
pick-up-press = Hand over
loan-return-title = Take the kit back
return-holds-data = It can hold data: it goes to the workshop to be erased and checked
return-complete = All accessories are there
return-complete-hint = Incomplete? Record the return all the same: the piece waits to be completed.
return-condition = Condition
return-cleaned = Cleaned
return-charged = The battery holds its charge
piece-good = Good
piece-worn = Worn, but of use
piece-damaged = Damaged: to the workshop
return-answer-missing = Answer this question.
return-other-piece = This is not the piece of this loan. Scan it from the device's page: that leads to the right loan.
return-press = Record the return
closures-title = Days closed
closures-lead = On these days nothing is fetched or brought back. Saturdays and Sundays are always closed.
closures-none = No closure planned
closures-none-help = Add school holidays and long weekends.
closure-label = Reason
closure-label-hint = For example: Christmas holidays.
closure-label-missing = Say why, in 80 letters at most.
store-closure-from = First day
closure-until = Last day
closure-too-long = A closure lasts a hundred days at most: make two.
store-closure-add = Add a closure
closure-remove = Remove
closure-remove-of = Remove the closure: { $label }
done-store-closure-added = Closure added.
done-closure-removed = Closure removed.

## The rules

terms-title = Lending rules
terms-lead = They hold for reservations to come; what is reserved stays so.
terms-longest = Longest loan, in days
terms-ahead = How far ahead one may reserve, in days
terms-at-once = Loans at once per person
terms-extension = Extension, in days
terms-extension-hint = 0: loans are not made longer. Never when somebody waits.
terms-buffer = Open days between two loans
terms-buffer-hint = Transport, cleaning, charging.
terms-erasing = Open days between two loans of a device that can hold data
terms-erasing-hint = It is erased and checked in the workshop.
terms-approval = The head of the school agrees first
terms-approval-hint = Otherwise they are only told.
terms-clearance = How long a guided session counts, in days
terms-remind = Reminder before the end, in days
terms-number-wrong = Write a number of days or loans, { $most } at most.
terms-press = Save the rules
done-lending-rules-changed = Rules saved.

## The letters

loan-letter-greeting = Hello,
loan-letter-link = See the loan
loan-letter-told-subject = Your school has reserved adapted kit
loan-letter-told = { $borrower } has reserved: { $item }, from { $from } to { $until }.
loan-letter-told-next = There is nothing for you to do. You may cancel this loan on its page.
loan-letter-asked-subject = A loan waits for your say
loan-letter-asked = { $borrower } would like to borrow: { $item }, from { $from } to { $until }.
loan-letter-asked-next = Agree or refuse on the loan's page.
loan-letter-approved-subject = Your loan is agreed to
loan-letter-approved = The loan of { $item }, from { $from } to { $until }, is agreed to by the head of your school.
loan-letter-refused-subject = Your loan is refused
loan-letter-refused = The loan of { $item }, from { $from } to { $until }, is not agreed to by the head of your school. Talk about it together.
loan-letter-unfetched-subject = Your reservation has ended
loan-letter-unfetched = Nobody came for { $item }, reserved from { $from } to { $until }. It is kept for a few open days; now it is free for others.
loan-letter-unfetched-next = If you still need it, reserve it again in the catalogue.
loan-letter-cancelled-subject = Your loan is cancelled
loan-letter-cancelled = The loan of { $item }, from { $from } to { $until }, is cancelled.
loan-letter-before-subject = Kit you borrowed is due back soon
loan-letter-before = { $item }, borrowed since { $from }, is due back on { $until }.
loan-letter-last-day-subject = Kit you borrowed is due back today
loan-letter-last-day = { $item }, borrowed since { $from }, is due back today, { $until }.
loan-letter-late-subject = Kit you borrowed should be back
loan-letter-late = { $item }, borrowed since { $from }, was due back on { $until }. Somebody else may be waiting for it.
loan-letter-very-late-subject = Borrowed kit is more than a week late
loan-letter-very-late = { $item }, borrowed since { $from }, was due back on { $until }.
loan-letter-back = To bring it back, or if something is missing, call the store: incomplete kit can be brought back too.
