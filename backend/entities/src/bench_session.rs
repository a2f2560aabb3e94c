//! What makes a session one of a bench: it does bench work only, and ends with its bench or its badge.
use super::{badge::BadgeId, bench::BenchId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "bench_session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: i32,
    pub bench_id: BenchId,
    pub badge_id: BadgeId,
}

impl ActiveModelBehavior for ActiveModel {}
