//! `POST /catalogue/{slug}/waiting`: in line for the days that were asked for in vain.
use super::reserve::{Refused, ReserveForm, closes_first, page};
use crate::{
    app::App,
    auth::{Allowed, permissions::BorrowKit},
    lending::{
        catalogue::queries::item,
        queries::{closed, terms},
        suspensions, waiting,
    },
    web::Error,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use sea_orm::SqlErr;

pub async fn submit(
    State(app): State<App>,
    by: Allowed<BorrowKit>,
    Path(slug): Path<String>,
    Form(form): Form<ReserveForm>,
) -> Result<Response, Error> {
    let item = item(&app.db, &slug).await?.ok_or(Error::NotFound)?;
    let terms = terms(&app.db).await?;
    let (now, today) = (app.clock.now(), app.clock.today());
    let closures = closed(&app.db, item.site_id, today).await?;
    let period = match form.parse(today, terms, &closures) {
        Ok(period) => period,
        Err(errors) => {
            let refused = Some(Refused::Days(errors));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&by, &item, terms, status, (form, refused));
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    if let Some(until) = suspensions::standing(&*write, by.account.id, today, terms).await? {
        drop(write);
        let refused = Some(Refused::Suspended(until));
        return page(&by, &item, terms, StatusCode::CONFLICT, (form, refused));
    }
    // Nothing could be reserved on these days, and nobody else would be offered them meanwhile.
    if let Some(day) = closes_first(&*write, &by, period).await? {
        drop(write);
        let refused = Some(Refused::SchoolCloses(day));
        return page(&by, &item, terms, StatusCode::CONFLICT, (form, refused));
    }
    match waiting::actions::join(&*write, &by, item.id, period, now).await {
        Ok(_) => {}
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            drop(write);
            let refused = Some(Refused::InLine);
            return page(&by, &item, terms, StatusCode::CONFLICT, (form, refused));
        }
        Err(error) => return Err(error.into()),
    }
    // Free in the meantime: offered at once, when nobody is before them.
    waiting::actions::offer_next(&app, &*write, item.id).await?;
    let to = "/waiting?done=waiting-joined";
    Ok(write.answer(to).await?.into_response())
}
