//! A root over the heads of all chains at an instant.
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "checkpoint")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub at: DateTimeUtc,
    pub subjects: i64,
    pub events: i64,
    pub root: String,
    pub previous: String,
    pub hash: String,
    /// The fingerprint of the key that signed it; none before checkpoints were signed.
    pub signed_by: Option<String>,
    pub signature: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
