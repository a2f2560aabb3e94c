//! Passes issued together for a programme: as many, of one value, until one day.
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
pub struct PassIssueId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "pass_issue")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PassIssueId,
    pub programme_id: ProgrammeId,
    pub passes: i32,
    pub value_cents: i32,
    /// The first moment at which its passes are no longer taken: a midnight in France.
    pub expires_at: DateTimeUtc,
    pub issued_by: MembershipId,
    pub issued_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
