//! A free cession: devices that a public owner gives to a legal person of a category the law lists.
use super::{membership::MembershipId, organisation::OrganisationId};
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
pub struct CessionId(pub i32);

/// Who may be given public computers (CG3P, art. L. 3212-2, applied to local authorities by L. 3212-3). The
/// owner's own staff (5°) is not among them.
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
pub enum CessionCategory {
    ParentsAssociation,
    TutoringAssociation,
    PublicUtility,
    Esus,
    GeneralInterest,
    StudentsAssociation,
    Charity,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "cession")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: CessionId,
    pub owner_id: OrganisationId,
    pub recipient: String,
    /// SIRET of an establishment, or RNA number of an association.
    pub recipient_number: String,
    pub category: CessionCategory,
    pub proof_reference: String,
    pub proof_from: Date,
    pub proof_until: Option<Date>,
    pub proof_sha256: String,
    pub proof_file: String,
    pub proof_media: String,
    /// How the market value was estimated.
    pub value_method: String,
    /// Whether the recipient may sell on at a solidarity price.
    pub resells: bool,
    pub decision_number: String,
    pub decided_on: Date,
    pub convention_number: String,
    pub convention_on: Date,
    /// Functions, never names.
    pub signatory: String,
    pub recipient_signatory: String,
    /// The words of law the act begins with, as the owner wants them.
    pub grounds: String,
    pub ceded_on: Date,
    pub devices: i32,
    pub total_cents: i64,
    /// Of the act as it was made.
    pub sha256: String,
    /// The act's name in the file store.
    pub file: String,
    pub membership_id: MembershipId,
    pub created_at: DateTimeUtc,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
