## Who is at the bench: badges, benches, team, habilitations

badge-sign-in-title = Your badge
badge-scan = Scan your badge
badge-scan-hint = Put the cursor here, then hold the badge in front of the scanner.
badge-pin = Your PIN
badge-pin-hint = The 4 to 6 digits that you chose. New badge: leave it empty.
badge-submit = Take the bench
badge-languages = Language of this page
badge-or-password = Sign in with an e-mail address
badge-unknown = This badge does not open this bench. Scan it again; if nothing changes, ask your supervisor.
badge-pin-missing = Type your PIN.
badge-pin-wrong =
    { $left ->
        [one] This is not your PIN. { $left } try is left.
       *[other] This is not your PIN. { $left } tries are left.
    }
badge-locked = This badge is locked after 5 wrong PINs. Your supervisor can unlock it.
badge-first-use-over = This badge was not used within 7 days. Ask your supervisor to print it again.
pin-choose-title = Choose your PIN
pin-choose-help = This badge is used for the first time. Choose a PIN that only you know.
pin-new = New PIN
pin-hint = 4 to 6 digits. No digits in a row, no date of birth.
pin-again = The same PIN once more
pin-submit = Keep this PIN
pin-not-digits = A PIN has 4 to 6 digits, no letter and no space.
pin-one-digit = One digit repeated is guessed at once. Choose another PIN.
pin-in-a-row = Digits in a row are guessed at once. Choose another PIN.
pin-repeated = Repeated digits are guessed quickly. Choose another PIN.
pin-year = A year is guessed quickly. Choose another PIN.
pin-not-the-same = The two PINs are not the same. Type them again.
bench-change-person = Change person
lock-title = Bench locked
lock-help = What { $name } was writing is kept: just scan the same badge.

menu-team = Team
place-team = Badges, benches and habilitations of your workshop.
team-title = The workshop’s team
team-nobody = Nobody works here yet
team-nobody-help = The coordinator invites people and gives them your workshop.
team-no-workshop = Your role is not attached to a workshop. Ask the coordinator to give you one.
back-to-team = Back to the team

benches-title = Benches
benches-help = On an enrolled bench, people sign in with a badge and a PIN. The bench serves workshop work only.
benches-none = No bench is enrolled
benches-none-help = Go to the bench, sign in with its browser, then enrol it here.
bench-name = Name of the bench
bench-name-hint = For example “Bench 3”.
bench-name-wrong = Give the bench a name (40 characters at most).
bench-name-taken = Another bench of the workshop has this name. Choose another.
bench-enrolled-on = Enrolled on
bench-idle = Locks after
bench-idle-hint = Minutes without anything done, from 1 to 60.
bench-idle-minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
bench-idle-wrong = Give a number of minutes, from 1 to 60.
bench-is-this = this browser
bench-enrol-title = Enrol this browser
bench-enrol-help = This browser becomes a bench of: { $workshop }. Do it on the device that stays in the workshop, then sign out.
bench-enrol-again = This browser is “{ $name }” already. Enrolling it again replaces that bench.
bench-enrol = Enrol this bench
bench-revoke-title = Withdrawal
bench-revoke = Withdraw this bench
done-bench-enrolled = This browser is a bench. Sign out: it will ask for a badge.
done-bench-revoked = The bench is withdrawn: its browser asks for a normal sign-in again.

badge-title = Badge
badge-none = no badge
badge-new = PIN to be chosen
badge-works = in use
badge-is-locked = locked
badge-printed-on = printed on { $date }
badge-locked-since = since { $when }
badge-help = The badge bears a QR code and a first name, nothing else. The person chooses a PIN at first use, within 7 days. The card is downloaded; then reload this page.
badge-print = Print a badge
badge-print-again = Print another badge
badge-revoke = Withdraw the badge
badge-unlock = Unlock the badge
done-badge-printed = This form has printed a badge already. If it is lost, print another: the old one will not work any more.
done-badge-revoked = The badge is withdrawn.
done-badge-unlocked = The badge is unlocked: 5 tries again.

habilitation-electrical-repair = Electrical repair
habilitation-none = none
habilitation-over-since = over since { $date }
habilitation-ending = ends on { $date }
habilitation-holds-until = until { $date }
habilitation-dates = from { $from } to { $until }
habilitation-ground = Obtained
habilitation-ground-pathway = by the pathway
habilitation-ground-direct = directly, from the coordinator
habilitation-ground-earlier = before pathways were followed
habilitations-past = Habilitations granted
habilitations-direct-help = The supervisor grants it once the pathway was followed. Here you grant it without the pathway: the reason is kept.
habilitation-reason = Reason
habilitation-reason-hint = For example: electronics diploma seen on 3 March. Write nothing about health.
habilitation-reason-missing = Write why, in 500 characters at most.
habilitation-grant-directly = Habilitate without the pathway
habilitation-not-for-role = This role does not call for this habilitation.
habilitation-oneself = Nobody habilitates themselves: ask another supervisor of the workshop, or the coordinator.
habilitation-no-pathway = No pathway leads to this habilitation yet. The coordinator chooses one, or grants it directly.
habilitation-not-earned = A module is missing, or was attended too long ago. Book a session.
habilitation-nothing-new = The training attended gives no more than the present habilitation.
habilitation-is-earned = Pathway “{ $pathway }” followed: the supervisor may grant the habilitation.
habilitation-missing-modules =
    { $count ->
        [one] One module of the pathway “{ $pathway }” is missing: { $modules }.
       *[other] { $count } modules of the pathway “{ $pathway }” are missing: { $modules }.
    }
habilitation-next-session = Next session: { $when }, { $place }. The supervisor books the place.
habilitation-session-booked = Place booked: { $when }, { $place }.
habilitation-no-session = No session is planned yet: ask the trainer.

lacking-title = You need the habilitation “{ $act }”
lacking-nobody = Nobody in your workshop is habilitated today. Tell your supervisor.
lacking-ask-supervisor = Ask your supervisor who can do it.

plan-title = Pathways of the habilitations
plan-help = For each habilitation, the pathway to follow and how long a session counts.
plan-none = no pathway
plan-lasts = Lasts
plan-months =
    { $months ->
        [one] { $months } month
       *[other] { $months } months
    }
plan-lasts-months = Lasts, in months
plan-lasts-hint = From 1 to 120. After that time the module has to be attended again.
plan-change = Choose a pathway
plan-pathway-hint = All of its modules are asked for.
plan-pathway-missing = Choose a pathway.
plan-months-wrong = Give a number of months, from 1 to 120.
plan-submit = Save
plan-new-pathway = Create a pathway
done-habilitation-rule-saved = The habilitation’s pathway is saved.

staff-attendance-title = Attendance of workshop staff
staff-attendance-nobody = Nobody of a workshop is enrolled
staff-attendance-nobody-help = The supervisor books places from the person’s page.
staff-attendance-back = Back to the session
staff-already-booked = This person has a place in this session already.
staff-habilitation-rests = A habilitation rests on this presence: it is not corrected any more. If it is wrong, tell the coordinator, who ends the habilitation.
staff-book-title = Book a session
staff-no-session = No session to come has places for these pathways. Ask a trainer to plan one.
