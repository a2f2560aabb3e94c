//! The one table of a device's stages: what may follow what. Pure.
use entities::device::Stage;

/// What moves a device from one stage to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageEvent {
    /// Claimed at reception: quarantined until its data are gone (law 3).
    Received,
    /// Announced and never seen.
    NotReceived,
    TriageBegun,
    /// Graded and worth the work.
    Kept,
    /// Not worth it: it leaves as waste.
    Scrapped,
    /// The refurbisher says it is done.
    CheckAsked,
    CheckPassed,
    CheckFailed,
    /// Who asked for the check takes it back: it is not that far.
    CheckTakenBack,
    /// Back in house, from a recipient or from the shelf: quarantined again, a new stay.
    Returned,
    /// Back from a waste pallet that is still here: triaged anew.
    TakenOffPallet,
}

impl StageEvent {
    pub const ALL: [Self; 11] = [
        Self::Received,
        Self::NotReceived,
        Self::TriageBegun,
        Self::Kept,
        Self::Scrapped,
        Self::CheckAsked,
        Self::CheckPassed,
        Self::CheckFailed,
        Self::CheckTakenBack,
        Self::Returned,
        Self::TakenOffPallet,
    ];
}

pub const STAGES: [Stage; 8] = [
    Stage::Announced,
    Stage::NotReceived,
    Stage::Received,
    Stage::Triage,
    Stage::Refurbishment,
    Stage::QualityCheck,
    Stage::Ready,
    Stage::Scrapped,
];

/// The stage after `event`, if it may happen at `stage`.
#[must_use]
pub fn next(stage: Stage, event: StageEvent) -> Option<Stage> {
    match (stage, event) {
        // A device closed as not received may still turn up.
        (Stage::Announced | Stage::NotReceived, StageEvent::Received)
        | (Stage::Ready, StageEvent::Returned) => Some(Stage::Received),
        (Stage::Announced, StageEvent::NotReceived) => Some(Stage::NotReceived),
        (Stage::Received, StageEvent::TriageBegun)
        | (Stage::Scrapped, StageEvent::TakenOffPallet) => Some(Stage::Triage),
        (Stage::Triage, StageEvent::Kept)
        | (Stage::QualityCheck, StageEvent::CheckFailed | StageEvent::CheckTakenBack) => {
            Some(Stage::Refurbishment)
        }
        (Stage::Refurbishment, StageEvent::CheckAsked) => Some(Stage::QualityCheck),
        (Stage::QualityCheck, StageEvent::CheckPassed) => Some(Stage::Ready),
        (Stage::Triage | Stage::Refurbishment | Stage::QualityCheck, StageEvent::Scrapped) => {
            Some(Stage::Scrapped)
        }
        (
            Stage::Announced
            | Stage::NotReceived
            | Stage::Received
            | Stage::Triage
            | Stage::Refurbishment
            | Stage::QualityCheck
            | Stage::Ready
            | Stage::Scrapped,
            StageEvent::Received
            | StageEvent::NotReceived
            | StageEvent::TriageBegun
            | StageEvent::Kept
            | StageEvent::Scrapped
            | StageEvent::CheckAsked
            | StageEvent::CheckPassed
            | StageEvent::CheckFailed
            | StageEvent::CheckTakenBack
            | StageEvent::Returned
            | StageEvent::TakenOffPallet,
        ) => None,
    }
}

/// The word key of a stage.
#[must_use]
pub fn stage_key(stage: Stage) -> &'static str {
    match stage {
        Stage::Announced => "stage-announced",
        Stage::NotReceived => "stage-not-received",
        Stage::Received => "stage-received",
        Stage::Triage => "stage-triage",
        Stage::Refurbishment => "stage-refurbishment",
        Stage::QualityCheck => "stage-quality-check",
        Stage::Ready => "stage-ready",
        Stage::Scrapped => "stage-scrapped",
    }
}

/// The icon that says a stage without colour.
#[must_use]
pub fn stage_icon(stage: Stage) -> &'static str {
    match stage {
        Stage::Announced => "clock",
        Stage::NotReceived => "circle-help",
        Stage::Received => "package",
        Stage::Triage => "list-checks",
        Stage::Refurbishment => "wrench",
        Stage::QualityCheck => "search-check",
        Stage::Ready => "circle-check",
        Stage::Scrapped => "recycle",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    #[test]
    fn every_stage_and_event_has_its_verdict() {
        let mut table = String::new();
        for stage in STAGES {
            for event in StageEvent::ALL {
                writeln!(table, "{stage:?} + {event:?} = {:?}", next(stage, event)).unwrap();
            }
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn nothing_becomes_ready_but_through_a_passed_check() {
        for stage in STAGES {
            for event in StageEvent::ALL {
                if next(stage, event) == Some(Stage::Ready) {
                    assert_eq!(
                        (stage, event),
                        (Stage::QualityCheck, StageEvent::CheckPassed)
                    );
                }
            }
        }
    }
}
