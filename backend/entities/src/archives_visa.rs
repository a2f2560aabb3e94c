//! The archives' visa that lets signed papers go.
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
pub struct ArchivesVisaId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "archives_visa")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ArchivesVisaId,
    pub number: String,
    pub visa_on: Date,
    /// It reaches the papers kept from this day or before.
    pub covers_up_to: Date,
    pub recorded_by: MembershipId,
    pub recorded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
