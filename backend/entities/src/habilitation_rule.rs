//! The pathway that earns a habilitation, and how long it holds.
use super::{habilitation::Act, membership::MembershipId, pathway::PathwayId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "habilitation_rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub act: Act,
    pub pathway_id: PathwayId,
    pub months: i32,
    pub changed_by: MembershipId,
    pub changed_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
