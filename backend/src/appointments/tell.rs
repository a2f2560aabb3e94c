//! Who is told what of an appointment, in the transaction that calls for it: the prescriber by message; the person by
//! e-mail, or by a letter or a call that somebody is asked for.
use super::say::{self, Place};
use crate::{
    app::App,
    auth::language,
    mail::{self, Attachment},
    recipients::identity::{self, Identity, request_reference},
    training::queries::{sites, speaks_for},
    web::{Error, Words},
};
use anyhow::Context;
use entities::{
    appointment::{self, CancelReason},
    appointment_notice::{self, NoticeAbout},
    organisation,
    outbox::OutboxKind,
    recipient::{self, Channel},
    request,
    site::{self, SiteId},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter,
};
use std::collections::BTreeMap;

/// What happened that people have to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    Booked,
    Moved,
    Reminder,
    Cancelled(CancelReason),
    Missed,
}

impl News {
    fn kind(self) -> OutboxKind {
        match self {
            Self::Booked | Self::Moved => OutboxKind::AppointmentBooked,
            Self::Reminder => OutboxKind::AppointmentReminder,
            Self::Cancelled(_) => OutboxKind::AppointmentCancelled,
            Self::Missed => OutboxKind::AppointmentMissed,
        }
    }

    /// What the person is told; who did not come is spoken to by their prescriber.
    fn about(self) -> Option<NoticeAbout> {
        match self {
            Self::Booked => Some(NoticeAbout::Booked),
            Self::Moved => Some(NoticeAbout::Moved),
            Self::Reminder => Some(NoticeAbout::Reminder),
            Self::Cancelled(_) => Some(NoticeAbout::Cancelled),
            Self::Missed => None,
        }
    }
}

/// Tells the prescriber and the person.
pub async fn tell(
    app: &App,
    txn: &impl ConnectionTrait,
    request: &request::Model,
    appointment: &appointment::Model,
    news: News,
) -> Result<(), Error> {
    tell_prescriber(app, txn, request, appointment, news).await?;
    tell_person(app, txn, request, appointment, news).await
}

/// These places, each with the number to call there.
pub async fn places_of(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = SiteId>,
) -> Result<BTreeMap<SiteId, Place>, DbErr> {
    let sites = sites(db, ids).await?;
    let without_phone = sites.values().filter(|site| site.phone.is_none());
    let organisations: BTreeMap<_, _> = organisation::Entity::find()
        .filter(
            organisation::COLUMN
                .id
                .is_in(without_phone.map(|site| site.organisation_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.phone))
        .collect();
    let place = |(id, site): (SiteId, site::Model)| {
        let of_organisation = organisations.get(&site.organisation_id).cloned().flatten();
        let phone = site.phone.clone().or(of_organisation).unwrap_or_default();
        (id, Place { site, phone })
    };
    Ok(sites.into_iter().map(place).collect())
}

pub async fn place_of(db: &impl ConnectionTrait, id: SiteId) -> Result<Place, Error> {
    let mut one = places_of(db, [id]).await?;
    Ok(one
        .remove(&id)
        .context("a request names its pick-up point")?)
}

/// The message to who speaks for the person; it names a request by its reference, nobody (law 9).
async fn tell_prescriber(
    app: &App,
    txn: &impl ConnectionTrait,
    request: &request::Model,
    appointment: &appointment::Model,
    news: News,
) -> Result<(), Error> {
    let Some(account) = speaks_for(txn, request).await? else {
        return Ok(());
    };
    let place = place_of(txn, appointment.site_id).await?;
    let words = Words::new(language(account.language));
    let reference = request_reference(request.id);
    let date = words.weekday_time(appointment.starts_at);
    let about = || {
        words
            .with("reference", reference.as_str())
            .with("date", date.as_str())
            .with("site", place.site.name.as_str())
            .with("city", place.site.city.as_str())
    };
    let (subject, sentence, next) = say::to_prescriber_keys(news);
    let mut paragraphs = vec![
        words.say("appointment-letter-greeting"),
        about().say(sentence),
    ];
    if let News::Cancelled(reason) = news {
        paragraphs.push(
            words
                .with("reason", words.say(say::reason_key(reason)))
                .say("appointment-letter-reason"),
        );
    }
    if news.about().is_some()
        && let Some(known) = person(app, txn, request).await?
    {
        paragraphs.push(words.say(match known.reached_by() {
            Channel::Email => "appointment-letter-by-email",
            Channel::Letter => "appointment-letter-by-letter",
            Channel::Call => "appointment-letter-by-call",
        }));
    }
    paragraphs.extend(next.map(|key| words.say(key)));
    paragraphs.push(
        words
            .with("phone", place.phone.as_str())
            .say("appointment-letter-phone"),
    );
    let address = format!(
        "{}/requests/{}/appointment",
        app.config.base_url, request.id.0
    );
    let label = words.say("appointment-letter-link");
    let link = Some((label.as_str(), address.as_str()));
    let subject = about().say(subject);
    let mut message = mail::compose(words, &account.email, &subject, &paragraphs, link)?;
    if news != News::Missed {
        message
            .attachments
            .push(entry(app, words, appointment, &place));
    }
    let now = app.clock.now();
    mail::queue(txn, &app.keys, news.kind(), false, &message, now).await?;
    Ok(())
}

/// Tells the person, in their language and as they want; nobody whose data is limited or gone.
pub(super) async fn tell_person(
    app: &App,
    txn: &impl ConnectionTrait,
    request: &request::Model,
    appointment: &appointment::Model,
    news: News,
) -> Result<(), Error> {
    let (Some(about), Some(known)) = (news.about(), person(app, txn, request).await?) else {
        return Ok(());
    };
    let now = app.clock.now();
    let channel = known.reached_by();
    if channel != Channel::Email {
        appointment_notice::ActiveModel {
            appointment_id: Set(appointment.id),
            about: Set(about),
            channel: Set(channel),
            created_at: Set(now),
            ..Default::default()
        }
        .insert(txn)
        .await?;
        return Ok(());
    }
    let place = place_of(txn, appointment.site_id).await?;
    let words = Words::new(known.language);
    let said = say::to_person(words, about, request, appointment, &place);
    let mut paragraphs = vec![words.say("appointment-letter-greeting"), said.action];
    if about != NoticeAbout::Cancelled {
        paragraphs.push(said.place);
    }
    paragraphs.extend(said.bring);
    paragraphs.push(said.call);
    let mut message = mail::compose(words, &known.email, &said.title, &paragraphs, None)?;
    message
        .attachments
        .push(entry(app, words, appointment, &place));
    mail::queue(txn, &app.keys, news.kind(), false, &message, now).await?;
    Ok(())
}

/// What is known of the person of a request, unless they have their data limited or were forgotten.
async fn person(
    app: &App,
    txn: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Option<Identity>, Error> {
    let recipient = recipient::Entity::find_by_id(request.recipient_id)
        .one(txn)
        .await?
        .context("a request is for a recipient")?;
    Ok(identity::open(&app.keys, &recipient)?)
}

/// The file a calendar reads.
fn entry(app: &App, words: Words, appointment: &appointment::Model, place: &Place) -> Attachment {
    Attachment {
        name: "rendez-vous.ics".to_owned(),
        media_type: "text/calendar; charset=utf-8".to_owned(),
        content: say::calendar(words, &app.config.base_url, appointment, place),
    }
}
