//! A pick-up point's hours and closures: declared, ended; and who has to be moved when days are closed.
use super::{
    actions::{call_off, hold_agenda},
    queries, rules,
};
use crate::{app::App, auth::Signed, web::Error};
use anyhow::Context;
use chrono::NaiveDate;
use entities::{
    appointment::{self, CancelReason},
    opening_slot::{self, OpeningSlotId},
    site::SiteId,
    site_closure::{self, ClosureReason, SiteClosureId},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    SqlErr,
};

/// An hour of the week to be declared.
#[derive(Clone, Copy, Debug)]
pub struct NewOpening {
    pub weekday: i32,
    pub from_minute: i32,
    pub to_minute: i32,
    pub capacity: i32,
}

/// Days to be closed.
#[derive(Clone, Copy, Debug)]
pub struct NewClosure {
    pub from_on: NaiveDate,
    pub to_on: NaiveDate,
    pub reason: ClosureReason,
}

/// Declares an hour; false when the place receives people then already.
pub async fn open(
    app: &App,
    txn: &impl ConnectionTrait,
    by: &Signed,
    site: SiteId,
    new: NewOpening,
) -> Result<bool, Error> {
    hold_agenda(txn, site).await?;
    let there = queries::openings(txn, site).await?;
    let overlaps = there
        .iter()
        .any(|one| rules::overlaps(one, new.weekday, new.from_minute, new.to_minute));
    if overlaps {
        return Ok(false);
    }
    let row = opening_slot::ActiveModel {
        site_id: Set(site),
        weekday: Set(new.weekday),
        from_minute: Set(new.from_minute),
        to_minute: Set(new.to_minute),
        capacity: Set(new.capacity),
        created_by: Set(by.membership_id),
        created_at: Set(app.clock.now()),
        ..Default::default()
    };
    match row.insert(txn).await {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

/// Ends an hour: nothing more is booked at it, and what is booked stays.
pub async fn end_opening(
    app: &App,
    txn: &impl ConnectionTrait,
    by: &Signed,
    site: SiteId,
    id: OpeningSlotId,
) -> Result<(), Error> {
    queries::opening(txn, site, id)
        .await?
        .ok_or(Error::NotFound)?;
    let ended = opening_slot::Entity::update_many()
        .set(opening_slot::ActiveModel {
            ended_by: Set(Some(by.membership_id)),
            ended_at: Set(Some(app.clock.now())),
            ..Default::default()
        })
        .filter(opening_slot::COLUMN.id.eq(id))
        .filter(opening_slot::COLUMN.site_id.eq(site))
        .filter(opening_slot::COLUMN.ended_at.is_null())
        .exec(txn)
        .await?;
    if ended.rows_affected == 0 {
        return Err(Error::Changed);
    }
    Ok(())
}

/// Who is expected on the days to be closed, when they are not those who were shown: nothing is closed then.
pub struct Expected(pub Vec<appointment::Model>);

/// Closes days. Who is expected there was shown first, and is told that the appointment is cancelled: one write.
pub async fn close(
    app: &App,
    txn: &impl ConnectionTrait,
    by: &Signed,
    site: SiteId,
    new: NewClosure,
    shown: &str,
) -> Result<Result<(), Expected>, Error> {
    hold_agenda(txn, site).await?;
    let expected = queries::expected(txn, site, new.from_on, new.to_on).await?;
    if numbers(&expected) != shown {
        return Ok(Err(Expected(expected)));
    }
    let at = by.at(app.clock.now());
    let mut requests = queries::requests(txn, &expected).await?;
    for live in &expected {
        let request = requests
            .remove(&live.request_id)
            .context("an appointment is for a request")?;
        call_off(app, txn, at, &request, live, CancelReason::SiteClosed).await?;
    }
    site_closure::ActiveModel {
        site_id: Set(site),
        from_on: Set(new.from_on),
        to_on: Set(new.to_on),
        reason: Set(new.reason),
        created_by: Set(by.membership_id),
        created_at: Set(at.at),
        ..Default::default()
    }
    .insert(txn)
    .await?;
    Ok(Ok(()))
}

/// Which appointments a list showed, to know at the next press that they are still the same.
#[must_use]
pub fn numbers(appointments: &[appointment::Model]) -> String {
    let numbers: Vec<String> = appointments
        .iter()
        .map(|one| one.id.0.to_string())
        .collect();
    numbers.join(" ")
}

/// Ends a closure: its days can be booked again.
pub async fn end_closure(
    app: &App,
    txn: &impl ConnectionTrait,
    by: &Signed,
    site: SiteId,
    id: SiteClosureId,
) -> Result<(), Error> {
    hold_agenda(txn, site).await?;
    site_closure::Entity::find_by_id(id)
        .filter(site_closure::COLUMN.site_id.eq(site))
        .one(txn)
        .await?
        .ok_or(Error::NotFound)?;
    let ended = site_closure::Entity::update_many()
        .set(site_closure::ActiveModel {
            ended_by: Set(Some(by.membership_id)),
            ended_at: Set(Some(app.clock.now())),
            ..Default::default()
        })
        .filter(site_closure::COLUMN.id.eq(id))
        .filter(site_closure::COLUMN.site_id.eq(site))
        .filter(site_closure::COLUMN.ended_at.is_null())
        .exec(txn)
        .await?;
    if ended.rows_affected == 0 {
        return Err(Error::Changed);
    }
    Ok(())
}
