//! One person's share of an activity, as the Coop de la médiation numérique tells it: no name, no text.
use super::organisation::OrganisationId;
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
pub struct CoopRowId(pub i32);

/// What was done.
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
pub enum CoopKind {
    Individual,
    Group,
    /// Help with a procedure: nothing is taught in it.
    Procedure,
}

/// How old the person is, as the Coop groups ages.
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
pub enum CoopAge {
    /// Under 12.
    Child,
    /// 12 to 17.
    Teenager,
    /// Under 18, in exports of before.
    Minor,
    /// 18 to 24.
    YoungAdult,
    /// 25 to 39.
    Adult,
    /// 40 to 59.
    MiddleAged,
    /// 60 to 69.
    Senior,
    /// 70 and more.
    Elder,
    NotSaid,
}

/// What the person does, as the Coop says it.
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
pub enum CoopOccupation {
    InSchool,
    WithoutWork,
    InWork,
    Retired,
    NotSaid,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "coop_row")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: CoopRowId,
    pub organisation_id: OrganisationId,
    /// The Coop's own number of the activity.
    pub cra_id: String,
    /// The how-manieth of its participants this row is of, from 1.
    pub participant: i32,
    pub participants: i32,
    pub held_on: Date,
    pub kind: CoopKind,
    pub minutes: i32,
    /// A sorted array of theme keys.
    pub themes: String,
    /// Of the place where it was held.
    pub insee_code: Option<String>,
    pub age: CoopAge,
    pub occupation: CoopOccupation,
    pub imported_at: DateTimeUtc,
    pub changed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
