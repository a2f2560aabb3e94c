## The bench

bench-title = Bench
bench-scan = Scan a label
bench-scan-hint = Or type its code, then Enter.
bench-code-elsewhere = No device of your workshop bears this code. Check the label; if it is right, show the device to your supervisor.
bench-code-elsewhere-supervisor = No device of your workshop bears this code. Check the label; if it is right, the device is another workshop’s or on its way: ask the coordinator.
bench-code-blank = No device bears this label yet: receive the device first.
bench-oldest = Oldest: { $since }
bench-to-triage = To triage
bench-in-refurbishment = In refurbishment
bench-to-check = For you to check
bench-all-to-check = Waiting for a check
bench-ready = Ready
bench-more =
    { $count ->
        [one] and { $count } more recent device
       *[other] and { $count } more recent devices
    }
bench-column-device = Device
bench-column-waiting = Waiting
bench-column-next = To do
bench-ask-colleagues = In your workshop, ask: { $names }.
bench-back = Bench
bench-to-tasks = Work step by step: one question per page
bench-as-tasks = Step by step

bench-now = To do now
bench-next-triage = Triage the device
bench-next-scrap = Scrap the device
bench-next-erase = Record the erasure
bench-next-checklist = Fill in the checklist
bench-next-repair = Repair, then answer
bench-next-ask-check = Ask for the check
bench-next-check = Make the check
bench-next-send-back = Send back to refurbishment
bench-next-wait = Wait for a colleague
bench-next-ready = Ready
bench-next-nothing = Nothing to do at the bench

bench-triage-hint = Look at the device, answer, give its grade.
bench-triage-again = Triage again
bench-scrap-why = Triage found a fault that stops the device. Repair it and triage again, or scrap the device.
bench-erase-reset-hint = Reset the device, take a photo of the set-up screen, then record it here.
bench-erase-nwipe-hint = Wipe the drives with ShredOS or nwipe, then attach the log here.
bench-checklist-hint = Test, clean, answer. You can stop and go on later.
bench-checklist-again = See the checklist again
bench-repair-hint = An answer blocks: repair, then change the answer. If it cannot be repaired, show the device to your supervisor.
bench-ask-check-hint = All is done. Somebody else will check the device.
bench-check-hint = Look at the device as if it were given to you.
bench-send-back-hint = A proof is missing: send the device back to refurbishment.
bench-ready-hint = Checked and ready: it waits to be allocated.
bench-before-check = Before the check, still to do
bench-steps = Steps
bench-other-actions = Other actions

bench-wait-scrap-decision = Triage found a fault. Your supervisor decides: repair or scrap.
bench-wait-erasure-habilitation = The erasure must be recorded by a habilitated person.
bench-wait-supervisor = The device waits for a supervisor’s check.
bench-wait-somebody-else = You worked on this device: another habilitated person must check it.
bench-wait-check-habilitation = You need a current “quality check” habilitation.

bench-erasure = Erasure
bench-holds-no-data = Holds no data
bench-see-photo = Photo of the set-up screen
bench-see-log = See the wipe log
bench-erase-again = Record a new erasure
bench-list-unfinished = To do
bench-list-failed = To put right
bench-list-passed = Done
bench-list-number = Checklist no. { $number }
bench-list-of-this-device = Its own is list no. { $number }: here are its questions.
bench-findings = What the checklist found
bench-finding-blocks = Blocks
bench-finding-noted = Noted, does not block
bench-finding-good = Read off
unit-percent = { $value }%
unit-cycles =
    { $value ->
        [one] { $value } cycle
       *[other] { $value } cycles
    }
unit-hours = { $value } h
unit-minutes = { $value } min
unit-gigabytes = { $value } GB
unit-celsius = { $value } °C

bench-came-back = It came back, for this reason
bench-blocked-moved-on = The device is no longer at this step: somebody went on with it meanwhile. See below where it stands.
bench-blocked-other-list = These answers are to another checklist. Answer with the list of this device.
bench-blocked-triage-unfinished = Triage is not finished. Answer all its questions.
bench-blocked-triage-failed = Triage found a fault. Repair it and triage again, or scrap the device.
bench-blocked-grade-missing = The grade is missing. Triage again.
bench-blocked-erasure-missing = No erasure is recorded for this stay in the workshop. Erase the device and attach the proof.
bench-blocked-erasure-not-accepted = The latest erasure is not accepted. See why below, do it again, then attach the new proof.
bench-blocked-checklist-unfinished = The refurbishment checklist is not finished.
bench-blocked-checklist-failed = An answer of the refurbishment checklist blocks. Repair, then change the answer.
bench-blocked-nothing-to-erase = This type of device holds no data: there is nothing to erase.
bench-blocked-erasure-habilitation = To record an erasure you need a current “erasure” habilitation.
bench-blocked-check-habilitation = To sign you need a current “quality check” habilitation.
bench-blocked-repair-habilitation = Answering “yes” after a “no” says that the device was opened and repaired: that needs a current habilitation for electrical repair. Give this repair to somebody who has one.
bench-blocked-own-work = You worked on this device. Another habilitated person must check it.
bench-blocked-check-unfinished = The check is not finished. Answer all its questions.
bench-blocked-check-failed = An answer of the check blocks. Send the device back with the reason.
bench-blocked-allocated = This device is allocated to a request. Ask the coordinator to take the allocation back first.

bench-answer-yes = Yes
bench-answer-no = No
bench-answer-not-applicable = There is none
bench-answer-photo = See the photo
bench-measure-bounds = A whole number, from { $lowest } to { $highest }.
bench-measure-at-least = Good from { $least }.
bench-measure-at-most = Good up to { $most }.
bench-measure-between = Good from { $least } to { $most }.
bench-measure-wrong = This number cannot be right here. Type a whole number, within the limits given.
bench-photo-hint = A JPEG or PNG picture. Nobody should be in it.
bench-photo-again = A browser does not keep files: if you had just chosen one, choose it again.
bench-photo-replaces = A photo is already kept. A new one takes its place.
bench-answer-missing = { $question } Answer this question.
bench-answer-failed = { $question } With this answer you cannot sign. Correct it, or send the device back with the reason.

bench-triage-title = Triage
bench-triage-submit = Finish triage
bench-checklist-title = Refurbishment checklist
bench-checklist-submit = Keep my answers

check-title = Quality check
check-not-yours = You cannot sign this check
check-photo = The set-up screen, after the erasure:
check-grade-so-far = Grade given at triage:
check-pass = Sign: the device is ready
check-or-back = Or send the device back
check-reason = What must be done again?
check-reason-hint = A few words. Write nobody’s name.
check-fail = Send back to refurbishment

bench-bring-back = Take back to the workshop
bench-bring-back-hint = The device returns to quarantine and starts again at triage, with a new erasure.
bench-bring-back-reason = Why does it come back?
bench-bring-back-submit = Take the device back
bench-reason-missing = Write the reason in a few words.
bench-reason-too-long = Make it shorter: 500 characters at most.

scrap-title = Scrap the device
scrap-hint = The device leaves the stock for good.
scrap-weight = Weight in kilograms
scrap-weight-hint = For example 0.48
scrap-weight-wrong = Give the weight in kilograms, for example 0.48.
scrap-code = Waste code
scrap-code-missing = Choose the waste code.
scrap-recipient = Who takes it away?
scrap-recipient-hint = Name of the company or of the take-back scheme.
scrap-recipient-missing = Give the name of who takes it away (200 characters at most).
scrap-siret = SIRET of who takes it away
scrap-siret-wrong = This SIRET is not right: it has 14 digits. Check it, or leave the field empty.
scrap-form = Waste tracking form number
scrap-form-hint = For example BSD-20261121-ABC123DEF
scrap-form-too-long = This number is too long: 40 characters at most.
scrap-data-handled = The drive is taken out, or will be destroyed by who takes the device away
scrap-data-hint = This device has no accepted erasure: data may be left on it.
scrap-data-unhandled = Data may be left on the device. Erase it, or confirm that they will be destroyed.
scrap-submit = Scrap the device

reset-title = Record the reset
reset-hint = Everything must be done before you send: if anything is missing, nothing is recorded.
reset-which-system = Which system does the device have?
reset-which-system-hint = Look at the set-up screen.
reset-continue = Continue
reset-system = System:
reset-day = Day of the reset
reset-activation-lock = Is the Activation Lock released?
reset-activation-lock-hint = On Wi-Fi the device asks for no Apple account.
reset-protection = Is the Google protection (FRP) released?
reset-protection-hint = On Wi-Fi the device does not ask for the former account.
reset-management = Is the remote management (MDM) released?
reset-management-hint = On Wi-Fi no organisation is shown.
reset-released = Yes, checked
reset-not-released = No, still active
reset-sim = SIM card
reset-sd = Memory card (SD)
reset-slot-emptied = Slot empty, card taken out
reset-no-slot = No slot
reset-photo = Photo of the set-up screen
reset-photo-hint = JPEG or PNG. The place recorded in the photo is not kept.
reset-photo-again = Choose the photo again: the browser did not keep it. JPEG or PNG.
reset-submit = Record the erasure
photo-not-a-photo = This file is not a photo that can be read. Take a photo as JPEG or PNG.
photo-too-many-pixels = This photo is too large. Take it with fewer than 50 million pixels.

wipe-title = Attach the wipe log
wipe-hint = The log is read and judged at once. If it is refused, it is kept too, with what to do.
wipe-serial-expected = The log must be that of the computer numbered
wipe-drive-serials = Serial numbers of the drives
wipe-drive-serials-hint = Read on the drives themselves, separated by commas: the stock does not know this computer’s number.
wipe-serials-missing = Give the serial number written on each drive.
wipe-log = Log of nwipe or ShredOS
wipe-log-hint = The .log file written during the wipe, 8 MB at most.
wipe-log-again = Choose the file again: the browser did not keep it.
wipe-log-missing = Choose the log file.
wipe-submit = Send the log

erasure-drive-serial-mismatch = A drive in the log is not among the numbers you read. Check the numbers, or attach the log of these drives.
erasure-wipe-before-reception = This wipe is older than the device’s arrival: it proves nothing for this stay. Wipe again. If the computer’s date is wrong, set it first.
erasure-wipe-in-the-future = The date of this wipe is in the future. Set the computer’s date, then wipe again.
erasure-wipe-undated = The log does not say when the wipe ended. Attach the whole log, or wipe again.

done-bench-triaged = Triage finished: the device goes on to refurbishment.
done-bench-held = Answers kept. The device cannot go on like this.
done-bench-answers-kept = Answers kept.
done-bench-erased = Erasure accepted and recorded.
done-bench-check-asked = Check asked for.
done-bench-check-passed = Check signed: the device is ready.
done-bench-check-failed = The device is sent back to refurbishment.
done-bench-brought-back = The device is back in the workshop, in quarantine.
done-bench-scrapped = The device has left the stock.

bench-blocked-drive-not-erased = A drive of the device has no accepted erasure. Erase it too and attach its log; if you took it out, send a new inventory of the machine.
bench-blocked-locked = The device is blocked: it is still tied to its previous owner. The lock has to be released first.
bench-blocked-locked-at-check = The device is at the quality check: a lock is not taken off during the check. Send it back to refurbishment, then note the release.
bench-wait-release = The device is blocked. Its previous owner has to release the lock; then note it here.
wipe-drives-expected = The log must be that of the drives number

bench-blocked = Blocked
bench-next-blocked = Wait for the release
bench-note-release = Note the release
bench-hardware = Inventory of the machine
bench-locks = Locks of the previous owner
reset-locked = Does the device ask for an old account, or show an organisation? Note it as blocked.

locks-title = Locks of the previous owner
locks-lead = A device that is still bound to an account or managed remotely is blocked: it cannot become ready.
locks-question = Which locks do you see now?
locks-hint = Untick a lock when the device does not ask for it any more.
locks-submit = Record what I see
done-bench-locks-noted = Noted.

hardware-page-title = Inventory of the machine
hardware-lead = The file of “lshw -json” (run by root) or of the GLPI agent. Model, processor, memory and drives are kept of it; nothing of the user or the network.
hardware-serial-expected = The inventory must be that of computer number
hardware-file = Inventory file
hardware-file-hint = A .json file, 2 MB at most.
hardware-file-again = Choose the file again: the browser did not keep it.
hardware-file-missing = Choose the inventory file.
hardware-submit = Send the inventory
hardware-too-large = This file is too large for an inventory. Send the file of this one machine.
hardware-truncated = The file stops in the middle. Copy the whole of it again.
hardware-not-json = This file is not JSON. Run “lshw -json” or the GLPI agent again.
hardware-too-deep = This file is nested far deeper than an inventory: it is not read.
hardware-not-an-inventory = This file is neither of “lshw -json” nor of a GLPI agent.
hardware-hostile-text = A field of the file holds text that no machine writes. Make the inventory again on the machine itself.
hardware-drive-without-serial = A drive does not say its serial number. Run the tool again as root (sudo).
hardware-too-many-drives = This file names more drives than a machine has.
hardware-another-machine = This inventory is that of another machine: its serial number is not the device’s.
hardware-nameless = The inventory does not say the machine’s serial number. Run the tool again as root (sudo).
hardware-unknown-machine = No device of your workshop bears this serial number. Receive it first, or attach the file at the bench.
hardware-not-at-work = The device is not being worked on: its inventory is not changed any more.
hardware-drive-known = This inventory no longer names a drive, and a drive of that number is noted in your workshop already. Look for it under “Parts”, and show both to your supervisor.
hardware-serial-taken = Another device of the stock bears this serial number. Show both to your supervisor.
hardware-token-unknown = This token is not known. Ask your supervisor for one.
hardware-token-revoked = This token was revoked. Ask your supervisor for another.
done-bench-hardware-read = Inventory recorded.
hardware-known = This inventory is known already
hardware-known-on = This very file was read already, on { $date }. Nothing has changed since, and nothing is recorded again.

token-title = Bench tokens
token-lead = A token lets a bench’s live system send the inventory of the machine. It is good for nothing else.
token-fresh = Copy this token now
token-fresh-help = It will not be shown again. If it is lost, revoke it and make another.
token-how = At the bench, as root:
token-none = No token
token-none-help = Make one per boot stick.
token-name = Name
token-name-hint = For instance: USB stick of bench 2.
token-name-wrong = Give a name of 60 characters at most.
token-site = Workshop
token-site-missing = Choose the workshop.
token-state = State
token-live = In use
token-revoked = Revoked
token-refused-uses =
    { $count ->
        [one] tried once since
       *[other] tried { $count } times since
    }
token-last-used = Last used
token-action = Action
token-revoke = Revoke
token-new = New token
token-make = Make the token
done-token-made = The token is made. It was shown once only.
done-token-revoked = The token is revoked.

release-title = Blocked devices
release-lead = Send this list to whoever administers the devices for the previous owner. It holds no personal data.
release-download = Download the list
release-file-name = lot-{ $lot }-locks
release-caption = Locks still on in this lot
release-lock = Lock
release-released = Released
release-released-on = Released on
release-since = Seen on
release-none = No blocked device in this lot
release-none-help = A lock is noted at the bench, with the device in hand.
release-import = The list come back
release-file = Filled list
release-file-hint = The same list, with “yes” or “no” in “Released”, and the day in “Released on”. Its headings may be in French or in English.
release-file-missing = Choose the file of the list.
release-submit = Read the list
release-columns-missing = This file lacks the columns of the list: “Code”, “Serial number” or “IMEI”, then “Lock” and “Released”.
release-read = List read
release-read-partly = List read, but for some lines
release-counts =
    { $released ->
        [one] { $released } lock released
       *[other] { $released } locks released
    }, { $unchanged ->
        [one] { $unchanged } line without change
       *[other] { $unchanged } lines without change
    }.
release-line = Line { $number }:
release-unknown-device = no blocked device of this lot bears these numbers.
release-other-device = these numbers are of two different devices.
release-unknown-lock = this lock is none of the list: take the word of the list that was sent.
release-no-such-lock = this device does not have this lock.
release-neither-yes-nor-no = “Released” must be yes or no.
release-date-unreadable = this date cannot be read; write it like 2026-05-04.
release-date-in-the-future = this date is in the future.
release-date-before-found = the lock was still seen after this date.
