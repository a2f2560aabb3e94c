//! What a school says of a trial: once in the middle of a loan, once at its end.
use super::{loan::LoanId, membership::MembershipId};
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
pub struct FeedbackId(pub i32);

/// When it is given.
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
pub enum FeedbackMoment {
    /// In the middle of the loan.
    Mid,
    End,
}

/// How often the kit was used.
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
pub enum Frequency {
    Never,
    Sometimes,
    /// Every week.
    Weekly,
    /// Every day, or nearly.
    Daily,
}

/// What the trial came to.
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
pub enum Outcome {
    Conclusive,
    NotConclusive,
    Unused,
}

/// What a conclusive trial leads to.
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
pub enum LeadsTo {
    /// A file at the MDPH.
    Mdph,
    /// Kit that the PAS attributes.
    Pas,
    /// A purchase by the school.
    Purchase,
}

/// Whether the teacher would advise it to a colleague.
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
pub enum Advice {
    Yes,
    /// With help to begin.
    WithHelp,
    No,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "loan_feedback")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: FeedbackId,
    pub loan_id: LoanId,
    pub moment: FeedbackMoment,
    /// Who gave it, or corrected it last.
    pub membership_id: MembershipId,
    pub given_at: DateTimeUtc,
    pub frequency: Frequency,
    /// What the pupil does alone, from 1 to 5: without the kit, and with it. Nothing of kit that was never used.
    pub autonomy_before: Option<i32>,
    pub autonomy_after: Option<i32>,
    /// What the pupil says of it, from 1 to 5; they may keep it to themselves.
    pub voice: Option<i32>,
    /// What it costs the teacher, from 1 to 5.
    pub effort: Option<i32>,
    pub advice: Option<Advice>,
    /// At the end.
    pub outcome: Option<Outcome>,
    pub leads_to: Option<LeadsTo>,
    /// A few words for the school alone.
    pub sealed_words: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
