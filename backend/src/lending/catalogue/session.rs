//! `/catalogue/{slug}/session`: the guided session of an item: each step is read, tried and confirmed; then the person
//! is cleared to leave with it.
use super::queries;
use crate::{
    app::App,
    auth::{Allowed, permissions::BorrowKit},
    keys::sha256_hex,
    lending::{
        queries::{clearances, terms},
        rules::cleared,
        training::{Issuing, by_session, lines},
    },
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use entities::catalogue_item;

#[derive(Template)]
#[template(path = "lending/session.html")]
struct SessionPage {
    shell: Shell,
    slug: String,
    name: String,
    steps: Vec<Choice>,
    /// The hash of the guide that is shown.
    guide: String,
    cleared_until: Option<NaiveDate>,
    form: SessionForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SessionForm {
    write_id: String,
    /// The hash of the guide as it was shown.
    guide: String,
    steps: Vec<String>,
}

/// The guide in the reader's language.
fn guide<'i>(item: &'i catalogue_item::Model, shell: &Shell) -> &'i str {
    shell.lang.choose(&item.guide_fr, &item.guide_en)
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<BorrowKit>,
    Path(slug): Path<String>,
) -> Result<Response, Error> {
    let item = queries::item(&app.db, &slug)
        .await?
        .ok_or(Error::NotFound)?;
    let blank = (SessionForm::default(), FormErrors::default());
    page(&app, &by, &item, StatusCode::OK, blank).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<BorrowKit>,
    Path(slug): Path<String>,
    Form(form): Form<SessionForm>,
) -> Result<Response, Error> {
    let item = queries::item(&app.db, &slug)
        .await?
        .ok_or(Error::NotFound)?;
    let shell = by.shell();
    let guide = guide(&item, &shell);
    let write = app.write_once(&by, &form.write_id).await?;
    let mut errors = FormErrors::default();
    // What was read is what is confirmed: another guide is read before it is.
    if form.guide != sha256_hex(guide) {
        drop(write);
        errors.add("steps", "session-guide-changed");
        let blank = SessionForm::default();
        return page(&app, &by, &item, StatusCode::CONFLICT, (blank, errors)).await;
    }
    let all = (1..=lines(guide).count()).all(|step| form.steps.contains(&step.to_string()));
    if !all {
        drop(write);
        errors.add("steps", "session-steps-missing");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&app, &by, &item, status, (form, errors)).await;
    }
    let at = Issuing {
        now: app.clock.now(),
        today: app.clock.today(),
        terms: terms(&*write).await?,
    };
    by_session(&*write, &by, &item, guide, at).await?;
    let to = format!("/catalogue/{slug}?done=session-done");
    Ok(write.answer(to).await?.into_response())
}

async fn page(
    app: &App,
    by: &Allowed<BorrowKit>,
    item: &catalogue_item::Model,
    status: StatusCode,
    (form, errors): (SessionForm, FormErrors),
) -> Result<Response, Error> {
    let today = app.clock.today();
    let shell = by.shell();
    let standing = clearances(&app.db, by.account.id, item.id, today).await?;
    let page = SessionPage {
        slug: item.slug.clone(),
        name: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
        steps: lines(guide(item, &shell))
            .zip(1..)
            .map(|(step, number): (&str, usize)| Choice::new(number.to_string(), step))
            .collect(),
        guide: sha256_hex(guide(item, &shell)),
        cleared_until: cleared(&standing, by.account.id, item.id, today)
            .map(|cleared| cleared.row().valid_until),
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
