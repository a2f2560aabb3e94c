//! The paper that says how a device was erased, by whom, and who validated it.
use super::{account::AccountId, device::DeviceId, membership::MembershipId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "erasure_certificate")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub device_id: DeviceId,
    pub stay: i32,
    pub quality_check_id: i32,
    pub performer_id: AccountId,
    pub validator_id: AccountId,
    /// Of the PDF as it was made.
    pub sha256: String,
    /// Its name in the file store.
    pub file: String,
    pub membership_id: MembershipId,
    pub made_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
