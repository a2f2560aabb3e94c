//! A questionnaire as a form: its statements with what was chosen, and what comes back of it.
use super::{
    questionnaires::{ANSWERS, Asked},
    rules::{self, Answered},
};
use crate::web::{FormErrors, Lang};
use std::collections::HashMap;

/// What was typed, by the names of the fields.
pub type Typed = HashMap<String, String>;

/// A statement to answer.
pub struct Line {
    pub field: String,
    pub words: String,
    pub chosen: String,
}

/// An answer to choose.
pub struct Step {
    pub value: String,
    pub icon: String,
    pub words: String,
}

/// The field of a statement.
fn field(position: i32) -> String {
    format!("statement-{position}")
}

/// One field of what was typed, empty when it did not come.
#[must_use]
pub fn typed<'t>(typed: &'t Typed, field: &str) -> &'t str {
    typed.get(field).map_or("", |value| value.trim())
}

#[must_use]
pub fn lines(asked: &impl Asked, given: &Typed, lang: Lang) -> Vec<Line> {
    (1..)
        .zip(asked.sentences())
        .map(|(position, sentence)| {
            let field = field(position);
            Line {
                chosen: typed(given, &field).to_owned(),
                words: sentence.say(lang).into_owned(),
                field,
            }
        })
        .collect()
}

#[must_use]
pub fn scale(asked: &impl Asked, lang: Lang) -> Vec<Step> {
    (1..=ANSWERS)
        .zip(asked.scale())
        .map(|(value, answer)| Step {
            value: value.to_string(),
            icon: answer.icon.clone(),
            words: answer.words.say(lang).into_owned(),
        })
        .collect()
}

/// The answers, every statement's; each that is missing is named.
#[must_use]
pub fn answers(asked: &impl Asked, given: &Typed, errors: &mut FormErrors) -> Vec<Answered> {
    let value = |position: i32| typed(given, &field(position)).parse().ok();
    match rules::complete(asked, value) {
        Ok(answers) => answers,
        Err(open) => {
            for position in open {
                errors.add(field(position), "competence-answer-missing");
            }
            Vec::new()
        }
    }
}
