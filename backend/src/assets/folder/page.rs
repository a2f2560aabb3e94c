//! `GET /lots/{id}/evidence`: the folder of a lot.
use super::{
    queries::{self, Folder, Line},
    say,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeAccounting},
    devices::queries::path_of,
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use axum_extra::extract::Query;

/// Devices on a page.
const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "assets/folder.html")]
struct FolderPage {
    shell: Shell,
    number: String,
    facts: Vec<(String, String)>,
    outcomes: Vec<(String, String)>,
    proofs: Vec<(String, String)>,
    weights: Vec<String>,
    papers: Vec<Papers>,
    lines: Vec<Shown>,
    first: String,
    next: String,
    /// The papers, part by part.
    paper: String,
}

/// Decisions, acts or slips.
struct Papers {
    title: &'static str,
    head: [&'static str; 5],
    rows: Vec<PaperRow>,
}

struct PaperRow {
    href: String,
    cells: Vec<String>,
}

struct Shown {
    href: String,
    code: String,
    inventory: String,
    accounting: String,
    designation: String,
    outcome: String,
    left_by: String,
    proven: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeAccounting>,
    Path(id): Path<i32>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let folder = queries::folder(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let after = asked.after.parse().unwrap_or(0);
    let mut lines = queries::lines(&app.db, &folder, after, PER_PAGE as u64 + 1).await?;
    let more = lines.len() > PER_PAGE;
    lines.truncate(PER_PAGE);
    let address = format!("/lots/{id}/evidence");
    let next = match lines.last() {
        Some(last) if more => format!("{address}?after={}", last.device.id.0),
        Some(_) | None => String::new(),
    };
    let shell = by.shell();
    let page = FolderPage {
        number: id.to_string(),
        facts: say::facts(&shell, &folder),
        outcomes: say::outcomes(&shell, &folder),
        proofs: say::proofs(&shell, &folder),
        weights: say::weights(&shell, &folder),
        papers: papers(&shell, &folder),
        lines: lines
            .iter()
            .map(|line| shown(&shell, &folder, line))
            .collect(),
        first: if after > 0 { address } else { String::new() },
        next,
        paper: format!("/lots/{id}/evidence/paper"),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

fn papers(shell: &Shell, folder: &Folder) -> Vec<Papers> {
    let reforms = folder.reforms.iter().map(|row| PaperRow {
        href: format!("/reforms/{}", row.id.0),
        cells: say::reform(shell, row),
    });
    let cessions = folder.cessions.iter().map(|(row, count)| PaperRow {
        href: format!("/cessions/{}", row.id.0),
        cells: say::cession(shell, row, *count),
    });
    let pallets = folder.pallets.iter().map(|(row, count)| PaperRow {
        href: format!("/pallets/{}", row.id.0),
        cells: say::pallet(shell, row, *count),
    });
    [
        ("folder-reforms", REFORM_HEAD, reforms.collect::<Vec<_>>()),
        ("folder-cessions", CESSION_HEAD, cessions.collect()),
        ("folder-pallets", PALLET_HEAD, pallets.collect()),
    ]
    .map(|(title, head, rows)| Papers { title, head, rows })
    .into()
}

pub(super) const REFORM_HEAD: [&str; 5] = [
    "exit-decision-number",
    "exit-decided-on",
    "reform-reason",
    "folder-devices",
    "exit-paper-hash",
];

pub(super) const CESSION_HEAD: [&str; 5] = [
    "exit-decision-number",
    "cession-ceded-on",
    "folder-recipient",
    "folder-devices",
    "exit-paper-hash",
];

pub(super) const PALLET_HEAD: [&str; 5] = [
    "folder-pallet-number",
    "folder-departed-on",
    "folder-waste",
    "folder-devices",
    "exit-paper-hash",
];

fn shown(shell: &Shell, folder: &Folder, line: &Line) -> Shown {
    let (inventory, accounting) = say::numbers(line);
    let code = line.device.label_code.clone();
    Shown {
        href: path_of(line.device.label_code.as_deref(), line.device.id),
        code: code
            .unwrap_or_else(|| format!("{} {}", shell.say("device-unlabelled"), line.device.id.0)),
        inventory,
        accounting,
        designation: say::designation(shell, line),
        outcome: shell.say(line.outcome.key()),
        left_by: say::left_by(shell, folder, line),
        proven: say::proven(shell, line),
    }
}
