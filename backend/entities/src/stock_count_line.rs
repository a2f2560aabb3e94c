//! One device of the expected set of a stock count, as it was at the instant of the freeze.
use super::{device::DeviceId, site::SiteId, stock_count::StockCountId, transfer::TransferId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "stock_count_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub count_id: StockCountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub device_id: DeviceId,
    pub code: Option<String>,
    /// Where it was; empty when its recipient had it.
    pub site_id: Option<SiteId>,
    /// What it was on its way with.
    pub transfer_id: Option<TransferId>,
    /// Acquisition value, euro cents.
    pub value_cents: Option<i64>,
    /// The number of the device's event that was the last one.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
