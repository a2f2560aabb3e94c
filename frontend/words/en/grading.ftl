## Technical category

category-title = Technical category
category-lead = What the device is worth as a tool: its speed, its memory, its room. This is not the grade, which says how it looks.
category-is = Category { $category }
category-decided = Decided by a supervisor. By the rules: { $computed }.
category-decided-why = Reason: “{ $words }”
category-points-caption = Points given on { $date } by the rules “{ $set }”
category-column-part = Part
category-column-points = Points
category-total = Total
category-source = Published rules: { $source }
category-rules-hash = Hash of the rules “{ $set }” that decided:
category-rules-not-same = These rules are no longer the same
category-rules-changed = This set of rules has changed since. The category stays what it was then; to work it out again, send the numbers again.
category-rules-gone = This set of rules is no longer installed here. The category stays what it was then; to work it out again, choose another set.
category-part = { $part }: { $value }
category-part-drive = { $technology } drive: { $gb } GB
category-why-drives = The drives together count for { $most } points at most.
category-why-weighted = The total is weighted by { $percent }%.
category-why-limited-hdd = { $part }: too few points, and no SSD or NVMe drive. The category is { $best } at best; the sum would give { $sum }.
category-why-limited-flash = { $part }: too few points. With an SSD or NVMe drive the category is { $best } at best; the sum would give { $sum }.
category-no-rules = No rules for this type of device
category-no-rules-help = The technical category is for computers, tablets and phones.
category-judge = Work out the category
category-again = Work it out again
category-sets = Several sets of rules fit. Choose one:
category-by-set = Rules: { $set }
category-processor = Processor of this device: { $processor }
category-cpu-mark = Processor mark (CPU Mark)
category-cpu-mark-hint = Look the processor’s name up on cpubenchmark.net and copy the number “CPU Mark”.
category-ram = Memory (RAM), in GB
category-ram-hint = Filled in already if the inventory of the machine was recorded.
category-storage = Storage, in GB
category-storage-hint = The whole room, such as 32 or 64.
category-index = Speed index (Antutu)
category-index-hint = The number Antutu gives this model.
category-battery = Battery health, in %
category-battery-hint = What it still holds, compared with a new battery.
category-drives = Drives
category-drives-hint = One drive per line, as it is sold: 256, 500, 1000 GB. Leave the other lines empty.
category-drive-kind = Drive { $number }: technology
category-drive-size = Drive { $number }: size in GB
category-drive-none = No drive
category-weighting = Weighting
category-weighting-hint = What the state of the device adds to the total or takes off it. 0 if there is nothing to say.
category-percent = { $percent }%
category-submit = Work out the category
category-number-wrong = Type a whole number, { $most } at most.
category-number-missing =
    { $field ->
        [cpu_mark] Processor mark.
        [ram_gb] Memory.
        [storage_gb] Storage.
        [mobile_index] Speed index.
       *[battery_percent] Battery health.
    } This number is missing: without it the rules say nothing.
category-drive-missing = Give at least one drive, with its technology and its size.
category-drive-wrong = For each drive, choose the technology and type the size in GB.
category-weighting-missing = Choose a weighting from the list.
category-not-at-work = The device is not at work in the workshop: its category does not change any more.
category-was-decided = A supervisor decided on this category. If it does not fit any more, ask them to look at it again.
category-nothing-computed = Work out the category first: the supervisor decides from its points.
category-decide = Decide on another category
category-decide-help = For the supervisor. What was worked out stays in sight, with your reason. Your decision stands until a supervisor changes it.
category-decision = Category
category-decision-missing = Choose a category.
category-decision-same = This is the category of the rules already: work it out again to return to it.
category-decision-reason = Reason
category-decision-reason-hint = Speak of the device, never of a person.
category-reason-missing = Say why: the reason is kept with the decision.
category-reason-too-long = The reason is too long: 500 characters at most.
category-decide-submit = Decide on this category
device-category-decided = decided by a supervisor
done-bench-category-recorded = Category recorded.
bench-category = Technical category

## Software

software-title = Installed software
software-lead = Say what is installed on the device now.
software-none = This type of device has no software to install
software-now = Installed
software-updates = Updates
software-unsaid = Not recorded yet
software-free = free software
software-not-free = not free software
software-free-until = free software, updates until { $date }
software-until = until { $date }
software-until-unknown = Nobody knows the last day. The coordinator can add it for this model.
software-image = Software
software-image-missing = Choose the software that is installed.
software-image-of-another = This software does not go on this device: it is made for those of another maker. Choose from the list.
software-release = Version
software-release-hint = The number shown under “About”, such as 22.1, 24H2 or 17.
software-release-missing = Type the version’s number.
software-release-wrong = Type the number only: digits, letters, dots and dashes, 20 signs at most.
software-submit = Record
software-updates-ended = Updates ended on { $date }
software-updates-ended-help = Before you begin: this model gets no more security fixes. A computer can take a free system that has updates of its own; otherwise ask the supervisor whether it is worth the work.
software-updates-short = Updates until { $date } only
software-below-unsaid = The installed software is not recorded, and the programmes ask for it.
software-below-not-free = The installed software is not free software, and the open programmes ask for free software.
software-below-updates-unsaid = Nobody knows until when this model gets updates. Ask the coordinator to add the date.
software-below-updates-end = The updates end too early for the open programmes. Install a system that lasts longer, or show the device to the supervisor.
done-bench-software-recorded = Software recorded.
bench-software = Installed software
bench-next-install = See the software
bench-install-hint = All the rest is done. The software is missing: without it, no open programme can take the device.
