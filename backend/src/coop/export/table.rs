//! The lines of a file, one after the other: of a workbook's first sheet, or of a delimited text. Nothing is kept here.
use super::columns::{Column, header};
use crate::intake::list::{
    read::{self, Unreadable},
    workbook::{self, Broken, MAX_COLUMNS},
};
use csv::{ReaderBuilder, StringRecord};

/// So many lines may stand above the header: who exported, when, and by which filters.
pub const HEADER_WITHIN: u32 = 100;

const DELIMITERS: [u8; 4] = *b";,\t|";

/// Why a file is not taken as an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAnExport {
    Unreadable(Unreadable),
    /// No workbook of the kind the Coop writes, or cut short.
    NoWorkbook,
    /// No line has the names of the columns.
    NoHeader,
    /// Columns that an export has, and this file has not.
    Missing(Vec<Column>),
    TooManyRows,
}

impl NotAnExport {
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Unreadable(why) => match why {
                Unreadable::Empty | Unreadable::NoRows => "coop-unreadable-empty",
                Unreadable::TooLarge => "coop-unreadable-too-large",
                Unreadable::Workbook => "coop-unreadable-workbook",
                Unreadable::NotText => "coop-unreadable-not-text",
                Unreadable::TooManyColumns | Unreadable::NoHeader => "coop-unreadable-no-header",
            },
            Self::NoWorkbook => "coop-unreadable-workbook",
            Self::NoHeader => "coop-unreadable-no-header",
            Self::Missing(_) => "coop-unreadable-missing",
            Self::TooManyRows => "coop-unreadable-too-many",
        }
    }
}

/// What is done with each line: its number, the first being 1, and its cells.
pub type Take<'t> = workbook::Take<'t, NotAnExport>;

/// Gives every line of a file of at most `max_bytes`.
pub fn lines(bytes: &[u8], max_bytes: usize, take: Take<'_>) -> Result<(), NotAnExport> {
    if workbook::is_one(bytes) {
        workbook::rows(bytes, max_bytes, take).map_err(|why| match why {
            Broken::NoWorkbook => NotAnExport::NoWorkbook,
            Broken::TooLarge => NotAnExport::Unreadable(Unreadable::TooLarge),
            Broken::Row(why) => why,
        })
    } else {
        let (text, _) = read::text(bytes, max_bytes).map_err(NotAnExport::Unreadable)?;
        of_text(&text, take)
    }
}

fn of_text(text: &str, take: Take<'_>) -> Result<(), NotAnExport> {
    let delimiter = DELIMITERS
        .into_iter()
        .find(|delimiter| has_header(text, *delimiter))
        .ok_or(NotAnExport::NoHeader)?;
    let mut reader = reader(text, delimiter);
    let mut record = StringRecord::new();
    while reader
        .read_record(&mut record)
        .map_err(|_| NotAnExport::Unreadable(Unreadable::NotText))?
    {
        let line = record.position().map_or(0, csv::Position::line);
        let line =
            u32::try_from(line).map_err(|_| NotAnExport::Unreadable(Unreadable::TooLarge))?;
        let cells: Vec<String> = record
            .iter()
            .take(MAX_COLUMNS)
            .map(ToOwned::to_owned)
            .collect();
        take(line, &cells)?;
    }
    Ok(())
}

/// Whether the header is found when the text is cut at this delimiter.
fn has_header(text: &str, delimiter: u8) -> bool {
    let within = usize::try_from(HEADER_WITHIN).unwrap_or(usize::MAX);
    reader(text, delimiter)
        .records()
        .filter_map(Result::ok)
        .take(within)
        .any(|record| {
            let cells: Vec<String> = record.iter().map(ToOwned::to_owned).collect();
            header(&cells).is_some()
        })
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}
