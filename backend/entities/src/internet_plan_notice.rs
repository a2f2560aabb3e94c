//! That the prescriber was told of the end of a plan: once for each end.
use super::internet_plan::InternetPlanId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "internet_plan_notice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan_id: InternetPlanId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub ends_on: Date,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
