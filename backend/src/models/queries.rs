//! The models whose last day is known, and those in stock of which it is not.
use crate::devices::software::latest_of_models;
use entities::{
    device::{self, DeviceKind, Stage},
    model_updates,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};

/// Models shown at most: those with the most devices.
const SHOWN: u64 = 50;

/// The latest word on every model, by maker.
pub async fn known(db: &impl ConnectionTrait) -> Result<Vec<model_updates::Model>, DbErr> {
    let all = model_updates::Entity::find()
        .order_by_asc(model_updates::COLUMN.model_key)
        .order_by_asc(model_updates::COLUMN.version)
        .all(db)
        .await?;
    let mut latest: Vec<model_updates::Model> = Vec::new();
    for row in all {
        if latest
            .last()
            .is_some_and(|last| last.model_key == row.model_key)
        {
            latest.pop();
        }
        latest.push(row);
    }
    Ok(latest)
}

/// The latest word on one model.
pub async fn latest(
    db: &impl ConnectionTrait,
    model_key: &str,
) -> Result<Option<model_updates::Model>, DbErr> {
    model_updates::Entity::find()
        .filter(model_updates::COLUMN.model_key.eq(model_key))
        .order_by_desc(model_updates::COLUMN.version)
        .one(db)
        .await
}

/// A model in stock whose last day nobody said.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Undated {
    pub model_key: String,
    pub kind: DeviceKind,
    pub manufacturer: String,
    pub model: String,
    pub devices: i64,
}

/// The models in stock without a day, those of most devices first.
pub async fn undated(db: &impl ConnectionTrait) -> Result<Vec<Undated>, DbErr> {
    let dated = latest_of_models()
        .and_where(model_updates::COLUMN.updates_until.is_not_null())
        .take();
    let count = device::Column::Id.count();
    device::Entity::find()
        .select_only()
        .column(device::Column::ModelKey)
        .column(device::Column::Kind)
        .column_as(device::Column::Manufacturer.min(), "manufacturer")
        .column_as(device::Column::Model.min(), "model")
        .column_as(count.clone(), "devices")
        .filter(device::Column::Kind.is_in(super::rules::KINDS))
        .filter(device::Column::Stage.is_not_in([Stage::NotReceived, Stage::Scrapped]))
        .filter(device::COLUMN.model.ne(""))
        .filter(device::Column::ModelKey.not_in_subquery(dated))
        .group_by(device::Column::ModelKey)
        .group_by(device::Column::Kind)
        .order_by_desc(count)
        .order_by_asc(device::Column::ModelKey)
        .limit(SHOWN)
        .into_model::<Undated>()
        .all(db)
        .await
}
