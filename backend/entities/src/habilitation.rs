//! The dated right to erase, to sign quality checks, or to open a device for a repair.
use super::{account::AccountId, membership::MembershipId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What a habilitation allows.
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
pub enum Act {
    Erasure,
    QualityCheck,
    /// A repair that opens the device: battery, screen.
    ElectricalRepair,
}

/// What a habilitation rests on.
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
pub enum Ground {
    /// Every module of the pathway was attended.
    Pathway,
    /// A coordinator gave it, with a reason in writing.
    Direct,
    /// Granted before a ground was asked for.
    Earlier,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "habilitation")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub account_id: AccountId,
    pub act: Act,
    pub granted_on: Date,
    pub expires_on: Date,
    pub granted_by: MembershipId,
    pub ground: Ground,
    /// Why a coordinator gave it directly.
    pub sealed_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
