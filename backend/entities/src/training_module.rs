//! One module of a pathway.
use super::pathway::PathwayId;
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
pub struct ModuleId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "training_module")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ModuleId,
    pub pathway_id: PathwayId,
    pub position: i32,
    pub name_fr: String,
    pub name_en: String,
    pub minutes: i32,
    /// Of the Coop de la médiation numérique, by its key.
    pub theme: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
