//! What still ties a device to its previous owner.
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
pub enum LockKind {
    /// Apple's, by account.
    ActivationLock,
    /// Google's, by account.
    ResetProtection,
    /// Enrolled in a management system.
    DeviceManagement,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "device_lock")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub device_id: DeviceId,
    pub kind: LockKind,
    pub found_at: DateTimeUtc,
    pub membership_id: MembershipId,
    pub released_on: Option<Date>,
    pub released_at: Option<DateTimeUtc>,
    pub released_by: Option<MembershipId>,
}

impl ActiveModelBehavior for ActiveModel {}
