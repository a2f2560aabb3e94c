//! Refusals as a program reads them (RFC 9457, `application/problem+json`), in the language it asks for.
use super::{Error, FormErrors, Words, error::is_plain_text};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

pub const MEDIA_TYPE: &str = "application/problem+json";

/// Why a program got no answer.
#[derive(Debug)]
pub enum Problem {
    /// What a person would be told on a page.
    House(Error),
    /// What only a program is told.
    Told(Told),
}

/// What a problem has to say; put in the response for [`dress`] to write in the reader's language.
#[derive(Clone, Debug)]
pub struct Told {
    status: StatusCode,
    /// Key of the title; the detail is the same key with `-help`.
    key: &'static str,
    errors: FormErrors,
    /// What to authenticate with (RFC 6750).
    challenge: Option<HeaderValue>,
}

impl Problem {
    #[must_use]
    pub fn told(status: StatusCode, key: &'static str) -> Self {
        Self::Told(Told {
            status,
            key,
            errors: FormErrors::default(),
            challenge: None,
        })
    }

    /// What was sent is wrong, field by field.
    #[must_use]
    pub fn fields(errors: FormErrors) -> Self {
        Self::Told(Told {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            key: "error-api-fields",
            errors,
            challenge: None,
        })
    }

    /// The token is none, or not for this.
    #[must_use]
    pub fn challenge(status: StatusCode, key: &'static str, challenge: HeaderValue) -> Self {
        Self::Told(Told {
            status,
            key,
            errors: FormErrors::default(),
            challenge: Some(challenge),
        })
    }
}

impl<E: Into<Error>> From<E> for Problem {
    fn from(error: E) -> Self {
        Self::House(error.into())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let told = match self {
            Self::House(error) => return error.into_response(),
            Self::Told(told) => told,
        };
        let mut response = told.status.into_response();
        if let Some(challenge) = &told.challenge {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, challenge.clone());
        }
        response.extensions_mut().insert(told);
        response
    }
}

/// Writes the body of a refusal that has none yet: ours, and the bare ones of the layers around us. `description` is
/// the address of the document that describes each type of problem.
#[must_use]
pub fn dress(words: &Words, description: &str, mut response: Response) -> Response {
    let told = response.extensions_mut().remove::<Told>();
    let has_body = response.headers().contains_key(header::CONTENT_TYPE);
    if told.is_none() && has_body && !is_plain_text(&response) {
        return response;
    }
    let status = response.status();
    let key = told.as_ref().map_or_else(|| usual(status), |told| told.key);
    let mut said = Map::new();
    said.insert("type".into(), type_of(description, key).into());
    said.insert("title".into(), words.say(key).into());
    said.insert("status".into(), status.as_u16().into());
    let help = format!("{key}-help");
    said.insert("detail".into(), words.say(&help).into());
    if let Some(told) = told.filter(|told| !told.errors.is_empty()) {
        let mistakes = told.errors.all().iter();
        let lines = mistakes
            .map(|mistake| json!({ "field": mistake.field, "detail": mistake.say(words) }))
            .collect();
        said.insert("errors".into(), Value::Array(lines));
    }
    let mut dressed = (
        status,
        [(header::CONTENT_TYPE, MEDIA_TYPE)],
        Value::Object(said).to_string(),
    )
        .into_response();
    for name in [header::RETRY_AFTER, header::ALLOW, header::WWW_AUTHENTICATE] {
        if let Some(value) = response.headers().get(&name) {
            dressed.headers_mut().insert(name, value.clone());
        }
    }
    dressed
}

/// The type of a problem: where it is described.
fn type_of(description: &str, key: &str) -> String {
    format!("{description}#/components/responses/{}", name_of(key))
}

/// What the description calls a problem: its key without the words that all have in common.
#[must_use]
pub fn name_of(key: &str) -> &str {
    key.trim_start_matches("error-api-")
}

/// What a refusal is by its status alone.
#[must_use]
pub fn usual(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => "error-api-token",
        StatusCode::FORBIDDEN => "error-api-forbidden",
        StatusCode::NOT_FOUND => "error-api-not-found",
        StatusCode::METHOD_NOT_ALLOWED => "error-api-method",
        StatusCode::CONFLICT => "error-api-changed",
        StatusCode::PAYLOAD_TOO_LARGE => "error-api-too-large",
        StatusCode::UNPROCESSABLE_ENTITY => "error-api-fields",
        StatusCode::TOO_MANY_REQUESTS => "error-api-too-many",
        status if status.is_client_error() => "error-api-unreadable",
        _ => "error-api-internal",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn every_refusal_has_its_words() {
        for lang in [Lang::Fr, Lang::En] {
            let words = Words::new(lang);
            for status in (400..600).filter_map(|code| StatusCode::from_u16(code).ok()) {
                let key = usual(status);
                assert!(words.knows(key), "{key}");
                assert!(words.knows(&format!("{key}-help")), "{key}-help");
            }
        }
    }

    #[test]
    fn what_has_a_body_of_its_own_is_left_alone() {
        let own = (
            StatusCode::CONFLICT,
            axum::Json(json!({ "error": "taken" })),
        )
            .into_response();
        let words = Words::new(Lang::En);
        let dressed = dress(&words, "/api/openapi.json", own);
        let kind = dressed.headers().get(header::CONTENT_TYPE).cloned();
        assert_eq!(kind, Some(HeaderValue::from_static("application/json")));
        let bare = StatusCode::NOT_FOUND.into_response();
        let dressed = dress(&words, "/api/openapi.json", bare);
        let kind = dressed.headers().get(header::CONTENT_TYPE).cloned();
        assert_eq!(kind, Some(HeaderValue::from_static(MEDIA_TYPE)));
    }
}
