//! One question of a version of a checklist.
use super::{checklist::ChecklistId, checklist_answer::Step};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// How a question is answered.
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
pub enum ItemKind {
    YesNo,
    /// The device may not have what is asked about.
    YesNoNa,
    Grade,
    Measure,
    Photo,
}

/// What a measured value counts.
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
pub enum Unit {
    Percent,
    Cycles,
    Hours,
    Minutes,
    Gigabytes,
    Celsius,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "checklist_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub checklist_id: ChecklistId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub item: String,
    pub step: Step,
    /// Its place among the questions of the list.
    pub position: i32,
    /// By language, as JSON: `{"en":"Turns on?","fr":"S’allume ?"}`.
    pub words: String,
    pub pictogram: String,
    pub required: bool,
    /// A bad answer stops the device; else it is noted.
    pub blocking: bool,
    /// It tests a function of the device.
    pub is_function: bool,
    /// What is wrong here is put right by opening the device.
    pub opens: bool,
    pub kind: ItemKind,
    pub unit: Option<Unit>,
    /// What can be measured at all.
    pub lowest: Option<i32>,
    pub highest: Option<i32>,
    /// What a good device measures.
    pub at_least: Option<i32>,
    pub at_most: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
