//! A piece of kit that somebody at a school borrows for some days.
use super::{
    account::AccountId, catalogue_item::CatalogueItemId, device::DeviceId,
    loan_clearance::LoanClearanceId, membership::MembershipId, organisation::OrganisationId,
    site::SiteId,
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
pub struct LoanId(pub i32);

/// How far a loan is.
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
pub enum LoanState {
    /// The head of the school has a say first.
    Requested,
    Reserved,
    /// The kit is together and its slip printed.
    Prepared,
    Out,
    Returned,
    Cancelled,
    Refused,
}

/// How a piece came back.
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
pub enum PieceCondition {
    Good,
    Worn,
    /// It goes to the workshop.
    Damaged,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "loan")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: LoanId,
    pub item_id: CatalogueItemId,
    /// The piece.
    pub device_id: DeviceId,
    /// The store it is fetched from.
    pub site_id: SiteId,
    /// The borrower.
    pub membership_id: MembershipId,
    pub account_id: AccountId,
    /// The school, to which it is lent.
    pub organisation_id: OrganisationId,
    /// The how-manieth open loan of the person: two open ones never share a number.
    pub slot: i32,
    pub state: LoanState,
    pub starts_on: Date,
    pub ends_on: Date,
    /// The last day the piece is taken, after the buffer.
    pub busy_until: Date,
    /// From the first day to the last.
    pub days: i32,
    pub extensions: i32,
    /// Made for the school, which alone knows whose it is.
    pub pupil_code: Option<String>,
    /// Whether the pupil takes it home; nothing says that it stays at school.
    pub at_home: Option<bool>,
    /// The day of the family agreement that the school keeps.
    pub family_signed_on: Option<Date>,
    /// Who said so, at the school.
    pub family_kept_by: Option<MembershipId>,
    pub requested_at: DateTimeUtc,
    pub decided_at: Option<DateTimeUtc>,
    pub decided_by: Option<MembershipId>,
    pub prepared_at: Option<DateTimeUtc>,
    pub prepared_by: Option<MembershipId>,
    /// Of the slip as it was printed.
    pub slip_sha256: Option<String>,
    /// Its name in the file store.
    pub slip_file: Option<String>,
    pub out_on: Option<Date>,
    pub handed_by: Option<MembershipId>,
    /// Used at the handover: of this borrower, for this item.
    pub clearance_id: Option<LoanClearanceId>,
    pub returned_on: Option<Date>,
    pub returned_by: Option<MembershipId>,
    pub condition: Option<PieceCondition>,
    /// Whether all its accessories came back.
    pub complete: Option<bool>,
    /// Of an item that is cleaned at every return.
    pub cleaned: Option<bool>,
    /// Of an item with a battery: whether it holds its charge.
    pub charged: Option<bool>,
    /// When what was missing was there again.
    pub completed_on: Option<Date>,
    pub closed_at: Option<DateTimeUtc>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
