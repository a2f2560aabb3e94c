# My account, my roles, my passwords, and the messages about them.

account-link = My account
account-title = My account
account-about = Who I am
account-name = Full name
account-name-wrong = Write your name, in 120 characters at most.
account-language = Language of screens and messages
account-language-missing = Choose a language.
account-bench-language = Language of the worker view
account-bench-language-hint = At the bench only: one question per page. The other pages keep the language above.
account-bench-language-same = As the other pages
account-save = Save
account-memberships = My roles
account-current = current role
account-change-password = Change my password
account-sessions = Where I am signed in
account-sessions-help = If you do not recognise one, sign it out and change your password.
account-sessions-count =
    { $count ->
        [one] { $count } open session.
       *[other] { $count } open sessions.
    }
account-session-since = Signed in since
account-session-until = Until
account-session-which = Action
account-session-this = this session
account-session-end = Sign out
account-session-end-this = Sign out the session opened on { $when }
account-sign-out-everywhere = Sign out everywhere
done-account-saved = Saved.
done-session-ended = That session is signed out.
done-signed-out-everywhere = You are signed out everywhere.

memberships-title = Change role
memberships-legend = Which role do you take now?
memberships-help = The menu and what you see depend on the role.
memberships-choose = Choose a role.
memberships-submit = Take this role
done-membership-changed = You have changed role.

email-wrong = Write a complete e-mail address, for example first.last@example.org.
password-current = Current password
password-current-wrong = This is not your current password. If you have forgotten it, sign out and ask for a new password.
password-new = New password
password-hint = At least { $shortest } characters. A short sentence is easy to remember.
password-too-short = This password is too short: at least { $shortest } characters are needed.
password-is-address = This password is your e-mail address: choose one that nobody guesses.
password-change-effect = Your other sessions will be signed out; this one stays open.
done-password-changed = Your password is changed. Your other sessions are signed out.
done-password-set = Your password is saved. Sign in.

password-reset-title = Ask for a new password
password-reset-help = Write your address: we send you a link to choose a new password.
password-reset-submit = Send me the link
back-to-sign-in = Back to signing in
done-password-reset-asked = If an account has this address, a message has just left with a link, valid for one hour. Nothing received? Look in the junk folder, or ask the coordinator.

set-password-invitation-title = Welcome: choose your password
set-password-reset-title = Choose a new password
set-password-for = For the account { $email }.
set-password-submit = Save this password
link-used-title = This link has been used
link-used-help = Sign in with the password you chose. If you have forgotten it, ask for a new one from the sign-in page.
link-expired-title = This link is no longer valid
link-expired-invitation-help = It is past its date, or a newer link has replaced it. Take the latest message, or ask who invited you to send the invitation again.
link-expired-reset-help = It is past its hour, or a newer link has replaced it. Take the latest message, or ask for a new link.
link-unknown-title = This link is not right
link-unknown-help = It may be incomplete. Copy all of it from the message, or sign in.

letter-hello = Hello { $name },
letter-invitation-subject = Your invitation to Passe-Relais
letter-invitation-what = A role is open to you on Passe-Relais: { $role }, { $organisation }.
letter-invitation-do = To begin, choose your password with this link:
letter-invitation-button = Choose my password
letter-invitation-not-asked = If this role is not yours, do nothing and tell the coordinator of your département.
letter-link-until = This link works once, until { $until }.
letter-role-subject = A new role on Passe-Relais
letter-role-what = One more role is open to you on Passe-Relais: { $role }, { $organisation }.
letter-role-do = Sign in as usual, then choose this role with “Change role”.
letter-reset-subject = Your new password on Passe-Relais
letter-reset-what = Somebody, probably you, asked for a new password for this account. To choose it, follow this link:
letter-reset-button = Choose a new password
letter-reset-not-asked = If you did not ask, do nothing: your current password stays valid.
