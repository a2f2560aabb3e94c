//! `/requests/{id}/kit`: who prescribed a kit hands it over, where the programme says so: by the form, the rules and the
//! clearance of the counter.
use super::{
    handing,
    queries::{self, Case},
    rules::prescriber_may_hand_over,
    signing::HandingForm,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::HandOverKits},
    training::queries as training,
    web::Error,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Form;
use entities::{
    handover,
    request::{self, RequestId, RequestState},
    site,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

pub async fn show(
    State(app): State<App>,
    by: Allowed<HandOverKits>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let request = own(&app, &by, id).await?;
    match case(&app, &by, &request).await? {
        Some(case) => handing::show(&app, &by, &case, address(id)).await,
        None => handed(&app, &request).await,
    }
}

pub async fn hand_over(
    State(app): State<App>,
    by: Allowed<HandOverKits>,
    Path(id): Path<i32>,
    Form(form): Form<HandingForm>,
) -> Result<Response, Error> {
    let request = own(&app, &by, id).await?;
    // Other devices of the person may be of programmes that do not say so: they are handed over at a counter.
    let form = HandingForm {
        also: Vec::new(),
        ..form
    };
    let Some(case) = case(&app, &by, &request).await? else {
        // A second press of the same button is answered as the first.
        drop(app.write_once(&by, &form.write_id).await?);
        return Err(Error::Changed);
    };
    Box::pin(handing::submit(&app, &by, &case, None, address(id), form)).await
}

fn address(request: i32) -> String {
    format!("/requests/{request}/kit")
}

/// A request of one's own organisation for a kit that prescribers hand over, fetched at one of its places.
async fn own(app: &App, by: &Allowed<HandOverKits>, id: i32) -> Result<request::Model, Error> {
    let db = &app.db;
    let request = request::Entity::find_by_id(RequestId(id))
        .filter(request::COLUMN.organisation_id.eq(by.organisation_id))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let programme = training::programme_of(db, request.programme_id).await?;
    let place = site::Entity::find_by_id(request.pickup_site_id)
        .filter(site::COLUMN.organisation_id.eq(by.organisation_id))
        .one(db)
        .await?;
    if place.is_some() && prescriber_may_hand_over(&programme) {
        Ok(request)
    } else {
        Err(Error::NotFound)
    }
}

/// The case to hand over; none when nothing waits for it.
async fn case(
    app: &App,
    by: &Allowed<HandOverKits>,
    request: &request::Model,
) -> Result<Option<Case>, Error> {
    let (RequestState::Allocated, Some(device)) = (request.state, request.device_id) else {
        return Ok(None);
    };
    let device = queries::device_of(&app.db, device).await?;
    let (here, now) = (request.pickup_site_id, app.clock.now());
    let case = queries::case(&app.db, by, here, device, request.clone(), now).await?;
    Ok(Some(case))
}

/// The handover that was made; nothing where there is none yet.
async fn handed(app: &App, request: &request::Model) -> Result<Response, Error> {
    let made = handover::Entity::find()
        .filter(handover::COLUMN.request_id.eq(request.id))
        .order_by_desc(handover::COLUMN.id)
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Redirect::to(&format!("/handovers/{}", made.id.0)).into_response())
}
