//! Category and needs behind a request, sealed (law 9).
use super::request::RequestId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "request_private")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: RequestId,
    pub sealed: String,
}

impl ActiveModelBehavior for ActiveModel {}
