//! A device given to its recipient; open until the device comes back.
use super::{
    clearance::ClearanceId, clearance::ClearanceState, device::DeviceId, evidence::EvidenceId,
    membership::MembershipId, programme::LegalChain, programme::ProgrammeId,
    recipient::RecipientId, request::RequestId, site::SiteId, training_session::TrainingSessionId,
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
pub struct HandoverId(pub i32);

/// Who stood at the counter.
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
pub enum ReceivedBy {
    Recipient,
    Proxy,
}

/// The proof of identity seen, never copied.
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
pub enum IdentitySeen {
    IdentityCard,
    Passport,
    ResidencePermit,
    DrivingLicence,
    KnownToPrescriber,
}

/// How it was signed.
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
pub enum Signature {
    Screen,
    Paper,
}

/// Why the device came back.
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
pub enum EndReason {
    ReturnedByRecipient,
    Exchanged,
    Recalled,
    Recovered,
}

/// What is wrong with a device that comes back, as its recipient says it.
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
pub enum Fault {
    DoesNotStart,
    Screen,
    Battery,
    TouchOrKeyboard,
    SoundOrCamera,
    Network,
    Software,
    Other,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "handover")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: HandoverId,
    pub device_id: DeviceId,
    pub model_key: String,
    pub request_id: RequestId,
    pub recipient_id: RecipientId,
    pub programme_id: ProgrammeId,
    pub clearance_id: ClearanceId,
    /// Always used: the key towards the clearance carries it.
    pub clearance_state: ClearanceState,
    pub site_id: SiteId,
    pub clerk_id: MembershipId,
    pub received_by: ReceivedBy,
    pub identity_seen: IdentitySeen,
    pub sealed_proxy: Option<String>,
    pub legal_chain: LegalChain,
    pub deliberation_number: Option<String>,
    pub signature: Signature,
    pub signature_evidence_id: Option<EvidenceId>,
    pub slip_sha256: String,
    pub handed_at: DateTimeUtc,
    pub completed_at: Option<DateTimeUtc>,
    pub due_back_on: Option<Date>,
    pub definitive_at: Option<DateTimeUtc>,
    pub ended_at: Option<DateTimeUtc>,
    pub end_reason: Option<EndReason>,
    /// The last day on which it is exchanged if it fails; none: no warranty.
    pub warranty_until: Option<Date>,
    /// The handover whose device this one replaces.
    pub exchange_of: Option<HandoverId>,
    /// What was wrong with the device when it came back.
    pub fault: Option<Fault>,
    /// The accompaniment that a loan at a counter follows; none: any other handover.
    pub onboarding_id: Option<TrainingSessionId>,
    /// The number of this loan among the person's open ones under its programme.
    pub loan_slot: Option<i32>,
    /// How often the loan was made longer.
    pub extensions: Option<i32>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
