//! How the answers of a feedback are said, and how their questions are asked.
use super::rules::Standing;
use crate::lending::say::Badge;
use entities::{
    loan_feedback::{Advice, FeedbackMoment, Frequency, LeadsTo, Outcome},
    loan_partner::PartnerKind,
};

/// A step of a scale: a pictogram and the key of its word.
pub type Step = (&'static str, &'static str);

/// What a pupil does alone.
pub const AUTONOMY: [Step; 5] = [
    ("frown", "trial-autonomy-1"),
    ("annoyed", "trial-autonomy-2"),
    ("meh", "trial-autonomy-3"),
    ("smile", "trial-autonomy-4"),
    ("laugh", "trial-autonomy-5"),
];

/// What the pupil says.
pub const VOICE: [Step; 5] = [
    ("frown", "trial-voice-1"),
    ("annoyed", "trial-voice-2"),
    ("meh", "trial-voice-3"),
    ("smile", "trial-voice-4"),
    ("laugh", "trial-voice-5"),
];

/// What it costs the teacher.
pub const EFFORT: [Step; 5] = [
    ("laugh", "trial-effort-1"),
    ("smile", "trial-effort-2"),
    ("meh", "trial-effort-3"),
    ("annoyed", "trial-effort-4"),
    ("frown", "trial-effort-5"),
];

/// The step of a scale that was chosen.
#[must_use]
pub fn step(scale: &[Step; 5], chosen: Option<i32>) -> Option<Step> {
    let index = usize::try_from(chosen? - 1).ok()?;
    scale.get(index).copied()
}

#[must_use]
pub fn frequency_key(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Never => "trial-never",
        Frequency::Sometimes => "trial-sometimes",
        Frequency::Weekly => "trial-weekly",
        Frequency::Daily => "trial-daily",
    }
}

#[must_use]
pub fn advice_key(advice: Advice) -> &'static str {
    match advice {
        Advice::Yes => "trial-advice-yes",
        Advice::WithHelp => "trial-advice-with-help",
        Advice::No => "trial-advice-no",
    }
}

#[must_use]
pub fn leads_to_key(to: LeadsTo) -> &'static str {
    match to {
        LeadsTo::Mdph => "trial-leads-mdph",
        LeadsTo::Pas => "trial-leads-pas",
        LeadsTo::Purchase => "trial-leads-purchase",
    }
}

#[must_use]
pub fn moment_key(moment: FeedbackMoment) -> &'static str {
    match moment {
        FeedbackMoment::Mid => "trial-mid",
        FeedbackMoment::End => "trial-end",
    }
}

#[must_use]
pub fn partner_key(kind: PartnerKind) -> &'static str {
    match kind {
        PartnerKind::Dsden => "trial-partner-dsden",
        PartnerKind::Mdph => "trial-partner-mdph",
        PartnerKind::Therapist => "trial-partner-therapist",
        PartnerKind::Pas => "trial-partner-pas",
    }
}

#[must_use]
pub fn outcome(outcome: Outcome) -> Badge {
    let (tone, icon, key) = match outcome {
        Outcome::Conclusive => ("good", "circle-check", "trial-conclusive"),
        Outcome::NotConclusive => ("plain", "ban", "trial-not-conclusive"),
        Outcome::Unused => ("plain", "ban", "trial-unused"),
    };
    Badge { tone, icon, key }
}

/// What waits for somebody of the school.
#[must_use]
pub fn standing(standing: Standing) -> Option<Badge> {
    match standing {
        Standing::Asked => Some(Badge {
            tone: "wait",
            icon: "hourglass",
            key: "trial-asked",
        }),
        Standing::Owed => Some(Badge {
            tone: "stop",
            icon: "triangle-alert",
            key: "trial-owed",
        }),
        Standing::NotAsked | Standing::Given | Standing::Settled => None,
    }
}
