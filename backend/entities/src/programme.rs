//! A plan's rules, as data.
use super::{device::Grade, erasure::ErasureLevel, pathway::PathwayId};
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
pub struct ProgrammeId(pub i32);

/// What must be true before a handover.
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
pub enum Gate {
    Enrolled,
    Attended,
    HandsOn,
    Provisional,
}

/// On what ground a device goes to its recipient.
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
pub enum LegalChain {
    LoanForUse,
    InKindAid,
    CessionByAssociation,
}

/// Whether an internet access comes with the device.
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
pub enum Connectivity {
    /// Proposed; the person may say no.
    Offered,
    Included,
}

/// Who collects what the recipient pays.
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
pub enum Collector {
    /// For goods that are its own.
    Association,
    /// A public till (*régie de recettes*).
    Regie,
    /// The public accountant, by an order to collect (*titre de recettes*).
    Titre,
    /// Somebody who collects for the owner, by agreement.
    Mandate,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "programme")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ProgrammeId,
    pub key: String,
    pub name_fr: String,
    pub name_en: String,
    pub pathway_id: PathwayId,
    pub gate: Gate,
    pub required_minutes: i32,
    /// Array of module ids.
    pub required_modules: String,
    pub provisional_days: Option<i32>,
    /// How long a clearance may wait to be used.
    pub clearance_days: i32,
    pub waivers_per_year: i32,
    /// Array of device kinds.
    pub device_kinds: String,
    /// Array of {"fr","en"}: the publics admitted, by number.
    pub public_rules: String,
    pub legal_chain: LegalChain,
    pub deliberation_number: Option<String>,
    /// How deeply a device must have been erased; none, in a programme older than the question, is `clear`, and
    /// stays out of the journal as it stayed out of its events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub erasure_level: Option<ErasureLevel>,
    /// For how many months after the handover the device must still get updates; none and 0 ask for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub update_months: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub free_software_only: Option<bool>,
    /// The number of the saved version in force; none, in a programme older than versions, until it is changed.
    pub saved_version: Option<i32>,
    /// Which organisations may ask, as JSON; none: all that prescribe.
    pub organisations: Option<String>,
    /// Array of keys of technical categories; none: any.
    pub categories: Option<String>,
    /// The look that is still admitted; none: any.
    pub least_grade: Option<Grade>,
    /// Array of three {"pathway","aidant"}, for the levels 1 to 3; none: one pathway for everybody.
    pub levels: Option<String>,
    /// Percent of the devices handed over in a civil year.
    pub stock_share: Option<i32>,
    /// Ready devices of each of its kinds that are kept aside for it.
    pub stock_reserve: Option<i32>,
    /// Below this many ready devices of one of its kinds there is an alert.
    pub stock_minimum: Option<i32>,
    pub funding: Option<String>,
    pub connectivity: Option<Connectivity>,
    /// For how many months after the handover a device that fails is exchanged; none: no warranty.
    pub warranty_months: Option<i32>,
    /// Array of {"fr","en"}: what a kit holds besides the device; none where it is no kit.
    pub kit_contents: Option<String>,
    /// Who prescribed it hands it over.
    pub prescriber_hands_over: Option<bool>,
    /// Cents; none is free.
    pub price_tablet: Option<i32>,
    pub price_phone: Option<i32>,
    pub price_laptop: Option<i32>,
    pub price_desktop: Option<i32>,
    pub price_screen: Option<i32>,
    pub collector: Option<Collector>,
    /// Of the till, of the order or of the mandate.
    pub collector_number: Option<String>,
    pub created_at: DateTimeUtc,
    pub closed_at: Option<DateTimeUtc>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
