//! The answer to one statement of a questionnaire, from 1 to 4.
use super::answer_set::AnswerSetId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "statement_answer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub answer_set_id: AnswerSetId,
    /// Of the statement in its questionnaire, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub value: i32,
}

impl ActiveModelBehavior for ActiveModel {}
