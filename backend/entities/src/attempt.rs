//! How often something was tried lately, for the rate limits.
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "attempt")]
pub struct Model {
    /// A keyed fingerprint of the account or address, never either in clear.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    pub since: DateTimeUtc,
    pub count: i32,
}

impl ActiveModelBehavior for ActiveModel {}
