//! The lots of a workshop that wait too long.
use super::{
    rules::{self, NOT_BEGUN_DAYS, Waits, waits},
    scope::Scope,
};
use crate::{intake::queries::Names, web::format::Day};
use chrono::{NaiveDate, TimeDelta};
use entities::{
    collection_lot::{self, CollectionLotId},
    device::{self, Stage},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::DateTimeUtc,
};
use std::collections::HashMap;

/// A lot that waits, and since when.
pub struct Alert {
    pub lot: CollectionLotId,
    pub donor: String,
    pub waits: Waits,
    pub since: NaiveDate,
}

/// More open lots than a workshop has.
const LOTS: u64 = 200;

/// The lots of the workshop that are not closed, the latest first: also what the board is narrowed by.
pub async fn open_lots(
    db: &impl ConnectionTrait,
    scope: &Scope,
) -> Result<Vec<collection_lot::Model>, DbErr> {
    collection_lot::Entity::find()
        .filter(
            collection_lot::COLUMN
                .workshop_site_id
                .is_in(scope.sites.clone()),
        )
        .filter(collection_lot::COLUMN.closed_at.is_null())
        .order_by_desc(collection_lot::Column::Id)
        .limit(LOTS)
        .all(db)
        .await
}

/// Those that wait, the longest first. A lot closed with its sender may still lie untouched, so the lots whose devices
/// do are looked for as well.
pub async fn alerts(
    db: &impl ConnectionTrait,
    scope: &Scope,
    open: &[collection_lot::Model],
    today: NaiveDate,
    now: DateTimeUtc,
) -> Result<Vec<Alert>, DbErr> {
    let untouched: Vec<(CollectionLotId, DateTimeUtc)> = device::Entity::find()
        .select_only()
        .column(device::Column::LotId)
        .column_as(device::Column::StageSince.min(), "oldest")
        .filter(device::COLUMN.stage.eq(Stage::Received))
        .filter(device::COLUMN.site_id.is_in(scope.sites.clone()))
        .filter(
            device::COLUMN
                .stage_since
                .lt(now - TimeDelta::days(NOT_BEGUN_DAYS - 1)),
        )
        .group_by(device::Column::LotId)
        .order_by_asc(device::Column::StageSince.min())
        .limit(LOTS)
        .into_tuple()
        .all(db)
        .await?;
    let untouched: HashMap<_, _> = untouched.into_iter().collect();
    let others = untouched
        .keys()
        .filter(|id| open.iter().all(|lot| lot.id != **id))
        .copied();
    let closed = collection_lot::Entity::find()
        .filter(collection_lot::COLUMN.id.is_in(others))
        .all(db)
        .await?;
    let lots: Vec<collection_lot::Model> = open.iter().cloned().chain(closed).collect();
    let names = Names::of(db, &lots).await?;
    let alert = |lot: &collection_lot::Model| {
        let facts = rules::Lot {
            announced_on: lot.created_at.in_paris(),
            received_on: lot.received_at.map(|at| at.in_paris()),
            closed: lot.closed_at.is_some(),
            untouched_since: untouched.get(&lot.id).map(|at| at.in_paris()),
        };
        let (waits, since) = waits(facts, today)?;
        Some(Alert {
            lot: lot.id,
            donor: names.organisation(lot.donor_id).to_owned(),
            waits,
            since,
        })
    };
    let mut alerts: Vec<Alert> = lots.iter().filter_map(alert).collect();
    alerts.sort_by_key(|alert| (alert.since, alert.lot));
    Ok(alerts)
}
