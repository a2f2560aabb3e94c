//! `GET|POST /questionnaire/{code}`: answering alone, by a code given on paper or by a trainer, once. The pages know
//! nobody: they show the statements, and nothing of who answers them.
use super::{
    actions::{self, Answers, Failure, Refusal, When},
    given::{self, Line, Step, Typed, typed},
    links::{self, Ended},
    queries,
    questionnaires::Questionnaire,
};
use crate::{
    app::App,
    auth::{
        Visitor,
        attempts::{self, Address},
    },
    keys::sha256_hex,
    training::queries as training,
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
use entities::{answer_set::Way, enrolment, questionnaire_link, recipient};
use sea_orm::EntityTrait;

#[derive(Template)]
#[template(path = "competence/code.html")]
struct CodePage {
    shell: Shell,
    errors: FormErrors,
}

#[derive(Template)]
#[template(path = "competence/alone.html")]
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
#[template(path = "competence/ended.html")]
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
        return Ok(Redirect::to(&format!("/questionnaire/{code}")).into_response());
    }
    let page = CodePage {
        shell: visitor.shell,
        errors: FormErrors::default(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Address(address): Address,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    match asked_by(&app, &code).await? {
        Ok((_, _, asked)) => ask(
            visitor.shell,
            code,
            asked,
            &Typed::new(),
            FormErrors::default(),
        ),
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
    // The form sent twice finds its own link used: the receipt answers before the link does.
    let source = format!("questionnaire {}", sha256_hex(&code));
    let write_id = typed(&given, "write_id");
    let (link, enrolment, asked) = match asked_by(&app, &code).await? {
        Ok(found) => found,
        Err(ended) => {
            let write = app.write_once_by(&source, write_id).await?;
            drop(write);
            return end(&app, visitor.shell, &address, ended).await;
        }
    };
    let mut errors = FormErrors::default();
    let answers = given::answers(asked, &given, &mut errors);
    if !errors.is_empty() {
        return ask(visitor.shell, code, asked, &given, errors);
    }
    let write = app.write_once_by(&source, write_id).await?;
    let now = app.clock.now();
    if !links::take(&*write, link.id, now).await? {
        drop(write);
        return end(&app, visitor.shell, &address, Ended::Used).await;
    }
    let today = app.clock.today();
    let when = When {
        moment: link.moment,
        day: today,
        today,
        now,
    };
    let answers = Answers {
        questionnaire: asked,
        way: Way::Alone,
        recorded_by: None,
        answers,
    };
    match actions::record_answers(&*write, &enrolment, when, answers).await {
        Ok(()) => Ok(write
            .answer("/questionnaire?done=answers-given")
            .await?
            .into_response()),
        Err(Failure::Refused(Refusal::Already)) => {
            drop(write);
            end(&app, visitor.shell, &address, Ended::Used).await
        }
        Err(Failure::Refused(Refusal::NotNow(_))) => {
            drop(write);
            end(&app, visitor.shell, &address, Ended::Over).await
        }
        Err(Failure::Error(error)) => Err(error),
    }
}

/// A link that may be used, whose answers it takes, and what it asks.
type Found = (
    questionnaire_link::Model,
    enrolment::Model,
    &'static Questionnaire,
);

/// What a code asks; changes nothing, since programs that read mail open links to check them.
async fn asked_by(app: &App, code: &str) -> Result<Result<Found, Ended>, Error> {
    let db = &app.db;
    let link = match links::find(db, code, app.clock.now()).await? {
        Ok(link) => link,
        Err(ended) => return Ok(Err(ended)),
    };
    let enrolment = enrolment::Entity::find_by_id(link.enrolment_id)
        .one(db)
        .await?
        .context("a link is of an enrolment")?;
    // Nothing is noted any more of who is not enrolled, was forgotten or has their data limited.
    let (request, _) = training::request_of(db, enrolment.request_id).await?;
    let recipient = recipient::Entity::find_by_id(request.recipient_id)
        .one(db)
        .await?
        .context("a request is for a recipient")?;
    let known = recipient.erased_at.is_none() && recipient.restricted_at.is_none();
    if enrolment.withdrawn_at.is_some() || !known {
        return Ok(Err(Ended::Over));
    }
    let answered = queries::answered(db, enrolment.id).await?;
    let asked = queries::asked(&answered, link.questionnaire)?;
    Ok(Ok((link, enrolment, asked)))
}

fn ask(
    shell: Shell,
    code: String,
    asked: &Questionnaire,
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
        Ended::Used => (
            StatusCode::GONE,
            "questionnaire-used-title",
            "questionnaire-used-help",
        ),
        Ended::Over => (
            StatusCode::GONE,
            "questionnaire-over-title",
            "questionnaire-over-help",
        ),
        Ended::Unknown => {
            attempts::count(app, attempts::CODE_PER_ADDRESS, address).await?;
            (
                StatusCode::NOT_FOUND,
                "questionnaire-unknown-title",
                "questionnaire-unknown-help",
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
