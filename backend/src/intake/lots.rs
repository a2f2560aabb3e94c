//! `GET /lots`: the collection lots one may see. `GET /reception`: those to receive at one's workshop.
use super::queries::{self, LotCounts, LotState, Names};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{ManageLots, ReceiveDevices},
    },
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use entities::collection_lot;
use sea_orm::ConnectionTrait;
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "intake/lots.html")]
struct LotsPage {
    shell: Shell,
    lots: Vec<LotLine>,
    state: Option<LotState>,
    /// Where the list begins again, when this is not its beginning.
    first: String,
    next: String,
}

struct LotLine {
    lot: collection_lot::Model,
    state: LotState,
    donor: String,
    workshop: String,
    counts: LotCounts,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LotsQuery {
    state: String,
    before: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageLots>,
    Query(query): Query<LotsQuery>,
) -> Result<Response, Error> {
    let state = LotState::read(&query.state);
    let before = query.before.parse().ok();
    let mut lots = queries::lots(&app.db, &by, state, before).await?;
    let page = usize::try_from(queries::PAGE).expect("a page is short");
    let address = |before: Option<i32>| {
        let state = state.map_or_else(String::new, |state| format!("state={}", state.value()));
        let before = before.map_or_else(String::new, |id| format!("&before={id}"));
        format!("/lots?{state}{before}")
    };
    let next = if lots.len() > page {
        lots.truncate(page);
        lots.last().map(|lot| address(Some(lot.id.0)))
    } else {
        None
    };
    let page = LotsPage {
        shell: by.shell(),
        lots: lines(&app.db, lots).await?,
        state,
        first: before.map(|_| address(None)).unwrap_or_default(),
        next: next.unwrap_or_default(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

async fn lines(
    db: &impl ConnectionTrait,
    lots: Vec<collection_lot::Model>,
) -> Result<Vec<LotLine>, Error> {
    let ids: Vec<_> = lots.iter().map(|lot| lot.id).collect();
    let counts: HashMap<_, _> = queries::counts(db, &ids).await?;
    let names = Names::of(db, &lots).await?;
    let line = |lot: collection_lot::Model| LotLine {
        state: LotState::of(&lot),
        donor: names.organisation(lot.donor_id).to_owned(),
        workshop: names.site(lot.workshop_site_id).to_owned(),
        counts: counts.get(&lot.id).copied().unwrap_or_default(),
        lot,
    };
    Ok(lots.into_iter().map(line).collect())
}

#[derive(Template)]
#[template(path = "intake/receptions.html")]
struct ReceptionsPage {
    shell: Shell,
    lots: Vec<LotLine>,
}

pub async fn to_receive(
    State(app): State<App>,
    by: Allowed<ReceiveDevices>,
) -> Result<Response, Error> {
    let lots = queries::lots_to_receive(&app.db, &by).await?;
    let page = ReceptionsPage {
        shell: by.shell(),
        lots: lines(&app.db, lots).await?,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
