//! `GET /projects`: the calls that one's association may answer now, and what it filed.
use super::{
    filed::{self, Filed},
    queries,
    rules::phase,
    say::{devices, project_look, reference},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::AnswerCalls},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use entities::{organisation, project_call};
use sea_orm::EntityTrait;

#[derive(Template)]
#[template(path = "calls/own.html")]
struct OwnPage {
    shell: Shell,
    open: Vec<OpenLine>,
    filed: Vec<FiledLine>,
}

struct OpenLine {
    id: i32,
    title: String,
    closes: String,
    begun: bool,
}

struct FiledLine {
    call: i32,
    call_title: String,
    reference: String,
    title: String,
    wanted: String,
    look: (&'static str, &'static str, &'static str),
}

pub async fn show(State(app): State<App>, by: Allowed<AnswerCalls>) -> Result<Response, Error> {
    let now = app.clock.now();
    let shell = by.shell();
    let filed = filed::own(&app.db, &by).await?;
    let organisation = own_organisation(&app, &by).await?;
    let mut open = Vec::new();
    for call in queries::open(&app.db, now).await? {
        if call.may_be_answered_by(&organisation)? {
            let begun = filed
                .iter()
                .any(|(answered, _)| answered.id == call.call.id);
            open.push(OpenLine {
                id: call.call.id.0,
                closes: shell.date_time(call.call.closes_at),
                title: call.call.title,
                begun,
            });
        }
    }
    let line = |(call, filed): &(project_call::Model, Filed)| FiledLine {
        call: call.id.0,
        call_title: call.title.clone(),
        reference: reference(filed.project.id),
        title: filed.project.title.clone(),
        wanted: devices(shell.words, &filed.wanted),
        look: project_look(
            &filed.project,
            filed.decision.as_ref(),
            phase(call.opens_at, call.closes_at, now),
        ),
    };
    let page = OwnPage {
        open,
        filed: filed.iter().map(line).collect(),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// The organisation somebody works for.
pub(super) async fn own_organisation(app: &App, by: &Signed) -> Result<organisation::Model, Error> {
    organisation::Entity::find_by_id(by.organisation_id)
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)
}
