//! The project that an association files for a call: a draft until it is sent, then settled.
use super::{
    membership::MembershipId, organisation::OrganisationId, project_call::ProjectCallId,
    site::SiteId,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    DeriveValueType,
)]
#[serde(transparent)]
pub struct ProjectId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "project")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ProjectId,
    pub call_id: ProjectCallId,
    pub organisation_id: OrganisationId,
    /// Who keeps the file, and is written to.
    pub membership_id: MembershipId,
    pub title: String,
    /// What for, and for whom, in plain words.
    pub purpose: String,
    /// How many people it serves in a year.
    pub people: Option<i32>,
    /// Where the devices will be.
    pub place: String,
    pub pickup_site_id: Option<SiteId>,
    /// Who signs and who is trained; none once it was decided on: the recipient has it then, or nobody needs it.
    pub sealed: Option<String>,
    pub created_at: DateTimeUtc,
    pub changed_at: DateTimeUtc,
    pub sent_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
