//! A printed card that names a person at a bench, with a PIN of their own. Only the SHA-256 of what it says is
//! known.
use super::membership::MembershipId;
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
pub struct BadgeId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "badge")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: BadgeId,
    pub membership_id: MembershipId,
    #[sea_orm(unique)]
    pub token_hash: String,
    pub printed_by: MembershipId,
    pub printed_at: DateTimeUtc,
    /// Empty until the person chooses a PIN at a bench.
    pub pin_hash: Option<String>,
    /// Tries since the last right PIN; the fifth locks the badge.
    pub wrong_pins: i32,
    pub locked_at: Option<DateTimeUtc>,
    pub revoked_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
