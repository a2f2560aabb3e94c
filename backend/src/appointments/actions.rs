//! Booking, moving, cancelling, and what ends an appointment by itself. Lock order everywhere: the place's agenda, then
//! the request, then the counter of the hour.
use super::{
    queries,
    rules::{self, NoBooking, NoSlot, Window},
    tell::{News, tell, tell_person},
};
use crate::{
    app::App,
    auth::Signed,
    journal::{self, By, Event, EventKind},
    recipients::identity,
    web::Error,
};
use anyhow::Context;
use chrono::NaiveDate;
use entities::{
    appointment::{self, AppointmentState, CancelReason},
    appointment_notice::{self, NoticeAbout},
    opening_slot::OpeningSlotId,
    pickup_agenda,
    pickup_slot::{self, PickupSlotId},
    recipient::{self, Channel},
    request,
    site::SiteId,
};
use sea_orm::{
    ActiveEnum, ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, SqlErr,
    sea_query::{Expr, OnConflict},
};

/// Why something of an appointment cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NoBooking(NoBooking),
    NoSlot(NoSlot),
    /// Somebody took the last place a moment before.
    Full,
    /// It is the hour the appointment has already.
    SameHour,
    /// There is none, or it ended.
    NoAppointment,
    /// It has not begun: nobody is late for it.
    NotBegun,
}

/// A refusal to say on the page, or an error.
#[derive(Debug)]
pub enum Failure {
    Refused(Refusal),
    Error(Error),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

/// Makes whoever else books or closes at this place wait until this is written.
pub(super) async fn hold_agenda(txn: &impl ConnectionTrait, site: SiteId) -> Result<(), DbErr> {
    pickup_agenda::Entity::insert(pickup_agenda::ActiveModel {
        site_id: Set(site),
        changes: Set(0),
    })
    .on_conflict(
        OnConflict::column(pickup_agenda::Column::SiteId)
            .do_nothing_on([pickup_agenda::Column::SiteId])
            .to_owned(),
    )
    .exec_without_returning(txn)
    .await?;
    pickup_agenda::Entity::update_many()
        .col_expr(
            pickup_agenda::Column::Changes,
            Expr::col(pickup_agenda::Column::Changes).add(1),
        )
        .filter(pickup_agenda::COLUMN.site_id.eq(site))
        .exec(txn)
        .await?;
    Ok(())
}

/// Takes one of the places of an hour, whoever comes at once; nothing when none is left.
async fn take(
    txn: &impl ConnectionTrait,
    site: SiteId,
    window: Window,
    capacity: i32,
) -> Result<Option<PickupSlotId>, DbErr> {
    let hour = [pickup_slot::Column::SiteId, pickup_slot::Column::StartsAt];
    pickup_slot::Entity::insert(pickup_slot::ActiveModel {
        site_id: Set(site),
        starts_at: Set(window.starts_at),
        capacity: Set(capacity),
        taken: Set(0),
        ..Default::default()
    })
    .on_conflict(OnConflict::columns(hour).do_nothing_on(hour).to_owned())
    .exec_without_returning(txn)
    .await?;
    let taken = pickup_slot::Entity::update_many()
        .col_expr(
            pickup_slot::Column::Taken,
            Expr::col(pickup_slot::Column::Taken).add(1),
        )
        .col_expr(pickup_slot::Column::Capacity, Expr::value(capacity))
        .filter(pickup_slot::COLUMN.site_id.eq(site))
        .filter(pickup_slot::COLUMN.starts_at.eq(window.starts_at))
        .filter(pickup_slot::COLUMN.taken.lt(capacity))
        .exec_with_returning(txn)
        .await?
        .pop();
    Ok(taken.map(|slot| slot.id))
}

/// What somebody chose: an hour of the week, and a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    pub opening: OpeningSlotId,
    pub day: NaiveDate,
}

/// Books an appointment for a request, or moves the one it has, and tells the prescriber and the person.
pub async fn book(
    app: &App,
    txn: &impl ConnectionTrait,
    by: &Signed,
    request: &request::Model,
    choice: Choice,
) -> Result<appointment::Model, Failure> {
    let now = app.clock.now();
    let at = by.at(now);
    hold_agenda(txn, request.pickup_site_id).await?;
    let site = queries::site_of(txn, request.pickup_site_id).await?;
    let device = queries::device_of(txn, request).await?;
    let phone = queries::phone_of(txn, &site).await?;
    rules::may_book(
        request.state,
        device.map(|(stage, _)| stage),
        site.closed_at.is_none() && site.is_pickup,
        phone.is_some(),
    )
    .map_err(Refusal::NoBooking)?;
    let opening = queries::opening(txn, site.id, choice.opening)
        .await?
        .ok_or(Refusal::NoSlot(NoSlot::NotThen))?;
    let closures = queries::closures(txn, site.id, choice.day).await?;
    let window = rules::window(&opening, choice.day, &closures, now).map_err(Refusal::NoSlot)?;
    let earlier = queries::live(txn, request.id).await?;
    if earlier
        .as_ref()
        .is_some_and(|earlier| earlier.starts_at == window.starts_at)
    {
        return Err(Refusal::SameHour.into());
    }
    let moves = earlier.as_ref().is_some_and(|one| one.starts_at > now);
    let (kind, news, was) = if moves {
        (
            EventKind::AppointmentMoved,
            News::Moved,
            AppointmentState::Moved,
        )
    } else {
        (
            EventKind::AppointmentBooked,
            News::Booked,
            AppointmentState::Missed,
        )
    };
    let mut request = request.clone();
    if earlier.is_some() && !moves {
        // Its hour has come and nobody said anything: whoever books another says that it was missed.
        let missed = Event::of(EventKind::AppointmentMissed);
        request = note(txn, at, &request, missed).await?;
    }
    let event = Event::of(kind).with("day", choice.day.to_string());
    let request = note(txn, at, &request, event).await?;
    if let Some(earlier) = &earlier {
        finish(txn, at, earlier, was, None).await?;
    }
    let slot = take(txn, site.id, window, opening.capacity)
        .await?
        .ok_or(Refusal::Full)?;
    let row = appointment::ActiveModel {
        request_id: Set(request.id),
        site_id: Set(site.id),
        slot_id: Set(slot),
        on_day: Set(choice.day),
        starts_at: Set(window.starts_at),
        ends_at: Set(window.ends_at),
        state: Set(AppointmentState::Booked),
        channel: Set(channel_of(app, txn, &request).await?),
        booked_by: Set(by.membership_id),
        booked_at: Set(now),
        ..Default::default()
    };
    let appointment = match row.insert(txn).await {
        Ok(appointment) => appointment,
        // The one unique key here: one live appointment for each request.
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            return Err(Error::Changed.into());
        }
        Err(error) => return Err(error.into()),
    };
    tell(app, txn, &request, &appointment, news).await?;
    Ok(appointment)
}

/// How the person of a request is told: as they want, if it is known.
async fn channel_of(
    app: &App,
    txn: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Channel, Error> {
    let recipient = recipient::Entity::find_by_id(request.recipient_id)
        .one(txn)
        .await?
        .context("a request is for a recipient")?;
    let known = identity::open(&app.keys, &recipient)?;
    Ok(known.map_or(Channel::Letter, |known| known.reached_by()))
}

/// Cancels the appointment of a request, and tells the prescriber and the person.
pub async fn cancel(
    app: &App,
    txn: &impl ConnectionTrait,
    by: &Signed,
    request: &request::Model,
    reason: CancelReason,
) -> Result<(), Failure> {
    let live = queries::live(txn, request.id)
        .await?
        .ok_or(Refusal::NoAppointment)?;
    call_off(app, txn, by.at(app.clock.now()), request, &live, reason).await?;
    Ok(())
}

/// Ends a live appointment with a reason, and tells of it; gives the request as it is then.
pub(super) async fn call_off(
    app: &App,
    txn: &impl ConnectionTrait,
    at: By,
    request: &request::Model,
    live: &appointment::Model,
    reason: CancelReason,
) -> Result<request::Model, Error> {
    let event = Event::of(EventKind::AppointmentCancelled).with("reason", reason.to_value());
    let request = note(txn, at, request, event).await?;
    let ended = finish(txn, at, live, AppointmentState::Cancelled, Some(reason)).await?;
    // Of what is over, nobody is told not to come.
    if live.starts_at > at.at {
        tell(app, txn, &request, &ended, News::Cancelled(reason)).await?;
    }
    Ok(request)
}

/// The device of a request is promised no more: nobody is expected for it. Gives the request as it is then.
pub async fn end_for_request(
    app: &App,
    txn: &impl ConnectionTrait,
    at: By,
    request: &request::Model,
) -> Result<request::Model, Error> {
    match queries::live(txn, request.id).await? {
        Some(live) => {
            let reason = CancelReason::RequestEnded;
            call_off(app, txn, at, request, &live, reason).await
        }
        None => Ok(request.clone()),
    }
}

/// The device of a request is being handed over: its appointment was held. Gives the request as it is then.
pub async fn held(
    txn: &impl ConnectionTrait,
    at: By,
    request: &request::Model,
) -> Result<request::Model, Error> {
    let Some(live) = queries::live(txn, request.id).await? else {
        return Ok(request.clone());
    };
    let request = note(txn, at, request, Event::of(EventKind::AppointmentHeld)).await?;
    finish(txn, at, &live, AppointmentState::Held, None).await?;
    Ok(request)
}

/// Nobody came: the clerk says so once the hour has begun, and the prescriber is told.
pub async fn miss(
    app: &App,
    txn: &impl ConnectionTrait,
    by: &Signed,
    appointment: &appointment::Model,
) -> Result<(), Failure> {
    if appointment.state != AppointmentState::Booked {
        return Err(Refusal::NoAppointment.into());
    }
    let now = app.clock.now();
    if now < appointment.starts_at {
        return Err(Refusal::NotBegun.into());
    }
    let request = request::Entity::find_by_id(appointment.request_id)
        .one(txn)
        .await?
        .context("an appointment is for a request")?;
    let at = by.at(now);
    let request = note(txn, at, &request, Event::of(EventKind::AppointmentMissed)).await?;
    let ended = finish(txn, at, appointment, AppointmentState::Missed, None).await?;
    tell(app, txn, &request, &ended, News::Missed).await?;
    Ok(())
}

/// Records on a request's chain what happened to its appointment.
async fn note(
    txn: &impl ConnectionTrait,
    at: By,
    request: &request::Model,
    event: Event,
) -> Result<request::Model, Error> {
    Ok(journal::record(txn, at, request, event).await?)
}

/// Ends an appointment, once; its place is free again unless somebody was expected there in vain, or came.
async fn finish(
    txn: &impl ConnectionTrait,
    at: By,
    live: &appointment::Model,
    state: AppointmentState,
    reason: Option<CancelReason>,
) -> Result<appointment::Model, Error> {
    let frees = match state {
        AppointmentState::Moved | AppointmentState::Cancelled => true,
        AppointmentState::Booked | AppointmentState::Held | AppointmentState::Missed => false,
    };
    if frees {
        pickup_slot::Entity::update_many()
            .col_expr(
                pickup_slot::Column::Taken,
                Expr::col(pickup_slot::Column::Taken).sub(1),
            )
            .filter(pickup_slot::COLUMN.id.eq(live.slot_id))
            .exec(txn)
            .await?;
    }
    appointment::Entity::update_many()
        .set(appointment::ActiveModel {
            state: Set(state),
            reason: Set(reason),
            ended_by: Set(at.actor),
            ended_at: Set(Some(at.at)),
            ..Default::default()
        })
        .filter(appointment::COLUMN.id.eq(live.id))
        .filter(appointment::COLUMN.state.eq(AppointmentState::Booked))
        .exec_with_returning(txn)
        .await?
        .pop()
        .ok_or(Error::Changed)
}

/// The person of a request is told otherwise from now on: what nobody has told them yet is told so.
pub async fn follow_channel(
    app: &App,
    txn: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<(), Error> {
    let Some(live) = queries::live(txn, request.id).await? else {
        return Ok(());
    };
    let channel = channel_of(app, txn, request).await?;
    appointment::Entity::update_many()
        .set(appointment::ActiveModel {
            channel: Set(channel),
            ..Default::default()
        })
        .filter(appointment::COLUMN.id.eq(live.id))
        .exec(txn)
        .await?;
    let untold = appointment_notice::Entity::find()
        .filter(appointment_notice::COLUMN.appointment_id.eq(live.id))
        .filter(appointment_notice::COLUMN.done_at.is_null())
        .all(txn)
        .await?;
    for notice in untold {
        let news = match notice.about {
            NoticeAbout::Booked => News::Booked,
            NoticeAbout::Moved => News::Moved,
            NoticeAbout::Reminder => News::Reminder,
            // A live appointment is not cancelled.
            NoticeAbout::Cancelled => continue,
        };
        let gone = appointment_notice::Entity::delete_many()
            .filter(appointment_notice::COLUMN.id.eq(notice.id))
            .filter(appointment_notice::COLUMN.done_at.is_null())
            .exec(txn)
            .await?;
        if gone.rows_affected == 1 {
            tell_person(app, txn, request, &live, news).await?;
        }
    }
    Ok(())
}
