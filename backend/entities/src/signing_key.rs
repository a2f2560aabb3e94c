//! A public key that signs checkpoints and exports, vouched for by the one before it.
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "signing_key")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    /// 64 hexadecimal digits.
    pub public_key: String,
    /// The public key before it; empty for the first.
    pub previous: String,
    pub at: DateTimeUtc,
    /// By the key before it; by itself when it is the first, or when the one before was lost.
    pub signature: String,
}

impl ActiveModelBehavior for ActiveModel {}
