//! A person whose erasure is announced.
use super::recipient::RecipientId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "retention_notice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub recipient_id: RecipientId,
    pub announced_on: Date,
    pub erase_on: Date,
}

impl ActiveModelBehavior for ActiveModel {}
