//! `GET /m/{action}`: a mode card opened by a phone's own camera: from here on the person scans under it.
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::WorkAtBench},
    labels::card::Card,
    web::Error,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};

pub async fn show(
    State(_app): State<App>,
    signed: Option<Signed>,
    Path(action): Path<String>,
) -> Result<Response, Error> {
    let card = Card::parse(&action).ok_or(Error::NotFound)?;
    let to = match signed {
        Some(signed) => {
            Allowed::<WorkAtBench>::check(signed)?;
            format!("/bench/scan?mode={card}")
        }
        // The card is not lost on the way through the door.
        None => format!("/sign-in?return=/m/{card}"),
    };
    Ok(Redirect::to(&to).into_response())
}
