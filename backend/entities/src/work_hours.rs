//! What one person worked on one day, and what they practised. Of no device and of no operation.
use super::{membership::MembershipId, organisation::OrganisationId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "work_hours")]
pub struct Model {
    /// The person under their role: a number, never a name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub membership_id: MembershipId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    pub organisation_id: OrganisationId,
    /// Whole quarters of an hour.
    pub minutes: i32,
    /// An array of keys of `backend/data/skills.toml`.
    pub skills: String,
    pub recorded_by: MembershipId,
    pub recorded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
