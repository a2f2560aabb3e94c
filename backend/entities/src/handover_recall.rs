//! A provisional loan whose prescriber was told that its deadline has come: once.
use super::handover::HandoverId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "handover_recall")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub handover_id: HandoverId,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
