//! Who is trained for a recipient: the recipient or somebody who stands beside them.
use super::recipient::RecipientId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    DeriveValueType,
)]
#[serde(transparent)]
pub struct LearnerId(pub i32);

/// What the learner is to the recipient.
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
pub enum LearnerRelation {
    Oneself,
    Carer,
    FosterCarer,
    Parent,
    Educator,
    Teacher,
    Aidant,
    Signatory,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "learner")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: LearnerId,
    pub recipient_id: RecipientId,
    pub relation: LearnerRelation,
    pub sealed: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
