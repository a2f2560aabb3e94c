//! Giving a token and taking it back, each an event; and counting what it is used for.
use super::rules::{Scope, joined};
use crate::{
    auth::{Allowed, permissions::GiveApiTokens},
    journal::{self, ChangeError, Event, EventKind},
    keys::sha256_hex,
};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use entities::{
    api_token::{self, ApiTokenId},
    api_token_use,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, Set,
    sea_query::{Expr, OnConflict},
};

/// A token to give.
pub struct New<'n> {
    pub name: &'n str,
    pub scopes: &'n [Scope],
    pub days: i64,
}

/// Writes down a token: what it acts as, what it may do, and the hash of it.
pub async fn give(
    txn: &impl ConnectionTrait,
    by: &Allowed<GiveApiTokens>,
    new: New<'_>,
    token: &str,
    now: DateTime<Utc>,
) -> Result<api_token::Model, DbErr> {
    let row = api_token::ActiveModel {
        membership_id: Set(by.membership_id),
        name: Set(new.name.to_owned()),
        sha256: Set(sha256_hex(token)),
        scopes: Set(joined(new.scopes)),
        created_at: Set(now),
        expires_at: Set(now + Duration::days(new.days)),
        revoked_at: Set(None),
        revoked_by: Set(None),
        ..Default::default()
    };
    journal::insert(txn, by.at(now), row, Event::of(EventKind::ApiTokenMade)).await
}

/// Takes a token back; one that was taken back before stays as it is.
pub async fn revoke(
    txn: &impl ConnectionTrait,
    by: &Allowed<GiveApiTokens>,
    token: &api_token::Model,
    now: DateTime<Utc>,
) -> Result<(), ChangeError> {
    if token.revoked_at.is_some() {
        return Ok(());
    }
    let change = api_token::ActiveModel {
        revoked_at: Set(Some(now)),
        revoked_by: Set(Some(by.membership_id)),
        ..Default::default()
    };
    let event = Event::of(EventKind::ApiTokenRevoked);
    journal::change(txn, by.at(now), token, change, event).await?;
    Ok(())
}

/// Counts a call on its day.
pub async fn note_call(
    txn: &impl ConnectionTrait,
    token: ApiTokenId,
    day: NaiveDate,
) -> Result<(), DbErr> {
    let key = [api_token_use::Column::TokenId, api_token_use::Column::Day];
    api_token_use::Entity::insert(api_token_use::ActiveModel {
        token_id: Set(token),
        day: Set(day),
        calls: Set(0),
    })
    .on_conflict(OnConflict::columns(key).do_nothing_on(key).to_owned())
    .exec_without_returning(txn)
    .await?;
    api_token_use::Entity::update_many()
        .col_expr(
            api_token_use::Column::Calls,
            Expr::col(api_token_use::Column::Calls).add(1),
        )
        .filter(api_token_use::COLUMN.token_id.eq(token))
        .filter(api_token_use::COLUMN.day.eq(day))
        .exec(txn)
        .await?;
    Ok(())
}
