//! The release list: what the administrator of the devices is asked to unlock, and the same list come back. Pure.
use super::list::read::{self, Sheet, Unreadable};
use crate::{
    devices::locked::{lock_of, lock_value},
    identifiers::fold,
    workshop::wipes::serial_key,
};
use chrono::NaiveDate;
use entities::device_lock::LockKind;

/// More than any lot has devices.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// The columns of the list, the same out and in. Nothing in it is about a person.
pub const HEADERS: [&str; 6] = ["code", "serial", "imei", "lock", "released", "released_on"];

/// A lock as the list names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub code: String,
    pub serial: String,
    pub imei: String,
    pub kind: LockKind,
}

/// The file for the administrator: UTF-8 with its mark, semicolons, as French spreadsheets open it.
pub fn write(asked: &[Asked]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    writer.write_record(HEADERS)?;
    for lock in asked {
        // An apostrophe keeps a spreadsheet from taking a number for a formula.
        let serial = if lock.serial.starts_with(['=', '+', '-', '@']) {
            format!("'{}", lock.serial)
        } else {
            lock.serial.clone()
        };
        let cells = [
            &lock.code,
            &serial,
            &lock.imei,
            lock_value(lock.kind),
            "",
            "",
        ];
        writer.write_record(cells)?;
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
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
    let place = |names: &[&str]| {
        sheet
            .headers
            .iter()
            .position(|header| names.contains(&fold(header).replace(' ', "_").as_str()))
    };
    let (Some(lock), Some(released)) = (
        place(&["lock", "verrou"]),
        place(&["released", "leve", "libere"]),
    ) else {
        return Err(Wrong::Columns);
    };
    let code = place(&["code", "etiquette"]);
    let serial = place(&["serial", "numero_de_serie", "serie"]);
    let imei = place(&["imei"]);
    let on = place(&["released_on", "leve_le", "date"]);
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
            kind: lock_of(&cell(Some(lock))),
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
    fn what_goes_out_comes_back_line_by_line() {
        let out = write(&[known("2345-6789", "=DMPX1", LockKind::DeviceManagement, false).asked]);
        let out = String::from_utf8(out.unwrap()).unwrap();
        assert_eq!(
            out,
            "\u{feff}code;serial;imei;lock;released;released_on\r\n2345-6789;'=DMPX1;;mdm;;\r\n"
        );
        assert_eq!(read(out.as_bytes()).unwrap()[0].serial, "=DMPX1");
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
