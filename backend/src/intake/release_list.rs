//! The release list: what the administrator of the devices is asked to unlock, and the same list come back. Pure.
use super::list::read::{self, Sheet, Unreadable};
use crate::{
    devices::locked::{KINDS, lock_key, lock_of},
    identifiers::fold,
    web::{Lang, Words},
    workshop::wipes::serial_key,
};
use chrono::NaiveDate;
use entities::device_lock::LockKind;

/// More than any lot has devices.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// The columns of the list, the same out and in, and how lists that went out before called them. Nothing in it is about
/// a person.
pub const COLUMNS: [(&str, &[&str]); 6] = [
    ("device-code", &["code", "etiquette"]),
    ("device-serial", &["serial", "serie"]),
    ("device-imei", &["imei"]),
    ("release-lock", &["lock", "verrou"]),
    ("release-released", &["released", "leve", "libere"]),
    ("release-released-on", &["released on", "leve le", "date"]),
];

/// A heading or a word however people type it again; an underscore is a space.
fn plain(text: &str) -> String {
    fold(&text.replace('_', " "))
}

/// Whether a cell says what is said under a key, in either language.
fn is_said(cell: &str, key: &str) -> bool {
    [Lang::Fr, Lang::En]
        .into_iter()
        .any(|lang| plain(&Words::new(lang).say(key)) == plain(cell))
}

/// A lock as the list names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub code: String,
    pub serial: String,
    pub imei: String,
    pub kind: LockKind,
}

/// The rows of the file for the administrator, in the language of who sends it; the names of the columns first.
#[must_use]
pub fn rows(words: &Words, asked: &[Asked]) -> Vec<Vec<String>> {
    let head = COLUMNS.map(|(key, _)| words.say(key)).to_vec();
    let line = |lock: &Asked| {
        vec![
            lock.code.clone(),
            lock.serial.clone(),
            lock.imei.clone(),
            words.say(lock_key(lock.kind)),
            String::new(),
            String::new(),
        ]
    };
    std::iter::once(head)
        .chain(asked.iter().map(line))
        .collect()
}

/// The lock a cell names: by its word in either language, or by its value.
fn lock_said(cell: &str) -> Option<LockKind> {
    let by_word = || {
        KINDS
            .into_iter()
            .find(|kind| is_said(cell, lock_key(*kind)))
    };
    lock_of(cell).or_else(by_word)
}

/// One line of the list come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub number: u32,
    pub code: String,
    pub serial: String,
    pub imei: String,
    pub kind: Option<LockKind>,
    pub released: Option<bool>,
    /// None when empty, an error when it is no date.
    pub on: Result<Option<NaiveDate>, ()>,
}

/// Why the whole file is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Unreadable(Unreadable),
    /// A column of the list is missing.
    Columns,
}

impl Wrong {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Unreadable(why) => why.key(),
            Self::Columns => "release-columns-missing",
        }
    }
}

pub fn read(bytes: &[u8]) -> Result<Vec<Line>, Wrong> {
    let sheet: Sheet = read::read(bytes, MAX_BYTES).map_err(Wrong::Unreadable)?;
    let [code, serial, imei, lock, released, on] = COLUMNS.map(|(key, names)| {
        sheet
            .headers
            .iter()
            .position(|header| names.contains(&plain(header).as_str()) || is_said(header, key))
    });
    let (Some(lock), Some(released)) = (lock, released) else {
        return Err(Wrong::Columns);
    };
    if code.is_none() && serial.is_none() && imei.is_none() {
        return Err(Wrong::Columns);
    }
    let line = |row: &read::Row| {
        let cell = |column: Option<usize>| {
            let text = column.and_then(|column| row.cells.get(column));
            text.unwrap_or_default()
                .trim()
                .trim_start_matches('\'')
                .to_owned()
        };
        Line {
            number: row.line,
            code: cell(code),
            serial: cell(serial),
            imei: cell(imei),
            kind: lock_said(&cell(Some(lock))),
            released: match fold(&cell(Some(released))).as_str() {
                "yes" | "oui" | "y" | "o" | "true" | "1" => Some(true),
                "no" | "non" | "n" | "false" | "0" | "" => Some(false),
                _ => None,
            },
            on: day(&cell(on)),
        }
    };
    let mut lines: Vec<Line> = sheet.rows.iter().map(line).collect();
    // A line whose cells cannot be told apart says nothing, and is told with the others.
    lines.extend(sheet.ragged.iter().map(|number| Line {
        number: *number,
        code: String::new(),
        serial: String::new(),
        imei: String::new(),
        kind: None,
        released: None,
        on: Err(()),
    }));
    lines.sort_by_key(|line| line.number);
    Ok(lines)
}

fn day(text: &str) -> Result<Option<NaiveDate>, ()> {
    if text.is_empty() {
        return Ok(None);
    }
    ["%Y-%m-%d", "%d/%m/%Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
        .map(Some)
        .ok_or(())
}

/// A lock of the lot, open or released, as a line may name it.
#[derive(Clone, Debug)]
pub struct KnownLock {
    pub asked: Asked,
    pub found_on: NaiveDate,
    pub released: bool,
}

/// Why a line changes nothing though it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineRefusal {
    UnknownDevice,
    /// Code, serial and IMEI are not of one device.
    OtherDevice,
    UnknownLock,
    NoSuchLock,
    NeitherYesNorNo,
    DateUnreadable,
    DateInTheFuture,
    /// Released before it was seen locked: the list is older than what was seen.
    DateBeforeFound,
}

impl LineRefusal {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::UnknownDevice => "release-unknown-device",
            Self::OtherDevice => "release-other-device",
            Self::UnknownLock => "release-unknown-lock",
            Self::NoSuchLock => "release-no-such-lock",
            Self::NeitherYesNorNo => "release-neither-yes-nor-no",
            Self::DateUnreadable => "release-date-unreadable",
            Self::DateInTheFuture => "release-date-in-the-future",
            Self::DateBeforeFound => "release-date-before-found",
        }
    }
}

/// What a line comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The lock at this place of the list of known ones is released on this day.
    Release(usize, NaiveDate),
    /// Still locked, or released before.
    Unchanged,
    Refused(LineRefusal),
}

/// Judges a line against the locks of the lot.
#[must_use]
pub fn judge(line: &Line, known: &[KnownLock], today: NaiveDate) -> Verdict {
    let refused = Verdict::Refused;
    let Some(kind) = line.kind else {
        return refused(LineRefusal::UnknownLock);
    };
    let of_device = |lock: &KnownLock| {
        // A cell of nothing but a dash says nothing.
        let same = |said: &str, known: &str| {
            let said = serial_key(said);
            said.is_empty() || said == serial_key(known)
        };
        let named = [&line.code, &line.serial, &line.imei];
        named.iter().any(|said| !serial_key(said).is_empty())
            && same(&line.code, &lock.asked.code)
            && same(&line.serial, &lock.asked.serial)
            && same(&line.imei, &lock.asked.imei)
    };
    let partly = |lock: &KnownLock| {
        let hits = |said: &str, known: &str| {
            let said = serial_key(said);
            !said.is_empty() && said == serial_key(known)
        };
        hits(&line.code, &lock.asked.code)
            || hits(&line.serial, &lock.asked.serial)
            || hits(&line.imei, &lock.asked.imei)
    };
    if !known.iter().any(of_device) {
        return refused(if known.iter().any(partly) {
            LineRefusal::OtherDevice
        } else {
            LineRefusal::UnknownDevice
        });
    }
    let of_kind = |lock: &&KnownLock| of_device(lock) && lock.asked.kind == kind;
    // The open one first: an older one of the same kind may have been released long ago.
    let place = known
        .iter()
        .position(|lock| of_kind(&lock) && !lock.released)
        .or_else(|| known.iter().position(|lock| of_kind(&lock)));
    let Some(place) = place else {
        return refused(LineRefusal::NoSuchLock);
    };
    let lock = &known[place];
    match (line.released, line.on) {
        (None, _) => refused(LineRefusal::NeitherYesNorNo),
        (Some(false), _) => Verdict::Unchanged,
        (Some(true), _) if lock.released => Verdict::Unchanged,
        (Some(true), Err(())) => refused(LineRefusal::DateUnreadable),
        (Some(true), Ok(Some(on))) if on > today => refused(LineRefusal::DateInTheFuture),
        (Some(true), Ok(Some(on))) if on < lock.found_on => refused(LineRefusal::DateBeforeFound),
        (Some(true), Ok(on)) => Verdict::Release(place, on.unwrap_or(today)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn known(code: &str, serial: &str, kind: LockKind, released: bool) -> KnownLock {
        KnownLock {
            asked: Asked {
                code: code.to_owned(),
                serial: serial.to_owned(),
                imei: String::new(),
                kind,
            },
            found_on: day("2026-05-04"),
            released,
        }
    }

    fn verdicts(file: &str) -> Vec<(u32, Verdict)> {
        let locks = [
            known("2345-6789", "DMPX1", LockKind::DeviceManagement, false),
            known("2345-6789", "DMPX1", LockKind::ActivationLock, true),
            known("ABCD-EFGH", "DMPX2", LockKind::ResetProtection, false),
        ];
        let lines = read(file.as_bytes()).unwrap();
        let judged = |line: &Line| (line.number, judge(line, &locks, day("2026-05-20")));
        lines.iter().map(judged).collect()
    }

    #[test]
    fn what_goes_out_in_either_language_comes_back_line_by_line() {
        let locks: Vec<Asked> = [
            LockKind::ActivationLock,
            LockKind::ResetProtection,
            LockKind::DeviceManagement,
        ]
        .map(|kind| known("2345-6789", "=DMPX1", kind, false).asked)
        .to_vec();
        for lang in [Lang::Fr, Lang::En] {
            let rows = rows(&Words::new(lang), &locks);
            // As the administrator saves it: the cells that were empty filled in.
            let mut file = String::new();
            for (number, row) in rows.iter().enumerate() {
                let mut cells = row.clone();
                if number > 0 {
                    cells[1] = format!("'{}", cells[1]);
                    cells[4] = "oui".to_owned();
                    cells[5] = "10/05/2026".to_owned();
                }
                file.push_str(&cells.join(";"));
                file.push('\n');
            }
            let lines = read(file.as_bytes()).unwrap();
            for (line, lock) in lines.iter().zip(&locks) {
                assert_eq!(line.kind, Some(lock.kind), "{file}");
                assert_eq!((&line.code, &line.serial), (&lock.code, &lock.serial));
                assert_eq!(line.released, Some(true));
                assert_eq!(line.on, Ok(Some(day("2026-05-10"))));
            }
            assert_eq!(lines.len(), locks.len());
        }
    }

    #[test]
    fn a_list_is_read_by_the_headings_of_either_language_and_by_those_of_before() {
        let headings = [
            "Code;Numéro de série;IMEI;Verrou;Levé;Levé le",
            "Code;Serial number;IMEI;Lock;Released;Released on",
            "code;serial;imei;lock;released;released_on",
            "ÉTIQUETTE;numero_de_serie;imei;verrou;leve;leve_le",
        ];
        for headings in headings {
            for lock in [
                "mdm",
                "MDM",
                "Gestion à distance (MDM)",
                "Remote management (MDM)",
            ] {
                let file = format!("{headings}\n2345-6789;DMPX1;;{lock};oui;2026-05-10\n");
                let release = Verdict::Release(0, day("2026-05-10"));
                assert_eq!(verdicts(&file), [(2, release)], "{file}");
            }
        }
    }

    #[test]
    fn every_line_has_its_verdict() {
        use LineRefusal::*;
        let file = "code;serial;imei;lock;released;released_on\n\
             2345-6789;DMPX1;;MDM;oui;2026-05-10\n\
             2345-6789;DMPX1;;mdm;yes;\n\
             2345-6789;DMPX1;;mdm;non;\n\
             2345-6789;DMPX1;;activation_lock;oui;10/05/2026\n\
             2345-6789;DMPX1;;frp;oui;\n\
             2345-6789;DMPX2;;mdm;oui;\n\
             ZZZZ-ZZZZ;DMPX9;;mdm;oui;\n\
             2345-6789;;;knox;oui;\n\
             2345-6789;;;mdm;perhaps;\n\
             2345-6789;;;mdm;oui;soon\n\
             2345-6789;;;mdm;oui;2026-06-01\n\
             2345-6789;;;mdm;oui;2026-05-01\n\
             ;;;mdm;oui;\n";
        let expected = [
            Verdict::Release(0, day("2026-05-10")),
            Verdict::Release(0, day("2026-05-20")),
            Verdict::Unchanged,
            Verdict::Unchanged,
            Verdict::Refused(NoSuchLock),
            Verdict::Refused(OtherDevice),
            Verdict::Refused(UnknownDevice),
            Verdict::Refused(UnknownLock),
            Verdict::Refused(NeitherYesNorNo),
            Verdict::Refused(DateUnreadable),
            Verdict::Refused(DateInTheFuture),
            Verdict::Refused(DateBeforeFound),
            Verdict::Refused(UnknownDevice),
        ];
        let expected: Vec<_> = (2..).zip(expected).collect();
        assert_eq!(verdicts(file), expected);
    }

    #[test]
    fn a_file_of_another_shape_is_refused_whole() {
        assert_eq!(read(b"name;status\na;b\n"), Err(Wrong::Columns));
        assert_eq!(read(b"lock;released\nmdm;yes\n"), Err(Wrong::Columns));
        assert_eq!(read(b""), Err(Wrong::Unreadable(Unreadable::Empty)));
    }
}
