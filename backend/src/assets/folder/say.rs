//! The folder in words: as the page and the paper say it.
use super::queries::{Folder, Line};
use crate::{
    assets::rules::outcome::Outcome,
    devices::standing::kind_key,
    exits::{cessions::categories::category_key, reforms::form::reason_key},
    intake::facts::legal_basis_key,
    web::Words,
};
use entities::{cession, reform, waste_pallet};

/// The facts of the lot, each with its name.
pub fn facts(words: &Words, folder: &Folder) -> Vec<(String, String)> {
    let lot = &folder.lot;
    let mut facts = vec![
        (words.say("exit-owner"), folder.owner.clone()),
        (words.say("folder-donor"), folder.donor.clone()),
        (words.say("folder-workshop"), folder.workshop.clone()),
        (
            words.say("folder-basis"),
            words.say(legal_basis_key(lot.legal_basis)),
        ),
    ];
    if let Some(number) = &lot.reform_reference {
        facts.push((words.say("folder-reform-reference"), number.clone()));
    }
    let moments = [
        ("folder-announced-on", Some(lot.created_at)),
        ("folder-received-on", lot.received_at),
        ("folder-closed-on", lot.closed_at),
    ];
    for (key, moment) in moments {
        let said = moment.map_or_else(|| words.say("folder-not-yet"), |at| words.date(at));
        facts.push((words.say(key), said));
    }
    facts.push((words.say("folder-devices"), words.number(folder.devices)));
    facts
}

/// For how many devices there is which proof.
pub fn proofs(words: &Words, folder: &Folder) -> Vec<(String, String)> {
    let proofs = folder.proofs;
    [
        ("folder-reformed", proofs.reformed),
        ("folder-erased", proofs.erased),
        ("folder-certified", proofs.certified),
        ("folder-checked", proofs.checked),
    ]
    .map(|(key, count)| {
        let of = words
            .with("count", count)
            .with("of", folder.devices)
            .say("folder-of-devices");
        (words.say(key), of)
    })
    .into()
}

/// How many devices became what, in the order of the chain.
pub fn outcomes(words: &Words, folder: &Folder) -> Vec<(String, String)> {
    let said = |(outcome, count): &(Outcome, i64)| (words.say(outcome.key()), words.number(count));
    folder.outcomes.iter().map(said).collect()
}

/// What is known to weigh how much: only what was put on a scale.
pub fn weights(words: &Words, folder: &Folder) -> Vec<String> {
    let mut said = Vec::new();
    if !folder.scraps.is_empty() {
        let grams: i64 = folder
            .scraps
            .values()
            .map(|scrap| i64::from(scrap.weight_grams))
            .sum();
        said.push(
            words
                .with("count", folder.scraps.len())
                .with("weight", kilograms(words, grams))
                .say("folder-weighed-alone"),
        );
    }
    let gone = folder
        .pallets
        .iter()
        .filter_map(|(pallet, count)| Some((pallet, pallet.weight_grams?, *count)));
    said.extend(gone.map(|(pallet, grams, count)| {
        words
            .with("number", pallet.id.0.to_string())
            .with("weight", kilograms(words, i64::from(grams)))
            .with("count", count)
            .with("of", pallet.devices.unwrap_or(0))
            .say("folder-weighed-pallet")
    }));
    if said.is_empty() {
        said.push(words.say("folder-weighed-nothing"));
    }
    said
}

/// Grams as kilograms, with up to three decimals.
fn kilograms(words: &Words, grams: i64) -> String {
    let plain = format!("{}.{:03}", grams / 1_000, grams % 1_000);
    let short = plain.trim_end_matches('0').trim_end_matches('.');
    format!("{}\u{a0}kg", words.number(short))
}

/// The cells of a reform: its number, its day, why, how many devices, the hash of its papers.
pub fn reform(words: &Words, row: &reform::Model) -> Vec<String> {
    vec![
        row.decision_number.clone(),
        words.short_date(row.decided_on),
        words.say(reason_key(row.reason)),
        words.number(row.devices),
        short_hash(&row.sha256),
    ]
}

/// The same of an act of cession. Who was given is a legal person, told by its number: a name that somebody typed is on
/// the act alone.
pub fn cession(words: &Words, row: &cession::Model, devices: i64) -> Vec<String> {
    vec![
        row.decision_number.clone(),
        words.short_date(row.ceded_on),
        format!(
            "{} · {}",
            row.recipient_number,
            words.say(category_key(row.category))
        ),
        words.number(devices),
        short_hash(&row.sha256),
    ]
}

/// The same of a waste pallet.
pub fn pallet(words: &Words, row: &waste_pallet::Model, devices: i64) -> Vec<String> {
    let slip = row
        .slip_number
        .clone()
        .unwrap_or_else(|| words.say("folder-not-yet"));
    let hash = row
        .sha256
        .as_ref()
        .map_or_else(|| words.say("folder-not-yet"), |hash| short_hash(hash));
    vec![
        row.id.0.to_string(),
        row.departed_on
            .map_or_else(|| words.say("folder-not-yet"), |day| words.short_date(day)),
        format!("{} · {}", row.waste_code, slip),
        words.number(devices),
        hash,
    ]
}

fn short_hash(hash: &str) -> String {
    format!("{}…", hash.get(..16).unwrap_or(hash))
}

/// What a line says besides its numbers: the act or pallet it left by.
pub fn left_by(words: &Words, folder: &Folder, line: &Line) -> String {
    if let Some(id) = line.device.cession_id {
        let act = folder.cessions.iter().find(|(row, _)| row.id == id);
        return act.map_or_else(String::new, |(row, _)| {
            words
                .with("number", row.decision_number.as_str())
                .say("folder-by-cession")
        });
    }
    if let Some(id) = line.device.pallet_id {
        return words
            .with("number", id.0.to_string())
            .say("folder-by-pallet");
    }
    folder
        .scraps
        .get(&line.device.id)
        .map_or_else(String::new, |scrap| {
            let form = scrap.waste_form.clone().unwrap_or_default();
            let weight = kilograms(words, i64::from(scrap.weight_grams));
            format!("{weight} · {} {form}", scrap.waste_code)
                .trim_end()
                .to_owned()
        })
}

/// The proofs of a line, each in a word.
pub fn proven(words: &Words, line: &Line) -> String {
    let mut said: Vec<String> = Vec::new();
    for (there, key) in [
        (line.erased, "folder-proof-erased"),
        (line.certified, "folder-proof-certified"),
        (line.checked, "folder-proof-checked"),
    ] {
        if there {
            said.push(words.say(key));
        }
    }
    if said.is_empty() {
        words.say("folder-proof-none")
    } else {
        said.join(", ")
    }
}

/// The numbers of a line: as the books had it at the reform, else as the stock has it.
pub fn numbers(line: &Line) -> (String, String) {
    let ours = line.device.inventory_number.clone().unwrap_or_default();
    match &line.reform {
        Some(reform) => (
            reform.inventory_number.clone(),
            reform.accounting_number.clone().unwrap_or_default(),
        ),
        None => (ours, String::new()),
    }
}

/// What a device is, without what is on it.
pub fn designation(words: &Words, line: &Line) -> String {
    let device = &line.device;
    format!(
        "{} {} {}",
        words.say(kind_key(device.kind)),
        device.manufacturer,
        device.model
    )
}
