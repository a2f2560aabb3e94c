# The messages that are sent, and the page that counts them.

mail-link = { $label }, if the button does not open:
mail-automatic = Automatic message: there is no need to answer.
mail-outbox-title = Messages
mail-outbox-lead = What the application wrote to people, counted by kind. Addresses and texts cannot be read here.
mail-outbox-departement = These numbers are those of the whole département: a message does not say which territory it belongs to.
mail-counts = Messages by kind and state
mail-kind = Kind
mail-kind-invitation = Invitation
mail-kind-new-role = New role
mail-kind-password-reset = New password
mail-kind-request-allocated = Device allocated to a request
mail-kind-allocation-undone = Allocation taken back
mail-kind-request-refused = Request refused
mail-kind-session-cancelled = Session cancelled
mail-kind-handover-recalled = Provisional loan to come back
mail-kind-retention-announced = Erasures to come
mail-kind-appointment-booked = Appointment booked
mail-kind-appointment-reminder = Reminder of an appointment
mail-kind-appointment-cancelled = Appointment cancelled
mail-kind-appointment-missed = Appointment missed
mail-kind-places-to-confirm = Places to check in the directory
mail-kind-checkpoint-written = Checkpoints of the journal
mail-waiting = Waiting
mail-sent = Sent
mail-failed = Failed
mail-next = Next sending planned on { $moment }.
mail-none = No message yet
mail-none-help = An invitation or the answer to a request will show here as soon as it is written.
mail-failed-title =
    { $count ->
        [one] { $count } message could not leave
       *[other] { $count } messages could not leave
    }
mail-failed-help = Each was tried nine times, over more than a day. Have the mail server checked (command “passe-relais check”), then send again.
mail-failed-line = { $kind }: { $count }.
mail-failed-until = Text kept until { $moment }.
mail-failed-erased =
    { $count ->
        [one] { $count } failed message has no text any more: it cannot leave. Tell the person in another way.
       *[other] { $count } failed messages have no text any more: they cannot leave. Tell the people in another way.
    }
mail-kept = The text of a sent message is erased at once, but in the demo. That of a failed one is erased thirty days after it was written, or as soon as the link in it no longer works. Kind, state, cause and counts stay.
mail-fault-erased = Its text was no longer there.
mail-fault-not-opened = The text could not be deciphered: the secret key has changed.
mail-fault-address = The address it goes to, or the sender’s, is not an address.
mail-fault-format = The message could not be written out.
mail-fault-folder = The mail folder could not be written.
mail-fault-refused = The mail server refused.
mail-fault-unreachable = The mail server did not answer.
mail-retry = Send again
done-mail-retried = The failed messages wait again: they will leave in the next seconds.
mail-demo-title = Messages of the demo
mail-demo-help = Everything in it is invented, so the texts may be read. Those that let somebody sign in are never listed.
mail-to = To
mail-queued = Written on
mail-attached = Attached file
mail-back = Back to the messages
