//! Whose turn it is when days come free, until when, and what that asks of others. Pure.
use super::Terms;
use chrono::{Days, NaiveDate};
use entities::{
    account::AccountId,
    loan_wait::{self, WaitState},
};

/// The last day of an offer made today; no later than the first day that is wanted.
#[must_use]
pub fn offer_until(wait: &loan_wait::Model, today: NaiveDate, terms: Terms) -> NaiveDate {
    let days = u64::try_from(terms.offer_days).unwrap_or_default();
    (today + Days::new(days)).min(wait.from_on).max(today)
}

/// Who gets the next offer: the first, in the order of the line, whose days are free; nobody while an offer stands.
#[must_use]
pub fn next_offered(
    line: &[loan_wait::Model],
    today: NaiveDate,
    is_free: impl Fn(&loan_wait::Model) -> bool,
) -> Option<&loan_wait::Model> {
    if line.iter().any(|wait| wait.state == WaitState::Offered) {
        return None;
    }
    line.iter()
        .find(|wait| wait.state == WaitState::Waiting && wait.from_on >= today && is_free(wait))
}

/// Whether the last free piece is offered to somebody else for days among these.
#[must_use]
pub fn is_promised(
    offer: Option<&loan_wait::Model>,
    account: AccountId,
    (from, until): (NaiveDate, NaiveDate),
    free: usize,
) -> bool {
    offer.is_some_and(|offer| {
        offer.account_id != account
            && free <= 1
            && offer.from_on <= until
            && from <= offer.until_on
    })
}

/// Whether somebody else waits: what is out is not kept longer then.
#[must_use]
pub fn others_wait(line: &[loan_wait::Model], account: AccountId) -> bool {
    line.iter().any(|wait| wait.account_id != account)
}
