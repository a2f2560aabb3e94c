//! What a supervisor does to benches and badges.
use crate::auth::{Signed, badges, bench as at_bench};
use chrono::{DateTime, Utc};
use entities::{
    badge,
    bench::{self, BenchId},
    membership::MembershipId,
    site::SiteId,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, SqlErr,
    sea_query::Expr,
};

/// A browser to be a bench.
pub struct NewBench {
    pub site_id: SiteId,
    pub name: String,
    pub token_hash: String,
    pub idle_minutes: i32,
}

/// Why no bench was enrolled.
#[derive(Debug, thiserror::Error)]
pub enum NotEnrolled {
    #[error("another bench of the workshop has this name")]
    NameTaken,
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Enrols a browser. The bench it was before, if it was one, is no more.
pub async fn enrol(
    txn: &impl ConnectionTrait,
    by: &Signed,
    before: Option<BenchId>,
    new: NewBench,
    now: DateTime<Utc>,
) -> Result<(), NotEnrolled> {
    if let Some(before) = before {
        revoke_bench(txn, before, now).await?;
    }
    let row = bench::ActiveModel {
        site_id: Set(new.site_id),
        name: Set(new.name),
        token_hash: Set(new.token_hash),
        idle_minutes: Set(new.idle_minutes),
        enrolled_by: Set(by.membership_id),
        enrolled_at: Set(now),
        ..Default::default()
    };
    match bench::Entity::insert(row).exec_without_returning(txn).await {
        Ok(_) => Ok(()),
        Err(error) if is_taken(&error) => Err(NotEnrolled::NameTaken),
        Err(error) => Err(error.into()),
    }
}

/// Revokes a bench and ends whoever is signed in at it. False when it was revoked before.
pub async fn revoke_bench(
    txn: &impl ConnectionTrait,
    id: BenchId,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let revoked = bench::Entity::update_many()
        .col_expr(bench::Column::RevokedAt, Expr::value(Some(now)))
        .filter(bench::COLUMN.id.eq(id))
        .filter(bench::COLUMN.revoked_at.is_null())
        .exec(txn)
        .await?;
    at_bench::end_sessions(txn, id, now).await?;
    Ok(revoked.rows_affected == 1)
}

/// Makes a badge in place of the one there was.
pub async fn print_badge(
    txn: &impl ConnectionTrait,
    by: &Signed,
    of: MembershipId,
    said: &str,
    now: DateTime<Utc>,
) -> Result<(), crate::web::Error> {
    revoke_badge(txn, of, now).await?;
    let row = badge::ActiveModel {
        membership_id: Set(of),
        token_hash: Set(badges::hash(said)),
        printed_by: Set(by.membership_id),
        printed_at: Set(now),
        wrong_pins: Set(0),
        ..Default::default()
    };
    match badge::Entity::insert(row).exec_without_returning(txn).await {
        Ok(_) => Ok(()),
        // Somebody printed one at the same moment.
        Err(error) if is_taken(&error) => Err(crate::web::Error::Changed),
        Err(error) => Err(error.into()),
    }
}

/// Revokes somebody's badge and ends the sessions it opened. False when there is none.
pub async fn revoke_badge(
    txn: &impl ConnectionTrait,
    of: MembershipId,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let live = badge::Entity::find()
        .filter(badge::COLUMN.membership_id.eq(of))
        .filter(badge::COLUMN.revoked_at.is_null())
        .one(txn)
        .await?;
    let Some(live) = live else {
        return Ok(false);
    };
    badge::Entity::update_many()
        .col_expr(badge::Column::RevokedAt, Expr::value(Some(now)))
        .filter(badge::COLUMN.id.eq(live.id))
        .exec(txn)
        .await?;
    at_bench::end_sessions_of_badge(txn, live.id, now).await?;
    Ok(true)
}

/// Lets a locked badge try again. False when it is not locked.
pub async fn unlock_badge(txn: &impl ConnectionTrait, of: MembershipId) -> Result<bool, DbErr> {
    let unlocked = badge::Entity::update_many()
        .col_expr(badge::Column::WrongPins, Expr::value(0))
        .col_expr(
            badge::Column::LockedAt,
            Expr::value(Option::<DateTime<Utc>>::None),
        )
        .filter(badge::COLUMN.membership_id.eq(of))
        .filter(badge::COLUMN.revoked_at.is_null())
        .filter(badge::COLUMN.locked_at.is_not_null())
        .exec(txn)
        .await?;
    Ok(unlocked.rows_affected == 1)
}

fn is_taken(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}
