//! The rules of lending as coordination set them. Rows are only added; the latest holds.
use super::membership::MembershipId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "lending_rule")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    /// The most days a loan lasts.
    pub longest_days: i32,
    /// How far ahead its first day may be.
    pub ahead_days: i32,
    /// How many loans one person may have open.
    pub at_once: i32,
    /// How many days longer an extension makes it; none means that loans are not extended.
    pub extension_days: i32,
    /// Open days between two loans of a piece: transport, cleaning, charging.
    pub buffer_days: i32,
    /// The same for what can hold data: it goes through the workshop.
    pub erasing_days: i32,
    /// Whether the head of the school has a say before the store prepares.
    pub approval: bool,
    /// How long a clearance to borrow an item is valid.
    pub clearance_days: i32,
    /// How long before the end the borrower is reminded.
    pub remind_days: i32,
    /// How many open days after its first a reservation that nobody fetches is kept.
    pub fetch_days: i32,
    /// How long who waited has to take up an offer.
    pub offer_days: i32,
    /// After how many late returns somebody may not reserve for a while; none means never.
    pub late_returns: i32,
    /// In how many months late returns are counted.
    pub late_months: i32,
    /// How long they may not.
    pub suspension_days: i32,
    pub membership_id: MembershipId,
    pub declared_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
