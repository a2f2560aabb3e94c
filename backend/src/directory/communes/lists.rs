//! Lists of communes and of travel times: read, checked line by line, taken whole or not at all.
use crate::{
    directory::rules::{Position, decimal},
    identifiers::{CommuneCode, Siren, fold},
    intake::list::read::{self, Row, Sheet},
};
use std::collections::{BTreeMap, BTreeSet};

/// A table of travel times of a whole département is a few megabytes.
const MAX_BYTES: usize = 32 * 1024 * 1024;
/// The longest name of a commune has 45 letters.
const LONGEST_NAME: usize = 100;
const DAY: i32 = 1_440;

/// What a line says of a commune. What it leaves empty stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commune {
    pub code: String,
    pub name: Option<String>,
    pub epci_code: Option<String>,
    pub position: Option<Position>,
}

/// How long it takes from one commune to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TravelTime {
    pub from_code: String,
    pub to_code: String,
    pub minutes: i32,
}

/// A line that is wrong, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub line: u32,
    pub typed: String,
    pub why: &'static str,
}

/// Why a list is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not a table; the key says how.
    Unreadable(&'static str),
    /// Columns that are missing; the key says which.
    Columns(&'static str),
    Lines(Vec<Refused>),
}

const CODE: &[&str] = &["code", "code_insee", "code insee", "insee"];
const NAME: &[&str] = &["nom", "name", "commune", "libelle"];
const EPCI: &[&str] = &["epci", "code_epci", "code epci"];
const LATITUDE: &[&str] = &["latitude", "lat"];
const LONGITUDE: &[&str] = &["longitude", "lon", "lng", "long"];
const FROM: &[&str] = &["from", "de", "depart", "from_commune", "from commune code"];
const TO: &[&str] = &[
    "to",
    "a",
    "vers",
    "arrivee",
    "to_commune",
    "to commune code",
];
const MINUTES: &[&str] = &["minutes", "duree", "temps"];

/// Reads a list of communes. `known` are the codes that have a name already.
///
/// # Errors
/// When it is no such list, or a line is wrong: then nothing of it is taken.
pub fn communes(bytes: &[u8], known: &BTreeSet<String>) -> Result<Vec<Commune>, Wrong> {
    let sheet = sheet(bytes)?;
    let Some(code) = column(&sheet, CODE) else {
        return Err(Wrong::Columns("communes-list-columns"));
    };
    let (name, epci) = (column(&sheet, NAME), column(&sheet, EPCI));
    let (latitude, longitude) = (column(&sheet, LATITUDE), column(&sheet, LONGITUDE));
    if name.is_none() && (latitude.is_none() || longitude.is_none()) {
        return Err(Wrong::Columns("communes-list-columns"));
    }
    let mut refused = ragged(&sheet);
    let mut found: BTreeMap<String, Commune> = BTreeMap::new();
    for row in &sheet.rows {
        let mut refuse = |typed: &str, why| refused.push(Refused::new(row, typed, why));
        let text = |column: Option<usize>| column.map_or("", |column| cell(row, column));
        let typed = text(Some(code));
        let Some(code) = commune_code(typed) else {
            refuse(typed, "communes-code-wrong");
            continue;
        };
        let name = Some(text(name)).filter(|name| !name.is_empty());
        if name.is_some_and(|name| name.chars().count() > LONGEST_NAME) {
            refuse(typed, "communes-name-wrong");
        }
        if name.is_none() && !known.contains(&code) {
            refuse(typed, "communes-name-missing");
        }
        let epci = match text(epci) {
            "" => None,
            typed => {
                let code = Siren::parse(typed).ok();
                if code.is_none() {
                    refuse(typed, "communes-epci-wrong");
                }
                code.map(|code| code.as_str().to_owned())
            }
        };
        let position = Position::read(text(latitude), text(longitude)).unwrap_or_else(|_| {
            refuse(typed, "communes-position-wrong");
            None
        });
        let commune = Commune {
            code: code.clone(),
            name: name.map(ToOwned::to_owned),
            epci_code: epci,
            position,
        };
        if found.insert(code, commune).is_some() {
            refuse(typed, "communes-code-twice");
        }
    }
    if refused.is_empty() {
        Ok(found.into_values().collect())
    } else {
        refused.sort_by_key(|refused| refused.line);
        Err(Wrong::Lines(refused))
    }
}

/// Reads a table of travel times. `known` are the communes there are.
///
/// # Errors
/// As for [`communes`].
pub fn travel_times(bytes: &[u8], known: &BTreeSet<String>) -> Result<Vec<TravelTime>, Wrong> {
    let sheet = sheet(bytes)?;
    let columns = (
        column(&sheet, FROM),
        column(&sheet, TO),
        column(&sheet, MINUTES),
    );
    let (Some(from), Some(to), Some(minutes)) = columns else {
        return Err(Wrong::Columns("times-list-columns"));
    };
    let mut refused = ragged(&sheet);
    let mut found: BTreeMap<(String, String), i32> = BTreeMap::new();
    for row in &sheet.rows {
        let mut refuse = |typed: &str, why| refused.push(Refused::new(row, typed, why));
        let mut ends = Vec::new();
        for column in [from, to] {
            let typed = cell(row, column);
            match commune_code(typed) {
                Some(code) if known.contains(&code) => ends.push(code),
                Some(_) => refuse(typed, "times-commune-unknown"),
                None => refuse(typed, "communes-code-wrong"),
            }
        }
        let typed = cell(row, minutes);
        let minutes = whole_minutes(typed).filter(|minutes| (0..=DAY).contains(minutes));
        let Some(minutes) = minutes else {
            refuse(typed, "times-minutes-wrong");
            continue;
        };
        if let [from, to] = ends.as_slice()
            && found
                .insert((from.clone(), to.clone()), minutes)
                .is_some_and(|before| before != minutes)
        {
            refuse(to, "times-way-twice");
        }
    }
    if refused.is_empty() {
        let times = found
            .into_iter()
            .map(|((from_code, to_code), minutes)| TravelTime {
                from_code,
                to_code,
                minutes,
            });
        Ok(times.collect())
    } else {
        refused.sort_by_key(|refused| refused.line);
        Err(Wrong::Lines(refused))
    }
}

/// The list again, as it travels through the browser from the dry run to the landing.
#[must_use]
pub fn communes_written(list: &[Commune]) -> String {
    let degrees = |e6: Option<i32>| e6.map(decimal).unwrap_or_default();
    written(
        ["code", "nom", "epci", "latitude", "longitude"],
        list.iter().map(|commune| {
            [
                commune.code.clone(),
                commune.name.clone().unwrap_or_default(),
                commune.epci_code.clone().unwrap_or_default(),
                degrees(commune.position.map(|at| at.latitude_e6)),
                degrees(commune.position.map(|at| at.longitude_e6)),
            ]
        }),
    )
}

/// As [`communes_written`].
#[must_use]
pub fn times_written(list: &[TravelTime]) -> String {
    written(
        ["from", "to", "minutes"],
        list.iter().map(|time| {
            [
                time.from_code.clone(),
                time.to_code.clone(),
                time.minutes.to_string(),
            ]
        }),
    )
}

fn written<const N: usize>(headers: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(headers)
        .expect("writing to memory cannot fail");
    for row in rows {
        writer
            .write_record(row)
            .expect("writing to memory cannot fail");
    }
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("texts make a text")
}

impl Refused {
    fn new(row: &Row, typed: &str, why: &'static str) -> Self {
        Self {
            line: row.line,
            typed: typed.chars().take(40).collect(),
            why,
        }
    }
}

fn sheet(bytes: &[u8]) -> Result<Sheet, Wrong> {
    read::read(bytes, MAX_BYTES).map_err(|why| Wrong::Unreadable(why.key()))
}

fn ragged(sheet: &Sheet) -> Vec<Refused> {
    let lines = sheet.ragged.iter();
    lines
        .map(|line| Refused {
            line: *line,
            typed: String::new(),
            why: "communes-line-ragged",
        })
        .collect()
}

fn column(sheet: &Sheet, names: &[&str]) -> Option<usize> {
    sheet
        .headers
        .iter()
        .position(|header| names.contains(&fold(header).as_str()))
}

fn cell(row: &Row, column: usize) -> &str {
    row.cells.get(column).unwrap_or_default().trim()
}

/// A spreadsheet drops the zero in front of 01004.
fn commune_code(typed: &str) -> Option<String> {
    let padded = format!("{typed:0>5}");
    let code = CommuneCode::parse(&padded).ok()?;
    Some(code.as_str().to_owned())
}

/// Whole minutes; a decimal is rounded up, so that nobody is told a way is shorter than it is.
fn whole_minutes(typed: &str) -> Option<i32> {
    let typed = typed.replace(',', ".");
    let (whole, rest) = typed.split_once('.').unwrap_or((typed.as_str(), ""));
    if !rest.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let more = rest.bytes().any(|byte| byte != b'0');
    whole.parse::<i32>().ok()?.checked_add(i32::from(more))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> BTreeSet<String> {
        ["74010", "01004"].map(ToOwned::to_owned).into()
    }

    fn why<T>(read: Result<Vec<T>, Wrong>) -> Vec<(u32, &'static str)> {
        match read {
            Err(Wrong::Lines(lines)) => lines.iter().map(|line| (line.line, line.why)).collect(),
            Err(Wrong::Unreadable(key) | Wrong::Columns(key)) => vec![(0, key)],
            Ok(_) => Vec::new(),
        }
    }

    #[test]
    fn a_list_of_communes_is_taken_whole_or_not_at_all() {
        let list = |text: &str| communes(text.as_bytes(), &known());
        let read = list(
            "code,nom,epci,latitude,longitude\n74010,Annecy,200066793,45.8992,6.1294\n74012,Archamps,,,\n",
        )
        .unwrap();
        assert_eq!(read[0].epci_code.as_deref(), Some("200066793"));
        assert_eq!(read[0].position.unwrap().latitude_e6, 45_899_200);
        assert_eq!(read[1].position, None);
        assert_eq!(list(&communes_written(&read)), Ok(read));
        // Coordinates alone, of communes that are known; a spreadsheet has dropped a zero.
        let read = list("code;latitude;longitude\n1004;45,96;5,36\n").unwrap();
        assert_eq!((read[0].code.as_str(), &read[0].name), ("01004", &None));
        let wrong = list(
            "code;nom;epci;latitude;longitude\n74010;;123;;\n74299;;;;\n2C004;Bastia;;;\n\
             74011;Andilly;;91;6\n74011;Andilly;;;\n74013;Argonay\n",
        );
        assert_eq!(
            why(wrong),
            [
                (2, "communes-epci-wrong"),
                (3, "communes-name-missing"),
                (4, "communes-code-wrong"),
                (5, "communes-position-wrong"),
                (6, "communes-code-twice"),
                (7, "communes-line-ragged"),
            ]
        );
        assert_eq!(
            why(list("code;epci\n74010;\n")),
            [(0, "communes-list-columns")]
        );
        assert_eq!(why(list("ville;x\na;b\n")), [(0, "communes-list-columns")]);
        assert_eq!(why(list("")), [(0, "intake-list-unreadable-empty")]);
    }

    #[test]
    fn a_way_is_between_known_communes_and_never_said_shorter() {
        let list = |text: &str| travel_times(text.as_bytes(), &known());
        let read =
            list("from;to;minutes\n74010;1004;61,2\n01004;74010;60\n74010;74010;0\n").unwrap();
        let minutes: Vec<i32> = read.iter().map(|time| time.minutes).collect();
        assert_eq!(minutes, [60, 62, 0]);
        assert_eq!(list(&times_written(&read)), Ok(read));
        let wrong = list(
            "from;to;minutes\n74010;74299;5\n74010;x;5\n74010;01004;-1\n74010;01004;1441\n\
             74010;01004;dix\n74010;01004;5\n74010;01004;6\n",
        );
        assert_eq!(
            why(wrong),
            [
                (2, "times-commune-unknown"),
                (3, "communes-code-wrong"),
                (4, "times-minutes-wrong"),
                (5, "times-minutes-wrong"),
                (6, "times-minutes-wrong"),
                (8, "times-way-twice"),
            ]
        );
        assert_eq!(why(list("from;to\na;b\n")), [(0, "times-list-columns")]);
    }
}
