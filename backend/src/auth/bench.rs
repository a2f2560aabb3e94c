//! Benches: browsers that a workshop has enrolled. On one, a badge and a PIN sign in, for bench work only.
use crate::{
    app::App,
    keys::{random_token, sha256_hex},
};
use axum::http::HeaderMap;
use axum_extra::extract::cookie::{Cookie, SameSite, SignedCookieJar};
use chrono::{DateTime, Utc};
use entities::{
    badge::BadgeId,
    bench::{self, BenchId},
    bench_session, session,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};

const COOKIE: &str = "bench";

/// The bench that somebody signed in stands at.
#[derive(Clone, Debug)]
pub struct AtBench {
    pub id: BenchId,
    pub name: String,
    pub idle_minutes: i32,
}

/// What a browser is given when it becomes a bench: the cookie, and what is stored of it.
#[must_use]
pub fn token(app: &App) -> (Cookie<'static>, String) {
    let token = random_token();
    let hash = sha256_hex(&token);
    let cookie = Cookie::build((COOKIE, token))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.config.https())
        .permanent()
        .build();
    (cookie, hash)
}

/// The bench this browser is, unless it was revoked.
pub async fn of(app: &App, headers: &HeaderMap) -> Result<Option<bench::Model>, DbErr> {
    let jar = SignedCookieJar::from_headers(headers, app.keys.cookies.clone());
    let Some(token) = jar.get(COOKIE) else {
        return Ok(None);
    };
    bench::Entity::find()
        .filter(bench::COLUMN.token_hash.eq(sha256_hex(token.value())))
        .filter(bench::COLUMN.revoked_at.is_null())
        .one(&app.db)
        .await
}

/// Ends every session at a bench.
pub async fn end_sessions(
    txn: &impl ConnectionTrait,
    bench: BenchId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let of_bench = sessions().filter(bench_session::COLUMN.bench_id.eq(bench));
    end(txn, of_bench.into_query(), now).await
}

/// Ends every session that a badge opened.
pub async fn end_sessions_of_badge(
    txn: &impl ConnectionTrait,
    badge: BadgeId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let of_badge = sessions().filter(bench_session::COLUMN.badge_id.eq(badge));
    end(txn, of_badge.into_query(), now).await
}

fn sessions() -> sea_orm::Select<bench_session::Entity> {
    bench_session::Entity::find()
        .select_only()
        .column(bench_session::Column::SessionId)
}

async fn end(
    txn: &impl ConnectionTrait,
    which: SelectStatement,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::value(now))
        .filter(session::Column::Id.in_subquery(which))
        .filter(session::COLUMN.revoked_at.is_null())
        .exec(txn)
        .await?;
    Ok(())
}
