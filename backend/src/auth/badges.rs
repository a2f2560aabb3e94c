//! Badges: what their QR code says, whom they name, and how often a wrong PIN may be tried.
use super::{joins::to_account, password, permissions};
use crate::{app::App, keys::sha256_hex};
use chrono::{DateTime, Duration, Utc};
use entities::{
    account::{self, AccountId, Language},
    badge::{self, BadgeId},
    bench,
    membership::{self, MembershipId, Role},
};
use permissions::{Permission, WorkAtBench};
use rand::{CryptoRng, RngExt};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult, JoinType,
    QueryFilter, QuerySelect, RelationDef, sea_query::Expr,
};

/// The letters that a scanner types alike on every Latin keyboard: A and Q, Z and W, M change places
/// between a French and an English one, and figures need a shift.
const ALPHABET: &[u8] = b"BCDEFGHIJKLNOPRSTUVXY";
/// 24 letters of 21 are 105 bits: nobody tries them all.
const LENGTH: usize = 24;

/// The fifth wrong PIN locks a badge.
pub const WRONG_PINS: i32 = 5;

/// A card on which no PIN was chosen is somebody's for the taking: after this time it has to be printed again.
pub const FIRST_USE_WITHIN: Duration = Duration::days(7);

/// What a new badge says.
#[must_use]
pub fn generate(rng: &mut impl CryptoRng) -> String {
    (0..LENGTH)
        .map(|_| char::from(ALPHABET[rng.random_range(0..ALPHABET.len())]))
        .collect()
}

/// What is stored of it. Case and whatever a scanner adds around it do not matter.
#[must_use]
pub fn hash(scanned: &str) -> String {
    let letters: String = scanned
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    sha256_hex(letters)
}

/// Whom a badge names.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Holder {
    pub badge_id: BadgeId,
    pub membership_id: MembershipId,
    pub account_id: AccountId,
    pub role: Role,
    pub language: Language,
    pub pin_hash: Option<String>,
    pub printed_at: DateTime<Utc>,
    pub locked_at: Option<DateTime<Utc>>,
}

fn to_membership() -> RelationDef {
    badge::Entity::belongs_to(membership::Entity)
        .from(badge::Column::MembershipId)
        .to(membership::Column::Id)
        .into()
}

/// Who holds the badge, if they work at this bench's site today.
pub async fn holder(
    db: &impl ConnectionTrait,
    scanned: &str,
    at: &bench::Model,
) -> Result<Option<Holder>, DbErr> {
    let holder = badge::Entity::find()
        .select_only()
        .column_as(badge::Column::Id, "badge_id")
        .column(badge::Column::MembershipId)
        .column(membership::Column::AccountId)
        .column(membership::Column::Role)
        .column(account::Column::Language)
        .column(badge::Column::PinHash)
        .column(badge::Column::PrintedAt)
        .column(badge::Column::LockedAt)
        .join(JoinType::InnerJoin, to_membership())
        .join(JoinType::InnerJoin, to_account())
        .filter(badge::COLUMN.token_hash.eq(hash(scanned)))
        .filter(badge::COLUMN.revoked_at.is_null())
        .filter(membership::COLUMN.site_id.eq(at.site_id))
        .filter(membership::COLUMN.ended_at.is_null())
        .filter(account::COLUMN.disabled_at.is_null())
        .into_model::<Holder>()
        .one(db)
        .await?;
    Ok(holder.filter(|holder| WorkAtBench::GRANTED_TO.contains(&holder.role)))
}

/// What became of a PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    Right,
    /// So many tries are left; none means that the badge is locked now.
    Wrong(i32),
    Locked,
}

/// Tries a PIN. The try is counted before it is compared, in a transaction of its own, so that many at
/// once are all counted and a fault forgets none.
pub async fn try_pin(app: &App, holder: &Holder, pin: String) -> anyhow::Result<Tried> {
    let now = app.clock.now();
    let write = app.write().await?;
    let counted = badge::Entity::update_many()
        .col_expr(
            badge::Column::WrongPins,
            Expr::col(badge::Column::WrongPins).add(1),
        )
        .filter(badge::COLUMN.id.eq(holder.badge_id))
        .filter(badge::COLUMN.wrong_pins.lt(WRONG_PINS - 1))
        .exec(&*write)
        .await?;
    if counted.rows_affected == 0 {
        let last = badge::Entity::update_many()
            .col_expr(badge::Column::WrongPins, Expr::value(WRONG_PINS))
            .col_expr(badge::Column::LockedAt, Expr::value(Some(now)))
            .filter(badge::COLUMN.id.eq(holder.badge_id))
            .filter(badge::COLUMN.wrong_pins.eq(WRONG_PINS - 1))
            .exec(&*write)
            .await?;
        if last.rows_affected == 0 {
            return Ok(Tried::Locked);
        }
    }
    let counted = badge::Entity::find_by_id(holder.badge_id)
        .one(&*write)
        .await?
        .map_or(WRONG_PINS, |badge| badge.wrong_pins);
    write.commit().await?;
    if password::verify(app, pin, holder.pin_hash.clone()).await? {
        Ok(Tried::Right)
    } else {
        Ok(Tried::Wrong(WRONG_PINS - counted))
    }
}

/// Forgets the wrong tries of somebody whose PIN was right. False when the badge was revoked, or its PIN
/// taken away, in the meantime.
pub async fn forget_tries(txn: &impl ConnectionTrait, holder: &Holder) -> Result<bool, DbErr> {
    let forgotten = badge::Entity::update_many()
        .col_expr(badge::Column::WrongPins, Expr::value(0))
        .col_expr(
            badge::Column::LockedAt,
            Expr::value(Option::<DateTime<Utc>>::None),
        )
        .filter(badge::COLUMN.id.eq(holder.badge_id))
        .filter(badge::COLUMN.revoked_at.is_null())
        .filter(badge::COLUMN.pin_hash.eq(holder.pin_hash.clone()))
        .exec(txn)
        .await?;
    Ok(forgotten.rows_affected == 1)
}

/// Keeps the PIN chosen at first use. False when somebody chose one in the meantime.
pub async fn keep_pin(
    txn: &impl ConnectionTrait,
    holder: &Holder,
    pin_hash: String,
) -> Result<bool, DbErr> {
    let kept = badge::Entity::update_many()
        .col_expr(badge::Column::PinHash, Expr::value(Some(pin_hash)))
        .filter(badge::COLUMN.id.eq(holder.badge_id))
        .filter(badge::COLUMN.revoked_at.is_null())
        .filter(badge::COLUMN.pin_hash.is_null())
        .exec(txn)
        .await?;
    Ok(kept.rows_affected == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_badge_is_read_alike_on_every_keyboard() {
        let said = generate(&mut rand::rng());
        assert_eq!(said.len(), LENGTH);
        assert!(said.chars().all(|letter| !"AQZWM".contains(letter)));
        let typed = format!(" {}\r\n", said.to_lowercase());
        assert_eq!(hash(&typed), hash(&said));
        assert_ne!(hash(&said), hash(&generate(&mut rand::rng())));
    }
}
