//! Two recipients of different organisations with the same fingerprint, as a coordinator judged them.
use super::{membership::MembershipId, recipient::RecipientId};
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
pub struct RecipientPairId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "recipient_pair")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: RecipientPairId,
    /// The smaller of the two numbers.
    pub first_id: RecipientId,
    pub second_id: RecipientId,
    pub same: bool,
    pub judged_at: DateTimeUtc,
    pub judged_by: MembershipId,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
