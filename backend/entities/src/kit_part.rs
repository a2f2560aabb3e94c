//! A part of a kit: a labelled thing of the stock, or so many of something that is counted.
use super::{device::DeviceId, membership::MembershipId};
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
    EnumIter,
    Serialize,
    Deserialize,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum KitPartKind {
    /// A device of the stock with its own label.
    Labelled,
    /// Small parts without a label.
    Counted,
    /// Used up: a kit is complete without it, and filled up when it runs short.
    Consumable,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "kit_part")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    /// The piece of the library that is the kit.
    pub kit_id: DeviceId,
    pub kind: KitPartKind,
    pub device_id: Option<DeviceId>,
    pub name: Option<String>,
    /// How many there should be; of a consumable, how many at least.
    pub expected: i32,
    /// The kit is not lent without it.
    pub essential: bool,
    /// Also a piece of an item of its own, lent without the kit.
    pub alone: bool,
    /// How many of them are not in the kit.
    pub missing: i32,
    pub missing_since: Option<Date>,
    /// Who noticed it.
    pub missing_by: Option<MembershipId>,
    pub added_on: Date,
    pub membership_id: MembershipId,
    pub removed_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
