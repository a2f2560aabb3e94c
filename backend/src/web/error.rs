//! Why a request got no page, and the page that says so.
use super::{Shell, page, queue};
use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use sea_orm::{DbErr, SqlErr};

/// Why a request got no page. Everything a person can repair is a page, not an error.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("sign in first")]
    SignIn,
    #[error("not allowed")]
    Forbidden,
    #[error("not found")]
    NotFound,
    /// A person asked that what is known of them be left alone (GDPR, article 18).
    #[error("restricted at the person's request")]
    Restricted,
    /// The form came without its id: sent by hand, or cut short.
    #[error("the form carries no id")]
    WriteIdMissing,
    /// This form was sent before: the answer is the first one (law 6).
    #[error("already done")]
    AlreadyDone { write_id: String, answer: String },
    /// Somebody changed the same thing in the meantime (law 2).
    #[error("changed by somebody else in the meantime")]
    Changed,
    /// Nobody sends this later than it is decided: least of all a handover (law 1).
    #[error("not to be sent later")]
    NotLater,
    #[error("the file is too large")]
    TooLarge,
    #[error("the request could not be read")]
    Unreadable,
    /// Tried too often: again after so many seconds.
    #[error("too many tries")]
    TooMany(i64),
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

impl Error {
    /// Of two who write the one row there may be of something, the second is told, not failed.
    #[must_use]
    pub fn second(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Changed,
            Some(_) | None => error.into(),
        }
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        Self::Internal(error.into())
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<crate::keys::NotOpened> for Error {
    fn from(error: crate::keys::NotOpened) -> Self {
        Self::Internal(error.into())
    }
}

impl From<axum::extract::multipart::MultipartError> for Error {
    fn from(error: axum::extract::multipart::MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Self::TooLarge
        } else {
            Self::Unreadable
        }
    }
}

/// What the error page has to say; put in the response for [`dress`] to write in the reader's language.
#[derive(Clone, Copy)]
pub struct Trouble {
    /// Key of the heading; the sentence below is the same key with `-help`.
    key: &'static str,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, key) = match &self {
            Self::SignIn => return Redirect::to("/sign-in").into_response(),
            Self::AlreadyDone { answer, .. } if answer.is_empty() => {
                (StatusCode::CONFLICT, "error-changed")
            }
            Self::AlreadyDone { write_id, answer } => return queue::receipt(write_id, answer),
            Self::Forbidden => (StatusCode::FORBIDDEN, "error-forbidden"),
            Self::NotFound => (StatusCode::NOT_FOUND, "error-not-found"),
            Self::Restricted => (StatusCode::FORBIDDEN, "error-restricted"),
            Self::WriteIdMissing => (StatusCode::BAD_REQUEST, "error-write-id-missing"),
            Self::Changed => (StatusCode::CONFLICT, "error-changed"),
            Self::NotLater => (StatusCode::CONFLICT, "error-not-later"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "error-too-large"),
            Self::Unreadable => (StatusCode::BAD_REQUEST, "error-unreadable"),
            Self::TooMany(_) => (StatusCode::TOO_MANY_REQUESTS, "error-too-many"),
            Self::Internal(cause) => {
                tracing::error!(cause = %format!("{cause:#}"), "request failed");
                (StatusCode::INTERNAL_SERVER_ERROR, "error-internal")
            }
        };
        let mut response = status.into_response();
        if let Self::TooMany(seconds) = self {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(Trouble { key });
        response
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    shell: Shell,
    key: &'static str,
    help_key: String,
}

/// The same in a language of the worker view, whose frame has no menu in another one.
#[derive(Template)]
#[template(path = "error_at_bench.html")]
struct WorkersErrorPage {
    shell: Shell,
    key: &'static str,
    help_key: String,
}

/// Writes the page of an answer that has none yet: ours by [`Trouble`], and the bare refusals of the
/// layers around us (a body over the limit, a form from another site, a method that does not exist).
#[must_use]
pub fn dress(shell: Shell, response: Response) -> Response {
    let key = match (response.extensions().get::<Trouble>(), response.status()) {
        (Some(trouble), _) => trouble.key,
        (None, _)
            if response.headers().contains_key(header::CONTENT_TYPE)
                && !is_plain_text(&response) =>
        {
            return response;
        }
        (None, StatusCode::PAYLOAD_TOO_LARGE) => "error-too-large",
        (None, StatusCode::FORBIDDEN) => "error-other-site",
        (None, StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_FOUND) => "error-not-found",
        (None, status) if status.is_client_error() => "error-unreadable",
        (
            None,
            StatusCode::REQUEST_TIMEOUT
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT,
        ) => "error-internal",
        (None, _) => return response,
    };
    let help_key = format!("{key}-help");
    let status = response.status();
    let written = if shell.is_for_workers() {
        page(
            status,
            &WorkersErrorPage {
                shell,
                key,
                help_key,
            },
        )
    } else {
        page(
            status,
            &ErrorPage {
                shell,
                key,
                help_key,
            },
        )
    };
    match written {
        Ok(mut dressed) => {
            for name in [header::RETRY_AFTER, header::ALLOW] {
                if let Some(value) = response.headers().get(&name) {
                    dressed.headers_mut().insert(name, value.clone());
                }
            }
            dressed
        }
        Err(error) => {
            tracing::error!(%error, "the error page could not be written");
            response
        }
    }
}

pub(super) fn is_plain_text(response: &Response) -> bool {
    response.status().is_client_error()
        && response
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.starts_with("text/plain"))
}
