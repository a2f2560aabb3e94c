//! The letters of decision to the prescriber, in their language, and the message that a promise is over. They name a
//! request by its reference, never a person, a public or a need (law 9); a letter of decision says that an agent
//! decided (law 10).
use super::rules::RefusalReason;
use crate::{
    app::App,
    auth::{Signed, language, permissions::role_key},
    mail::{self, Message},
    recipients::identity::request_reference,
    training::queries::speaks_for,
    web::{Error, Lang, Words},
};
use askama::Template;
use chrono::NaiveDate;
use entities::{outbox::OutboxKind, request, site};
use sea_orm::{ConnectionTrait, EntityTrait};

/// What was decided.
#[derive(Clone, Copy, Debug)]
pub enum Decision {
    /// With the last day the device is kept.
    Allocated(NaiveDate),
    /// Another device in the place of the first, with the last day it is kept.
    Substituted(NaiveDate),
    Undone,
    Refused(RefusalReason),
}

impl Decision {
    /// The kind the outbox counts it under.
    #[must_use]
    pub fn kind(self) -> OutboxKind {
        match self {
            Self::Allocated(_) | Self::Substituted(_) => OutboxKind::RequestAllocated,
            Self::Undone => OutboxKind::AllocationUndone,
            Self::Refused(_) => OutboxKind::RequestRefused,
        }
    }
}

#[derive(Template)]
#[template(path = "mail/decision.html")]
struct LetterPage<'l> {
    lang: Lang,
    subject: &'l str,
    paragraphs: &'l [String],
    link: &'l str,
    link_words: String,
}

/// Writes the letter; none when the prescriber no longer works there.
pub async fn write(
    app: &App,
    db: &impl ConnectionTrait,
    by: &Signed,
    request: &request::Model,
    decision: Decision,
) -> Result<Option<Message>, Error> {
    let Some(account) = mail::reader(db, request.prescriber_id).await? else {
        return Ok(None);
    };
    let site = site::Entity::find_by_id(request.pickup_site_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let words = Words::new(language(account.language));
    let reference = request_reference(request.id);
    let (subject_key, what) = match decision {
        Decision::Allocated(until) => (
            "request-letter-allocated-subject",
            vec![
                words
                    .with("reference", &reference)
                    .say("request-letter-allocated"),
                words
                    .with("site", site.name)
                    .with("city", site.city)
                    .say("request-letter-allocated-next"),
                kept_until(words, until),
            ],
        ),
        Decision::Substituted(until) => (
            "allocation-letter-substituted-subject",
            vec![
                words
                    .with("reference", &reference)
                    .with("site", site.name)
                    .with("city", site.city)
                    .say("allocation-letter-substituted"),
                words.say("allocation-letter-substituted-next"),
                kept_until(words, until),
            ],
        ),
        Decision::Undone => (
            "request-letter-undone-subject",
            vec![
                words
                    .with("reference", &reference)
                    .say("request-letter-undone"),
            ],
        ),
        Decision::Refused(reason) => (
            "request-letter-refused-subject",
            vec![
                words
                    .with("reference", &reference)
                    .say("request-letter-refused"),
                words
                    .with("reason", words.say(reason.key()))
                    .say("request-letter-reason"),
            ],
        ),
    };
    let mut paragraphs = vec![words.say("request-letter-greeting")];
    paragraphs.extend(what);
    paragraphs.push(
        words
            .with("name", &by.account.name)
            .with("role", words.say(role_key(by.role)))
            .with("organisation", &by.organisation_name)
            .say("request-letter-decided-by"),
    );
    if let Decision::Refused(_) = decision {
        paragraphs.push(words.say("request-remedy-informal"));
        paragraphs.push(words.say("request-remedy-court"));
    }
    let subject = words.with("reference", &reference).say(subject_key);
    let link = format!("{}/requests/{}", app.config.base_url, request.id.0);
    let link_words = words.say("request-letter-link");
    let html = LetterPage {
        lang: words.lang,
        subject: &subject,
        paragraphs: &paragraphs,
        link: &link,
        link_words: link_words.clone(),
    }
    .render()?;
    let text = format!("{}\n\n{link_words}\n{link}\n", paragraphs.join("\n\n"));
    Ok(Some(Message {
        to: account.email,
        subject,
        text,
        html,
        attachments: Vec::new(),
    }))
}

fn kept_until(words: Words, until: NaiveDate) -> String {
    words
        .with("date", words.date(until))
        .say("allocation-letter-until")
}

/// Says that a promise is over: to the prescriber, or a colleague when they no longer work there; none when nobody of
/// theirs does.
pub async fn lapsed(
    app: &App,
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Option<Message>, Error> {
    let Some(account) = speaks_for(db, request).await? else {
        return Ok(None);
    };
    let words = Words::new(language(account.language));
    let reference = request_reference(request.id);
    let until = request.promised_until.map(|day| words.date(day));
    let paragraphs = [
        words.say("request-letter-greeting"),
        words
            .with("reference", reference.as_str())
            .with("date", until.unwrap_or_default())
            .say("allocation-letter-lapsed"),
        words.say("allocation-letter-lapsed-next"),
    ];
    let subject = words
        .with("reference", reference.as_str())
        .say("allocation-letter-lapsed-subject");
    let address = format!("{}/requests/{}", app.config.base_url, request.id.0);
    let label = words.say("request-letter-link");
    let link = Some((label.as_str(), address.as_str()));
    let letter = mail::compose(words, &account.email, &subject, &paragraphs, link)?;
    Ok(Some(letter))
}
