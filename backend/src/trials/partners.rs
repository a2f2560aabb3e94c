//! `POST /trials/{id}/partners` and `…/partners/removal`: the school says who follows a trial.
use super::{
    actions, queries,
    show::{PartnerForm, page},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::TellTrials},
    web::{Error, FormErrors},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{loan_partner::PartnerKind, membership::MembershipId};
use sea_orm::ActiveEnum;

pub async fn name(
    State(app): State<App>,
    by: Allowed<TellTrials>,
    Path(id): Path<i32>,
    Form(form): Form<PartnerForm>,
) -> Result<Response, Error> {
    let loan = queries::trial(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let mut errors = FormErrors::default();
    let kind = PartnerKind::try_from_value(&form.kind);
    if kind.is_err() {
        errors.add("kind", "trial-partner-kind-missing");
    }
    let known = queries::nameable(&app.db).await?;
    let partner = known
        .iter()
        .map(|(id, ..)| *id)
        .find(|id| id.0.to_string() == form.partner);
    if partner.is_none() {
        errors.add("partner", "trial-partner-missing");
    }
    let (Some(partner), Ok(kind)) = (partner, kind) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&app, &by, &loan, status, (form, errors)).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    if queries::partners(&*write, loan.id)
        .await?
        .iter()
        .any(|row| row.membership_id == partner)
    {
        return Err(Error::Changed);
    }
    actions::name(&*write, &by, &loan, (partner, kind), app.clock.now()).await?;
    let to = format!("/trials/{id}?done=trial-partner-named");
    Ok(write.answer(to).await?.into_response())
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct RemovalForm {
    write_id: String,
    partner: String,
}

pub async fn remove(
    State(app): State<App>,
    by: Allowed<TellTrials>,
    Path(id): Path<i32>,
    Form(form): Form<RemovalForm>,
) -> Result<Response, Error> {
    let loan = queries::trial(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let partner = form.partner.parse().map_err(|_| Error::Changed)?;
    let now = app.clock.now();
    actions::remove(&*write, &by, &loan, MembershipId(partner), now).await?;
    let to = format!("/trials/{id}?done=trial-partner-removed");
    Ok(write.answer(to).await?.into_response())
}
