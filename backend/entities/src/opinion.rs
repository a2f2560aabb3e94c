//! What somebody said of a workshop, a handover or an emergency kit: of nobody, numbers, never words, never changed.
use super::{answer_set::Way, programme::ProgrammeId, site::SiteId};
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
pub struct OpinionId(pub i32);

/// Of what, and whose.
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
pub enum OpinionKind {
    /// Of a training session, by who was present.
    Workshop,
    /// Of how a device was handed over, by who received it.
    Handover,
    /// Of an emergency kit, by who received it.
    KitUser,
    /// Of an emergency kit, by who prescribed it.
    KitPrescriber,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "opinion")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: OpinionId,
    pub kind: OpinionKind,
    /// Of the questions as they were asked.
    pub version: i32,
    pub way: Way,
    pub programme_id: ProgrammeId,
    pub site_id: SiteId,
    /// The moment at which the quarter began in which it was given.
    pub quarter: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
