//! A list that leaves as a file: its columns and typed rows said once, written as CSV, as a workbook or as JSON.
//!
//! CSV and workbooks are for people: words, euros, the time in France. JSON is for programs: codes, whole cents, UTC, and
//! names of columns that no language changes.
use super::{
    Error, Words,
    cells::{self, safe},
};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use chrono_tz::Europe::Paris;
use serde_json::{Value, json};
use std::{io, sync::Arc};

/// A column: its name in JSON, and the key of its words.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub id: &'static str,
    pub key: &'static str,
}

#[must_use]
pub const fn column(id: &'static str, key: &'static str) -> Column {
    Column { id, key }
}

/// A value of a row, of the kind a spreadsheet counts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Nothing,
    /// Somebody's words: never a formula.
    Text(String),
    /// One of a fixed choice: its code, and our words for it.
    Word {
        code: Arc<str>,
        words: Arc<str>,
    },
    Number(i64),
    /// Euro cents.
    Cents(i64),
    Day(NaiveDate),
    Moment(DateTime<Utc>),
    /// Said by a word where it is so, and by nothing where it is not.
    Flag {
        is: bool,
        word: Arc<str>,
    },
}

impl Cell {
    #[must_use]
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(text.into()))
    }

    #[must_use]
    pub fn word(code: &str, words: &str) -> Self {
        Self::Word {
            code: code.into(),
            words: words.into(),
        }
    }

    #[must_use]
    pub fn cents(cents: Option<i64>) -> Self {
        cents.map_or(Self::Nothing, Self::Cents)
    }

    #[must_use]
    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }

    /// As it stands in CSV.
    fn said(self, words: &Words) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => safe(&text).into_owned(),
            Self::Word { words, .. } => safe(&words).into_owned(),
            Self::Number(number) => number.to_string(),
            Self::Cents(cents) => cells::euros(words, cents),
            Self::Day(day) => cells::day(day),
            // One that sorts, and that a spreadsheet takes for a moment.
            Self::Moment(at) => at
                .with_timezone(&Paris)
                .format("%Y-%m-%d %H:%M:%S")
                .to_string(),
            Self::Flag { is, word } => {
                if is {
                    word.to_string()
                } else {
                    String::new()
                }
            }
        }
    }

    fn value(self) -> Value {
        match self {
            Self::Nothing => Value::Null,
            Self::Text(text) => Value::String(text),
            Self::Word { code, .. } => json!(&*code),
            Self::Number(number) | Self::Cents(number) => json!(number),
            Self::Day(day) => json!(day),
            Self::Moment(at) => json!(at.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
            Self::Flag { is, .. } => json!(is),
        }
    }
}

/// The word of a value among those that were said once for all rows.
#[must_use]
pub fn said<T: PartialEq>(words: &[(T, Cell)], of: &T) -> Cell {
    let found = words.iter().find(|(value, _)| value == of);
    found.map_or(Cell::Nothing, |(_, word)| word.clone())
}

pub type Row = Vec<Cell>;

/// What a list is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Xlsx,
    Json,
}

impl Format {
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }
}

/// `?format=xlsx`, at the address of any list; CSV where it is not said.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Wanted {
    format: String,
}

impl Wanted {
    pub fn format(&self) -> Result<Format, Error> {
        match self.format.as_str() {
            "" | "csv" => Ok(Format::Csv),
            "xlsx" => Ok(Format::Xlsx),
            "json" => Ok(Format::Json),
            _ => Err(Error::NotFound),
        }
    }
}

/// Writes a list as CSV, page by page.
pub struct Csv {
    words: Words,
}

impl Csv {
    /// And what stands before the first page.
    pub fn begin(words: Words, columns: &[Column]) -> io::Result<(Self, Vec<u8>)> {
        let names = columns.iter().map(|column| words.say(column.key)).collect();
        let head = cells::head(&words, names).map_err(io::Error::other)?;
        Ok((Self { words }, head))
    }

    pub fn page(&self, rows: Vec<Row>) -> io::Result<Vec<u8>> {
        let mut writer = cells::writer(&self.words, Vec::with_capacity(rows.len() * 128));
        for row in rows {
            writer.write_record(row.into_iter().map(|cell| cell.said(&self.words)))?;
        }
        writer
            .into_inner()
            .map_err(|error| io::Error::other(error.to_string()))
    }
}

/// Writes a list as one array of objects, page by page, a row on each line.
pub struct Json {
    columns: &'static [Column],
    begun: bool,
}

impl Json {
    pub const END: &'static [u8] = b"\n]\n";

    #[must_use]
    pub fn begin(columns: &'static [Column]) -> (Self, Vec<u8>) {
        let json = Self {
            columns,
            begun: false,
        };
        (json, b"[".to_vec())
    }

    pub fn page(&mut self, rows: Vec<Row>) -> io::Result<Vec<u8>> {
        let mut page = Vec::with_capacity(rows.len() * 256);
        for row in rows {
            page.extend_from_slice(if self.begun { b",\n{" } else { b"\n{" });
            self.begun = true;
            for (place, (column, cell)) in self.columns.iter().zip(row).enumerate() {
                if place > 0 {
                    page.push(b',');
                }
                serde_json::to_writer(&mut page, column.id)?;
                page.push(b':');
                serde_json::to_writer(&mut page, &cell.value())?;
            }
            page.push(b'}');
        }
        Ok(page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    const COLUMNS: &[Column] = &[
        column("name", "device-model"),
        column("stage", "device-stage"),
        column("value_cents", "export-value"),
        column("since", "stock-at-since"),
        column("is_gap", "count-is-gap"),
    ];

    fn row(name: &str, cents: Option<i64>) -> Row {
        vec![
            Cell::text(Some(name)),
            Cell::word("ready", "Prêt"),
            Cell::cents(cents),
            Cell::Moment("2026-07-13T22:05:00Z".parse().unwrap()),
            Cell::Flag {
                is: cents.is_some(),
                word: "oui".into(),
            },
        ]
    }

    #[test]
    fn people_read_words_and_euros_and_no_cell_is_a_formula() {
        let (csv, head) = Csv::begin(Words::new(Lang::Fr), COLUMNS).unwrap();
        assert!(head.starts_with("\u{feff}".as_bytes()));
        let rows = vec![row("=1+1", Some(-21_950)), row("Tab; A8", None)];
        let page = String::from_utf8(csv.page(rows).unwrap()).unwrap();
        assert_eq!(
            page,
            "'=1+1;Prêt;-219,50;2026-07-14 00:05:00;oui\r\n\"Tab; A8\";Prêt;;2026-07-14 00:05:00;\r\n"
        );
    }

    #[test]
    fn programs_read_codes_and_cents_in_one_array() {
        let (mut json, mut text) = Json::begin(COLUMNS);
        // A page without rows stands between the others.
        for rows in [
            vec![row("=1+1", Some(21_950))],
            vec![],
            vec![row("\"", None)],
        ] {
            text.extend(json.page(rows).unwrap());
        }
        text.extend(Json::END);
        let told: Value = serde_json::from_slice(&text).unwrap();
        let moment = "2026-07-13T22:05:00Z";
        assert_eq!(
            told,
            json!([
                {"name": "=1+1", "stage": "ready", "value_cents": 21_950, "since": moment, "is_gap": true},
                {"name": "\"", "stage": "ready", "value_cents": null, "since": moment, "is_gap": false},
            ])
        );
        let (_, mut empty) = Json::begin(COLUMNS);
        empty.extend(Json::END);
        assert_eq!(serde_json::from_slice::<Value>(&empty).unwrap(), json!([]));
    }
}
