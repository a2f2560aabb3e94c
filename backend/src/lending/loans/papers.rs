//! `GET /loans/{id}/slip`: the slip as it was printed when the kit was put together.
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeLoans},
    exits::as_it_was_made,
    lending::queries,
    web::{self, Error},
};
use axum::{
    extract::{Path, State},
    response::Response,
};

pub async fn slip(
    State(app): State<App>,
    by: Allowed<SeeLoans>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let loan = queries::loan(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let (Some(file), Some(sha256)) = (&loan.slip_file, &loan.slip_sha256) else {
        return Err(Error::NotFound);
    };
    let pdf = as_it_was_made(&app, file, sha256).await?;
    Ok(web::pdf(&format!("pret-{id}"), pdf))
}
