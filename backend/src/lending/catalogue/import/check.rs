//! What every line of a list of items would add, and what is wrong with it: what the form of an item would say.
use super::columns::{Column, Line, List};
use crate::{
    identifiers::fold,
    lending::{
        catalogue::{
            actions::{Described, is_page, slug_of},
            form::ItemForm,
        },
        needs,
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// What keeps a line out. Its sentence may take `$typed` and `$line`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The column it stands in; none of a line that cannot be read.
    pub column: Option<Column>,
    pub key: &'static str,
    pub typed: String,
    /// For a repeat in the file: the line that comes first.
    pub first_line: u32,
}

impl Finding {
    fn new(column: Column, key: &'static str, typed: &str) -> Self {
        Self {
            column: Some(column),
            key,
            typed: typed.to_owned(),
            first_line: 0,
        }
    }
}

/// One line, checked: what it adds, or what is wrong.
#[derive(Debug)]
pub struct Checked {
    pub number: u32,
    pub name: String,
    pub outcome: Result<Described, Vec<Finding>>,
}

/// The names in addresses that a list would take.
#[must_use]
pub fn slugs(list: &List) -> BTreeSet<String> {
    list.lines
        .iter()
        .filter_map(|line| line.cells.get(&Column::NameFr))
        .map(|name| slug_of(name))
        .collect()
}

/// Checks every line, in the order of the file; `taken` are names in addresses that items have already.
#[must_use]
pub fn check(list: &List, taken: &BTreeSet<String>) -> Vec<Checked> {
    let mut seen = BTreeMap::new();
    let mut lines: Vec<Checked> = list
        .lines
        .iter()
        .map(|line| checked(line, taken, &mut seen))
        .collect();
    lines.extend(list.ragged.iter().map(|number| Checked {
        number: *number,
        name: String::new(),
        outcome: Err(vec![Finding {
            column: None,
            key: "import-finding-ragged",
            typed: String::new(),
            first_line: 0,
        }]),
    }));
    lines.sort_by_key(|line| line.number);
    lines
}

/// `seen` are the lines on which the accepted names stand first.
fn checked(line: &Line, taken: &BTreeSet<String>, seen: &mut BTreeMap<String, u32>) -> Checked {
    let text = |column: Column| line.cells.get(&column).cloned().unwrap_or_default();
    let mut findings = Vec::new();
    let needs = needs_of(&text(Column::Needs), &mut findings);
    let flag = |column: Column, findings: &mut Vec<Finding>| {
        let typed = text(column);
        match fold(&typed).as_str() {
            "oui" | "yes" | "x" | "1" | "true" | "vrai" | "o" | "y" => "yes".to_owned(),
            "" | "non" | "no" | "0" | "false" | "faux" | "n" => String::new(),
            _ => {
                findings.push(Finding::new(column, "items-import-flag-wrong", &typed));
                String::new()
            }
        }
    };
    let form = ItemForm {
        name_fr: text(Column::NameFr),
        name_en: text(Column::NameEn),
        purpose_fr: text(Column::PurposeFr),
        purpose_en: text(Column::PurposeEn),
        usage_fr: text(Column::UsageFr),
        usage_en: text(Column::UsageEn),
        accessories_fr: text(Column::AccessoriesFr),
        accessories_en: text(Column::AccessoriesEn),
        guide_fr: text(Column::GuideFr),
        guide_en: text(Column::GuideEn),
        age_from: text(Column::AgeFrom),
        age_to: text(Column::AgeTo),
        synonyms: text(Column::Synonyms),
        needs_cleaning: flag(Column::NeedsCleaning, &mut findings),
        has_battery: flag(Column::HasBattery, &mut findings),
        needs,
        ..ItemForm::default()
    };
    let parsed = form.parse();
    if let Err(errors) = &parsed {
        let mistakes = errors.all().iter().filter_map(|mistake| {
            let column = Column::of_field(&mistake.field)?;
            let typed = text(column);
            if column != Column::Needs {
                return Some(Finding::new(column, mistake.key, &typed));
            }
            // Nothing is ticked in a list; what is written and not known was said above.
            typed
                .is_empty()
                .then(|| Finding::new(column, "items-import-needs-missing", ""))
        });
        findings.extend(mistakes);
    }
    let slug = slug_of(&form.name_fr);
    if is_page(&slug) || taken.contains(&slug) {
        findings.push(Finding::new(
            Column::NameFr,
            "item-name-taken",
            &form.name_fr,
        ));
    } else if let Some(first) = seen.get(&slug) {
        findings.push(Finding {
            first_line: *first,
            ..Finding::new(
                Column::NameFr,
                "import-finding-twice-in-file",
                &form.name_fr,
            )
        });
    }
    let outcome = match parsed {
        Ok(described) if findings.is_empty() => {
            seen.insert(slug, line.number);
            Ok(described)
        }
        Ok(_) | Err(_) => Err(findings),
    };
    Checked {
        number: line.number,
        name: form.name_fr,
        outcome,
    }
}

/// The keys of needs that are written by key or in words, one after the other.
fn needs_of(text: &str, findings: &mut Vec<Finding>) -> Vec<String> {
    let mut keys = Vec::new();
    for word in text.split(['\n', ';', '|', '/']).map(str::trim) {
        if word.is_empty() {
            continue;
        }
        match needs::written(word) {
            Some(need) => keys.push(need.key.clone()),
            None => findings.push(Finding::new(
                Column::Needs,
                "items-import-need-unknown",
                word,
            )),
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lending::catalogue::import::columns::read;

    const HEADER: &str =
        "nom;name_en;besoins;purpose_fr;purpose_en;guide_fr;guide_en;nettoyage;age_from";

    fn check_lines(lines: &[&str]) -> Vec<Checked> {
        let file = format!("{HEADER}\n{}", lines.join("\n"));
        check(
            &read(file.as_bytes()).unwrap(),
            &BTreeSet::from(["casque".to_owned()]),
        )
    }

    fn keys(line: &Checked) -> Vec<&'static str> {
        let findings = line.outcome.as_ref().err().map(Vec::as_slice);
        let findings = findings.unwrap_or_default().iter();
        findings.map(|finding| finding.key).collect()
    }

    #[test]
    fn a_line_says_what_the_form_would() {
        let lines = check_lines(&[
            "Stylo lecteur;Reading pen;Lire est difficile | noise;Lire.;Read.;L’allumer.;Switch on.;oui;8",
            "Casque;Headset;noise;S’isoler.;Shut out.;Poser.;Put on.;;",
            "Pupitre;Desk;dyslexie;Écrire.;Write.;Régler.;Set.;peut-être;200",
            "Stylo Lecteur;Pen;reading;Lire.;Read.;L’allumer.;Switch on.;;",
            "Import;Import;reading;Lire.;Read.;L’allumer.;Switch on.;;",
            "Loupe;;;;;;;;",
            "Trop court;x",
        ]);
        let described = lines[0].outcome.as_ref().unwrap();
        assert_eq!(described.needs, ["reading", "noise"]);
        assert!(described.needs_cleaning && !described.has_battery);
        assert_eq!(described.age_from, Some(8));
        let told: Vec<_> = lines.iter().map(keys).collect();
        assert_eq!(told[1], ["item-name-taken"]);
        assert_eq!(
            told[2],
            [
                "items-import-need-unknown",
                "items-import-flag-wrong",
                "item-age-wrong",
            ]
        );
        assert_eq!(told[3], ["import-finding-twice-in-file"]);
        assert_eq!(told[4], ["item-name-taken"]);
        assert_eq!(told[5].len(), 6);
        assert_eq!(told[6], ["import-finding-ragged"]);
        let first = lines[3].outcome.as_ref().unwrap_err()[0].first_line;
        assert_eq!(first, 2);
    }
}
