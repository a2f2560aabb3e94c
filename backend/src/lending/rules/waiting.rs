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

/// Whether the last free piece is offered to somebody else for days among these; both as the piece would be taken, the
/// buffer with them.
#[must_use]
pub fn is_promised(
    offer: &loan_wait::Model,
    account: AccountId,
    (from, until): (NaiveDate, NaiveDate),
    offered_until: NaiveDate,
    free: usize,
) -> bool {
    offer.account_id != account && free == 1 && offer.from_on <= until && from <= offered_until
}

/// Whether somebody else waits: what is out is not kept longer then.
#[must_use]
pub fn others_wait(line: &[loan_wait::Model], account: AccountId) -> bool {
    line.iter().any(|wait| wait.account_id != account)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use entities::{
        catalogue_item::CatalogueItemId, membership::MembershipId, organisation::OrganisationId,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The first two weeks of June, wanted by the person of this number.
    fn wait(id: i32, state: WaitState) -> loan_wait::Model {
        loan_wait::Model {
            id,
            item_id: CatalogueItemId(1),
            membership_id: MembershipId(id),
            account_id: AccountId(id),
            organisation_id: OrganisationId(1),
            from_on: day("2026-06-01"),
            until_on: day("2026-06-12"),
            state,
            joined_at: DateTime::UNIX_EPOCH,
            offer_until: (state == WaitState::Offered).then(|| day("2026-05-07")),
            loan_id: None,
            closed_at: None,
        }
    }

    #[test]
    fn the_first_whose_days_are_free_is_next_and_only_one_at_a_time() {
        let today = day("2026-05-04");
        let line = [wait(1, WaitState::Waiting), wait(2, WaitState::Waiting)];
        let next = |line: &[loan_wait::Model], today, free: &[i32]| {
            next_offered(line, today, |wait| free.contains(&wait.id)).map(|wait| wait.id)
        };
        assert_eq!(next(&line, today, &[1, 2]), Some(1));
        assert_eq!(next(&line, today, &[2]), Some(2));
        assert_eq!(next(&line, today, &[]), None);
        // The first day wanted is over.
        assert_eq!(next(&line, day("2026-06-02"), &[1, 2]), None);
        let offered = [wait(1, WaitState::Offered), wait(2, WaitState::Waiting)];
        assert_eq!(next(&offered, today, &[1, 2]), None);
    }

    #[test]
    fn an_offer_ends_with_the_rule_or_with_the_first_day_wanted() {
        let terms = Terms::default();
        let one = wait(1, WaitState::Waiting);
        let until = |today: &str| offer_until(&one, day(today), terms);
        assert_eq!(until("2026-05-04"), day("2026-05-07"));
        assert_eq!(until("2026-05-30"), day("2026-06-01"));
        assert_eq!(until("2026-06-01"), day("2026-06-01"));
    }

    #[test]
    fn the_last_free_piece_is_kept_for_who_was_offered_it() {
        let offer = wait(1, WaitState::Offered);
        let until = day("2026-06-16");
        let june = (day("2026-06-08"), day("2026-06-19"));
        // Right after the last day wanted, while the piece is made ready again.
        let buffer = (day("2026-06-15"), day("2026-06-19"));
        let july = (day("2026-07-01"), day("2026-07-10"));
        for (account, days, free, promised) in [
            (2, june, 1, true),
            (2, june, 2, false),
            (2, buffer, 1, true),
            (2, july, 1, false),
            (1, june, 1, false),
        ] {
            assert_eq!(
                is_promised(&offer, AccountId(account), days, until, free),
                promised
            );
        }
        assert!(others_wait(std::slice::from_ref(&offer), AccountId(2)));
        assert!(!others_wait(&[offer], AccountId(1)));
    }
}
