//! What two people who book or close at one place at the same moment meet on.
use super::site::SiteId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "pickup_agenda")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    pub changes: i32,
}

impl ActiveModelBehavior for ActiveModel {}
