//! When a pick-up point receives people, what may be booked there, and when people are reminded. Pure.
pub mod holidays;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeZone, Timelike, Utc};
use chrono_tz::Europe::Paris;
use entities::{
    device::Stage,
    opening_slot::{self, OpeningSlotId},
    recipient::Channel,
    request::RequestState,
    site_closure::{self, ClosureReason},
};
use holidays::{is_holiday, working_days_before};
use std::collections::BTreeMap;

/// Minutes of a day on the clock.
pub const DAY: i32 = 24 * 60;

/// How many days from the first one asked for are looked at for free places.
pub const HORIZON: u64 = 56;

/// How many days ahead an appointment may be: whoever books further mistyped the year.
pub const LATEST: u64 = 180;

/// How many free places are offered at once: more than anybody reads out on the telephone.
pub const OFFERED: usize = 24;

/// The hour before which nobody is written to.
const FIRST_HOUR: u32 = 8;

/// How many working days before an appointment people are reminded of it. A letter has to be printed, posted and read.
#[must_use]
pub fn lead_of(channel: Channel) -> u32 {
    match channel {
        Channel::Email | Channel::Call => 2,
        Channel::Letter => 6,
    }
}

/// The day a moment falls on in France.
#[must_use]
pub fn day_of(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&Paris).date_naive()
}

/// So many minutes after the midnight that begins a day, on the clocks of France; none where they skip that hour.
/// Of an hour that comes twice it is the first.
#[must_use]
pub fn moment(day: NaiveDate, minute: i32) -> Option<DateTime<Utc>> {
    let later = u64::try_from(minute / DAY).ok()?;
    let minute = u32::try_from(minute % DAY).ok()?;
    let time = day
        .checked_add_days(Days::new(later))?
        .and_hms_opt(minute / 60, minute % 60, 0)?;
    let moment = Paris.from_local_datetime(&time).earliest()?;
    Some(moment.to_utc())
}

/// Why nobody is received on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    Holiday,
    Closure(ClosureReason),
}

/// Whether a place is closed on a day, and why.
#[must_use]
pub fn closed(day: NaiveDate, closures: &[site_closure::Model]) -> Option<Closed> {
    if is_holiday(day) {
        return Some(Closed::Holiday);
    }
    closures
        .iter()
        .filter(|closure| closure.ended_at.is_none())
        .find(|closure| (closure.from_on..=closure.to_on).contains(&day))
        .map(|closure| Closed::Closure(closure.reason))
}

/// An hour of one day, from when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// Why nothing can be booked at an hour of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSlot {
    /// The place does not receive people then.
    NotThen,
    Closed(Closed),
    Past,
    TooFar,
}

/// The hour an opening has on a day.
///
/// # Errors
/// Why nothing can be booked there.
pub fn window(
    opening: &opening_slot::Model,
    day: NaiveDate,
    closures: &[site_closure::Model],
    now: DateTime<Utc>,
) -> Result<Window, NoSlot> {
    let weekday = i32::try_from(day.weekday().number_from_monday());
    if opening.ended_at.is_some() || weekday != Ok(opening.weekday) {
        return Err(NoSlot::NotThen);
    }
    if let Some(why) = closed(day, closures) {
        return Err(NoSlot::Closed(why));
    }
    let (Some(starts_at), Some(ends_at)) = (
        moment(day, opening.from_minute),
        moment(day, opening.to_minute),
    ) else {
        return Err(NoSlot::NotThen);
    };
    if starts_at <= now {
        return Err(NoSlot::Past);
    }
    if day > day_of(now) + Days::new(LATEST) {
        return Err(NoSlot::TooFar);
    }
    Ok(Window { starts_at, ends_at })
}

/// A place of an hour that is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Free {
    pub opening: OpeningSlotId,
    pub day: NaiveDate,
    pub window: Window,
    /// How many places are left.
    pub left: i32,
}

/// The next free places from a day on, in the order of time. `taken` counts those that were booked, by their hour.
#[must_use]
pub fn free(
    openings: &[opening_slot::Model],
    closures: &[site_closure::Model],
    taken: &BTreeMap<DateTime<Utc>, i32>,
    from: NaiveDate,
    now: DateTime<Utc>,
) -> Vec<Free> {
    let first = from.max(day_of(now));
    let mut found = Vec::new();
    for day in first
        .iter_days()
        .take(usize::try_from(HORIZON).unwrap_or(usize::MAX))
    {
        let mut of_day: Vec<Free> = openings
            .iter()
            .filter_map(|opening| {
                let window = window(opening, day, closures, now).ok()?;
                let taken = taken.get(&window.starts_at).copied().unwrap_or_default();
                (taken < opening.capacity).then_some(Free {
                    opening: opening.id,
                    day,
                    window,
                    left: opening.capacity - taken,
                })
            })
            .collect();
        of_day.sort_by_key(|free| free.window.starts_at);
        found.extend(of_day);
        if found.len() >= OFFERED {
            found.truncate(OFFERED);
            break;
        }
    }
    found
}

/// Whether two hours of the same weekday overlap.
#[must_use]
pub fn overlaps(opening: &opening_slot::Model, weekday: i32, from: i32, to: i32) -> bool {
    opening.weekday == weekday && opening.from_minute < to && from < opening.to_minute
}

/// Why no appointment can be booked for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoBooking {
    /// No device is promised to it, or it was handed over.
    NotAllocated,
    /// The device went back to a workshop.
    DeviceNotReady,
    /// The pick-up point receives nobody any more.
    SiteClosed,
    /// Nobody there could be called.
    NoPhone,
}

/// Whether an appointment can be booked: the device is at the pick-up point, or will be.
///
/// # Errors
/// Why not.
pub fn may_book(
    state: RequestState,
    device: Option<Stage>,
    site_open: bool,
    has_phone: bool,
) -> Result<(), NoBooking> {
    if state != RequestState::Allocated || device.is_none() {
        return Err(NoBooking::NotAllocated);
    }
    if device != Some(Stage::Ready) {
        return Err(NoBooking::DeviceNotReady);
    }
    if !site_open {
        return Err(NoBooking::SiteClosed);
    }
    if !has_phone {
        return Err(NoBooking::NoPhone);
    }
    Ok(())
}

/// Whether somebody is to be reminded now, so many working days before the day. Who booked later than that has just
/// been told.
#[must_use]
pub fn reminder_due(
    on_day: NaiveDate,
    booked_at: DateTime<Utc>,
    lead: u32,
    now: DateTime<Utc>,
) -> bool {
    let first = working_days_before(on_day, lead);
    let clock = now.with_timezone(&Paris);
    let today = clock.date_naive();
    day_of(booked_at) < first && (first..on_day).contains(&today) && clock.hour() >= FIRST_HOUR
}

#[cfg(test)]
mod tests;
