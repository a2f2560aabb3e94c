//! `GET /`: what is to be done, for whoever signed in; and the accessibility statement.
use crate::{
    app::App,
    auth::{
        Signed, Visitor,
        menu::Part,
        permissions::{JudgeProjects, KeepSupplies},
    },
    calls, supplies,
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
    /// How many supplies are below their minimum, for who keeps them.
    supplies_low: u64,
    /// How many projects wait for their word as a juror.
    to_judge: usize,
}

async fn show(State(app): State<App>, signed: Option<Signed>) -> Result<Response, Error> {
    let Some(signed) = signed else {
        return Ok(Redirect::to("/sign-in").into_response());
    };
    let supplies_low = if signed.may(KeepSupplies) {
        supplies::queries::below_minimum(&app.db, &signed).await?
    } else {
        0
    };
    let to_judge = if signed.may(JudgeProjects) {
        calls::queries::to_judge(&app.db, &signed, app.clock.now()).await?
    } else {
        0
    };
    let page = HomePage {
        to_judge,
        supplies_low,
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
