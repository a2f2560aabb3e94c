//! `GET /appels`: the calls that may be answered now, for anybody, without an account.
use super::{
    queries,
    say::devices,
    show::{criteria, paragraphs},
};
use crate::{
    app::App,
    auth::{Signed, Visitor},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

#[derive(Template)]
#[template(path = "calls/public.html")]
struct PublicPage {
    shell: Shell,
    calls: Vec<CallLine>,
}

struct CallLine {
    title: String,
    text: Vec<String>,
    closes: String,
    budget: String,
    most: String,
    papers: Vec<String>,
    criteria: Vec<(String, i32)>,
}

pub async fn show(
    State(app): State<App>,
    signed: Option<Signed>,
    visitor: Visitor,
) -> Result<Response, Error> {
    let shell = signed.map_or(visitor.shell, |signed| signed.shell());
    let calls = queries::open(&app.db, app.clock.now()).await?;
    let page = PublicPage {
        calls: calls
            .iter()
            .map(|call| CallLine {
                title: call.call.title.clone(),
                text: paragraphs(&call.call.words),
                closes: shell.date_time(call.call.closes_at),
                budget: devices(
                    shell.words,
                    call.kinds.iter().map(|line| (&line.kind, &line.budget)),
                ),
                most: devices(
                    shell.words,
                    call.kinds.iter().map(|line| (&line.kind, &line.most)),
                ),
                papers: paragraphs(&call.call.papers),
                criteria: criteria(call),
            })
            .collect(),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
