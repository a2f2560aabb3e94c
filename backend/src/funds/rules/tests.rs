use super::*;
use chrono::{DateTime, Utc};
use entities::{
    fund::FundId,
    fund_agreement::{FundAgreementId, Nature},
    membership::MembershipId,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A gift for everything, from 2026 to 2028.
fn agreement(id: i32) -> fund_agreement::Model {
    fund_agreement::Model {
        id: FundAgreementId(id),
        fund_id: FundId(1),
        organisation_id: OrganisationId(id),
        number: format!("CONV-{id}"),
        nature: Nature::Other,
        starts_on: day("2026-01-01"),
        ends_on: day("2028-12-31"),
        in_advance: false,
        matching: Matching::Gift,
        match_cents: None,
        cap_cents: None,
        net_of_state: false,
        equal_share: false,
        programme_id: None,
        epci_code: None,
        expense: None,
        own_users: false,
        corrects_id: None,
        recorded_by: MembershipId(1),
        recorded_at: DateTime::<Utc>::UNIX_EPOCH,
        version: 1,
    }
}

fn purpose(expense: Expense) -> Purpose {
    Purpose {
        expense,
        programme: Some(ProgrammeId(1)),
        epci: Some("200011773".to_owned()),
        own_user_of: None,
    }
}

#[test]
fn an_agreement_pays_for_what_its_days_and_earmarks_allow() {
    let change = |with: fn(&mut fund_agreement::Model)| {
        let mut agreement = agreement(1);
        with(&mut agreement);
        agreement
    };
    let device = purpose(Expense::Device);
    let customer = Purpose {
        own_user_of: Some(OrganisationId(1)),
        ..device.clone()
    };
    let of_another = Purpose {
        own_user_of: Some(OrganisationId(2)),
        ..device.clone()
    };
    let nowhere = Purpose {
        programme: None,
        epci: None,
        ..device.clone()
    };
    let public = change(|it| it.programme_id = Some(ProgrammeId(1)));
    let other_public = change(|it| it.programme_id = Some(ProgrammeId(2)));
    let there = change(|it| it.epci_code = Some("200011773".to_owned()));
    let elsewhere = change(|it| it.epci_code = Some("200000172".to_owned()));
    let devices = change(|it| it.expense = Some(Expense::Device));
    let training = change(|it| it.expense = Some(Expense::Training));
    let customers = change(|it| it.own_users = true);
    for (agreement, purpose, on, admitted) in [
        (&agreement(1), &device, "2026-01-01", true),
        (&agreement(1), &nowhere, "2028-12-31", true),
        (&agreement(1), &device, "2025-12-31", false),
        (&agreement(1), &device, "2029-01-01", false),
        (&public, &device, "2026-06-01", true),
        (&public, &nowhere, "2026-06-01", false),
        (&other_public, &device, "2026-06-01", false),
        (&there, &device, "2026-06-01", true),
        (&there, &nowhere, "2026-06-01", false),
        (&elsewhere, &device, "2026-06-01", false),
        (&devices, &device, "2026-06-01", true),
        (&training, &device, "2026-06-01", false),
        (&customers, &customer, "2026-06-01", true),
        (&customers, &of_another, "2026-06-01", false),
        (&customers, &device, "2026-06-01", false),
    ] {
        assert_eq!(
            admits(agreement, day(on), purpose),
            admitted,
            "{agreement:?} {purpose:?} {on}"
        );
    }
    assert!(!is_earmarked(&agreement(1)));
    for earmarked in [&public, &there, &devices, &customers] {
        assert!(is_earmarked(earmarked));
    }
}

#[test]
fn what_is_left_is_never_more_than_on_any_day_since() {
    let at = |on: &str, cents| Movement { on: day(on), cents };
    let account = Account {
        given: vec![at("2026-02-01", 100_000), at("2026-06-01", 50_000)],
        paid: vec![at("2026-03-01", 80_000), at("2026-09-01", 60_000)],
    };
    let gift = agreement(1);
    for (on, balance, left) in [
        ("2026-01-31", 0, 0),
        // 1,000 € were there, but 800 of them are spent on 1 March, and only 100 are left on 1 September.
        ("2026-02-01", 100_000, 10_000),
        ("2026-03-01", 20_000, 10_000),
        ("2026-06-01", 70_000, 10_000),
        ("2026-12-31", 10_000, 10_000),
    ] {
        assert_eq!(account.balance(day(on)), balance, "{on}");
        assert_eq!(account.left(&gift, day(on)), left, "{on}");
    }
    // Paid afterwards: what the cap leaves, on any day.
    let afterwards = fund_agreement::Model {
        in_advance: true,
        cap_cents: Some(200_000),
        ..agreement(2)
    };
    assert_eq!(account.left(&afterwards, day("2026-01-31")), 60_000);
    let used_up = fund_agreement::Model {
        cap_cents: Some(140_000),
        ..afterwards
    };
    assert_eq!(account.left(&used_up, day("2026-12-31")), 0);
}

fn room(agreement: i32, cents: i64, earmarked: bool) -> Room {
    Room {
        agreement: FundAgreementId(agreement),
        cents,
        earmarked,
    }
}

fn parts(cents: i64, rooms: &[Room]) -> Vec<(i32, i64)> {
    let parts = split(cents, rooms).unwrap();
    parts
        .into_iter()
        .map(|part| (part.agreement.0, part.cents))
        .collect()
}

#[test]
fn a_spending_is_split_in_proportion_to_what_each_has_left() {
    // Two to one; a third of a cent goes to the largest remainder.
    let rooms = [room(1, 200_000, false), room(2, 100_000, false)];
    assert_eq!(parts(30_000, &rooms), [(1, 20_000), (2, 10_000)]);
    assert_eq!(parts(100, &rooms), [(1, 67), (2, 33)]);
    assert_eq!(parts(1, &rooms), [(1, 1)]);
    // Where remainders are equal, the older agreement pays.
    let equal = [
        room(3, 100, false),
        room(1, 100, false),
        room(2, 100, false),
    ];
    assert_eq!(parts(100, &equal), [(1, 34), (2, 33), (3, 33)]);
    assert_eq!(parts(200, &equal), [(1, 67), (2, 67), (3, 66)]);
    // Money that may not go to everything goes first.
    let earmarked = [
        room(1, 1_000, false),
        room(2, 300, true),
        room(3, 100, true),
    ];
    assert_eq!(parts(200, &earmarked), [(2, 150), (3, 50)]);
    assert_eq!(parts(500, &earmarked), [(1, 100), (2, 300), (3, 100)]);
    // Who has nothing pays nothing; who has too little says by how much.
    assert_eq!(
        parts(10, &[room(1, 0, true), room(2, 10, false)]),
        [(2, 10)]
    );
    assert_eq!(split(1_401, &earmarked), Err(Short { missing_cents: 1 }));
    assert_eq!(split(5, &[]), Err(Short { missing_cents: 5 }));
}

/// Thousands of splits: each adds up, and nobody pays more than they have left, nor less than nothing.
#[test]
fn however_it_is_split_the_parts_add_up() {
    // A generator of our own, so that a failure comes back: the one of Numerical Recipes.
    let mut state: u32 = 20_261_129;
    let mut next = |below: i64| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        i64::from(state >> 8) % below
    };
    for _ in 0..5_000 {
        let count = i32::try_from(1 + next(6)).unwrap();
        let rooms: Vec<Room> = (1..=count)
            .map(|id| room(id, next(100_000), next(3) == 0))
            .collect();
        let together = sum(&rooms);
        let cents = 1 + next(together.max(1));
        match split(cents, &rooms) {
            Ok(parts) => {
                assert!(cents <= together);
                let paid: i64 = parts.iter().map(|part| part.cents).sum();
                assert_eq!(paid, cents, "{rooms:?}");
                for part in &parts {
                    let own = rooms.iter().find(|room| room.agreement == part.agreement);
                    assert!(part.cents > 0 && part.cents <= own.unwrap().cents);
                }
                // An earmarked cent is never kept while a free one is spent.
                let spent = |earmarked: bool| {
                    let of = |part: &&Part| {
                        rooms.iter().any(|room| {
                            room.agreement == part.agreement && room.earmarked == earmarked
                        })
                    };
                    parts.iter().filter(of).map(|part| part.cents).sum::<i64>()
                };
                let earmarked: i64 = rooms
                    .iter()
                    .filter(|room| room.earmarked)
                    .map(|room| room.cents)
                    .sum();
                assert!(spent(false) == 0 || spent(true) == earmarked);
            }
            Err(short) => assert_eq!(short.missing_cents, cents - together),
        }
    }
}

#[test]
fn one_euro_brings_two_and_other_rules() {
    use Matching::{Contributions, Spending};
    let facts = Base {
        given_by_others: 300_000,
        given_by_state: 100_000,
        given_by_local: 120_000,
        spent: 500_001,
    };
    let equal = Some(Limit::EqualShare);
    let cap = Some(Limit::Cap);
    // By what, for a euro, with which cap, net of State aid, in equal share: what it brings, what limits it, what is owed.
    for (matching, match_cents, cap_cents, (net, share), brought, limit, cents) in [
        (
            Contributions,
            200,
            None,
            (false, false),
            600_000,
            None,
            600_000,
        ),
        (
            Contributions,
            200,
            Some(450_000),
            (false, false),
            600_000,
            cap,
            450_000,
        ),
        // Half of what is spent; half a cent is left out.
        (Spending, 50, None, (false, false), 250_000, None, 250_000),
        (Spending, 50, None, (true, false), 200_000, None, 200_000),
        (Spending, 50, None, (true, true), 200_000, equal, 120_000),
        // The lower of two limits.
        (
            Spending,
            50,
            Some(110_000),
            (true, true),
            200_000,
            cap,
            110_000,
        ),
        (
            Spending,
            50,
            Some(130_000),
            (true, true),
            200_000,
            equal,
            120_000,
        ),
    ] {
        let agreement = fund_agreement::Model {
            matching,
            match_cents: Some(match_cents),
            cap_cents,
            net_of_state: net,
            equal_share: share,
            ..agreement(1)
        };
        let owed = owed(&agreement, facts).unwrap();
        assert_eq!(
            (owed.brought, owed.limit, owed.cents),
            (brought, limit, cents)
        );
        assert_eq!(owed.net_of, if net { 100_000 } else { 0 });
    }
    assert_eq!(owed(&agreement(1), facts), None);
    // The State gives more than was spent: nothing is owed, and not less.
    let nothing = fund_agreement::Model {
        matching: Spending,
        match_cents: Some(50),
        net_of_state: true,
        ..agreement(1)
    };
    let little = Base {
        spent: 50_000,
        ..facts
    };
    assert_eq!(owed(&nothing, little).map(|owed| owed.cents), Some(0));
}

#[test]
fn a_cost_is_rounded_to_the_cent_and_few_are_not_told_of() {
    for (cents, count, cost) in [
        (100_000, 5, Some(20_000)),
        (100, 8, Some(13)),
        (100, 7, Some(14)),
        (0, 9, Some(0)),
        (100_000, 4, None),
        (100_000, 0, None),
        (-1, 9, None),
    ] {
        assert_eq!(cost_of_one(cents, count, 5), cost, "{cents} {count}");
    }
    // A third of three hours, and the same taken off.
    assert_eq!(minutes_of(1_000, 3_000, 180), 60);
    assert_eq!(minutes_of(-1_000, -3_000, 180), -60);
    assert_eq!(minutes_of(999, 3_000, 180), 59);
}

#[test]
fn a_letter_counts_what_was_paid_and_not_taken_off() {
    let borne = |expense, thing, cents, line_cents, minutes| Borne {
        expense,
        thing,
        cents,
        line_cents,
        minutes,
    };
    let found = figures(&[
        borne(Expense::Device, 1, 10_000, 15_000, 0),
        borne(Expense::Device, 1, 500, 500, 0),
        borne(Expense::Device, 2, 15_000, 15_000, 0),
        // Taken off.
        borne(Expense::Device, 2, -15_000, -15_000, 0),
        borne(Expense::Training, 1, 2_000, 6_000, 180),
    ]);
    let told: Vec<_> = found
        .into_iter()
        .map(|(expense, it)| (expense, it.cents, it.things, it.minutes))
        .collect();
    assert_eq!(
        told,
        [
            (Expense::Device, 10_500, 1, 0),
            (Expense::Training, 2_000, 1, 60),
        ]
    );
}
