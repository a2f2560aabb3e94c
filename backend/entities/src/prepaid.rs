//! A prepaid SIM card or a voucher: a thing with a number of its own, kept at a place, handed over once to somebody who was
//! cleared (law 1). What a voucher opens lies sealed; it is found by a keyed fingerprint.
use super::{
    clearance::ClearanceId, clearance::ClearanceState, handover::HandoverId,
    handover::IdentitySeen, handover::ReceivedBy, membership::MembershipId, programme::ProgrammeId,
    recipient::RecipientId, request::RequestId, site::SiteId,
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
pub struct PrepaidId(pub i32);

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
pub enum PrepaidKind {
    Sim,
    Voucher,
}

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
pub enum PrepaidState {
    Here,
    Given,
    WrittenOff,
}

/// Why it leaves the stock without being handed over.
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
pub enum WriteOff {
    Lost,
    Faulty,
    Expired,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "prepaid")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PrepaidId,
    pub kind: PrepaidKind,
    /// Its key among the operators.
    pub operator: String,
    /// Kind and operator: what a clearance of its own names, as it names the model of a device.
    pub model_key: String,
    /// The number printed on a SIM card, its key included.
    #[sea_orm(unique)]
    pub iccid: Option<String>,
    /// Keyed fingerprint of a voucher's code.
    #[sea_orm(unique)]
    pub code_key: Option<String>,
    pub sealed_code: Option<String>,
    /// What it cost the fund.
    pub value_cents: i32,
    /// The code of the fund.
    pub fund: String,
    /// The last day on which it can be activated.
    pub expires_on: Option<Date>,
    pub state: PrepaidState,
    /// Where it is kept, or was handed over.
    pub site_id: SiteId,
    pub received_by: MembershipId,
    pub received_at: DateTimeUtc,
    pub request_id: Option<RequestId>,
    pub recipient_id: Option<RecipientId>,
    pub programme_id: Option<ProgrammeId>,
    pub clearance_id: Option<ClearanceId>,
    pub clearance_model_key: Option<String>,
    /// Always used: the key towards the clearance carries it.
    pub clearance_state: Option<ClearanceState>,
    /// The handover of the device it goes with; none when it goes alone, with a clearance of its own.
    pub handover_id: Option<HandoverId>,
    pub handed_to: Option<ReceivedBy>,
    pub identity_seen: Option<IdentitySeen>,
    pub clerk_id: Option<MembershipId>,
    /// When it was handed over or written off.
    pub closed_at: Option<DateTimeUtc>,
    pub write_off: Option<WriteOff>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
