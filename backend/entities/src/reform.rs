//! A reform: the decision that takes devices of a lot out of their owner's inventory.
use super::{
    collection_lot::CollectionLotId, membership::MembershipId, organisation::OrganisationId,
};
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
pub struct ReformId(pub i32);

/// Why the devices go out of the inventory.
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
pub enum ReformReason {
    Obsolete,
    Scrap,
    Incident,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "reform")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ReformId,
    pub lot_id: CollectionLotId,
    pub owner_id: OrganisationId,
    pub decision_number: String,
    pub decided_on: Date,
    pub reason: ReformReason,
    /// The function of who decides, never a name.
    pub signatory: String,
    /// The words of law the decision begins with, as the owner wants them.
    pub grounds: String,
    pub devices: i32,
    /// Devices whose net book value is unknown.
    pub unknown_values: i32,
    /// Of the papers as they were made.
    pub sha256: String,
    /// Their name in the file store.
    pub file: String,
    pub membership_id: MembershipId,
    pub created_at: DateTimeUtc,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
