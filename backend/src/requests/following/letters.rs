//! The messages that it is one's turn, and the reminders. They name a request by its reference and say what to do;
//! what was asked or answered is read on the page, never in a message (law 9).
use super::rules::{Turn, hold_key};
use crate::{
    app::App,
    auth::language,
    mail::{self, Message},
    prescribing::queries as people,
    recipients::identity::request_reference,
    web::{Error, Words},
};
use chrono::{DateTime, Utc};
use entities::{
    account,
    membership::Role,
    outbox::OutboxKind,
    request::{self, HoldReason, RequestId, Side},
    request_reminder::ReminderStep,
    site,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait};

/// What happened that somebody has to know.
#[derive(Clone, Copy, Debug)]
pub enum News {
    Question,
    Answer,
    Held(HoldReason),
}

/// Tells the other side.
pub async fn tell(
    app: &App,
    txn: &DatabaseTransaction,
    request: &request::Model,
    news: News,
    by: Side,
) -> Result<(), Error> {
    let readers = match by {
        Side::Coordinator => to_prescriber(txn, request).await?,
        Side::Prescriber => {
            let site = site::Entity::find_by_id(request.pickup_site_id)
                .one(txn)
                .await?;
            let epci = site.and_then(|site| site.epci_code);
            people::coordinators(txn, epci.as_deref()).await?
        }
    };
    for reader in readers {
        let message = write(app, &reader, request, news)?;
        let now = app.clock.now();
        mail::queue(
            txn,
            &app.keys,
            OutboxKind::RequestWaits,
            false,
            &message,
            now,
        )
        .await?;
    }
    Ok(())
}

/// Who reads for the prescriber's side: the prescriber; else the managers, who can give the request to a colleague;
/// else the first colleague.
pub async fn to_prescriber(
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Vec<account::Model>, Error> {
    if let Some(own) = mail::reader(db, request.prescriber_id).await? {
        return Ok(vec![own]);
    }
    let managers = people::people(db, request.organisation_id, Role::OrganisationManager).await?;
    if !managers.is_empty() {
        return Ok(managers);
    }
    let mut colleagues = people::people(db, request.organisation_id, Role::Prescriber).await?;
    colleagues.truncate(1);
    Ok(colleagues)
}

fn write(
    app: &App,
    reader: &account::Model,
    request: &request::Model,
    news: News,
) -> Result<Message, Error> {
    let words = Words::new(language(reader.language));
    let reference = request_reference(request.id);
    let about = || words.with("reference", reference.as_str());
    let mut paragraphs = vec![words.say("request-letter-greeting")];
    match news {
        News::Question => {
            paragraphs.push(about().say("turn-letter-question"));
            paragraphs.push(words.say("turn-letter-question-next"));
        }
        News::Answer => {
            paragraphs.push(about().say("turn-letter-answer"));
            paragraphs.push(words.say("turn-letter-answer-next"));
        }
        News::Held(reason) => {
            paragraphs.push(about().say("turn-letter-held"));
            paragraphs.push(
                words
                    .with("reason", words.say(hold_key(reason)))
                    .say("request-letter-reason"),
            );
            paragraphs.push(words.say(held_next_key(reason)));
        }
    }
    let subject = about().say("turn-letter-subject");
    let address = format!("{}/requests/{}", app.config.base_url, request.id.0);
    let label = words.say("request-letter-link");
    let link = Some((label.as_str(), address.as_str()));
    Ok(mail::compose(
        words,
        &reader.email,
        &subject,
        &paragraphs,
        link,
    )?)
}

fn held_next_key(reason: HoldReason) -> &'static str {
    match reason {
        HoldReason::ProofAwaited | HoldReason::PersonNotReached => "turn-letter-held-yours",
        HoldReason::DeviceAwaited | HoldReason::CommitteeAwaited => "turn-letter-held-ours",
    }
}

/// Requests that changed hands: to who gives them (`given`) or takes them over.
pub fn reassigned(
    app: &App,
    reader: &account::Model,
    requests: &[RequestId],
    given: bool,
) -> Result<Message, Error> {
    let words = Words::new(language(reader.language));
    let references: Vec<String> = requests.iter().map(|id| request_reference(*id)).collect();
    let what = if given {
        "reassign-letter-given"
    } else {
        "reassign-letter-taken"
    };
    let mut paragraphs = vec![
        words.say("request-letter-greeting"),
        words.with("count", requests.len()).say(what),
        references.join(", "),
    ];
    if !given {
        paragraphs.push(words.say("reassign-letter-next"));
    }
    let subject = words.say("reassign-letter-subject");
    let address = format!("{}/requests", app.config.base_url);
    let label = words.say("turn-letter-list");
    let link = Some((label.as_str(), address.as_str()));
    Ok(mail::compose(
        words,
        &reader.email,
        &subject,
        &paragraphs,
        link,
    )?)
}

/// A request that waits too long: which, for what, since when.
pub struct Overdue {
    pub request: RequestId,
    pub turn: Turn,
    pub since: DateTime<Utc>,
}

/// One message about all that one reader lets wait, or that coordination is told of.
pub fn reminder(
    app: &App,
    reader: &account::Model,
    step: ReminderStep,
    overdue: &[Overdue],
) -> Result<Message, Error> {
    let words = Words::new(language(reader.language));
    let today = app.clock.today();
    let what = match step {
        ReminderStep::Reminded => "reminder-letter-yours",
        ReminderStep::Escalated => "reminder-letter-escalated",
    };
    let mut paragraphs = vec![
        words.say("request-letter-greeting"),
        words.with("count", overdue.len()).say(what),
    ];
    paragraphs.extend(overdue.iter().map(|one| {
        words
            .with("reference", request_reference(one.request))
            .with("who", words.say(one.turn.who_key()))
            .with("what", words.say(one.turn.what_key()))
            .with("since", words.waiting(one.since, today))
            .say("reminder-letter-line")
    }));
    let subject = words
        .with("count", overdue.len())
        .say("reminder-letter-subject");
    let address = format!("{}/requests", app.config.base_url);
    let label = words.say("turn-letter-list");
    let link = Some((label.as_str(), address.as_str()));
    Ok(mail::compose(
        words,
        &reader.email,
        &subject,
        &paragraphs,
        link,
    )?)
}
