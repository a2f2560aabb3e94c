//! A named juror of a call.
use super::{membership::MembershipId, project_call::ProjectCallId};
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
pub struct JurorId(pub i32);

/// Which of the two juries of a call.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    EnumIter,
    Serialize,
    Deserialize,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Jury {
    /// Marks by criteria.
    Technical,
    /// Gives an opinion.
    Elected,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "project_call_juror")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: JurorId,
    pub call_id: ProjectCallId,
    pub jury: Jury,
    pub membership_id: MembershipId,
    pub named_by: MembershipId,
    pub named_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
