//! `GET|POST /opinion/{code}`: giving an opinion alone, by a code, once. The pages know nobody.
use super::{
    actions::{self, Given},
    codes,
    surveys::{Survey, survey},
};
use crate::{
    app::App,
    auth::{
        Visitor,
        attempts::{self, Address},
    },
    competence::{
        given::{self, Line, Step, Typed, typed},
        links::Ended,
    },
    keys::sha256_hex,
    web::{self, Error, FormErrors, Shell},
};
use anyhow::Context;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::{Form, Query};
use entities::answer_set::Way;

#[derive(Template)]
#[template(path = "satisfaction/code.html")]
struct CodePage {
    shell: Shell,
    errors: FormErrors,
}

#[derive(Template)]
#[template(path = "satisfaction/alone.html")]
struct AlonePage {
    shell: Shell,
    title: String,
    intro: String,
    code: String,
    lines: Vec<Line>,
    scale: Vec<Step>,
    errors: FormErrors,
}

#[derive(Template)]
#[template(path = "satisfaction/ended.html")]
struct EndedPage {
    shell: Shell,
    title_key: &'static str,
    help_key: &'static str,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct CodeForm {
    code: String,
}

/// Where a code that is printed is typed.
pub async fn ask_code(visitor: Visitor, Query(form): Query<CodeForm>) -> Result<Response, Error> {
    let code: String = form
        .code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    if !code.is_empty() {
        return Ok(Redirect::to(&format!("/opinion/{code}")).into_response());
    }
    let page = CodePage {
        shell: visitor.shell,
        errors: FormErrors::default(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// Changes nothing, since programs that read mail open links to check them.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Address(address): Address,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    match codes::find(&app.db, &code, app.clock.now()).await? {
        Ok(found) => {
            let asked = survey(found.kind).context("every kind has a survey")?;
            let errors = FormErrors::default();
            ask(visitor.shell, code, asked, &Typed::new(), errors)
        }
        Err(ended) => end(&app, visitor.shell, &address, ended).await,
    }
}

pub async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    Address(address): Address,
    Path(code): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let given: Typed = form.into_iter().collect();
    // The form sent twice finds its own code used: the receipt answers before the code does.
    let source = format!("opinion {}", sha256_hex(&code));
    let write_id = typed(&given, "write_id");
    let found = match codes::find(&app.db, &code, app.clock.now()).await? {
        Ok(found) => found,
        Err(ended) => {
            let write = app.write_once_by(&source, write_id).await?;
            drop(write);
            return end(&app, visitor.shell, &address, ended).await;
        }
    };
    let asked = survey(found.kind).context("every kind has a survey")?;
    let mut errors = FormErrors::default();
    let answers = given::answers(asked, &given, &mut errors);
    if !errors.is_empty() {
        return ask(visitor.shell, code, asked, &given, errors);
    }
    let write = app.write_once_by(&source, write_id).await?;
    let opinion = Given {
        survey: asked,
        way: Way::Alone,
        answers,
    };
    if !actions::give(&*write, &found, opinion, app.clock.today()).await? {
        drop(write);
        return end(&app, visitor.shell, &address, Ended::Used).await;
    }
    Ok(write
        .answer("/opinion?done=opinion-given-alone")
        .await?
        .into_response())
}

fn ask(
    shell: Shell,
    code: String,
    asked: &Survey,
    given: &Typed,
    errors: FormErrors,
) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = AlonePage {
        title: asked.title.say(shell.lang).into_owned(),
        intro: asked.intro.say(shell.lang).into_owned(),
        code,
        lines: given::lines(asked, given, shell.lang),
        scale: given::scale(asked, shell.lang),
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}

/// Says why a code opens nothing. Codes that nobody gave are counted, so that nobody tries them one after the other.
async fn end(app: &App, shell: Shell, address: &str, ended: Ended) -> Result<Response, Error> {
    let (status, title_key, help_key) = match ended {
        Ended::Used => (StatusCode::GONE, "opinion-used-title", "opinion-used-help"),
        Ended::Over => (StatusCode::GONE, "opinion-over-title", "opinion-over-help"),
        Ended::Unknown => {
            attempts::count(app, attempts::CODE_PER_ADDRESS, address).await?;
            (
                StatusCode::NOT_FOUND,
                "opinion-unknown-title",
                "opinion-unknown-help",
            )
        }
    };
    let page = EndedPage {
        shell,
        title_key,
        help_key,
    };
    Ok(web::page(status, &page)?)
}
