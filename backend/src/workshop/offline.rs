//! `GET /bench/offline`: the bench without a network. A shell that is the same for everybody, kept on the
//! device: its forms, and the place where the device's queue is shown. It holds nothing about anybody.
use super::{
    checklists::{Checklist, Item},
    erasure_by_reset::{ResetForm, stored},
    lists,
    questions::{Field, Question, blank, questions},
    reset::OsFamily,
    scrap::ScrapForm,
    tasks::say,
    waste_codes,
};
use crate::{
    app::App,
    auth::{Signed, Visitor},
    devices::standing::{kind_key, kind_value},
    keys::sha256_hex,
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use entities::{checklist_answer::Step, device::DeviceKind};
use sea_orm::Iterable;
use std::{collections::BTreeSet, sync::Arc};

#[derive(Template)]
#[template(path = "workshop/offline.html")]
struct OfflinePage {
    shell: Shell,
    lists: Vec<List>,
    families: Vec<Family>,
    /// What may be received.
    kinds: Vec<Choice>,
    released: Vec<Choice>,
    slots: Vec<Choice>,
    codes: Vec<Choice>,
    reset: ResetForm,
    scrap: ScrapForm,
    reason: String,
    errors: FormErrors,
}

/// The questions about one kind of device: the newest list of the kind, or an older one that devices at work
/// began with.
struct List {
    id: i32,
    value: String,
    words: String,
    triage: Vec<Question>,
    refurbishment: Vec<Question>,
}

fn has_photo(questions: &[Question]) -> bool {
    questions.iter().any(Question::is_photo)
}

struct Family {
    value: &'static str,
    family: OsFamily,
}

/// In the language of whoever asks, and without a word about them.
pub async fn show(
    State(app): State<App>,
    signed: Option<Signed>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, Error> {
    // Where somebody is signed in, in the language they chose for the bench.
    let mut shell = visitor.at_bench(&headers).shell;
    if let Some(tongue) = signed.as_ref().and_then(Signed::tongue) {
        shell.words = tongue.words();
    }
    "/bench/offline".clone_into(&mut shell.path);
    shell.demo = app.demo;
    let lists = lists::queries::in_use(&app.db).await?;
    let page = page(shell, &lists).render()?;
    // Asked again at every visit of the bench: most often it has not changed.
    let tag = format!("W/\"{}\"", &sha256_hex(&page)[..16]);
    let unchanged = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if unchanged {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        web::html(page)
    };
    let fixed = HeaderValue::from_static;
    let kept = [
        (
            header::ETAG,
            HeaderValue::try_from(tag).map_err(anyhow::Error::from)?,
        ),
        (header::CACHE_CONTROL, fixed("private, no-cache")),
        (header::VARY, fixed("accept-language, cookie")),
    ];
    response.headers_mut().extend(kept);
    Ok(response)
}

/// The questions of a step; in a language of the worker view, in its words.
fn asked(words: Words, kind: DeviceKind, items: &[Item]) -> Vec<Question> {
    let mut asked = questions(words, items, blank);
    if words.is_for_workers() {
        for (question, item) in asked.iter_mut().zip(items) {
            let said = say::question(words, kind, item);
            question.words = said.words;
            question.lang = said.lang;
        }
    }
    asked
}

fn page(shell: Shell, lists: &[Arc<Checklist>]) -> OfflinePage {
    let words = shell.words;
    // The newest of a kind comes first, and is called as the kind is.
    let mut seen = BTreeSet::new();
    let lists = lists.iter().map(|list| {
        let (value, kind) = (kind_value(list.kind), words.say(kind_key(list.kind)));
        let (value, said) = if seen.insert(list.kind) {
            (value.to_owned(), kind)
        } else {
            let numbered = words.with("kind", kind).with("number", list.number);
            let value = format!("{value}-{}", list.number);
            (value, numbered.say("offline-older-list"))
        };
        List {
            id: list.id.0,
            value,
            words: said,
            triage: asked(words, list.kind, list.at(Step::Triage)),
            refurbishment: asked(words, list.kind, list.at(Step::Refurbishment)),
        }
    });
    let lists = lists.collect();
    let families = OsFamily::ALL.map(|family| Family {
        value: stored(family),
        family,
    });
    OfflinePage {
        lists,
        families: families.into(),
        kinds: DeviceKind::iter()
            .map(|kind| Choice::new(kind_value(kind), words.say(kind_key(kind))))
            .collect(),
        released: ResetForm::released(shell.words),
        slots: ResetForm::slots(shell.words),
        codes: waste_codes::choices(shell.words),
        reset: ResetForm::default(),
        scrap: ScrapForm::default(),
        reason: String::new(),
        errors: FormErrors::default(),
        shell,
    }
}
