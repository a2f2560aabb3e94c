//! A label or national programme of a place, from one day on, until another if it ends.
use super::site::SiteId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    DeriveValueType,
)]
#[serde(transparent)]
pub struct PlaceLabelId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "place_label")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PlaceLabelId,
    pub site_id: SiteId,
    /// A key of `backend/data/directory.toml`.
    pub label: String,
    pub from_on: Date,
    /// The last day, both ends counted.
    pub until_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
