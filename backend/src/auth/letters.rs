//! The messages about an account: what, from whom, until when, and what to do if one did not ask.
use super::{language, links::Link};
use crate::{
    mail::Message,
    web::{Words, words::Saying},
};
use askama::Template;
use entities::account;

#[derive(Template)]
#[template(path = "auth/mail/letter.html")]
struct Letter<'a> {
    words: Words,
    before: &'a [String],
    /// Where the one button leads, and its words.
    button: &'a (String, String),
    after: &'a [String],
}

/// An invitation to choose a password, after somebody was given a role in an organisation.
pub fn invitation(
    account: &account::Model,
    role_key: &str,
    organisation: &str,
    link: &Link,
) -> Result<Message, askama::Error> {
    let words = Words::new(language(account.language));
    let until = words.date_time(link.expires_at);
    write(
        words,
        account,
        words.say("letter-invitation-subject"),
        &[
            member(words, role_key, organisation).say("letter-invitation-what"),
            words.say("letter-invitation-do"),
        ],
        &(link.address.clone(), words.say("letter-invitation-button")),
        &[
            words.with("until", until).say("letter-link-until"),
            words.say("letter-invitation-not-asked"),
        ],
    )
}

/// The news of a further role, for somebody who has a password already: nothing here signs in.
pub fn new_role(
    account: &account::Model,
    role_key: &str,
    organisation: &str,
    base_url: &str,
) -> Result<Message, askama::Error> {
    let words = Words::new(language(account.language));
    write(
        words,
        account,
        words.say("letter-role-subject"),
        &[
            member(words, role_key, organisation).say("letter-role-what"),
            words.say("letter-role-do"),
        ],
        &(format!("{base_url}/sign-in"), words.say("sign-in-title")),
        &[words.say("letter-invitation-not-asked")],
    )
}

/// The link to choose another password.
pub fn password_reset(account: &account::Model, link: &Link) -> Result<Message, askama::Error> {
    let words = Words::new(language(account.language));
    let until = words.date_time(link.expires_at);
    write(
        words,
        account,
        words.say("letter-reset-subject"),
        &[words.say("letter-reset-what")],
        &(link.address.clone(), words.say("letter-reset-button")),
        &[
            words.with("until", until).say("letter-link-until"),
            words.say("letter-reset-not-asked"),
        ],
    )
}

fn member<'v>(words: Words, role_key: &str, organisation: &str) -> Saying<'v> {
    words
        .with("role", words.say(role_key))
        .with("organisation", organisation.to_owned())
}

fn write(
    words: Words,
    account: &account::Model,
    subject: String,
    what: &[String],
    button: &(String, String),
    after: &[String],
) -> Result<Message, askama::Error> {
    let hello = words
        .with("name", account.name.as_str())
        .say("letter-hello");
    let before = [&[hello], what].concat();
    let text = [&before, &[button.0.clone()][..], after]
        .concat()
        .join("\n\n");
    let html = Letter {
        words,
        before: &before,
        button,
        after,
    }
    .render()?;
    Ok(Message {
        to: account.email.clone(),
        subject,
        text,
        html,
        attachments: Vec::new(),
    })
}
