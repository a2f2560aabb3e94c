//! How many of one kind of supply there are at a site, and how many there should be at least.
use super::site::SiteId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "supply_stock")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    /// A key of `backend/data/supplies.toml`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    pub quantity: i32,
    /// Below it, the supplies page and the home page say so; 0 asks for nothing.
    pub minimum: i32,
}

impl ActiveModelBehavior for ActiveModel {}
