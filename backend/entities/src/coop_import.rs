//! What an export of the Coop brought when it was taken in.
use super::{membership::MembershipId, organisation::OrganisationId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "coop_import")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub organisation_id: OrganisationId,
    /// Nobody for the command line.
    pub membership_id: Option<MembershipId>,
    pub at: DateTimeUtc,
    pub added: i32,
    pub changed: i32,
    pub same: i32,
    /// Changed in the file, and kept as they were: somebody's presence rests on them.
    pub held_back: i32,
    pub refused: i32,
}

impl ActiveModelBehavior for ActiveModel {}
