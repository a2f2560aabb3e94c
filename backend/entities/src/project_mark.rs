//! The mark of one juror for one criterion, from 0 to 5.
use super::{project_call_criterion::CriterionId, project_review::ReviewId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "project_mark")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub review_id: ReviewId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub criterion_id: CriterionId,
    pub mark: i32,
}

impl ActiveModelBehavior for ActiveModel {}
