//! `GET /lots/{id}/evidence/paper`: the folder as a paper; a large lot in parts, each of which says what it holds.
use super::{
    page::{CESSION_HEAD, PALLET_HEAD, REFORM_HEAD},
    queries::{self, Folder, Line},
    say,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeAccounting},
    documents::{EvidenceFolder, PrintedTable},
    web::{self, Error, Words},
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::Query;

/// Devices of one part: more take long to typeset, and longer to read.
const PER_PART: u64 = 1_000;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The last device of the part before.
    after: String,
}

pub async fn print(
    State(app): State<App>,
    by: Allowed<SeeAccounting>,
    Path(id): Path<i32>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let folder = queries::folder(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let words = by.words();
    let after = asked.after.parse().unwrap_or(0);
    let lines = queries::lines(&app.db, &folder, after, PER_PART).await?;
    let before = queries::place_of(&app.db, folder.lot.id, after).await?;
    let count = i64::try_from(lines.len()).unwrap_or_default();
    let mut facts = say::facts(&words, &folder);
    facts.extend(say::outcomes(&words, &folder));
    facts.extend(say::proofs(&words, &folder));
    let part = words
        .with("from", before + count.min(1))
        .with("to", before + count)
        .with("of", folder.devices)
        .say("folder-part");
    let mut notes = say::weights(&words, &folder);
    notes.push(words.say("folder-masked"));
    if before + count < folder.devices
        && let Some(last) = lines.last()
    {
        let address = format!("/lots/{id}/evidence/paper?after={}", last.device.id.0);
        notes.push(words.with("address", address).say("folder-next-part"));
    }
    let mut tables = papers(&words, &folder);
    tables.push(devices(&words, &folder, &lines, part));
    let paper = EvidenceFolder {
        lang: words.lang,
        lot: id,
        printed_on: app.clock.today(),
        facts,
        tables,
        notes,
    };
    let pdf = app
        .documents
        .pdf(paper)
        .await
        .context("the folder could not be typeset")?;
    let name = format!("{}-{id}", words.say("folder-file"));
    Ok(web::pdf(&name, pdf))
}

fn head(words: &Words, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| words.say(key)).collect()
}

/// Decisions, acts and slips; what there is none of is left out.
fn papers(words: &Words, folder: &Folder) -> Vec<PrintedTable> {
    let reforms = folder.reforms.iter().map(|row| say::reform(words, row));
    let cessions = folder
        .cessions
        .iter()
        .map(|(row, count)| say::cession(words, row, *count));
    let pallets = folder
        .pallets
        .iter()
        .map(|(row, count)| say::pallet(words, row, *count));
    [
        ("folder-reforms", REFORM_HEAD, reforms.collect::<Vec<_>>()),
        ("folder-cessions", CESSION_HEAD, cessions.collect()),
        ("folder-pallets", PALLET_HEAD, pallets.collect()),
    ]
    .into_iter()
    .filter(|(_, _, rows)| !rows.is_empty())
    .map(|(title, keys, rows)| PrintedTable {
        title: words.say(title),
        head: head(words, &keys),
        rows,
        note: None,
    })
    .collect()
}

fn devices(words: &Words, folder: &Folder, lines: &[Line], part: String) -> PrintedTable {
    let row = |line: &Line| {
        let (inventory, accounting) = say::numbers(line);
        vec![
            inventory,
            accounting,
            say::designation(words, line),
            [
                words.say(line.outcome.key()),
                say::left_by(words, folder, line),
            ]
            .join(" ")
            .trim_end()
            .to_owned(),
            say::proven(words, line),
        ]
    };
    PrintedTable {
        title: words.say("folder-lines"),
        head: head(
            words,
            &[
                "device-inventory-number",
                "accounting-accounting-number",
                "accounting-designation",
                "folder-outcome",
                "folder-proof",
            ],
        ),
        rows: lines.iter().map(row).collect(),
        note: Some(part),
    }
}
