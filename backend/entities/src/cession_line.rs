//! One device of a free cession, and what it was worth.
use super::{cession::CessionId, device::DeviceId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "cession_line")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub cession_id: CessionId,
    pub device_id: DeviceId,
    /// Estimated market value at the cession, at most 300 euros.
    pub value_cents: i32,
    /// The most it may be sold on for, where the recipient may.
    pub price_cents: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
