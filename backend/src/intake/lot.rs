//! `GET /lots/{id}`: a lot, what was announced, what came.
use super::{
    facts::legal_basis_key,
    queries::{self, LotCounts, LotState, Names},
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{ManageLots, ReceiveDevices},
    },
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use entities::collection_lot;

#[derive(Template)]
#[template(path = "intake/lot.html")]
struct LotPage {
    shell: Shell,
    lot: collection_lot::Model,
    state: LotState,
    donor: String,
    owner: String,
    workshop: String,
    basis_key: &'static str,
    counts: LotCounts,
    /// Whether the person may scan here.
    receives: bool,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageLots>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let lot = queries::lot(&app.db, &by, id).await?;
    let names = Names::of(&app.db, std::slice::from_ref(&lot)).await?;
    let page = LotPage {
        shell: by.shell(),
        state: LotState::of(&lot),
        donor: names.organisation(lot.donor_id).to_owned(),
        owner: names.organisation(lot.owner_id).to_owned(),
        workshop: names.site(lot.workshop_site_id).to_owned(),
        basis_key: legal_basis_key(lot.legal_basis),
        counts: queries::counts_of(&app.db, lot.id).await?,
        receives: by.may(ReceiveDevices),
        lot,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
