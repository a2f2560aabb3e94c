//! What is offered at a place. The words are those of data·inclusion, which others read.
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
pub struct PlaceServiceId(pub i32);

/// Whom it is for, by where they live.
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
pub enum Area {
    Commune,
    Epci,
    Departement,
    France,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "place_service")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PlaceServiceId,
    pub site_id: SiteId,
    pub name: String,
    pub description: String,
    pub kind: String,
    pub fee: String,
    pub fee_details: Option<String>,
    pub publics_details: Option<String>,
    pub conditions: Option<String>,
    /// Where one asks for it on line.
    pub link: Option<String>,
    pub area: Area,
    pub changed_on: Date,
    pub version: i32,
    pub removed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
