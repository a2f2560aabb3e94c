//! Which devices of a lot go to which workshop, in this order.
use super::{
    device::{DeviceKind, Grade},
    membership::MembershipId,
    site::SiteId,
};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "split_rule")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub position: i32,
    /// Any kind, where it says none.
    pub kind: Option<DeviceKind>,
    /// Any grade, and also none yet, where it says none.
    pub grade: Option<Grade>,
    pub site_id: SiteId,
    pub membership_id: MembershipId,
    pub created_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
    pub ended_by: Option<MembershipId>,
}

impl ActiveModelBehavior for ActiveModel {}
