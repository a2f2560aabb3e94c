//! `GET|POST /api-tokens` and `POST /api-tokens/{id}/revoke`: the tokens that programs call with.
use super::{
    actions::{self, New},
    queries::{self, Given},
    rules::{self, LIVES, Scope},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::GiveApiTokens},
    keys::random_token,
    personal,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::{DateTime, NaiveDate, Utc};

const LONGEST_NAME: usize = 60;

#[derive(Template)]
#[template(path = "api/tokens.html")]
struct TokensPage {
    shell: Shell,
    tokens: Vec<Line>,
    scopes: Vec<Choice>,
    lives: Vec<Choice>,
    form: TokenForm,
    errors: FormErrors,
    /// Shown this once: it is kept nowhere.
    fresh: Option<String>,
    address: String,
}

struct Line {
    given: Given,
    scopes: Vec<String>,
    standing: Standing,
    /// The last day it was used, and the calls of thirty days.
    lately: Option<(NaiveDate, i64)>,
}

/// What a token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Live,
    Expired(DateTime<Utc>),
    Revoked(DateTime<Utc>),
    /// Who gave it has left, or may not sign in.
    Orphaned,
}

impl Standing {
    fn of(given: &Given, now: DateTime<Utc>) -> Self {
        match given.revoked_at {
            Some(moment) => Self::Revoked(moment),
            None if given.expires_at <= now => Self::Expired(given.expires_at),
            None if given.ended_at.is_some() || given.disabled_at.is_some() => Self::Orphaned,
            None => Self::Live,
        }
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct TokenForm {
    write_id: String,
    name: String,
    scopes: Vec<String>,
    days: String,
}

pub async fn show(State(app): State<App>, by: Allowed<GiveApiTokens>) -> Result<Response, Error> {
    let form = TokenForm::default();
    page(&app, &by, StatusCode::OK, form, FormErrors::default(), None).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<GiveApiTokens>,
    Form(form): Form<TokenForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let name = form.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        errors.add("name", "api-token-name-wrong");
    }
    if personal::in_cell(&name).is_some() {
        errors.add("name", "api-token-name-person");
    }
    let scopes = rules::scopes_of(&form.scopes);
    if scopes.is_empty() {
        errors.add("scopes", "api-token-scopes-missing");
    }
    let days = rules::life(&form.days);
    if days.is_none() {
        errors.add("days", "api-token-days-missing");
    }
    let (Some(days), true) = (days, errors.is_empty()) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&app, &by, status, form, errors, None).await;
    };
    // What finds secrets in a program's text knows it by its beginning.
    let token = format!("passe-relais_{}", random_token());
    let write = app.write_once(&by, &form.write_id).await?;
    let new = New {
        name: &name,
        scopes: &scopes,
        days,
    };
    actions::give(&*write, &by, new, &token, app.clock.now()).await?;
    // A repeat is sent to the list: the token is shown to the first press alone.
    drop(write.answer("/api-tokens?done=api-token-made").await?);
    let form = TokenForm::default();
    let errors = FormErrors::default();
    page(&app, &by, StatusCode::OK, form, errors, Some(token)).await
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct RevokeForm {
    write_id: String,
}

pub async fn revoke(
    State(app): State<App>,
    by: Allowed<GiveApiTokens>,
    Path(id): Path<i32>,
    Form(form): Form<RevokeForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    let token = queries::token(&*write, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    actions::revoke(&*write, &by, &token, app.clock.now()).await?;
    Ok(write
        .answer("/api-tokens?done=api-token-revoked")
        .await?
        .into_response())
}

async fn page(
    app: &App,
    by: &Allowed<GiveApiTokens>,
    status: StatusCode,
    form: TokenForm,
    errors: FormErrors,
    fresh: Option<String>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let given = queries::given(&app.db, by).await?;
    let ids = given.iter().map(|given| given.id);
    let lately = queries::lately(&app.db, ids, app.clock.today()).await?;
    let now = app.clock.now();
    let line = |given: Given| {
        let held = rules::scopes_of(&rules::split(&given.scopes));
        Line {
            scopes: held
                .iter()
                .map(|scope| shell.say(scope.word_key()))
                .collect(),
            standing: Standing::of(&given, now),
            lately: lately.get(&given.id).copied(),
            given,
        }
    };
    let tokens = given.into_iter().map(line).collect();
    let scope = |scope: Scope| {
        Choice::new(scope.key(), shell.say(scope.word_key())).hint(shell.say(scope.hint_key()))
    };
    let lasting = |days: i64| {
        let words = shell.with("days", days).say("api-token-days-choice");
        Choice::new(days.to_string(), words)
    };
    let page = TokensPage {
        tokens,
        scopes: Scope::ALL.into_iter().map(scope).collect(),
        lives: LIVES.into_iter().map(lasting).collect(),
        form,
        errors,
        fresh,
        address: app.config.base_url.clone(),
        shell,
    };
    Ok(web::page(status, &page)?)
}
