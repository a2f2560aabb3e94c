//! `GET /accounting`: the lists of owners' accounts that were taken in.
use super::queries;
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{KeepAccounting, SeeAccounting},
    },
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use entities::{
    asset_import,
    organisation::{self, OrganisationId},
};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "assets/list.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<Line>,
    owners: Vec<organisation::Model>,
    may_keep: bool,
}

struct Line {
    import: asset_import::Model,
    owner: String,
}

pub async fn show(State(app): State<App>, by: Allowed<SeeAccounting>) -> Result<Response, Error> {
    let owners = queries::owners(&app.db, &by).await?;
    let imports = queries::imports(&app.db, &owners).await?;
    let names: HashMap<OrganisationId, &str> = owners
        .iter()
        .map(|owner| (owner.id, owner.name.as_str()))
        .collect();
    let lines = imports
        .into_iter()
        .map(|import| Line {
            owner: names
                .get(&import.owner_id)
                .copied()
                .unwrap_or_default()
                .to_owned(),
            import,
        })
        .collect();
    let page = ListPage {
        shell: by.shell(),
        lines,
        may_keep: by.may(KeepAccounting),
        owners,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
