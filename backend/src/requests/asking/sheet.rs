//! `GET /requests/placement`: the placement on paper, to be answered with a pen and typed into the request.
use super::placement::placement;
use crate::{
    app::App,
    auth::{Allowed, permissions::SubmitRequests},
    documents::{PlacementQuestion, PlacementSheet},
    web::{self, Error},
};
use anyhow::Context;
use axum::{extract::State, response::Response};

pub async fn show(State(app): State<App>, by: Allowed<SubmitRequests>) -> Result<Response, Error> {
    let lang = by.words().lang;
    let placement = placement();
    let paper = PlacementSheet {
        lang,
        version: placement.version,
        questions: placement
            .questions
            .iter()
            .map(|question| PlacementQuestion {
                question: question.said(lang).to_owned(),
                answers: question
                    .answers
                    .iter()
                    .map(|answer| answer.said(lang).to_owned())
                    .collect(),
            })
            .collect(),
    };
    let pdf = app
        .documents
        .pdf(paper)
        .await
        .context("the placement could not be printed")?;
    Ok(web::page::pdf("placement", pdf))
}
