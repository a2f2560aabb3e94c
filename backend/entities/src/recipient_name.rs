//! A keyed fingerprint of a name that a person is found by.
use super::recipient::RecipientId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "recipient_name")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub recipient_id: RecipientId,
}

impl ActiveModelBehavior for ActiveModel {}
