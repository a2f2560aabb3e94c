//! A device left on deposit that one organisation lets another use: proposed by the one, answered by the other. Who signed
//! for it keeps answering for it.
use super::{handover::HandoverId, membership::MembershipId, organisation::OrganisationId};
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
pub struct EquipmentShareId(pub i32);

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
pub enum ShareState {
    Proposed,
    Accepted,
    Declined,
    /// By who proposed it.
    Withdrawn,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "equipment_share")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: EquipmentShareId,
    pub handover_id: HandoverId,
    pub from_organisation_id: OrganisationId,
    pub to_organisation_id: OrganisationId,
    pub state: ShareState,
    pub proposed_by: MembershipId,
    pub proposed_at: DateTimeUtc,
    pub answered_by: Option<MembershipId>,
    pub answered_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
