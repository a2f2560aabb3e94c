## The workshop’s board

menu-board = Board
place-board = Where the workshop stands: what waits, since when, and what is blocked.
board-title = Workshop board
board-site = Workshop
board-own-site = My site
board-all-sites = All sites of my organisation
board-lot = Lot
board-days = At this stage for more than (days)
board-days-not-a-number = Write a number of days, for example 7.
board-only-blocked = Only what is blocked
board-everything = Show everything again
board-more = See the rest
board-oldest-first = What has waited longest is on top.
board-column-empty = Nothing here.
board-to-erase =
    { $count ->
        [one] of which { $count } to erase
       *[other] of which { $count } to erase
    }

board-choose = Choose the workshop to look at.
board-workshops = The workshops, and what they hold
board-no-workshop = No open workshop in your territory
board-no-workshop-help = A site becomes a workshop on the page of its organisation.

board-alerts =
    { $count ->
        [one] { $count } lot waits
       *[other] { $count } lots wait
    }
board-lot-name = Lot { $lot }, { $donor }
board-lot-to-come = announced { $since }, not here yet. Ask its sender.
board-lot-to-begin = devices have been in quarantine { $since }. Begin with them.
board-lot-to-close = received { $since }, not closed with its sender yet. Settle the gaps.

board-queue = Checks you may sign
board-queue-none = None for now.
board-queue-others =
    { $count ->
        [one] { $count } other device waits for somebody else: you worked on it, or something is missing.
       *[other] { $count } other devices wait for somebody else: you worked on them, or something is missing.
    }

board-for-others = Checks that wait for something other than you
board-for-others-see = See which ones

board-blocked = Blocked
board-blocked-none = Nothing is blocked.
board-block-locked = Locked
board-block-locked-help = The previous owner has to release it: the release list is on the lot’s page.
board-block-nobody-erases = Nobody to erase
board-block-nobody-erases-help = Nobody is habilitated to erase today: see the Team page.
board-block-lacks-proof = Proof to redo
board-block-lacks-proof-help = At the check without an accepted erasure: send the device back to refurbishment.
board-block-part-missing = Part missing
board-block-part-missing-help = A part came out of the device and was not replaced: fit one, or keep the device for its parts.
board-block-software-short = Software not enough
board-block-software-short-help = No open programme would take the device like this: its updates end too early or on no known date, or its software is not free. Its page at the bench says which of the three.
board-block-software-unsaid = Software not recorded
board-block-software-unsaid-help = The device is erased, and nobody recorded what is installed, which the programmes ask for: record it at the bench.
board-block-nobody-checks = Nobody to sign
board-block-nobody-checks-help = Whoever could sign worked on it, or nobody is habilitated to check: have somebody else habilitated.

board-flow = What went through the workshop
board-flow-hint = Every passage counts: a device sent back and checked again counts twice. The six drawings have one scale; the table says the same figures. A date is a day, or the Monday of a week.
board-flow-days = See the last 7 days
board-flow-weeks = See the last 8 weeks
board-flow-caption = Passages per step
board-flow-step = Step
board-flow-sum = Total
board-flow-total =
    { $total ->
        [one] { $total } passage in all; the details are in the table.
       *[other] { $total } passages in all; the details are in the table.
    }
board-flow-received = Received
board-flow-triaged = Triaged
board-flow-work-done = Refurbishment done
board-flow-checked = Checked
board-flow-ready = Ready
board-flow-scrapped = Scrapped

board-on-the-way = On the way between workshops: { $leaving } left from here, { $coming } expected here. They are in no column.
