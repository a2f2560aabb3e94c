//! When the devices of the stock at a moment were acquired.
use super::queries::{Scope, spans, to_device};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    device::{self, DeviceKind},
    device_span,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QuerySelect,
};

/// How many of a kind were acquired on a day.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Acquired {
    pub kind: DeviceKind,
    pub acquired_on: Option<NaiveDate>,
    pub devices: i64,
}

/// The days of acquisition of the stock at a moment, added up: the spans that still last, and those that ended later.
pub async fn acquired(
    db: &impl ConnectionTrait,
    scope: &Scope,
    at: DateTime<Utc>,
) -> Result<Vec<Acquired>, DbErr> {
    let mut acquired = Vec::new();
    for ended in [
        device_span::COLUMN.to_at.is_null(),
        device_span::COLUMN.to_at.gt(at),
    ] {
        let some: Vec<Acquired> = device_span::Entity::find()
            .select_only()
            .column(device::Column::Kind)
            .column(device::Column::AcquiredOn)
            .column_as(device::Column::Id.count(), "devices")
            .join(JoinType::InnerJoin, to_device())
            .filter(ended)
            .filter(device_span::COLUMN.from_at.lte(at))
            .filter(scope.holds(&spans()))
            .group_by(device::Column::Kind)
            .group_by(device::Column::AcquiredOn)
            .into_model()
            .all(db)
            .await?;
        acquired.extend(some);
    }
    Ok(acquired)
}
