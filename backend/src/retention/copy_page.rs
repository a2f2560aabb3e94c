//! `GET /retention/people/{id}/copy` and `…/data.json`: a person's copy, to read or print and for a program. Each is
//! noted, and kept by no browser.
use super::{
    copy::{self, Section},
    queries,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::AnswerRights},
    recipients::{access, identity::recipient_reference},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use entities::{
    access_log::AccessAct,
    recipient::{self, RecipientId},
};

#[derive(Template)]
#[template(path = "retention/copy.html")]
struct CopyPage {
    shell: Shell,
    id: i32,
    reference: String,
    at: DateTime<Utc>,
    sections: Vec<Section>,
}

pub async fn page(
    State(app): State<App>,
    by: Allowed<AnswerRights>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (person, sections) = gathered(&app, &by, id).await?;
    let page = CopyPage {
        shell: by.shell(),
        id,
        reference: recipient_reference(person.id),
        at: app.clock.now(),
        sections,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

pub async fn json(
    State(app): State<App>,
    by: Allowed<AnswerRights>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (person, sections) = gathered(&app, &by, id).await?;
    let reference = recipient_reference(person.id);
    let whole = copy::as_json(&reference, app.clock.now(), &sections);
    let bytes = serde_json::to_vec_pretty(&whole).map_err(anyhow::Error::from)?;
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{reference}.json\""),
        ),
        // What is of one person is kept nowhere on the way.
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// The copy, as it stood before this look, which is noted.
async fn gathered(
    app: &App,
    by: &Allowed<AnswerRights>,
    id: i32,
) -> Result<(recipient::Model, Vec<Section>), Error> {
    let person = queries::person(&app.db, RecipientId(id))
        .await?
        .ok_or(Error::NotFound)?;
    let sections = copy::of(app, by.words(), &person).await?;
    let write = app.write().await?;
    let now = app.clock.now();
    access::record(&*write, by, [person.id], AccessAct::Printed, now).await?;
    write.commit().await?;
    Ok((person, sections))
}
