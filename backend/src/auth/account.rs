//! `GET|POST /account`: one's own name and language, sessions and memberships; signing out elsewhere.
use super::{
    Allowed, language,
    memberships::Held,
    permissions::{OwnAccount, WorkAtBench},
    session,
};
use crate::{
    app::App,
    web::{self, Choice, Error, FormErrors, Lang, Shell, Tongue, Words},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, cookie::SignedCookieJar};
use chrono::{DateTime, Utc};
use entities::account::{self, Language};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    EntityTrait,
};

#[derive(Template)]
#[template(path = "auth/account.html")]
struct AccountPage {
    shell: Shell,
    email: String,
    form: AccountForm,
    errors: FormErrors,
    languages: Vec<Choice>,
    /// The languages of the worker view; empty for who does not work at a bench.
    bench_languages: Vec<Choice>,
    held: Vec<Held>,
    sessions: Vec<OpenSession>,
}

struct OpenSession {
    id: i32,
    since: DateTime<Utc>,
    until: DateTime<Utc>,
    this: bool,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct AccountForm {
    name: String,
    language: String,
    bench_language: String,
    write_id: String,
}

/// The longest name of a person or a thing that pages and papers have room for.
const LONGEST_NAME: usize = 120;

pub async fn show(State(app): State<App>, by: Allowed<OwnAccount>) -> Result<Response, Error> {
    let form = AccountForm {
        name: by.account.name.clone(),
        language: language(by.account.language).as_str().to_owned(),
        bench_language: by.account.bench_language.clone().unwrap_or_default(),
        write_id: String::new(),
    };
    page(&app, &by, form, FormErrors::default()).await
}

async fn page(
    app: &App,
    by: &Allowed<OwnAccount>,
    form: AccountForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let account = account::Entity::find_by_id(by.account.id)
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let sessions = session::open_ones(&app.db, by.account.id, app.clock.now()).await?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = AccountPage {
        shell: by.shell(),
        email: account.email,
        form,
        errors,
        languages: languages(),
        bench_languages: if by.may(WorkAtBench) {
            bench_languages(by.words())
        } else {
            Vec::new()
        },
        held: Held::all(&app.db, by).await?,
        sessions: sessions
            .into_iter()
            .map(|row| OpenSession {
                id: row.id,
                since: row.created_at,
                until: row.expires_at,
                this: row.id == by.session_id,
            })
            .collect(),
    };
    Ok(web::page(status, &page)?)
}

/// The languages, each named in itself.
#[must_use]
pub fn languages() -> Vec<Choice> {
    [Lang::Fr, Lang::En]
        .map(|lang| Choice::new(lang.as_str(), lang.name()))
        .into()
}

/// The languages of the worker view, after the one of the screens.
fn bench_languages(words: Words) -> Vec<Choice> {
    let as_screens = Choice::new("", words.say("account-bench-language-same"));
    let own = Tongue::all()
        .into_iter()
        .map(|tongue| Choice::new(tongue.tag(), tongue.name()));
    std::iter::once(as_screens).chain(own).collect()
}

/// The language a form chose.
#[must_use]
pub fn chosen_language(tag: &str) -> Option<Language> {
    Lang::from_tag(tag).map(|lang| match lang {
        Lang::Fr => Language::Fr,
        Lang::En => Language::En,
    })
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<OwnAccount>,
    Form(form): Form<AccountForm>,
) -> Result<Response, Error> {
    let name = form.name.trim().to_owned();
    let chosen = chosen_language(&form.language);
    let mut errors = FormErrors::default();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        errors.add("name", "account-name-wrong");
    }
    let Some(chosen) = chosen.filter(|_| errors.is_empty()) else {
        if chosen.is_none() {
            errors.add("language", "account-language-missing");
        }
        return page(&app, &by, form, errors).await;
    };
    // Asked only of who works at a bench; a folder of words that is gone leaves no choice behind.
    let bench_language = if by.may(WorkAtBench) {
        Set(Tongue::from_tag(&form.bench_language).map(|tongue| tongue.tag().to_owned()))
    } else {
        NotSet
    };
    let write = app.write_once(&by, &form.write_id).await?;
    account::ActiveModel {
        id: Set(by.account.id),
        name: Set(name),
        language: Set(chosen),
        bench_language,
        ..Default::default()
    }
    .update(&*write)
    .await?;
    Ok(write
        .answer("/account?done=account-saved")
        .await?
        .into_response())
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct EndSessionForm {
    /// Empty for every session.
    session: String,
    write_id: String,
}

/// `POST /account/sessions/end`: signs out one browser, or all of them, this one included.
pub async fn end_sessions(
    State(app): State<App>,
    by: Allowed<OwnAccount>,
    jar: SignedCookieJar,
    Form(form): Form<EndSessionForm>,
) -> Result<Response, Error> {
    let now = app.clock.now();
    if form.session.is_empty() {
        let write = app.write_once(&by, &form.write_id).await?;
        session::revoke(&*write, by.account.id, None, now).await?;
        let answer = write.answer("/sign-in?done=signed-out-everywhere").await?;
        return Ok((jar.remove(session::empty_cookie()), answer).into_response());
    }
    let id = form.session.parse().map_err(|_| Error::NotFound)?;
    let write = app.write_once(&by, &form.write_id).await?;
    if session::revoke(&*write, by.account.id, Some(id), now).await? == 0 {
        return Err(Error::NotFound);
    }
    Ok(write
        .answer("/account?done=session-ended")
        .await?
        .into_response())
}
