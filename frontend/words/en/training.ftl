# Training, clearances and waivers.

training-title = Training
training-sessions = Sessions with places left
training-my-sessions = My sessions, today and to come
training-past-sessions = My past sessions
training-all-sessions = Sessions today and to come
training-later-sessions = Later sessions
training-earlier-sessions = Earlier sessions
training-from-the-start = Back to the start of the list
training-no-session = No session
training-no-session-trainer = Plan a session: prescribers can then book places in it.
training-no-session-other = No trainer has planned a session with places left. Ask them, or come back later.
training-places-taken = { $taken } of { $capacity }
training-places-left =
    { $left ->
        [one] { $left } place
       *[other] { $left } places
    }
training-back = Back to the sessions
training-back-request = Back to the request
person-forgotten = Person erased
person-restricted = Restricted at the person’s request
training-request = request { $reference }

session-plan = Plan a session
session-plan-submit = Plan the session
session-when = When
session-pathway = Pathway
session-site = Site
session-length = Length
session-places = Places
session-modules = Modules
session-form = Form
session-form-group = Group
session-form-individual = One to one
session-form-individual-hint = One place only.
session-date = Date
session-time = Time
session-time-hint = Paris time, for example 14:30.
session-minutes = Length in minutes
session-capacity = Number of places
session-capacity-hint = For a group. A one-to-one session has one place.
session-choose-pathway = Choose the pathway.
session-choose-modules = Tick at least one module of the chosen pathway, and none of another.
session-choose-site = Choose the site.
session-choose-form = Choose: group or one to one.
session-date-unreadable = Give the date, for example 14/09/2026.
session-held = This session has already begun or been held
session-held-hint = Tick for attendance noted on paper, up to 60 days back.
session-date-past = This moment is past. Choose a date to come, or tick below that the session has already been held.
session-date-to-come = This moment is to come, and you ticked that the session has already been held. Correct the date, or untick.
session-date-too-old = This session is more than 60 days old: it can no longer be recorded.
session-time-unreadable = Give a time that exists on that day, for example 14:30.
session-minutes-wrong = Give a length of 15 to 600 minutes.
session-capacity-wrong = Give a number of places, from 1 to 200.
done-session-planned = The session is planned.
done-session-recorded = The past session is recorded. Add the people, then mark their attendance.
session-cancelled = Session cancelled
session-cancelled-explained = Cancelled on { $date }. The places are free and the prescribers told. No attendance is marked in it any more.
session-past = This session is past
session-past-explained = You can still mark the attendance noted on paper.
cancellation-title = Cancel the session
cancellation-link = Cancel
cancellation-places =
    { $taken ->
        [0] Nobody has a place in this session
        [one] { $taken } booked place will be lost
       *[other] { $taken } booked places will be lost
    }
cancellation-explained = The prescribers of the people enrolled are told by message and can choose another session. A cancelled session is not opened again.
cancellation-submit = Cancel the session
cancellation-back = Go back without cancelling
cancellation-back-done = Go back
done-session-cancelled = The session is cancelled. Those concerned are told by message.
session-letter-greeting = Hello,
session-letter-subject = Session of { $date } cancelled
session-letter-cancelled = The training session of { $date }, at { $site }, { $city }, will not take place.
session-letter-place = The person of your request { $reference } had a place in it.
session-letter-next = Your turn: tell them, then book a place in another session, on the training page of the request.
session-letter-by = It was cancelled by { $name } ({ $role }, { $organisation }).
session-letter-told = The prescribers of the people enrolled are told. There is nothing for you to do here.
session-letter-link = See the training

attendance-title = Attendance
attendance-learners = Learners
attendance-from-the-start = Attendance is marked from the start time on: reload this page then. Hours count once the session has ended.
attendance-nobody = Nobody has a place
attendance-nobody-help = Places are booked from the training page of a request.
attendance-booked = Place booked
attendance-present = Present
attendance-absent = Absent
attendance-mark-present = Present
attendance-mark-absent = Absent
attendance-hand-over = Hand the device over
attendance-progress = See the pathway
done-attendance-recorded = Attendance is recorded.
attendance-add = Add somebody
attendance-reference = Number of the request
attendance-reference-hint = For example R-000123. The person has to be enrolled in the pathway.
attendance-reference-unknown = No request has this number. Check it on the request, for example R-000123.
attendance-add-submit = Add to the session
place-free = Free the place
done-place-freed = The place is free.

progress-title = Training for request { $reference }
progress-who = Recipient
progress-programme = Programme
progress-gate = Condition for the handover
progress-learner = Person trained
progress-done = Time attended
progress-done-of = { $done } of { $required }
progress-attestation-withdrawn = Attestation withdrawn
progress-attestation-withdrawn-help = The attestation issued before { $date } no longer holds: a presence it names was corrected. Ask the person not to use it any more. As soon as everything is followed, the trainer issues another one.
progress-attested = Pathway attested on
progress-closed = This request is closed
progress-closed-help = There is no clearance to wait for any more.
progress-not-cleared = All is there, but the clearance is not given
progress-not-cleared-help = If a session has just ended, the clearance is given with the handover. If it was withdrawn, the trainer can give it again on this page.
progress-missing = What is missing for the clearance
progress-enrol = Enrol in the pathway
progress-who-learns = Who takes the training?
progress-enrol-submit = Enrol
progress-no-learner = Nobody is named to be trained for this request. The prescriber adds them on the request.
progress-sessions = Sessions
progress-session = Session
progress-book = Book the place
progress-no-session = No session to come has a place. Ask a trainer to plan one.
progress-attest = Attest the pathway
progress-attest-help = Everything the programme asks for was attended.
unenrol-title = Withdraw the enrolment
unenrol-help = The places booked become free. If a clearance was given thanks to this enrolment, it is withdrawn. Attendance already recorded is kept.
unenrol-submit = Withdraw the enrolment
done-enrolment-withdrawn = The enrolment is withdrawn.
done-learner-enrolled = The enrolment is made.
done-place-booked = The place is booked.
done-pathway-attested = The pathway is attested.
done-clearance-issued = The clearance is given.

training-choose-learner = Choose the person to be trained.
training-choose-session = Choose a session.

training-gate-enrolled = Enrolled in the pathway
training-gate-attended = Pathway attended
training-gate-hands-on = Handed over by the trainer, at the end of the hands-on session
training-gate-provisional = Provisional loan, definitive once the pathway is attested

training-missing-device = No device is allocated yet: the coordinator decides.
training-missing-enrolment = The person is not enrolled in the pathway: the prescriber or the trainer enrols them.
training-missing-minutes = { $left } of training are still to be attended: book a place in a session.
training-missing-modules =
    { $count ->
        [one] One module is missing: { $modules }.
       *[other] { $count } modules are missing: { $modules }.
    }
training-missing-session-end = The person is at a session: hours and modules count once the session has ended.
training-missing-session = The person has not been present at a session yet: their attendance must be recorded first.
training-missing-trainers-hand = The trainer of the session hands the device over: give it to them.

training-refused-request-closed = This request is closed: nobody is enrolled in it any more.
training-refused-already-enrolled = Somebody is enrolled for this request already. Book a place for them.
training-refused-not-enrolled = Nobody is enrolled in the pathway. First enrol the person to be trained.
training-refused-session-full = This session is full. Choose another.
training-refused-session-over = This session is over. Choose another.
training-refused-wrong-session = This session is of another pathway. Choose another.
training-refused-session-cancelled = This session is cancelled. Choose another.
training-refused-session-held = Somebody’s attendance is already recorded: the session took place and can no longer be cancelled. Correct the attendance instead.
training-refused-not-booked = There is no place to free: it is free already, or attendance is recorded.
training-refused-clearance-used = The device was handed over thanks to this enrolment: it can no longer be withdrawn.
training-refused-handed-over-on-it = A device, a card or a voucher was handed over because the person was present: this presence can no longer be taken back. If it is wrong, tell the coordinator.
training-refused-definitive-on-it = The pathway is attested, and the person keeps the device for good: what counts for this attestation can no longer be taken back. If it is a mistake, tell the coordinator.
training-refused-fulfilled-on-it = The pathway is attested and the request is fulfilled: what counts for this attestation can no longer be taken back. If it is a mistake, tell the coordinator.
training-refused-already-booked = A place is booked in this session already.
training-refused-not-begun = The session has not begun. Mark attendance from its start time on, which this page shows.
training-refused-not-yet = Something is still missing: see the list below.
training-refused-already-attested = The pathway is attested already.
training-refused-already-cleared = A clearance is already given for this request: there is nothing to do.
training-refused-not-standing = This clearance was already used or withdrawn. Go back to the request to see where it stands.

clearance-issued = Clearance given
clearance-until = Valid until { $date }.
clearance-expired = The clearance has expired
clearance-expired-help = The device can no longer be handed over with it. The trainer can renew it on this page.
clearance-renew = Give the clearance again
clearance-basis-enrolled = Enrolled in the pathway.
clearance-basis-attended = Pathway attended.
clearance-basis-hands-on = Hands-on session held with the trainer.
clearance-basis-provisional = Provisional loan, for the time of the pathway.
clearance-basis-waiver = Waiver granted.
done-clearance-withdrawn = The clearance is withdrawn.

withdrawal-title = Withdraw the clearance
withdrawal-reason = Why withdraw it?
withdrawal-submit = Withdraw the clearance
withdrawal-say-why = Say why, in 500 characters at most.

waiver-title = Waiver for request { $reference }
waiver-refused = The waiver is not granted
waiver-count = Waivers this year
waiver-count-of = { $granted } of { $ceiling } at most
waiver-grant = Grant a waiver
waiver-explained =
    { $days ->
        [one] It stands for the training for one handover only, and is valid for { $days } day.
       *[other] It stands for the training for one handover only, and is valid for { $days } days.
    }
waiver-reason = Reason
waiver-reason-health = Health
waiver-reason-distance = Distance
waiver-reason-already-trained = Already trained
waiver-reason-emergency = Emergency
waiver-submit = Grant the waiver
waiver-choose-reason = Choose a reason.
waiver-refused-no-device = No device is allocated. Allocate one first.
waiver-refused-nobody-to-train = Nobody is named to be trained. The prescriber adds them on the request.
waiver-refused-prescriber = You made this request. Another coordinator has to decide.
waiver-refused-trainer = You train for this request. Another coordinator has to decide.
waiver-refused-clerk = You hand devices over at this pick-up point. Another coordinator has to decide.
waiver-refused-ceiling = The programme's number of waivers is reached this year. The training has to be attended.
done-waiver-granted = The waiver is granted.

learner-is-oneself = The person themself
learner-is-carer = Family carer
learner-is-foster-carer = Foster carer
learner-is-parent = Parent
learner-is-educator = Educator
learner-is-teacher = Teacher
learner-is-aidant = Digital helper
learner-is-signatory = Signatory

recall-title = Devices to call back
recall-explained = The time of the provisional loan is over and the pathway is not attested.
recall-none = No provisional loan is past its time.
recall-due = to be returned by { $date }
recall-letter-subject = Request { $reference }: the device on loan is to come back
recall-letter-due = The provisional loan of request { $reference } went until { $date }, and the training pathway is not attested.
recall-letter-next = Your turn: if the training can still be followed, see the trainer and book a place, on the training page of the request. If not, ask the person to bring the device back to { $site }, { $city }.
progress-to-attest = Everything is attended: the attestation remains
progress-to-attest-help = The trainer of one of the sessions attests the pathway on this page, and the request is done.
