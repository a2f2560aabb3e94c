//! One answer to one item of a checklist.
use super::{account::AccountId, checklist_photo::ChecklistPhotoId, device::DeviceId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// When a checklist is gone through.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    EnumIter,
    Serialize,
    Deserialize,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Triage,
    Refurbishment,
    QualityCheck,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "checklist_answer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub device_id: DeviceId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub stay: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub step: Step,
    #[sea_orm(primary_key, auto_increment = false)]
    pub item: String,
    pub answer: String,
    /// The value of an answer that is a measure.
    pub measured: Option<i32>,
    pub photo_id: Option<ChecklistPhotoId>,
    pub account_id: AccountId,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
