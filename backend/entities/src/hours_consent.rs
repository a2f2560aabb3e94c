//! A workshop keeps hours: since when, and whom it informed before.
use super::{membership::MembershipId, organisation::OrganisationId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "hours_consent")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub organisation_id: OrganisationId,
    /// The staff representatives (CSE).
    pub representatives_informed_on: Date,
    /// The people whose hours they are.
    pub people_informed_on: Date,
    /// The data protection officer.
    pub officer_informed_on: Date,
    pub begun_by: MembershipId,
    pub begun_at: DateTimeUtc,
    pub ended_by: Option<MembershipId>,
    pub ended_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
