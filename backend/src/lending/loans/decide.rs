//! What is pressed on the page of a loan: agreed to, refused, cancelled, made longer, its borrower cleared.
use super::show::{longer, page};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{BorrowKit, ClearBorrowers, DecideLoans, KeepLibrary, SeeLoans},
    },
    lending::{
        actions, letters,
        queries::{self, closed, device_of, terms},
        rules::period::busy_until,
        schools,
        training::{Issuing, by_referent},
        waiting::actions::offer_next,
    },
    web::Error,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{catalogue_item, loan};
use sea_orm::{ConnectionTrait, EntityTrait};

/// A form with nothing but its id.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PressForm {
    write_id: String,
}

async fn find(app: &App, by: &Signed, id: i32) -> Result<loan::Model, Error> {
    queries::loan(&app.db, by, id).await?.ok_or(Error::NotFound)
}

async fn item_of(
    db: &impl ConnectionTrait,
    loan: &loan::Model,
) -> Result<catalogue_item::Model, Error> {
    catalogue_item::Entity::find_by_id(loan.item_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

pub async fn approve(
    State(app): State<App>,
    by: Allowed<DecideLoans>,
    Path(id): Path<i32>,
    Form(form): Form<PressForm>,
) -> Result<Response, Error> {
    let loan = find(&app, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let loan = actions::approve(&*write, by.at(app.clock.now()), &loan).await?;
    let item = item_of(&*write, &loan).await?;
    letters::tell_borrower(&app, &*write, &loan, &item).await?;
    let to = format!("/loans/{id}?done=loan-approved");
    Ok(write.answer(to).await?.into_response())
}

pub async fn refuse(
    State(app): State<App>,
    by: Allowed<DecideLoans>,
    Path(id): Path<i32>,
    Form(form): Form<PressForm>,
) -> Result<Response, Error> {
    let loan = find(&app, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let loan = actions::refuse(&*write, by.at(app.clock.now()), &loan).await?;
    let item = item_of(&*write, &loan).await?;
    letters::tell_borrower(&app, &*write, &loan, &item).await?;
    offer_next(&app, &*write, loan.item_id).await?;
    let to = format!("/loans/{id}?done=loan-refused");
    Ok(write.answer(to).await?.into_response())
}

/// By the borrower, by the head of the school, or by the store; whoever it was, the borrower is told.
pub async fn cancel(
    State(app): State<App>,
    by: Allowed<SeeLoans>,
    Path(id): Path<i32>,
    Form(form): Form<PressForm>,
) -> Result<Response, Error> {
    if !(by.may(BorrowKit) || by.may(DecideLoans) || by.may(KeepLibrary)) {
        return Err(Error::NotFound);
    }
    let loan = find(&app, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let loan = actions::cancel(&*write, by.at(app.clock.now()), &loan).await?;
    if by.account.id != loan.account_id {
        let item = item_of(&*write, &loan).await?;
        letters::tell_borrower(&app, &*write, &loan, &item).await?;
    }
    offer_next(&app, &*write, loan.item_id).await?;
    let to = format!("/loans/{id}?done=loan-cancelled");
    Ok(write.answer(to).await?.into_response())
}

pub async fn extend(
    State(app): State<App>,
    by: Allowed<SeeLoans>,
    Path(id): Path<i32>,
    Form(form): Form<PressForm>,
) -> Result<Response, Error> {
    let loan = find(&app, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    schools::queries::hold(&*write, loan.organisation_id).await?;
    let ends_on = match longer(&*write, &by, &loan, app.clock.today()).await? {
        Ok(ends_on) => ends_on,
        Err(refused) => {
            drop(write);
            return page(&app, &by, &loan, StatusCode::CONFLICT, Some(refused.key())).await;
        }
    };
    let device = device_of(&*write, &loan).await?.ok_or(Error::NotFound)?;
    let terms = terms(&*write).await?;
    let closures = closed(&*write, loan.site_id, loan.starts_on).await?;
    let busy = busy_until(ends_on, terms.buffer_of(&device), &closures);
    let at = by.at(app.clock.now());
    match actions::extend(&*write, at, &loan, (ends_on, busy)).await? {
        Ok(_) => {
            let to = format!("/loans/{id}?done=loan-extended");
            Ok(write.answer(to).await?.into_response())
        }
        Err(refused) => {
            drop(write);
            page(&app, &by, &loan, StatusCode::CONFLICT, Some(refused.key())).await
        }
    }
}

/// A referent saw the borrower use it; nobody is their own referent.
pub async fn clear(
    State(app): State<App>,
    by: Allowed<ClearBorrowers>,
    Path(id): Path<i32>,
    Form(form): Form<PressForm>,
) -> Result<Response, Error> {
    let loan = find(&app, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    if by.account.id == loan.account_id {
        drop(write);
        let refused = Some("loan-own-referent");
        return page(&app, &by, &loan, StatusCode::CONFLICT, refused).await;
    }
    let at = Issuing {
        now: app.clock.now(),
        today: app.clock.today(),
        terms: terms(&*write).await?,
    };
    by_referent(&*write, &by, (loan.account_id, loan.item_id), at).await?;
    let to = format!("/loans/{id}?done=loan-cleared");
    Ok(write.answer(to).await?.into_response())
}
