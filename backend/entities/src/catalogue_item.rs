//! An item of the lending library: what a piece of kit is for, how it is used, and the store it is fetched from.
use super::{membership::MembershipId, site::SiteId};
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
pub struct CatalogueItemId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "catalogue_item")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: CatalogueItemId,
    /// Its name in addresses.
    #[sea_orm(unique)]
    pub slug: String,
    pub name_fr: String,
    pub name_en: String,
    /// What it is for.
    pub purpose_fr: String,
    pub purpose_en: String,
    /// How it is used, in a few sentences.
    pub usage_fr: String,
    pub usage_en: String,
    /// One per line: what is counted out and in with a piece.
    pub accessories_fr: String,
    pub accessories_en: String,
    /// One step per line: the short guide, which is also the guided session.
    pub guide_fr: String,
    pub guide_en: String,
    pub age_from: Option<i32>,
    pub age_to: Option<i32>,
    /// Other words it is looked for by.
    pub synonyms: String,
    /// It touches ears or mouths: it is cleaned at every return.
    pub needs_cleaning: bool,
    /// Its charge is looked at when it comes back.
    pub has_battery: bool,
    /// The store its pieces are kept at.
    pub site_id: SiteId,
    pub membership_id: MembershipId,
    pub created_at: DateTimeUtc,
    /// Counts the changes: notices one by somebody else.
    pub version: i32,
    pub withdrawn_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
