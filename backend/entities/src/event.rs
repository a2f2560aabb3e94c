//! One link of a subject's chain. Rows are only ever added.
use super::membership::MembershipId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i32,
    pub at: DateTimeUtc,
    /// Empty when the system itself acted.
    pub actor_id: Option<MembershipId>,
    pub kind: String,
    /// Canonical JSON: details, and under "set" the columns as they are now.
    pub data: String,
    pub previous: String,
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
