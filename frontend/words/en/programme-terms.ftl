# What a programme says besides, what changes from one version to the next, and its part of the stock.

programme-name = Name
programme-what = What is handed over
programme-pathway-only = Training alone, without a device
programme-pathway-only-help = The request ends by the trainer’s attestation. Nothing is allocated or handed over.
programme-gate-pathway-only = Without a device there is no handover to open. Choose “Attendance”: that is what the attestation asks.
programme-categories = Technical categories admitted
programme-categories-help = Nothing ticked: all. Otherwise a device without a category is not admitted. Screens and accessories have none and are always admitted.
programme-grade = Grade admitted
programme-grade-any = any
programme-grade-least = { $grade } or better
programme-grade-wrong = Choose a grade of the list, or none.
programme-categories-any = all

programme-organisations = Organisations that may ask
programme-organisations-all = All that prescribe
programme-habilitated = Who may make a request?
programme-habilitated-kinds = Only some kinds of organisation
programme-habilitated-chosen = Only chosen organisations
programme-habilitated-missing = Say who may make a request.
programme-organisation-kinds = Kinds of organisation
programme-organisation-kinds-missing = Tick at least one kind of organisation: otherwise nobody could ask.
programme-organisations-chosen = Chosen organisations
programme-organisations-missing = Tick at least one organisation: otherwise nobody could ask.
programme-organisations-nobody = No organisation has a prescriber yet.

programme-levels = A pathway for each level
programme-levels-help = Leave everything empty if everybody follows the same pathway. Otherwise the request says the person’s level, in plain words, and they follow the pathway of that level.
programme-levels-none = the same pathway for everybody
programme-level-1 = Level 1: does not use digital tools alone
programme-level-2 = Level 2: beginning, or getting by a little
programme-level-3 = Level 3: at ease, wants to go further
programme-level-same = The programme’s pathway
programme-level-person = Level { $level }: { $pathway }
programme-level-aidant = Level { $level }: { $pathway }, followed by who helps them
programme-level-without-module = Each pathway needs a required module, or ask for a number of minutes: otherwise a level would open the handover by nothing.
programme-aidants = At these levels, who is trained is the person who helps
programme-aidants-help = The request then has to say who that is.

programme-price = Price asked of the person
programme-price-help = Empty: free. A solidarity price is never above the cap of decree 2022-1413, and somebody must have the right to collect it.
programme-price-for = { $kind }: price in euros
programme-price-of = { $kind }: { $price }
programme-price-free = free
programme-price-wrong = Type a price in euros, for example 40 or 39.50.
programme-price-no-cap = This type is not in decree 2022-1413: it has no solidarity price. Leave it empty.
programme-price-over-cap = Decree 2022-1413 caps this type at €{ $cap }. Lower the price.
programme-price-loan-is-free = A loan for use is free by its nature (civil code, article 1876). Remove the price, or choose another legal ground.
programme-price-nobody-collects = Say who collects this price, or remove it.
programme-price-not-its-own-goods = An association collects only for goods that are its own. Here the département stays the owner: a public till, an order or a mandate.
programme-price-not-public-money = Ceded goods are no longer the département’s: neither a public till nor an order collects for them. The association collects, or somebody it mandates.
programme-price-number-missing = Type the number of the till, of the order or of the mandate.
programme-collector = Who collects
programme-collector-nobody = Nobody: it is free
programme-collector-association = The association, for its own goods
programme-collector-regie = A public till (régie)
programme-collector-titre = An order to collect (titre)
programme-collector-mandate = Somebody with a mandate
programme-collector-number = Number of the till, order or mandate
programme-collector-number-help = Not for an association that sells its own goods.
programme-collector-numbered = { $collector }, no. { $number }
programme-text-too-long = 120 characters at most.

programme-stock = Part of the stock
programme-stock-help = For each of the programme’s device types. Empty: no rule.
programme-stock-share = Share, in percent
programme-stock-share-help = Of the devices handed over in the civil year, under all programmes together. Above it, a request of another programme that has not had its share comes first.
programme-stock-share-wrong = Type a number from 1 to 100.
programme-stock-share-said = { $share }% of the devices handed over in the year
programme-stock-reserve = Reserve, in devices
programme-stock-reserve-help = So many ready devices kept aside for this programme.
programme-stock-reserve-said = { $reserve ->
    [one] { $reserve } device kept aside
   *[other] { $reserve } devices kept aside
 }
programme-stock-minimum = Alert threshold, in devices
programme-stock-minimum-help = Below it the programme’s sheet says so. Nothing is blocked.
programme-stock-minimum-said = { $minimum ->
    [one] alert below { $minimum } ready device
   *[other] alert below { $minimum } ready devices
 }
programme-stock-count-wrong = Type a number of devices, from 1.
programme-stock-none = no rule
programme-stock-today = The stock today
programme-stock-today-help = “Kept aside”: what is left of the reserve once what is already allocated to this programme is taken off.
programme-stock-kind = Type
programme-stock-free = Ready, free
programme-stock-kept = Kept aside
programme-stock-promised = Allocated, not yet handed over
programme-stock-handed = Handed over this year
programme-stock-handed-of = { $handed } of { $all }
programme-stock-so-far = Share so far
programme-stock-percent = { $percent }%
programme-stock-percent-of = { $percent }, of { $share }% planned
programme-stock-nothing-yet = nothing yet
programme-stock-alert = Alert
programme-stock-low = Below the threshold
programme-stock-fine = No alert

programme-around = With the device or the training
programme-connectivity = Internet connection
programme-connectivity-none = None
programme-connectivity-offered = Offered
programme-connectivity-included = Included
programme-connectivity-missing = Say whether a connection is offered.
programme-funding = Funding
programme-funding-help = The name of the fund or of the agreement. The euros are not followed here.
programme-funding-none = not said

programme-sheet = Sheet, stock and versions
programme-papers = Papers of this legal ground
programme-paper-loan = Signed handover slip, which says the loan for use (printed here).
programme-paper-condition = Condition of the device when handed over and when it comes back (kept here).
programme-paper-deliberation = Vote of the département’s council (its number is in the programme).
programme-paper-aid-rules = The rules of the aid, voted (to be kept outside this program).
programme-paper-aid-decision = Decision of award to the person (the decision is kept here; the letter is still to be sent).
programme-paper-convention = Agreement between the département and the association (to be kept outside this program).
programme-paper-cession-act = Act of cession to the association (printed from “Reforms and cessions”).
programme-paper-eligibility = Proof that the association is one the law lists (kept with the act).
programme-paper-slip = Handover slip signed by the person (printed here).

programme-template = Template
programme-template-help = Everything can be changed before saving. Durations, days and shares are proposals.
programme-template-pathways = This template rests on pathways that do not exist yet:
programme-template-create = Create these pathways
programme-from-template = New programme from a template
programme-from-template-help = The form opens filled in. Nothing is saved before you agree.
done-pathways-created = The template’s pathways are created. The form is complete.

programme-preview = See what changes
programme-confirm = Confirm these changes
programme-confirm-help = If you change anything else in the form, the changes are shown to you again.
programme-to-confirm = Go to the confirmation, at the bottom of the page
programme-what-changes = What changes
programme-nothing-changes = Nothing changes: the form says what the programme says already.
programme-change-what = What
programme-change-before = Before
programme-change-after = After
programme-change-effect = For what is under way
programme-overtaken = Somebody changed this programme in the meantime
programme-overtaken-help = Nothing is saved. This is what your form would change now.
programme-under-way = Under way in this programme: { $waiting ->
    [one] { $waiting } request waiting
   *[other] { $waiting } requests waiting
 }, { $promised ->
    [one] { $promised } device allocated and not yet handed over
   *[other] { $promised } devices allocated and not yet handed over
 }, { $cleared ->
    [one] { $cleared } clearance issued
   *[other] { $cleared } clearances issued
 }.
programme-under-way-kinds = { $count ->
    [one] { $count } open request is for a type that is no longer offered.
   *[other] { $count } open requests are for a type that is no longer offered.
 }
programme-under-way-organisations = { $count ->
    [one] { $count } open request comes from an organisation that may no longer ask.
   *[other] { $count } open requests come from organisations that may no longer ask.
 }
programme-under-way-categories = { $count ->
    [one] { $count } allocated device is not of an admitted category: take the allocation back.
   *[other] { $count } allocated devices are not of an admitted category: take the allocations back.
 }
programme-effect-name = Open requests bear the new name.
programme-effect-kinds = A request already sent keeps the type it asked for and can still be served.
programme-effect-publics = Requests refer to the number of the rule, which stays the same.
programme-effect-organisations = Requests already sent go on; the next ones are checked.
programme-effect-pathway = Who is already enrolled keeps the former pathway, until their enrolment is withdrawn and made again.
programme-effect-levels = A request already sent keeps the pathway it was given.
programme-effect-gate = Clearances already issued stand. Every other open request follows the new condition.
programme-effect-clearance-days = Clearances already issued keep their end date.
programme-effect-waivers = The new ceiling counts at once, with the waivers already granted this year.
programme-effect-chain = The next handovers are made on the new ground, open requests included. Those already made keep theirs.
programme-effect-price = The new price counts for everything not yet handed over.
programme-effect-device = Checked again at the handover: a device already allocated that no longer suits will be refused there.
programme-effect-stock = Counts from the next allocation. Nothing that is allocated is taken back.
programme-effect-none = No open request depends on it.

programme-versions = Versions
programme-versions-help = Each saved version stays as it was. A request and a clearance keep the one they were decided under.
programme-versions-none = This programme is older than the keeping of versions. The first will be kept when it is next changed; the journal tells the rest.
programme-version = Version { $number }
programme-version-in-force = in force
programme-version-former = replaced
programme-version-saved = Saved on { $date } by { $name }.
programme-version-earlier = What the programme said before its versions were kept, kept on { $date }.
programme-version-changed = What this version changed
programme-version-back = Back to the programme’s sheet
