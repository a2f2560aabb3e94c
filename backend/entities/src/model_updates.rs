//! Until when the maker of a model gives it updates. The latest version of a model counts.
use super::{device::DeviceKind, membership::MembershipId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "model_updates")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    /// Kind, maker and model folded, as a device has it.
    pub model_key: String,
    pub version: i32,
    pub kind: DeviceKind,
    pub manufacturer: String,
    pub model: String,
    /// None takes back a date that was wrong.
    pub updates_until: Option<Date>,
    /// Where the date was read.
    pub source: String,
    pub membership_id: MembershipId,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
