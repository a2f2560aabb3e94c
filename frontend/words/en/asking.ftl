# What a request says of the circumstances and the level, and what is answered before it is sent.

eligibility-not-said = First choose the rule that the person meets
eligibility-not-said-next = We then say at once whether they may be given a device under this programme.
eligibility-not-met = This programme is not for this person
eligibility-not-met-next = None of its rules is met: the request would be refused, and it is not sent. See the other programmes, or talk to the coordinator.
eligibility-proof-to-see = This person may be given a device, once the proof was seen
eligibility-proof-to-see-next = Next step: look at the proof, write the day, then send the request.
eligibility-training-not-said-next = We will tell you at once whether they may follow this training.
eligibility-training-proof-to-see = This person may follow this training, once the proof has been seen
eligibility-training-met = This person may follow this training
eligibility-training-met-next = Next step: send the request, then enrol the person in a session.
eligibility-met = This person may be given a device under this programme
eligibility-met-next = Next step: send the request. A coordinator will decide, then comes the training.
request-rule-none = None of these rules
request-check = Check before sending
request-next-session = Next session with room: { $moment }, { $site }, { $city }. { $left ->
    [one] { $left } place is left.
   *[other] { $left } places are left.
 }
request-no-session = No session with room is planned for this programme yet.
request-expect = { $kind }: usual wait { $wait }. { $ready ->
    [0] No device is ready.
    [one] { $ready } device is ready.
   *[other] { $ready } devices are ready.
 }

asking-circumstances = Connection, travel, language
asking-circumstances-help = It is sealed with the needs. It serves to choose the session and the pick-up point.
asking-connectivity = Internet connection
asking-connectivity-has = The person has one
asking-connectivity-needs = They need one
asking-connectivity-not-needed = They do not need one
asking-mobility = Travel
asking-mobility-travels = Can travel
asking-mobility-near-home = Needs it to be near home
asking-mobility-at-home = Needs it to be at home
asking-language = Language spoken best
asking-interpreter = An interpreter is needed
asking-interpreter-needed = Interpreter
asking-yes = Yes
asking-placement = Level, in six questions
asking-placement-help = To be asked while talking, or answered on paper. It is no exam: the answer chooses the training.
asking-placement-paper = Print the questions (PDF)
asking-placement-incomplete = Answer all the questions about the level, or none.
asking-placement-changed = The questions about the level have just changed. Reload the page and answer again.
asking-level = Level
asking-level-assisted = With somebody: a relative or a professional does it with the person, and is trained
asking-level-beginner = Beginner to intermediate
asking-level-independent = Goes on without help
