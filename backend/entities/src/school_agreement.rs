//! The agreement of a school with the library for one school year, as it was signed.
use super::{membership::MembershipId, organisation::OrganisationId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// How the head of the school signed.
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
pub enum AgreementSignature {
    Screen,
    /// A signed paper, kept as it came.
    Paper,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "school_agreement")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub organisation_id: OrganisationId,
    /// The school year.
    pub first_on: Date,
    pub last_on: Date,
    pub signature: AgreementSignature,
    /// Of the paper as it was signed, and its name in the file store.
    pub sha256: String,
    pub file: String,
    pub media_type: String,
    pub signed_on: Date,
    /// Who signed on the screen, or kept the paper.
    pub membership_id: MembershipId,
    pub recorded_at: DateTimeUtc,
    /// Its last day, where it ends before the year does.
    pub ended_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
