//! A folded word that an item is found by: of its names, purpose, accessories and synonyms.
use super::catalogue_item::CatalogueItemId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "catalogue_word")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub word: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub item_id: CatalogueItemId,
}

impl ActiveModelBehavior for ActiveModel {}
