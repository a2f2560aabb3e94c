# How long people's data is kept, and what they ask of it.

menu-retention = Retention
place-retention = How long data is kept, who will be erased and when, the archived papers.
menu-rights = People’s requests
place-rights = The register of requests for access, correction, erasure, and their answers.

retention-title = Retention of data
retention-lead = A person’s data is used until a set time after the last contact, then erased. Their signed papers go to the restricted archive, and are eliminated only with a visa of the archives. People are numbers here.
retention-dry-run = Dry run
retention-dry-run-title = What the next turn would do
retention-dry-run-said = Announce: { $announce }. Take an announcement back: { $back }. Erase: { $erase }.
retention-dry-run-help = Nothing was done. The turn takes place every hour.
retention-coming = Will be erased
retention-nobody = Nobody is announced
retention-nobody-help = Everybody is announced here, and by a message, at least { $days } days before being erased.
retention-announced-count =
    { $count ->
        [one] { $count } person is announced.
       *[other] { $count } people are announced.
    }
retention-person = Person
retention-announced-on = Announced on
retention-erase-on = Will be erased on
retention-held = Kept beyond their time
retention-held-help = Something is still open for these people: they are neither announced nor erased.
retention-held-nobody = Nobody on this page.
retention-why = Why
retention-archived-count =
    { $count ->
        [0] No signed paper in the restricted archive.
        [one] { $count } signed paper in the restricted archive.
       *[other] { $count } signed papers in the restricted archive.
    }
retention-over-count =
    { $count ->
        [0] None is at the end of its time.
        [one] { $count } is at the end of its time and waits for a visa.
       *[other] { $count } are at the end of their time and wait for a visa.
    }
retention-settings = Durations
retention-months = Months after the last contact
retention-months-help = From 1 to 120. The CNIL recommends two years in the social sector: 24.
retention-days = Days between announcement and erasure
retention-days-help = From 30 to 180.
retention-years = Years in the archive for a signed paper
retention-years-help = From 1 to 30, after the end of the handover. Five years is the ordinary time to go to court.
retention-set = Save the durations
retention-months-wrong = Write a number of months, from 1 to 120.
retention-days-wrong = Write a number of days, from 30 to 180.
retention-years-wrong = Write a number of years, from 1 to 30.
done-retention-set = The durations are saved. They count from the next turn on.
retention-back = Back to retention

retention-person-title = Data of { $reference }
retention-stage-active = In use
retention-stage-announced = Erasure announced
retention-stage-archived = Restricted archive
retention-stage-eliminated = Nothing personal left
retention-kept-by = The data is still in use, however much time has passed:
retention-kept-until = Without a new contact, it will be announced, then erased after { $date }.
retention-erased-on = Without a new contact, it will be erased on { $date }.
retention-archived-until = The data is erased. Signed papers are left, kept until { $date }, then until the visa of the archives.
retention-archived-over = The data is erased. The time of the signed papers ended on { $date }: they wait for the visa of the archives.
retention-eliminated-help = Only numbers are left, in the journal and the statistics.
retention-restricted-since = Since { $date }, their data is kept and not used. Only you can open it.
retention-hold-loan = A device on loan is still with them (handover { $number }).
retention-hold-request = A request is open: { $reference }.
retention-hold-clearance = A clearance is good until { $date }.
retention-hold-right = Their request { $reference } waits for an answer.
retention-hold-restricted = They asked that their data be restricted.
retention-see-person = See what is known

retention-letter-subject =
    { $count ->
        [one] { $count } person will be erased
       *[other] { $count } people will be erased
    }
retention-letter-coming =
    { $count ->
        [one] The time to keep the data of { $count } person comes to its end. It will be erased from { $date } on.
       *[other] The time to keep the data of { $count } people comes to its end. It will be erased from { $date } on.
    }
retention-letter-next = You have nothing to do if this is what should happen. The page “Retention” says which numbers it is about. A new contact, a request or a loan stops the erasure.
retention-letter-link = See retention

papers-title = Restricted archive
papers-lead = The slips and signatures of people who are erased. Only you open them, for a reason chosen from the list; every opening is noted.
papers-reference-help = The number of the request. It is how a paper is found whose person is erased.
papers-none = No archived paper
papers-none-help = A signed paper comes here when its person’s data is erased. Remove the filter to see all.
paper-reference-unreadable = Write the number of a request, for example R-000123.
paper-signature = Signature on screen
paper-slip = Handover slip
paper-archived-on = Archived on
paper-archived = Archived until { $date }
paper-over = Waits for the visa
paper-in-use = In use
paper-eliminated = Eliminated on { $date }
paper-visa = Visa { $number }
papers-of-person = Signed papers
papers-of-person-none = No signed paper for this person.
paper-open = Open a signed paper
paper-open-help = The reason and the time are noted, for twelve months. The paper stays open for a quarter of an hour.
paper-which = Which paper?
paper-which-missing = Choose a paper.
paper-reason = Reason
paper-reason-missing = Choose a reason.
paper-reason-litigation = Dispute or litigation
paper-reason-audit = Audit of the accounts
paper-reason-right = Request of the person
paper-reason-archives = Archives service

visa-title = Eliminate with the visa of the archives
visa-help = Draw up the elimination list with the archives service, then record here the visa you were given. The papers at the end of their time on the day of the list are then destroyed for good; their fingerprint and this line stay.
visa-number = Number of the visa
visa-number-missing = Write the number of the visa, in 60 characters at most.
visa-day = Date of the visa
visa-day-wrong = Write the date of the visa, not a day to come.
visa-over = Date of the list
visa-over-help = The visa is good for the papers at the end of their time on that day.
visa-over-wrong = Write the date of the list, not a day to come.
visa-reaches-nothing = No paper was at the end of its time on that day. Nothing was recorded.
visa-sure = Yes, destroy these papers for good
visa-not-sure = Tick the box to confirm: the elimination cannot be undone.
visa-eliminate = Record the visa and eliminate
visas-title = Recorded visas
visa-recorded-on = Recorded on, by
visa-papers = Papers eliminated
done-papers-eliminated = The visa is recorded, the papers are eliminated.

rights-title = People’s requests
rights-lead = What people ask of their data. Each is answered within the month that follows the receipt. The list says nothing about anybody.
rights-find-person = Find the person
rights-of-unknown = A person who is not found
rights-show-open = See those to answer
rights-show-answered = See those answered
rights-open = To answer
rights-answered = Answered
rights-none = No request
rights-none-help = To note one, find the person first.
rights-overdue-count =
    { $count ->
        [one] { $count } request is past its time
       *[other] { $count } requests are past their time
    }
rights-overdue-help = Answer those first: they are at the top of the list.
rights-kind = Request
rights-access = Access
rights-rectification = Rectification
rights-limitation = Restriction
rights-opposition = Objection
rights-erasure = Erasure
rights-portability = Portability
rights-kind-missing = Say what the person asks for.
rights-received-on = Received on
rights-received-help = The day the request came: the month counts from there.
rights-received-wrong = Write the day it was received, within the last twelve months.
rights-due-on = Answer before
rights-answer = Answer
rights-waiting = To answer
rights-overdue = Past its time
rights-done = Done
rights-restricted = Restricted
rights-refused = Refused
rights-lifted = Restriction lifted
rights-new = Note a request
rights-new-for = For { $reference }.
rights-new-nobody = Find the person by name first: the request is noted from their page.
rights-person-missing = Find the person, or tick that they are not found.
rights-unknown = This person is not found here
rights-unknown-help = You looked for them by name and year of birth.
rights-take-in = Note the request
rights-back = Back to the register
rights-one-title = Request { $reference }
rights-registered-by = Noted by
rights-answered-on = Answered on
rights-answered-by = Answered by
rights-lifted-on = Lifted on
rights-lifted-by = Lifted by
rights-see-person = See { $reference }
rights-see-stage = Retention and copy
rights-nobody-found = The person was looked for and not found.
rights-answer-it = Answer
rights-answer-help = Record the answer once it is true: the copy given, the correction made, the data erased. An answer is not changed afterwards.
rights-answer-missing = Choose an answer.
rights-ground = Ground of the refusal
rights-ground-help = For a refusal only.
rights-ground-missing = A refusal says its ground: choose it.
rights-ground-not-wanted = A ground goes with a refusal only. Take it away, or refuse.
rights-ground-identity = The identity could not be checked (GDPR, art. 12.6)
rights-ground-excessive = Unfounded or excessive request (art. 12.5)
rights-ground-loan = A device on loan is with the person (art. 17.3 b)
rights-ground-mission = Legitimate ground of the public task (art. 21.1)
rights-ground-obligation = Legal obligation or public archives (art. 17.3 b and d)
rights-ground-claims = Defence of legal claims (art. 17.3 e)
rights-ground-others = Rights of other people (art. 15.4)
rights-ground-not-applicable = This right does not apply here (art. 20.3: public task)
rights-ground-unknown = Nothing is kept about this person
rights-record = Record the answer
rights-not-yet-unknown = The person is not found: there is nothing to do here. Refuse on the ground “Nothing is kept about this person”.
rights-not-yet-copied = Give the copy first: open “Retention and copy”, then the copy or the file.
rights-not-yet-corrected = Correct what is known first, on the person’s page.
rights-not-yet-forgotten = Erase their data first, on the person’s page. If a device or a request stands in the way, answer “Restricted” or refuse.
rights-not-yet-answer = This answer does not go with this request. A restriction is answered by “Restricted” or by a refusal, an access by “Done” or by a refusal.
rights-already-forgotten = This person’s data is erased already: there is nothing to restrict.
rights-already-restricted = This person’s data is restricted already.
rights-lift = Lift the restriction
rights-lift-help = The agents who follow the person can open and use their data again.
rights-lift-told = The person was told (GDPR, art. 18.3)
rights-lift-not-told = Tell the person first, then tick the box.
rights-of-person = Their requests about their data
rights-of-person-none = None.
done-right-taken-in = The request is noted.
done-right-answered = The answer is recorded.
done-right-lifted = The restriction is lifted.

copy-title = Copy of a person’s data
copy-lead = All that is kept about { $reference }, on { $date }. Messages go to prescribers and their text is erased once sent: only the kind and the date are left. Looks say the role and the organisation, not the names of agents.
copy-read = Copy to read or print
copy-download = Copy as a file (JSON)
copy-back = Back
copy-nothing = Nothing.
copy-identity = Who this person is
copy-requests = Device requests
copy-remarks = Remarks of agents
copy-learners = People trained
copy-enrolments = Enrolments
copy-attendance = Sessions
copy-clearances = Clearances
copy-handovers = Handovers
copy-messages = Messages written about them
copy-papers = Signed papers
copy-rights = Requests about their data
copy-looks = Looks at their data
copy-restricted-since = Restricted since
copy-erased-at = Erased on
copy-decided-at = Decided on
copy-closed-at = Closed on
copy-proof-seen-on = Proof seen on
copy-needs = Needs
copy-remark = Remark
copy-relation = Relation
copy-pathway = Pathway
copy-enrolled-at = Enrolled on
copy-attested-at = Attested on
copy-withdrawn-at = Withdrawn on
copy-session = Session of
copy-minutes = Length
copy-basis = Basis
copy-issued-at = Given on
copy-expires-at = Expires on
copy-used-at = Used on
copy-waiver-reason = Reason of the waiver
copy-device = Device
copy-label = Label
copy-handed-at = Handed over on
copy-received-by = Received by
copy-proxy = Proxy
copy-legal-chain = Legal basis
copy-due-back = To return before
copy-definitive-at = Definitive since
copy-ended-at = Returned on
copy-message-kind = Kind
copy-written-at = Written on
copy-paper-kind = Paper
copy-made-at = Made on
copy-sha256 = Fingerprint
copy-role = Role
copy-organisation = Organisation
