//! What a stock count is limited to: a site, an owner or a kind of device in each row; none of a kind of row means all.
use super::{
    device::DeviceKind, organisation::OrganisationId, site::SiteId, stock_count::StockCountId,
};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "stock_count_scope")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub count_id: StockCountId,
    pub site_id: Option<SiteId>,
    pub owner_id: Option<OrganisationId>,
    pub kind: Option<DeviceKind>,
}

impl ActiveModelBehavior for ActiveModel {}
