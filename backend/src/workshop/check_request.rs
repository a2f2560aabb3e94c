//! `POST /bench/{code}/check-request`: the work is done, somebody else may check it.
use super::{
    actions,
    device::{answer, done},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::WorkAtBench},
    web::Error,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::Form;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct AskForm {
    write_id: String,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
    Form(form): Form<AskForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    let outcome = actions::ask_check(&app, &write, &by, &code)
        .await
        .map(|_| done(&code, "done-bench-check-asked"));
    answer(&app, &by, &code, write, outcome).await
}
