//! A device, from the announcement to its last owner.
use super::{
    catalogue_item::CatalogueItemId, cession::CessionId, collection_lot::CollectionLotId,
    container::ContainerId, loan::LoanId, organisation::OrganisationId, site::SiteId,
    transfer::TransferId, waste_pallet::WastePalletId,
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
pub struct DeviceId(pub i32);

/// What the thing is.
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
pub enum DeviceKind {
    Tablet,
    Phone,
    Laptop,
    Desktop,
    Screen,
    Accessory,
}

/// Where a device stands. Out of house is not a stage: it is an open handover row.
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
pub enum Stage {
    Announced,
    NotReceived,
    Received,
    Triage,
    Refurbishment,
    QualityCheck,
    Ready,
    Scrapped,
}

/// Cosmetic and functional grade of a device worth keeping.
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
pub enum Grade {
    A,
    B,
    C,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "device")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: DeviceId,
    pub lot_id: CollectionLotId,
    #[sea_orm(unique)]
    pub label_code: Option<String>,
    pub kind: DeviceKind,
    /// Types that hold no data are declared so; all others need an accepted erasure (law 3).
    pub holds_data: bool,
    pub manufacturer: String,
    /// Folded; with the serial number it identifies the device.
    pub manufacturer_key: String,
    pub model: String,
    pub model_identifier: Option<String>,
    /// Kind, maker and model folded: what a clearance names.
    pub model_key: String,
    pub serial: Option<String>,
    pub imei: Option<String>,
    pub asset_tag: Option<String>,
    /// The owner's own number.
    pub inventory_number: Option<String>,
    pub acquired_on: Option<Date>,
    /// Acquisition value, euro cents.
    pub value_cents: Option<i64>,
    pub school_uai: Option<String>,
    pub school_name: Option<String>,
    pub source_status: Option<String>,
    pub os: Option<String>,
    pub os_version: Option<String>,
    pub storage_mb: Option<i32>,
    pub processor: Option<String>,
    pub owner_id: OrganisationId,
    /// False for a device seen at reception that no list announced.
    pub announced: bool,
    pub stage: Stage,
    pub stage_since: DateTimeUtc,
    pub grade: Option<Grade>,
    /// What it is worth as a tool, by the rules of a set; the latest record of this stay says why.
    pub category: Option<String>,
    /// Where it is while in custody; empty while handed over, announced or scrapped.
    pub site_id: Option<SiteId>,
    /// The box or place it is kept in; empty as soon as it leaves the site.
    pub container_id: Option<ContainerId>,
    /// The transfer it is on its way with; until it is scanned in, its site is the sender's.
    pub transfer_id: Option<TransferId>,
    /// The waste pallet it was scrapped onto.
    pub pallet_id: Option<WastePalletId>,
    /// The cession it left by: it belongs to somebody else.
    pub cession_id: Option<CessionId>,
    /// The item of the lending library it is a piece of: lent, and promised to nobody.
    pub item_id: Option<CatalogueItemId>,
    /// The loan it is out with.
    pub loan_id: Option<LoanId>,
    /// The how-manieth stay in the workshop; a return begins the next.
    pub stay: i32,
    /// The passed quality check of this stay.
    pub ready_check_id: Option<i32>,
    pub created_at: DateTimeUtc,
    /// Folded text for the list's search.
    pub search: String,
    /// Number of events so far; also what a concurrent change is noticed by.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
