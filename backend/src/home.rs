//! `GET /`: what is to be done, for whoever signed in; and the accessibility statement.
mod due;

use crate::{
    app::App,
    auth::{Signed, Visitor, menu::Part},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(show))
        .route("/accessibility", get(accessibility))
}

#[derive(Template)]
#[template(path = "home/show.html")]
struct HomePage {
    shell: Shell,
    parts: Vec<Part>,
    due: Vec<due::Due>,
}

async fn show(State(app): State<App>, signed: Option<Signed>) -> Result<Response, Error> {
    let Some(signed) = signed else {
        return Ok(Redirect::to("/sign-in").into_response());
    };
    let page = HomePage {
        due: due::of(&app, &signed).await?,
        shell: signed.shell(),
        parts: signed.places(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

#[derive(Template)]
#[template(path = "home/accessibility.html")]
struct AccessibilityPage {
    shell: Shell,
}

async fn accessibility(signed: Option<Signed>, visitor: Visitor) -> Result<Response, Error> {
    let shell = signed.map_or(visitor.shell, |signed| signed.shell());
    Ok(web::page(StatusCode::OK, &AccessibilityPage { shell })?)
}
