//! A place where devices or people are received.
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
pub struct SiteId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "site")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: SiteId,
    pub organisation_id: OrganisationId,
    pub name: String,
    pub address: String,
    pub postcode: String,
    pub city: String,
    pub insee_code: Option<String>,
    pub epci_code: Option<String>,
    pub phone: Option<String>,
    pub is_workshop: bool,
    pub is_pickup: bool,
    pub is_training: bool,
    pub created_at: DateTimeUtc,
    pub closed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
