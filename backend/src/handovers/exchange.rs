//! A device that failed under warranty came back: the request it served waits again, at its place in the queue, and who
//! has to know is told. The clearance of before stays used; the training rules issue another.
use crate::{
    app::App,
    appointments::tell::place_of,
    auth::language,
    journal::{self, By, Event, EventKind},
    mail,
    recipients::identity::{Identity, request_reference},
    training::queries::speaks_for,
    web::{Error, Words},
};
use anyhow::Context;
use entities::{
    handover,
    outbox::OutboxKind,
    recipient::Channel,
    request::{self, RequestState},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

/// Lets the request of a handover wait for another device. When it was sent, and when it was first served, stay.
pub async fn open(
    txn: &impl ConnectionTrait,
    by: By,
    handover: &handover::Model,
) -> Result<request::Model, Error> {
    let request = request::Entity::find_by_id(handover.request_id)
        .one(txn)
        .await?
        .context("a handover serves a request")?;
    if request.state != RequestState::Fulfilled || request.device_id != Some(handover.device_id) {
        return Err(Error::Changed);
    }
    let again = request::ActiveModel {
        state: Set(RequestState::Submitted),
        device_id: Set(None),
        decided_at: Set(None),
        decided_by: Set(None),
        pickup_code: Set(None),
        promised_until: Set(None),
        turn_since: Set(Some(by.at)),
        exchange_of: Set(Some(handover.id)),
        ..Default::default()
    };
    let event = Event::of(EventKind::ExchangeOpened).with("handover", handover.id.0);
    Ok(journal::change(txn, by, &request, again, event).await?)
}

/// Tells the prescriber, and the person where they want e-mail; a letter or a call they need not wait for: they stand
/// at the counter.
pub async fn announce(
    app: &App,
    txn: &impl ConnectionTrait,
    request: &request::Model,
    known: Option<&Identity>,
) -> Result<(), Error> {
    let place = place_of(txn, request.pickup_site_id).await?;
    let reference = request_reference(request.id);
    let now = app.clock.now();
    let kind = OutboxKind::ExchangeOpened;
    let about = |words: Words, key| {
        words
            .with("reference", reference.as_str())
            .with("site", place.site.name.as_str())
            .with("phone", place.phone.as_str())
            .say(key)
    };
    if let Some(account) = speaks_for(txn, request).await? {
        let words = Words::new(language(account.language));
        let paragraphs = [
            words.say("exchange-letter-greeting"),
            about(words, "exchange-letter-prescriber"),
            about(words, "exchange-letter-prescriber-next"),
        ];
        let address = format!("{}/requests/{}", app.config.base_url, request.id.0);
        let label = words.say("exchange-letter-link");
        let link = Some((label.as_str(), address.as_str()));
        let subject = about(words, "exchange-letter-subject");
        let letter = mail::compose(words, &account.email, &subject, &paragraphs, link)?;
        mail::queue(txn, &app.keys, kind, false, &letter, now).await?;
    }
    if let Some(known) = known
        && known.reached_by() == Channel::Email
    {
        let words = Words::new(known.language);
        let paragraphs = [
            words.say("exchange-letter-greeting"),
            about(words, "exchange-letter-person"),
            about(words, "exchange-letter-person-next"),
            about(words, "exchange-letter-call"),
        ];
        let subject = about(words, "exchange-letter-subject");
        let letter = mail::compose(words, &known.email, &subject, &paragraphs, None)?;
        mail::queue(txn, &app.keys, kind, false, &letter, now).await?;
    }
    Ok(())
}
