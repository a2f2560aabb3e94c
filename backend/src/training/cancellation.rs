//! `GET|POST /training/sessions/{id}/cancellation`: the trainer or the coordinator cancels a session.
use super::{
    actions::{Failure, Refusal},
    places, queries, say,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::CancelSessions, territory},
    web::{self, Error, Shell},
};
use anyhow::Context;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    membership::Role,
    pathway, site,
    training_session::{self, TrainingSessionId},
};
use sea_orm::{EntityTrait, prelude::DateTimeUtc};

#[derive(Template)]
#[template(path = "training/cancellation.html")]
struct CancellationPage {
    shell: Shell,
    id: i32,
    pathway: String,
    place: String,
    starts_at: DateTimeUtc,
    taken: i32,
    cancelled: bool,
    refusal: Option<&'static str>,
    /// The session's page, for its trainer.
    back: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct CancellationForm {
    write_id: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<CancelSessions>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let seen = seen(&app, &by, id).await?;
    render(&app, &by, seen, None).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<CancelSessions>,
    Path(id): Path<i32>,
    Form(form): Form<CancellationForm>,
) -> Result<Response, Error> {
    let (session, _) = seen(&app, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    match places::cancel(&app, &*write, &by, &session).await {
        Ok(()) => {
            let to = format!("{}?done=session-cancelled", back(&by, id));
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let seen = seen(&app, &by, id).await?;
            render(&app, &by, seen, Some(&refusal)).await
        }
        Err(Failure::Error(error)) => Err(error),
    }
}

/// One's own session, or any of one's territory for coordination; to anybody else it is not there.
async fn seen(
    app: &App,
    by: &Allowed<CancelSessions>,
    id: i32,
) -> Result<(training_session::Model, site::Model), Error> {
    let session = queries::session_of(&app.db, TrainingSessionId(id)).await?;
    let site = site::Entity::find_by_id(session.site_id)
        .one(&app.db)
        .await?
        .context("a session is at a site")?;
    let theirs = if by.role == Role::Coordinator {
        territory::covers(by, site.epci_code.as_deref())
    } else {
        session.trainer_id == by.membership_id
    };
    if theirs {
        Ok((session, site))
    } else {
        Err(Error::NotFound)
    }
}

fn back(by: &Allowed<CancelSessions>, id: i32) -> String {
    if by.role == Role::Coordinator {
        "/training".to_owned()
    } else {
        format!("/training/sessions/{id}")
    }
}

async fn render(
    app: &App,
    by: &Allowed<CancelSessions>,
    (session, site): (training_session::Model, site::Model),
    refusal: Option<&Refusal>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let pathway = pathway::Entity::find_by_id(session.pathway_id)
        .one(&app.db)
        .await?
        .context("a session is of a pathway")?;
    let page = CancellationPage {
        id: session.id.0,
        pathway: shell
            .lang
            .choose(&pathway.name_fr, &pathway.name_en)
            .to_owned(),
        place: format!("{}, {}", site.name, site.city),
        starts_at: session.starts_at,
        taken: session.places_taken,
        cancelled: session.cancelled_at.is_some(),
        refusal: refusal.map(say::refusal),
        back: back(by, session.id.0),
        shell,
    };
    let status = if refusal.is_some() {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    Ok(web::page(status, &page)?)
}
