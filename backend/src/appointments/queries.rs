//! What is read of openings, closures, appointments, and of who may know of them.
use super::rules::{self, Free};
use crate::{
    auth::{Signed, territory},
    recipients::limits,
    web::Error,
};
use anyhow::Context;
use chrono::{DateTime, Days, NaiveDate, Utc};
use entities::{
    appointment::{self, AppointmentId, AppointmentState},
    device::{self, Stage},
    membership::Role,
    opening_slot::{self, OpeningSlotId},
    organisation, pickup_slot,
    request::{self, RequestId},
    site::{self, SiteId},
    site_closure,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use std::collections::BTreeMap;

/// A pick-up point whose hours this person keeps: the clerk's own, or one of the territory for coordination.
pub async fn kept_site(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<site::Model, Error> {
    let site = site::Entity::find_by_id(SiteId(id))
        .filter(site::COLUMN.is_pickup.eq(true))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let theirs = if by.role == Role::Coordinator {
        territory::covers(by, site.epci_code.as_deref())
    } else {
        by.site_id == Some(site.id)
    };
    if theirs {
        Ok(site)
    } else {
        Err(Error::NotFound)
    }
}

/// A request whose appointment this person keeps: of the prescriber's own organisation, or to be fetched at the
/// clerk's own site. To anybody else it is not there.
pub async fn kept_request(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<request::Model, Error> {
    let request = request::Entity::find_by_id(RequestId(id))
        .one(db)
        .await?
        .filter(|request| keeps(by, request.organisation_id, request.pickup_site_id))
        .ok_or(Error::NotFound)?;
    limits::refuse_by_id(db, request.recipient_id).await?;
    Ok(request)
}

/// Whether what is sent from this organisation and fetched at this site is this person's to follow.
fn keeps(by: &Signed, organisation: organisation::OrganisationId, site: SiteId) -> bool {
    if by.role == Role::Clerk {
        by.site_id == Some(site)
    } else {
        by.organisation_id == organisation
    }
}

/// The same as a condition on the requests of a query.
#[must_use]
pub fn kept_requests(by: &Signed) -> Condition {
    let theirs = if by.role == Role::Clerk {
        // Who works at no site in particular keeps nobody's.
        by.site_id.map_or_else(
            || request::Column::Id.is_null(),
            |site| request::COLUMN.pickup_site_id.eq(site),
        )
    } else {
        request::COLUMN.organisation_id.eq(by.organisation_id)
    };
    Condition::all().add(theirs)
}

pub async fn site_of(db: &impl ConnectionTrait, id: SiteId) -> Result<site::Model, Error> {
    let site = site::Entity::find_by_id(id).one(db).await?;
    Ok(site.context("a request names its pick-up point")?)
}

/// The one number to call about a place: its own, or its organisation's.
pub async fn phone_of(
    db: &impl ConnectionTrait,
    site: &site::Model,
) -> Result<Option<String>, DbErr> {
    if site.phone.is_some() {
        return Ok(site.phone.clone());
    }
    let organisation = organisation::Entity::find_by_id(site.organisation_id)
        .one(db)
        .await?;
    Ok(organisation.and_then(|organisation| organisation.phone))
}

/// The hours of the week at which a place receives people, in their order.
pub async fn openings(
    db: &impl ConnectionTrait,
    site: SiteId,
) -> Result<Vec<opening_slot::Model>, DbErr> {
    opening_slot::Entity::find()
        .filter(opening_slot::COLUMN.site_id.eq(site))
        .filter(opening_slot::COLUMN.ended_at.is_null())
        .order_by_asc(opening_slot::COLUMN.weekday)
        .order_by_asc(opening_slot::COLUMN.from_minute)
        .all(db)
        .await
}

pub async fn opening(
    db: &impl ConnectionTrait,
    site: SiteId,
    id: OpeningSlotId,
) -> Result<Option<opening_slot::Model>, DbErr> {
    opening_slot::Entity::find_by_id(id)
        .filter(opening_slot::COLUMN.site_id.eq(site))
        .one(db)
        .await
}

/// The closures of a place that last until this day or longer.
pub async fn closures(
    db: &impl ConnectionTrait,
    site: SiteId,
    from: NaiveDate,
) -> Result<Vec<site_closure::Model>, DbErr> {
    site_closure::Entity::find()
        .filter(site_closure::COLUMN.site_id.eq(site))
        .filter(site_closure::COLUMN.ended_at.is_null())
        .filter(site_closure::COLUMN.to_on.gte(from))
        .order_by_asc(site_closure::COLUMN.from_on)
        .order_by_asc(site_closure::COLUMN.id)
        .all(db)
        .await
}

/// The next free places of a site, from a day on.
pub async fn free(
    db: &impl ConnectionTrait,
    site: SiteId,
    from: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<Free>, DbErr> {
    let from = from.max(rules::day_of(now));
    let openings = openings(db, site).await?;
    let closures = closures(db, site, from).await?;
    let first = rules::moment(from, 0).unwrap_or(now);
    // A day more than is looked at: the last one ends in another offset of the clocks.
    let last = first + Days::new(rules::HORIZON + 1);
    let taken: BTreeMap<DateTime<Utc>, i32> = pickup_slot::Entity::find()
        .filter(pickup_slot::COLUMN.site_id.eq(site))
        .filter(pickup_slot::COLUMN.starts_at.gte(first))
        .filter(pickup_slot::COLUMN.starts_at.lte(last))
        .all(db)
        .await?
        .into_iter()
        .map(|slot| (slot.starts_at, slot.taken))
        .collect();
    Ok(rules::free(&openings, &closures, &taken, from, now))
}

/// The appointment of a request that is to come, if there is one.
pub async fn live(
    db: &impl ConnectionTrait,
    request: RequestId,
) -> Result<Option<appointment::Model>, DbErr> {
    appointment::Entity::find()
        .filter(appointment::COLUMN.request_id.eq(request))
        .filter(appointment::COLUMN.state.eq(AppointmentState::Booked))
        .one(db)
        .await
}

/// Every appointment of a request, latest first.
pub async fn of_request(
    db: &impl ConnectionTrait,
    request: RequestId,
) -> Result<Vec<appointment::Model>, DbErr> {
    appointment::Entity::find()
        .filter(appointment::COLUMN.request_id.eq(request))
        .order_by_desc(appointment::COLUMN.id)
        .all(db)
        .await
}

/// Who is expected at a place on these days, in the order of their requests.
pub async fn expected(
    db: &impl ConnectionTrait,
    site: SiteId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<appointment::Model>, DbErr> {
    appointment::Entity::find()
        .filter(appointment::COLUMN.site_id.eq(site))
        .filter(appointment::COLUMN.on_day.gte(from))
        .filter(appointment::COLUMN.on_day.lte(to))
        .filter(appointment::COLUMN.state.eq(AppointmentState::Booked))
        .order_by_asc(appointment::COLUMN.request_id)
        .all(db)
        .await
}

/// Days whose appointments the clerk may still have to say something about.
const LOOKED_BACK: u64 = 30;
/// Days to come on the clerk's page.
pub const LOOKED_AHEAD: u64 = 14;

/// The appointments of a place around a day, in the order of time: those of the days before that nobody said anything
/// about, those of the day and of the next.
pub async fn around(
    db: &impl ConnectionTrait,
    site: SiteId,
    today: NaiveDate,
) -> Result<Vec<appointment::Model>, DbErr> {
    let coming = Condition::all()
        .add(appointment::COLUMN.on_day.gte(today))
        .add(appointment::COLUMN.state.is_in([
            AppointmentState::Booked,
            AppointmentState::Held,
            AppointmentState::Missed,
        ]));
    let unsaid = Condition::all()
        .add(appointment::COLUMN.on_day.lt(today))
        .add(appointment::COLUMN.state.eq(AppointmentState::Booked));
    appointment::Entity::find()
        .filter(appointment::COLUMN.site_id.eq(site))
        .filter(
            appointment::COLUMN
                .on_day
                .gte(today - Days::new(LOOKED_BACK)),
        )
        .filter(
            appointment::COLUMN
                .on_day
                .lte(today + Days::new(LOOKED_AHEAD)),
        )
        .filter(Condition::any().add(coming).add(unsaid))
        .order_by_asc(appointment::COLUMN.starts_at)
        .order_by_asc(appointment::COLUMN.id)
        .all(db)
        .await
}

/// An appointment at this site; any other is not there.
pub async fn at_site(
    db: &impl ConnectionTrait,
    site: SiteId,
    id: i32,
) -> Result<appointment::Model, Error> {
    appointment::Entity::find_by_id(AppointmentId(id))
        .filter(appointment::COLUMN.site_id.eq(site))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// The requests of these appointments.
pub async fn requests(
    db: &impl ConnectionTrait,
    appointments: &[appointment::Model],
) -> Result<BTreeMap<RequestId, request::Model>, DbErr> {
    let rows = request::Entity::find()
        .filter(
            request::COLUMN
                .id
                .is_in(appointments.iter().map(|one| one.request_id)),
        )
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The stage of the device of a request, and whether it is at the request's pick-up point.
pub async fn device_of(
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Option<(Stage, bool)>, DbErr> {
    let Some(id) = request.device_id else {
        return Ok(None);
    };
    let device = device::Entity::find_by_id(id).one(db).await?;
    Ok(device.map(|device| {
        let here = device.site_id == Some(request.pickup_site_id);
        (device.stage, here)
    }))
}

/// How many appointments a turn of reminders reads at a time.
const PAGE: u64 = 100;
/// The longest lead and the holidays in it, in days.
const LONGEST_LEAD: u64 = 21;

/// The appointments somebody may have to be reminded of, in order, after this one.
pub async fn to_remind(
    db: &impl ConnectionTrait,
    today: NaiveDate,
    after: AppointmentId,
) -> Result<Vec<appointment::Model>, DbErr> {
    appointment::Entity::find()
        .filter(appointment::COLUMN.state.eq(AppointmentState::Booked))
        .filter(appointment::COLUMN.on_day.gt(today))
        .filter(
            appointment::COLUMN
                .on_day
                .lte(today + Days::new(LONGEST_LEAD)),
        )
        .filter(appointment::COLUMN.reminded_at.is_null())
        .filter(appointment::COLUMN.id.gt(after))
        .order_by_asc(appointment::COLUMN.id)
        .limit(PAGE)
        .all(db)
        .await
}

/// How many people are expected at a clerk's place on a day.
pub async fn count_on(
    db: &impl ConnectionTrait,
    by: &Signed,
    day: NaiveDate,
) -> Result<u64, DbErr> {
    let Some(site) = by.site_id else {
        return Ok(0);
    };
    appointment::Entity::find()
        .filter(appointment::COLUMN.site_id.eq(site))
        .filter(appointment::COLUMN.on_day.eq(day))
        .filter(appointment::COLUMN.state.eq(AppointmentState::Booked))
        .count(db)
        .await
}
