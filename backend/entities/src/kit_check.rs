//! A kit counted when it goes out with a loan, or comes back.
use super::{device::DeviceId, loan::LoanId, membership::MembershipId};
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
    EnumIter,
    Serialize,
    Deserialize,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum CheckMoment {
    Out,
    In,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "kit_check")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub loan_id: LoanId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub moment: CheckMoment,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kit_id: DeviceId,
    pub membership_id: MembershipId,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
