//! An owner's list, from the bytes of a CSV or XLSX file to lines that are taken or refused, each with its reason.
//! Pure, and read in one pass.
use super::{
    columns::{Field, Places},
    rules::is_account,
};
use crate::{
    intake::list::{
        read::{self, Unreadable},
        values::{cents, date},
        workbook::{self, Broken},
    },
    personal,
};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Longer than any number, name or word that stands in such a list.
const MAX_TEXT: usize = 200;

/// A file as a table.
#[derive(Debug)]
pub struct Sheet {
    pub headers: Vec<String>,
    pub rows: Vec<Row>,
    /// Lines with more or fewer cells than the header.
    pub ragged: Vec<u32>,
}

/// One line of a file, and its number in it.
#[derive(Debug)]
pub struct Row {
    pub line: u32,
    pub cells: Vec<String>,
}

/// Why a file is not read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Unreadable(Unreadable),
    NoWorkbook,
    TooManyLines,
    /// The names of the columns were written in one encoding and read in another.
    Encoding,
}

impl Fault {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Unreadable(why) => match why {
                Unreadable::Empty | Unreadable::NoRows => "accounting-file-empty",
                Unreadable::TooLarge => "accounting-file-too-large",
                Unreadable::Workbook => "accounting-file-no-workbook",
                Unreadable::NotText => "accounting-file-not-text",
                Unreadable::TooManyColumns | Unreadable::NoHeader => "accounting-file-no-header",
            },
            Self::NoWorkbook => "accounting-file-no-workbook",
            Self::TooManyLines => "accounting-file-too-many",
            Self::Encoding => "accounting-file-encoding",
        }
    }
}

/// Reads a file of at most so many bytes and lines.
///
/// # Errors
/// When it is no table.
pub fn read(bytes: &[u8], (max_bytes, max_lines): (usize, usize)) -> Result<Sheet, Fault> {
    let sheet = if workbook::is_one(bytes) {
        of_workbook(bytes, max_bytes, max_lines)?
    } else {
        let sheet = read::read(bytes, max_bytes).map_err(Fault::Unreadable)?;
        let rows = sheet.rows.into_iter().map(|row| Row {
            line: row.line,
            cells: row.cells.iter().map(str::to_owned).collect(),
        });
        Sheet {
            rows: rows.collect(),
            headers: sheet.headers,
            ragged: sheet.ragged,
        }
    };
    if sheet.rows.len() + sheet.ragged.len() > max_lines {
        return Err(Fault::TooManyLines);
    }
    if sheet.headers.iter().any(|header| is_garbled(header)) {
        return Err(Fault::Encoding);
    }
    Ok(sheet)
}

/// The first line of a workbook that has several cells names its columns.
fn of_workbook(bytes: &[u8], max_bytes: usize, max_lines: usize) -> Result<Sheet, Fault> {
    let mut headers: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    let taken = workbook::rows(bytes, max_bytes, &mut |line, cells| {
        let filled = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        if headers.is_empty() {
            if filled > 1 {
                headers = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            }
        } else if filled > 0 {
            if rows.len() == max_lines {
                return Err(Fault::TooManyLines);
            }
            let mut cells = cells.to_vec();
            cells.truncate(headers.len());
            rows.push(Row { line, cells });
        }
        Ok(())
    });
    taken.map_err(|why| match why {
        Broken::NoWorkbook => Fault::NoWorkbook,
        Broken::TooLarge => Fault::Unreadable(Unreadable::TooLarge),
        Broken::Row(why) => why,
    })?;
    if headers.is_empty() {
        return Err(Fault::Unreadable(Unreadable::NoHeader));
    }
    if rows.is_empty() {
        return Err(Fault::Unreadable(Unreadable::NoRows));
    }
    Ok(Sheet {
        headers,
        rows,
        ragged: Vec::new(),
    })
}

/// What an accented letter looks like once it was read in the wrong encoding.
fn is_garbled(text: &str) -> bool {
    const MARKS: [&str; 9] = ["\u{fffd}", "Ã©", "Ã¨", "Ãª", "Ã§", "Ã ", "Ã´", "Â°", "â€™"];
    !text.is_ascii() && MARKS.iter().any(|mark| text.contains(mark))
}

/// A line that is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub line: u32,
    pub inventory_number: String,
    pub accounting_number: Option<String>,
    pub designation: String,
    pub account: String,
    pub acquired_on: NaiveDate,
    pub value_cents: i64,
    pub net_book_cents: i64,
    pub subsidies: String,
}

/// Why a line stays out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Other cells than the header has: its values cannot be told apart.
    Ragged,
    /// Written in one encoding and read in another.
    Encoding,
    NoNumber,
    NoDate,
    BadDate,
    /// Acquired after the day of the list.
    LaterDate,
    NoAmount,
    BadAmount,
    /// `1,219`: a thousand in English, one and a bit in French.
    TwoReadings,
    Negative,
    /// More is left than was paid.
    NetAboveValue,
    BadAccount,
    TooLong,
    AboutAPerson,
    /// The number stands on a line before.
    Twice,
}

impl Why {
    /// The word key; its sentence takes `$typed` and `$line`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Ragged => "accounting-why-ragged",
            Self::Encoding => "accounting-why-encoding",
            Self::NoNumber => "accounting-why-no-number",
            Self::NoDate => "accounting-why-no-date",
            Self::BadDate => "accounting-why-bad-date",
            Self::LaterDate => "accounting-why-later-date",
            Self::NoAmount => "accounting-why-no-amount",
            Self::BadAmount => "accounting-why-bad-amount",
            Self::TwoReadings => "accounting-why-two-readings",
            Self::Negative => "accounting-why-negative",
            Self::NetAboveValue => "accounting-why-net-above-value",
            Self::BadAccount => "accounting-why-bad-account",
            Self::TooLong => "accounting-why-too-long",
            Self::AboutAPerson => "accounting-why-about-a-person",
            Self::Twice => "accounting-why-twice",
        }
    }
}

/// A line that stays out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub line: u32,
    pub field: Option<Field>,
    pub why: Why,
    pub typed: String,
    /// For a number that stands twice: the line that comes first.
    pub first_line: u32,
}

/// A list, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    pub lines: Vec<Line>,
    pub refused: Vec<Refused>,
}

/// Takes or refuses each line of a list of this day.
#[must_use]
pub fn check(sheet: &Sheet, places: &Places, as_of: NaiveDate) -> Checked {
    let mut seen: HashMap<String, u32> = HashMap::with_capacity(sheet.rows.len());
    let mut checked = Checked {
        lines: Vec::with_capacity(sheet.rows.len()),
        refused: sheet.ragged.iter().map(|line| ragged(*line)).collect(),
    };
    for row in &sheet.rows {
        match line(row, places, as_of) {
            Ok(line) => {
                let key = line.inventory_number.to_uppercase();
                if let Some(first) = seen.get(&key) {
                    checked.refused.push(Refused {
                        line: row.line,
                        field: Some(Field::InventoryNumber),
                        why: Why::Twice,
                        typed: line.inventory_number,
                        first_line: *first,
                    });
                } else {
                    seen.insert(key, row.line);
                    checked.lines.push(line);
                }
            }
            Err(refused) => checked.refused.push(refused),
        }
    }
    checked.refused.sort_by_key(|refused| refused.line);
    checked
}

fn ragged(line: u32) -> Refused {
    Refused {
        line,
        field: None,
        why: Why::Ragged,
        typed: String::new(),
        first_line: 0,
    }
}

fn line(row: &Row, places: &Places, as_of: NaiveDate) -> Result<Line, Refused> {
    let no = |field: Field, why: Why| {
        let typed = places.cell(field, &row.cells);
        Refused {
            line: row.line,
            field: Some(field),
            why,
            // What may be about somebody is not shown again.
            typed: if why == Why::AboutAPerson {
                String::new()
            } else {
                typed.chars().take(60).collect()
            },
            first_line: 0,
        }
    };
    // A spreadsheet's apostrophe says "this is a text": it is none of it.
    let text = |field: Field| -> Result<&str, Refused> {
        let text = places.cell(field, &row.cells);
        let text = text.strip_prefix('\'').unwrap_or(text);
        if is_garbled(text) {
            return Err(no(field, Why::Encoding));
        }
        if text.chars().count() > MAX_TEXT {
            return Err(no(field, Why::TooLong));
        }
        Ok(text)
    };
    let impersonal = |field: Field| -> Result<&str, Refused> {
        let text = text(field)?;
        if personal::in_cell(text).is_some() {
            return Err(no(field, Why::AboutAPerson));
        }
        Ok(text)
    };
    let amount = |field: Field| amount(text(field)?).map_err(|why| no(field, why));
    let number = impersonal(Field::InventoryNumber)?;
    let accounts = impersonal(Field::AccountingNumber)?;
    let (inventory_number, accounting_number) = match (number, accounts) {
        ("", "") => return Err(no(Field::InventoryNumber, Why::NoNumber)),
        // Where the list has one number, it is both.
        ("", only) | (only, "") => (only, None),
        (number, accounts) if number == accounts => (number, None),
        (number, accounts) => (number, Some(accounts.to_owned())),
    };
    let account = text(Field::Account)?;
    if !is_account(account) {
        return Err(no(Field::Account, Why::BadAccount));
    }
    let acquired_on = match text(Field::AcquiredOn)? {
        "" => return Err(no(Field::AcquiredOn, Why::NoDate)),
        text => date(text).ok_or_else(|| no(Field::AcquiredOn, Why::BadDate))?,
    };
    if acquired_on > as_of {
        return Err(no(Field::AcquiredOn, Why::LaterDate));
    }
    let value_cents = amount(Field::Value)?;
    let net_book_cents = amount(Field::NetBook)?;
    if net_book_cents > value_cents {
        return Err(no(Field::NetBook, Why::NetAboveValue));
    }
    Ok(Line {
        line: row.line,
        inventory_number: inventory_number.to_owned(),
        accounting_number,
        designation: impersonal(Field::Designation)?.to_owned(),
        account: account.to_owned(),
        acquired_on,
        value_cents,
        net_book_cents,
        subsidies: impersonal(Field::Subsidies)?.to_owned(),
    })
}

/// An amount in cents, or why it is none.
fn amount(text: &str) -> Result<i64, Why> {
    if text.is_empty() {
        return Err(Why::NoAmount);
    }
    let minus = ['-', '\u{2212}', '\u{2013}'];
    let is_negative = text.starts_with(minus)
        || text.ends_with(minus)
        || (text.starts_with('(') && text.ends_with(')'));
    if is_negative && text.chars().any(|letter| letter.is_ascii_digit()) {
        return Err(Why::Negative);
    }
    // A workbook keeps 219.95 as 219.95000000000002.
    let decimals = text.rfind('.').map_or(0, |at| text.len() - at - 1);
    let rounded = (decimals > 6)
        .then(|| text.parse::<f64>().ok())
        .flatten()
        .map(|number| format!("{number:.6}"));
    let text = rounded.as_deref().unwrap_or(text);
    cents(text).ok_or_else(|| {
        let parts: Vec<&str> = text.split([',', '.']).collect();
        let has_two = matches!(parts[..], [whole, thousands]
            if thousands.len() == 3 && (1..=3).contains(&whole.len())
                && parts.concat().bytes().all(|byte| byte.is_ascii_digit()));
        if has_two {
            Why::TwoReadings
        } else {
            Why::BadAmount
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{super::columns::propose, *};
    use std::collections::BTreeMap;

    const LIMITS: (usize, usize) = (1_000_000, 100);
    const HEAD: &str = "N° d’inventaire;N° comptable;Désignation;Compte;Date d’acquisition;Valeur brute;VNC;Subventions\n";

    fn checked(body: &str) -> Checked {
        let sheet = read(format!("{HEAD}{body}").as_bytes(), LIMITS).unwrap();
        let fields = propose(&sheet.headers, &BTreeMap::new());
        let places = Places::of(&fields, sheet.headers.len()).unwrap();
        check(&sheet, &places, "2025-12-31".parse().unwrap())
    }

    #[test]
    fn each_line_is_taken_or_refused_for_a_reason() {
        let good = "A-1;IMM-1;Tablette;21838;02/09/2019;1 219,50;0,00;DSIL 2019\n";
        let list = checked(good);
        assert_eq!(list.refused, []);
        let [line] = &list.lines[..] else { panic!() };
        assert_eq!((line.value_cents, line.net_book_cents), (121_950, 0));
        assert_eq!(line.accounting_number.as_deref(), Some("IMM-1"));
        let table: [(&str, Why); 18] = [
            (";;x;21838;02/09/2019;1;0;", Why::NoNumber),
            ("A-2;;x;;02/09/2019;1;0;", Why::BadAccount),
            ("A-2;;x;2183 8;02/09/2019;1;0;", Why::BadAccount),
            ("A-2;;x;21838;;1;0;", Why::NoDate),
            ("A-2;;x;21838;31/02/2019;1;0;", Why::BadDate),
            ("A-2;;x;21838;01/01/2026;1;0;", Why::LaterDate),
            ("A-2;;x;21838;02/09/2019;;0;", Why::NoAmount),
            ("A-2;;x;21838;02/09/2019;cher;0;", Why::BadAmount),
            ("A-2;;x;21838;02/09/2019;1,219;0;", Why::TwoReadings),
            ("A-2;;x;21838;02/09/2019;-5,00;0;", Why::Negative),
            ("A-2;;x;21838;02/09/2019;(5,00);0;", Why::Negative),
            ("A-2;;x;21838;02/09/2019;5,00;5,01;", Why::NetAboveValue),
            ("A-2;;DÃ©signation;21838;02/09/2019;5;0;", Why::Encoding),
            ("A-2;;x;21838;02/09/2019;5;0;Mme Dupont", Why::AboutAPerson),
            ("Mme Dupont;;x;21838;02/09/2019;5;0;", Why::AboutAPerson),
            ("A-2;M. DUPONT;x;21838;02/09/2019;5;0;", Why::AboutAPerson),
            ("A-2;;x;21838;02/09/2019;5", Why::Ragged),
            ("a-1;;x;21838;02/09/2019;5;0;", Why::Twice),
        ];
        for (row, why) in table {
            let list = checked(&format!("{good}{row}\n"));
            let [refused] = &list.refused[..] else {
                panic!("{row}: {:?}", list.refused)
            };
            assert_eq!((refused.why, refused.line), (why, 3), "{row}");
            assert_eq!(list.lines.len(), 1);
        }
    }

    #[test]
    fn a_file_in_the_wrong_encoding_is_named_and_an_old_one_is_read() {
        let (old, _, _) = encoding_rs::WINDOWS_1252.encode(HEAD);
        let mut old = old.into_owned();
        old.extend(b"A-1;;x;21838;02/09/2019;5;0;\n");
        assert_eq!(read(&old, LIMITS).unwrap().headers[2], "Désignation");
        let garbled = "NÂ° d'inventaire;Compte\nA-1;21838\n";
        assert_eq!(
            read(garbled.as_bytes(), LIMITS).unwrap_err(),
            Fault::Encoding
        );
        let (wide, _, _) = encoding_rs::UTF_8.encode("A\0B;C\n1;2\n");
        let not_text = Fault::Unreadable(Unreadable::NotText);
        assert_eq!(read(&wide, LIMITS).unwrap_err(), not_text);
        assert_eq!(
            read(b"PK\x03\x04 cut short", LIMITS).unwrap_err(),
            Fault::NoWorkbook
        );
        let long = format!("{HEAD}{}", "A;;x;1;02/09/2019;5;0;\n".repeat(101));
        assert_eq!(
            read(long.as_bytes(), LIMITS).unwrap_err(),
            Fault::TooManyLines
        );
    }

    #[test]
    fn what_a_workbook_makes_of_an_amount_is_the_amount() {
        assert_eq!(amount("219.95000000000002"), Ok(21_995));
        assert_eq!(amount("219.94999999999999"), Ok(21_995));
        assert_eq!(amount("219.505"), Err(Why::TwoReadings));
        assert_eq!(amount("219"), Ok(21_900));
    }
}
