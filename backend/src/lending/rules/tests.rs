use super::{
    period::{
        Closure, DayOf, NotExtended, Piece, Unfit, busy_until, extended, first_free, is_open_day,
        month, next_open, period,
    },
    *,
};
use std::collections::BTreeSet;

const STATES: [LoanState; 7] = [
    LoanState::Requested,
    LoanState::Reserved,
    LoanState::Prepared,
    LoanState::Out,
    LoanState::Returned,
    LoanState::Cancelled,
    LoanState::Refused,
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn every_state_and_event_has_its_verdict() {
    let mut told = Vec::new();
    for state in STATES {
        for event in LoanEvent::ALL {
            if let Some(after) = next(state, event) {
                told.push(format!("{state:?} + {event:?} = {after:?}"));
            }
        }
    }
    assert_eq!(
        told,
        [
            "Requested + Approved = Reserved",
            "Requested + Refused = Refused",
            "Requested + Cancelled = Cancelled",
            "Reserved + Cancelled = Cancelled",
            "Reserved + Prepared = Prepared",
            "Reserved + PieceChanged = Reserved",
            "Prepared + Cancelled = Cancelled",
            "Prepared + PieceChanged = Reserved",
            "Prepared + HandedOver = Out",
            "Out + Extended = Out",
            "Out + Returned = Returned",
        ]
    );
}

#[test]
fn the_lowest_free_number_is_given_until_there_is_none() {
    assert_eq!(free_slot(&[], 3), Some(1));
    assert_eq!(free_slot(&[1, 3], 3), Some(2));
    assert_eq!(free_slot(&[1, 2, 3], 3), None);
    // The rule was made stricter since.
    assert_eq!(free_slot(&[4], 1), Some(1));
}

/// The first week of May 2026 begins on a Friday; the store is closed on Thursday the 14th and Friday the 15th.
fn closures() -> Vec<Closure> {
    vec![Closure {
        from: day("2026-05-14"),
        until: day("2026-05-15"),
    }]
}

#[test]
fn nothing_is_fetched_at_weekends_or_while_the_store_is_closed() {
    let closures = closures();
    let cases = [
        ("2026-05-13", true),
        ("2026-05-14", false),
        ("2026-05-15", false),
        ("2026-05-16", false),
        ("2026-05-17", false),
        ("2026-05-18", true),
    ];
    for (date, open) in cases {
        assert_eq!(is_open_day(day(date), &closures), open, "{date}");
    }
    assert_eq!(next_open(day("2026-05-14"), &closures), day("2026-05-18"));
}

#[test]
fn days_that_cannot_be_asked_for_are_each_told_why() {
    let terms = Terms {
        longest_days: 10,
        ahead_days: 30,
        ..Terms::default()
    };
    let asked = |from: &str, until: &str| {
        period(day(from), day(until), day("2026-05-04"), terms, &closures())
            .map(period::Period::days)
    };
    let cases = [
        ("2026-05-04", "2026-05-04", Ok(1)),
        ("2026-05-04", "2026-05-13", Ok(10)),
        ("2026-05-11", "2026-05-18", Ok(8)),
        ("2026-05-04", "2026-05-18", Err(vec![Unfit::TooLong])),
        (
            "2026-05-06",
            "2026-05-05",
            Err(vec![Unfit::EndsBeforeItStarts]),
        ),
        ("2026-05-01", "2026-05-05", Err(vec![Unfit::InThePast])),
        ("2026-06-15", "2026-06-16", Err(vec![Unfit::TooFar])),
        (
            "2026-05-14",
            "2026-05-15",
            Err(vec![Unfit::StartsWhileClosed, Unfit::EndsWhileClosed]),
        ),
        (
            "2026-05-08",
            "2026-05-10",
            Err(vec![Unfit::EndsWhileClosed]),
        ),
    ];
    for (from, until, verdict) in cases {
        assert_eq!(asked(from, until), verdict, "{from} to {until}");
    }
}

/// The clocks go back on 25 October 2026: that day is a day like any other.
#[test]
fn a_loan_over_a_change_of_the_clocks_has_as_many_days_as_the_calendar_says() {
    let terms = Terms::default();
    let read = period(
        day("2026-10-23"),
        day("2026-10-26"),
        day("2026-10-23"),
        terms,
        &[],
    );
    assert_eq!(read.map(period::Period::days), Ok(4));
}

#[test]
fn a_buffer_counts_open_days_and_takes_the_closed_ones_between() {
    let cases = [
        ("2026-05-05", 0, "2026-05-05"),
        ("2026-05-05", 2, "2026-05-07"),
        ("2026-05-08", 2, "2026-05-12"),
        ("2026-05-13", 1, "2026-05-18"),
        ("2026-05-13", 2, "2026-05-19"),
    ];
    for (ends, buffer, until) in cases {
        let told = busy_until(day(ends), buffer, &closures());
        assert_eq!(told, day(until), "{ends} and {buffer}");
    }
}

#[test]
fn a_loan_is_made_longer_once_and_before_it_ends() {
    let terms = Terms {
        extension_days: 7,
        ..Terms::default()
    };
    let asked = |extensions, today: &str, terms| {
        extended(
            day("2026-05-07"),
            extensions,
            day(today),
            terms,
            &closures(),
        )
    };
    // A week later the store is closed: the first open day after.
    assert_eq!(asked(0, "2026-05-06", terms), Ok(day("2026-05-18")));
    assert_eq!(asked(0, "2026-05-07", terms), Ok(day("2026-05-18")));
    assert_eq!(asked(0, "2026-05-08", terms), Err(NotExtended::Late));
    assert_eq!(asked(1, "2026-05-06", terms), Err(NotExtended::Already));
    let never = Terms {
        extension_days: 0,
        ..terms
    };
    assert_eq!(asked(0, "2026-05-06", never), Err(NotExtended::Never));
}

fn taken(days: &[&str]) -> Piece {
    Piece {
        taken: days.iter().map(|text| day(text)).collect::<BTreeSet<_>>(),
    }
}

#[test]
fn the_first_free_days_leave_room_for_the_buffer_too() {
    let today = day("2026-05-04");
    let find = |pieces: &[Piece]| first_free(pieces, today, 5, 1, Terms::default(), &closures());
    let days = |from: &str, until: &str| Some((day(from), day(until)));
    assert_eq!(find(&[taken(&[])]), days("2026-05-04", "2026-05-08"));
    // The Monday after is the buffer's.
    assert_eq!(
        find(&[taken(&["2026-05-11"])]),
        days("2026-05-12", "2026-05-13")
    );
    assert_eq!(
        find(&[taken(&["2026-05-11"]), taken(&[])]),
        days("2026-05-04", "2026-05-08")
    );
    assert_eq!(find(&[]), None);
}

#[test]
fn each_day_of_a_month_says_what_it_is() {
    let pieces = [taken(&["2026-05-12"]), taken(&["2026-05-12", "2026-05-13"])];
    let told = month(day("2026-05-01"), &pieces, day("2026-05-12"), &closures());
    assert_eq!(told.len(), 31);
    let of = |date: &str| told.iter().find(|(at, _)| *at == day(date)).unwrap().1;
    assert_eq!(of("2026-05-11"), DayOf::Past);
    assert_eq!(of("2026-05-12"), DayOf::Taken);
    assert_eq!(of("2026-05-13"), DayOf::Free(1));
    assert_eq!(of("2026-05-14"), DayOf::Closed);
    assert_eq!(of("2026-05-16"), DayOf::Closed);
    assert_eq!(of("2026-05-18"), DayOf::Free(2));
}

#[test]
fn what_can_hold_data_or_is_not_as_it_should_be_goes_to_the_workshop() {
    use PieceCondition::{Damaged, Good, Worn};
    let seen = |condition, cleaned, charged| Seen {
        condition,
        complete: true,
        cleaned,
        charged,
    };
    let cases = [
        (false, seen(Good, None, None), Goes::OnTheShelf),
        (false, seen(Worn, Some(true), Some(true)), Goes::OnTheShelf),
        (false, seen(Damaged, None, None), Goes::ToTheWorkshop),
        (false, seen(Good, Some(false), None), Goes::ToTheWorkshop),
        (false, seen(Good, None, Some(false)), Goes::ToTheWorkshop),
        (
            true,
            seen(Good, Some(true), Some(true)),
            Goes::ToTheWorkshop,
        ),
    ];
    for (holds_data, seen, verdict) in cases {
        assert_eq!(goes(holds_data, seen), verdict, "{holds_data} {seen:?}");
    }
    // What is missing is asked for; it keeps nothing from the shelf.
    let incomplete = Seen {
        complete: false,
        ..seen(Good, None, None)
    };
    assert_eq!(goes(false, incomplete), Goes::OnTheShelf);
}

#[test]
fn the_end_of_a_loan_is_told_before_at_and_after() {
    let ends = day("2026-05-15");
    let cases = [
        ("2026-05-09", None),
        ("2026-05-10", Some(LoanMoment::Before)),
        ("2026-05-14", Some(LoanMoment::Before)),
        ("2026-05-15", Some(LoanMoment::LastDay)),
        ("2026-05-16", Some(LoanMoment::Late)),
        ("2026-05-21", Some(LoanMoment::Late)),
        ("2026-05-22", Some(LoanMoment::VeryLate)),
        ("2026-07-22", Some(LoanMoment::VeryLate)),
    ];
    for (today, moment) in cases {
        assert_eq!(
            moments(ends, day(today), Terms::default()),
            moment,
            "{today}"
        );
    }
}
