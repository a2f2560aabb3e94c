//! What lets a person leave with pieces of an item: a guided session, or a referent who saw them use it. It is issued
//! once and never changes; it runs out.
use super::{account::AccountId, catalogue_item::CatalogueItemId, membership::MembershipId};
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
pub struct LoanClearanceId(pub i32);

/// What it rests on.
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
pub enum LoanGround {
    /// Every step of the item's guide was confirmed by the person.
    Session,
    /// A referent, who is somebody else, saw them use it.
    Referent,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "loan_clearance")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: LoanClearanceId,
    /// Who was trained.
    pub account_id: AccountId,
    pub item_id: CatalogueItemId,
    pub ground: LoanGround,
    /// How many steps were confirmed, of a guided session.
    pub steps: i32,
    /// The hash of the guide that was shown.
    pub guide_sha256: Option<String>,
    /// The referent.
    pub granted_by: Option<MembershipId>,
    /// The referent's account: never the account that was trained.
    pub granted_account_id: Option<AccountId>,
    pub issued_at: DateTimeUtc,
    /// The last day it may be used.
    pub valid_until: Date,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
