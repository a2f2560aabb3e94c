//! The rules of the stock at a date, as tables, and the statement that closes whatever happens.
use super::*;
use proptest::prelude::*;
use std::{collections::BTreeMap, fmt::Write};

#[test]
fn every_way_from_one_holder_to_the_next_has_its_kind() {
    let mut table = String::new();
    for before in std::iter::once(None).chain(HOLDERS.map(Some)) {
        let kinds = HOLDERS.map(|after| format!("{after:?}: {:?}", Kind::of(before, after)));
        writeln!(table, "{before:?} → {}", kinds.join(", ")).unwrap();
    }
    assert_eq!(
        table,
        "\
None → Sender: Announced, NeverCame: Announced, Site: Received, Transit: Received, Recipient: Corrected, Waste: Scrapped, Ceded: Ceded
Some(Sender) → Sender: Elsewhere, NeverCame: Elsewhere, Site: Received, Transit: Received, Recipient: Corrected, Waste: Scrapped, Ceded: Ceded
Some(NeverCame) → Sender: Elsewhere, NeverCame: Elsewhere, Site: Received, Transit: Received, Recipient: Corrected, Waste: Scrapped, Ceded: Ceded
Some(Site) → Sender: Corrected, NeverCame: Corrected, Site: Elsewhere, Transit: Elsewhere, Recipient: HandedOver, Waste: Scrapped, Ceded: Ceded
Some(Transit) → Sender: Corrected, NeverCame: Corrected, Site: Elsewhere, Transit: Elsewhere, Recipient: HandedOver, Waste: Scrapped, Ceded: Ceded
Some(Recipient) → Sender: Corrected, NeverCame: Corrected, Site: Returned, Transit: Returned, Recipient: Elsewhere, Waste: Scrapped, Ceded: Ceded
Some(Waste) → Sender: Corrected, NeverCame: Corrected, Site: TakenBack, Transit: TakenBack, Recipient: Corrected, Waste: Elsewhere, Ceded: Elsewhere
Some(Ceded) → Sender: Corrected, NeverCame: Corrected, Site: TakenBack, Transit: TakenBack, Recipient: Corrected, Waste: Elsewhere, Ceded: Elsewhere
"
    );
}

#[test]
fn every_pair_of_holders_is_of_one_kind_and_is_found_again_by_it() {
    let pairs: usize = Kind::ALL.map(|kind| kind.pairs().len()).iter().sum();
    assert_eq!(pairs, HOLDERS.len() * (HOLDERS.len() + 1));
    for kind in Kind::ALL {
        assert_eq!(Kind::from_value(kind.value()), Some(kind));
    }
    for holder in HOLDERS {
        assert!(Group::of(holder).holders().contains(&holder));
    }
}

#[test]
fn a_day_ends_when_the_next_begins_in_france_and_an_hour_that_is_skipped_is_none() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
    let end = |text| end_of(day(text)).unwrap().to_rfc3339();
    assert_eq!(end("2026-01-31"), "2026-01-31T22:59:59.999999+00:00");
    assert_eq!(end("2026-03-29"), "2026-03-29T21:59:59.999999+00:00");
    assert_eq!(end("2026-10-24"), "2026-10-24T21:59:59.999999+00:00");
    assert_eq!(end("2026-10-25"), "2026-10-25T22:59:59.999999+00:00");
    assert_eq!(before(day("2026-02-01")), end_of(day("2026-01-31")));
    assert_eq!(moment(day("2026-03-29"), time("02:30")), None);
    let twice = moment(day("2026-10-25"), time("02:30")).unwrap();
    assert_eq!(twice.to_rfc3339(), "2026-10-25T00:30:00+00:00");
}

/// A small stock, recomputed by hand: two tablets of 219.50 € received, one handed over, one revalued to 200 €.
#[test]
fn the_figures_of_a_small_stock_agree_to_the_cent() {
    let flow = |before, after, devices, cents_before, cents_after| Flow {
        before: Some(before),
        after,
        was_inside: Group::of(before) == Group::Custody,
        is_inside: Group::of(after) == Group::Custody,
        revalued: cents_before != cents_after,
        devices,
        cents_before,
        cents_after,
    };
    let flows = [
        flow(Holder::Sender, Holder::Site, 2, 43_900, 43_900),
        flow(Holder::Site, Holder::Transit, 1, 21_950, 21_950),
        flow(Holder::Site, Holder::Recipient, 1, 21_950, 21_950),
        flow(Holder::Transit, Holder::Site, 1, 21_950, 20_000),
    ];
    let closing = Sum {
        devices: 1,
        cents: 20_000,
        unvalued: 0,
    };
    let statement = Statement::of(Sum::default(), &flows, closing);
    let line = |way, kind, devices, cents| Line {
        way,
        kind,
        devices,
        cents,
    };
    assert_eq!(
        statement.lines,
        [
            line(Way::In, Some(Kind::Received), 2, 43_900),
            line(Way::Out, Some(Kind::HandedOver), 1, -21_950),
            line(Way::Revalued, None, 1, -1_950),
        ]
    );
    assert_eq!(statement.unexplained(), (0, 0));
}

/// One device's state from a moment on: who has it, at which site, and its value.
type State = (usize, u8, Option<i64>);

fn inside(state: &State, group: Group, site: Option<u8>) -> bool {
    Group::of(HOLDERS[state.0]) == group && site.is_none_or(|site| site == state.1)
}

fn at(history: &BTreeMap<u8, State>, moment: u8) -> Option<&State> {
    history.range(..=moment).next_back().map(|(_, state)| state)
}

fn sum(stock: &[BTreeMap<u8, State>], moment: u8, counted: impl Fn(&State) -> bool) -> Sum {
    let mut sum = Sum::default();
    for state in stock.iter().filter_map(|history| at(history, moment)) {
        if counted(state) {
            sum.add(Sum {
                devices: 1,
                cents: state.2.unwrap_or(0),
                unvalued: i64::from(state.2.is_none()),
            });
        }
    }
    sum
}

proptest! {
    #[test]
    fn a_statement_of_movements_closes_to_zero_whatever_happened(
        stock in proptest::collection::vec(
            proptest::collection::btree_map(
                0_u8..40,
                (0_usize..HOLDERS.len(), 0_u8..3, proptest::option::of(0_i64..50_000)),
                1..8,
            ),
            0..12,
        ),
        from in 0_u8..40,
        to in 0_u8..40,
        group in 0_usize..Group::ALL.len(),
        site in proptest::option::of(0_u8..3),
    ) {
        let (from, to) = (from.min(to), from.max(to));
        let counted = |state: &State| inside(state, Group::ALL[group], site);
        let mut flows = Vec::new();
        for history in &stock {
            for (moment, state) in history.range(..=to).filter(|(moment, _)| **moment > from) {
                let before = moment.checked_sub(1).and_then(|moment| at(history, moment));
                let cents_before = before.and_then(|state| state.2).unwrap_or(0);
                let cents_after = state.2.unwrap_or(0);
                flows.push(Flow {
                    before: before.map(|state| HOLDERS[state.0]),
                    after: HOLDERS[state.0],
                    was_inside: before.is_some_and(counted),
                    is_inside: counted(state),
                    revalued: cents_before != cents_after,
                    devices: 1,
                    cents_before,
                    cents_after,
                });
            }
        }
        let statement = Statement::of(sum(&stock, from, counted), &flows, sum(&stock, to, counted));
        prop_assert_eq!(statement.unexplained(), (0, 0));
    }
}
