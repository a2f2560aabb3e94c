//! The messages that a session is cancelled, and that a provisional loan is to come back. They name a request by its
//! reference and a session by its time and place, never a person (law 9).
use super::queries;
use crate::{
    app::App,
    auth::{Signed, language, permissions::role_key},
    mail::{self, Message},
    recipients::identity::request_reference,
    web::{Error, Words},
};
use anyhow::Context;
use entities::{handover, membership::MembershipId, request::RequestId, training_session};
use sea_orm::ConnectionTrait;

/// To who asked for the person that had a place; none when they no longer work there.
pub async fn to_prescriber(
    app: &App,
    db: &impl ConnectionTrait,
    session: &training_session::Model,
    request: RequestId,
) -> Result<Option<Message>, Error> {
    let (request, _) = queries::request_of(db, request).await?;
    let reference = request_reference(request.id);
    let link = format!("/requests/{}/training", request.id.0);
    let what = |words: Words| {
        vec![
            words
                .with("reference", reference.as_str())
                .say("session-letter-place"),
            words.say("session-letter-next"),
        ]
    };
    write(app, db, session, request.prescriber_id, &link, what).await
}

/// To the trainer whose session somebody else cancels.
pub async fn to_trainer(
    app: &App,
    db: &impl ConnectionTrait,
    by: &Signed,
    session: &training_session::Model,
) -> Result<Option<Message>, Error> {
    let link = format!("/training/sessions/{}", session.id.0);
    let what = |words: Words| {
        vec![
            words
                .with("name", by.account.name.as_str())
                .with("role", words.say(role_key(by.role)))
                .with("organisation", by.organisation_name.as_str())
                .say("session-letter-by"),
            words.say("session-letter-told"),
        ]
    };
    write(app, db, session, session.trainer_id, &link, what).await
}

/// To who asked for the device of a provisional loan whose deadline has come, or a colleague when they no longer work
/// there; none when nobody of theirs does.
pub async fn recall(
    app: &App,
    db: &impl ConnectionTrait,
    handover: &handover::Model,
) -> Result<Option<Message>, Error> {
    let (request, _) = queries::request_of(db, handover.request_id).await?;
    let Some(account) = queries::speaks_for(db, &request).await? else {
        return Ok(None);
    };
    let sites = queries::sites(db, [handover.site_id]).await?;
    let site = sites
        .get(&handover.site_id)
        .context("a handover was made at a site")?;
    let due = handover
        .due_back_on
        .context("a provisional loan has a deadline")?;
    let words = Words::new(language(account.language));
    let reference = request_reference(request.id);
    let paragraphs = [
        words.say("session-letter-greeting"),
        words
            .with("reference", reference.as_str())
            .with("date", words.date(due))
            .say("recall-letter-due"),
        words
            .with("site", site.name.as_str())
            .with("city", site.city.as_str())
            .say("recall-letter-next"),
    ];
    let subject = words
        .with("reference", reference.as_str())
        .say("recall-letter-subject");
    let address = format!("{}/requests/{}/training", app.config.base_url, request.id.0);
    let label = words.say("session-letter-link");
    let link = Some((label.as_str(), address.as_str()));
    let letter = mail::compose(words, &account.email, &subject, &paragraphs, link)?;
    Ok(Some(letter))
}

async fn write(
    app: &App,
    db: &impl ConnectionTrait,
    session: &training_session::Model,
    to: MembershipId,
    link: &str,
    what: impl Fn(Words) -> Vec<String>,
) -> Result<Option<Message>, Error> {
    let Some(account) = mail::reader(db, to).await? else {
        return Ok(None);
    };
    let sites = queries::sites(db, [session.site_id]).await?;
    let site = sites
        .get(&session.site_id)
        .context("a session is at a site")?;
    let words = Words::new(language(account.language));
    let date = words.date_time(session.starts_at);
    let mut paragraphs = vec![
        words.say("session-letter-greeting"),
        words
            .with("date", date.as_str())
            .with("site", site.name.as_str())
            .with("city", site.city.as_str())
            .say("session-letter-cancelled"),
    ];
    paragraphs.extend(what(words));
    let subject = words.with("date", date).say("session-letter-subject");
    let address = format!("{}{link}", app.config.base_url);
    let label = words.say("session-letter-link");
    let link = Some((label.as_str(), address.as_str()));
    let letter = mail::compose(words, &account.email, &subject, &paragraphs, link)?;
    Ok(Some(letter))
}
