//! A checklist as a form: one question, one pictogram, a few large answers, a number or a photo.
use super::{
    actions::Given,
    checklists::{Answer, Answers, Item, ItemId, Kind, Measure, blocking, missing, unit_key},
    listed::Listed,
};
use crate::{
    evidence::photo,
    photos::PhotoFault,
    web::{self, Choice, Error, FormErrors, Lang, Shell, Upload, Words, words::unbroken},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use entities::{checklist::ChecklistId, checklist_answer::Step};
use std::collections::BTreeMap;

/// A checklist to go through; triage and refurbishment share the page.
#[derive(Template)]
#[template(path = "workshop/checklist.html")]
pub struct ChecklistPage {
    pub shell: Shell,
    pub code: String,
    pub name: String,
    pub list: List,
    pub errors: FormErrors,
    pub questions: Vec<Question>,
    pub texts: Texts,
    /// The form that was sent answered another list.
    pub other_list: bool,
}

/// The list whose questions a form asks: it is sent with the answers.
#[derive(Clone, Copy)]
pub struct List {
    pub id: ChecklistId,
    pub number: i32,
}

impl List {
    pub fn of(work: &Listed) -> Self {
        Self {
            id: work.checklist.id,
            number: work.checklist.number,
        }
    }
}

/// What the page says around the questions, as word keys.
pub struct Texts {
    pub path: &'static str,
    pub title: &'static str,
    pub hint: &'static str,
    pub button: &'static str,
}

pub struct Question {
    pub name: String,
    pub icon: String,
    pub words: String,
    /// The language of the words, where it is not the page's own. It runs left to right.
    pub lang: Option<&'static str>,
    pub optional: bool,
    pub field: Field,
}

/// How a question is answered.
pub enum Field {
    Choices {
        choices: Vec<Choice>,
        chosen: String,
    },
    Measure {
        typed: String,
        hint: String,
    },
    /// The photo taken before, by its number.
    Photo {
        taken: Option<i32>,
    },
}

impl Question {
    pub fn is_photo(&self) -> bool {
        matches!(self.field, Field::Photo { .. })
    }
}

/// What was sent: a field per item, under its id, the list and the write id.
pub type Sent = BTreeMap<String, String>;

impl ChecklistPage {
    pub fn respond(&self, status: StatusCode) -> Result<Response, Error> {
        Ok(web::page(status, self)?)
    }

    pub fn has_photo(&self) -> bool {
        self.questions.iter().any(Question::is_photo)
    }
}

/// These questions with the answers chosen so far.
pub fn questions(words: Words, items: &[Item], chosen: impl Fn(&Item) -> Chosen) -> Vec<Question> {
    items
        .iter()
        .map(|item| Question {
            name: item.id.0.clone(),
            icon: item.pictogram.clone(),
            words: said(words, item),
            lang: None,
            optional: !item.required,
            field: field(words, item.kind, chosen(item)),
        })
        .collect()
}

/// A question as the screen says it.
pub fn said(words: Words, item: &Item) -> String {
    match words.lang {
        Lang::Fr => unbroken(item.said(words.lang)).into_owned(),
        Lang::En => item.said(words.lang).to_owned(),
    }
}

/// What is already answered: the text of its field, and the photo that was taken.
#[derive(Default)]
pub struct Chosen {
    text: String,
    photo: Option<i32>,
}

fn field(words: Words, kind: Kind, chosen: Chosen) -> Field {
    let choices = |answers: &[Answer]| Field::Choices {
        choices: answers
            .iter()
            .map(|answer| choice(words, *answer))
            .collect(),
        chosen: chosen.text.clone(),
    };
    match kind {
        Kind::YesNo => choices(&[Answer::Yes, Answer::No]),
        Kind::YesNoNa => choices(&[Answer::Yes, Answer::No, Answer::NotApplicable]),
        Kind::Grade => choices(&Answer::CHOICES[3..]),
        Kind::Measure(measure) => Field::Measure {
            hint: measure_hint(words, measure),
            typed: chosen.text,
        },
        Kind::Photo => Field::Photo {
            taken: chosen.photo,
        },
    }
}

fn choice(words: Words, answer: Answer) -> Choice {
    let choice = Choice::new(answer.as_str(), answer_said(words, answer, Kind::YesNo));
    match answer {
        Answer::Grade(grade) => choice.hint(words.say(grade.description_key())),
        Answer::Yes | Answer::No | Answer::NotApplicable | Answer::Measured(_) | Answer::Photo => {
            choice
        }
    }
}

/// An answer to a question of that kind, as the screen says it.
pub fn answer_said(words: Words, answer: Answer, kind: Kind) -> String {
    match answer {
        Answer::Yes => words.say("bench-answer-yes"),
        Answer::No => words.say("bench-answer-no"),
        Answer::NotApplicable => words.say("bench-answer-not-applicable"),
        Answer::Grade(grade) => words.say(grade.key()),
        Answer::Measured(value) => match kind.measure() {
            Some(measure) => with_unit(words, measure, value),
            None => value.to_string(),
        },
        Answer::Photo => words.say("bench-answer-photo"),
    }
}

/// A value with its unit.
pub fn with_unit(words: Words, measure: Measure, value: i32) -> String {
    words.with("value", value).say(unit_key(measure.unit))
}

/// What may be typed, and what a good device has.
fn measure_hint(words: Words, measure: Measure) -> String {
    let bounds = words
        .with("lowest", measure.lowest)
        .with("highest", with_unit(words, measure, measure.highest))
        .say("bench-measure-bounds");
    match limits_said(words, measure) {
        Some(limits) => format!("{bounds} {limits}"),
        None => bounds,
    }
}

/// What a good device has, where something is asked of it.
pub fn limits_said(words: Words, measure: Measure) -> Option<String> {
    let least = measure
        .at_least
        .map(|least| with_unit(words, measure, least));
    let most = measure.at_most.map(|most| with_unit(words, measure, most));
    match (least, most) {
        (None, None) => None,
        (Some(least), None) => Some(words.with("least", least).say("bench-measure-at-least")),
        (None, Some(most)) => Some(words.with("most", most).say("bench-measure-at-most")),
        (Some(least), Some(most)) => Some(
            words
                .with("least", least)
                .with("most", most)
                .say("bench-measure-between"),
        ),
    }
}

/// Nothing is answered yet.
pub fn blank(_: &Item) -> Chosen {
    Chosen::default()
}

/// What was answered before, shown again.
pub fn answered(work: &Listed, step: Step) -> impl Fn(&Item) -> Chosen + '_ {
    move |item| Chosen {
        text: work
            .answers(step)
            .get(&item.id)
            .map(|answer| answer.as_str().into_owned())
            .unwrap_or_default(),
        photo: taken(work, &item.id),
    }
}

/// What was just sent, shown again; a photo that was taken before is still there.
pub fn typed<'a>(sent: &'a Sent, work: &'a Listed) -> impl Fn(&Item) -> Chosen + 'a {
    |item| Chosen {
        text: sent.get(&item.id.0).cloned().unwrap_or_default(),
        photo: taken(work, &item.id),
    }
}

fn taken(work: &Listed, item: &ItemId) -> Option<i32> {
    work.photos.get(item).map(|photo| photo.id.0)
}

/// More than any list asks for.
const MOST_PHOTOS: usize = 40;

/// The photos that came with a form, as they will be kept. Made ready before its transaction begins: it takes time.
#[derive(Default)]
pub struct Photos(BTreeMap<String, Result<Vec<u8>, PhotoFault>>);

impl Photos {
    /// # Errors
    /// When there are more than any list asks for.
    pub async fn of(upload: &Upload) -> Result<Self, Error> {
        let mut photos = BTreeMap::new();
        // Of several in one field the first counts, as everywhere; the others cost nothing.
        for (field, file) in upload.files() {
            if photos.contains_key(field) {
                continue;
            }
            if photos.len() == MOST_PHOTOS {
                return Err(Error::Unreadable);
            }
            photos.insert(field.to_owned(), photo::prepared(file.bytes.clone()).await?);
        }
        Ok(Self(photos))
    }
}

/// The answers among what was sent, and what is wrong with a number or a photo. What is no answer to its question
/// is left out. A photo that was taken before, in `known`, need not be taken again.
pub fn given(
    sent: &Sent,
    mut photos: Photos,
    (list, items): (ChecklistId, &[Item]),
    known: &Answers,
) -> (Given, FormErrors) {
    let mut given = Given {
        checklist: Some(list),
        ..Given::default()
    };
    let mut errors = FormErrors::default();
    for item in items {
        let name = &item.id.0;
        let text = sent.get(name).map(|text| text.trim()).unwrap_or_default();
        let answer = match (item.kind, photos.0.remove(name)) {
            (Kind::Photo, Some(Ok(kept))) => {
                given.photos.insert(item.id.clone(), kept);
                Some(Answer::Photo)
            }
            (Kind::Photo, Some(Err(fault))) => {
                errors.add(name.clone(), fault.key());
                None
            }
            (Kind::Photo, None) => known
                .get(&item.id)
                .copied()
                .filter(|answer| *answer == Answer::Photo),
            (Kind::YesNo | Kind::YesNoNa | Kind::Grade | Kind::Measure(_), _) => {
                Answer::parse(text)
            }
        };
        match answer.filter(|answer| answer.answers(item.kind)) {
            Some(answer) => drop(given.answers.insert(item.id.clone(), answer)),
            None if item.kind.measure().is_some() && !text.is_empty() => {
                errors.add(name.clone(), "bench-measure-wrong");
            }
            None => {}
        }
    }
    (given, errors)
}

/// The required questions without an answer, but for those that already have a mistake.
pub fn unanswered(words: Words, answers: &Answers, items: &[Item], errors: &mut FormErrors) {
    let wrong = missing(answers, items);
    mark(words, &wrong, items, "bench-answer-missing", errors);
}

/// The questions whose answer lets nothing go on.
pub fn failed(words: Words, answers: &Answers, items: &[Item], errors: &mut FormErrors) {
    let wrong = blocking(answers, items);
    mark(words, &wrong, items, "bench-answer-failed", errors);
}

/// Names the question in each mistake: in the summary at the top, several would read the same.
fn mark(
    words: Words,
    wrong: &[ItemId],
    items: &[Item],
    key: &'static str,
    errors: &mut FormErrors,
) {
    for item in items.iter().filter(|item| wrong.contains(&item.id)) {
        let name = &item.id.0;
        if errors.on(name).is_none() {
            errors.add_with(name.clone(), key, "question", said(words, item));
        }
    }
}

/// The write id among what was sent.
pub fn write_id(sent: &Sent) -> &str {
    sent.get("write_id").map(String::as_str).unwrap_or_default()
}

/// The list whose questions were answered. No question has a name with an underscore.
pub fn list_in(sent: &Sent) -> Option<ChecklistId> {
    sent.get("checklist_id")?.parse().ok().map(ChecklistId)
}
