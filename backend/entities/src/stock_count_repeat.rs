//! A label scanned again in the same pass of a stock count: the counter was told who had counted it, and when.
use super::{membership::MembershipId, site::SiteId, stock_count::StockCountId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "stock_count_repeat")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub count_id: StockCountId,
    pub scan_id: i32,
    pub site_id: SiteId,
    pub membership_id: MembershipId,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
