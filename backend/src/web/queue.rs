//! What a form gets back that a script sent (`x-queue: 1`): a receipt instead of a redirect that looks like
//! any other page, so that nothing leaves the device's queue on a guess.
use super::{Words, page::done_key};
use axum::{
    Json,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Serialize;

/// Asks for receipts.
pub const ASKED: &str = "x-queue";
/// Names the form whose write is committed.
const RECEIPT: &str = "x-receipt";

/// Where a committed form sends the person, with the form's own id.
#[must_use]
pub fn receipt(write_id: &str, to: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    // An id that no header can carry is none of ours: it gets the page, never a receipt.
    if let Ok(id) = HeaderValue::from_str(write_id) {
        response.headers_mut().insert(RECEIPT, id);
    }
    response
}

/// The body of a receipt.
#[derive(Serialize)]
struct Receipt<'a> {
    id: &'a str,
    location: &'a str,
    /// The sentence the page at `location` shows.
    said: String,
}

/// Whether the request was sent by a script that waits for a receipt.
#[must_use]
pub fn asked(headers: &HeaderMap) -> bool {
    headers.contains_key(ASKED)
}

/// A committed write as a receipt, a lost session as 401, everything else as it is.
#[must_use]
pub fn told(words: &Words, response: Response) -> Response {
    let text = |name: &str| {
        let value = response.headers().get(name);
        value.and_then(|value| value.to_str().ok())
    };
    let Some(location) = text(header::LOCATION.as_str()) else {
        return response;
    };
    let Some(id) = text(RECEIPT) else {
        return if location.starts_with("/sign-in") {
            StatusCode::UNAUTHORIZED.into_response()
        } else {
            response
        };
    };
    let query = location.split_once('?').map_or("", |(_, query)| query);
    let said = done_key(query).map_or_else(String::new, |key| words.say(&key));
    let mut told = Json(Receipt { id, location, said }).into_response();
    for cookie in response.headers().get_all(header::SET_COOKIE) {
        told.headers_mut()
            .append(header::SET_COOKIE, cookie.clone());
    }
    told
}
