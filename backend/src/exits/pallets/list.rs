//! `GET|POST /pallets`: the waste pallets, and opening one.
use super::{
    actions,
    queries::{self, Line},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{ScrapDevices, SeePallets},
    },
    web::{self, Choice, Error, FormErrors, Shell},
    workshop::waste_codes,
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

#[derive(Template)]
#[template(path = "exits/pallets.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<Line>,
    /// Whether the person may open one at their site.
    may_open: bool,
    codes: Vec<Choice>,
    form: OpenForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct OpenForm {
    write_id: String,
    waste_code: String,
}

pub async fn show(State(app): State<App>, by: Allowed<SeePallets>) -> Result<Response, Error> {
    let nothing = (OpenForm::default(), FormErrors::default());
    page(&app, &by, StatusCode::OK, nothing).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ScrapDevices>,
    Form(form): Form<OpenForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let code = waste_codes::device_code(&form.waste_code);
    if code.is_none() {
        errors.add("waste_code", "scrap-code-missing");
    }
    if by.site_id.is_none() {
        errors.add("waste_code", "pallet-no-site");
    }
    let (Some(code), Some(site)) = (code, by.site_id) else {
        return page(&app, &by, StatusCode::UNPROCESSABLE_ENTITY, (form, errors)).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let pallet = actions::open(&app, &write, &by, site, code).await?;
    Ok(write
        .answer(format!("/pallets/{}?done=pallet-opened", pallet.id.0))
        .await?
        .into_response())
}

async fn page(
    app: &App,
    by: &Signed,
    status: StatusCode,
    (form, errors): (OpenForm, FormErrors),
) -> Result<Response, Error> {
    let shell = by.shell();
    let page = ListPage {
        lines: queries::all(&app.db, by).await?,
        may_open: by.may(ScrapDevices) && by.site_id.is_some(),
        codes: waste_codes::choices(shell.words),
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
