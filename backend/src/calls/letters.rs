//! The messages of a call: to who was named for a jury, to an association whose project arrived or was decided on.
//! They say what a project is called, and name nobody.
use super::{
    filed::Filed,
    queries::Call,
    say::{devices, jury_key, outcome_look, reference},
};
use crate::{
    app::App,
    auth::language,
    mail,
    prescribing::queries::people,
    web::{Error, Words},
};
use chrono::{DateTime, Utc};
use entities::{
    account,
    membership::{MembershipId, Role},
    outbox::OutboxKind,
    project,
    project_call::{self, ProjectCallId},
    project_call_juror::Jury,
    project_decision::Outcome,
};
use sea_orm::ConnectionTrait;

/// One message about a call: its subject, its sentences, and where its button leads.
struct Letter<'l> {
    kind: OutboxKind,
    subject: String,
    sentences: Vec<String>,
    link: (&'l str, String),
}

async fn queue(
    app: &App,
    txn: &impl ConnectionTrait,
    words: Words,
    reader: &account::Model,
    letter: Letter<'_>,
) -> Result<(), Error> {
    let mut sentences = vec![words.say("request-letter-greeting")];
    sentences.extend(letter.sentences);
    let label = words.say(letter.link.0);
    let address = format!("{}{}", app.config.base_url, letter.link.1);
    let link = Some((label.as_str(), address.as_str()));
    let message = mail::compose(words, &reader.email, &letter.subject, &sentences, link)?;
    let now = app.clock.now();
    mail::queue(txn, &app.keys, letter.kind, false, &message, now).await?;
    Ok(())
}

/// Who reads about a project: who keeps it, or the managers of the association where they left.
async fn readers(
    txn: &impl ConnectionTrait,
    project: &project::Model,
) -> Result<Vec<account::Model>, Error> {
    Ok(match mail::reader(txn, project.membership_id).await? {
        Some(account) => vec![account],
        None => people(txn, project.organisation_id, Role::OrganisationManager).await?,
    })
}

/// Tells somebody that they are in a jury.
pub async fn named(
    app: &App,
    txn: &impl ConnectionTrait,
    call: &project_call::Model,
    membership: MembershipId,
    jury: Jury,
) -> Result<(), Error> {
    let Some(reader) = mail::reader(txn, membership).await? else {
        return Ok(());
    };
    let words = Words::new(language(reader.language));
    let letter = Letter {
        kind: OutboxKind::JurorNamed,
        subject: words
            .with("call", call.title.as_str())
            .say("call-letter-named-subject"),
        sentences: vec![
            words
                .with("call", call.title.as_str())
                .with("jury", words.say(jury_key(jury)))
                .say("call-letter-named"),
            words
                .with("when", words.date_time(call.closes_at))
                .say("call-letter-named-next"),
        ],
        link: ("call-letter-named-link", "/juries".to_owned()),
    };
    queue(app, txn, words, &reader, letter).await
}

/// Tells an association that its project arrived, and when.
pub async fn sent(
    app: &App,
    txn: &impl ConnectionTrait,
    call: &Call,
    project: &project::Model,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    for reader in readers(txn, project).await? {
        let words = Words::new(language(reader.language));
        let letter = Letter {
            kind: OutboxKind::ProjectSent,
            subject: words
                .with("reference", reference(project.id))
                .say("call-letter-sent-subject"),
            sentences: vec![
                words
                    .with("project", project.title.as_str())
                    .with("call", call.call.title.as_str())
                    .with("when", words.date_time(at))
                    .say("call-letter-sent"),
                words
                    .with("reference", reference(project.id))
                    .say("call-letter-sent-next"),
            ],
            link: ("call-letter-project-link", path(call.call.id)),
        };
        queue(app, txn, words, &reader, letter).await?;
    }
    Ok(())
}

/// Tells an association what was decided, and where its letter is.
pub async fn decided(
    app: &App,
    txn: &impl ConnectionTrait,
    call: &Call,
    filed: &Filed,
    outcome: Outcome,
    granted: &super::rules::Devices,
) -> Result<(), Error> {
    for reader in readers(txn, &filed.project).await? {
        let words = Words::new(language(reader.language));
        let (_, _, outcome_key) = outcome_look(outcome);
        let next = match outcome {
            Outcome::Granted | Outcome::Partly => words
                .with("devices", devices(words, granted))
                .say("call-letter-won-next"),
            Outcome::Refused => words.say("call-letter-refused-next"),
        };
        let letter = Letter {
            kind: OutboxKind::ProjectDecided,
            subject: words
                .with("reference", reference(filed.project.id))
                .say("call-letter-decided-subject"),
            sentences: vec![
                words
                    .with("project", filed.project.title.as_str())
                    .with("call", call.call.title.as_str())
                    .with("outcome", words.say(outcome_key))
                    .say("call-letter-decided"),
                next,
            ],
            link: ("call-letter-project-link", path(call.call.id)),
        };
        queue(app, txn, words, &reader, letter).await?;
    }
    Ok(())
}

fn path(call: ProjectCallId) -> String {
    format!("/projects/{}", call.0)
}
