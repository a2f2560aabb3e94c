## Worker view: one question or instruction per page, two sentences at most. Every other language of this view
## is a single file, worker.ftl in a folder of its name; the questions of the lists are there under check-….

worker-language-name = English

worker-yes = Yes
worker-no = No
worker-none-there = There is none
worker-done = Done
worker-finished = It has finished
worker-back = Back
worker-skip = Skip
worker-next-device = Next device
worker-answer-again = Answer again
worker-listen = Listen
worker-quiet = Turn the voice off
worker-home = Home
worker-help = I need help
worker-help-ask = Call your supervisor. Show them this screen.
worker-help-say = You can say, in French:
worker-help-sentence = I need help, please.
worker-whole-list = See the whole list
worker-whole-bench = Work with the whole lists

worker-scan = Scan a device
worker-scan-help = Aim at the label, or type the code.
worker-scan-label = Code on the label
worker-scan-go = Search
worker-other-device = Another device? Scan it.
worker-other-unsent = Your answer is not sent. Send it first, or press “Search” to leave it.
worker-or-take = Or go on with
worker-language = Language
worker-code-unknown = This code is not known here. Check the label, or ask your supervisor.
worker-code-blank = No device bears this label yet. Receive the device first.

worker-part-triage = Triage
worker-part-erasure = Erasure
worker-part-refurbishment = Refurbishment
worker-part-check = Check

worker-grade-a = Very good: no mark
worker-grade-b = Good: small scratches
worker-grade-c = Worn: scratches you can see
worker-grade-scrap = Broken or dangerous
worker-number-bounds = A number from { $lowest } to { $highest }.
worker-number-send = Send the number
worker-unit-percent = %
worker-unit-cycles = cycles
worker-unit-hours = hours
worker-unit-minutes = minutes
worker-unit-gigabytes = GB
worker-unit-celsius = °C
worker-picture-help = Nobody may be in the photo.

worker-system = Which system is it?
worker-system-help = Look at the screen when it starts.
worker-reset = Reset the device to zero.
worker-reset-help = Wait for the end. Then press the button.
worker-activation-lock = Apple account removed?
worker-activation-lock-help = The device must not ask for any account.
worker-reset-protection = Google account removed?
worker-reset-protection-help = The device must not ask for any old account.
worker-device-management = Remote management removed?
worker-device-management-help = No message from a school or a company.
worker-sim = SIM card taken out?
worker-sim-help = If there is a card, take it out.
worker-sd = Memory card taken out?
worker-sd-help = If there is a card, take it out.
worker-slot-emptied = Yes, it is empty
worker-no-slot = No slot
worker-photo = Photograph the start screen.
worker-photo-help = The first screen must be easy to see.
worker-photo-choose = The photo
worker-photo-send = Send the photo
worker-wipe = Erase the disk.
worker-wipe-help = Start from the USB key for erasing. Wait for the end.
worker-log = Add the erasure file.
worker-log-help = It is on the USB key.
worker-log-choose = The file
worker-log-send = Send the file
worker-serials = Number written on the disk
worker-ask-check = The work is finished!
worker-ask-check-help = Another person will check the device.
worker-ask-check-button = Ask for the check

worker-stop-supervisor = Stop. Your supervisor decides.
worker-stop-supervisor-help = Put the device aside.
worker-stop-training = Erasing needs a trained person.
worker-stop-give = Give the device to your supervisor.
worker-stop-locked = The device is blocked.
worker-stop-locked-help = An old account is still there. Give it to your supervisor.
worker-stop-software = Other software has to be installed, or somebody has to say which one is.
worker-stop-part = A part of this device is missing.
worker-stop-finished = Finished, well done!
worker-stop-finished-help = Another person will check it. Put the device in its place.
worker-stop-ready = This device is ready.
worker-stop-nothing = There is nothing to do.
worker-stop-elsewhere = Nothing to do here with this device.

worker-repair = There is a problem. Repair it, or ask for help.
worker-came-back = The device came back. Read why, or ask your supervisor.
worker-log-refused = The erasure is not accepted. Do it again, or ask for help.

worker-refused-moved = The device has moved on. Look at this page.
worker-refused-training = This needs a training. Call your supervisor.
worker-refused-repair = Only a trained person opens the device. Call your supervisor.
worker-refused-locked = The device is blocked. Call your supervisor.
worker-refused-changed = Another person has just changed this device. Answer again.
worker-refused-list = The list of questions has changed. Answer again.
worker-refused-other = Nothing was recorded. Call your supervisor.

worker-answer-missing = Choose an answer.
worker-number-missing = Type the number first.
worker-number-wrong = This number is not possible. Look again.
worker-photo-missing = Take a photo first.
worker-photo-wrong = This is not a photo. Take another one.
worker-photo-too-early = Answer the questions before it first.
worker-log-missing = Choose the file first.
worker-log-wrong = This is not the right file. Choose another one.
worker-serials-missing = Type the number written on the disk.
