//! Kit that a pupil takes home: `POST /loans/{id}/home` says so, `GET /loans/{id}/family-agreement` prints the agreement
//! with its blanks, `POST /loans/{id}/family-signature` keeps "signed, kept at school, on this day", and nothing else.
use super::{actions, agreement::paragraphs, queries};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{BorrowKit, SeeLoans},
    },
    documents::FamilyAgreement,
    lending::{
        loans::{page, pupil_code},
        losses::speaks,
        queries::{self as lending, Named},
        rules::{LoanEvent, next, schools::is_family_owed},
        training::lines,
    },
    web::{self, Error},
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use entities::{
    loan::{self, LoanState},
    organisation,
};
use sea_orm::EntityTrait;

/// What the page of a loan says of the home, and what the person may press.
#[expect(
    clippy::struct_excessive_bools,
    reason = "what is so, and one button each"
)]
pub struct Home {
    pub at_home: bool,
    pub signed_on: Option<NaiveDate>,
    /// To be signed still.
    pub owed: bool,
    /// The borrower may say that it goes home.
    pub may_say: bool,
    /// The school may print the agreement, and say that it is signed.
    pub may_sign: bool,
}

/// What holds of a loan, for this person.
#[must_use]
pub fn of(by: &Signed, loan: &loan::Model) -> Home {
    let at_home = loan.at_home == Some(true);
    Home {
        at_home,
        signed_on: loan.family_signed_on,
        owed: is_family_owed(loan) && is_open(loan),
        may_say: !at_home
            && by.may(BorrowKit)
            && by.account.id == loan.account_id
            && next(loan.state, LoanEvent::Cancelled).is_some(),
        may_sign: may_sign(by, loan),
    }
}

fn is_open(loan: &loan::Model) -> bool {
    next(loan.state, LoanEvent::Cancelled).is_some() || loan.state == LoanState::Out
}

/// Before it leaves, or after a pupil brought it from another school.
fn may_sign(by: &Signed, loan: &loan::Model) -> bool {
    speaks(by, loan) && is_family_owed(loan) && is_open(loan)
}

async fn find(app: &App, by: &Signed, id: i32) -> Result<loan::Model, Error> {
    lending::loan(&app.db, by, id).await?.ok_or(Error::NotFound)
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PressForm {
    write_id: String,
}

pub async fn goes(
    State(app): State<App>,
    by: Allowed<BorrowKit>,
    Path(id): Path<i32>,
    Form(form): Form<PressForm>,
) -> Result<Response, Error> {
    let loan = find(&app, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    if !of(&by, &loan).may_say {
        return Err(Error::Changed);
    }
    let at = by.at(app.clock.now());
    actions::goes_home(&*write, at, &loan, pupil_code()).await?;
    let to = format!("/loans/{id}?done=loan-goes-home");
    Ok(write.answer(to).await?.into_response())
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SignedForm {
    write_id: String,
    signed_on: String,
}

pub async fn signed(
    State(app): State<App>,
    by: Allowed<SeeLoans>,
    Path(id): Path<i32>,
    Form(form): Form<SignedForm>,
) -> Result<Response, Error> {
    let loan = find(&app, &by, id).await?;
    if !speaks(&by, &loan) {
        return Err(Error::NotFound);
    }
    let (now, today) = (app.clock.now(), app.clock.today());
    let day = form.signed_on.trim().parse::<NaiveDate>().ok();
    let Some(day) = day.filter(|day| *day <= today && *day >= earliest(&loan)) else {
        let refused = Some("family-day-wrong");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&app, &by, &loan, status, refused).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    if !may_sign(&by, &loan) {
        return Err(Error::Changed);
    }
    let at = (by.at(now), by.membership_id);
    actions::family_signed(&*write, at, &loan, day).await?;
    let to = format!("/loans/{id}?done=loan-family-signed");
    Ok(write.answer(to).await?.into_response())
}

/// Nobody signs for a loan before it was asked for.
fn earliest(loan: &loan::Model) -> NaiveDate {
    loan.requested_at.date_naive()
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `2` for a pupil who lives in two homes.
    homes: String,
}

pub async fn paper(
    State(app): State<App>,
    by: Allowed<SeeLoans>,
    Path(id): Path<i32>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let loan = find(&app, &by, id).await?;
    let named = Named::of(&app.db, std::slice::from_ref(&loan)).await?;
    let school = organisation::Entity::find_by_id(loan.organisation_id)
        .one(&app.db)
        .await?;
    let (Some(pupil_code), Some(true), Some(item), Some(device), Some(school)) = (
        loan.pupil_code.clone(),
        loan.at_home,
        named.items.get(&loan.item_id),
        named.devices.get(&loan.device_id),
        school,
    ) else {
        return Err(Error::NotFound);
    };
    let lang = by.words().lang;
    let clause = queries::clause(&app.db).await?;
    let paper = FamilyAgreement {
        lang,
        loan: id.to_string(),
        school: school.name,
        school_uai: school.uai,
        pupil_code,
        item: lang.choose(&item.name_fr, &item.name_en).to_owned(),
        maker: device.manufacturer.clone(),
        model: device.model.clone(),
        code: device.label_code.clone().unwrap_or_default(),
        inventory_number: device.inventory_number.clone(),
        accessories: lines(lang.choose(&item.accessories_fr, &item.accessories_en))
            .map(str::to_owned)
            .collect(),
        starts_on: loan.starts_on,
        ends_on: loan.ends_on,
        insurance: paragraphs(lang, clause.as_ref(), |one| {
            (&one.insurance_fr, &one.insurance_en)
        }),
        theft: paragraphs(lang, clause.as_ref(), |one| (&one.theft_fr, &one.theft_en)),
        two_homes: asked.homes == "2",
    };
    let pdf = app
        .documents
        .pdf(paper)
        .await
        .context("the agreement of a family could not be typeset")?;
    Ok(web::pdf(&format!("convention-famille-{id}"), pdf))
}
