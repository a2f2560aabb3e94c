//! The papers of a project for whoever may read them, the receipt of what arrived, and the letter of what was decided.
use super::{
    filed::{self, Filed},
    juries,
    queries::Call,
    say::reference,
    sheet, show,
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{AnswerCalls, JudgeProjects, SeeCalls},
    },
    devices::standing::kind_key,
    documents::{FiledPaper, ProjectReceipt},
    exits::as_it_was_made,
    web::{self, Error},
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use entities::project_paper::ProjectPaperId;

/// Somebody else's file: handed over as a file, never shown by our pages.
async fn paper(app: &App, filed: &Filed, id: i32) -> Result<Response, Error> {
    let paper = filed
        .papers
        .iter()
        .find(|paper| paper.id == ProjectPaperId(id))
        .ok_or(Error::NotFound)?;
    let bytes = as_it_was_made(app, &paper.file, &paper.sha256).await?;
    let media = HeaderValue::from_str(&paper.media_type).map_err(anyhow::Error::from)?;
    let name = HeaderValue::from_str(&format!("attachment; filename=\"piece-{id}\""))
        .map_err(anyhow::Error::from)?;
    Ok((
        [
            (header::CONTENT_TYPE, media),
            (header::CONTENT_DISPOSITION, name),
        ],
        bytes,
    )
        .into_response())
}

pub async fn of_project(
    State(app): State<App>,
    _by: Allowed<SeeCalls>,
    Path((id, project, one)): Path<(i32, i32, i32)>,
) -> Result<Response, Error> {
    let (_, filed) = sheet::find(&app, id, project).await?;
    paper(&app, &filed, one).await
}

pub async fn of_judged(
    State(app): State<App>,
    by: Allowed<JudgeProjects>,
    Path((project, one)): Path<(i32, i32)>,
) -> Result<Response, Error> {
    let judged = juries::find(&app, &by, project).await?;
    paper(&app, &judged.filed, one).await
}

pub async fn own(
    State(app): State<App>,
    by: Allowed<AnswerCalls>,
    Path((id, one)): Path<(i32, i32)>,
) -> Result<Response, Error> {
    let (_, filed) = own_file(&app, &by, id).await?;
    paper(&app, &filed, one).await
}

async fn own_file(app: &App, by: &Allowed<AnswerCalls>, id: i32) -> Result<(Call, Filed), Error> {
    let call = show::find(app, id).await?;
    let filed = filed::of_organisation(&app.db, call.call.id, by.organisation_id)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((call, filed))
}

pub async fn letter(
    State(app): State<App>,
    _by: Allowed<SeeCalls>,
    Path((id, project)): Path<(i32, i32)>,
) -> Result<Response, Error> {
    let (_, filed) = sheet::find(&app, id, project).await?;
    letter_of(&app, &filed).await
}

pub async fn own_letter(
    State(app): State<App>,
    by: Allowed<AnswerCalls>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (_, filed) = own_file(&app, &by, id).await?;
    letter_of(&app, &filed).await
}

async fn letter_of(app: &App, filed: &Filed) -> Result<Response, Error> {
    let decision = filed.decision.as_ref().ok_or(Error::NotFound)?;
    let pdf = as_it_was_made(app, &decision.file, &decision.sha256).await?;
    Ok(web::pdf(&reference(filed.project.id), pdf))
}

/// The receipt of what was sent; a draft has none.
pub async fn receipt(
    State(app): State<App>,
    by: Allowed<AnswerCalls>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (call, filed) = own_file(&app, &by, id).await?;
    let sent_at = filed.project.sent_at.ok_or(Error::NotFound)?;
    let words = by.words();
    let reference = reference(filed.project.id);
    let name = format!("recu-{reference}");
    let paper = ProjectReceipt {
        lang: words.lang,
        reference,
        call: call.call.title,
        organisation: filed.organisation.name,
        title: filed.project.title,
        sent_at: words.date_time(sent_at),
        closes_at: words.date_time(call.call.closes_at),
        people: filed.project.people.unwrap_or_default(),
        place: filed.project.place,
        devices: filed
            .wanted
            .iter()
            .map(|(kind, wanted)| (words.say(kind_key(*kind)), *wanted))
            .collect(),
        papers: filed
            .papers
            .into_iter()
            .map(|paper| FiledPaper {
                name: paper.name,
                sha256: paper.sha256,
            })
            .collect(),
        printed_on: app.clock.today(),
    };
    let pdf = app
        .documents
        .pdf(paper)
        .await
        .context("the receipt could not be typeset")?;
    Ok(web::pdf(&name, pdf))
}
