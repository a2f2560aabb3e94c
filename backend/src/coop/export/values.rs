//! What a cell of an export says, in the words the Coop writes there.
use crate::{
    identifiers::{CommuneCode, folded_words},
    programmes::themes,
    web::Lang,
};
use chrono::{Days, NaiveDate};
use entities::coop_row::{CoopAge, CoopKind, CoopOccupation};
use std::{collections::HashMap, sync::LazyLock};

const ADMINISTRATIVE: &str = "aide_aux_demarches_administratives";

/// Names of themes that the Coop writes otherwise than `backend/data/training-themes.toml`, and the ten subjects of
/// procedures, which count as one.
const ALSO: [(&str, &str); 14] = [
    ("reseaux sociaux communication", "reseaux_sociaux"),
    ("accompagner un professionnel", "entrepreneuriat"),
    ("prevention en securite numerique", "securite_numerique"),
    ("intelligence artificielle ia", "intelligence_artificielle"),
    ("papiers elections citoyennete", ADMINISTRATIVE),
    ("famille scolarite", ADMINISTRATIVE),
    ("social sante", ADMINISTRATIVE),
    ("travail formation", ADMINISTRATIVE),
    ("logement", ADMINISTRATIVE),
    ("transports mobilite", ADMINISTRATIVE),
    ("argent impots", ADMINISTRATIVE),
    ("justice", ADMINISTRATIVE),
    ("etrangers europe", ADMINISTRATIVE),
    ("loisirs sports culture", ADMINISTRATIVE),
];

/// Every name of a theme, with its key.
static THEMES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let ours = themes::all()
        .iter()
        .map(|theme| (folded(theme.name(Lang::Fr)), theme.key.as_str()));
    let also = ALSO.map(|(name, key)| (name.to_owned(), key));
    ours.chain(also).collect()
});

fn folded(cell: &str) -> String {
    folded_words(cell).join(" ")
}

/// The Coop's number of an activity: letters, digits and dashes, as it is.
#[must_use]
pub fn cra(cell: &str) -> Option<String> {
    let id = cell.trim();
    let fits = (8..=64).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    fits.then(|| id.to_ascii_lowercase())
}

/// `1`, or `2/8`: the how-manieth participant, of how many.
#[must_use]
pub fn participant(cell: &str) -> Option<(i32, i32)> {
    let (number, of) = match cell.split_once('/') {
        Some((number, of)) => (whole(number)?, whole(of)?),
        None => (1, whole(cell)?),
    };
    ((1..=of).contains(&number) && of <= 1_000).then_some((number, of))
}

/// `14/09/2026`, `2026-09-14`, or the number of days by which a spreadsheet counts.
#[must_use]
pub fn day(cell: &str) -> Option<NaiveDate> {
    let text = cell.trim();
    if let Some(days) = whole(text).filter(|days| (20_000..80_000).contains(days)) {
        let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
        return first.checked_add_days(Days::new(u64::from(days.unsigned_abs())));
    }
    let text = text.split([' ', 'T']).next().unwrap_or_default();
    ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]
        .into_iter()
        .find_map(|format| NaiveDate::parse_from_str(text, format).ok())
}

#[must_use]
pub fn kind(cell: &str) -> Option<CoopKind> {
    let text = folded(cell);
    if text.contains("collectif") {
        Some(CoopKind::Group)
    } else if text.contains("individuel") {
        Some(CoopKind::Individual)
    } else if text.contains("demarche") {
        Some(CoopKind::Procedure)
    } else {
        None
    }
}

#[must_use]
pub fn minutes(cell: &str) -> Option<i32> {
    whole(cell).filter(|minutes| (1..=1_440).contains(minutes))
}

/// The key of a theme.
#[must_use]
pub fn theme(cell: &str) -> Option<&'static str> {
    THEMES.get(&folded(cell)).copied()
}

/// A spreadsheet drops the zero in front of 01004.
#[must_use]
pub fn commune(cell: &str) -> Option<String> {
    let padded = format!("{:0>5}", cell.trim());
    let code = CommuneCode::parse(&padded).ok()?;
    Some(code.as_str().to_owned())
}

#[must_use]
pub fn age(cell: &str) -> Option<CoopAge> {
    let text = folded(cell);
    if text.is_empty() || text.starts_with("non communique") {
        return Some(CoopAge::NotSaid);
    }
    if text.starts_with("mineur") {
        return Some(CoopAge::Minor);
    }
    if text.starts_with("moins de 12") {
        return Some(CoopAge::Child);
    }
    match text.split(' ').find_map(|word| word.parse::<i32>().ok())? {
        12 => Some(CoopAge::Teenager),
        18 => Some(CoopAge::YoungAdult),
        25 => Some(CoopAge::Adult),
        40 => Some(CoopAge::MiddleAged),
        60 => Some(CoopAge::Senior),
        70 => Some(CoopAge::Elder),
        _ => None,
    }
}

#[must_use]
pub fn occupation(cell: &str) -> Option<CoopOccupation> {
    let text = folded(cell);
    if text.is_empty() || text.starts_with("non communique") || text.starts_with("heterogene") {
        Some(CoopOccupation::NotSaid)
    } else if text.starts_with("scolarise") {
        Some(CoopOccupation::InSchool)
    } else if text == "sans emploi" {
        Some(CoopOccupation::WithoutWork)
    } else if text == "en emploi" {
        Some(CoopOccupation::InWork)
    } else if text.starts_with("retraite") {
        Some(CoopOccupation::Retired)
    } else {
        None
    }
}

/// A whole number, as a spreadsheet may write it: `90`, `90.0`, `90,00`.
#[must_use]
pub fn whole(cell: &str) -> Option<i32> {
    let text = cell.trim().replace(',', ".");
    let (whole, rest) = text.split_once('.').unwrap_or((text.as_str(), ""));
    if !rest.bytes().all(|byte| byte == b'0') {
        return None;
    }
    whole.parse().ok()
}
