# The right of an organisation to send requests.

menu-prescribing = Habilitation
place-prescribing = Know whether your organisation may send requests, and ask for it.

prescribing-title = Habilitation of your organisation
prescribing-of = Habilitation: { $organisation }
prescribing-link = Habilitation to send requests
prescribing-queue-title = Habilitations to decide
prescribing-queue-lead = The organisations that ask to send requests, then those that may not.
prescribing-queue-none = No habilitation waits
prescribing-queue-none-help = That of an organisation is on its page too.
prescribing-state-none = Not asked yet
prescribing-state-asked = Asked, to be decided
prescribing-state-validated = Habilitated
prescribing-state-refused = Refused
prescribing-state-suspended = Suspended
prescribing-since = Since
prescribing-since-date = Since { $date }.
prescribing-open = Open requests
prescribing-open-count = { $count ->
    [0] No request of this organisation is open.
    [one] { $count } request of this organisation is open.
   *[other] { $count } requests of this organisation are open.
 }
prescribing-limit = Open requests at most
prescribing-limit-field = Number of open requests at most
prescribing-limit-help = Leave empty for no limit. Requests that are open already go on.
prescribing-limit-wrong = Write a number between 1 and 100,000, or nothing.
prescribing-limit-save = Save this number
prescribing-history = What was decided
prescribing-ask = Ask for the habilitation
prescribing-ask-help = A coordinator will decide, and you will get a message.
prescribing-may-send = The prescribers of this organisation may send requests.
prescribing-validate = Habilitate this organisation
prescribing-validate-help = Its prescribers will be able to send requests. The managers are told by message.
prescribing-refuse = Refuse the habilitation
prescribing-suspend = Suspend the habilitation
prescribing-suspend-help = The organisation sends no new request. Those that are open go on.
prescribing-reactivate = Give the habilitation back
prescribing-reactivate-help = Its prescribers will be able to send requests again.
prescribing-act-missing = Choose what you decide.
prescribing-reason = Reason
prescribing-reason-help = The reason is written to the organisation.
prescribing-reason-missing = Choose the reason.
prescribing-reason-no-agreement = No agreement is signed
prescribing-reason-outside-the-scheme = The organisation is not part of the scheme
prescribing-reason-not-reachable = Nobody answers in this organisation
prescribing-reason-proofs-not-seen = Proofs were not seen
prescribing-reason-data-not-protected = People’s data was not protected
prescribing-reason-own-wish = The organisation wished it
prescribing-not-now = This habilitation has moved on
prescribing-not-now-help = Nothing was recorded. See below where it stands now.

prescribing-not-asked = Your organisation is not habilitated to send requests yet
prescribing-not-asked-help = Nothing is sent. The manager of the organisation can ask for the habilitation: menu “Habilitation”.
prescribing-not-decided = The habilitation of your organisation is asked for, and not decided yet
prescribing-not-decided-help = Nothing is sent. A coordinator will decide; the manager of the organisation will get a message.
prescribing-refused = The habilitation of your organisation is refused
prescribing-refused-help = Nothing is sent. The reason is on the manager’s page “Habilitation”, who can ask for it again.
prescribing-suspended = The habilitation of your organisation is suspended
prescribing-suspended-help = No new request is sent. Those that are open go on. The manager of the organisation can talk to the coordinator.
prescribing-at-limit = { $limit ->
    [one] Your organisation can have only { $limit } open request at a time
   *[other] Your organisation can have only { $limit } open requests at a time
 }
prescribing-at-limit-help = Nothing is sent. Wait until a request ends, cancel one that is no longer needed, or ask the coordinator to raise this number.

prescribing-letter-subject = Habilitation of { $organisation }
prescribing-letter-asked = { $organisation } asks to be habilitated to send requests.
prescribing-letter-asked-next = Your turn: habilitate this organisation, or refuse with a reason.
prescribing-letter-validated = { $organisation } is habilitated to send requests.
prescribing-letter-may-send = Its prescribers may send requests.
prescribing-letter-refused = The habilitation of { $organisation } is refused.
prescribing-letter-ask-again = When the reason is no longer true, the manager of the organisation can ask for it again.
prescribing-letter-suspended = The habilitation of { $organisation } is suspended.
prescribing-letter-go-on = No new request can be sent. Those that are open go on. Talk to the coordinator.
prescribing-letter-reactivated = The habilitation of { $organisation } is given back.
prescribing-letter-link = See the habilitation

done-prescribing-asked = The habilitation is asked for. You will get a message when it is decided.
done-prescribing-decided = It is recorded. The organisation is told when its habilitation changes.

mail-kind-prescribing = Habilitation of an organisation
journal-subject-prescribing = Habilitation
event-prescribing-asked = Habilitation asked for
event-prescribing-validated = Organisation habilitated to send requests
event-prescribing-refused = Habilitation refused
event-prescribing-suspended = Habilitation suspended
event-prescribing-reactivated = Habilitation given back
event-prescribing-limited = Number of open requests set
