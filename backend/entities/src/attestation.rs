//! The attestation of a pathway, on paper: its hash for good, its file until the person is forgotten.
use super::{enrolment::EnrolmentId, membership::MembershipId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "attestation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub enrolment_id: EnrolmentId,
    pub sha256: String,
    /// Its name in the file store.
    pub file: Option<String>,
    pub issued_by: MembershipId,
    pub issued_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
