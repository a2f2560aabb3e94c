//! A device or a training asked for, for a recipient under a programme.
use super::{
    device::DeviceId, device::DeviceKind, handover::HandoverId, membership::MembershipId,
    organisation::OrganisationId, pathway::PathwayId, programme::ProgrammeId,
    recipient::RecipientId, site::SiteId,
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
pub struct RequestId(pub i32);

/// Where a request stands.
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
pub enum RequestState {
    Submitted,
    Allocated,
    Fulfilled,
    Refused,
    Cancelled,
}

/// One of the two who speak with each other about a request.
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
pub enum Side {
    Prescriber,
    Coordinator,
}

/// What a request on hold waits for.
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
pub enum HoldReason {
    ProofAwaited,
    PersonNotReached,
    DeviceAwaited,
    CommitteeAwaited,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "request")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: RequestId,
    pub recipient_id: RecipientId,
    pub programme_id: ProgrammeId,
    pub organisation_id: OrganisationId,
    pub prescriber_id: MembershipId,
    pub pickup_site_id: SiteId,
    /// None where training alone is asked for.
    pub device_kind: Option<DeviceKind>,
    pub state: RequestState,
    pub submitted_at: DateTimeUtc,
    pub decided_at: Option<DateTimeUtc>,
    pub decided_by: Option<MembershipId>,
    pub device_id: Option<DeviceId>,
    #[sea_orm(unique)]
    pub pickup_code: Option<String>,
    /// The last day the device is kept for it; none where it was promised before that was counted.
    pub promised_until: Option<Date>,
    pub closed_at: Option<DateTimeUtc>,
    /// The saved version of the programme it was sent under, and since a decision that of the decision.
    pub programme_version: Option<i32>,
    /// The pathway of the level it was placed at; none is the programme's own.
    pub pathway_id: Option<PathwayId>,
    /// Whose question is not answered yet.
    pub question_by: Option<Side>,
    pub on_hold: Option<HoldReason>,
    /// Since when it waits for whom it waits for, when later than it was sent and decided.
    pub turn_since: Option<DateTimeUtc>,
    /// The handover whose device came back and is to be replaced: the request waits, or was served, again.
    pub exchange_of: Option<HandoverId>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
