//! Why a device is put forward, or why none is, in words.
use super::rules::{Ask, Lack, Proposal, Reason, Without, reasons};
use crate::{
    devices::software::Below,
    grading::rulesets::category_name,
    programmes::rules::{stock::Held, terms::NotAdmitted},
    web::Words,
};
use entities::device;

/// Why this device: one sentence for each thing that counted.
#[must_use]
pub fn why(words: Words, proposal: Proposal, ask: &Ask, device: &device::Model) -> Vec<String> {
    let category = device.category.as_deref().unwrap_or_default();
    let said = |reason| match reason {
        Reason::SameKind => words.say("allocation-same-kind"),
        Reason::Admitted => words
            .with("category", category_name(category))
            .say("allocation-admitted"),
        Reason::Purged => words.say("allocation-purged"),
        Reason::FreeSoftware => words.say("allocation-free-software"),
        Reason::Updates => words
            .with("months", ask.minimum.months)
            .say("allocation-updates"),
        Reason::AtPickup => words.say("allocation-at-pickup"),
        Reason::Near => words.say("allocation-near"),
        Reason::FromElsewhere => words.say("allocation-from-elsewhere"),
        Reason::ReadySince => words
            .with("date", words.date(device.stage_since))
            .say("allocation-ready-since"),
    };
    reasons(proposal.distance, ask, device)
        .into_iter()
        .map(said)
        .collect()
}

/// Why there is no device: of all, or, for who is limited to a territory, of those at its sites.
#[must_use]
pub fn why_not(words: Words, without: Without, limited: bool) -> String {
    match without {
        Without::NoneOfKind if limited => words.say("allocation-none-of-kind-here"),
        Without::NoneOfKind => words.say("allocation-none-of-kind"),
        Without::NoneMeets { ready, most } => words
            .with("ready", ready)
            .with("most", words.say(lack_key(most)))
            .say("allocation-none-meets"),
        Without::AllGoToOthers { suitable } => words
            .with("suitable", suitable)
            .say("allocation-all-go-to-others"),
        Without::Held(held) => words
            .with("why", held_back(words, held))
            .say("allocation-held-back"),
    }
}

/// Why the part of the stock that programmes take holds a device back.
#[must_use]
pub fn held_back(words: Words, held: Held) -> String {
    match held {
        Held::KeptAside(kept) => words.with("kept", kept).say("request-held-kept-aside"),
        Held::OverShare(share) => words.with("share", share).say("request-held-over-share"),
    }
}

/// The key of the few words for what a device lacks.
fn lack_key(lack: Lack) -> &'static str {
    match lack {
        Lack::NotAdmitted(NotAdmitted::OtherCategory) => "allocation-lack-category",
        Lack::NotAdmitted(NotAdmitted::GradeTooLow) => "allocation-lack-grade",
        Lack::ErasedTooLightly => "allocation-lack-erasure",
        Lack::Below(Below::SoftwareUnsaid) => "allocation-lack-software-unsaid",
        Lack::Below(Below::NotFree) => "allocation-lack-free-software",
        Lack::Below(Below::UpdatesUnsaid) => "allocation-lack-updates-unsaid",
        Lack::Below(Below::UpdatesEnd) => "allocation-lack-updates",
    }
}
