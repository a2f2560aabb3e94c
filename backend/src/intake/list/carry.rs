//! Packs a cleaned sheet for the way through the browser, between the dry run and the
//! landing, so that the server keeps no list in between. The caller seals it.

use std::io::{Read, Write};

use csv::StringRecord;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::personal::{self, CleanSheet};
use super::read::{Row, Sheet};

/// What came back is not a packed sheet, or is larger than any list that went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotPacked;

/// CSV under deflate: the header, the numbers of the ragged lines, then rows, each with
/// its line number last. The first two records begin with an empty cell, since a record
/// cannot be empty.
#[expect(clippy::missing_panics_doc, reason = "writing to memory cannot fail")]
#[must_use]
pub fn pack(sheet: &CleanSheet) -> Vec<u8> {
    write(sheet).expect("writing to memory cannot fail")
}

fn write(sheet: &CleanSheet) -> Result<Vec<u8>, csv::Error> {
    let deflate = DeflateEncoder::new(Vec::new(), Compression::fast());
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(deflate);
    writer.write_field("")?;
    writer.write_record(sheet.headers())?;
    writer.write_field("")?;
    writer.write_record(sheet.ragged().iter().map(u32::to_string))?;
    for row in sheet.rows() {
        for cell in &row.cells {
            writer.write_field(cell)?;
        }
        writer.write_record([row.line.to_string()])?;
    }
    writer.flush()?;
    let mut deflate = writer
        .into_inner()
        .map_err(|error| std::io::Error::from(error.error().kind()))?;
    deflate.flush()?;
    Ok(deflate.finish()?)
}

/// The sheet that was packed, cleaned once more. `max_bytes` bounds what the packed bytes
/// may unfold to.
pub fn unpack(packed: &[u8], max_bytes: usize) -> Result<CleanSheet, NotPacked> {
    let bound = u64::try_from(max_bytes).map_err(|_| NotPacked)?;
    let mut text = String::new();
    DeflateDecoder::new(packed)
        .take(bound + 1)
        .read_to_string(&mut text)
        .map_err(|_| NotPacked)?;
    if text.len() > max_bytes {
        return Err(NotPacked);
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut next = |record: &mut StringRecord| reader.read_record(record).map_err(|_| NotPacked);
    if !next(&mut record)? {
        return Err(NotPacked);
    }
    let headers: Vec<String> = record.iter().skip(1).map(str::to_owned).collect();
    if !next(&mut record)? {
        return Err(NotPacked);
    }
    let ragged = record
        .iter()
        .skip(1)
        .map(line_number)
        .collect::<Result<_, _>>()?;
    let mut rows = Vec::new();
    while next(&mut record)? {
        if record.len() != headers.len() + 1 {
            return Err(NotPacked);
        }
        let line = line_number(&record[headers.len()])?;
        record.truncate(headers.len());
        rows.push(Row {
            line,
            cells: record.clone(),
        });
    }
    let sheet = Sheet {
        headers,
        rows,
        ragged,
        delimiter: ',',
        encoding: encoding_rs::UTF_8.name(),
    };
    Ok(personal::strip(sheet).0)
}

fn line_number(text: &str) -> Result<u32, NotPacked> {
    text.parse().map_err(|_| NotPacked)
}
