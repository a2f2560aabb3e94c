//! `GET /schools`: the schools that borrow, and which of them have signed for this year.
use super::queries;
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{KeepAgreements, SetLendingRules},
    },
    lending::rules::schools::school_year,
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;

#[derive(Template)]
#[template(path = "lending/schools.html")]
struct SchoolsPage {
    shell: Shell,
    year: String,
    /// Whether kit goes out only with an agreement.
    required: bool,
    lines: Vec<Line>,
    may_set: bool,
    first: String,
    next: String,
}

struct Line {
    id: i32,
    name: String,
    uai: Option<String>,
    signed: bool,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepAgreements>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let today = app.clock.today();
    let after: Option<i32> = asked.after.parse().ok();
    let mut schools = queries::schools(&app.db, &by, after).await?;
    let page_size = usize::try_from(queries::PAGE).unwrap_or(usize::MAX);
    let more = schools.len() > page_size;
    schools.truncate(page_size);
    let signed = queries::signed_on(&app.db, &schools, today).await?;
    let clause = queries::clause(&app.db).await?;
    let page = SchoolsPage {
        shell: by.shell(),
        year: school_year(today).name(),
        required: clause.is_some_and(|clause| clause.required),
        first: after.map(|_| "/schools".to_owned()).unwrap_or_default(),
        next: schools
            .last()
            .filter(|_| more)
            .map(|school| format!("/schools?after={}", school.id.0))
            .unwrap_or_default(),
        lines: schools
            .into_iter()
            .map(|school| Line {
                id: school.id.0,
                signed: signed.contains(&school.id),
                name: school.name,
                uai: school.uai,
            })
            .collect(),
        may_set: by.may(SetLendingRules),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
