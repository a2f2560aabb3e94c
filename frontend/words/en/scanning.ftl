# Scanning one after the other, mode cards, boxes and places.

scan-title = Scan one after the other
scan-label = Scan a label or a card
scan-hint = Or type the code, then Enter.
scan-continuous-link = Scan one after the other
scan-refused = Nothing was done
scan-see = See this device
scan-refused-inside = Device { $code }, in this box, keeps it here:
scan-none = Nothing scanned yet.
scan-tally = Your scans
scan-count-done =
    { $count ->
        [one] { $count } done
       *[other] { $count } done
    }
scan-count-refused =
    { $count ->
        [one] { $count } refused
       *[other] { $count } refused
    }
scan-result-done = Done
scan-result-same = Already done
scan-result-refused = Refused
scan-result-undone = Undone
scan-undo = Undo the last scan
scan-modes = Change what you do
scan-modes-hint = Scan a mode card, or choose here.
scan-print-cards = Print the cards
scan-cards-title = Mode cards
scan-cards-file = mode-cards
scan-no-network = No answer from the server: this scan is not sent. Check the network, then scan again.
scan-signed-out = Your session is over. Sign in again: this scan is not sent.
scan-failed = This scan could not be recorded. Scan again.

scan-mode-open = Open the next step
scan-mode-receive = Received here
scan-mode-check = Ready for the quality check
scan-mode-reset = Reset done
scan-mode-shelf = Back on the shelf
scan-mode-out = Take out of the box
scan-mode-into = Put into { $name }
scan-mode-send = Leaves with transfer { $name }
scan-help-open = Each device you scan opens on what there is to do.
scan-help-receive = Scan what arrives at your site: a device, or a box with all that is in it.
scan-help-check = Scan the devices whose work is done. If something is missing, you are told.
scan-help-reset = Scan the tablets and phones reset today. The photo and the locks are still to be recorded.
scan-help-shelf = Scan the ready devices that go back on the shelf.
scan-help-out = Scan what comes out of its box or place.
scan-help-into = Scan what you put into { $name }.
scan-help-send = Scan what leaves: each device leaves its box.

done-scan-mode = Card read.
done-scan-undone = The last scan is undone.
done-scan-received = Arrived here.
done-scan-check-asked = Check asked for: somebody else will do it.
done-scan-reset-noted = Reset dated today. The photo of the screen and the locks are still to be recorded.
done-scan-taken-out = Taken out of its box or place.
done-scan-stowed = Put away.
done-scan-box-moved = Box moved, with all that is in it.
done-scan-box-received = Box arrived here, with all that is in it.
done-scan-sent = Scanned out: it is on its way.
done-scan-same = It was done already: nothing changed.

scan-unread = This is not the code of a label.
scan-glued = Two scans ran together: neither is taken. Scan again, one at a time.
scan-card-unknown = This card is not known here. Print the cards of your workshop.

scan-refused-elsewhere = Nothing in your workshop bears this code. Check the label; if it is right, show the thing to your supervisor.
scan-refused-blank-label = No device bears this label yet: receive the device first.
scan-refused-other-card = This card is another workshop’s. Take the card “Received here” of your site.
scan-refused-not-for-you = An arrival from another site is recorded by a supervisor. Ask one.
scan-refused-leaves-elsewhere = This transfer leaves from another workshop: its devices are scanned out over there.
scan-refused-departure-not-for-you = A departure to another workshop is recorded by a supervisor. Ask one.
scan-refused-no-site = Your role belongs to no site. Ask the coordinator to choose one.
scan-refused-devices-only = This is done device by device: scan the label of a device.
scan-refused-box-in-box = A box does not go into a box. Scan the card of a place, then this box.
scan-refused-place-stays = A place does not move. To put something there, scan its card “Put into”.
scan-refused-with-recipient = This device is with its recipient. If it is in your hands, take it back at the pick-up point.
scan-refused-other-site = This device is not recorded at this site. If it is here, scan the card “Received here” first, then the device.
scan-refused-box-elsewhere = This box is at another site, or would go to one. It is recorded over there when it arrives: with the card “Received here”, then the box.
scan-refused-not-ready = This device is not ready. Scan it without a card to see what it lacks.
scan-refused-not-in-work = This device is not in refurbishment. Scan it without a card to see where it stands.
scan-refused-by-log = A computer is not reset: erase its drives with nwipe or ShredOS, then attach the log.
scan-refused-nothing-to-erase = This type of device holds no data: there is nothing to reset.

undo-refused-nothing = There is nothing to undo.
undo-refused-not-last = You have scanned something else since, or undone this scan already. Nothing is undone: look at the list, which is up to date.
undo-refused-arrived = Something else was recorded since this arrival: it can no longer be undone. If the thing leaves, the other site scans it when it arrives.
undo-refused-on-its-way = Something else was recorded since this departure: it can no longer be undone. If the device stayed here, scan the card “Received here”, then the device: it comes back.
undo-refused-checker = Something else was recorded since this request for a check: it can no longer be undone. Ask a supervisor to send the device back to refurbishment, with the reason.
undo-refused-said = Something else was recorded of the device since: the day of the reset stays in its history. Record the erasure with the right day: that is what counts.
undo-refused-changed = Somebody did something with this since. Scan it without a card to see where it stands.

menu-boxes = Boxes
place-boxes = See what is in each box and each place.
containers-title = Boxes and places
containers-lead = Each has its label. What changes site leaves its box.
containers-none = No box and no place yet
containers-none-help = A supervisor or a store keeper can make one.
container-name = Name
container-name-hint = What the label says, for example “Box 12” or “Shelf 3”.
container-kind = Type
container-box = Box
container-place = Place
container-where = Where
container-site = Site
container-stands-in = Place of the box
container-content = Content
container-devices =
    { $count ->
        [0] no device
        [one] { $count } device
       *[other] { $count } devices
    }
container-boxes =
    { $count ->
        [one] { $count } box
       *[other] { $count } boxes
    }
container-make-title = Make a box or a place
container-make = Make
container-kind-missing = Choose: box or place.
container-name-missing = Give it a name.
container-name-long = This name is too long for a label: { $limit } characters at most.
container-name-taken = This site has a box or place of this name. Give another.
container-site-missing = Choose the site.
done-container-made = Made. Print the label and stick it on.
container-scan-into = Scan what goes in
container-boxes-here = Boxes here
container-devices-here = Devices in it
container-empty = No device
container-empty-help = Scan the card or the label, then the devices to put away.
container-more = Only the first 200 are shown.
container-label = Print the label
next-scan-label = Scan the next device
next-scan-open = Open
next-scan-unsent = Some answers on this page are not sent. Send them first; or press “Open” to leave them.
