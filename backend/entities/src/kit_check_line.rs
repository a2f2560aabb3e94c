//! How many of a part were seen when a kit was counted.
use super::{kit_check::CheckMoment, loan::LoanId, membership::MembershipId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "kit_check_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub loan_id: LoanId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub moment: CheckMoment,
    #[sea_orm(primary_key, auto_increment = false)]
    pub part_id: i32,
    pub seen: i32,
    /// Zero of a part of another kit that came along.
    pub expected: i32,
    pub membership_id: MembershipId,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
