# Home, sign-in, the menu, the roles and the error pages.

home-title = What to do now?
due-requests =
    { $count ->
        [one] One request waits for your decision or answer
       *[other] { $count } requests wait for your decision or answer
    }
due-own-requests =
    { $count ->
        [one] One of your requests waits for you
       *[other] { $count } of your requests wait for you
    }
due-prescribing =
    { $count ->
        [one] One organisation asks to prescribe
       *[other] { $count } organisations ask to prescribe
    }
due-checks =
    { $count ->
        [one] One quality check waits for your signature
       *[other] { $count } quality checks wait for your signature
    }
due-sessions =
    { $count ->
        [one] You give one session today
       *[other] You give { $count } sessions today
    }
due-appointments =
    { $count ->
        [one] One person has an appointment here today
       *[other] { $count } people have an appointment here today
    }
due-approvals =
    { $count ->
        [one] One loan waits for your agreement
       *[other] { $count } loans wait for your agreement
    }
due-back =
    { $count ->
        [one] One of your loans is due back
       *[other] { $count } of your loans are due back
    }
due-trials =
    { $count ->
        [one] One of your trials waits for your feedback
       *[other] { $count } of your trials wait for your feedback
    }
due-late =
    { $count ->
        [one] One loan is late
       *[other] { $count } loans are late
    }
due-counts =
    { $count ->
        [one] One stock count has gaps to explain
       *[other] { $count } stock counts have gaps to explain
    }
due-rights =
    { $count ->
        [one] One person waits for an answer about their rights
       *[other] { $count } people wait for an answer about their rights
    }
due-mail =
    { $count ->
        [one] One message did not leave
       *[other] { $count } messages did not leave
    }
home-nothing = Your account is ready, but your role has no page here yet. If you expected something else, ask the coordinator.
menu-home = Home
menu-bench = Bench
menu-counter = Counter
menu-lots = Collection lots
menu-devices = Devices
menu-labels = Labels
menu-requests = Requests
menu-training = Training
menu-programmes = Programmes
menu-organisations = Organisations
menu-people = People
menu-journal = Journal
menu-outbox = Messages
menu-attachments = Attached files
menu-access-log = Looks at data

place-bench = Scan a device, triage it, erase it, check it.
place-reception = Receive the devices of a lot by scanning them.
place-recipients = Answer a person who wants to know, correct or be forgotten.
place-counter = Hand a device over to its recipient, or take it back.
place-requests = Ask for a device, follow requests, decide.
place-training = Sessions, enrolments, attendance, clearances.
place-lots = Announce a collection, receive it, close it.
place-devices = Find a device, see where it stands and its history.
place-labels = Print sheets of labels.
place-programmes = The rules of each programme: who it is for, pathway, clearance.
place-organisations = Organisations and sites, one by one or from a file.
place-people = Invite people, change or end access, grant habilitations.
place-journal = Everything that changed, verifiable by a third party.
place-outbox = Messages waiting, sent, failed.
place-attachments = Files attached to devices, to be removed if they show somebody.
place-access-log = Who looked at whose data.

sign-in-title = Sign in
sign-in-email = E-mail address
sign-in-password = Password
sign-in-submit = Sign in
sign-in-forgotten = I forgot my password
sign-in-unknown = This address and this password do not go together. Check them, or ask for a new password.

role-supervisor = Workshop supervisor
role-worker = Worker in insertion
role-prescriber = Prescriber
role-teacher = Teacher
role-trainer = Digital trainer
role-clerk = Pick-up point clerk
role-finance = Finance
role-auditor = Auditor
role-store-keeper = Store keeper of the lending library
role-coordinator = Coordinator
role-organisation-manager = Organisation manager
role-it-correspondent = IT correspondent
role-loan-partner = Partner of a loan
role-data-protection-officer = Data protection officer

error-go-home = Back to the home page
error-forbidden = This page is not for your role
error-forbidden-help = If you need it for your work, ask the coordinator. If you have several roles, change role in your account.
error-not-found = This page does not exist
error-not-found-help = The address may be incomplete, or what you look for is not open to you. Go back to the home page, or scan the label again.
error-restricted = Restricted at the person’s request
error-restricted-help = This person asked that their data be kept and not used. Nothing can be opened or done for them until the data protection officer has lifted the restriction: ask them. Nothing was recorded.
error-write-id-missing = This form is incomplete
error-write-id-missing-help = Nothing was recorded. Go back to the page, reload it and send it again.
error-changed = Somebody has just changed the same thing
error-changed-help = Nothing of what you just sent was recorded. Go back to the page to see where it stands, then start again if it is still needed.
error-too-large = This file is too large
error-too-large-help = Nothing was recorded. Choose a smaller file, or a photo of lower quality.
error-unreadable = What was sent could not be read
error-unreadable-help = Nothing was recorded. Go back to the page, reload it and start again.
error-other-site = This was sent from another site
error-other-site-help = For safety, nothing was recorded. Open the page from the home page and start again.
error-too-many = Too many tries
error-too-many-help = For safety, wait a quarter of an hour before you try again, or ask for a new password.
error-internal = A fault on our side
error-internal-help = Nothing was recorded. Try again in a moment; if it goes on, tell the coordinator.

accessibility-state = This service aims at conformity with RGAA 4.1.2 (the French implementation of WCAG 2.1 AA). Every page is checked by an automatic tool with every version; a full audit of the 106 criteria is still to be made, so the service declares itself partially conformant.
accessibility-contact = If you cannot read or use a page, tell the coordinator of your département: you will get an answer and help in another way.
accessibility-remedy = Without a satisfactory answer, you may turn to the Défenseur des droits.

menu-bench-tokens = Bench tokens
place-bench-tokens = Allow a bench’s live system to send the inventory of the machines.
