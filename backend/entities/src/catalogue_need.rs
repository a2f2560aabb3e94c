//! A functional need that an item answers.
use super::catalogue_item::CatalogueItemId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "catalogue_need")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub item_id: CatalogueItemId,
    /// A key of `backend/data/lending-needs.toml`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub need: String,
}

impl ActiveModelBehavior for ActiveModel {}
