//! Switching hours on and off, noting a day, and forgetting days whose time is over.
use super::rules::KEPT;
use crate::{app::App, auth::Signed, web::Error};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{hours_consent, membership::MembershipId, work_hours};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter,
};

/// When each of those to inform first was informed.
#[derive(Clone, Copy, Debug)]
pub struct Informed {
    pub representatives: NaiveDate,
    pub people: NaiveDate,
    pub officer: NaiveDate,
}

/// Switches hours on for the person's own organisation.
pub async fn begin(
    txn: &impl ConnectionTrait,
    by: &Signed,
    informed: Informed,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = hours_consent::ActiveModel {
        organisation_id: Set(by.organisation_id),
        representatives_informed_on: Set(informed.representatives),
        people_informed_on: Set(informed.people),
        officer_informed_on: Set(informed.officer),
        begun_by: Set(by.membership_id),
        begun_at: Set(now),
        ..Default::default()
    };
    row.insert(txn).await.map(|_| ()).map_err(Error::second)
}

/// Switches hours off, and forgets every hour of the organisation.
pub async fn end(
    txn: &impl ConnectionTrait,
    by: &Signed,
    consent: &hours_consent::Model,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let ended = hours_consent::Entity::update_many()
        .set(hours_consent::ActiveModel {
            ended_by: Set(Some(by.membership_id)),
            ended_at: Set(Some(now)),
            ..Default::default()
        })
        .filter(hours_consent::COLUMN.id.eq(consent.id))
        .filter(hours_consent::COLUMN.ended_at.is_null())
        .exec(txn)
        .await?;
    if ended.rows_affected == 0 {
        return Err(Error::Changed);
    }
    work_hours::Entity::delete_many()
        .filter(work_hours::COLUMN.organisation_id.eq(by.organisation_id))
        .exec(txn)
        .await?;
    Ok(())
}

/// One person's day.
pub struct Worked {
    pub person: MembershipId,
    pub day: NaiveDate,
    pub minutes: i32,
    pub skills: Vec<String>,
}

/// Notes a day that was not noted yet, or puts another in its place when that was asked for.
pub async fn note(
    txn: &impl ConnectionTrait,
    by: &Signed,
    worked: Worked,
    before: Option<work_hours::Model>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let skills = serde_json::Value::from(worked.skills).to_string();
    if let Some(before) = before {
        let mut row = before.into_active_model();
        row.minutes = Set(worked.minutes);
        row.skills = Set(skills);
        row.recorded_by = Set(by.membership_id);
        row.recorded_at = Set(now);
        row.update(txn).await?;
        return Ok(());
    }
    let row = work_hours::ActiveModel {
        membership_id: Set(worked.person),
        day: Set(worked.day),
        organisation_id: Set(by.organisation_id),
        minutes: Set(worked.minutes),
        skills: Set(skills),
        recorded_by: Set(by.membership_id),
        recorded_at: Set(now),
    };
    row.insert(txn).await.map(|_| ()).map_err(Error::second)
}

/// Forgets the days whose time is over; gives how many.
pub async fn purge(app: &App) -> Result<u64, DbErr> {
    let write = app.write().await?;
    let before = app.clock.today() - KEPT;
    let gone = work_hours::Entity::delete_many()
        .filter(work_hours::COLUMN.day.lt(before))
        .exec(&*write)
        .await?;
    write.commit().await?;
    Ok(gone.rows_affected)
}
