//! The words and looks of calls, projects, juries and decisions.
use super::{
    actions::NotDecided,
    rules::{Phase, Undecidable},
};
use crate::{devices::standing::kind_key, requests::actions::Refusal, web::Words};
use entities::{
    device::DeviceKind,
    project,
    project_call_juror::Jury,
    project_decision::{self, Outcome},
    project_review::Opinion,
};

/// Tone, icon and key of where a call is.
#[must_use]
pub const fn phase_look(phase: Phase) -> (&'static str, &'static str, &'static str) {
    match phase {
        Phase::ToCome => ("plain", "clock", "call-to-come"),
        Phase::Open => ("good", "circle-check", "call-open"),
        Phase::Closed => ("info", "lock", "call-closed"),
    }
}

#[must_use]
pub const fn jury_key(jury: Jury) -> &'static str {
    match jury {
        Jury::Technical => "jury-technical",
        Jury::Elected => "jury-elected",
    }
}

/// Tone, icon and key of an opinion.
#[must_use]
pub const fn opinion_look(opinion: Opinion) -> (&'static str, &'static str, &'static str) {
    match opinion {
        Opinion::Favourable => ("good", "circle-check", "opinion-favourable"),
        Opinion::Reserve => ("wait", "triangle-alert", "opinion-reserve"),
        Opinion::Unfavourable => ("stop", "octagon-x", "opinion-unfavourable"),
    }
}

/// Tone, icon and key of an outcome.
#[must_use]
pub const fn outcome_look(outcome: Outcome) -> (&'static str, &'static str, &'static str) {
    match outcome {
        Outcome::Granted => ("good", "circle-check", "project-granted"),
        Outcome::Partly => ("good", "circle-check", "project-partly"),
        Outcome::Refused => ("stop", "octagon-x", "project-refused"),
    }
}

/// Tone, icon and key of where a project is.
#[must_use]
pub fn project_look(
    project: &project::Model,
    decision: Option<&project_decision::Model>,
    phase: Phase,
) -> (&'static str, &'static str, &'static str) {
    match (decision, project.sent_at, phase) {
        (Some(decision), _, _) => outcome_look(decision.outcome),
        (None, Some(_), _) => ("info", "inbox", "project-sent"),
        (None, None, Phase::ToCome | Phase::Open) => ("wait", "clock", "project-draft"),
        (None, None, Phase::Closed) => ("stop", "octagon-x", "project-never-sent"),
    }
}

/// "4 tablets, 2 laptops", in the order of the kinds.
#[must_use]
pub fn devices<'d>(
    words: Words,
    devices: impl IntoIterator<Item = (&'d DeviceKind, &'d i32)>,
) -> String {
    let each: Vec<String> = devices
        .into_iter()
        .map(|(kind, count)| {
            words
                .with("kind", words.say(kind_key(*kind)))
                .with("count", words.number(*count))
                .say("call-devices-of-kind")
        })
        .collect();
    if each.is_empty() {
        words.say("call-no-device")
    } else {
        each.join(", ")
    }
}

/// How a project is named in a letter: `AP-000012`.
#[must_use]
pub fn reference(id: project::ProjectId) -> String {
    format!("AP-{:06}", id.0)
}

/// Why nothing was decided, and what to do about it; the error where it is none of the two.
///
/// # Errors
/// What is not for the person who decides.
pub fn undecided(words: Words, refusal: NotDecided) -> Result<(String, String), crate::web::Error> {
    match refusal {
        NotDecided::Undecidable(against) => Ok(undecidable(words, against)),
        NotDecided::Request(Refusal::MayNotSend(may_not)) => {
            Ok((words.say("project-may-not-send"), words.say(may_not.key())))
        }
        // The rest is about one request of a person, which this is not.
        NotDecided::Request(
            Refusal::AlreadyAsked(_)
            | Refusal::NotNow
            | Refusal::Unsuitable(_)
            | Refusal::NotHabilitated
            | Refusal::Held(_)
            | Refusal::SameDevice
            | Refusal::JustTaken,
        ) => Err(crate::web::Error::Changed),
        NotDecided::Other(error) => Err(error),
    }
}

/// Why a project is not decided on now, and what to do about it.
#[must_use]
pub fn undecidable(words: Words, against: Undecidable) -> (String, String) {
    let help = match against {
        Undecidable::OverBudget(kind) => words
            .with("kind", words.say(kind_key(kind)))
            .say("project-undecidable-over-budget-help"),
        Undecidable::NotClosed
        | Undecidable::AlreadyDecided
        | Undecidable::NoJury
        | Undecidable::TechnicalSilent
        | Undecidable::ElectedSilent => words.say("project-undecidable-help"),
    };
    (words.say(against.key()), help)
}
