//! `GET /recipients/{id}`, `POST /recipients/{id}/forget`: what is known of a person, and its erasure.
use super::{
    access,
    forget::{self, ForgetError, Refusal, obstacle, requests_of},
    identity::{self, Identity},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ForgetRecipients},
    evidence,
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    access_log::AccessAct,
    organisation,
    recipient::{self, RecipientId},
};
use sea_orm::EntityTrait;

#[derive(Template)]
#[template(path = "recipients/show.html")]
struct RecipientPage {
    shell: Shell,
    recipient: recipient::Model,
    identity: Option<Identity>,
    organisation: String,
    requests: Vec<String>,
    obstacle: Option<Obstacle>,
    /// Whether the obstacle answers an attempt to erase.
    refused: bool,
    errors: FormErrors,
}

/// What keeps the person from being forgotten, said.
struct Obstacle {
    title_key: &'static str,
    help: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ForgetForm {
    write_id: String,
    sure: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ForgetRecipients>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let recipient = find(&app, id).await?;
    let found = obstacle(&app.db, &recipient).await?;
    render(&app, &by, recipient, found, false, FormErrors::default()).await
}

pub async fn forget(
    State(app): State<App>,
    by: Allowed<ForgetRecipients>,
    Path(id): Path<i32>,
    Form(form): Form<ForgetForm>,
) -> Result<Response, Error> {
    let recipient = find(&app, id).await?;
    if form.sure != "yes" {
        let mut errors = FormErrors::default();
        errors.add("sure", "recipient-forget-not-sure");
        let found = obstacle(&app.db, &recipient).await?;
        return render(&app, &by, recipient, found, false, errors).await;
    }
    let write = app.write_once(&by, &form.write_id).await?;
    match forget::forget(&*write, by.at(app.clock.now()), &recipient).await {
        Ok(files) => {
            let to = format!("/recipients/{id}?done=recipient-forgotten");
            let answer = write.answer(to).await?;
            for file in &files {
                evidence::remove(&app, file).await;
            }
            Ok(answer.into_response())
        }
        Err(ForgetError::Refused(refusal)) => {
            drop(write);
            let errors = FormErrors::default();
            render(&app, &by, recipient, Some(refusal), true, errors).await
        }
        Err(ForgetError::Change(error)) => Err(error.into()),
    }
}

async fn find(app: &App, id: i32) -> Result<recipient::Model, Error> {
    recipient::Entity::find_by_id(RecipientId(id))
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)
}

async fn render(
    app: &App,
    by: &Allowed<ForgetRecipients>,
    recipient: recipient::Model,
    refusal: Option<Refusal>,
    refused: bool,
    errors: FormErrors,
) -> Result<Response, Error> {
    let words = by.words();
    let identity = identity::open_for_officer(&app.keys, &recipient)?;
    if identity.is_some() {
        let write = app.write().await?;
        let now = app.clock.now();
        access::record(&*write, by, [recipient.id], AccessAct::Viewed, now).await?;
        write.commit().await?;
    }
    let organisation = organisation::Entity::find_by_id(recipient.organisation_id)
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let requests = requests_of(&app.db, recipient.id).await?;
    let obstacle = match refusal {
        None | Some(Refusal::AlreadyForgotten) => None,
        Some(Refusal::OnLoan(_)) => Some(Obstacle {
            title_key: "recipient-on-loan",
            help: words.say("recipient-on-loan-help"),
        }),
        Some(Refusal::Restricted) => Some(Obstacle {
            title_key: "recipient-restricted",
            help: words.say("recipient-restricted-help"),
        }),
        Some(Refusal::RequestOpen(id)) => Some(Obstacle {
            title_key: "recipient-request-open",
            help: words
                .with("reference", identity::request_reference(id))
                .say("recipient-request-open-help"),
        }),
    };
    let status = match (errors.is_empty(), refused) {
        (false, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, true) => StatusCode::CONFLICT,
        (true, false) => StatusCode::OK,
    };
    let page = RecipientPage {
        shell: by.shell(),
        identity,
        organisation: organisation.name,
        requests: requests
            .iter()
            .map(|request| identity::request_reference(request.id))
            .collect(),
        obstacle,
        refused,
        errors,
        recipient,
    };
    Ok(web::page(status, &page)?)
}
