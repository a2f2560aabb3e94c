//! The tables of who may be given what.
use super::*;
use sea_orm::Iterable;
use std::fmt::Write;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn act(category: CessionCategory) -> Act {
    Act {
        category,
        has_proof: true,
        proof_from: day("2024-01-01"),
        proof_until: Some(day("2028-12-31")),
        committed: true,
        resells: false,
        decided_on: day("2026-10-05"),
        convention_on: day("2026-10-12"),
        ceded_on: day("2026-11-20"),
    }
}

#[test]
fn every_category_and_condition_has_its_verdict() {
    let today = day("2026-11-21");
    let mut table = String::new();
    for category in CessionCategory::iter() {
        writeln!(table, "{category:?}").unwrap();
        let good = act(category);
        let cases = [
            ("all in order", good),
            (
                "selling on",
                Act {
                    resells: true,
                    ..good
                },
            ),
            (
                "no proof",
                Act {
                    has_proof: false,
                    ..good
                },
            ),
            (
                "a proof without an end",
                Act {
                    proof_until: None,
                    ..good
                },
            ),
            (
                "a proof that ends that day",
                Act {
                    proof_until: Some(good.ceded_on),
                    ..good
                },
            ),
            (
                "a proof that ended the day before",
                Act {
                    proof_until: Some(day("2026-11-19")),
                    ..good
                },
            ),
            (
                "a proof that begins later",
                Act {
                    proof_from: day("2026-11-21"),
                    ..good
                },
            ),
            (
                "no commitment",
                Act {
                    committed: false,
                    ..good
                },
            ),
            (
                "decided afterwards",
                Act {
                    decided_on: day("2026-11-21"),
                    ..good
                },
            ),
            (
                "agreed afterwards",
                Act {
                    convention_on: day("2026-11-21"),
                    ..good
                },
            ),
            (
                "tomorrow",
                Act {
                    ceded_on: day("2026-11-22"),
                    ..good
                },
            ),
        ];
        for (case, act) in cases {
            writeln!(table, "  {case}: {:?}", against_act(act, today)).unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn every_standing_owner_and_ground_has_its_verdict() {
    let mut table = String::new();
    let good = Device {
        standing: Standing::At(Stage::Ready),
        promised: false,
        kind: DeviceKind::Tablet,
        owner: OrganisationKind::Departement,
        same_owner: true,
        basis: LegalBasis::RefurbishingService,
    };
    for standing in Standing::all() {
        let found = against_device(Device { standing, ..good });
        writeln!(table, "{standing:?}: {found:?}").unwrap();
    }
    for owner in OrganisationKind::iter() {
        let found = against_device(Device { owner, ..good });
        writeln!(table, "owned by {owner:?}: {found:?}").unwrap();
    }
    for basis in LegalBasis::iter() {
        let found = against_device(Device { basis, ..good });
        writeln!(table, "with us for {basis:?}: {found:?}").unwrap();
    }
    let promised = against_device(Device {
        promised: true,
        ..good
    });
    writeln!(table, "promised: {promised:?}").unwrap();
    let other = against_device(Device {
        same_owner: false,
        ..good
    });
    writeln!(table, "of another owner: {other:?}").unwrap();
    insta::assert_snapshot!(table);
}

#[test]
fn every_value_and_price_has_its_verdict() {
    let mut table = String::new();
    for kind in DeviceKind::iter() {
        writeln!(table, "{kind:?}").unwrap();
        for value_cents in [None, Some(-1), Some(0), Some(30_000), Some(30_001)] {
            let found = weigh(Worth {
                kind,
                value_cents,
                price_cents: None,
                resells: false,
            });
            writeln!(table, "  worth {value_cents:?}: {found:?}").unwrap();
        }
        let cap = cap_cents(kind).map_or(0, i64::from);
        for price_cents in [None, Some(0), Some(cap), Some(cap + 1)] {
            let found = weigh(Worth {
                kind,
                value_cents: Some(5_000),
                price_cents,
                resells: true,
            });
            writeln!(table, "  sold on for {price_cents:?}: {found:?}").unwrap();
        }
    }
    insta::assert_snapshot!(table);
}
