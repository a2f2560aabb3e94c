//! How often a program called with its token on a day.
use super::api_token::ApiTokenId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "api_token_use")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_id: ApiTokenId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    pub calls: i32,
}

impl ActiveModelBehavior for ActiveModel {}
