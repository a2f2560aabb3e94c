//! A body that takes part in the chain: the département, a collège, a workshop, a prescriber.
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
pub struct OrganisationId(pub i32);

/// What kind of body an organisation is.
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
pub enum OrganisationKind {
    Departement,
    Epci,
    College,
    InsertionWorkshop,
    AdaptedEnterprise,
    SocialService,
    Library,
    FranceServices,
    Association,
    Partner,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: OrganisationId,
    pub kind: OrganisationKind,
    pub name: String,
    /// The name folded (lower case, no accents), unique within a kind.
    pub search: String,
    pub siret: Option<String>,
    pub uai: Option<String>,
    /// SIREN of the intercommunality (EPCI) the organisation belongs to.
    pub epci_code: Option<String>,
    pub phone: Option<String>,
    pub created_at: DateTimeUtc,
    pub closed_at: Option<DateTimeUtc>,
    /// It sent requests before habilitation existed: habilitated until somebody decides otherwise.
    pub prescribed_before: bool,
}

impl ActiveModelBehavior for ActiveModel {}
