//! What a form gets back that a script sent (`x-queue: 1`): a receipt instead of a redirect that looks like
//! any other page, so that nothing leaves the device's queue on a guess.
//!
//! A form that was kept on a device says so with `x-kept: ACCOUNT:WRITE-ID`. It is written for that account
//! only, and every answer of ours carries the same header back: a page of a gateway or of a hotel's Wi-Fi
//! does not, and is no refusal.
use super::{Error, Words, page::done_key};
use axum::{
    Json,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use entities::account::AccountId;
use serde::Serialize;

/// Asks for receipts.
pub const ASKED: &str = "x-queue";
/// Says for whom a device kept this form, and which form it is.
const KEPT: &str = "x-kept";
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

/// Whether a form of this route may be sent later than it was filled in: the work at a bench, and an arrival
/// at a site. Everything else is done in front of its page; above all, a handover is granted by the clearance
/// of the moment, never by a queue.
#[must_use]
pub fn may_wait(route: &str) -> bool {
    route.starts_with("/bench/") || route == "/devices/{code}/arrival"
}

/// A form that was kept on a device until now.
pub struct Kept {
    pub account: AccountId,
    pub write_id: String,
    header: HeaderValue,
}

impl Kept {
    /// What the request says of it, if it was kept.
    pub fn of(headers: &HeaderMap) -> Result<Option<Self>, Error> {
        let Some(header) = headers.get(KEPT) else {
            return Ok(None);
        };
        let read = || {
            let (account, write_id) = header.to_str().ok()?.split_once(':')?;
            Some(Self {
                account: AccountId(account.parse().ok()?),
                write_id: write_id.to_owned(),
                header: header.clone(),
            })
        };
        read().map(Some).ok_or(Error::Unreadable)
    }

    /// Whether this answer is a receipt with the form's id, a refusal or a fault. Any other page or redirect
    /// looks like a success and is none.
    #[must_use]
    pub fn is_settled_by(&self, response: &Response) -> bool {
        let status = response.status();
        let named = response.headers().get(RECEIPT);
        let signed_out = is_sign_in(response);
        status.is_client_error()
            || status.is_server_error()
            || signed_out
            || named.is_some_and(|id| id.as_bytes() == self.write_id.as_bytes())
    }

    /// The answer, marked as ours.
    #[must_use]
    pub fn mark(self, mut response: Response) -> Response {
        response.headers_mut().insert(KEPT, self.header);
        response
    }
}

/// Nobody is signed in, or somebody else than the person who filled the form in: it stays on the device.
#[must_use]
pub fn signed_out(somebody_else: bool) -> Response {
    let said = serde_json::json!({ "somebody_else": somebody_else });
    (StatusCode::UNAUTHORIZED, Json(said)).into_response()
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
        return if is_sign_in(&response) {
            signed_out(false)
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

/// Whether the person is sent to sign in.
fn is_sign_in(response: &Response) -> bool {
    let to = response.headers().get(header::LOCATION);
    to.is_some_and(|to| to.as_bytes().starts_with(b"/sign-in"))
}
