//! A file attached to a device: its hash stays when the file is removed.
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
pub struct AttachmentId(pub i32);

/// What the file is.
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
pub enum AttachmentKind {
    Photo,
    Log,
    SignedPaper,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: AttachmentId,
    pub device_id: DeviceId,
    pub kind: AttachmentKind,
    /// Of the bytes as they are kept: a photo is written anew.
    pub sha256: String,
    /// Its name in the file store, until it is removed.
    pub file: Option<String>,
    pub media_type: String,
    pub bytes: i64,
    pub membership_id: MembershipId,
    pub created_at: DateTimeUtc,
    pub removed_at: Option<DateTimeUtc>,
    pub removed_by: Option<MembershipId>,
}

impl ActiveModelBehavior for ActiveModel {}
