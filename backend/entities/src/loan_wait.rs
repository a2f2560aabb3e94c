//! Somebody who waits for kit that is taken on the days they want.
use super::{
    account::AccountId, catalogue_item::CatalogueItemId, loan::LoanId, membership::MembershipId,
    organisation::OrganisationId,
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
    EnumIter,
    Serialize,
    Deserialize,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum WaitState {
    Waiting,
    /// Their days are free: they have until `offer_until` to reserve.
    Offered,
    Taken,
    /// The offer was not taken up, or the first day is over.
    Expired,
    Left,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "loan_wait")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub item_id: CatalogueItemId,
    pub membership_id: MembershipId,
    pub account_id: AccountId,
    pub organisation_id: OrganisationId,
    pub from_on: Date,
    pub until_on: Date,
    pub state: WaitState,
    pub joined_at: DateTimeUtc,
    pub offer_until: Option<Date>,
    /// The loan that came of it.
    pub loan_id: Option<LoanId>,
    pub closed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
