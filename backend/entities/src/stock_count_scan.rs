//! One thing that a counter saw, once for each pass of a stock count: never changed, never removed.
use super::{
    account::AccountId,
    device::{DeviceId, DeviceKind},
    membership::MembershipId,
    site::SiteId,
    stock_count::{CountClass, StockCountId},
};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "stock_count_scan")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub count_id: StockCountId,
    /// 1, or 2 for the second count.
    pub pass: i32,
    /// The code read; empty for a device without a label.
    pub code: Option<String>,
    pub device_id: Option<DeviceId>,
    /// What a device without a label is.
    pub kind: Option<DeviceKind>,
    /// Where it was seen.
    pub site_id: SiteId,
    /// As the journal had it at that moment.
    pub class: CountClass,
    pub membership_id: MembershipId,
    /// The person behind the membership: who counts a second time is somebody else.
    pub account_id: AccountId,
    /// When it was seen; without a network, as the counter's device says.
    pub at: DateTimeUtc,
    pub received_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
