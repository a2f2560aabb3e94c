//! Over how many years an owner writes off what stands on an account.
use super::{membership::MembershipId, organisation::OrganisationId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "asset_duration")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub owner_id: OrganisationId,
    /// The account, or what several accounts begin with.
    #[sea_orm(primary_key, auto_increment = false)]
    pub account: String,
    pub years: i32,
    pub membership_id: MembershipId,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
