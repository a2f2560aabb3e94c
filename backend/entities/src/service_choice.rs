//! One word of one of a service's lists: a public, a theme, how one is received, how one asks, who may ask.
use super::place_service::PlaceServiceId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Which list a word stands in.
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
pub enum ChoiceList {
    Public,
    Theme,
    Mode,
    Way,
    Who,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "service_choice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub service_id: PlaceServiceId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub list: ChoiceList,
    /// A key of `backend/data/directory.toml`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub word: String,
}

impl ActiveModelBehavior for ActiveModel {}
