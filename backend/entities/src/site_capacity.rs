//! How many devices a workshop says that it can take in a week, from a day on. Rows are only added.
use super::{membership::MembershipId, site::SiteId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "site_capacity")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub site_id: SiteId,
    pub per_week: i32,
    pub from_on: Date,
    pub membership_id: MembershipId,
    pub declared_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
