//! Writing down a model's last day of updates: the next version, never over the last.
use super::{queries, rules::Entry};
use crate::{
    auth::{Allowed, permissions::ManageProgrammes},
    web::Error,
};
use chrono::{DateTime, Utc};
use entities::{membership::MembershipId, model_updates};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, SqlErr};

/// The dates count for the whole département: who coordinates a part of it does not set them.
pub fn whole_departement(by: &Allowed<ManageProgrammes>) -> Result<(), Error> {
    if by.territories.is_empty() {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

/// Keeps an entry; `seen` is the version the person had before them. The same said again is kept once.
pub async fn keep(
    txn: &impl ConnectionTrait,
    (member, at): (MembershipId, DateTime<Utc>),
    entry: &Entry,
    seen: Option<i32>,
) -> Result<bool, Error> {
    let key = entry.key();
    let latest = queries::latest(txn, &key).await?;
    let version = latest.as_ref().map_or(0, |row| row.version);
    if latest
        .is_some_and(|row| row.updates_until == entry.updates_until && row.source == entry.source)
    {
        return Ok(false);
    }
    // Somebody else wrote this model down meanwhile.
    if seen.is_some_and(|seen| seen != version) {
        return Err(Error::Changed);
    }
    let row = model_updates::ActiveModel {
        model_key: Set(key),
        version: Set(version + 1),
        kind: Set(entry.kind),
        manufacturer: Set(entry.manufacturer.clone()),
        model: Set(entry.model.clone()),
        updates_until: Set(entry.updates_until),
        source: Set(entry.source.clone()),
        membership_id: Set(member),
        at: Set(at),
        ..Default::default()
    };
    match row.insert(txn).await {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Err(Error::Changed)
        }
        Err(error) => Err(error.into()),
    }
}
