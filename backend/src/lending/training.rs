//! Who is cleared to leave with pieces of an item (law 1): by a guided session, or by a referent who saw them use it.
use super::rules::{Terms, valid_until};
use crate::{
    auth::{
        Allowed,
        permissions::{BorrowKit, ClearBorrowers},
    },
    journal::{self, Event, EventKind},
    keys::sha256_hex,
};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    account::AccountId,
    catalogue_item::{self, CatalogueItemId},
    loan_clearance::{self, LoanGround},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr};

/// The lines of a text that people keep one thing per line in.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// When it is issued, and under which rules.
#[derive(Clone, Copy, Debug)]
pub struct Issuing {
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub terms: Terms,
}

/// The person confirmed every step of the guide, in the language it was shown in.
pub async fn by_session(
    txn: &impl ConnectionTrait,
    by: &Allowed<BorrowKit>,
    item: &catalogue_item::Model,
    guide: &str,
    at: Issuing,
) -> Result<loan_clearance::Model, DbErr> {
    let steps = i32::try_from(lines(guide).count()).unwrap_or(i32::MAX);
    let row = loan_clearance::ActiveModel {
        account_id: Set(by.account.id),
        item_id: Set(item.id),
        ground: Set(LoanGround::Session),
        steps: Set(steps),
        guide_sha256: Set(Some(sha256_hex(guide))),
        issued_at: Set(at.now),
        valid_until: Set(valid_until(at.today, at.terms)),
        ..Default::default()
    };
    let event = Event::of(EventKind::LoanClearanceIssued);
    journal::insert(txn, by.at(at.now), row, event).await
}

/// A referent saw them use it; nobody is their own referent, and the database says so too.
pub async fn by_referent(
    txn: &impl ConnectionTrait,
    by: &Allowed<ClearBorrowers>,
    (account, item): (AccountId, CatalogueItemId),
    at: Issuing,
) -> Result<loan_clearance::Model, DbErr> {
    let row = loan_clearance::ActiveModel {
        account_id: Set(account),
        item_id: Set(item),
        ground: Set(LoanGround::Referent),
        steps: Set(0),
        granted_by: Set(Some(by.membership_id)),
        granted_account_id: Set(Some(by.account.id)),
        issued_at: Set(at.now),
        valid_until: Set(valid_until(at.today, at.terms)),
        ..Default::default()
    };
    let event = Event::of(EventKind::LoanClearanceIssued);
    journal::insert(txn, by.at(at.now), row, event).await
}
