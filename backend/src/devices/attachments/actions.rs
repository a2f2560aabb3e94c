//! A file attached to a device, and taken away again: each is an event of the device, by the file's hash.
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::RemoveAttachments},
    evidence::{self, sniff::Admitted},
    journal::{self, ChangeError, Event, EventKind},
    keys::sha256_hex,
    web::Error,
};
use anyhow::Context;
use chrono::{DateTime, Utc};
use entities::{
    attachment::{self, AttachmentId, AttachmentKind},
    device,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set, SqlErr,
};

/// Keeps the file, then its row and its event; the page says who may. The very same file is not kept twice.
pub async fn attach(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    device: &device::Model,
    kind: AttachmentKind,
    file: &Admitted,
) -> Result<AttachmentId, Error> {
    let sha256 = sha256_hex(&file.bytes);
    if let Some(there) = super::queries::same(txn, device.id, &sha256).await? {
        return Ok(there.id);
    }
    let now = app.clock.now();
    let name = evidence::keep(app, &file.bytes).await?;
    let row = attachment::ActiveModel {
        device_id: Set(device.id),
        kind: Set(kind),
        sha256: Set(sha256.clone()),
        file: Set(Some(name)),
        media_type: Set(file.media_type.as_str().to_owned()),
        bytes: Set(i64::try_from(file.bytes.len()).context("a file is far smaller than that")?),
        membership_id: Set(by.membership_id),
        created_at: Set(now),
        ..Default::default()
    };
    let row = match row.insert(txn).await {
        Ok(row) => row,
        // The same file, attached by somebody else a moment before.
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            return Err(Error::Changed);
        }
        Err(error) => return Err(error.into()),
    };
    let event = Event::of(EventKind::AttachmentAdded)
        .with("attachment", row.id.0)
        .with("kind", super::value_of(kind))
        .with("sha256", sha256);
    journal::record(txn, by.at(now), device, event).await?;
    Ok(row.id)
}

/// Says that the file is gone; its bytes are removed once this is committed.
pub async fn remove(
    txn: &DatabaseTransaction,
    by: &Allowed<RemoveAttachments>,
    file: &attachment::Model,
    device: &device::Model,
    now: DateTime<Utc>,
) -> Result<(), ChangeError> {
    let change = attachment::ActiveModel {
        file: Set(None),
        removed_at: Set(Some(now)),
        removed_by: Set(Some(by.membership_id)),
        ..Default::default()
    };
    let removed = attachment::Entity::update_many()
        .set(change)
        .filter(attachment::COLUMN.id.eq(file.id))
        .filter(attachment::COLUMN.removed_at.is_null())
        .exec(txn)
        .await?;
    if removed.rows_affected == 0 {
        return Err(ChangeError::Changed);
    }
    let event = Event::of(EventKind::AttachmentRemoved)
        .with("attachment", file.id.0)
        .with("sha256", file.sha256.as_str());
    journal::record(txn, by.at(now), device, event).await?;
    Ok(())
}
