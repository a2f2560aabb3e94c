//! A school that closes, and its last day: no loan of it lasts longer.
use super::{membership::MembershipId, organisation::OrganisationId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "school_closing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    pub closes_on: Date,
    pub membership_id: MembershipId,
    pub announced_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
