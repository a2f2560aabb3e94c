//! The answer to one question of an opinion, from 1 to 4.
use super::opinion::OpinionId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "opinion_answer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub opinion_id: OpinionId,
    /// Of the question among those asked, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub value: i32,
}

impl ActiveModelBehavior for ActiveModel {}
