//! What internet access cost a fund: a month of a plan, or a prepaid card or voucher handed over. Nothing of it changes.
use super::{internet_plan::InternetPlanId, membership::MembershipId, prepaid::PrepaidId};
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
pub struct InternetSpendId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "internet_spend")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: InternetSpendId,
    /// Its first day.
    pub month: Date,
    /// The code of the fund.
    pub fund: String,
    pub cents: i32,
    pub plan_id: Option<InternetPlanId>,
    pub prepaid_id: Option<PrepaidId>,
    pub noted_by: MembershipId,
    pub noted_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
