//! Days on which a store is closed: nothing is fetched or brought back.
use super::{membership::MembershipId, site::SiteId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "store_closure")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub site_id: SiteId,
    pub from_on: Date,
    pub until_on: Date,
    /// "Vacances de Noël".
    pub label: String,
    pub membership_id: MembershipId,
    pub created_at: DateTimeUtc,
    pub removed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
