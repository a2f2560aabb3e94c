//! The part of a spending that came from one contributor: of a line of its fund, or of what internet access cost it.
use super::{
    fund_agreement::FundAgreementId, fund_line::FundLineId, internet_spend::InternetSpendId,
};
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
pub struct FundShareId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "fund_share")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: FundShareId,
    pub agreement_id: FundAgreementId,
    pub on_day: Date,
    /// Below zero where the line takes another off.
    pub cents: i64,
    pub line_id: Option<FundLineId>,
    pub internet_spend_id: Option<InternetSpendId>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
