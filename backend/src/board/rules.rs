//! What holds a device back, which lots wait too long, and which events are the week's flow. Pure.
use crate::devices::software::Below;
use chrono::{Datelike, Days, NaiveDate};
use entities::device::Stage;

/// The columns of the board, in the order of the work.
pub const COLUMNS: [Stage; 5] = [
    Stage::Received,
    Stage::Triage,
    Stage::Refurbishment,
    Stage::QualityCheck,
    Stage::Ready,
];

/// Why nothing this workshop does today moves a device on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// Its previous owner has to release it.
    Locked,
    /// A part that it needs came out of it, and none was put in.
    PartMissing,
    /// It is to be erased and nobody here is habilitated to.
    NobodyErases,
    /// It came to the quality check without its proof.
    LacksProof,
    /// No open programme would take it with this software, or with the updates of its model.
    SoftwareShort,
    /// It is erased, and nobody said what is installed now.
    SoftwareUnsaid,
    /// Whoever may sign worked on it, or nobody may sign at all.
    NobodyChecks,
}

impl Block {
    pub const ALL: [Self; 7] = [
        Self::Locked,
        Self::PartMissing,
        Self::NobodyErases,
        Self::LacksProof,
        Self::SoftwareShort,
        Self::SoftwareUnsaid,
        Self::NobodyChecks,
    ];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Locked => "board-block-locked",
            Self::PartMissing => "board-block-part-missing",
            Self::NobodyErases => "board-block-nobody-erases",
            Self::LacksProof => "board-block-lacks-proof",
            Self::SoftwareShort => "board-block-software-short",
            Self::SoftwareUnsaid => "board-block-software-unsaid",
            Self::NobodyChecks => "board-block-nobody-checks",
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn help_key(self) -> &'static str {
        match self {
            Self::Locked => "board-block-locked-help",
            Self::PartMissing => "board-block-part-missing-help",
            Self::NobodyErases => "board-block-nobody-erases-help",
            Self::LacksProof => "board-block-lacks-proof-help",
            Self::SoftwareShort => "board-block-software-short-help",
            Self::SoftwareUnsaid => "board-block-software-unsaid-help",
            Self::NobodyChecks => "board-block-nobody-checks-help",
        }
    }

    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Locked => "lock",
            Self::NobodyErases | Self::NobodyChecks => "graduation-cap",
            Self::PartMissing => "wrench",
            Self::LacksProof => "circle-alert",
            Self::SoftwareShort => "calendar-x",
            Self::SoftwareUnsaid => "app-window",
        }
    }
}

/// What decides whether a device is blocked.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each named by its field"
)]
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    pub stage: Stage,
    pub locked: bool,
    /// A part that it needs came out of it, and none was put in.
    pub incomplete: bool,
    /// It holds data and is not proven empty.
    pub lacks_erasure: bool,
    /// Somebody of the workshop may record an erasure today.
    pub somebody_erases: bool,
    /// Somebody of the workshop may sign the check of this very device today.
    pub somebody_checks: bool,
    /// What its software lacks for every programme that takes such devices.
    pub below: Option<Below>,
}

/// The first thing that holds it back; the same as the conditions of `queries::blocked_by`.
#[must_use]
pub fn block(facts: Facts) -> Option<Block> {
    match facts.stage {
        Stage::Received | Stage::Triage | Stage::Refurbishment | Stage::QualityCheck
            if facts.locked =>
        {
            Some(Block::Locked)
        }
        Stage::Refurbishment | Stage::QualityCheck if facts.incomplete => Some(Block::PartMissing),
        Stage::Refurbishment if facts.lacks_erasure && !facts.somebody_erases => {
            Some(Block::NobodyErases)
        }
        Stage::QualityCheck if facts.lacks_erasure => Some(Block::LacksProof),
        Stage::Refurbishment => by_software(facts),
        Stage::QualityCheck => {
            by_software(facts).or((!facts.somebody_checks).then_some(Block::NobodyChecks))
        }
        Stage::Announced
        | Stage::NotReceived
        | Stage::Received
        | Stage::Triage
        | Stage::Ready
        | Stage::Scrapped => None,
    }
}

/// Software is installed after the erasure: before it, nobody can have said which.
fn by_software(facts: Facts) -> Option<Block> {
    match facts.below? {
        Below::SoftwareUnsaid if facts.lacks_erasure => None,
        Below::SoftwareUnsaid => Some(Block::SoftwareUnsaid),
        Below::NotFree | Below::UpdatesUnsaid | Below::UpdatesEnd => Some(Block::SoftwareShort),
    }
}

/// After how many days a lot is said to wait: announced and not come; come and nobody began; come and not closed with
/// its sender. Two weeks are a round of collection, one week is the workshop's own rhythm.
pub const NOT_COME_DAYS: i64 = 14;
pub const NOT_BEGUN_DAYS: i64 = 7;
pub const NOT_CLOSED_DAYS: i64 = 14;

/// A lot that may wait.
#[derive(Clone, Copy, Debug)]
pub struct Lot {
    pub announced_on: NaiveDate,
    pub received_on: Option<NaiveDate>,
    pub closed: bool,
    /// Since when the oldest of its devices lies in quarantine, untouched.
    pub untouched_since: Option<NaiveDate>,
}

/// What a lot waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    ToCome,
    ToBegin,
    ToClose,
}

impl Waits {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ToCome => "board-lot-to-come",
            Self::ToBegin => "board-lot-to-begin",
            Self::ToClose => "board-lot-to-close",
        }
    }
}

/// What a lot has waited for too long, and since when: the work in hand before the paper.
#[must_use]
pub fn waits(lot: Lot, today: NaiveDate) -> Option<(Waits, NaiveDate)> {
    let late = |since: NaiveDate, days: i64| (today - since).num_days() >= days;
    match (lot.received_on, lot.untouched_since) {
        (_, Some(since)) if late(since, NOT_BEGUN_DAYS) => Some((Waits::ToBegin, since)),
        (None | Some(_), _) if lot.closed => None,
        (None, _) if late(lot.announced_on, NOT_COME_DAYS) => {
            Some((Waits::ToCome, lot.announced_on))
        }
        (Some(since), _) if late(since, NOT_CLOSED_DAYS) => Some((Waits::ToClose, since)),
        (None | Some(_), _) => None,
    }
}

/// A step of the flow, counted by its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage {
    Received,
    Triaged,
    Refurbished,
    Checked,
    Ready,
    Scrapped,
}

impl Passage {
    pub const ALL: [Self; 6] = [
        Self::Received,
        Self::Triaged,
        Self::Refurbished,
        Self::Checked,
        Self::Ready,
        Self::Scrapped,
    ];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Received => "board-flow-received",
            Self::Triaged => "board-flow-triaged",
            Self::Refurbished => "board-flow-work-done",
            Self::Checked => "board-flow-checked",
            Self::Ready => "board-flow-ready",
            Self::Scrapped => "board-flow-scrapped",
        }
    }
}

/// Days from the first to before the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: NaiveDate,
    pub until: NaiveDate,
}

/// The last seven days, today the last.
#[must_use]
pub fn last_days(today: NaiveDate) -> Vec<Span> {
    let day = |ago: u64| {
        let from = today - Days::new(ago);
        Span {
            from,
            until: from + Days::new(1),
        }
    };
    (0..7).rev().map(day).collect()
}

/// The last eight weeks from Monday to Sunday, this one the last.
#[must_use]
pub fn last_weeks(today: NaiveDate) -> Vec<Span> {
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    let week = |ago: u64| {
        let from = monday - Days::new(7 * ago);
        Span {
            from,
            until: from + Days::new(7),
        }
    };
    (0..8).rev().map(week).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    const STAGES: [Stage; 8] = [
        Stage::Announced,
        Stage::NotReceived,
        Stage::Received,
        Stage::Triage,
        Stage::Refurbishment,
        Stage::QualityCheck,
        Stage::Ready,
        Stage::Scrapped,
    ];

    fn day(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    #[test]
    fn every_device_has_one_reason_that_holds_it_back_or_none() {
        let mut table = String::new();
        for stage in STAGES {
            for bits in 0..16_u8 {
                let [locked, lacks_erasure, somebody_erases, somebody_checks] =
                    [8, 4, 2, 1].map(|bit| bits & bit != 0);
                let facts = Facts {
                    stage,
                    locked,
                    incomplete: false,
                    lacks_erasure,
                    somebody_erases,
                    somebody_checks,
                    below: None,
                };
                let yes = |fact: bool, words: &str| {
                    if fact {
                        format!(", {words}")
                    } else {
                        String::new()
                    }
                };
                if let Some(block) = block(facts) {
                    writeln!(
                        table,
                        "{stage:?}{}{}{}{} → {block:?}",
                        yes(locked, "locked"),
                        yes(lacks_erasure, "not proven empty"),
                        yes(!somebody_erases, "nobody erases"),
                        yes(!somebody_checks, "nobody checks"),
                    )
                    .unwrap();
                }
            }
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn a_missing_part_and_the_software_hold_a_device_back_where_it_is_worked_on() {
        use Below::{NotFree, SoftwareUnsaid, UpdatesEnd, UpdatesUnsaid};
        for stage in STAGES {
            let worked_on = matches!(stage, Stage::Refurbishment | Stage::QualityCheck);
            let well = Facts {
                stage,
                locked: false,
                incomplete: false,
                lacks_erasure: false,
                somebody_erases: true,
                somebody_checks: true,
                below: None,
            };
            let expected = |reason: Block| worked_on.then_some(reason);
            assert_eq!(block(well), None);
            let incomplete = Facts {
                incomplete: true,
                below: Some(UpdatesEnd),
                ..well
            };
            assert_eq!(block(incomplete), expected(Block::PartMissing));
            for below in [NotFree, UpdatesUnsaid, UpdatesEnd] {
                let short = Facts {
                    below: Some(below),
                    ..well
                };
                assert_eq!(block(short), expected(Block::SoftwareShort));
            }
            let unsaid = Facts {
                below: Some(SoftwareUnsaid),
                somebody_checks: false,
                ..well
            };
            assert_eq!(block(unsaid), expected(Block::SoftwareUnsaid));
            // What is not erased has no software yet; at the check it lacks its proof first.
            let not_erased = Facts {
                lacks_erasure: true,
                ..unsaid
            };
            let at_check = stage == Stage::QualityCheck;
            assert_eq!(
                block(not_erased),
                at_check.then_some(Block::LacksProof),
                "{stage:?}"
            );
        }
    }

    #[test]
    fn a_lot_is_said_to_wait_from_the_day_of_its_threshold() {
        let today = day("2026-05-29");
        let lot = |announced: &str, received: Option<&str>, untouched: Option<&str>| Lot {
            announced_on: day(announced),
            received_on: received.map(day),
            closed: false,
            untouched_since: untouched.map(day),
        };
        assert_eq!(waits(lot("2026-05-16", None, None), today), None);
        assert_eq!(
            waits(lot("2026-05-15", None, None), today),
            Some((Waits::ToCome, day("2026-05-15")))
        );
        assert_eq!(
            waits(lot("2026-05-01", Some("2026-05-16"), None), today),
            None
        );
        assert_eq!(
            waits(lot("2026-05-01", Some("2026-05-15"), None), today),
            Some((Waits::ToClose, day("2026-05-15")))
        );
        assert_eq!(
            waits(
                lot("2026-05-01", Some("2026-05-02"), Some("2026-05-22")),
                today
            ),
            Some((Waits::ToBegin, day("2026-05-22")))
        );
        assert_eq!(
            waits(
                lot("2026-05-20", Some("2026-05-23"), Some("2026-05-23")),
                today
            ),
            None
        );
        let closed = |untouched| Lot {
            closed: true,
            ..lot("2026-04-01", Some("2026-04-02"), untouched)
        };
        assert_eq!(waits(closed(None), today), None);
        assert_eq!(
            waits(closed(Some("2026-05-01")), today),
            Some((Waits::ToBegin, day("2026-05-01")))
        );
    }

    #[test]
    fn spans_follow_each_other_and_the_last_holds_today() {
        let today = day("2026-05-28");
        for (spans, count) in [(last_days(today), 7), (last_weeks(today), 8)] {
            assert_eq!(spans.len(), count);
            assert!(spans.windows(2).all(|pair| pair[0].until == pair[1].from));
            let last = spans[count - 1];
            assert!(last.from <= today && today < last.until);
        }
        assert_eq!(last_weeks(today)[7].from, day("2026-05-25"));
    }
}
