//! How many minutes it takes from one commune to another, as an imported table says.
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "travel_time")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub to_code: String,
    pub minutes: i32,
}

impl ActiveModelBehavior for ActiveModel {}
