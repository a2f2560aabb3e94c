//! A partner whom the school named on a loan: they follow this trial, and no other.
use super::{loan::LoanId, membership::MembershipId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// As what the partner follows the trial.
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
pub enum PartnerKind {
    /// The school authority of the département.
    Dsden,
    /// The départemental house of people with disabilities.
    Mdph,
    Therapist,
    /// The support centre for schooling.
    Pas,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "loan_partner")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub loan_id: LoanId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub membership_id: MembershipId,
    pub kind: PartnerKind,
    /// Who named them.
    pub named_by: MembershipId,
    pub named_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
