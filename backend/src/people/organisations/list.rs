//! `GET /organisations`: the organisations of the territory, found by a part of their name.
use super::{
    kinds,
    queries::{self, Search},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageOrganisations},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use entities::organisation::{self, OrganisationId};

#[derive(Template)]
#[template(path = "people/organisations.html")]
struct OrganisationsPage {
    shell: Shell,
    search: SearchForm,
    errors: FormErrors,
    kinds: Vec<Choice>,
    rows: Vec<organisation::Model>,
    first: String,
    next: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SearchForm {
    q: String,
    kind: String,
    after: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageOrganisations>,
    Query(search): Query<SearchForm>,
) -> Result<Response, Error> {
    let after = search.after.parse().ok().map(OrganisationId);
    let narrowed = Search {
        words: &search.q,
        kind: kinds::kind_named(&search.kind),
        after,
    };
    let (rows, more) = queries::list(&app.db, &by, &narrowed).await?;
    let address = |after: Option<OrganisationId>| {
        let mut pairs = vec![("q", search.q.clone()), ("kind", search.kind.clone())];
        pairs.extend(after.map(|id| ("after", id.0.to_string())));
        serde_html_form::to_string(pairs).map(|query| format!("/organisations?{query}"))
    };
    let next = match rows.last() {
        Some(last) if more => address(Some(last.id)),
        _ => Ok(String::new()),
    };
    let first = if after.is_some() {
        address(None)
    } else {
        Ok(String::new())
    };
    let shell = by.shell();
    let page = OrganisationsPage {
        kinds: kinds::choices(&shell.words),
        shell,
        errors: FormErrors::default(),
        rows,
        first: first.map_err(|_| Error::Unreadable)?,
        next: next.map_err(|_| Error::Unreadable)?,
        search,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
