//! Devices that come together from one donor.
use super::{organisation::OrganisationId, site::SiteId};
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
pub struct CollectionLotId(pub i32);

/// On what ground the devices are with us (domain facts §3.1: chains A, B, C, and custody only).
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
pub enum LegalBasis {
    RefurbishingService,
    Cession,
    LoanForUse,
    Deposit,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "collection_lot")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: CollectionLotId,
    pub donor_id: OrganisationId,
    pub owner_id: OrganisationId,
    /// Where the lot is to be received.
    pub workshop_site_id: SiteId,
    pub legal_basis: LegalBasis,
    /// Number of the reform decision, where there is one.
    pub reform_reference: Option<String>,
    /// The list it came from, as the person named it.
    pub source: String,
    /// Who answers for the devices on the way.
    pub transport_holder: Option<String>,
    pub boxes_announced: Option<i32>,
    pub boxes_received: Option<i32>,
    pub devices_announced: i32,
    pub created_at: DateTimeUtc,
    pub received_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
