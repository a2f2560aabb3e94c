use super::*;
use std::fmt::Write;

#[test]
fn every_state_and_act_has_its_verdict() {
    let mut table = String::new();
    for state in STATES {
        for act in Act::ALL {
            writeln!(table, "{state:?} + {act:?} = {:?}", next(state, act)).unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn a_promise_lasts_thirty_days_over_the_end_of_a_month_too() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(promised_until(day("2026-05-04")), day("2026-06-03"));
    assert_eq!(promised_until(day("2028-01-31")), day("2028-03-01"));
}

#[test]
fn the_usual_wait_needs_enough_past_requests() {
    assert_eq!(usual_wait(vec![10, 20, 30, 40]), None);
    assert_eq!(usual_wait(vec![1, 21, 3, 90, 22]), Some(21));
    assert_eq!(usual_wait(vec![1, 2, 3, 4, 5, 6]), Some(4));
}

#[test]
fn an_establishment_is_signed_for() {
    let signed: Vec<_> = RECIPIENT_KINDS
        .into_iter()
        .filter(|kind| needs_signatory(*kind))
        .collect();
    assert_eq!(
        signed,
        [
            RecipientKind::Establishment,
            RecipientKind::Association,
            RecipientKind::Place
        ]
    );
}
