//! `POST /requests/{id}/question`, `/answer`, `/hold`, `/release`: what the two sides say to each other.
use super::{actions, rules::hold_named, view::Typed};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{DecideRequests, DiscussRequests},
    },
    requests::{
        decide::{answer as answered, begin, find},
        show::{self, Attempt},
    },
    web::{Error, FormErrors},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use axum_extra::extract::Form;

/// As much as one reads before acting.
pub const LONGEST: usize = 2_000;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct WordsForm {
    write_id: String,
    words: String,
}

impl WordsForm {
    /// What was typed, when there is something and not too much of it.
    fn mistake(&self) -> Option<&'static str> {
        if self.words.trim().is_empty() {
            Some("turn-words-missing")
        } else if self.words.chars().count() > LONGEST {
            Some("turn-words-too-long")
        } else {
            None
        }
    }
}

pub async fn question(
    State(app): State<App>,
    by: Allowed<DiscussRequests>,
    Path(id): Path<i32>,
    Form(form): Form<WordsForm>,
) -> Result<Response, Error> {
    if let Some(key) = form.mistake() {
        return again(&app, &by, id, form.words, key).await;
    }
    let (write, request) = begin(&app, &by, &form.write_id, id).await?;
    let done = actions::ask(&app, &write, &by, &request, form.words.trim()).await;
    answered(&app, &by, write, request, done, "done=question-asked").await
}

pub async fn answer(
    State(app): State<App>,
    by: Allowed<DiscussRequests>,
    Path(id): Path<i32>,
    Form(form): Form<WordsForm>,
) -> Result<Response, Error> {
    if let Some(key) = form.mistake() {
        return again(&app, &by, id, form.words, key).await;
    }
    let (write, request) = begin(&app, &by, &form.write_id, id).await?;
    let done = actions::answer(&app, &write, &by, &request, form.words.trim()).await;
    answered(&app, &by, write, request, done, "done=question-answered").await
}

async fn again(
    app: &App,
    by: &Allowed<DiscussRequests>,
    id: i32,
    words: String,
    key: &'static str,
) -> Result<Response, Error> {
    let request = find(app, by, id).await?;
    let mut errors = FormErrors::default();
    errors.add("words", key);
    let attempt = Attempt {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        errors,
        typed: Typed {
            words,
            ..Typed::default()
        },
        ..Attempt::default()
    };
    show::render(app, by, request, attempt).await
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct HoldForm {
    write_id: String,
    hold_reason: String,
    hold_words: String,
}

pub async fn hold(
    State(app): State<App>,
    by: Allowed<DecideRequests>,
    Path(id): Path<i32>,
    Form(form): Form<HoldForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let reason = hold_named(&form.hold_reason);
    if reason.is_none() {
        errors.add("hold_reason", "hold-reason-missing");
    }
    if form.hold_words.chars().count() > LONGEST {
        errors.add("hold_words", "turn-words-too-long");
    }
    let Some(reason) = reason.filter(|_| errors.is_empty()) else {
        let request = find(&app, &by, id).await?;
        let attempt = Attempt {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            errors,
            typed: Typed {
                hold_reason: form.hold_reason,
                hold_words: form.hold_words,
                ..Typed::default()
            },
            ..Attempt::default()
        };
        return show::render(&app, &by, request, attempt).await;
    };
    let (write, request) = begin(&app, &by, &form.write_id, id).await?;
    let words = form.hold_words.trim();
    let done = actions::hold(&app, &write, &by, &request, reason, words).await;
    answered(&app, &by, write, request, done, "done=request-held").await
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PlainForm {
    write_id: String,
}

pub async fn release(
    State(app): State<App>,
    by: Allowed<DecideRequests>,
    Path(id): Path<i32>,
    Form(form): Form<PlainForm>,
) -> Result<Response, Error> {
    let (write, request) = begin(&app, &by, &form.write_id, id).await?;
    let done = actions::release(&app, &write, &by, &request).await;
    answered(&app, &by, write, request, done, "done=request-released").await
}
