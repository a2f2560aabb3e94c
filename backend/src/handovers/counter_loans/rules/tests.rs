//! The rules of a counter, from the outside.
use super::{
    LONGEST_ONBOARDING, NoOnboarding, NotLent, NotLonger, due_on, lends, longer, may_onboard,
    onboarding,
};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    counter_rule::{self, OnboardedBy},
    membership::MembershipId,
    pathway::PathwayId,
    programme::{self, Gate, LegalChain, ProgrammeId},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at() -> DateTime<Utc> {
    "2026-05-04T08:00:00Z".parse().unwrap()
}

fn rule() -> counter_rule::Model {
    counter_rule::Model {
        id: 1,
        programme_id: ProgrammeId(1),
        longest_days: 14,
        extension_days: 7,
        at_once: 1,
        onboarded_by: OnboardedBy::Trainers,
        remind_days: 2,
        late_returns: 2,
        late_months: 12,
        suspension_days: 30,
        membership_id: MembershipId(1),
        declared_at: at(),
    }
}

fn programme() -> programme::Model {
    programme::Model {
        id: ProgrammeId(1),
        key: "p".to_owned(),
        name_fr: "P".to_owned(),
        name_en: "P".to_owned(),
        pathway_id: PathwayId(1),
        gate: Gate::Attended,
        required_minutes: 20,
        required_modules: "[]".to_owned(),
        provisional_days: None,
        clearance_days: 1,
        waivers_per_year: 0,
        device_kinds: "[]".to_owned(),
        public_rules: "[]".to_owned(),
        legal_chain: LegalChain::LoanForUse,
        deliberation_number: None,
        erasure_level: None,
        update_months: None,
        free_software_only: None,
        saved_version: None,
        organisations: None,
        categories: None,
        least_grade: None,
        levels: None,
        stock_share: None,
        stock_reserve: None,
        stock_minimum: None,
        funding: None,
        connectivity: None,
        warranty_months: None,
        price_tablet: None,
        price_phone: None,
        price_laptop: None,
        price_desktop: None,
        price_screen: None,
        collector: None,
        kit_contents: None,
        prescriber_hands_over: None,
        collector_number: None,
        created_at: at(),
        closed_at: None,
        version: 1,
    }
}

#[test]
fn only_a_programme_that_trains_before_and_takes_back_after_lends() {
    assert_eq!(lends(&programme()), Ok(()));
    for gate in [Gate::Enrolled, Gate::HandsOn, Gate::Provisional] {
        let other = programme::Model {
            gate,
            ..programme()
        };
        assert_eq!(lends(&other), Err(NotLent::NoOnboarding), "{gate:?}");
    }
    let by_modules = programme::Model {
        required_minutes: 0,
        ..programme()
    };
    assert_eq!(lends(&by_modules), Err(NotLent::NoOnboarding));
    let given = programme::Model {
        legal_chain: LegalChain::InKindAid,
        ..programme()
    };
    assert_eq!(lends(&given), Err(NotLent::NotALoan));
    let closed = programme::Model {
        closed_at: Some(at()),
        ..programme()
    };
    assert_eq!(lends(&closed), Err(NotLent::Closed));
}

#[test]
fn an_onboarding_counts_from_the_minutes_of_the_programme_on_and_from_who_may_give_it() {
    let judged = |minutes, is_trainer| {
        onboarding(minutes, &programme(), &rule(), is_trainer).map(super::Onboarding::minutes)
    };
    assert_eq!(judged(19, true), Err(NoOnboarding::TooShort(20)));
    assert_eq!(judged(20, true), Ok(20));
    assert_eq!(
        judged(LONGEST_ONBOARDING + 1, true),
        Err(NoOnboarding::TooLong)
    );
    assert_eq!(judged(20, false), Err(NoOnboarding::NotATrainer));
    assert!(may_onboard(OnboardedBy::Clerks, false));
    assert!(!may_onboard(OnboardedBy::Trainers, false));
}

#[test]
fn a_loan_lasts_days_of_the_calendar_also_when_the_clock_changes() {
    // The night of 24 to 25 October 2026 has 25 hours, that of 28 to 29 March 2026 has 23.
    for (from, until) in [("2026-10-20", "2026-11-03"), ("2026-03-20", "2026-04-03")] {
        assert_eq!(due_on(day(from), 14, &rule()), Some(day(until)));
    }
    for days in [-1, 0, 15] {
        assert_eq!(due_on(day("2026-10-20"), days, &rule()), None);
    }
}

#[test]
fn a_loan_is_made_longer_once_in_time_and_while_nobody_waits() {
    let due = day("2026-10-23");
    let judged =
        |extensions, today: &str, awaited| longer((due, extensions), day(today), &rule(), awaited);
    assert_eq!(judged(0, "2026-10-23", false), Ok(day("2026-10-30")));
    assert_eq!(judged(0, "2026-10-24", false), Err(NotLonger::Late));
    assert_eq!(judged(1, "2026-10-23", false), Err(NotLonger::Already));
    assert_eq!(judged(0, "2026-10-23", true), Err(NotLonger::Awaited));
    let never = counter_rule::Model {
        extension_days: 0,
        ..rule()
    };
    assert_eq!(longer((due, 0), due, &never, false), Err(NotLonger::Never));
}
