//! The training in words: what is missing, what was refused, how long.
use super::{
    actions::Refusal,
    elsewhere::rules::NotLinkable,
    rules::{Missing, NoWaiver},
};
use crate::web::Words;
use entities::{
    clearance::{Basis, WaiverReason},
    learner::LearnerRelation,
    programme::Gate,
    training_module,
};

/// `45 min`, `3 h`, `1 h 30`: the same in both languages.
#[must_use]
pub fn duration(minutes: i32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, 0) => format!("{hours}\u{a0}h"),
        (hours, minutes) => format!("{hours}\u{a0}h\u{a0}{minutes:02}"),
    }
}

/// One sentence for each thing that is missing, with what to do about it.
#[must_use]
pub fn missing(
    words: &Words,
    missing: &[Missing],
    modules: &[training_module::Model],
) -> Vec<String> {
    let say = |one: &Missing| match one {
        Missing::Device => words.say("training-missing-device"),
        Missing::Enrolment => words.say("training-missing-enrolment"),
        Missing::Minutes(left) => words
            .with("left", duration(*left))
            .say("training-missing-minutes"),
        Missing::Modules(ids) => {
            let names: Vec<_> = modules
                .iter()
                .filter(|module| ids.contains(&module.id))
                .map(|module| words.lang.choose(&module.name_fr, &module.name_en))
                .collect();
            words
                .with("count", ids.len())
                .with("modules", names.join(", "))
                .say("training-missing-modules")
        }
        Missing::SessionEnd => words.say("training-missing-session-end"),
        Missing::HandsOnSession => words.say("training-missing-session"),
        Missing::TrainersHand => words.say("training-missing-trainers-hand"),
    };
    missing.iter().map(say).collect()
}

/// The key of the sentence that says a refusal and what to do next.
#[must_use]
pub fn refusal(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::RequestClosed => "training-refused-request-closed",
        Refusal::AlreadyEnrolled => "training-refused-already-enrolled",
        Refusal::NotEnrolled => "training-refused-not-enrolled",
        Refusal::ClearanceUsed => "training-refused-clearance-used",
        Refusal::HandedOverOnIt => "training-refused-handed-over-on-it",
        Refusal::DefinitiveOnIt => "training-refused-definitive-on-it",
        Refusal::FulfilledOnIt => "training-refused-fulfilled-on-it",
        Refusal::SessionFull => "training-refused-session-full",
        Refusal::SessionOver => "training-refused-session-over",
        Refusal::WrongSession => "training-refused-wrong-session",
        Refusal::SessionCancelled => "training-refused-session-cancelled",
        Refusal::SessionHeld => "training-refused-session-held",
        Refusal::AlreadyBooked => "training-refused-already-booked",
        Refusal::NotBooked => "training-refused-not-booked",
        Refusal::SessionNotBegun => "training-refused-not-begun",
        Refusal::NotYet(_) => "training-refused-not-yet",
        Refusal::AlreadyAttested => "training-refused-already-attested",
        Refusal::AlreadyCleared => "training-refused-already-cleared",
        Refusal::NotStanding => "training-refused-not-standing",
        Refusal::NotLinkable(NotLinkable::NotYetHeld) => "coop-refused-not-held",
        Refusal::NotLinkable(NotLinkable::TooLongAgo) => "coop-refused-too-long-ago",
        Refusal::NotLinkable(NotLinkable::NothingTaught) => "coop-refused-nothing-taught",
        Refusal::RowLinked => "coop-refused-linked",
        Refusal::RowNotLinked => "coop-refused-not-linked",
        Refusal::NoWaiver(NoWaiver::NoDevice) => "waiver-refused-no-device",
        Refusal::NoWaiver(NoWaiver::NobodyToTrain) => "waiver-refused-nobody-to-train",
        Refusal::NoWaiver(NoWaiver::ApproverIsPrescriber) => "waiver-refused-prescriber",
        Refusal::NoWaiver(NoWaiver::ApproverIsTrainer) => "waiver-refused-trainer",
        Refusal::NoWaiver(NoWaiver::ApproverIsClerk) => "waiver-refused-clerk",
        Refusal::NoWaiver(NoWaiver::CeilingReached) => "waiver-refused-ceiling",
    }
}

#[must_use]
pub fn gate(gate: Gate) -> &'static str {
    match gate {
        Gate::Enrolled => "training-gate-enrolled",
        Gate::Attended => "training-gate-attended",
        Gate::HandsOn => "training-gate-hands-on",
        Gate::Provisional => "training-gate-provisional",
    }
}

#[must_use]
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Enrolled => "clearance-basis-enrolled",
        Basis::Attended => "clearance-basis-attended",
        Basis::HandsOn => "clearance-basis-hands-on",
        Basis::Provisional => "clearance-basis-provisional",
        Basis::Waiver => "clearance-basis-waiver",
    }
}

#[must_use]
pub fn waiver_reason(reason: WaiverReason) -> &'static str {
    match reason {
        WaiverReason::Health => "waiver-reason-health",
        WaiverReason::Distance => "waiver-reason-distance",
        WaiverReason::AlreadyTrained => "waiver-reason-already-trained",
        WaiverReason::Emergency => "waiver-reason-emergency",
    }
}

#[must_use]
pub fn relation(relation: LearnerRelation) -> &'static str {
    match relation {
        LearnerRelation::Oneself => "learner-is-oneself",
        LearnerRelation::Carer => "learner-is-carer",
        LearnerRelation::FosterCarer => "learner-is-foster-carer",
        LearnerRelation::Parent => "learner-is-parent",
        LearnerRelation::Educator => "learner-is-educator",
        LearnerRelation::Teacher => "learner-is-teacher",
        LearnerRelation::Aidant => "learner-is-aidant",
        LearnerRelation::Signatory => "learner-is-signatory",
    }
}
