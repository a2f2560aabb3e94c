//! What two people of the demo asked of their data: one waits for an answer, the other has waited too long.
use crate::{auth::Signed, retention::actions::take_in};
use anyhow::{Context, Result};
use chrono::{DateTime, Duration, Utc};
use entities::{
    membership::{self, Role},
    recipient::RecipientId,
    rights_request::RightsKind,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub async fn make(txn: &impl ConnectionTrait, end: DateTime<Utc>) -> Result<()> {
    let officer = membership::Entity::find()
        .filter(membership::COLUMN.role.eq(Role::DataProtectionOfficer))
        .one(txn)
        .await?
        .context("the demo has every role")?;
    let by = Signed::acting(officer.account_id, "Fanny Rey", &officer, "Département");
    for (kind, person, days_ago) in [
        (RightsKind::Rectification, RecipientId(3), 40),
        (RightsKind::Access, RecipientId(2), 9),
    ] {
        let at = end - Duration::days(days_ago);
        take_in(txn, &by, kind, Some(person), at.date_naive(), at).await?;
    }
    Ok(())
}
