//! What the columns of a list of items mean: by what the form of an item calls them in French or English, or in short.
use crate::{
    identifiers::fold,
    intake::list::read::{self, Unreadable},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A column we read; every other one is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Column {
    NameFr,
    NameEn,
    Needs,
    PurposeFr,
    PurposeEn,
    UsageFr,
    UsageEn,
    GuideFr,
    GuideEn,
    AccessoriesFr,
    AccessoriesEn,
    AgeFrom,
    AgeTo,
    Synonyms,
    NeedsCleaning,
    HasBattery,
}

/// Of each column: its field in the form, the key of its words, and what lists call it, reduced to letters.
const NAMES: &[(Column, &str, &str, &[&str])] = &[
    (
        Column::NameFr,
        "name_fr",
        "item-name-fr",
        &["namefr", "nomfr", "nom", "nomenfrancais", "nameinfrench"],
    ),
    (
        Column::NameEn,
        "name_en",
        "item-name-en",
        &["nameen", "nomen", "nomenanglais", "nameinenglish"],
    ),
    (
        Column::Needs,
        "needs",
        "item-needs",
        &["needs", "besoins", "aquoiilrepond", "whatitanswers"],
    ),
    (
        Column::PurposeFr,
        "purpose_fr",
        "item-purpose-fr",
        &["purposefr", "aquoiilsertenfrancais", "whatitisforinfrench"],
    ),
    (
        Column::PurposeEn,
        "purpose_en",
        "item-purpose-en",
        &["purposeen", "aquoiilsertenanglais", "whatitisforinenglish"],
    ),
    (
        Column::UsageFr,
        "usage_fr",
        "item-usage-fr",
        &[
            "usagefr",
            "commentonsensertenfrancais",
            "howitisusedinfrench",
        ],
    ),
    (
        Column::UsageEn,
        "usage_en",
        "item-usage-en",
        &[
            "usageen",
            "commentonsensertenanglais",
            "howitisusedinenglish",
        ],
    ),
    (
        Column::GuideFr,
        "guide_fr",
        "item-guide-fr",
        &["guidefr", "priseenmainenfrancais", "guidedsessioninfrench"],
    ),
    (
        Column::GuideEn,
        "guide_en",
        "item-guide-en",
        &["guideen", "priseenmainenanglais", "guidedsessioninenglish"],
    ),
    (
        Column::AccessoriesFr,
        "accessories_fr",
        "item-accessories-fr",
        &[
            "accessoriesfr",
            "accessoiresfr",
            "accessoiresenfrancais",
            "accessoriesinfrench",
        ],
    ),
    (
        Column::AccessoriesEn,
        "accessories_en",
        "item-accessories-en",
        &[
            "accessoriesen",
            "accessoiresen",
            "accessoiresenanglais",
            "accessoriesinenglish",
        ],
    ),
    (
        Column::AgeFrom,
        "age_from",
        "item-age-from",
        &["agefrom", "agedebut", "agemin", "ageleplusbas", "lowestage"],
    ),
    (
        Column::AgeTo,
        "age_to",
        "item-age-to",
        &["ageto", "agefin", "agemax", "ageleplushaut", "highestage"],
    ),
    (
        Column::Synonyms,
        "synonyms",
        "item-synonyms",
        &[
            "synonyms",
            "synonymes",
            "autresmotspourletrouver",
            "otherwordstofinditby",
        ],
    ),
    (
        Column::NeedsCleaning,
        "needs_cleaning",
        "item-needs-cleaning",
        &[
            "needscleaning",
            "nettoyage",
            "anettoyerachaqueretour",
            "cleanedateveryreturn",
        ],
    ),
    (
        Column::HasBattery,
        "has_battery",
        "item-has-battery",
        &["hasbattery", "hasabattery", "batterie", "aunebatterie"],
    ),
];

impl Column {
    /// The column of a field of the form.
    #[must_use]
    pub fn of_field(field: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(_, its, _, _)| *its == field)
            .map(|(column, _, _, _)| *column)
    }

    /// The key of what it is called on screen.
    #[must_use]
    pub fn key(self) -> &'static str {
        NAMES
            .iter()
            .find(|(column, _, _, _)| *column == self)
            .map_or("item-name-fr", |(_, _, key, _)| *key)
    }
}

/// The meaning of a header, if we have one.
#[must_use]
pub fn named(header: &str) -> Option<Column> {
    let bare: String = fold(header)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    NAMES
        .iter()
        .find(|(_, _, _, names)| names.contains(&bare.as_str()))
        .map(|(column, _, _, _)| *column)
}

/// The recognised cells of one line of the file, the header being on line 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub number: u32,
    pub cells: BTreeMap<Column, String>,
}

/// A list of items as it was read.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    pub lines: Vec<Line>,
    /// Lines that have not as many cells as the header: nothing of them is kept.
    pub ragged: Vec<u32>,
    /// The headers we have no meaning for.
    pub left_out: Vec<String>,
}

/// Why a file is not a list of items.
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
            Self::NoNameColumn => "items-import-no-name-column",
            Self::TooManyLines => "import-too-long",
        }
    }
}

/// The largest file and the longest list: a bank lends some hundreds of items.
const MAX_BYTES: usize = 2 * 1024 * 1024;
const MAX_LINES: usize = 1_000;

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
    if !places.contains_key(&Column::NameFr) {
        return Err(NotAList::NoNameColumn);
    }
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
    })
}

/// A step of the guide and an accessory stand on a line each, which is kept.
fn cell(text: &str) -> String {
    text.lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::{Lang, Words};

    #[test]
    fn a_column_is_known_by_its_words_in_the_form_and_by_its_field() {
        for (column, field, key, _) in NAMES {
            for lang in [Lang::Fr, Lang::En] {
                let header = Words::new(lang).say(key);
                assert_eq!(named(&header), Some(*column), "{header}");
            }
            assert_eq!(named(field), Some(*column), "{field}");
            assert_eq!(Column::of_field(field), Some(*column));
            assert_eq!(column.key(), *key);
        }
        assert_eq!(named("Prix"), None);
    }

    #[test]
    fn the_lines_of_a_cell_are_kept() {
        let list = read(
            "nom,guide_fr,Prix\nCasque,\" Régler.\n\n Convenir  d’un signe. \",10\n".as_bytes(),
        );
        let list = list.unwrap();
        assert_eq!(list.left_out, ["Prix"]);
        assert_eq!(
            list.lines[0].cells[&Column::GuideFr],
            "Régler.\nConvenir d’un signe."
        );
        assert_eq!(read(b"guide_fr,Prix\nx,1\n"), Err(NotAList::NoNameColumn));
    }
}
