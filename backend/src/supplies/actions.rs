//! What moves supplies: each takes the counter by a conditional update, then writes the line of the ledger.
use super::{catalogue::Kind, rules::MOST};
use chrono::{DateTime, Utc};
use entities::{
    device,
    handover::HandoverId,
    membership::MembershipId,
    site::SiteId,
    supply_movement::{self, MovementReason},
    supply_stock,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

/// One kind at one site, and who moves it.
#[derive(Clone, Copy)]
pub struct At<'k> {
    pub site: SiteId,
    pub kind: &'k Kind,
    pub by: MembershipId,
    pub now: DateTime<Utc>,
}

#[derive(Debug, thiserror::Error)]
pub enum SupplyError {
    /// There are not as many there, or there would be more than anybody counts.
    #[error("the quantity does not allow it")]
    NotEnough,
    /// Somebody else moved some since the page was read.
    #[error("the quantity changed in the meantime")]
    Changed,
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl From<SupplyError> for crate::web::Error {
    fn from(error: SupplyError) -> Self {
        match error {
            SupplyError::NotEnough | SupplyError::Changed => Self::Changed,
            SupplyError::Db(error) => error.into(),
        }
    }
}

/// Some arrived from outside: bought, given, or out of a lot.
pub async fn receive(
    txn: &impl ConnectionTrait,
    at: At<'_>,
    pieces: i32,
) -> Result<(), SupplyError> {
    let after = shift(txn, at, pieces).await?;
    write(txn, at, MovementReason::Received, pieces, after, line()).await
}

/// One goes with a device that is here.
pub async fn use_for(
    txn: &impl ConnectionTrait,
    at: At<'_>,
    device: &device::Model,
) -> Result<(), SupplyError> {
    let after = shift(txn, at, -1).await?;
    let line = supply_movement::ActiveModel {
        device_id: Set(Some(device.id)),
        stay: Set(Some(device.stay)),
        ..line()
    };
    write(txn, at, MovementReason::Used, -1, after, line).await
}

/// One leaves with a device that is handed over.
pub async fn give_with(
    txn: &impl ConnectionTrait,
    at: At<'_>,
    device: &device::Model,
    handover: HandoverId,
) -> Result<(), SupplyError> {
    let after = shift(txn, at, -1).await?;
    let line = supply_movement::ActiveModel {
        device_id: Set(Some(device.id)),
        stay: Set(Some(device.stay)),
        handover_id: Set(Some(handover)),
        ..line()
    };
    write(txn, at, MovementReason::Used, -1, after, line).await
}

/// The shelf was counted, when the page said `seen`: what is missing is lost or broken.
pub async fn count(
    txn: &impl ConnectionTrait,
    at: At<'_>,
    seen: i32,
    counted: i32,
) -> Result<(), SupplyError> {
    begin(txn, at.site, at.kind).await?;
    let set = supply_stock::Entity::update_many()
        .col_expr(supply_stock::Column::Quantity, Expr::value(counted))
        .filter(supply_stock::COLUMN.site_id.eq(at.site))
        .filter(supply_stock::COLUMN.kind.eq(&at.kind.key))
        .filter(supply_stock::COLUMN.quantity.eq(seen))
        .exec(txn)
        .await?;
    if set.rows_affected == 0 {
        return Err(SupplyError::Changed);
    }
    let reason = MovementReason::Counted;
    write(txn, at, reason, counted - seen, counted, line()).await
}

/// Some go to another site of the same organisation.
pub async fn send(
    txn: &impl ConnectionTrait,
    at: At<'_>,
    to: SiteId,
    pieces: i32,
) -> Result<(), SupplyError> {
    let there = At { site: to, ..at };
    // In the order of the sites: two who send to each other at once do not wait for each other.
    let (here_after, there_after) = if at.site < to {
        let here = shift(txn, at, -pieces).await?;
        (here, shift(txn, there, pieces).await?)
    } else {
        let arrived = shift(txn, there, pieces).await?;
        (shift(txn, at, -pieces).await?, arrived)
    };
    let towards = |site| supply_movement::ActiveModel {
        other_site_id: Set(Some(site)),
        ..line()
    };
    let (sent, arrived) = (MovementReason::Sent, MovementReason::Arrived);
    write(txn, at, sent, -pieces, here_after, towards(to)).await?;
    write(txn, there, arrived, pieces, there_after, towards(at.site)).await
}

/// Says how many there should be at least.
pub async fn set_minimum(
    txn: &impl ConnectionTrait,
    (site, kind): (SiteId, &Kind),
    minimum: i32,
) -> Result<(), DbErr> {
    begin(txn, site, kind).await?;
    supply_stock::ActiveModel {
        site_id: Set(site),
        kind: Set(kind.key.clone()),
        minimum: Set(minimum),
        ..Default::default()
    }
    .update(txn)
    .await?;
    Ok(())
}

/// The counter of a kind at a site, made when it is not there yet.
async fn begin(txn: &impl ConnectionTrait, site: SiteId, kind: &Kind) -> Result<(), DbErr> {
    use supply_stock::Column;
    supply_stock::Entity::insert(supply_stock::ActiveModel {
        site_id: Set(site),
        kind: Set(kind.key.clone()),
        quantity: Set(0),
        minimum: Set(0),
    })
    .on_conflict(
        OnConflict::columns([Column::SiteId, Column::Kind])
            .do_nothing_on([Column::SiteId, Column::Kind])
            .to_owned(),
    )
    .exec_without_returning(txn)
    .await?;
    Ok(())
}

/// Adds to the counter, or takes from it what is there; gives the quantity after.
async fn shift(txn: &impl ConnectionTrait, at: At<'_>, change: i32) -> Result<i32, SupplyError> {
    use supply_stock::{COLUMN, Column};
    if change > 0 {
        begin(txn, at.site, at.kind).await?;
    }
    let after = supply_stock::Entity::update_many()
        .col_expr(Column::Quantity, Expr::col(Column::Quantity).add(change))
        .filter(COLUMN.site_id.eq(at.site))
        .filter(COLUMN.kind.eq(&at.kind.key))
        .filter(COLUMN.quantity.gte(-change))
        .filter(COLUMN.quantity.lte(MOST - change))
        .exec_with_returning(txn)
        .await?
        .pop()
        .ok_or(SupplyError::NotEnough)?;
    Ok(after.quantity)
}

fn line() -> supply_movement::ActiveModel {
    supply_movement::ActiveModel {
        device_id: Set(None),
        stay: Set(None),
        other_site_id: Set(None),
        ..Default::default()
    }
}

async fn write(
    txn: &impl ConnectionTrait,
    at: At<'_>,
    reason: MovementReason,
    change: i32,
    quantity_after: i32,
    line: supply_movement::ActiveModel,
) -> Result<(), SupplyError> {
    supply_movement::ActiveModel {
        site_id: Set(at.site),
        kind: Set(at.kind.key.clone()),
        reason: Set(reason),
        change: Set(change),
        quantity_after: Set(quantity_after),
        membership_id: Set(at.by),
        at: Set(at.now),
        ..line
    }
    .insert(txn)
    .await?;
    Ok(())
}
