//! `/loans/{id}/move`: the pupil goes to another school, and the kit with them: the borrower or the head says where.
use super::{actions, queries};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::SeeLoans},
    identifiers::Uai,
    lending::{
        losses::{queries::of_loan, speaks},
        queries::{self as lending, Named},
        rules::schools::may_move,
        say,
        schools::queries::by_uai,
    },
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{loan, organisation};

#[derive(Template)]
#[template(path = "lending/move.html")]
struct MovePage {
    shell: Shell,
    id: i32,
    number: String,
    item: String,
    form: MoveForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct MoveForm {
    write_id: String,
    uai: String,
}

/// The loan, where this person may say that its pupil changes school.
async fn find(app: &App, by: &Signed, id: i32) -> Result<loan::Model, Error> {
    lending::loan(&app.db, by, id)
        .await?
        .filter(|loan| speaks(by, loan))
        .ok_or(Error::NotFound)
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeLoans>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let loan = find(&app, &by, id).await?;
    let blank = (MoveForm::default(), FormErrors::default());
    page(&app, &by, &loan, StatusCode::OK, blank).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<SeeLoans>,
    Path(id): Path<i32>,
    Form(form): Form<MoveForm>,
) -> Result<Response, Error> {
    let loan = find(&app, &by, id).await?;
    let mut errors = FormErrors::default();
    let school = if let Ok(uai) = Uai::parse(&form.uai) {
        let found = by_uai(&app.db, uai.as_str()).await?;
        read(found, &loan, &mut errors)
    } else {
        errors.add("uai", "registration-uai-wrong");
        None
    };
    let Some(school) = school else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&app, &by, &loan, status, (form, errors)).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let is_lost = of_loan(&*write, loan.id).await?.is_some();
    if !may_move(&loan, is_lost) {
        return Err(Error::Changed);
    }
    let at = (by.at(app.clock.now()), by.membership_id);
    let between = (by.organisation_name.as_str(), &school);
    actions::propose(&app, &*write, at, &loan, between).await?;
    let to = format!("/loans/{id}?done=loan-move-proposed");
    Ok(write.answer(to).await?.into_response())
}

fn read(
    found: Option<organisation::Model>,
    loan: &loan::Model,
    errors: &mut FormErrors,
) -> Option<organisation::Model> {
    match found {
        Some(school) if school.id == loan.organisation_id => {
            errors.add("uai", "move-same-school");
            None
        }
        Some(school) => Some(school),
        None => {
            errors.add("uai", "registration-uai-unknown");
            None
        }
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PressForm {
    write_id: String,
}

pub async fn withdraw(
    State(app): State<App>,
    by: Allowed<SeeLoans>,
    Path(id): Path<i32>,
    Form(form): Form<PressForm>,
) -> Result<Response, Error> {
    let loan = find(&app, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let proposed = queries::proposed(&*write, loan.id)
        .await?
        .ok_or(Error::Changed)?;
    if !actions::withdraw(&*write, proposed.id, app.clock.now()).await? {
        return Err(Error::Changed);
    }
    let to = format!("/loans/{id}?done=loan-move-withdrawn");
    Ok(write.answer(to).await?.into_response())
}

async fn page(
    app: &App,
    by: &Signed,
    loan: &loan::Model,
    status: StatusCode,
    (form, errors): (MoveForm, FormErrors),
) -> Result<Response, Error> {
    let shell = by.shell();
    let named = Named::of(&app.db, std::slice::from_ref(loan)).await?;
    let item = named.items.get(&loan.item_id).ok_or(Error::NotFound)?;
    let page = MovePage {
        id: loan.id.0,
        number: say::number(&shell, loan.id),
        item: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
