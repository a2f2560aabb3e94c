//! A day of looks at people's data, sealed: their count and a fingerprint, which stay when the looks are forgotten.
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
pub struct AccessSealId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "access_seal")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: AccessSealId,
    /// In UTC.
    pub day: Date,
    pub looks: i32,
    /// Keyed: without the installation's secret nobody can try which looks it stands for.
    pub fingerprint: String,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
