//! A site as the directory tells the public of it. Its name, address and phone are the site's own.
use super::{membership::MembershipId, site::SiteId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "place")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    pub presentation: String,
    pub email: Option<String>,
    pub website: Option<String>,
    /// As `OpenStreetMap` writes opening hours.
    pub opening_hours: Option<String>,
    pub accessibility_url: Option<String>,
    /// Millionths of a degree: whole numbers compare alike on every engine.
    pub latitude_e6: Option<i32>,
    pub longitude_e6: Option<i32>,
    /// The day on which somebody last said that all of it is true.
    pub confirmed_on: Date,
    pub confirmed_by: MembershipId,
    pub version: i32,
    pub withdrawn_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
