//! The links in mails that set a password: random, for one use, and known here by their hash alone.
use crate::keys::{random_token, sha256_hex};
use chrono::{DateTime, Duration, Utc};
use entities::{
    account::{self, AccountId},
    account_token::{self, TokenPurpose},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::Expr,
};

/// How long a link may be used.
#[must_use]
pub fn lasts(purpose: TokenPurpose) -> Duration {
    match purpose {
        TokenPurpose::Invitation => Duration::days(7),
        TokenPurpose::PasswordReset => Duration::hours(1),
    }
}

/// How long who registers themselves has to open the message.
pub const REGISTRATION_LASTS: Duration = Duration::days(2);

/// A link just made, to be written into one message and nowhere else.
pub struct Link {
    pub address: String,
    pub expires_at: DateTime<Utc>,
}

/// Makes a link for an account; the earlier ones of the same purpose stop working.
pub async fn make(
    txn: &impl ConnectionTrait,
    base_url: &str,
    account_id: AccountId,
    purpose: TokenPurpose,
    now: DateTime<Utc>,
) -> Result<Link, DbErr> {
    end(
        txn,
        Condition::all()
            .add(account_token::COLUMN.account_id.eq(account_id))
            .add(account_token::COLUMN.purpose.eq(purpose)),
        now,
    )
    .await?;
    let token = random_token();
    let expires_at = now + lasts(purpose);
    account_token::Entity::insert(account_token::ActiveModel {
        account_id: Set(account_id),
        purpose: Set(purpose),
        token_hash: Set(sha256_hex(&token)),
        expires_at: Set(expires_at),
        ..Default::default()
    })
    .exec_without_returning(txn)
    .await?;
    let path = match purpose {
        TokenPurpose::Invitation => "invitation",
        TokenPurpose::PasswordReset => "password-reset",
    };
    Ok(Link {
        address: format!("{base_url}/{path}/link/{token}"),
        expires_at,
    })
}

/// A link that may be used, and whose it is.
pub struct Live {
    pub token_id: i32,
    pub account: account::Model,
}

/// Why a link may not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Used,
    /// Past its time, or replaced by a newer one.
    Expired,
    Unknown,
}

/// Looks a link up; changes nothing.
pub async fn find(
    db: &impl ConnectionTrait,
    purpose: TokenPurpose,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Result<Live, Ended>, DbErr> {
    let found = account_token::Entity::find()
        .filter(account_token::COLUMN.token_hash.eq(sha256_hex(token)))
        .filter(account_token::COLUMN.purpose.eq(purpose))
        .one(db)
        .await?;
    let Some(found) = found else {
        return Ok(Err(Ended::Unknown));
    };
    if found.used_at.is_some() {
        return Ok(Err(Ended::Used));
    }
    if found.expires_at <= now {
        return Ok(Err(Ended::Expired));
    }
    let account = account::Entity::find_by_id(found.account_id)
        .one(db)
        .await?
        .filter(|account| account.disabled_at.is_none());
    Ok(account
        .map(|account| Live {
            token_id: found.id,
            account,
        })
        .ok_or(Ended::Unknown))
}

/// Uses a link up, and with it every other link of the account. False when somebody was faster.
pub async fn take(
    txn: &impl ConnectionTrait,
    token_id: i32,
    account_id: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let taken = account_token::Entity::update_many()
        .col_expr(account_token::Column::UsedAt, Expr::value(now))
        .filter(account_token::COLUMN.id.eq(token_id))
        .filter(account_token::COLUMN.used_at.is_null())
        .filter(account_token::COLUMN.expires_at.gt(now))
        .exec(txn)
        .await?;
    end(
        txn,
        Condition::all().add(account_token::COLUMN.account_id.eq(account_id)),
        now,
    )
    .await?;
    Ok(taken.rows_affected == 1)
}

/// Ends links that were not used yet.
async fn end(
    txn: &impl ConnectionTrait,
    which: Condition,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    account_token::Entity::update_many()
        .col_expr(account_token::Column::ExpiresAt, Expr::value(now))
        .filter(which)
        .filter(account_token::COLUMN.used_at.is_null())
        .filter(account_token::COLUMN.expires_at.gt(now))
        .exec(txn)
        .await?;
    Ok(())
}
