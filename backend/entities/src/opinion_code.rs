//! The right to give one opinion, known here by the hash of its code. No opinion leads back to it.
use super::{
    handover::HandoverId, membership::MembershipId, opinion::OpinionKind, programme::ProgrammeId,
    site::SiteId, training_session::TrainingSessionId,
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
pub struct OpinionCodeId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "opinion_code")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: OpinionCodeId,
    pub kind: OpinionKind,
    pub programme_id: ProgrammeId,
    pub site_id: SiteId,
    /// Of a workshop; one of the codes for whoever was present.
    pub session_id: Option<TrainingSessionId>,
    /// Of anything else.
    pub handover_id: Option<HandoverId>,
    /// Among the codes of a session for a programme, from 1.
    pub number: i32,
    /// What the code is made of, with the installation's key; worth nothing without it.
    pub salt: String,
    pub code_hash: String,
    pub made_by: MembershipId,
    pub made_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    /// The beginning of the quarter in which it served.
    pub used_in: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
