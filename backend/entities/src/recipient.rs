//! Who a request speaks for; everything personal is sealed (law 5).
use super::organisation::OrganisationId;
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
pub struct RecipientId(pub i32);

/// What the recipient is.
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
pub enum RecipientKind {
    Person,
    Household,
    Establishment,
    Association,
    Place,
}

/// How a person is told what they have to know.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
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
pub enum Channel {
    #[default]
    Letter,
    Email,
    Call,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "recipient")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: RecipientId,
    pub kind: RecipientKind,
    /// The prescriber's organisation, which alone sees it.
    pub organisation_id: OrganisationId,
    pub sealed: Option<String>,
    /// Keyed fingerprint of family name and birth year.
    pub name_key: Option<String>,
    pub created_at: DateTimeUtc,
    pub last_contact_at: DateTimeUtc,
    pub erased_at: Option<DateTimeUtc>,
    /// Since when the person has their data limited: kept, and used for nothing.
    pub restricted_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
