//! The form of an act of cession: what was typed, and what it means.
use super::rules::{self, Act, Worth, Wrong};
use crate::{
    devices::standing::grade_letter,
    exits::signatory,
    identifiers::Siret,
    intake::list::values::{cents, date},
    web::FormErrors,
};
use chrono::NaiveDate;
use entities::{
    cession::CessionCategory,
    device::{self, DeviceKind, Grade},
};
use sea_orm::ActiveEnum;
use std::collections::BTreeMap;

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct CessionForm {
    pub write_id: String,
    /// Label codes, one a line.
    pub codes: String,
    pub recipient: String,
    pub recipient_number: String,
    pub category: String,
    pub proof_reference: String,
    pub proof_from: String,
    pub proof_until: String,
    pub value_method: String,
    pub committed: String,
    pub resells: String,
    pub decision_number: String,
    pub decided_on: String,
    pub convention_number: String,
    pub convention_on: String,
    pub signatory_name: String,
    /// Their function.
    pub signatory: String,
    pub recipient_signatory: String,
    pub grounds: String,
    pub ceded_on: String,
}

/// Devices that are worth the same: of one kind, model and grade.
pub struct Group {
    pub name: String,
    pub kind: DeviceKind,
    pub grade: Option<Grade>,
    pub count: usize,
    /// The most it may be sold on for.
    pub cap_cents: Option<i64>,
    /// As typed.
    pub value: String,
    pub price: String,
    pub wrong: Vec<Wrong>,
}

impl Group {
    /// The model, with the grade that tells it from others of the model.
    #[must_use]
    pub fn called(&self) -> String {
        match self.grade {
            Some(grade) => format!("{} ({})", self.name, grade_letter(grade)),
            None => self.name.clone(),
        }
    }

    /// What is wrong with a field of it.
    #[must_use]
    pub fn wrong_on(&self, field: &str) -> Option<Wrong> {
        let mut wrong = self.wrong.iter().copied();
        wrong.find(|wrong| wrong.field() == field)
    }
}

/// What is wrong with the groups, each once, at its field.
#[must_use]
pub fn mistakes(groups: &[Group]) -> FormErrors {
    let mut errors = FormErrors::default();
    for (number, group) in groups.iter().enumerate() {
        for wrong in &group.wrong {
            let field = format!("{}-{number}", wrong.field());
            errors.add_with(field, wrong.key(), "model", group.called());
        }
    }
    errors
}

/// What makes devices of one group.
fn group_key(device: &device::Model) -> (String, Option<Grade>) {
    (device.model_key.clone(), device.grade)
}

/// The groups of these devices, in the order of their first device, with what was typed for each.
#[must_use]
pub fn groups(devices: &[&device::Model], typed: &BTreeMap<String, String>) -> Vec<Group> {
    let mut keys = Vec::new();
    let mut groups: Vec<Group> = Vec::new();
    for device in devices {
        let key = group_key(device);
        if let Some(place) = keys.iter().position(|known| *known == key) {
            groups[place].count += 1;
            continue;
        }
        let number = groups.len();
        let of = |field: &str| {
            typed
                .get(&format!("{field}-{number}"))
                .cloned()
                .unwrap_or_default()
        };
        groups.push(Group {
            name: format!("{} {}", device.manufacturer, device.model),
            kind: device.kind,
            grade: device.grade,
            count: 1,
            cap_cents: rules::cap_cents(device.kind).map(i64::from),
            value: of("value"),
            price: of("price"),
            wrong: Vec::new(),
        });
        keys.push(key);
    }
    groups
}

/// The place of each device's group.
#[must_use]
pub fn places(devices: &[&device::Model]) -> Vec<usize> {
    let mut keys = Vec::new();
    devices
        .iter()
        .map(|device| {
            let key = group_key(device);
            keys.iter()
                .position(|known| *known == key)
                .unwrap_or_else(|| {
                    keys.push(key);
                    keys.len() - 1
                })
        })
        .collect()
}

/// Value and price of each group; what is wrong is noted on it.
pub fn weigh(groups: &mut [Group], resells: bool) -> Option<Vec<(i32, Option<i32>)>> {
    let weighed: Vec<_> = groups
        .iter_mut()
        .map(|group| {
            let worth = Worth {
                kind: group.kind,
                value_cents: cents(&group.value),
                price_cents: cents(&group.price),
                resells,
            };
            rules::weigh(worth)
                .map_err(|wrong| group.wrong = wrong)
                .ok()
        })
        .collect();
    weighed.into_iter().collect()
}

/// What the form says, once it is whole.
pub struct Read {
    pub act: Act,
    pub recipient: String,
    pub recipient_number: String,
    pub proof_reference: String,
    pub value_method: String,
    pub decision_number: String,
    pub convention_number: String,
    /// Name and function.
    pub signatory: String,
    pub recipient_signatory: String,
    pub grounds: String,
}

const LONGEST: usize = 200;
const LONGEST_TEXT: usize = 3_000;

impl CessionForm {
    #[must_use]
    pub fn resells(&self) -> bool {
        self.resells == "yes"
    }

    /// `recorder` is the name of the person who sends the form.
    ///
    /// # Errors
    /// What is missing or cannot be read.
    pub fn read(&self, has_proof: bool, recorder: &str) -> Result<Read, FormErrors> {
        let mut errors = FormErrors::default();
        let mut text = |field: &'static str, typed: &str, key, longest| {
            let typed = typed.trim();
            if typed.is_empty() || typed.chars().count() > longest {
                errors.add(field, key);
            }
            typed.to_owned()
        };
        let recipient = text(
            "recipient",
            &self.recipient,
            "cession-recipient-missing",
            LONGEST,
        );
        let proof_reference = text(
            "proof_reference",
            &self.proof_reference,
            "cession-proof-reference-missing",
            LONGEST,
        );
        let value_method = text(
            "value_method",
            &self.value_method,
            "cession-value-method-missing",
            LONGEST_TEXT,
        );
        let decision_number = text(
            "decision_number",
            &self.decision_number,
            "cession-decision-missing",
            60,
        );
        let convention_number = text(
            "convention_number",
            &self.convention_number,
            "cession-convention-missing",
            60,
        );
        let recipient_signatory = text(
            "recipient_signatory",
            &self.recipient_signatory,
            "cession-recipient-signatory-missing",
            LONGEST,
        );
        let grounds = text(
            "grounds",
            &self.grounds,
            "exit-grounds-missing",
            LONGEST_TEXT,
        );
        let (name, function) = (&self.signatory_name, &self.signatory);
        let signatory = signatory::read(name, function, recorder, &mut errors);
        // The other words stay out of the journal.
        for (field, typed) in [
            ("decision_number", &decision_number),
            ("convention_number", &convention_number),
        ] {
            errors.keep_people_out(field, typed);
        }
        let recipient_number = number(&self.recipient_number);
        if recipient_number.is_none() {
            errors.add("recipient_number", "cession-number-wrong");
        }
        let category = CessionCategory::try_from_value(&self.category).ok();
        if category.is_none() {
            errors.add("category", "cession-category-missing");
        }
        let days = self.days(&mut errors);
        if errors.is_empty()
            && let (Some(category), Some(recipient_number), Some(days)) =
                (category, recipient_number, days)
        {
            return Ok(Read {
                act: Act {
                    category,
                    has_proof,
                    proof_from: days.proof_from,
                    proof_until: days.proof_until,
                    committed: self.committed == "yes",
                    resells: self.resells(),
                    decided_on: days.decided_on,
                    convention_on: days.convention_on,
                    ceded_on: days.ceded_on,
                },
                recipient,
                recipient_number,
                proof_reference,
                value_method,
                decision_number,
                convention_number,
                signatory,
                recipient_signatory,
                grounds,
            });
        }
        Err(errors)
    }

    /// The days of the form; what cannot be read is added to the mistakes.
    fn days(&self, errors: &mut FormErrors) -> Option<Days> {
        let mut day = |field: &'static str, typed: &str, key| {
            let day = date(typed.trim());
            if day.is_none() {
                errors.add(field, key);
            }
            day
        };
        let proof_from = day("proof_from", &self.proof_from, "cession-proof-from-wrong");
        let proof_until = if self.proof_until.trim().is_empty() {
            None
        } else {
            day(
                "proof_until",
                &self.proof_until,
                "cession-proof-until-wrong",
            )
        };
        let decided_on = day("decided_on", &self.decided_on, "exit-decided-on-wrong");
        let convention_on = day(
            "convention_on",
            &self.convention_on,
            "cession-convention-on-wrong",
        );
        let ceded_on = day("ceded_on", &self.ceded_on, "cession-ceded-on-wrong");
        Some(Days {
            proof_from: proof_from?,
            proof_until,
            decided_on: decided_on?,
            convention_on: convention_on?,
            ceded_on: ceded_on?,
        })
    }
}

struct Days {
    proof_from: NaiveDate,
    proof_until: Option<NaiveDate>,
    decided_on: NaiveDate,
    convention_on: NaiveDate,
    ceded_on: NaiveDate,
}

/// The SIRET of an establishment, or the RNA number of an association. A sole trader has a SIRET as well: what keeps
/// persons out is the category, and its proof.
fn number(typed: &str) -> Option<String> {
    if let Ok(siret) = Siret::parse(typed.trim()) {
        return Some(siret.as_str().to_owned());
    }
    let rna: String = typed.split_whitespace().collect::<String>().to_uppercase();
    let digits = rna.strip_prefix('W')?;
    (digits.len() == 9 && digits.bytes().all(|digit| digit.is_ascii_digit())).then_some(rna)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipient_is_known_by_a_siret_or_an_rna_number() {
        let cases = [
            ("732 829 320 00074", Some("73282932000074")),
            ("35600000049837", Some("35600000049837")),
            ("w742 000 123", Some("W742000123")),
            ("73282932000075", None),
            ("W74200012", None),
            ("Monsieur Dupont", None),
            ("", None),
        ];
        for (typed, read) in cases {
            assert_eq!(number(typed).as_deref(), read, "{typed}");
        }
    }
}
