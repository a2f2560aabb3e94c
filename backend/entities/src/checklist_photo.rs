//! A photo that answers a question of a checklist; its bytes lie encrypted in the file store.
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
    Serialize,
    Deserialize,
    DeriveValueType,
)]
#[serde(transparent)]
pub struct ChecklistPhotoId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "checklist_photo")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ChecklistPhotoId,
    pub device_id: DeviceId,
    pub stay: i32,
    pub item: String,
    /// Of the photo as it is kept.
    pub sha256: String,
    /// Its name in the file store.
    pub file: String,
    pub membership_id: MembershipId,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
