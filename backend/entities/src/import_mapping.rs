//! How the columns of a source's lists were mapped the last time.
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "import_mapping")]
pub struct Model {
    /// Folded.
    #[sea_orm(primary_key, auto_increment = false)]
    pub source: String,
    /// SHA-256 of the header row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub headers: String,
    pub mapping: String,
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
