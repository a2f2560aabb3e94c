//! `GET|POST /bench/{code}/return`: a ready device comes off the shelf, back to the beginning.
use super::{
    actions,
    device::{answer, at_bench, done},
    queries::Work,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::WorkAtBench},
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Form;
use entities::device::Stage;

#[derive(Template)]
#[template(path = "workshop/bring_back.html")]
struct BringBackPage {
    shell: Shell,
    code: String,
    work: Work,
    form: BringBackForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct BringBackForm {
    write_id: String,
    reason: String,
}

impl BringBackForm {
    fn parse(&self) -> Result<&str, FormErrors> {
        let mut errors = FormErrors::default();
        let reason = self.reason.trim();
        if reason.is_empty() {
            errors.add("reason", "bench-reason-missing");
        } else if reason.chars().count() > 500 {
            errors.add("reason", "bench-reason-too-long");
        }
        if errors.is_empty() {
            Ok(reason)
        } else {
            Err(errors)
        }
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    if work.device.stage != Stage::Ready {
        return Ok(Redirect::to(&format!("/bench/{}", work.code())).into_response());
    }
    let page = BringBackPage {
        shell: by.shell(),
        code: work.code().to_owned(),
        work,
        form: BringBackForm::default(),
        errors: FormErrors::default(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
    Form(form): Form<BringBackForm>,
) -> Result<Response, Error> {
    let reason = match form.parse() {
        Ok(reason) => reason,
        Err(errors) => {
            let work = at_bench(&app, &by, &code).await?;
            let page = BringBackPage {
                shell: by.shell(),
                code: work.code().to_owned(),
                work,
                form,
                errors,
            };
            return Ok(web::page(StatusCode::UNPROCESSABLE_ENTITY, &page)?);
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let outcome = actions::bring_back(&app, &write, &by, &code, reason)
        .await
        .map(|()| done(&code, "done-bench-brought-back"));
    answer(&app, &by, &code, write, outcome).await
}
