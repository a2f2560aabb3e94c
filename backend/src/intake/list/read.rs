//! From the bytes of a file to a sheet of cells: encoding, delimiter and quoting are found, never asked.

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, UTF_8};

use super::personal;
use crate::identifiers::fold;

/// More columns than any inventory export has; beyond it the file is something else.
pub const MAX_COLUMNS: usize = 200;

const DELIMITERS: [u8; 4] = *b";,\t|";
/// How much of the text the delimiter is judged on.
const SAMPLE: usize = 64 * 1024;
const SAMPLE_ROWS: usize = 50;

/// A device list as it was sent. It may hold personal data: it is never kept,
/// only [`personal::strip`]ped at once.
#[derive(Debug)]
pub struct Sheet {
    pub headers: Vec<String>,
    pub rows: Vec<Row>,
    /// Lines whose number of cells is not that of the header: nothing of them is
    /// kept, because their values cannot be told apart.
    pub ragged: Vec<u32>,
    pub delimiter: char,
    /// The encoding's WHATWG name, such as `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
}

/// One device's cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line of the file the row starts on, the header being on line 1.
    pub line: u32,
    pub cells: StringRecord,
}

/// Why a file cannot be read as a device list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    Empty,
    TooLarge,
    /// A workbook (xlsx, xls, ods), which must be saved as CSV first.
    Workbook,
    NotText,
    TooManyColumns,
    /// The first line is blank, or already a device.
    NoHeader,
    NoRows,
}

impl Unreadable {
    pub const ALL: [Self; 7] = [
        Self::Empty,
        Self::TooLarge,
        Self::Workbook,
        Self::NotText,
        Self::TooManyColumns,
        Self::NoHeader,
        Self::NoRows,
    ];

    /// The message's id in the Fluent files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "intake-list-unreadable-empty",
            Self::TooLarge => "intake-list-unreadable-too-large",
            Self::Workbook => "intake-list-unreadable-workbook",
            Self::NotText => "intake-list-unreadable-not-text",
            Self::TooManyColumns => "intake-list-unreadable-too-many-columns",
            Self::NoHeader => "intake-list-unreadable-no-header",
            Self::NoRows => "intake-list-unreadable-no-rows",
        }
    }
}

/// Reads a delimited text file of at most `max_bytes`.
pub fn read(bytes: &[u8], max_bytes: usize) -> Result<Sheet, Unreadable> {
    let (text, encoding) = text(bytes, max_bytes)?;
    let delimiter = find_delimiter(&text);
    let (headers, rows, ragged) = split(&text, delimiter)?;
    Ok(Sheet {
        headers,
        rows,
        ragged,
        delimiter: char::from(delimiter),
        encoding,
    })
}

/// The text of a file of at most `max_bytes` with one kind of line end, and the name of its encoding: what a table is
/// read from whose header is not on its first line.
pub fn text(bytes: &[u8], max_bytes: usize) -> Result<(String, &'static str), Unreadable> {
    if bytes.len() > max_bytes {
        return Err(Unreadable::TooLarge);
    }
    let (text, encoding) = decode(bytes)?;
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok((unix_lines(text), encoding))
}

fn decode(bytes: &[u8]) -> Result<(String, &'static str), Unreadable> {
    // xlsx and ods are zip archives, xls is an OLE file.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(Unreadable::Workbook);
    }
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        let (text, malformed) = encoding.decode_without_bom_handling(&bytes[bom..]);
        return if malformed || text.contains('\0') {
            Err(Unreadable::NotText)
        } else {
            Ok((text.into_owned(), encoding.name()))
        };
    }
    if bytes.starts_with(b"%PDF-") || bytes.iter().any(|&byte| is_binary(byte)) {
        return Err(Unreadable::NotText);
    }
    match str::from_utf8(bytes) {
        Ok(text) => Ok((text.to_owned(), UTF_8.name())),
        Err(_) => Ok(decode_legacy(bytes)),
    }
}

/// Control characters that no text export contains in any of the encodings read here.
fn is_binary(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=25 | 28..=31)
}

/// Text without BOM that is not UTF-8: Windows-1252 in practice, since that is what
/// a spreadsheet set to French saves.
fn decode_legacy(bytes: &[u8]) -> (String, &'static str) {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    // Lines in plain ASCII teach nothing, and the detector is slow on large files.
    let mut fed = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if !line.is_ascii() && fed < SAMPLE {
            detector.feed(line, false);
            fed += line.len();
        }
    }
    detector.feed(b"", true);
    let encoding = detector.guess(Some(b"fr"), chardetng::Utf8Detection::Deny);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), encoding.name())
}

/// One kind of line end, so that line numbers are those an editor shows.
fn unix_lines(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

/// The delimiter under which most of the first rows have as many cells as the header.
fn find_delimiter(text: &str) -> u8 {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let agreement = |delimiter: &u8| {
        let mut reader = reader(sample, *delimiter);
        let mut records = reader.records().filter_map(Result::ok);
        let width = records.next().map_or(0, |header| header.len());
        let agreeing = records
            .take(SAMPLE_ROWS)
            .filter(|record| record.len() == width)
            .count();
        (width > 1, agreeing, width)
    };
    // max_by_key keeps the last of equals: the French spreadsheet's delimiter stands first.
    DELIMITERS
        .into_iter()
        .rev()
        .max_by_key(agreement)
        .expect("the list of delimiters is not empty")
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

type Split = (Vec<String>, Vec<Row>, Vec<u32>);

fn split(text: &str, delimiter: u8) -> Result<Split, Unreadable> {
    let mut reader = reader(text, delimiter);
    let mut record = StringRecord::new();
    let mut headers = Vec::new();
    let (mut rows, mut ragged) = (Vec::new(), Vec::new());
    while reader
        .read_record(&mut record)
        .map_err(|_| Unreadable::NotText)?
    {
        let line = record.position().map_or(0, csv::Position::line);
        let line = u32::try_from(line).map_err(|_| Unreadable::TooLarge)?;
        if headers.is_empty() {
            headers = header(&record)?;
        } else if record.iter().all(|cell| cell.trim().is_empty()) {
            // A line of bare delimiters is what a spreadsheet writes for an empty row.
        } else if fits(&record, headers.len()) {
            record.truncate(headers.len());
            rows.push(Row {
                line,
                cells: record.clone(),
            });
        } else {
            ragged.push(line);
        }
    }
    if rows.is_empty() && ragged.is_empty() {
        return Err(Unreadable::NoRows);
    }
    Ok((headers, rows, ragged))
}

/// As many cells as the header; empty ones more at the end of the line do no harm.
fn fits(record: &StringRecord, width: usize) -> bool {
    record.len() >= width && record.iter().skip(width).all(|cell| cell.trim().is_empty())
}

fn header(record: &StringRecord) -> Result<Vec<String>, Unreadable> {
    let mut headers: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
    while headers.last().is_some_and(String::is_empty) {
        headers.pop();
    }
    if headers.len() > MAX_COLUMNS {
        return Err(Unreadable::TooManyColumns);
    }
    if headers.is_empty() || headers.iter().any(|cell| is_a_value(cell)) {
        return Err(Unreadable::NoHeader);
    }
    Ok(headers)
}

/// A number, a date, or something about a person: the first line is already a device.
fn is_a_value(cell: &str) -> bool {
    let folded = fold(cell);
    let is_figures = folded.contains(|c: char| c.is_ascii_digit())
        && !folded.contains(|c: char| c.is_ascii_alphabetic());
    is_figures || personal::in_cell(cell).is_some()
}
