//! Takes out what is about people, by column name and by content, before anybody
//! chooses what a column means.
//!
//! The type is the guarantee: mapping and checking take a [`CleanSheet`], and only
//! [`strip`] makes one.

use std::collections::HashSet;
use std::sync::LazyLock;

use csv::StringRecord;
use serde::Serialize;

use super::columns;
use super::read::{Row, Sheet};
pub use crate::personal::{Personal, in_cell};

/// A device list without its personal columns, its cells trimmed and on one line each.
#[derive(Debug, PartialEq, Eq)]
pub struct CleanSheet {
    headers: Vec<String>,
    rows: Vec<Row>,
    ragged: Vec<u32>,
}

impl CleanSheet {
    #[must_use]
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// See [`Sheet::ragged`].
    #[must_use]
    pub fn ragged(&self) -> &[u32] {
        &self.ragged
    }
}

/// What [`strip`] took out, for the person to see: names and counts, never a value.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stripped {
    pub columns: Vec<DroppedColumn>,
    /// Cells emptied in the columns that stay.
    pub cells: usize,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct DroppedColumn {
    pub header: String,
    pub why: Personal,
}

/// A header with one of these words among its own is about a person, or about the
/// line and network card that lead to one. Folded: lower case, no accents.
const WORDS: &str = "
    user users username upn login account compte owner proprietaire
    utilisateur utilisateurs usager usagers eleve eleves student students pupil
    enseignant teacher agent technicien technician responsable beneficiaire
    firstname lastname surname fullname prenom prenoms naissance birth birthday
    email emails mail mails courriel courriels mel
    phone phones telephone telephones tel gsm msisdn
    mac bluetooth wifi ssid ip ipv4 ipv6
    imsi iccid sim eid subscriber abonne
    address adresse latitude longitude geolocation
    contact contacts";

/// Headers that hold one of those words and are about the device all the same.
const NOT_PERSONAL: &[&str] = &[
    "last contact",
    "dernier contact",
    "date du dernier contact",
    "phone model",
    "phone type",
    "type de telephone",
    "sim lock",
    "management agent",
];

/// Takes out the personal columns, then empties the personal cells left elsewhere.
/// Doing it twice changes nothing.
#[must_use]
pub fn strip(sheet: Sheet) -> (CleanSheet, Stripped) {
    let mut stripped = Stripped::default();
    let mut kept = Vec::new();
    let mut headers = Vec::new();
    let tallies = tally(&sheet);
    let has_first_names = sheet.headers.iter().any(|header| is_first_name(header));
    for (column, (header, tally)) in sheet.headers.into_iter().zip(tallies).enumerate() {
        let by_name = is_personal_header(&header) || (has_first_names && is_plain_name(&header));
        let why = by_name.then_some(Personal::Name).or(tally.verdict());
        if let Some(why) = why {
            stripped.columns.push(DroppedColumn { header, why });
        } else {
            kept.push(column);
            headers.push(header);
        }
    }
    let mut rows = Vec::with_capacity(sheet.rows.len());
    for row in sheet.rows {
        let mut cells = StringRecord::with_capacity(row.cells.as_slice().len(), kept.len());
        for &column in &kept {
            let cell = row.cells.get(column).unwrap_or_default();
            if in_cell(cell).is_some() {
                stripped.cells += 1;
                cells.push_field("");
            } else {
                push_tidy(&mut cells, cell);
            }
        }
        rows.push(Row {
            line: row.line,
            cells,
        });
    }
    let sheet = CleanSheet {
        headers,
        rows,
        ragged: sheet.ragged,
    };
    (sheet, stripped)
}

/// Line breaks and other controls become spaces: a value is one line of text.
fn push_tidy(cells: &mut StringRecord, cell: &str) {
    if cell.contains(char::is_control) {
        cells.push_field(cell.replace(char::is_control, " ").trim());
    } else {
        cells.push_field(cell.trim());
    }
}

fn is_personal_header(header: &str) -> bool {
    static PERSONAL: LazyLock<HashSet<&str>> = LazyLock::new(|| WORDS.split_whitespace().collect());
    let words = columns::words(header);
    !NOT_PERSONAL.contains(&words.as_str()) && words.split(' ').any(|word| PERSONAL.contains(word))
}

fn is_first_name(header: &str) -> bool {
    ["prenom", "prenoms", "first name", "firstname"].contains(&columns::words(header).as_str())
}

/// A device's name, unless first names stand beside it.
fn is_plain_name(header: &str) -> bool {
    ["nom", "name"].contains(&columns::words(header).as_str())
}

/// What the filled cells of one column look like.
#[derive(Default)]
struct Tally {
    is_unknown: bool,
    filled: usize,
    personal: usize,
    first: Option<Personal>,
}

impl Tally {
    fn count(&mut self, cell: &str) {
        let cell = cell.trim();
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        // Ten digits may be an inventory number and twelve hexadecimal ones a serial: a
        // column known by its name needs a clearer sign.
        let what = in_cell(cell).or_else(|| if self.is_unknown { bare(cell) } else { None });
        if what.is_some() {
            self.personal += 1;
            self.first = self.first.or(what);
        }
    }

    /// A column is about people when half of its filled cells are.
    fn verdict(&self) -> Option<Personal> {
        self.first.filter(|_| self.personal * 2 >= self.filled)
    }
}

fn tally(sheet: &Sheet) -> Vec<Tally> {
    let mut tallies: Vec<Tally> = sheet
        .headers
        .iter()
        .map(|header| Tally {
            is_unknown: columns::field_named(header).is_none(),
            ..Tally::default()
        })
        .collect();
    for row in &sheet.rows {
        for (tally, cell) in tallies.iter_mut().zip(&row.cells) {
            tally.count(cell);
        }
    }
    tallies
}

/// `0612345678` and `503DD2AD0360`: signs of a person only in a column of unknown meaning.
fn bare(cell: &str) -> Option<Personal> {
    let is_phone = cell.len() == 10
        && cell.bytes().all(|byte| byte.is_ascii_digit())
        && cell.starts_with('0')
        && !cell.starts_with("00");
    let is_mac = cell.len() == 12
        && cell.bytes().all(|byte| byte.is_ascii_hexdigit())
        && cell.bytes().any(|byte| byte.is_ascii_alphabetic());
    if is_phone {
        Some(Personal::Phone)
    } else if is_mac {
        Some(Personal::Mac)
    } else {
        None
    }
}
