# Requests: asking, waiting, deciding.

requests-title = Requests
requests-caption = Those that have waited longest first
requests-none = No request here
requests-none-help = Change the filter to see the other requests.
requests-under-way = All those under way
requests-back = Back to the requests
request-title = Request { $reference }
request-reference = Number
request-recipient = Recipient
request-programme = Programme
request-device-kind = Kind of device
request-device = Device allocated
request-pickup = Pick-up point
request-pickup-code = Pick-up code
request-sent-on = Sent on
request-waiting = Has waited
request-state = State
request-state-submitted = To be decided
request-state-allocated = Device allocated
request-state-fulfilled = Handed over
request-state-refused = Refused
request-state-cancelled = Cancelled
request-next-submitted = A coordinator must now decide. The prescriber will get a message.
request-next-yours = It is for you to decide: look at what decides, then allocate or refuse below.
request-next-allocated = The training comes now, then the handover at the pick-up point, with the pick-up code.
request-next-fulfilled = The device is handed over. There is nothing left to do.
request-next-refused = The decision and the remedies are written below.
request-next-cancelled = The prescriber took this request back. They can make a new one.
request-agent = { $name }, { $role }

request-new = New request
request-no-programme = No programme is open to requests
request-no-programme-help = Ask the coordinator when a programme will open.
request-outlooks = All programmes, and the usual wait
request-outlooks-help = These figures tell what happened over the last six months. They are not a promise.
request-outlook = Usual wait: { $wait }. { $ready ->
    [0] No device ready
    [one] { $ready } device ready
   *[other] { $ready } devices ready
 }, { $waiting ->
    [0] no request is waiting.
    [one] { $waiting } request is already waiting.
   *[other] { $waiting } requests are already waiting.
 }
request-usual-wait = Usual wait
request-ready = Ready
request-ahead = Requests waiting
request-wait-unknown = not enough past requests to say
request-wait-same-day = the same day
request-wait-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
 }
request-wait-weeks = { $weeks ->
    [one] { $weeks } week
   *[other] { $weeks } weeks
 }
request-under = You are asking for a device under the programme “{ $programme }”.

request-for-whom = For whom
request-recipient-kind = It is for
request-recipient-kind-missing = Say whom the device is for.
request-recipient-person = A person
request-recipient-household = A household
request-recipient-establishment = An establishment
request-recipient-association = An association
request-recipient-place = A place
request-name = Name
request-name-help = The family name, or the name of the organisation.
request-name-missing = Write the name.
request-given-name = Given name
request-given-name-missing = Write the given name.
request-birth-year = Year of birth
request-birth-year-missing = Write the year of birth in four digits, for example 1984.
request-find = Already known to us?
request-recipient-who = Who is it?
request-recipient-who-help = Your organisation already knows this name and year of birth.
request-recipient-other = Somebody else of the same name
request-recipient-known = Your organisation already knows this name. Say whether it is the same person.
request-commune = Commune
request-commune-missing = Write the commune.
request-contact = Phone, e-mail
request-phone = Phone
request-email = E-mail address
request-email-wrong = This address is not complete. The @ sign is missing.
request-signatory = Signatory
request-signatory-help = The name of the person who will sign.
request-signatory-missing = Write the name of the person who signs.
request-too-long = One of the texts is too long. Keep what matters.

request-why = Why
request-rule = Why the programme is for them
request-rule-help = The rule that is met. It is encrypted and appears in no list.
request-rule-missing = Choose the rule the person meets.
request-proof-date = Proof seen on
request-proof-help = Look at the proof, do not copy it.
request-proof-date-wrong = Write the day you saw the proof. It cannot be in the future.
request-needs = Needs in using the device
request-needs-which = What is hard without help
request-needs-help = A need, never a diagnosis. Tick only what helps to choose the device.
request-need-read = To read
request-need-write = To write
request-need-hear = To hear
request-need-see = To see
request-need-speak = To speak
request-need-find-ones-way = To find one’s way
request-need-move = To move, to hold the device
request-need-concentrate = To concentrate
request-need-remember = To remember
request-need-understand-french = To understand French

request-what = Which device
request-device-kind-missing = Choose a kind of device of this programme.
request-pickup-missing = Choose the pick-up point.
request-training = Who will be trained
request-relation = The training is for
request-relation-usual = The person themself, or the signatory of an establishment, an association or a place.
request-relation-other = Somebody else will be trained
request-relation-missing = Say who will be trained.
request-learner-name = Name of the person trained
request-learner-name-missing = Write the name of the person who will be trained.
request-learner = { $name } · { $relation }
request-trained = Will be trained
request-send = Send the request
done-request-submitted = The request is sent. You will get a message when it is decided.

request-reveal = Show what decides
request-reveal-help = The rule met and the needs are protected. Opening them is noted under your name.
request-what-decides = What decides
request-rule-met = Rule { $number } met: { $rule }
request-proof-seen = Proof seen on { $date } by { $by }.
request-needs-are = Needs:
request-needs-none = No particular need.

request-decide = Decide
request-decision = Decision
request-decided-by = Decided by { $agent }. A sorting aid proposes; a person decides.
request-proposal = Device proposed
request-proposal-why = Why this one:
request-proposal-help = The tool proposes, you decide.
request-allocate = Allocate this device
request-no-device-help = The request keeps its place in the queue.
request-no-device-here-help = The request keeps its place in the queue. Those who coordinate the département can allocate one from elsewhere.
request-other-device = Another device
request-code = Code on the label
request-code-unknown = No device bears this code. Read the label again.
request-allocate-code = Allocate the device of this code
request-refuse = Refuse the request
request-reason = Reason for the refusal
request-reason-help = The reason is written to the prescriber, with the remedies.
request-reason-missing = Choose the reason.
request-remark = Explanation
request-remark-help = For the prescriber, on this page only. Nothing about health.
request-refusal-conditions-not-met = The conditions of the programme are not met
request-refusal-proof-missing = A proof is missing
request-refusal-already-equipped = A device was already handed over
request-refusal-outside-territory = The home is not in the territory of the programme
request-refusal-no-suitable-device = No device of the programme is suitable
request-refusal-asked-twice = The same request already exists
request-undo = Take the allocation back
request-undo-help = The device is free again, the clearance falls and the request waits again, in its place.
request-cancel = Cancel this request
request-cancel-help = The request stops. If a device was allocated, it is free again.
request-already-asked = Request { $reference } already waits for the same device for this person
request-already-asked-help = Nothing was recorded. Follow that request, or cancel it before making another.
request-not-now = This request has moved on
request-not-now-help = Nothing was recorded. See below where it stands now.
request-device-not-ready = This device is not ready
request-device-other-kind = This device is not of the kind asked for
request-device-outside = This device is not at a site of your territory
request-device-promised = This device is already allocated to another request
request-device-handed-over = This device is already in somebody’s hands
request-just-taken = Somebody has just changed or allocated this device
request-choose-another = Nothing was recorded. Choose the device proposed now, or the code of another.
done-request-allocated = The device is allocated. The prescriber is told.
done-request-undone = The allocation is taken back. The prescriber is told.
done-request-refused = The request is refused. The prescriber is told.
done-request-cancelled = The request is cancelled.

request-history = History of the request

request-letter-greeting = Hello,
request-letter-allocated-subject = Request { $reference }: a device is allocated
request-letter-allocated = A device is allocated to your request { $reference }.
request-letter-allocated-next = Your turn: enrol the person in the training. The handover will then take place at { $site }, { $city }, with the pick-up code you will find on the page of the request.
request-letter-undone-subject = Request { $reference }: the allocation is taken back
request-letter-undone = The device allocated to your request { $reference } was taken back. The request waits again, in its place in the queue. You have nothing to do.
request-letter-refused-subject = Request { $reference }: decision to refuse
request-letter-refused = Your request { $reference } is refused.
request-letter-reason = Reason: { $reason }.
request-letter-decided-by = A sorting aid helped to prepare this decision by proposing a device. A named agent decided: { $name }, { $role }, { $organisation }.
request-letter-link = See the request
request-remedy-informal = Informal remedy: within two months of this decision, the person concerned can write to the president of the departmental council to ask for a new examination. Without an answer after two months, this remedy is rejected.
request-remedy-court = Court remedy: within two months of this decision, or of the rejection of the informal remedy, they can go to the administrative court, by post or on www.telerecours.fr.
request-see-training = Enrol and follow the training
request-see-waiver = Grant a waiver of the training

request-device-erased-too-lightly = This device was not erased as deeply as the programme asks

request-training-alone = Training alone, without a device
request-training-alone-help = Nothing is handed over: the request ends by the trainer’s attestation.
request-training-alone-decide = No device to allocate: enrolment and sessions are followed from the training. You may refuse.
request-place = Nearest place
request-level = How far along is the person?
request-level-help = Just ask them; or answer the questions about the level above, which place them. The answer is protected; it chooses the pathway.
request-level-1 = They do not use digital tools alone
request-level-2 = They are beginning, or get by a little
request-level-3 = They are at ease and want to go further
request-level-missing = Say how far along the person is.
request-level-aidant = At this level, who is trained is the person who helps: say who that is.
request-placed-at = Level { $level } of 3.
request-version = Rules of the programme
request-programme-gone = This programme takes no more requests. The page offers another one: read its rules again before sending.
request-next-training = The prescriber enrols the person and books their sessions. The trainer’s attestation ends the request.
request-next-attested = The pathway is attested. There is nothing more to do.
request-not-habilitated = Your organisation may not ask under this programme
request-not-habilitated-help = Nothing was recorded. Choose another programme, or talk to the coordinator.
request-held-kept-aside = { $kept ->
    [0] Nothing is free: what comes is kept for other programmes
    [one] The ready device is kept aside for another programme
   *[other] The { $kept } ready devices are kept aside for other programmes
 }
request-held-over-share = This programme has had its share of the year ({ $share }%), and others wait for theirs
request-held-help = Nothing was recorded. The programme’s sheet shows today’s figures; the rule is changed in the programme.
request-device-none-asked = This request is for training alone, without a device
request-device-grade-too-low = This device is of a grade that the programme does not admit
request-device-other-category = This device is not of a technical category that the programme admits
