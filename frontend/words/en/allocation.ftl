# Allocation: what the tool proposes, why, and until when a device is kept.

menu-allocation = Allocation
place-allocation = See which ready device goes to which request, and decide for several at once.

allocation-title = Allocation
allocation-intro = The tool brings together the requests that wait and the devices that are ready. Who has waited the longest comes first, and as many requests as possible are served. Nothing is allocated before you confirm.
allocation-limited = You see the requests of your territory and the devices at its sites. Those who coordinate the département can allocate a device from elsewhere.
allocation-proposed = { $count ->
    [0] No request has a device proposed
    [one] { $count } request has a device proposed
   *[other] { $count } requests have a device proposed
 }
allocation-none = Nothing to allocate for now
allocation-none-help = There is no waiting request for which a device is ready.
allocation-caption = Devices proposed, the requests that have waited the longest first
allocation-decide = Decide
allocation-tick = Allocate
allocation-request = Request
allocation-why = Why this one
allocation-grade = Grade { $grade }
allocation-confirm = Allocate the lines ticked
allocation-confirm-all = { $count ->
    [one] Allocate the line of this page
   *[other] Allocate the { $count } lines of this page
 }
allocation-nothing-ticked = Tick at least one line, or allocate all those of the page.
done-allocation-confirmed = The devices confirmed are allocated. The prescribers are told.
allocation-made = { $count ->
    [0] No device was allocated.
    [one] { $count } device is allocated; its prescriber is told.
   *[other] { $count } devices are allocated; their prescribers are told.
 }
allocation-missed = { $count ->
    [one] { $count } request did not get its device
   *[other] { $count } requests did not get their device
 }
allocation-missed-decided = Somebody has just decided this request or changed it.
allocation-missed-taken = Somebody has just allocated or changed the device proposed.
allocation-missed-unsuitable = The device proposed does not suit any more.
allocation-missed-held = The programme has its part of the stock, or what is ready is kept aside for others.
allocation-missed-help = The proposals below are up to date.

allocation-same-kind = It is the kind of device asked for.
allocation-admitted = Its technical category, { $category }, is one the programme admits.
allocation-purged = It was erased in depth, as the programme asks.
allocation-free-software = It has free software, as the programme asks.
allocation-updates = It gets updates for at least { $months ->
    [one] { $months } month
   *[other] { $months } months
 } yet, as the programme asks.
allocation-at-pickup = It is already at the pick-up point.
allocation-near = It is in the same intercommunality as the pick-up point.
allocation-from-elsewhere = It comes from elsewhere: if there are closer ones, they go to other requests.
allocation-ready-since = It has been ready since { $date }.

allocation-without = Requests without a device
allocation-without-caption = The requests that have waited the longest first
allocation-why-none = Why none
allocation-none-of-kind = No device of this kind is ready and free.
allocation-none-of-kind-here = No device of this kind is ready and free in your territory.
allocation-none-meets = { $ready ->
    [one] The only ready device of this kind is not as the programme asks
   *[other] None of the { $ready } ready devices of this kind is as the programme asks
 }; most often: { $most }.
allocation-all-go-to-others = { $suitable ->
    [one] The only suitable device goes to a request that has waited longer.
   *[other] The { $suitable } suitable devices go to requests that have waited longer.
 }
allocation-lack-grade = a grade that the programme does not admit
allocation-lack-category = a technical category that the programme does not admit
allocation-lack-erasure = erased too lightly
allocation-lack-software-unsaid = installed software not recorded
allocation-lack-free-software = software that is not free
allocation-lack-updates-unsaid = end of updates unknown
allocation-lack-updates = updates that end too early
allocation-count-others = { $count ->
    [one] { $count } request: the suitable devices go to requests that have waited longer.
   *[other] { $count } requests: the suitable devices go to requests that have waited longer.
 }
allocation-count-kind = { $count ->
    [one] { $count } request: no device of this kind is ready.
   *[other] { $count } requests: no device of this kind is ready.
 }
allocation-count-meets = { $count ->
    [one] { $count } request: no ready device is as the programme asks.
   *[other] { $count } requests: no ready device is as the programme asks.
 }
allocation-held-back = { $why }.
allocation-count-held = { $count ->
    [one] { $count } request: held back by the programmes’ parts of the stock.
   *[other] { $count } requests: held back by the programmes’ parts of the stock.
 }
allocation-more = { $count ->
    [one] { $count } more request without a device:
   *[other] { $count } more requests without a device:
 }

allocation-ending = Promises that end soon
allocation-ending-help = Nobody has a place in a session and there is no clearance: after this day the device is free again, the request waits again in its place, and the prescriber is told.
allocation-ending-caption = Within seven days, the first to end first
request-promised-until = Device kept until
request-substitute = Replace the device
request-substitute-help = Another device takes the place of this one, which is free again. The pick-up code does not change. If the model is another, the clearance is given anew as soon as the training allows it; a waiver has to be granted again.
request-substitute-by-this = Replace by this one
request-substitute-code = Replace by the device of this code
request-no-other-device-help = The request keeps the device it has.
request-same-device = This is the device the request has already
done-request-substituted = The device is replaced. The prescriber is told.

allocation-letter-until = The device is kept for you until { $date }, and longer if the person has a place in a training session or their clearance. After that it may go to somebody else.
allocation-letter-substituted-subject = Request { $reference }: another device is allocated
allocation-letter-substituted = Another device is allocated to your request { $reference }, in the place of the first. The handover will take place at { $site }, { $city }, and the pick-up code does not change.
allocation-letter-substituted-next = The training page of the request says whether anything is missing for the handover.
allocation-letter-lapsed-subject = Request { $reference }: the device is no longer kept
allocation-letter-lapsed = The device of your request { $reference } was kept until { $date }. That day has passed without a place in a training session or a clearance: the device is free again. This is an automatic deadline, nobody decided against your request.
allocation-letter-lapsed-next = Your turn: the request waits again, in its place in the queue. If the person no longer needs the device, cancel the request. If something kept them from it, tell the coordinator.
