//! The form of a reform: what was typed, and what it means.
use crate::{
    exits::signatory,
    intake::list::values::{cents, date},
    web::{Choice, FormErrors, Words},
};
use chrono::NaiveDate;
use entities::reform::ReformReason;
use sea_orm::{ActiveEnum, Iterable};

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct ReformForm {
    pub write_id: String,
    pub lot: String,
    /// Numbers of the devices that are ticked.
    pub device: Vec<String>,
    pub decision_number: String,
    pub decided_on: String,
    pub reason: String,
    pub signatory_name: String,
    /// Their function.
    pub signatory: String,
    pub grounds: String,
    /// For the devices of which the file says nothing else.
    pub account: String,
    pub subsidies: String,
    pub net_book: String,
}

/// What the form says, once it is whole.
pub struct Read {
    pub decision_number: String,
    pub decided_on: NaiveDate,
    pub reason: ReformReason,
    /// Name and function.
    pub signatory: String,
    pub grounds: String,
    pub account: Option<String>,
    pub subsidies: Option<String>,
    pub net_book_cents: Option<i64>,
}

/// The word key of a reason.
#[must_use]
pub const fn reason_key(reason: ReformReason) -> &'static str {
    match reason {
        ReformReason::Obsolete => "reform-reason-obsolete",
        ReformReason::Scrap => "reform-reason-scrap",
        ReformReason::Incident => "reform-reason-incident",
    }
}

#[must_use]
pub fn reasons(words: Words) -> Vec<Choice> {
    ReformReason::iter()
        .map(|reason| Choice::new(reason.to_value(), words.say(reason_key(reason))))
        .collect()
}

impl ReformForm {
    /// `recorder` is the name of the person who sends the form.
    ///
    /// # Errors
    /// What is missing or cannot be read.
    pub fn read(&self, today: NaiveDate, recorder: &str) -> Result<Read, FormErrors> {
        let mut errors = FormErrors::default();
        let mut text = |field: &'static str, typed: &str, key, longest| {
            let typed = typed.trim();
            if typed.is_empty() || typed.chars().count() > longest {
                errors.add(field, key);
            }
            typed.to_owned()
        };
        let decision_number = text(
            "decision_number",
            &self.decision_number,
            "reform-decision-missing",
            60,
        );
        let grounds = text("grounds", &self.grounds, "exit-grounds-missing", 3_000);
        let (name, function) = (&self.signatory_name, &self.signatory);
        let signatory = signatory::read(name, function, recorder, &mut errors);
        // The other words stay out of the journal.
        errors.keep_people_out("decision_number", &decision_number);
        let decided_on = date(self.decided_on.trim());
        match decided_on {
            None => errors.add("decided_on", "exit-decided-on-wrong"),
            Some(day) if day > today => errors.add("decided_on", "reform-decided-later"),
            Some(_) => {}
        }
        let reason = ReformReason::try_from_value(&self.reason).ok();
        if reason.is_none() {
            errors.add("reason", "reform-reason-missing");
        }
        let optional = |typed: &str| {
            let typed = typed.trim();
            (!typed.is_empty()).then(|| typed.to_owned())
        };
        let net_book_cents = match self.net_book.trim() {
            "" => None,
            typed => {
                let cents = cents(typed);
                if cents.is_none() {
                    errors.add("net_book", "reform-net-book-wrong");
                }
                cents
            }
        };
        match (decided_on, reason) {
            (Some(decided_on), Some(reason)) if errors.is_empty() => Ok(Read {
                decision_number,
                decided_on,
                reason,
                signatory,
                grounds,
                account: optional(&self.account),
                subsidies: optional(&self.subsidies),
                net_book_cents,
            }),
            _ => Err(errors),
        }
    }
}
