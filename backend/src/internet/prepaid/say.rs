//! The words for cards and vouchers: what one is called, where it stands, what stands in the way.
use super::{
    numbers::NoNumber,
    rules::{Obstacle, PER_REQUEST},
};
use crate::{identifiers::Fault, training::say::missing, web::Words};
use entities::{
    prepaid::{self, PrepaidKind, PrepaidState, WriteOff},
    training_module,
};

#[must_use]
pub fn kind_key(kind: PrepaidKind) -> &'static str {
    match kind {
        PrepaidKind::Sim => "prepaid-kind-sim",
        PrepaidKind::Voucher => "prepaid-kind-voucher",
    }
}

/// What it is called: the number printed on a card, and for a voucher a number of ours, since its code is a secret.
#[must_use]
pub fn reference(one: &prepaid::Model) -> String {
    match &one.iccid {
        Some(iccid) => iccid.clone(),
        None => format!("V-{:06}", one.id.0),
    }
}

#[must_use]
pub fn state_key(state: PrepaidState) -> &'static str {
    match state {
        PrepaidState::Here => "prepaid-here",
        PrepaidState::Given => "prepaid-given",
        PrepaidState::WrittenOff => "prepaid-written-off",
    }
}

/// The tone and the icon beside the word.
#[must_use]
pub fn state_look(state: PrepaidState) -> (&'static str, &'static str) {
    match state {
        PrepaidState::Here => ("info", "package"),
        PrepaidState::Given => ("good", "hand-helping"),
        PrepaidState::WrittenOff => ("stop", "ban"),
    }
}

#[must_use]
pub fn write_off_key(reason: WriteOff) -> &'static str {
    match reason {
        WriteOff::Lost => "prepaid-lost",
        WriteOff::Faulty => "prepaid-faulty",
        WriteOff::Expired => "prepaid-expired",
    }
}

#[must_use]
pub fn no_number_key(why: NoNumber) -> &'static str {
    match why {
        NoNumber::Iccid(Fault::Shape) => "prepaid-iccid-shape",
        NoNumber::Iccid(Fault::WrongKey) => "prepaid-iccid-key",
        NoNumber::Voucher => "prepaid-code-wrong",
    }
}

/// What stands in the way, each sentence with what to do next.
#[must_use]
pub fn obstacles(
    words: Words,
    obstacles: &[Obstacle],
    modules: &[training_module::Model],
) -> Vec<String> {
    obstacles
        .iter()
        .flat_map(|obstacle| match obstacle {
            Obstacle::Gone(PrepaidState::WrittenOff) => vec![words.say("prepaid-no-written-off")],
            Obstacle::Gone(PrepaidState::Here | PrepaidState::Given) => {
                vec![words.say("prepaid-no-given")]
            }
            Obstacle::AtAnotherSite => vec![words.say("prepaid-no-elsewhere")],
            Obstacle::Expired => vec![words.say("prepaid-no-expired")],
            Obstacle::RequestClosed => vec![words.say("prepaid-no-request-closed")],
            Obstacle::OtherPickupPoint => vec![words.say("prepaid-no-other-place")],
            Obstacle::NoInternet => vec![words.say("prepaid-no-internet")],
            Obstacle::PersonForgotten => vec![words.say("prepaid-no-forgotten")],
            Obstacle::Enough => vec![words.with("most", PER_REQUEST).say("prepaid-no-enough")],
            Obstacle::DeviceFirst => vec![words.say("prepaid-no-device-first")],
            Obstacle::Training(lacking) => missing(&words, lacking, modules),
        })
        .collect()
}
