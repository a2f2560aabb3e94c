//! Pages of a list: what is asked for, and the way to the next one.
use super::rules::{cursor, limit, read_cursor};
use crate::web::{FormErrors, problem::Problem};
use axum::{
    Json,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::json;

/// A thing or a place, by its number and what it is called.
#[derive(Debug, Serialize)]
pub struct Named {
    pub id: i32,
    pub name: String,
}

/// The same with a name in each language.
#[derive(Debug, Serialize)]
pub struct Translated {
    pub id: i32,
    pub name_fr: String,
    pub name_en: String,
}

/// Which rows of a list.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    /// The number of the last row of the page before.
    pub last: Option<i32>,
    pub limit: u64,
}

impl Range {
    /// Reads `after` and `limit` of this list.
    pub fn read(list: &str, after: &str, length: &str, errors: &mut FormErrors) -> Self {
        let begin = chosen(after, "after", errors, |after| read_cursor(list, after));
        let limit = limit(length);
        if limit.is_none() {
            errors.add("limit", "api-limit-wrong");
        }
        Self {
            last: begin,
            limit: limit.unwrap_or_default(),
        }
    }

    /// One more than is told: it tells that there is a next page.
    #[must_use]
    pub fn and_one(self) -> u64 {
        self.limit + 1
    }

    /// Takes that one away, and gives the cursor of the next page.
    pub fn cut<R>(
        self,
        list: &str,
        rows: &mut Vec<R>,
        number: impl Fn(&R) -> i32,
    ) -> Option<String> {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        if rows.len() <= limit {
            return None;
        }
        rows.truncate(limit);
        rows.last().map(|row| cursor(list, number(row)))
    }
}

/// What a parameter names. A word that names nothing is a mistake: left aside, it would ask for everything.
pub fn chosen<T>(
    text: &str,
    field: &'static str,
    errors: &mut FormErrors,
    find: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    if text.is_empty() {
        return None;
    }
    let found = find(text);
    if found.is_none() {
        errors.add(field, "api-parameter-unknown");
    }
    found
}

/// A page: its rows, the cursor of the next one, and a link to it (RFC 8288).
pub fn page<T: Serialize>(
    rows: &[T],
    next: Option<&str>,
    address: &str,
    asked: &impl Serialize,
) -> Result<Response, Problem> {
    let mut response = Json(json!({ "data": rows, "next": next })).into_response();
    if next.is_some() {
        let query = serde_html_form::to_string(asked).unwrap_or_default();
        let told: Vec<&str> = query
            .split('&')
            .filter(|pair| !pair.ends_with('='))
            .collect();
        let link = format!("<{address}?{}>; rel=\"next\"", told.join("&"));
        let link = HeaderValue::try_from(link).map_err(anyhow::Error::from)?;
        response.headers_mut().insert(header::LINK, link);
    }
    Ok(response)
}
