//! `GET|POST /training/sessions/{id}/staff`: which supervisors and workers came, marked by the trainer of the
//! session.
use super::{
    queries,
    staff::{self, Failure, NotDone},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::RecordAttendance},
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
    account::AccountId,
    attendance::AttendanceState,
    pathway,
    training_session::{self, TrainingSessionId},
};
use sea_orm::{EntityTrait, prelude::DateTimeUtc};

#[derive(Template)]
#[template(path = "training/staff_attendance.html")]
struct StaffPage {
    shell: Shell,
    id: i32,
    pathway: String,
    starts_at: DateTimeUtc,
    staff: Vec<Line>,
    refused: Option<NotDone>,
}

struct Line {
    account: i32,
    name: String,
    state: AttendanceState,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct StaffForm {
    write_id: String,
    account: String,
    came: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let session = queries::own_session(&app.db, &by, TrainingSessionId(id)).await?;
    render(&app, &by, &session, None).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
    Form(form): Form<StaffForm>,
) -> Result<Response, Error> {
    let session = queries::own_session(&app.db, &by, TrainingSessionId(id)).await?;
    let account = AccountId(form.account.parse().map_err(|_| Error::NotFound)?);
    let came = match form.came.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::Unreadable),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let who = (by.membership_id, app.clock.now());
    match staff::record(&*write, who, &session, account, came).await {
        Ok(()) => {
            let to = format!("/training/sessions/{id}/staff?done=attendance-recorded");
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Refused(refused)) => {
            drop(write);
            render(&app, &by, &session, Some(refused)).await
        }
        Err(Failure::Error(error)) => Err(error),
    }
}

async fn render(
    app: &App,
    by: &Allowed<RecordAttendance>,
    session: &training_session::Model,
    refused: Option<NotDone>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let pathway = pathway::Entity::find_by_id(session.pathway_id)
        .one(&app.db)
        .await?
        .context("a session is of a pathway")?;
    let staff = staff::of_session(&app.db, session.id).await?;
    let page = StaffPage {
        id: session.id.0,
        pathway: shell
            .lang
            .choose(&pathway.name_fr, &pathway.name_en)
            .to_owned(),
        starts_at: session.starts_at,
        staff: staff
            .into_iter()
            .map(|(place, account)| Line {
                account: account.id.0,
                name: account.name,
                state: place.state,
            })
            .collect(),
        refused,
        shell,
    };
    let status = if refused.is_some() {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    Ok(web::page(status, &page)?)
}
