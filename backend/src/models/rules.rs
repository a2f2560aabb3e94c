//! One model's last day of updates, as it is typed or stands on a line of a list. Pure.
use crate::{
    devices::{
        identity::model_key,
        software::runs_software,
        standing::{kind_key, kind_value},
    },
    identifiers::fold,
    intake::list::{
        device_type::told_by,
        read::{Row, Sheet},
    },
    personal,
};
use chrono::{Datelike, Months, NaiveDate};
use entities::device::DeviceKind;

pub const KINDS: [DeviceKind; 4] = [
    DeviceKind::Tablet,
    DeviceKind::Phone,
    DeviceKind::Laptop,
    DeviceKind::Desktop,
];

const LONGEST: usize = 120;

/// A model and its last day, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub kind: DeviceKind,
    pub manufacturer: String,
    pub model: String,
    /// None takes back a date that was wrong.
    pub updates_until: Option<NaiveDate>,
    pub source: String,
}

impl Entry {
    #[must_use]
    pub fn key(&self) -> String {
        model_key(self.kind, &self.manufacturer, &self.model)
    }
}

/// The texts of an entry, before they are checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed<'t> {
    pub kind: &'t str,
    pub manufacturer: &'t str,
    pub model: &'t str,
    pub until: &'t str,
    pub source: &'t str,
}

/// What is wrong with an entry: the field, and the sentence that says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Kind,
    Manufacturer,
    Model,
    Until,
    Source,
    /// A name, an address or a number of a person.
    Personal,
}

impl Fault {
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Manufacturer => "manufacturer",
            Self::Model => "model",
            Self::Until => "until",
            Self::Source | Self::Personal => "source",
        }
    }

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Kind => "models-kind-wrong",
            Self::Manufacturer => "models-manufacturer-wrong",
            Self::Model => "models-model-wrong",
            Self::Until => "models-until-wrong",
            Self::Source => "models-source-wrong",
            Self::Personal => "models-source-personal",
        }
    }
}

/// Checks one entry.
///
/// # Errors
/// Everything that is wrong with it.
pub fn check(typed: &Typed<'_>) -> Result<Entry, Vec<Fault>> {
    let mut faults = Vec::new();
    let kind = kind_of(typed.kind);
    if kind.is_none() {
        faults.push(Fault::Kind);
    }
    let named = |text: &str| {
        let text = text.trim();
        (!text.is_empty() && text.chars().count() <= LONGEST).then(|| text.to_owned())
    };
    let manufacturer = named(typed.manufacturer);
    if manufacturer.is_none() {
        faults.push(Fault::Manufacturer);
    }
    let model = named(typed.model);
    if model.is_none() {
        faults.push(Fault::Model);
    }
    let until = day(typed.until);
    if until.is_err() {
        faults.push(Fault::Until);
    }
    let source = named(typed.source);
    match &source {
        None => faults.push(Fault::Source),
        Some(source) if personal::in_cell(source).is_some() => faults.push(Fault::Personal),
        Some(_) => {}
    }
    match (kind, manufacturer, model, until, source) {
        (Some(kind), Some(manufacturer), Some(model), Ok(updates_until), Some(source))
            if faults.is_empty() =>
        {
            Ok(Entry {
                kind,
                manufacturer,
                model,
                updates_until,
                source,
            })
        }
        _ => Err(faults),
    }
}

fn kind_of(text: &str) -> Option<DeviceKind> {
    let by_value = KINDS
        .into_iter()
        .find(|kind| kind_value(*kind) == fold(text));
    by_value
        .or_else(|| told_by(Some(text), None, None, None))
        .filter(|kind| runs_software(*kind))
}

/// A day, or the last day of a month; nothing typed is nothing known.
fn day(text: &str) -> Result<Option<NaiveDate>, ()> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let whole = ["%Y-%m-%d", "%d/%m/%Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok());
    let month = || {
        let first = ["%Y-%m-%d", "%d/%m/%Y"]
            .iter()
            .zip([format!("{text}-01"), format!("01/{text}")]);
        let first = first
            .into_iter()
            .find_map(|(form, text)| NaiveDate::parse_from_str(&text, form).ok())?;
        first.checked_add_months(Months::new(1))?.pred_opt()
    };
    whole
        .or_else(month)
        .filter(|day| (2000..2100).contains(&day.year()))
        .map(Some)
        .ok_or(())
}

/// The columns of a list, by the names they may bear.
const COLUMNS: [(&str, &[&str]); 5] = [
    ("kind", &["kind", "type", "type d'appareil"]),
    (
        "manufacturer",
        &[
            "manufacturer",
            "marque",
            "constructeur",
            "fabricant",
            "make",
        ],
    ),
    ("model", &["model", "modele"]),
    (
        "until",
        &[
            "updates_until",
            "updates until",
            "mises a jour jusqu'au",
            "fin des mises a jour",
            "until",
        ],
    ),
    ("source", &["source"]),
];

/// A line that is not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub line: u32,
    pub reasons: Vec<&'static str>,
}

/// Why a list is not taken: a column that is missing, or its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    Columns,
    Lines(Vec<Refused>),
}

/// Reads a list; one wrong line holds back all.
///
/// # Errors
/// Every line that is wrong.
pub fn entries(sheet: &Sheet) -> Result<Vec<Entry>, Wrong> {
    let headers: Vec<String> = sheet
        .headers
        .iter()
        .map(|header| fold(header).replace('’', "'"))
        .collect();
    let place = |name: &str| {
        let (_, names) = COLUMNS.iter().find(|(column, _)| *column == name)?;
        headers
            .iter()
            .position(|header| names.contains(&header.as_str()))
    };
    let places = COLUMNS.map(|(name, _)| place(name));
    let [
        Some(kind),
        Some(manufacturer),
        Some(model),
        Some(until),
        Some(source),
    ] = places
    else {
        return Err(Wrong::Columns);
    };
    let mut refused: Vec<Refused> = sheet
        .ragged
        .iter()
        .map(|line| Refused {
            line: *line,
            reasons: vec!["models-line-ragged"],
        })
        .collect();
    let mut found = Vec::new();
    for row in &sheet.rows {
        let cell = |place: usize| cell(row, place);
        let checked = check(&Typed {
            kind: cell(kind),
            manufacturer: cell(manufacturer),
            model: cell(model),
            until: cell(until),
            source: cell(source),
        });
        match checked {
            Ok(entry) => found.push(entry),
            Err(faults) => refused.push(Refused {
                line: row.line,
                reasons: faults.into_iter().map(Fault::key).collect(),
            }),
        }
    }
    if refused.is_empty() {
        Ok(found)
    } else {
        refused.sort_by_key(|refused| refused.line);
        Err(Wrong::Lines(refused))
    }
}

fn cell(row: &Row, place: usize) -> &str {
    row.cells
        .get(place)
        .unwrap_or_default()
        .trim()
        .trim_start_matches('\'')
}

/// A kind as a choice: its value and its word key.
#[must_use]
pub fn kind_choices() -> [(&'static str, &'static str); 4] {
    KINDS.map(|kind| (kind_value(kind), kind_key(kind)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::list::read;

    #[test]
    fn a_day_is_a_day_or_the_end_of_a_month() {
        let until = |text| day(text).map(|day| day.map(|day| day.to_string()));
        assert_eq!(until("2027-06-30"), Ok(Some("2027-06-30".to_owned())));
        assert_eq!(until("30/06/2027"), Ok(Some("2027-06-30".to_owned())));
        assert_eq!(until("2028-02"), Ok(Some("2028-02-29".to_owned())));
        assert_eq!(until("06/2027"), Ok(Some("2027-06-30".to_owned())));
        assert_eq!(until(" "), Ok(None));
        for wrong in ["bientôt", "31/02/2027", "2027", "1999-01-01", "2100-01-01"] {
            assert_eq!(until(wrong), Err(()), "{wrong}");
        }
    }

    #[test]
    fn one_wrong_line_holds_back_a_whole_list() {
        let list = |text: &str| entries(&read::read(text.as_bytes(), 10_000).unwrap());
        let head = "Type;Marque;Modèle;Mises à jour jusqu’au;Source\n";
        let good = list(&format!(
            "{head}Tablette;Samsung;Galaxy Tab A8;2026-01;samsung.com\nPC portable;Lenovo;300e;;google.com\n"
        ))
        .unwrap();
        assert_eq!(good[0].key(), "tablet samsung galaxy tab a8");
        assert_eq!(good[1].updates_until, None);
        let wrong = list(&format!(
            "{head}Écran;Dell;P2219;2027-01;dell.com\nTablette;;;demain;\nTablette;Apple;iPad;2027;x\nTablette;Apple\n"
        ));
        insta::assert_debug_snapshot!(wrong);
        assert_eq!(list("a;b\n1x;2y\n"), Err(Wrong::Columns));
    }

    #[test]
    fn a_source_names_no_person() {
        let typed = Typed {
            kind: "tablet",
            manufacturer: "Apple",
            model: "iPad 7",
            until: "2026-09-15",
            source: "jean.dupont@exemple.fr",
        };
        assert_eq!(check(&typed), Err(vec![Fault::Personal]));
    }
}
