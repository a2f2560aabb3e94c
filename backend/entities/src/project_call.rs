//! A call for projects of associations, under a programme, with what it asks for and until when.
use super::{membership::MembershipId, programme::ProgrammeId};
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
pub struct ProjectCallId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "project_call")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ProjectCallId,
    pub programme_id: ProgrammeId,
    /// The saved version of the programme it was opened under.
    pub programme_version: Option<i32>,
    /// The number of the public of the programme that a winner belongs to, from 1.
    pub public_rule: i32,
    pub title: String,
    /// What it is about, as the public reads it.
    pub words: String,
    /// The papers wanted, one a line; may be empty.
    pub papers: String,
    pub opens_at: DateTimeUtc,
    /// From this instant on nothing arrives any more.
    pub closes_at: DateTimeUtc,
    /// Who opened it.
    pub membership_id: MembershipId,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
