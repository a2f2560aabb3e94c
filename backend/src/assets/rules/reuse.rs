//! The reuse ratio of the REEN law: of the devices that stood reformed in the stock on 1 January of a year, the share
//! that was reused during it. The targets are those of decree 2023-266 of 12 April 2023, article 16 of the REEN law.
use chrono::{Months, NaiveDate};
use entities::device::DeviceKind;

/// The first year that has a target.
pub const FIRST_YEAR: i32 = 2023;

/// The least share that is to be reused, in percent.
#[must_use]
pub fn target(year: i32) -> Option<i64> {
    match year {
        ..FIRST_YEAR => None,
        2023 => Some(25),
        2024 => Some(35),
        2025.. => Some(50),
    }
}

/// A device that stood reformed in the stock on 1 January.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reformed {
    pub kind: DeviceKind,
    pub acquired_on: NaiveDate,
    pub decided_on: NaiveDate,
    /// When it was given away by an act whose recipient commits to its reuse, if it was.
    pub ceded_on: Option<NaiveDate>,
}

/// What a reformed device counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Above and below the line.
    Reused,
    /// Below the line only.
    Waiting,
    /// More than ten years old at its reform: left out.
    TooOld,
    /// A kind of which we cannot say whether the decree means it: left out.
    OutOfScope,
}

impl Part {
    pub const ALL: [Self; 4] = [Self::Reused, Self::Waiting, Self::TooOld, Self::OutOfScope];

    /// How an address says it.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Reused => "reused",
            Self::Waiting => "waiting",
            Self::TooOld => "too-old",
            Self::OutOfScope => "out-of-scope",
        }
    }

    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.value() == value)
    }

    /// The key of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Reused => "reuse-part-reused",
            Self::Waiting => "reuse-part-waiting",
            Self::TooOld => "reuse-part-too-old",
            Self::OutOfScope => "reuse-part-out-of-scope",
        }
    }
}

/// What a device counts for in a year.
#[must_use]
pub fn part(device: Reformed, last_day: NaiveDate) -> Part {
    if device.kind == DeviceKind::Accessory {
        return Part::OutOfScope;
    }
    let ten_years = device.acquired_on.checked_add_months(Months::new(120));
    if ten_years.is_some_and(|limit| device.decided_on > limit) {
        return Part::TooOld;
    }
    match device.ceded_on {
        Some(day) if day <= last_day => Part::Reused,
        Some(_) | None => Part::Waiting,
    }
}

/// The ratio of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ratio {
    pub reused: i64,
    pub waiting: i64,
    pub too_old: i64,
    pub out_of_scope: i64,
}

impl Ratio {
    pub fn count(&mut self, part: Part) {
        *match part {
            Part::Reused => &mut self.reused,
            Part::Waiting => &mut self.waiting,
            Part::TooOld => &mut self.too_old,
            Part::OutOfScope => &mut self.out_of_scope,
        } += 1;
    }

    #[must_use]
    pub fn of(&self, part: Part) -> i64 {
        match part {
            Part::Reused => self.reused,
            Part::Waiting => self.waiting,
            Part::TooOld => self.too_old,
            Part::OutOfScope => self.out_of_scope,
        }
    }

    /// What the ratio is of.
    #[must_use]
    pub fn denominator(&self) -> i64 {
        self.reused + self.waiting
    }

    /// In tenths of a percent, rounded down: no target is reached by rounding.
    #[must_use]
    pub fn tenths(&self) -> Option<i64> {
        (self.denominator() > 0).then(|| self.reused * 1_000 / self.denominator())
    }

    /// Whether a target in percent is reached; not said of nothing.
    #[must_use]
    pub fn reaches(&self, percent: i64) -> Option<bool> {
        (self.denominator() > 0).then(|| self.reused * 100 >= percent * self.denominator())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_targets_are_those_of_the_decree() {
        let targets = [2022, 2023, 2024, 2025, 2026, 2040].map(target);
        let told = [None, Some(25), Some(35), Some(50), Some(50), Some(50)];
        assert_eq!(targets, told);
    }

    #[test]
    fn ten_years_to_the_day_still_count_and_a_day_more_does_not() {
        let last = day("2026-12-31");
        let judged = |kind, decided: &str, ceded: Option<&str>| {
            let device = Reformed {
                kind,
                acquired_on: day("2015-03-01"),
                decided_on: day(decided),
                ceded_on: ceded.map(day),
            };
            part(device, last)
        };
        let table = [
            (DeviceKind::Tablet, "2025-03-01", None, Part::Waiting),
            (DeviceKind::Tablet, "2025-03-02", None, Part::TooOld),
            (
                DeviceKind::Laptop,
                "2025-03-01",
                Some("2026-12-31"),
                Part::Reused,
            ),
            (
                DeviceKind::Laptop,
                "2025-03-01",
                Some("2027-01-01"),
                Part::Waiting,
            ),
            (
                DeviceKind::Laptop,
                "2025-03-02",
                Some("2026-02-01"),
                Part::TooOld,
            ),
            (
                DeviceKind::Accessory,
                "2020-01-01",
                Some("2026-02-01"),
                Part::OutOfScope,
            ),
        ];
        for (kind, decided, ceded, expected) in table {
            assert_eq!(
                judged(kind, decided, ceded),
                expected,
                "{decided} {ceded:?}"
            );
        }
    }

    #[test]
    fn no_target_is_reached_by_rounding() {
        let mut ratio = Ratio::default();
        assert_eq!((ratio.tenths(), ratio.reaches(50)), (None, None));
        for _ in 0..4_999 {
            ratio.count(Part::Reused);
        }
        for _ in 0..5_001 {
            ratio.count(Part::Waiting);
        }
        ratio.count(Part::TooOld);
        ratio.count(Part::OutOfScope);
        assert_eq!(ratio.denominator(), 10_000);
        assert_eq!(
            (ratio.tenths(), ratio.reaches(50)),
            (Some(499), Some(false))
        );
        assert_eq!(ratio.reaches(49), Some(true));
    }
}
