//! `GET /supplies`: what is on the shelves of a site, and what runs short.
use super::queries::{self, Line};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeSupplies},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use entities::site;

#[derive(Template)]
#[template(path = "supplies/list.html")]
struct ListPage {
    shell: Shell,
    /// None for an organisation without an open site.
    site: Option<site::Model>,
    sites: Vec<Choice>,
    /// The site shown, as the filter has it.
    chosen: String,
    lines: Vec<Line>,
    /// How many of them are below their minimum.
    low: usize,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Filter {
    site: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeSupplies>,
    Query(filter): Query<Filter>,
) -> Result<Response, Error> {
    let sites = queries::sites(&app.db, &by).await?;
    let site = if filter.site.is_empty() {
        sites.first().cloned()
    } else {
        let wanted = sites
            .iter()
            .find(|site| site.id.0.to_string() == filter.site);
        Some(wanted.cloned().ok_or(Error::NotFound)?)
    };
    let lines = match &site {
        Some(site) => queries::shelf(&app.db, site.id).await?,
        None => Vec::new(),
    };
    let page = ListPage {
        shell: by.shell(),
        low: lines.iter().filter(|line| line.level().alerts()).count(),
        chosen: site
            .as_ref()
            .map_or_else(String::new, |site| site.id.0.to_string()),
        sites: sites
            .into_iter()
            .map(|site| Choice::new(site.id.0.to_string(), site.name))
            .collect(),
        site,
        lines,
        errors: FormErrors::default(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
