# The follow-up of a request: whose turn it is, questions and answers, putting on hold, reminders, pairs.

turn-waits-for = Waits for
turn-who-coordinator = a coordinator
turn-who-prescriber = the prescriber
turn-who-trainer = the training
turn-who-recipient = the person
turn-who-nobody = nobody
turn-what-decide = decide
turn-what-answer = answer the question asked
turn-what-bring-proof = bring the proof
turn-what-reach-person = reach the person
turn-what-find-device = find a device
turn-what-ask-committee = get the committee’s opinion
turn-what-enrol = enrol the person in the training
turn-what-learn = follow the sessions booked
turn-what-fetch = come to the pick-up point
turn-what-nobody = there is nothing more to do
turn-line = { $who }, { $since }
turn-sentence = Waits for { $who }, { $since }: { $what }.
turn-speak = Questions and answers
turn-question = Ask the question
turn-question-words = Your question
turn-answer = Send the answer
turn-answer-words = Your answer
turn-words-help = The other side reads it on this page. No name, nothing about health.
turn-words-missing = Write a few words.
turn-words-too-long = This text is too long. Keep what matters, in 2,000 characters at most.
turn-letter-subject = Request { $reference }: to be read
turn-letter-question = A question was asked about request { $reference }.
turn-letter-question-next = Your turn: read it and answer on the page of the request.
turn-letter-answer = An answer has come about request { $reference }.
turn-letter-answer-next = It can be read on the page of the request.
turn-letter-held = Request { $reference } was put on hold.
turn-letter-held-yours = Your turn: the request will go on when this is done. Say so on the page of the request.
turn-letter-held-ours = You have nothing to do. The request keeps its place.
turn-letter-list = See the requests

reminder-letter-subject = { $count ->
    [one] A request waits
   *[other] { $count } requests wait
 }
reminder-letter-yours = { $count ->
    [one] This request has not moved for a long time:
   *[other] These requests have not moved for a long time:
 }
reminder-letter-escalated = { $count ->
    [one] In spite of a reminder, nobody moved this request:
   *[other] In spite of a reminder, nobody moved these requests:
 }
reminder-letter-line = { $reference } waits for { $who }, { $since }: { $what }.

hold-title = Put on hold
hold-reason = What the request waits for
hold-reason-help = The reason is written to the prescriber.
hold-reason-missing = Choose what the request waits for.
hold-submit = Put on hold
hold-release = Let this request go on
hold-release-help = It is on hold: { $reason }. Let go on, it is to be decided again.
hold-proof-awaited = a proof is awaited
hold-person-not-reached = the person could not be reached
hold-device-awaited = a suitable device is awaited
hold-committee-awaited = the committee’s opinion is awaited

cancel-reason = Reason for cancelling
cancel-reason-missing = Choose the reason.
cancel-equipped-otherwise = The person found a device elsewhere
cancel-no-longer-wanted = The person no longer wants it
cancel-moved-away = The person moved away
cancel-not-reached = The person no longer answers
cancel-sent-by-mistake = The request was sent by mistake

reassign-title = Give away an absent colleague’s requests
reassign-lead = All their open requests go to another prescriber of your organisation, at once. Both are told.
reassign-none = No colleague has an open request
reassign-none-help = You can do it here as soon as a request is sent.
reassign-from = Who is absent
reassign-from-choice = { $count ->
    [one] { $name } ({ $count } open request)
   *[other] { $name } ({ $count } open requests)
 }
reassign-from-missing = Choose who is absent.
reassign-to = Who takes their requests over
reassign-to-help = A prescriber of your organisation who still works there.
reassign-to-missing = Choose who takes their requests over.
reassign-to-same = Choose somebody else.
reassign-submit = Give all their requests
reassign-letter-subject = Requests change hands
reassign-letter-given = { $count ->
    [one] A request that you followed is now followed by a colleague:
   *[other] { $count } requests that you followed are now followed by a colleague:
 }
reassign-letter-taken = { $count ->
    [one] You now follow a request of a colleague:
   *[other] You now follow { $count } requests of a colleague:
 }
reassign-letter-next = See for each whether it waits for you.

pairs-title = Perhaps the same person
pairs-lead = Two organisations may have asked for the same person: same family name, same year of birth. No prescriber knows. Ask both, without giving the name of one to the other.
pairs-none = No open request is like another
pairs-none-help = Those of two organisations for the same name and year of birth would appear here.
pair-same = It is the same person
pair-not = It is not the same
pair-is-same = Judged: the same person
pair-is-not = Judged: not the same person

done-question-asked = The question is asked. The other side is told.
done-question-answered = The answer is sent. The other side is told.
done-request-held = The request is on hold. The prescriber is told.
done-request-released = The request is to be decided again.
done-requests-reassigned = The requests changed hands. Both prescribers are told.
done-pair-judged = It is noted.

mail-kind-request-waits = Request that waits for somebody
mail-kind-request-reminder = Reminder of requests that wait
mail-kind-request-reassigned = Requests given to a colleague
journal-subject-recipient-pair = Pair of recipients
event-request-reassigned = Request given to another prescriber
event-question-asked = Question asked
event-question-answered = Question answered
event-request-held = Request put on hold
event-request-released = Request on hold let go on
event-pair-judged = Pair of recipients judged
