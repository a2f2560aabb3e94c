//! A printed label; blank until a device bears its code.
use super::label_batch::LabelBatchId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "label")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub batch_id: LabelBatchId,
}

impl ActiveModelBehavior for ActiveModel {}
