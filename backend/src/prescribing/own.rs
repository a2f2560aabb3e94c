//! `GET|POST /prescribing`: the manager of an organisation sees whether it may send requests, and asks for it.
use super::{
    actions::{self, NotDone},
    queries,
    rules::{Act, next, reason_key, state_key, state_look},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::AskToPrescribe},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

#[derive(Template)]
#[template(path = "prescribing/own.html")]
struct OwnPage {
    shell: Shell,
    organisation: String,
    state_key: &'static str,
    help_key: &'static str,
    tone: &'static str,
    icon: &'static str,
    reason: Option<&'static str>,
    since: Option<String>,
    open: u64,
    open_limit: Option<i32>,
    may_ask: bool,
    /// It was no longer where this can be done.
    refused: bool,
}

pub async fn show(State(app): State<App>, by: Allowed<AskToPrescribe>) -> Result<Response, Error> {
    page(&app, &by, false).await
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PressForm {
    write_id: String,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<AskToPrescribe>,
    Form(form): Form<PressForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    match actions::decide(&app, &write, &by, by.organisation_id, Act::Ask, None).await {
        Ok(()) => Ok(write
            .answer("/prescribing?done=prescribing-asked")
            .await?
            .into_response()),
        Err(NotDone::NotNow) => {
            drop(write);
            page(&app, &by, true).await
        }
        Err(NotDone::Other(error)) => Err(error),
    }
}

async fn page(app: &App, by: &Allowed<AskToPrescribe>, refused: bool) -> Result<Response, Error> {
    let standing = queries::standing(&app.db, by.organisation_id)
        .await?
        .ok_or(Error::NotFound)?;
    let state = standing.state();
    let open = queries::open_requests(&app.db, by.organisation_id).await?;
    let help_key = match standing.may_send(open) {
        Ok(()) => "prescribing-may-send",
        Err(may_not) => may_not.help_key(),
    };
    let (tone, icon) = state_look(state);
    let shell = by.shell();
    let page = OwnPage {
        state_key: state_key(state),
        help_key,
        tone,
        icon,
        reason: standing
            .row
            .as_ref()
            .and_then(|row| row.reason)
            .map(reason_key),
        since: standing.row.as_ref().map(|row| shell.date(row.since)),
        open,
        open_limit: standing.open_limit(),
        may_ask: next(state, Act::Ask).is_some(),
        refused,
        organisation: standing.organisation.name,
        shell,
    };
    let status = if refused {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    Ok(web::page(status, &page)?)
}
