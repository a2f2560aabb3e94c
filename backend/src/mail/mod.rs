//! Messages to the outside (law 7): a row in the transaction that calls for them, sent afterwards.
mod compose;
mod failed;
mod outbox;
mod send;

pub use compose::compose;
pub use failed::{erase_failed, give_up};
pub use send::{TRIES, send_due, server_answers};

use crate::{app::App, keys::Keys};
use axum::{
    Router,
    routing::{get, post},
};
use chrono::{DateTime, Utc};
use entities::{
    account,
    membership::{self, MembershipId},
    outbox::{ActiveModel, COLUMN, Entity, OutboxId, OutboxKind, OutboxState},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde::{Deserialize, Serialize};

/// A message in its reader's language, both parts written out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// None in a message of before there were any.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

/// A file that goes with a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub name: String,
    pub media_type: String,
    pub content: String,
}

/// Who reads what is sent to a membership; nobody once it ended or its account was disabled.
pub async fn reader(
    db: &impl ConnectionTrait,
    id: MembershipId,
) -> Result<Option<account::Model>, DbErr> {
    let standing = membership::Entity::find_by_id(id)
        .filter(membership::COLUMN.ended_at.is_null())
        .one(db)
        .await?;
    let Some(standing) = standing else {
        return Ok(None);
    };
    account::Entity::find_by_id(standing.account_id)
        .filter(account::COLUMN.disabled_at.is_null())
        .one(db)
        .await
}

/// How many messages were given up and not looked at.
pub async fn count_failed(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    Entity::find()
        .filter(COLUMN.state.eq(OutboxState::Failed))
        .filter(COLUMN.sealed.is_not_null())
        .count(db)
        .await
}

/// Puts a message in the outbox. `signs_in` says that it carries a link that
/// signs in or sets a password, which no list may ever show.
pub async fn queue(
    txn: &impl ConnectionTrait,
    keys: &Keys,
    kind: OutboxKind,
    signs_in: bool,
    message: &Message,
    now: DateTime<Utc>,
) -> Result<OutboxId, DbErr> {
    let row = ActiveModel {
        kind: Set(kind),
        state: Set(OutboxState::Waiting),
        sealed: Set(Some(keys.seal("message", message))),
        signs_in: Set(signs_in),
        attempts: Set(0),
        created_at: Set(now),
        next_attempt_at: Set(now),
        ..Default::default()
    };
    Ok(Entity::insert(row).exec_with_returning(txn).await?.id)
}

pub fn routes() -> Router<App> {
    Router::new()
        .route("/outbox", get(outbox::show))
        .route("/outbox/retry", post(outbox::retry))
        .route("/outbox/{id}", get(outbox::read))
}
