# The messages that are sent, and the page that counts them.

mail-link = { $label }, if the button does not open:
mail-automatic = Automatic message: there is no need to answer.
mail-outbox-title = Messages
mail-outbox-lead = What the application wrote to people, counted by kind. Addresses and texts cannot be read here.
mail-counts = Messages by kind and state
mail-kind = Kind
mail-kind-invitation = Invitation
mail-kind-new-role = New role
mail-kind-password-reset = New password
mail-kind-request-allocated = Device allocated to a request
mail-kind-allocation-undone = Allocation taken back
mail-kind-request-refused = Request refused
mail-kind-session-cancelled = Session cancelled
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
mail-retry = Send again
done-mail-retried = The failed messages wait again: they will leave in the next seconds.
mail-demo-title = Messages of the demo
mail-demo-help = Everything in it is invented, so the texts may be read. Those that let somebody sign in are never listed.
mail-to = To
mail-queued = Written on
mail-back = Back to the messages
