## Several workshops: capacity, sharing a lot, transfers

menu-transfers = Transfers
place-transfers = What goes from one workshop to another: scan out and in.
menu-capacity = Capacities
place-capacity = What each workshop can take in a week, and the rules for sharing a lot.

workshop-mode = Type of workshop
workshop-mode-in-house = In-house
workshop-mode-insertion = Insertion
workshop-mode-adapted = Adapted enterprise
workshop-mode-contractor = Contractor

capacity-title = Capacities and sharing rules
capacity-intro = Each workshop says how many devices it can take in a week. The room left is that, less what waits there untouched and what a transfer has announced.
capacity-per-week = Devices per week
capacity-per-week-hint = 0 if the workshop takes nothing.
capacity-since = Declared from
capacity-waiting = In quarantine
capacity-coming = To come
capacity-left = Room left
capacity-undeclared = Nothing declared: no lot is offered to it
capacity-declare = Declare a capacity
capacity-declare-press = Declare
capacity-from = From
capacity-site-missing = Choose a workshop.
capacity-not-a-number = Write a number of devices, from 0 to 100,000.
capacity-day-wrong = Choose today or a day to come.
done-capacity-declared = Capacity declared.

split-rules = Sharing rules
split-rules-help = The first rule that suits a device decides where it goes, as long as the workshop has room. The rest goes to whoever has most room.
split-rules-none = No rule: everything is shared by the room left.
split-rule-add = Add a rule
split-rule-add-press = Add the rule
split-rule-to = To the workshop
split-rule-end = Remove
split-rule-empty = Choose a type of device or a grade.
split-any-kind = Any device
split-grade = grade { $grade }
split-no-grade = no grade yet
done-split-rule-added = Rule added.
done-split-rule-ended = Rule removed. What is shared already stays so.

split-link = Share between workshops
split-title = Share the lot
split-heading = Share lot { $lot }
split-intro = These devices are at { $home }. The tool proposes, you decide: change the numbers, then confirm. Nothing leaves without being scanned.
split-none = Nothing to share
split-none-help = Only devices that are received, in triage or in refurbishment, and on no transfer, are shared.
split-no-taker = No other workshop declared a capacity
split-no-taker-help = Declare it on the page of capacities, then come back.
split-room = room left this week: { $week } declared, { $waiting } in quarantine, { $coming } to come
split-why =
    { $count ->
        [0] Proposed by the room each has left; no rule is in force.
        [one] Proposed by { $count } rule, then the room each has left.
       *[other] Proposed by { $count } rules, then the room each has left.
    }
split-caption = How many devices go to each workshop
split-what = Devices
split-there = Here
split-stays = Stay, as proposed
split-confirm = Confirm the sharing
split-transfers = Transfers of this lot
split-not-a-number = Write whole numbers, or leave the field empty.
split-too-many = You send more devices than there are. Lower a number.
split-nothing = Nothing leaves: write at least one number.
done-lot-shared = Lot shared. Now scan the devices out on each transfer.

transfers-title = Transfers
transfers-none = No transfer
transfers-none-help = A transfer comes from sharing a lot: open a received lot, then “Share between workshops”.
transfer-number = Transfer
transfer-title = Transfer { $transfer }
transfer-way = From { $from } to { $to }
transfer-from = From
transfer-to = To
transfer-made = Made on
transfer-devices = Devices
transfer-scanned-out = Scanned out
transfer-settled = Settled
transfer-counts =
    { $all ->
        [one] { $all } device, of which { $sent } sent and { $ended } settled
       *[other] { $all } devices, of which { $sent } sent and { $ended } settled
    }
transfer-scan-out = Scan what leaves
transfer-scan-out-hint = The device leaves its box. Until it arrives, you answer for it.
transfer-scan-out-press = Scan out
transfer-scan-in = Scan what arrives
transfer-scan-in-hint = Also what is not on the list: the tool notes it.
transfer-scan-in-press = Take in
transfer-slip = Print the slip
transfer-card = Print the departure card
transfer-card-title = Card of transfer { $transfer }
transfer-card-file = transfer-card-{ $transfer }
transfer-more =
    { $count ->
        [one] and { $count } other
       *[other] and { $count } others
    }
transfer-line-sent = sent on { $date }
transfer-line-ended = settled on { $date }
transfer-line-missing = Sent, not arrived
transfer-line-on-the-way = On the way
transfer-line-to-send = To send
transfer-line-came-unsent = Arrived without having been scanned out
transfer-line-unlisted = Arrived without being on the list
transfer-line-elsewhere = Arrived elsewhere
transfer-line-arrived = Arrived
transfer-line-returned = Come back
transfer-line-withdrawn = Taken off the list
transfer-withdraw-title = Send the rest no longer
transfer-withdraw-help = What was not scanned out leaves the list and stays where it is. What has left is not touched.
transfer-withdraw = Take off the list what has not left
transfer-refused-not-listed = This device is not on this transfer. Check the label and the number of the transfer.
transfer-refused-already-sent = This device has already left with this transfer.
transfer-refused-not-here = This device is no longer at the workshop this transfer leaves from. Open its sheet to see where it is.
transfer-refused-work-done = This device is at the check, ready or scrapped: a transfer does not move it any more.
transfer-refused-ended = This device is no longer awaited on this transfer. If it is in front of you, scan it with the card “Received here”.
transfer-refused-already-here = This device is here already.
transfer-refused-in-workshop = This device is not on the list, and the other workshop still works on it. Call them before you keep it.
done-transfer-sent = Scanned out. The device is on its way.
done-transfer-came = Scanned in. The device is here.
done-transfer-withdrawn = Taken off the list.
