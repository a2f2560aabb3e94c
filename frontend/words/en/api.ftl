# Access by software: its tokens, and what it is refused.
journal-subject-api-token = Access token
event-api-token-made = Access token given to software
event-api-token-revoked = Access token of software revoked

api-token-title = Access by software
api-token-lead = A token lets software read, as JSON, the devices, loans and requests that you see. It acts as you, never shows anybody, and stops working when you leave your position.
api-token-link = Access by software
api-token-description = Description for the integrator (OpenAPI)
api-token-fresh = Copy this token now
api-token-fresh-help = It will not be shown again. If it is lost, revoke it and make another. Do not send it by e-mail.
api-token-how = To try it:
api-token-none = No token
api-token-none-help = Make one for each piece of software: you can then revoke one without stopping the others.
api-token-name = Name
api-token-name-hint = What it is for, without anybody’s name. For example: dashboard of the observatory.
api-token-name-wrong = Give a name of 60 characters at most.
api-token-name-person = This name seems to be about a person. Say what the token is for.
api-token-scopes = What it allows
api-token-scopes-missing = Choose at least one permission.
api-scope-devices = Read devices
api-scope-devices-hint = Label, model, stage, site. Not who has the device.
api-scope-loans = Read loans
api-scope-loans-hint = Item, school, dates, return. Neither borrower nor pupil code.
api-scope-requests = Read requests
api-scope-requests-hint = Reference, programme, state, wait, pick-up point. Nothing about the person.
api-scope-models = Say when a model’s updates end
api-scope-models-hint = Only if you coordinate the whole département.
api-token-days = Duration
api-token-days-hint = After that another is needed: nobody remembers for long what a token is for.
api-token-days-missing = Choose a duration.
api-token-days-choice = { $days } days
api-token-giver = Made by
api-token-state = State
api-token-live = In use
api-token-until = until { $day }
api-token-expired = Expired
api-token-revoked = Revoked
api-token-orphaned = Without effect: the person has no access any more
api-token-used = Last used
api-token-unused = Not in the last 30 days
api-token-calls =
    { $count ->
        [one] { $count } call in 30 days
       *[other] { $count } calls in 30 days
    }
api-token-action = Action
api-token-revoke = Revoke
api-token-new = New token
api-token-make = Make the token
done-api-token-made = The token is made. It was shown only once.
done-api-token-revoked = The token is revoked. The software that used it has no access any more.

# What software reads when it is refused.
api-parameter-unknown = This value is not known. The OpenAPI description gives those that are.
api-limit-wrong = Ask for 1 to 200 rows.
error-api-unreadable = The call could not be read
error-api-unreadable-help = A parameter, the address or the body does not follow the OpenAPI description. Nothing was recorded.
error-api-key = No idempotency key
error-api-key-help = Send a header Idempotency-Key of 8 to 64 characters without a space, new for each write. Nothing was recorded.
error-api-token = No token, or an unknown one
error-api-token-help = Send the header Authorization: Bearer with a token made on the page “Access by software”.
error-api-token-expired = The token has expired
error-api-token-expired-help = Ask the coordinator who made it for another.
error-api-token-revoked = The token was revoked
error-api-token-revoked-help = Ask the coordinator for another, and why this one was revoked.
error-api-token-orphaned = The token has no effect
error-api-token-orphaned-help = The person it acted as has no access any more. Ask a coordinator for another token.
error-api-forbidden = The call is not allowed
error-api-forbidden-help = The person the token acts as may not do it themselves. Nothing was recorded.
error-api-scope = The token lacks the permission
error-api-scope-help = The header WWW-Authenticate says which one is needed. Ask for a token that has it.
error-api-not-found = Not found
error-api-not-found-help = It does not exist, or the person the token acts as does not see it.
error-api-method = This method is not known here
error-api-method-help = The OpenAPI description says what each address takes.
error-api-changed = Changed in the meantime
error-api-changed-help = Somebody has just changed the same thing. Nothing was recorded: read it again, then try again.
error-api-too-large = The body is too long
error-api-too-large-help = Nothing was recorded. Send a shorter body.
error-api-fields = Values were refused
error-api-fields-help = Each mistake is told with its field. Nothing was recorded.
error-api-key-reused = The key was used for another body
error-api-key-reused-help = An idempotency key is good for one write. Nothing was recorded: try again with a new key.
error-api-too-many = Too many calls
error-api-too-many-help = Wait as many seconds as the header Retry-After says.
error-api-internal = A failure on our side
error-api-internal-help = Nothing was recorded. Try again in a moment, with the same idempotency key; if it goes on, tell the coordinator.
