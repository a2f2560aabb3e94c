use super::*;
use entities::{membership::MembershipId, site::SiteId, site_closure::SiteClosureId};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn opening(id: i32, weekday: i32, from: i32, to: i32, capacity: i32) -> opening_slot::Model {
    opening_slot::Model {
        id: OpeningSlotId(id),
        site_id: SiteId(1),
        weekday,
        from_minute: from,
        to_minute: to,
        capacity,
        created_by: MembershipId(1),
        created_at: at("2026-01-01T08:00:00Z"),
        ended_by: None,
        ended_at: None,
    }
}

fn closure(from: &str, to: &str) -> site_closure::Model {
    site_closure::Model {
        id: SiteClosureId(1),
        site_id: SiteId(1),
        from_on: day(from),
        to_on: day(to),
        reason: ClosureReason::Works,
        created_by: MembershipId(1),
        created_at: at("2026-01-01T08:00:00Z"),
        ended_by: None,
        ended_at: None,
    }
}

const NINE: i32 = 9 * 60;
const TEN: i32 = 10 * 60;

#[test]
fn nine_in_the_morning_is_nine_on_the_clocks_whatever_the_season() {
    let hour = |date: &str, minute| moment(day(date), minute).map(|at| at.to_rfc3339());
    for (date, expected) in [
        // The Friday before the clocks go forward, and the Monday after.
        ("2026-03-27", "2026-03-27T08:00:00+00:00"),
        ("2026-03-30", "2026-03-30T07:00:00+00:00"),
        // The same in autumn.
        ("2026-10-23", "2026-10-23T07:00:00+00:00"),
        ("2026-10-26", "2026-10-26T08:00:00+00:00"),
    ] {
        assert_eq!(hour(date, NINE).as_deref(), Some(expected));
    }
    // On 29 March 2026 there is no half past two; on 25 October there are two, and the first is meant.
    assert_eq!(hour("2026-03-29", 150), None);
    assert_eq!(
        hour("2026-03-29", 180).as_deref(),
        Some("2026-03-29T01:00:00+00:00")
    );
    assert_eq!(
        hour("2026-10-25", 150).as_deref(),
        Some("2026-10-25T00:30:00+00:00")
    );
    // The end of a day is the next one's midnight.
    assert_eq!(
        hour("2026-10-25", DAY).as_deref(),
        Some("2026-10-25T23:00:00+00:00")
    );
    assert_eq!(hour("2026-05-04", -1), None);
}

#[test]
fn a_slot_is_as_long_as_the_clocks_say_on_the_nights_they_change() {
    let night = |now: &str, date: &str| {
        let early = opening(1, 7, 60, 240, 1);
        let window = window(&early, day(date), &[], at(now)).unwrap();
        (window.ends_at - window.starts_at).num_minutes()
    };
    assert_eq!(night("2026-03-01T00:00:00Z", "2026-03-22"), 180);
    assert_eq!(night("2026-03-01T00:00:00Z", "2026-03-29"), 120);
    assert_eq!(night("2026-10-01T00:00:00Z", "2026-10-25"), 240);
    let skipped = opening(1, 7, 150, 240, 1);
    assert_eq!(
        window(&skipped, day("2026-03-29"), &[], at("2026-03-01T00:00:00Z")),
        Err(NoSlot::NotThen)
    );
}

#[test]
fn the_day_is_the_one_in_france_around_midnight() {
    assert_eq!(day_of(at("2026-05-04T21:59:59Z")), day("2026-05-04"));
    assert_eq!(day_of(at("2026-05-04T22:00:00Z")), day("2026-05-05"));
    assert_eq!(day_of(at("2026-12-04T22:59:59Z")), day("2026-12-04"));
    assert_eq!(day_of(at("2026-12-04T23:00:00Z")), day("2026-12-05"));
    // Late on Monday evening, Tuesday's first place is the next one.
    let openings = [opening(1, 1, NINE, TEN, 1), opening(2, 2, NINE, TEN, 1)];
    let next = |now: &str| {
        let now = at(now);
        free(&openings, &[], &BTreeMap::new(), day_of(now), now)[0].day
    };
    assert_eq!(next("2026-05-04T06:59:59Z"), day("2026-05-04"));
    assert_eq!(next("2026-05-04T07:00:00Z"), day("2026-05-05"));
    assert_eq!(next("2026-05-04T22:30:00Z"), day("2026-05-05"));
}

#[test]
fn nobody_is_received_on_holidays_and_in_closures() {
    let fridays = opening(1, 5, NINE, TEN, 2);
    let works = closure("2026-05-15", "2026-05-22");
    let now = at("2026-04-24T22:30:00Z");
    for (date, expected) in [
        ("2026-04-24", Err(NoSlot::Past)),
        ("2026-04-23", Err(NoSlot::NotThen)),
        ("2027-04-23", Err(NoSlot::TooFar)),
        ("2026-05-01", Err(NoSlot::Closed(Closed::Holiday))),
        ("2026-05-08", Err(NoSlot::Closed(Closed::Holiday))),
        (
            "2026-05-15",
            Err(NoSlot::Closed(Closed::Closure(ClosureReason::Works))),
        ),
        (
            "2026-05-22",
            Err(NoSlot::Closed(Closed::Closure(ClosureReason::Works))),
        ),
        (
            "2026-05-29",
            Ok(Window {
                starts_at: at("2026-05-29T07:00:00Z"),
                ends_at: at("2026-05-29T08:00:00Z"),
            }),
        ),
    ] {
        let closures = std::slice::from_ref(&works);
        assert_eq!(
            window(&fridays, day(date), closures, now),
            expected,
            "{date}"
        );
    }
    let taken_back = site_closure::Model {
        ended_at: Some(now),
        ..works
    };
    assert_eq!(closed(day("2026-05-15"), &[taken_back]), None);
}

#[test]
fn the_next_free_places_come_in_the_order_of_time_and_full_ones_are_left_out() {
    let openings = [
        opening(2, 2, TEN, TEN + 60, 2),
        opening(1, 2, NINE, TEN, 1),
        opening(3, 4, NINE, TEN, 3),
    ];
    let now = at("2026-05-04T08:00:00Z");
    let taken = BTreeMap::from([
        (at("2026-05-05T07:00:00Z"), 1),
        (at("2026-05-05T08:00:00Z"), 1),
    ]);
    let found = free(&openings, &[], &taken, day("2026-05-01"), now);
    let told: Vec<String> = found
        .iter()
        .take(4)
        .map(|free| format!("{} {} {}", free.day, free.opening.0, free.left))
        .collect();
    assert_eq!(
        told,
        [
            "2026-05-05 2 1",
            "2026-05-07 3 3",
            "2026-05-12 1 1",
            "2026-05-12 2 2"
        ]
    );
    assert_eq!(found.len(), 22);
    assert!(found.iter().all(|free| free.day < day("2026-06-30")));
    // What is taken beyond a capacity that was lowered leaves nothing, and nothing below nothing.
    let lowered = [opening(1, 2, NINE, TEN, 1)];
    let taken = BTreeMap::from([(at("2026-05-05T07:00:00Z"), 3)]);
    let found = free(&lowered, &[], &taken, day("2026-05-05"), now);
    assert_eq!(found[0].day, day("2026-05-12"));
}

#[test]
fn two_hours_overlap_or_follow_each_other() {
    let nine = opening(1, 2, NINE, TEN, 1);
    for (weekday, from, to, expected) in [
        (2, NINE, TEN, true),
        (2, NINE + 30, TEN + 30, true),
        (2, NINE - 30, NINE + 1, true),
        (2, TEN, TEN + 60, false),
        (2, NINE - 60, NINE, false),
        (3, NINE, TEN, false),
    ] {
        assert_eq!(overlaps(&nine, weekday, from, to), expected);
    }
}

#[test]
fn a_device_that_is_promised_and_ready_can_be_fetched() {
    let ready = Some(Stage::Ready);
    let back = Some(Stage::Received);
    for (state, device, open, phone, expected) in [
        (RequestState::Allocated, ready, true, true, Ok(())),
        (
            RequestState::Submitted,
            ready,
            true,
            true,
            Err(NoBooking::NotAllocated),
        ),
        (
            RequestState::Fulfilled,
            ready,
            true,
            true,
            Err(NoBooking::NotAllocated),
        ),
        (
            RequestState::Allocated,
            None,
            true,
            true,
            Err(NoBooking::NotAllocated),
        ),
        (
            RequestState::Allocated,
            back,
            true,
            true,
            Err(NoBooking::DeviceNotReady),
        ),
        (
            RequestState::Allocated,
            ready,
            false,
            true,
            Err(NoBooking::SiteClosed),
        ),
        (
            RequestState::Allocated,
            ready,
            true,
            false,
            Err(NoBooking::NoPhone),
        ),
    ] {
        assert_eq!(may_book(state, device, open, phone), expected);
    }
}

#[test]
fn people_are_reminded_two_working_days_before_by_day_and_once_booked_long_enough() {
    // The appointment is on a Tuesday, the second working day before is the Friday.
    let on = day("2026-06-09");
    let booked = at("2026-06-01T08:00:00Z");
    let lead = lead_of(Channel::Email);
    for (now, expected) in [
        ("2026-06-04T12:00:00Z", false),
        ("2026-06-05T05:59:59Z", false),
        ("2026-06-05T06:00:00Z", true),
        ("2026-06-07T10:00:00Z", true),
        ("2026-06-08T21:59:59Z", true),
        // Tuesday in France.
        ("2026-06-08T22:00:00Z", false),
        ("2026-06-09T06:00:00Z", false),
    ] {
        assert_eq!(reminder_due(on, booked, lead, at(now)), expected, "{now}");
    }
    // Booked on that Friday or later: the confirmation has just gone.
    let late = at("2026-06-05T06:00:00Z");
    assert!(!reminder_due(on, late, lead, at("2026-06-08T10:00:00Z")));
    // A letter leaves earlier.
    let letter = lead_of(Channel::Letter);
    let earlier = at("2026-05-20T08:00:00Z");
    assert!(reminder_due(
        on,
        earlier,
        letter,
        at("2026-06-01T10:00:00Z")
    ));
    assert!(!reminder_due(
        on,
        earlier,
        lead_of(Channel::Call),
        at("2026-06-01T10:00:00Z")
    ));
}
