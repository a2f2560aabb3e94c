# The diagnosis of the chain, and the plots of the stock.

menu-diagnosis = Diagnosis
place-diagnosis = See where devices wait in the chain, by intercommunality and by step, and what is lost.

diagnosis-title = Diagnosis of the chain
diagnosis-lead = What came to each step, what left it and how, what waits, and the step that holds the others back.
diagnosis-epci = Intercommunality
diagnosis-everywhere = All intercommunalities
diagnosis-nowhere = Intercommunality not filled in
diagnosis-press = See the diagnosis
diagnosis-asked = Worked out on { $when }. This address gives the same again: { $address }
diagnosis-limited = Your territory only.

diagnosis-step-collected = Collection
diagnosis-step-received = Reception, in quarantine
diagnosis-step-triage = Triage
diagnosis-step-refurbishment = Refurbishment
diagnosis-step-quality-check = Quality check
diagnosis-step-ready = Ready to go

diagnosis-bottleneck = The step that holds the others back: { $step }
diagnosis-bottleneck-waits = { $count } devices wait there; { $days ->
    [0] half of them for less than a day.
    [1] half of them for 1 day or more.
   *[other] half of them for { $days } days or more.
  }
diagnosis-bottleneck-pace = At the pace of the period they would take { $days } days, if nothing more came.
diagnosis-bottleneck-stopped = None left it during the period.
diagnosis-bottleneck-line = { $step }: { $count } devices, { $days ->
    [one] median { $days } day
   *[other] median { $days } days
  }
diagnosis-no-bottleneck = No step holds the others back
diagnosis-no-bottleneck-help = Everywhere, fewer than { $fewest } devices wait, or { $days } days would be enough for them at the pace of the period.
diagnosis-no-bottleneck-line = None
diagnosis-declared = { $count ->
    [0] The workshops declare that they can take nothing.
    [1] The workshops declare that they can take 1 device a week.
   *[other] The workshops declare that they can take { $count } devices a week.
  }
diagnosis-undeclared = No workshop has declared what it can take in a week.
diagnosis-received-weekly = Came to reception each week, on average: { $count }.

diagnosis-steps = Step by step
diagnosis-steps-caption = What was there, came, left and stayed at each step; days are medians
diagnosis-step = Step
diagnosis-before = Waiting at first
diagnosis-came = Came
diagnosis-forward = Left for the next
diagnosis-back = Sent back
diagnosis-lost = Lost
diagnosis-moved = Gone elsewhere
diagnosis-waiting = Waiting in the end
diagnosis-yield = Yield, in %
diagnosis-took = Days at the step
diagnosis-waited = Days waited
diagnosis-plot-help = One column for each step, in the order of the chain, numbered as in the table.
diagnosis-closes = At each step, what was there and what came make what left and what waits.
diagnosis-does-not-close = At one step the counts do not add up: tell whoever runs this installation, and have the journal verified.

diagnosis-capacity = What comes, and what the workshops can take
diagnosis-losses = What was lost, and why
diagnosis-losses-none = Nothing was lost during the period.
diagnosis-losses-caption = Devices that left the chain and serve nobody, by cause and by step
diagnosis-losses-hint = The cause is the first that its records said was true when it left, in this order: never received, lock, blocking answer, erasure not proven.
diagnosis-cause = Cause
diagnosis-cause-never-came = Announced and never received
diagnosis-cause-locked = Locked by its previous owner
diagnosis-cause-fault = A blocking point of its checklist
diagnosis-cause-not-erased = Erasure not proven
diagnosis-cause-unsaid = No cause noted
diagnosis-areas = Intercommunality by intercommunality
diagnosis-received = Came to reception
diagnosis-ready = Became ready
diagnosis-per-week = Declared capacity a week
diagnosis-holds = What holds back

diagnosis-method = How it is worked out
diagnosis-method-rule = The step that holds the others back is the one that would take longest to empty at the pace of the period. It is named only if at least { $fewest } devices wait there and would take more than { $days } days; where nothing leaves, only if half of them have waited more than { $days } days. Of two equal ones, the one where more wait, then the first.
diagnosis-method-steps = A device is in collection while it is announced, ready to go while it is at a site; handed over, lent or ceded, it has left for the next. A device that comes back begins again at reception. In transit it is still at the site that sends it.
diagnosis-method-days = Days are whole days spent at the step; the median is the middle value, and of two the longer. A value put right or a move within the same intercommunality interrupts nothing.
diagnosis-method-yield = The yield is the share of what left that went on; what goes on at the same step in another intercommunality did not leave.
diagnosis-method-epci = The intercommunality is that of the site, as its record says it today; an announced device counts for the workshop that expects it.
diagnosis-method-capacity = The capacity is what the workshops declared for the last day of the period.

diagnosis-back-to = Back to the diagnosis
diagnosis-plots = In pictures
plot-press = Show
plot-help = The same figures are in the table of this page.
plot-nothing = Nothing to show
plot-nothing-help = Nothing matches these dates. Change them.
plot-no-site = No site

plot-stock-title = The stock by step, over time
plot-stock-lead = How many devices there were at each step, at the end of each month.
plot-stock-caption = Devices at the end of each of these days
plot-stock-method = Counted on the spans that the journal gives each device, as the stock at a date is. When the period is long, only the end of every so many months is shown; all pictures have one scale.

plot-ages-title = The age of devices
plot-ages-lead = How many full years ago each device was bought.
plot-ages-caption = { $group }, on { $date }
plot-ages-method = Age is counted from the date of acquisition as the sheet notes it today, to the day that is asked for. The last class holds all that is ten years old or more.
plot-age = Age
plot-age-unknown = Date of purchase unknown
plot-age-oldest = { $years } years and more
plot-age-years = { $years ->
    [0] Less than a year
    [1] 1 year
   *[other] { $years } years
  }

plot-lot-title = The path of a lot
plot-lot-lead = How far the devices of a lot came, and where they are.
plot-lot = Lot
plot-lot-latest = The latest lot
plot-lot-reached = Lot { $lot }: how far its devices came by { $date }
plot-lot-became = Lot { $lot }: where its devices are on { $date }
plot-lot-out = Handed over, lent or ceded
plot-lot-method = A device counts at the furthest step it came to, and at all before it, even if it came back or was lost since. The second picture says where each is on that day.

plot-variances-title = Gaps of stock counts by site
plot-variances-lead = What the stock counts found amiss, site by site.
plot-variances-caption = { $count ->
    [one] { $count } stock count whose counting ended from { $from } to { $to }
   *[other] { $count } stock counts whose counting ended from { $from } to { $to }
  }
plot-variances-none = No stock count ended in this period.
plot-variances-method = A gap counts at the site where the thing was found, else at the site where it was expected. A device expected by two counts counts twice. The picture shows the fifteen sites with the most gaps.
plot-expected = Expected
plot-missing = Missing
plot-elsewhere = Found elsewhere
plot-other-gaps = Other gaps
plot-gaps = Gaps
plot-gaps-per-hundred = Gaps for 100 expected
