//! `POST /api/snapshots`: a bench's live system hands in the inventory of the machine it runs on, with its token.
use super::{
    hardware,
    snapshots::{self, Refusal, SnapshotError, Source},
};
use crate::{
    app::App,
    journal::By,
    keys::sha256_hex,
    web::{Error, Lang, Words},
};
use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use entities::{bench_token, device, hardware_snapshot};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr,
};
use serde_json::json;

/// Answers with what was kept, in JSON; the same file sent again has the same answer.
pub async fn submit(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Error> {
    let words = Words::new(Lang::of(&headers));
    let Some(token) = token_of(&app, &headers).await? else {
        tracing::warn!("an inventory came with a bench token that is none");
        return Ok(unknown(words, "hardware-token-unknown"));
    };
    if token.revoked_at.is_some() {
        tracing::warn!(token = token.id, "a revoked bench token was used");
        let write = app.write().await?;
        bench_token::Entity::update_many()
            .col_expr(
                bench_token::Column::RefusedUses,
                Expr::col(bench_token::Column::RefusedUses).add(1),
            )
            .col_expr(
                bench_token::Column::LastRefusedAt,
                Expr::value(Some(app.clock.now())),
            )
            .filter(bench_token::COLUMN.id.eq(token.id))
            .exec(&*write)
            .await?;
        write.commit().await?;
        return Ok(unknown(words, "hardware-token-revoked"));
    }
    let Ok(body) = body else {
        let refusal = Refusal::Fault(hardware::Fault::TooLarge);
        return Ok(refused(words, &token, refusal));
    };
    let machine = match hardware::read(&body) {
        Ok(machine) => machine,
        Err(fault) => return Ok(refused(words, &token, Refusal::Fault(fault))),
    };
    let sha256 = sha256_hex(&body);
    let write = app.write().await?;
    let Some(device) = snapshots::device_of(&*write, token.site_id, &machine).await? else {
        drop(write);
        let refusal = if machine.serial.is_some() {
            Refusal::Unknown
        } else {
            Refusal::Nameless
        };
        return Ok(refused(words, &token, refusal));
    };
    // The file itself is the id of this write: the same again is answered as the first time.
    if let Some(snapshot) = snapshots::known(&*write, &device, &machine, &sha256).await? {
        return Ok(kept(&snapshot, &device));
    }
    let now = app.clock.now();
    let by = By {
        actor: None,
        at: now,
    };
    let outcome = snapshots::keep(
        &write,
        by,
        Source::Token(token.id),
        &device,
        &machine,
        &sha256,
    )
    .await;
    match outcome {
        Ok(snapshot) => {
            bench_token::ActiveModel {
                id: Set(token.id),
                last_used_at: Set(Some(now)),
                ..Default::default()
            }
            .update(&*write)
            .await?;
            write.commit().await?;
            Ok(kept(&snapshot, &device))
        }
        Err(SnapshotError::Refused(refusal)) => {
            drop(write);
            Ok(refused(words, &token, refusal))
        }
        // Sent twice at once: the other one was kept, and answers for both.
        Err(SnapshotError::Other(Error::Changed)) => {
            drop(write);
            let first = snapshots::known(&app.db, &device, &machine, &sha256).await?;
            first.map_or(Err(Error::Changed), |snapshot| Ok(kept(&snapshot, &device)))
        }
        Err(SnapshotError::Other(error)) => Err(error),
    }
}

/// The row of the bearer's token.
async fn token_of(app: &App, headers: &HeaderMap) -> Result<Option<bench_token::Model>, Error> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(str::trim)
        .unwrap_or_default();
    if bearer.is_empty() {
        return Ok(None);
    }
    Ok(bench_token::Entity::find()
        .filter(bench_token::COLUMN.sha256.eq(sha256_hex(bearer)))
        .one(&app.db)
        .await?)
}

fn kept(snapshot: &hardware_snapshot::Model, device: &device::Model) -> Response {
    let told = json!({
        "snapshot": snapshot.id,
        "device": device.label_code,
        "drives": snapshot.drives,
        "sha256": snapshot.sha256,
    });
    (StatusCode::CREATED, Json(told)).into_response()
}

fn unknown(words: Words, key: &'static str) -> Response {
    let bearer = [(header::WWW_AUTHENTICATE, "Bearer")];
    let told = json!({ "error": key, "message": words.say(key) });
    (StatusCode::UNAUTHORIZED, bearer, Json(told)).into_response()
}

fn refused(words: Words, token: &bench_token::Model, refusal: Refusal) -> Response {
    tracing::info!(token = token.id, ?refusal, "an inventory was refused");
    let status = match refusal {
        Refusal::Fault(hardware::Fault::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::Fault(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Another
        | Refusal::Nameless
        | Refusal::Unknown
        | Refusal::NotAtWork
        | Refusal::Taken
        | Refusal::DriveKnown => StatusCode::CONFLICT,
    };
    let told = json!({ "error": refusal.key(), "message": words.say(refusal.key()) });
    (status, Json(told)).into_response()
}
