//! What the columns of a list of organisations mean, by their names in French or English.
use crate::{
    identifiers::fold,
    intake::list::read::{self, Unreadable},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A column we read; every other one is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Column {
    Kind,
    Name,
    Siret,
    Uai,
    Epci,
    Phone,
    Site,
    Address,
    Postcode,
    City,
    Insee,
    Workshop,
    Pickup,
    Training,
}

/// What lists call each column, reduced to letters and digits.
const NAMES: &[(Column, &[&str])] = &[
    (
        Column::Kind,
        &[
            "kind",
            "type",
            "nature",
            "categorie",
            "typeorganisme",
            "typedorganisme",
        ],
    ),
    (
        Column::Name,
        &[
            "name",
            "nom",
            "organisation",
            "organisme",
            "etablissement",
            "nometablissement",
            "nomdeletablissement",
            "denomination",
            "raisonsociale",
        ],
    ),
    (Column::Siret, &["siret", "numerosiret"]),
    (
        Column::Uai,
        &[
            "uai",
            "rne",
            "codeuai",
            "numerouai",
            "identifiantdeletablissement",
        ],
    ),
    (Column::Epci, &["epci", "codeepci", "sirenepci", "epcicode"]),
    (Column::Phone, &["phone", "telephone", "tel"]),
    (
        Column::Site,
        &["site", "sitename", "nomdusite", "nomsite", "lieu"],
    ),
    (
        Column::Address,
        &["address", "adresse", "adresse1", "rue", "voie", "street"],
    ),
    (
        Column::Postcode,
        &["postcode", "codepostal", "cp", "postalcode"],
    ),
    (
        Column::City,
        &["city", "commune", "ville", "nomcommune", "town"],
    ),
    (
        Column::Insee,
        &[
            "insee",
            "codeinsee",
            "inseecode",
            "codecommune",
            "communeinsee",
        ],
    ),
    (Column::Workshop, &["workshop", "atelier"]),
    (
        Column::Pickup,
        &["pickup", "pickuppoint", "remise", "pointderemise"],
    ),
    (
        Column::Training,
        &["training", "trainingplace", "formation", "lieudeformation"],
    ),
];

/// The meaning of a header, if we have one.
#[must_use]
pub fn named(header: &str) -> Option<Column> {
    let bare: String = fold(header)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    NAMES
        .iter()
        .find(|(_, names)| names.contains(&bare.as_str()))
        .map(|(column, _)| *column)
}

/// The recognised cells of one line of the file, the header being on line 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub number: u32,
    pub cells: BTreeMap<Column, String>,
}

/// A list of organisations as it was read.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    pub lines: Vec<Line>,
    /// Lines that have not as many cells as the header: nothing of them is kept.
    pub ragged: Vec<u32>,
    /// The headers we have no meaning for.
    pub left_out: Vec<String>,
    pub has_kinds: bool,
}

/// Why a file is not a list of organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAList {
    Unreadable(Unreadable),
    NoNameColumn,
    TooManyLines,
}

impl NotAList {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Unreadable(why) => match why {
                Unreadable::Empty => "import-unreadable-empty",
                Unreadable::TooLarge | Unreadable::TooManyColumns => "import-too-long",
                Unreadable::Workbook => "import-unreadable-workbook",
                Unreadable::NotText => "import-unreadable-not-text",
                Unreadable::NoHeader => "import-unreadable-no-header",
                Unreadable::NoRows => "import-unreadable-no-rows",
            },
            Self::NoNameColumn => "import-no-name-column",
            Self::TooManyLines => "import-too-long",
        }
    }
}

/// The largest file and the longest list: a département has some 300 organisations.
const MAX_BYTES: usize = 2 * 1024 * 1024;
const MAX_LINES: usize = 5_000;

/// Reads a list; of two columns with one meaning the first counts.
pub fn read(bytes: &[u8]) -> Result<List, NotAList> {
    let sheet = read::read(bytes, MAX_BYTES).map_err(NotAList::Unreadable)?;
    if sheet.rows.len() > MAX_LINES {
        return Err(NotAList::TooManyLines);
    }
    let mut places: BTreeMap<Column, usize> = BTreeMap::new();
    let mut left_out = Vec::new();
    for (place, header) in sheet.headers.iter().enumerate() {
        match named(header) {
            Some(column) if !places.contains_key(&column) => {
                places.insert(column, place);
            }
            _ if header.is_empty() => {}
            _ => left_out.push(header.clone()),
        }
    }
    if !places.contains_key(&Column::Name) {
        return Err(NotAList::NoNameColumn);
    }
    let cell = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = sheet
        .rows
        .iter()
        .map(|row| Line {
            number: row.line,
            cells: places
                .iter()
                .map(|(column, place)| (*column, cell(row.cells.get(*place).unwrap_or_default())))
                .filter(|(_, text)| !text.is_empty())
                .collect(),
        })
        .collect();
    Ok(List {
        lines,
        ragged: sheet.ragged,
        left_out,
        has_kinds: places.contains_key(&Column::Kind),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_french_and_english_however_they_are_written() {
        for (header, column) in [
            ("CodeInsee", Column::Insee),
            ("Code postal", Column::Postcode),
            ("POINT DE REMISE", Column::Pickup),
            ("Pick-up", Column::Pickup),
            ("Type d’organisme", Column::Kind),
            ("Téléphone", Column::Phone),
            ("Name", Column::Name),
        ] {
            assert_eq!(named(header), Some(column), "{header}");
        }
        assert_eq!(named("Principal"), None);
    }

    #[test]
    fn only_recognised_columns_are_kept() {
        let list = read("Nom;Principal;Commune\nCollège A;Mme Martin;Annecy\n".as_bytes()).unwrap();
        assert_eq!(list.left_out, ["Principal"]);
        assert!(!format!("{:?}", list.lines).contains("Martin"));
        assert!(!list.has_kinds);
    }

    #[test]
    fn a_file_that_is_no_list_is_told_why() {
        assert_eq!(
            read(b"UAI,Commune\n0740100G,Annecy\n"),
            Err(NotAList::NoNameColumn)
        );
        assert_eq!(read(b""), Err(NotAList::Unreadable(Unreadable::Empty)));
        assert!(matches!(read(b"PK\x03\x04"), Err(NotAList::Unreadable(_))));
    }
}
