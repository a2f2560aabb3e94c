//! An attestation that no longer holds: what it stood on was taken back. Its hash for good, its file until the person is
//! forgotten.
use super::{enrolment::EnrolmentId, membership::MembershipId};
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
pub struct WithdrawnAttestationId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "withdrawn_attestation")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: WithdrawnAttestationId,
    pub enrolment_id: EnrolmentId,
    pub sha256: String,
    /// Its name in the file store.
    pub file: Option<String>,
    pub issued_by: MembershipId,
    pub issued_at: DateTimeUtc,
    pub withdrawn_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
