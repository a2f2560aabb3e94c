//! Days on which a pick-up point receives nobody. Rows are ended, never changed.
use super::{membership::MembershipId, site::SiteId};
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
pub struct SiteClosureId(pub i32);

/// Why a place is closed.
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
pub enum ClosureReason {
    Leave,
    StaffAway,
    Works,
    Event,
    Exceptional,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "site_closure")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: SiteClosureId,
    pub site_id: SiteId,
    pub from_on: Date,
    pub to_on: Date,
    pub reason: ClosureReason,
    pub created_by: MembershipId,
    pub created_at: DateTimeUtc,
    pub ended_by: Option<MembershipId>,
    pub ended_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
