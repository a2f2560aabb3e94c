//! Writes that a program may send again: a key of its own, the first answer to every repeat (law 6).
use super::rules;
use crate::{
    app::{App, Write},
    keys::sha256_hex,
    web::{Error, problem::Problem},
};
use axum::{
    Json,
    http::{HeaderMap, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use entities::api_token::ApiTokenId;
use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub const HEADER: &str = "idempotency-key";
/// Says that an answer is that of the first time.
pub const REPLAYED: &str = "idempotency-replayed";

/// What was sent under a key, by its hash, and what it was answered.
#[derive(Debug, Deserialize, Serialize)]
struct Kept {
    sent: String,
    status: u16,
    told: Value,
}

/// A write under a key.
pub struct Once {
    write: Write,
    sent: String,
}

/// Whether a write is the first under its key.
pub enum Begun {
    First(Once),
    Again(Response),
}

/// Begins the transaction of a write by its receipt; what was sent before under this key is answered as it was.
pub async fn begin(
    app: &App,
    token: ApiTokenId,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Begun, Problem> {
    let key = headers
        .get(HEADER)
        .and_then(|value| value.to_str().ok())
        .and_then(rules::key)
        .ok_or_else(|| Problem::told(StatusCode::BAD_REQUEST, "error-api-key"))?;
    let sent = sha256_hex(body);
    // A token's keys are its own: two programs that number their writes do not meet.
    match app
        .write_once_by(&format!("api-token-{}", token.0), key)
        .await
    {
        Ok(write) => Ok(Begun::First(Once { write, sent })),
        Err(Error::AlreadyDone { answer, .. }) => again(&answer, &sent).map(Begun::Again),
        Err(error) => Err(error.into()),
    }
}

fn again(answer: &str, sent: &str) -> Result<Response, Problem> {
    let kept: Kept = serde_json::from_str(answer).map_err(anyhow::Error::from)?;
    if kept.sent != sent {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Err(Problem::told(status, "error-api-key-reused"));
    }
    let status = StatusCode::from_u16(kept.status).map_err(anyhow::Error::from)?;
    let mut response = (status, Json(kept.told)).into_response();
    response
        .headers_mut()
        .insert(REPLAYED, HeaderValue::from_static("true"));
    Ok(response)
}

impl Once {
    /// Its transaction.
    pub fn txn(&self) -> &DatabaseTransaction {
        &self.write
    }

    /// Commits, and keeps the answer for every repeat.
    pub async fn answer(
        self,
        status: StatusCode,
        told: &impl Serialize,
    ) -> Result<Response, Problem> {
        let told = serde_json::to_value(told).map_err(anyhow::Error::from)?;
        let kept = Kept {
            sent: self.sent,
            status: status.as_u16(),
            told,
        };
        let text = serde_json::to_string(&kept).map_err(anyhow::Error::from)?;
        drop(self.write.answer(text).await?);
        Ok((status, Json(kept.told)).into_response())
    }
}
