//! What is written of a device from its own page: where it is, and the label it bears.
use super::{
    rules::{ArrivalRefusal, may_arrive},
    standing::Standing,
    transit,
};
use crate::{
    auth::{
        Allowed,
        permissions::{PrintLabels, TakeIn},
    },
    journal::{self, ChangeError, Event, EventKind},
    labels::{self, Code},
};
use chrono::{DateTime, Utc};
use entities::{device, site};
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Set, SqlErr};

/// How it is known that a device is somewhere: its label was read there, or somebody says so. Whoever counts the stock
/// takes the first for a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    Scanned,
    Said,
}

#[derive(Debug, thiserror::Error)]
pub enum ArrivalError {
    #[error("it may not change place: {0:?}")]
    Refused(ArrivalRefusal),
    #[error(transparent)]
    Change(#[from] ChangeError),
}

/// The device has arrived at the site.
pub async fn take_in(
    txn: &DatabaseTransaction,
    by: &Allowed<TakeIn>,
    device: &device::Model,
    (site, known): (&site::Model, Known),
    now: DateTime<Utc>,
) -> Result<device::Model, ArrivalError> {
    let now = by.at(now);
    if device.transfer_id.is_some() {
        // Whatever was done with it moves on with it; only a workshop may hold it (law 3).
        if !site.is_workshop {
            return Err(ArrivalError::Refused(ArrivalRefusal::DataInside));
        }
        return Ok(transit::end(txn, now, device, (site, known), device.transfer_id).await?);
    }
    let standing = Standing::of_device(device);
    let is_here = device.site_id == Some(site.id);
    may_arrive(standing, is_here, site.is_workshop).map_err(ArrivalError::Refused)?;
    let change = device::ActiveModel {
        site_id: Set(Some(site.id)),
        container_id: Set(None),
        ..Default::default()
    };
    let event = Event::of(EventKind::DeviceMoved)
        .with("from", device.site_id.map(|from| from.0))
        .with("to", site.id.0)
        .with("scanned", known == Known::Scanned);
    let moved = journal::change(txn, now, device, change, event).await?;
    transit::note_arrivals(txn, now, &[device.id], site)
        .await
        .map_err(ChangeError::from)?;
    Ok(moved)
}

/// The label of the device is printed once more.
pub async fn reprint_label(
    txn: &DatabaseTransaction,
    by: &Allowed<PrintLabels>,
    device: &device::Model,
    (template, skip): (&str, usize),
    now: DateTime<Utc>,
) -> Result<device::Model, ChangeError> {
    let event = Event::of(EventKind::LabelReprinted)
        .with("template", template)
        .with("skip", skip);
    journal::record(txn, by.at(now), device, event).await
}

#[derive(Debug, thiserror::Error)]
pub enum LabelError {
    /// No sheet of ours holds this code.
    #[error("the code was never printed")]
    NotPrinted,
    /// One code, one device (law 2).
    #[error("another device bears the label")]
    Taken,
    #[error(transparent)]
    Change(#[from] ChangeError),
}

impl From<DbErr> for LabelError {
    fn from(error: DbErr) -> Self {
        Self::Change(error.into())
    }
}

/// The device bears another label from now on.
pub async fn replace_label(
    txn: &DatabaseTransaction,
    by: &Allowed<PrintLabels>,
    device: &device::Model,
    code: Code,
    now: DateTime<Utc>,
) -> Result<device::Model, LabelError> {
    let code = code.to_string();
    if !labels::queries::is_usable(txn, &code).await? {
        return Err(LabelError::NotPrinted);
    }
    let bearer = device::Entity::find()
        .filter(device::COLUMN.label_code.eq(code.as_str()))
        .one(txn)
        .await?;
    if bearer.is_some() {
        return Err(LabelError::Taken);
    }
    if let Some(old) = &device.label_code {
        labels::queries::retire(txn, old, now).await?;
    }
    let event = Event::of(EventKind::LabelReplaced).with("old", device.label_code.clone());
    let change = device::ActiveModel {
        label_code: Set(Some(code)),
        ..Default::default()
    };
    match journal::change(txn, by.at(now), device, change, event).await {
        // Somebody stuck it on another device since the look above.
        Err(ChangeError::Db(error))
            if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) =>
        {
            Err(LabelError::Taken)
        }
        changed => Ok(changed?),
    }
}
