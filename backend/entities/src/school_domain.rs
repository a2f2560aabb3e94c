//! A domain whose addresses are those of teachers: who has one may register themselves.
use super::membership::MembershipId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "school_domain")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    /// Lower case, without the sign before it.
    pub domain: String,
    pub membership_id: MembershipId,
    pub added_at: DateTimeUtc,
    pub removed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
