//! Habilitations in words: the act, what is missing, when the next session is.
use super::{
    queries::Lack,
    rules::{NotGranted, Standing},
};
use crate::web::Words;
use entities::{
    habilitation::{Act, Ground},
    training_module,
};

/// What the act is called.
#[must_use]
pub const fn act(act: Act) -> &'static str {
    match act {
        Act::Erasure => "habilitation-erasure",
        Act::QualityCheck => "habilitation-quality-check",
        Act::ElectricalRepair => "habilitation-electrical-repair",
    }
}

#[must_use]
pub const fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Pathway => "habilitation-ground-pathway",
        Ground::Direct => "habilitation-ground-direct",
        Ground::Earlier => "habilitation-ground-earlier",
    }
}

/// Tone, icon and sentence of where somebody stands.
#[must_use]
pub fn standing(words: &Words, standing: Standing) -> (&'static str, &'static str, String) {
    match standing {
        Standing::Never => ("plain", "circle-minus", words.say("habilitation-none")),
        Standing::Over(day) => (
            "stop",
            "circle-alert",
            words
                .with("date", words.short_date(day))
                .say("habilitation-over-since"),
        ),
        Standing::Ending(day) => (
            "wait",
            "hourglass",
            words
                .with("date", words.short_date(day))
                .say("habilitation-ending"),
        ),
        Standing::Holds(day) => (
            "good",
            "shield-check",
            words
                .with("date", words.short_date(day))
                .say("habilitation-holds-until"),
        ),
    }
}

#[must_use]
pub fn not_granted(refused: &NotGranted) -> &'static str {
    match refused {
        NotGranted::NotForRole => "habilitation-not-for-role",
        NotGranted::Oneself => "habilitation-oneself",
        NotGranted::NoPathway => "habilitation-no-pathway",
        NotGranted::Missing(_) => "habilitation-not-earned",
        NotGranted::Nothing => "habilitation-nothing-new",
    }
}

/// One sentence for each thing somebody should know who lacks a habilitation: the modules, the next session.
#[must_use]
pub fn lack(words: &Words, lack: &Lack) -> Vec<String> {
    let Some(pathway) = &lack.pathway else {
        return vec![words.say("habilitation-no-pathway")];
    };
    let pathway = words.lang.choose(&pathway.name_fr, &pathway.name_en);
    if lack.missing.is_empty() {
        return vec![words.with("pathway", pathway).say("habilitation-is-earned")];
    }
    let modules: Vec<&str> = lack
        .missing
        .iter()
        .map(|module: &training_module::Model| words.lang.choose(&module.name_fr, &module.name_en))
        .collect();
    let missing = words
        .with("count", modules.len())
        .with("modules", modules.join(", "))
        .with("pathway", pathway)
        .say("habilitation-missing-modules");
    let next = match &lack.next {
        None => words.say("habilitation-no-session"),
        Some((session, site, booked)) => {
            let said = words
                .with("when", words.date_time(session.starts_at))
                .with("place", format!("{}, {}", site.name, site.city));
            if *booked {
                said.say("habilitation-session-booked")
            } else {
                said.say("habilitation-next-session")
            }
        }
    };
    vec![missing, next]
}
