//! How long data is kept; the latest version counts.
use super::membership::MembershipId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "retention_setting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    /// After the last contact.
    pub active_months: i32,
    /// Between the announcement and the erasure.
    pub notice_days: i32,
    /// Of a signed paper, after the end of its handover.
    pub paper_years: i32,
    pub set_by: MembershipId,
    pub set_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
