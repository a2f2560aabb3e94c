//! Taking a pass at a training place: found by its code, once, in time, where its programme's passes are taken.
use super::{
    actions::{Failure, is_over},
    code::PassCode,
    queries,
    rules::{self, Stays, Step, next},
};
use crate::{
    auth::Signed,
    journal::{self, Event, EventKind},
    keys::Keys,
    web::Error,
};
use anyhow::Context;
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    pass, programme,
    site::{self, SiteId},
};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
};

/// Why a pass is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// No pass has this code.
    Unknown,
    NotGiven,
    Cancelled,
    /// With its last day.
    Expired(NaiveDate),
    /// When, and at which place.
    Used(DateTime<Utc>, String),
    /// This place does not take the passes of its programme, named in French and in English.
    OtherProgramme(String, String),
}

/// The pass with this code, if the place may take it now.
pub async fn find(
    db: &impl ConnectionTrait,
    keys: &Keys,
    place: SiteId,
    code: PassCode,
    now: DateTime<Utc>,
) -> Result<Result<pass::Model, NotTaken>, Error> {
    let found = pass::Entity::find()
        .filter(pass::COLUMN.code_key.eq(code.key(keys)))
        .one(db)
        .await?;
    let Some(pass) = found else {
        return Ok(Err(NotTaken::Unknown));
    };
    let not_taken = match next(pass.state, Step::Use, is_over(&pass, now)) {
        Ok(_) => {
            if queries::takes(db, pass.programme_id, place).await? {
                return Ok(Ok(pass));
            }
            let programme = programme::Entity::find_by_id(pass.programme_id)
                .one(db)
                .await?;
            let programme = programme.context("a pass is of a programme")?;
            NotTaken::OtherProgramme(programme.name_fr, programme.name_en)
        }
        Err(Stays::Expired) => NotTaken::Expired(rules::last_day(pass.expires_at)),
        Err(Stays::Cancelled) => NotTaken::Cancelled,
        Err(Stays::AlreadyUsed | Stays::AlreadyPaid) => used(db, &pass).await?,
        Err(Stays::NotGiven | Stays::AlreadyGiven | Stays::NotUsed) => NotTaken::NotGiven,
    };
    Ok(Err(not_taken))
}

async fn used(db: &impl ConnectionTrait, pass: &pass::Model) -> Result<NotTaken, DbErr> {
    let site = match pass.used_site_id {
        Some(id) => site::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    let place = site.as_ref().map(queries::place_name).unwrap_or_default();
    Ok(NotTaken::Used(pass.used_at.unwrap_or_default(), place))
}

/// Takes a pass at a training place: once, in time, and given before.
pub async fn redeem(
    txn: &DatabaseTransaction,
    by: &Signed,
    place: &site::Model,
    pass: &pass::Model,
    now: DateTime<Utc>,
) -> Result<pass::Model, Failure> {
    let row = pass::ActiveModel {
        state: Set(next(pass.state, Step::Use, is_over(pass, now))?),
        sealed_code: Set(None),
        used_at: Set(Some(now)),
        used_by: Set(Some(by.membership_id)),
        used_site_id: Set(Some(place.id)),
        used_organisation_id: Set(Some(place.organisation_id)),
        ..Default::default()
    };
    let event = Event::of(EventKind::PassUsed);
    Ok(journal::change(txn, by.at(now), pass, row, event).await?)
}
