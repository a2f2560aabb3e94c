//! `GET /cessions/{id}`: an act of cession, with its devices, its paper and its proof.
use super::{
    categories::{article, category_key},
    queries::{self, Told},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeExits},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use entities::{cession_line, device};

#[derive(Template)]
#[template(path = "exits/cession.html")]
struct CessionPage {
    shell: Shell,
    told: Told,
    category: String,
    article: &'static str,
    rows: Vec<Row>,
}

/// A device of the act.
struct Row {
    code: String,
    name: String,
    inventory_number: Option<String>,
    value: String,
    price: Option<String>,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeExits>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let told = queries::cession(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let shell = by.shell();
    let euros = |cents: i32| shell.euros(i64::from(cents));
    let row = |(line, device): &(cession_line::Model, device::Model)| Row {
        code: device.label_code.clone().unwrap_or_default(),
        name: format!("{} {}", device.manufacturer, device.model),
        inventory_number: device.inventory_number.clone(),
        value: euros(line.value_cents),
        price: line.price_cents.map(euros),
    };
    let page = CessionPage {
        rows: told.lines.iter().map(row).collect(),
        category: shell.say(category_key(told.cession.category)),
        article: article(told.cession.category),
        told,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
