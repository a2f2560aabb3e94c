//! `GET /checklists/{kind}/draft/preview`: the questions of a draft as the bench will show them. Nothing is sent.
use super::{
    queries,
    view::{kind_of, may_change},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageChecklists},
    devices::standing::{kind_key, kind_value},
    web::{self, Error, FormErrors, Shell},
    workshop::{
        checklists::{STEPS, step_key, step_of},
        questions::{Field, Question, blank, questions},
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

#[derive(Template)]
#[template(path = "workshop/lists/preview.html")]
struct PreviewPage {
    shell: Shell,
    value: &'static str,
    kind: &'static str,
    steps: Vec<(&'static str, Vec<Question>)>,
    errors: FormErrors,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageChecklists>,
    Path(kind): Path<String>,
) -> Result<Response, Error> {
    may_change(&by)?;
    let kind = kind_of(&kind)?;
    let Some(draft) = queries::draft(&app.db, kind).await? else {
        return Ok(Redirect::to(&format!("/checklists/{}", kind_value(kind))).into_response());
    };
    let mut items = queries::items_of(&app.db, [draft.id]).await?;
    let items = items.remove(&draft.id).unwrap_or_default();
    let shell = by.shell();
    let step = |step| {
        (
            step_key(step),
            questions(shell.words, step_of(&items, step), blank),
        )
    };
    let page = PreviewPage {
        value: kind_value(kind),
        kind: kind_key(kind),
        steps: STEPS.map(step).into(),
        errors: FormErrors::default(),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
