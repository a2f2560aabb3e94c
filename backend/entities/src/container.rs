//! What devices are kept in: a box that is carried about, or a place that stays.
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
pub struct ContainerId(pub i32);

#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    EnumIter,
    Serialize,
    Deserialize,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum ContainerKind {
    Box,
    Place,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "container")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ContainerId,
    /// The code on its label, of the same alphabet as a device's and never the same.
    #[sea_orm(unique)]
    pub code: String,
    pub kind: ContainerKind,
    pub name: String,
    pub site_id: SiteId,
    /// The place a box stands in.
    pub place_id: Option<ContainerId>,
    pub created_at: DateTimeUtc,
    /// Number of events so far; also what a concurrent change is noticed by.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
