//! A checklist as a form: one question, one pictogram, a few large answers.
use super::checklists::{Answer, Answers, Item, Kind, blocking, checklist_for, missing};
use crate::web::{self, Choice, Error, FormErrors, Lang, Shell, Words, words::unbroken};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use entities::{checklist_answer::Step, device::DeviceKind};
use std::{borrow::Cow, collections::BTreeMap};

/// A checklist to go through; triage and refurbishment share the page.
#[derive(Template)]
#[template(path = "workshop/checklist.html")]
pub struct ChecklistPage {
    pub shell: Shell,
    pub code: String,
    pub name: String,
    pub errors: FormErrors,
    pub questions: Vec<Question>,
    pub texts: Texts,
}

/// What the page says around the questions, as word keys.
pub struct Texts {
    pub path: &'static str,
    pub title: &'static str,
    pub hint: &'static str,
    pub button: &'static str,
}

pub struct Question {
    pub name: &'static str,
    pub icon: &'static str,
    pub words: Cow<'static, str>,
    pub optional: bool,
    pub choices: Vec<Choice>,
    pub chosen: String,
}

/// What was sent: a field per item, under its id, and the write id.
pub type Sent = BTreeMap<String, String>;

impl ChecklistPage {
    pub fn respond(&self, status: StatusCode) -> Result<Response, Error> {
        Ok(web::page(status, self)?)
    }
}

/// The questions of a step with the answers chosen so far.
pub fn questions(
    words: Words,
    kind: DeviceKind,
    step: Step,
    chosen: impl Fn(&Item) -> String,
) -> Vec<Question> {
    checklist_for(kind, step)
        .iter()
        .map(|item| Question {
            name: &item.id.0,
            icon: &item.pictogram,
            words: match words.lang {
                Lang::Fr => unbroken(&item.fr),
                Lang::En => Cow::Borrowed(&item.en),
            },
            optional: !item.required,
            choices: choices(words, item.kind),
            chosen: chosen(item),
        })
        .collect()
}

fn choices(words: Words, kind: Kind) -> Vec<Choice> {
    let answers: &[Answer] = match kind {
        Kind::YesNo => &[Answer::Yes, Answer::No],
        Kind::YesNoNa => &[Answer::Yes, Answer::No, Answer::NotApplicable],
        Kind::Grade => &Answer::ALL[3..],
    };
    answers
        .iter()
        .map(|answer| match answer {
            Answer::Yes => Choice::new(answer.as_str(), words.say("bench-answer-yes")),
            Answer::No => Choice::new(answer.as_str(), words.say("bench-answer-no")),
            Answer::NotApplicable => {
                Choice::new(answer.as_str(), words.say("bench-answer-not-applicable"))
            }
            Answer::Grade(grade) => Choice::new(answer.as_str(), words.say(grade.key()))
                .hint(words.say(grade.description_key())),
        })
        .collect()
}

/// What was answered before, shown again.
pub fn answered(answers: &Answers) -> impl Fn(&Item) -> String + '_ {
    |item| {
        let answer = answers.get(&item.id);
        answer.map_or(String::new(), |answer| answer.as_str().to_owned())
    }
}

/// What was just sent, shown again.
pub fn typed(sent: &Sent) -> impl Fn(&Item) -> String + '_ {
    |item| sent.get(&item.id.0).cloned().unwrap_or_default()
}

/// The answers among what was sent; what is no answer to its question is left out.
pub fn answers_in(sent: &Sent, kind: DeviceKind, step: Step) -> Answers {
    checklist_for(kind, step)
        .iter()
        .filter_map(|item| {
            let answer = Answer::parse(sent.get(&item.id.0)?)?;
            answer.answers(item.kind).then(|| (item.id.clone(), answer))
        })
        .collect()
}

/// The required questions without an answer.
pub fn unanswered(answers: &Answers, kind: DeviceKind, step: Step) -> FormErrors {
    mark(
        &missing(answers, checklist_for(kind, step)),
        kind,
        step,
        "bench-answer-missing",
    )
}

/// The required questions whose answer lets nothing go on.
pub fn failed(answers: &Answers, kind: DeviceKind, step: Step) -> FormErrors {
    mark(
        &blocking(answers, checklist_for(kind, step)),
        kind,
        step,
        "bench-answer-failed",
    )
}

fn mark(
    wrong: &[super::checklists::ItemId],
    kind: DeviceKind,
    step: Step,
    key: &'static str,
) -> FormErrors {
    let mut errors = FormErrors::default();
    for item in checklist_for(kind, step) {
        if wrong.contains(&item.id) {
            errors.add(&item.id.0, key);
        }
    }
    errors
}

/// The write id among what was sent.
pub fn write_id(sent: &Sent) -> &str {
    sent.get("write_id").map(String::as_str).unwrap_or_default()
}
