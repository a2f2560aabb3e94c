//! A look at a person's data, with its own expiry.
use super::{membership::MembershipId, recipient::RecipientId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What was done with the data.
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
pub enum AccessAct {
    Viewed,
    Searched,
    Recorded,
    Printed,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "access_log")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub at: DateTimeUtc,
    pub membership_id: MembershipId,
    pub recipient_id: RecipientId,
    pub act: AccessAct,
    pub expires_on: Date,
}

impl ActiveModelBehavior for ActiveModel {}
