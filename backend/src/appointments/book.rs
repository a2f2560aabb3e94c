//! `GET|POST /requests/{id}/appointment`: an hour among the next free ones is booked, or the appointment moved to it.
//! `…/cancel` cancels it, `…/calendar` is it as a file, `…/contact` says how the person is told.
use super::{
    actions::{self, Failure, Refusal},
    queries,
    rules::{Free, day_of, may_book},
    say,
    tell::place_of,
};
use crate::{
    app::App,
    auth::{Allowed, Signed, is_email, permissions::BookAppointments},
    recipients::{
        access,
        contact::{self, Contact, channels},
        identity::{self, request_reference},
    },
    web::{self, Choice, Error, FormErrors, Lang, Shell, Words},
};
use anyhow::Context;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use entities::{
    access_log::AccessAct,
    appointment::{self, CancelReason},
    membership::Role,
    opening_slot::OpeningSlotId,
    recipient::{self, Channel},
    request,
};
use sea_orm::{ActiveEnum, EntityTrait};

/// The reasons a person cancels for; the others come by themselves.
const REASONS: [CancelReason; 3] = [
    CancelReason::PersonAsked,
    CancelReason::PersonNotReached,
    CancelReason::DeviceMissing,
];

#[derive(Template)]
#[template(path = "appointments/book.html")]
struct BookPage {
    shell: Shell,
    id: i32,
    reference: String,
    place: String,
    phone: String,
    /// The device is at the pick-up point already.
    here: bool,
    /// When the live appointment is.
    live: Option<String>,
    refusal: Option<&'static str>,
    /// Why nothing can be booked at all.
    no_booking: Option<&'static str>,
    slots: Vec<Choice>,
    slot: String,
    from: String,
    reasons: Vec<Choice>,
    history: Vec<Past>,
    contact: Option<ContactForm>,
    channels: Vec<Choice>,
    languages: Vec<Choice>,
    errors: FormErrors,
    /// Where this person came from: the request, or the counter.
    back: (String, &'static str),
}

/// An appointment that is over.
struct Past {
    when: String,
    state: &'static str,
    tone: &'static str,
    icon: &'static str,
    reason: Option<&'static str>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Earliest {
    from: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct BookForm {
    write_id: String,
    /// An opening and a day: `12:2026-05-05`.
    slot: String,
    from: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct CancelForm {
    write_id: String,
    reason: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ContactForm {
    write_id: String,
    channel: String,
    phone: String,
    email: String,
    language: String,
}

/// What was just tried and did not go through.
#[derive(Default)]
struct Attempt {
    refusal: Option<Refusal>,
    errors: FormErrors,
    slot: String,
    from: String,
    contact: Option<ContactForm>,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<BookAppointments>,
    Path(id): Path<i32>,
    Query(earliest): Query<Earliest>,
) -> Result<Response, Error> {
    let attempt = Attempt {
        from: earliest.from,
        ..Attempt::default()
    };
    render(&app, &by, id, attempt).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<BookAppointments>,
    Path(id): Path<i32>,
    Form(form): Form<BookForm>,
) -> Result<Response, Error> {
    let Some(choice) = chosen(&form.slot) else {
        let mut errors = FormErrors::default();
        errors.add("slot", "appointment-slot-missing");
        let attempt = Attempt {
            errors,
            from: form.from,
            ..Attempt::default()
        };
        return render(&app, &by, id, attempt).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let request = queries::kept_request(&*write, &by, id).await?;
    match actions::book(&app, &*write, &by, &request, choice).await {
        Ok(_) => {
            let to = format!("/requests/{id}/appointment?done=appointment-booked");
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let attempt = Attempt {
                refusal: Some(refusal),
                slot: form.slot,
                from: form.from,
                ..Attempt::default()
            };
            render(&app, &by, id, attempt).await
        }
        Err(Failure::Error(error)) => Err(error),
    }
}

fn chosen(slot: &str) -> Option<actions::Choice> {
    let (opening, day) = slot.split_once(':')?;
    Some(actions::Choice {
        opening: OpeningSlotId(opening.parse().ok()?),
        day: day.parse().ok()?,
    })
}

pub async fn cancel(
    State(app): State<App>,
    by: Allowed<BookAppointments>,
    Path(id): Path<i32>,
    Form(form): Form<CancelForm>,
) -> Result<Response, Error> {
    let reason = CancelReason::try_from_value(&form.reason)
        .ok()
        .filter(|reason| REASONS.contains(reason));
    let Some(reason) = reason else {
        let mut errors = FormErrors::default();
        errors.add("reason", "appointment-reason-missing");
        let attempt = Attempt {
            errors,
            ..Attempt::default()
        };
        return render(&app, &by, id, attempt).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let request = queries::kept_request(&*write, &by, id).await?;
    match actions::cancel(&app, &*write, &by, &request, reason).await {
        Ok(()) => {
            let to = format!("/requests/{id}/appointment?done=appointment-cancelled");
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let attempt = Attempt {
                refusal: Some(refusal),
                ..Attempt::default()
            };
            render(&app, &by, id, attempt).await
        }
        Err(Failure::Error(error)) => Err(error),
    }
}

/// The live appointment, as a calendar reads it.
pub async fn calendar(
    State(app): State<App>,
    by: Allowed<BookAppointments>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let request = queries::kept_request(&app.db, &by, id).await?;
    let live = queries::live(&app.db, request.id)
        .await?
        .ok_or(Error::NotFound)?;
    let place = place_of(&app.db, live.site_id).await?;
    let text = say::calendar(by.words(), &app.config.base_url, &live, &place);
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"rendez-vous.ics\"",
        ),
    ];
    Ok((headers, text).into_response())
}

/// The prescriber says how the person is told; what nobody told them yet is told so.
pub async fn set_contact(
    State(app): State<App>,
    by: Allowed<BookAppointments>,
    Path(id): Path<i32>,
    Form(form): Form<ContactForm>,
) -> Result<Response, Error> {
    let request = queries::kept_request(&app.db, &by, id).await?;
    if by.role != Role::Prescriber {
        return Err(Error::NotFound);
    }
    let contact = match form.parse() {
        Ok(contact) => contact,
        Err(errors) => {
            let attempt = Attempt {
                errors,
                contact: Some(form),
                ..Attempt::default()
            };
            return render(&app, &by, id, attempt).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let recipient = recipient::Entity::find_by_id(request.recipient_id)
        .one(&*write)
        .await?
        .context("a request is for a recipient")?;
    let now = app.clock.now();
    contact::change(&*write, &app.keys, &by, &recipient, contact, now).await?;
    actions::follow_channel(&app, &*write, &request).await?;
    let to = format!("/requests/{id}/appointment?done=contact-saved");
    Ok(write.answer(to).await?.into_response())
}

/// More is no number and no address.
const LONGEST: usize = 200;

impl ContactForm {
    fn of(known: &identity::Identity) -> Self {
        Self {
            write_id: String::new(),
            channel: known.channel.to_value(),
            phone: known.phone.clone(),
            email: known.email.clone(),
            language: known.language.as_str().to_owned(),
        }
    }

    fn parse(&self) -> Result<Contact, FormErrors> {
        let mut errors = FormErrors::default();
        let channel = Channel::try_from_value(&self.channel).ok();
        let language = Lang::from_tag(&self.language);
        let (phone, email) = (self.phone.trim(), self.email.trim());
        if channel.is_none() {
            errors.add("channel", "contact-channel-missing");
        }
        if language.is_none() {
            errors.add("language", "contact-language-missing");
        }
        if phone.chars().count() > LONGEST {
            errors.add("phone", "recipient-too-long");
        }
        if channel == Some(Channel::Call) && phone.is_empty() {
            errors.add("phone", "contact-phone-missing");
        }
        if channel == Some(Channel::Email) && email.is_empty() {
            errors.add("email", "contact-email-missing");
        }
        if !email.is_empty() && !is_email(email) {
            errors.add("email", "request-email-wrong");
        }
        match (channel, language) {
            (Some(channel), Some(language)) if errors.is_empty() => Ok(Contact {
                channel,
                language,
                phone: phone.to_owned(),
                email: email.to_owned(),
            }),
            _ => Err(errors),
        }
    }
}

async fn render(app: &App, by: &Signed, id: i32, attempt: Attempt) -> Result<Response, Error> {
    let request = queries::kept_request(&app.db, by, id).await?;
    let (now, words) = (app.clock.now(), by.words());
    let place = place_of(&app.db, request.pickup_site_id).await?;
    let device = queries::device_of(&app.db, &request).await?;
    let no_booking = may_book(
        request.state,
        device.map(|(stage, _)| stage),
        place.site.closed_at.is_none() && place.site.is_pickup,
        !place.phone.is_empty(),
    )
    .err();
    let mut errors = attempt.errors;
    let from = attempt.from.trim();
    let first: Option<NaiveDate> = from.parse().ok();
    if first.is_none() && !from.is_empty() {
        errors.add("from", "appointment-from-wrong");
    }
    let slots = if no_booking.is_none() {
        let first = first.unwrap_or_else(|| day_of(now));
        queries::free(&app.db, place.site.id, first, now).await?
    } else {
        Vec::new()
    };
    let contact = match attempt.contact {
        Some(typed) => Some(typed),
        None => contact_of(app, by, &request).await?,
    };
    let live = queries::live(&app.db, request.id).await?;
    let all = queries::of_request(&app.db, request.id).await?;
    let status = if attempt.refusal.is_some() {
        StatusCode::CONFLICT
    } else if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = BookPage {
        id: request.id.0,
        reference: request_reference(request.id),
        place: format!("{}, {}", place.site.name, place.site.city),
        phone: place.phone,
        here: device.is_some_and(|(_, here)| here),
        live: live.map(|live| words.weekday_time(live.starts_at)),
        refusal: attempt.refusal.map(say::refusal_key),
        no_booking: no_booking.map(say::no_booking_key),
        slots: slots.iter().map(|free| slot_choice(words, free)).collect(),
        slot: attempt.slot,
        from: from.to_owned(),
        reasons: REASONS
            .into_iter()
            .map(|reason| Choice::new(reason.to_value(), words.say(say::reason_key(reason))))
            .collect(),
        history: all.iter().filter_map(|row| past(words, row)).collect(),
        contact,
        channels: channels(words),
        languages: [Lang::Fr, Lang::En]
            .into_iter()
            .map(|lang| Choice::new(lang.as_str(), lang.name()))
            .collect(),
        errors,
        back: if by.role == Role::Clerk {
            ("/appointments".to_owned(), "appointments-back")
        } else {
            (
                format!("/requests/{}", request.id.0),
                "appointment-back-to-request",
            )
        },
        shell: Shell {
            // The page answers forms sent to other addresses: the language switch comes back here.
            path: format!("/requests/{}/appointment", request.id.0),
            ..by.shell()
        },
    };
    Ok(web::page(status, &page)?)
}

/// How the person is told, for their own prescriber; the look is noted.
async fn contact_of(
    app: &App,
    by: &Signed,
    request: &request::Model,
) -> Result<Option<ContactForm>, Error> {
    if by.role != Role::Prescriber {
        return Ok(None);
    }
    let recipient = recipient::Entity::find_by_id(request.recipient_id)
        .one(&app.db)
        .await?
        .context("a request is for a recipient")?;
    let Some(known) = identity::open(&app.keys, &recipient)? else {
        return Ok(None);
    };
    let write = app.write().await?;
    let now = app.clock.now();
    access::record(&*write, by, [recipient.id], AccessAct::Viewed, now).await?;
    write.commit().await?;
    Ok(Some(ContactForm::of(&known)))
}

fn slot_choice(words: Words, free: &Free) -> Choice {
    let value = format!("{}:{}", free.opening.0, free.day);
    Choice::new(value, words.weekday_time(free.window.starts_at))
        .hint(words.with("left", free.left).say("appointment-left"))
}

fn past(words: Words, row: &appointment::Model) -> Option<Past> {
    row.ended_at?;
    let (tone, icon) = say::state_look(row.state);
    Some(Past {
        when: words.weekday_time(row.starts_at),
        state: say::state_key(row.state),
        tone,
        icon,
        reason: row.reason.map(say::reason_key),
    })
}
