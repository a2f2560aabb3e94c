//! How the columns of an owner's accounts were read the last time.
use super::organisation::OrganisationId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "asset_mapping")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub owner_id: OrganisationId,
    /// The meaning of each column by its folded name, as JSON.
    pub mapping: String,
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
