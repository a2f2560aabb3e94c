//! `POST /bench/scan/undo`: takes the session's last scan back, or says who can.
use super::{
    actions,
    continuous::{Said, page},
    taking_back::UndoError,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::WorkAtBench},
    labels::card::Card,
    web::Error,
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct UndoForm {
    write_id: String,
    mode: String,
    /// The scan that the page shows as the last one.
    scan: Option<i32>,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Form(form): Form<UndoForm>,
) -> Result<Response, Error> {
    let card = Card::parse(&form.mode).unwrap_or(Card::Open);
    let write = app.write_once(&by, &form.write_id).await?;
    match actions::undo(&app, &write, &by, form.scan).await {
        Ok(()) => {
            let to = format!("/bench/scan?mode={card}&done=scan-undone");
            Ok(write.answer(to).await?.into_response())
        }
        Err(UndoError::Stays(stays)) => {
            drop(write);
            let said = Said {
                status: StatusCode::CONFLICT,
                refused: vec![by.words().say(stays.key())],
                ..Said::default()
            };
            page(&app, &by, card, said).await
        }
        Err(UndoError::Other(error)) => Err(error),
    }
}
