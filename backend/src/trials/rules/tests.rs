use super::*;
use entities::{
    account::AccountId, catalogue_item::CatalogueItemId, device::DeviceId, loan::LoanId,
    membership::MembershipId, organisation::OrganisationId, site::SiteId,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// From 1 to 21 June, back on the 20th when it is back.
fn loan(state: LoanState) -> loan::Model {
    let back = (state == LoanState::Returned).then(|| day("2026-06-20"));
    loan::Model {
        id: LoanId(1),
        item_id: CatalogueItemId(1),
        device_id: DeviceId(1),
        site_id: SiteId(1),
        membership_id: MembershipId(1),
        account_id: AccountId(1),
        organisation_id: OrganisationId(1),
        slot: 1,
        state,
        starts_on: day("2026-06-01"),
        ends_on: day("2026-06-21"),
        busy_until: day("2026-06-23"),
        days: 21,
        extensions: 0,
        pupil_code: None,
        at_home: None,
        family_signed_on: None,
        family_kept_by: None,
        requested_at: "2026-06-01T08:00:00Z".parse().unwrap(),
        decided_at: None,
        decided_by: None,
        prepared_at: None,
        prepared_by: None,
        slip_sha256: None,
        slip_file: None,
        out_on: None,
        handed_by: None,
        clearance_id: None,
        returned_on: back,
        returned_by: None,
        condition: None,
        complete: None,
        cleaned: None,
        charged: None,
        completed_on: None,
        closed_at: None,
        version: 1,
    }
}

#[test]
fn the_middle_and_the_end_are_asked_in_their_time_and_an_end_never_given_stays_owed() {
    use FeedbackMoment::{End, Mid};
    use LoanState::{Cancelled, Out, Prepared, Returned};
    use Standing::{Asked, Given, NotAsked, Owed, Settled};
    for (state, moment, is_given, on, expected) in [
        (Prepared, Mid, false, "2026-06-11", NotAsked),
        (Cancelled, End, false, "2026-07-11", NotAsked),
        (Out, Mid, false, "2026-06-10", NotAsked),
        (Out, Mid, false, "2026-06-11", Asked),
        (Out, Mid, true, "2026-06-12", Given),
        (Out, End, false, "2026-06-15", NotAsked),
        (Out, End, false, "2026-06-16", Asked),
        (Out, End, false, "2026-07-30", Asked),
        (Out, End, true, "2026-06-17", Given),
        (Returned, Mid, false, "2026-06-20", NotAsked),
        (Returned, Mid, true, "2026-07-04", Given),
        (Returned, End, false, "2026-06-20", Owed),
        (Returned, End, false, "2027-06-20", Owed),
        (Returned, End, true, "2026-07-04", Given),
        (Returned, End, true, "2026-07-05", Settled),
    ] {
        let found = standing(&loan(state), moment, is_given, day(on));
        assert_eq!(found, expected, "{state:?} {moment:?} {is_given} {on}");
    }
}

#[test]
fn small_counts_are_not_told() {
    let told: Vec<_> = [0, 1, 4, 5, 12].map(told).to_vec();
    assert_eq!(told, [None, None, None, Some(5), Some(12)]);
}
