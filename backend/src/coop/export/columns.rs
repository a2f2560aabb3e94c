//! Which columns of an export are read, by the names the Coop gives them. Every other one is left out: names of
//! mediators and people, addresses, notes, tags, titles and gender.
use crate::identifiers::folded_words;
use serde::{Deserialize, Serialize};

/// The export that a header belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// One line per participant of an activity.
    Activities,
    /// One line per person a mediator follows.
    People,
}

/// A column we read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Column {
    Cra,
    Participant,
    Date,
    Kind,
    Minutes,
    Themes,
    Insee,
    Age,
    Occupation,
    Activities,
}

impl Column {
    /// The key of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Cra => "coop-column-cra",
            Self::Participant => "coop-column-participant",
            Self::Date => "coop-column-date",
            Self::Kind => "coop-column-kind",
            Self::Minutes => "coop-column-minutes",
            Self::Themes => "coop-column-themes",
            Self::Insee => "coop-column-insee",
            Self::Age => "coop-column-age",
            Self::Occupation => "coop-column-occupation",
            Self::Activities => "coop-column-activities",
        }
    }
}

/// The columns of the export of activities; all of them must be there.
const ACTIVITIES: [(Column, &str); 9] = [
    (Column::Cra, "id cra"),
    (Column::Participant, "participants"),
    (Column::Date, "date"),
    (Column::Kind, "type"),
    (Column::Minutes, "duree min"),
    (Column::Themes, "thematique s d accompagnement"),
    (Column::Insee, "code insee"),
    (Column::Age, "tranche d age du beneficiaire"),
    (Column::Occupation, "statut du beneficiaire"),
];

/// Those of the export of people.
const PEOPLE: [(Column, &str); 3] = [
    (Column::Age, "tranche d age"),
    (Column::Occupation, "statut"),
    (Column::Activities, "nombre d accompagnements"),
];

/// A header: where each column we read stands, and the names of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    pub sheet: Sheet,
    pub places: Vec<(Column, usize)>,
    pub left_out: Vec<String>,
    /// Columns that the export should have and this file has not.
    pub missing: Vec<Column>,
}

/// The header, if these cells are one: most of the names of one export stand in it. What is above it says who exported
/// what, and is passed over.
#[must_use]
pub fn header(cells: &[String]) -> Option<Header> {
    let names: Vec<String> = cells
        .iter()
        .map(|cell| folded_words(cell).join(" "))
        .collect();
    let activities = of(Sheet::Activities, &ACTIVITIES, &names, cells);
    let people = of(Sheet::People, &PEOPLE, &names, cells);
    let half = |header: &Header| header.places.len() > header.missing.len();
    // An export of activities that lacks its number is no export of people.
    if half(&activities) {
        Some(activities)
    } else {
        Some(people).filter(half)
    }
}

fn of(sheet: Sheet, wanted: &[(Column, &str)], names: &[String], cells: &[String]) -> Header {
    let place = |name: &str| names.iter().position(|known| known == name);
    let mut header = Header {
        sheet,
        places: Vec::new(),
        left_out: Vec::new(),
        missing: Vec::new(),
    };
    for (column, name) in wanted {
        match place(name) {
            Some(place) => header.places.push((*column, place)),
            None => header.missing.push(*column),
        }
    }
    header.left_out = cells
        .iter()
        .enumerate()
        .filter(|(place, cell)| {
            !cell.trim().is_empty() && header.places.iter().all(|(_, used)| used != place)
        })
        .map(|(_, cell)| cell.trim().chars().take(60).collect())
        .collect();
    header
}
