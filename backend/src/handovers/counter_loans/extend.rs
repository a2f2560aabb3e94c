//! `POST /handovers/{id}/extension`: a loan from this counter lasts longer, once, while nobody waits for such a device.
use super::{
    actions, list, queries,
    rules::{NotLonger, longer},
    say,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::HandOver},
    handovers::queries::handover_of,
    recipients::limits,
    web::{Error, FormErrors},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use entities::{device, handover};
use sea_orm::ConnectionTrait;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ExtensionForm {
    write_id: String,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<HandOver>,
    Path(id): Path<i32>,
    Form(form): Form<ExtensionForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    let (loan, device) = handover_of(&*write, id).await?;
    // Of another counter, or no loan: it is not there.
    if Some(loan.site_id) != by.site_id || loan.onboarding_id.is_none() {
        return Err(Error::NotFound);
    }
    limits::refuse_by_id(&*write, loan.recipient_id).await?;
    match may(&*write, &loan, &device, app.clock.today()).await? {
        Ok(due_on) => {
            actions::extend(&*write, by.at(app.clock.now()), &loan, due_on).await?;
            let to = "/counter-loans?done=counter-extended";
            Ok(write.answer(to).await?.into_response())
        }
        Err(why) => {
            drop(write);
            let refused = Some(say::not_longer(why));
            list::page(&app, &by, String::new(), FormErrors::default(), refused).await
        }
    }
}

/// The last day of the loan if it is made longer.
async fn may(
    db: &impl ConnectionTrait,
    loan: &handover::Model,
    device: &device::Model,
    today: NaiveDate,
) -> Result<Result<NaiveDate, NotLonger>, Error> {
    let (None, Some(due_on)) = (loan.ended_at, loan.due_back_on) else {
        return Ok(Err(NotLonger::NotOut));
    };
    let Some(rule) = queries::rule_of(db, loan.programme_id).await? else {
        return Ok(Err(NotLonger::Never));
    };
    let awaited = queries::awaited(db, loan.site_id, loan.programme_id, device.kind).await?;
    let extensions = loan.extensions.unwrap_or_default();
    Ok(longer((due_on, extensions), today, &rule, awaited))
}
