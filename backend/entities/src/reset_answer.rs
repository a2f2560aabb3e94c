//! What one person answered about a reset, one question at a time, until the photo makes it an erasure.
use super::{account::AccountId, device::DeviceId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What is asked about a reset.
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
pub enum ResetQuestion {
    Os,
    ActivationLock,
    ResetProtection,
    DeviceManagement,
    Sim,
    Sd,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "reset_answer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub device_id: DeviceId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub stay: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub question: ResetQuestion,
    /// As the form of the erasure posts it.
    pub answer: String,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
