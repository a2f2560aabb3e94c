//! `/schools/{id}/closing`: a school closes on a day; what that does to its loans is said first, then done.
use super::{
    actions,
    queries::{self, NOT_YET_OUT},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageOrganisations},
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use entities::organisation;

#[derive(Template)]
#[template(path = "lending/school_closing.html")]
struct ClosingPage {
    shell: Shell,
    id: i32,
    name: String,
    /// Of the loans under way today: reserved, and out.
    reserved: usize,
    out: usize,
    form: ClosingForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ClosingForm {
    write_id: String,
    closes_on: String,
}

/// The school, where its closing may be announced.
async fn find(
    app: &App,
    by: &Allowed<ManageOrganisations>,
    id: i32,
) -> Result<organisation::Model, Error> {
    queries::school(&app.db, by, id)
        .await?
        .filter(|school| school.closed_at.is_none())
        .ok_or(Error::NotFound)
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageOrganisations>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let school = find(&app, &by, id).await?;
    let blank = (ClosingForm::default(), FormErrors::default());
    page(&app, &by, school, StatusCode::OK, blank).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageOrganisations>,
    Path(id): Path<i32>,
    Form(form): Form<ClosingForm>,
) -> Result<Response, Error> {
    let school = find(&app, &by, id).await?;
    let day = form.closes_on.trim().parse::<NaiveDate>().ok();
    let Some(day) = day.filter(|day| *day >= app.clock.today()) else {
        let mut errors = FormErrors::default();
        errors.add("closes_on", "school-closing-day-wrong");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&app, &by, school, status, (form, errors)).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let at = (by.at(app.clock.now()), by.membership_id);
    actions::announce_closing(&app, &*write, at, &school, day).await?;
    let to = format!("/schools/{id}?done=school-closing-announced");
    Ok(write.answer(to).await?.into_response())
}

async fn page(
    app: &App,
    by: &Allowed<ManageOrganisations>,
    school: organisation::Model,
    status: StatusCode,
    (form, errors): (ClosingForm, FormErrors),
) -> Result<Response, Error> {
    let loans = queries::under_way(&app.db, school.id).await?;
    let reserved = loans
        .iter()
        .filter(|loan| NOT_YET_OUT.contains(&loan.state))
        .count();
    let page = ClosingPage {
        shell: by.shell(),
        id: school.id.0,
        name: school.name,
        reserved,
        out: loans.len() - reserved,
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}
