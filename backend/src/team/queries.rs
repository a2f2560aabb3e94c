//! The people and benches of a supervisor's own workshop; those of another are not there.
use crate::{
    auth::{Signed, joins::to_account},
    web::Error,
};
use chrono::{DateTime, Utc};
use entities::{
    account::{self, AccountId},
    badge,
    bench::{self, BenchId},
    membership::{self, MembershipId, Role},
    site,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, Select,
};

/// Somebody who works at the workshop.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Mate {
    pub id: MembershipId,
    pub account_id: AccountId,
    pub name: String,
    pub role: Role,
}

fn mates_of(by: &Signed) -> Select<membership::Entity> {
    membership::Entity::find()
        .select_only()
        .column(membership::Column::Id)
        .column(membership::Column::AccountId)
        .column(account::Column::Name)
        .column(membership::Column::Role)
        .join(JoinType::InnerJoin, to_account())
        .filter(membership::COLUMN.organisation_id.eq(by.organisation_id))
        .filter(membership::Column::SiteId.is_not_null())
        .filter(membership::Column::SiteId.eq(by.site_id))
        .filter(
            membership::COLUMN
                .role
                .is_in([Role::Supervisor, Role::Worker]),
        )
        .filter(membership::COLUMN.ended_at.is_null())
        .filter(account::COLUMN.disabled_at.is_null())
}

/// Everybody of the workshop, by name.
pub async fn mates(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<Mate>, DbErr> {
    mates_of(by)
        .order_by_asc(account::Column::Name)
        .order_by_asc(membership::Column::Id)
        .into_model::<Mate>()
        .all(db)
        .await
}

/// One of them.
pub async fn mate(db: &impl ConnectionTrait, by: &Signed, id: i32) -> Result<Mate, Error> {
    mates_of(by)
        .filter(membership::COLUMN.id.eq(MembershipId(id)))
        .into_model::<Mate>()
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// What a badge is good for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadgeState {
    None,
    /// Printed, and no PIN chosen yet.
    New(DateTime<Utc>),
    Works(DateTime<Utc>),
    Locked(DateTime<Utc>),
}

impl BadgeState {
    #[must_use]
    pub fn of(badge: Option<&badge::Model>) -> Self {
        match badge {
            None => Self::None,
            Some(badge) => match (badge.locked_at, &badge.pin_hash) {
                (Some(at), _) => Self::Locked(at),
                (None, None) => Self::New(badge.printed_at),
                (None, Some(_)) => Self::Works(badge.printed_at),
            },
        }
    }

    #[must_use]
    pub fn is_none(self) -> bool {
        self == Self::None
    }

    /// Tone, icon and word key.
    #[must_use]
    pub const fn badge(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::None => ("plain", "circle-minus", "badge-none"),
            Self::New(_) => ("wait", "hourglass", "badge-new"),
            Self::Works(_) => ("good", "circle-check", "badge-works"),
            Self::Locked(_) => ("stop", "ban", "badge-is-locked"),
        }
    }
}

/// The badges of these people that were not revoked.
pub async fn badges(
    db: &impl ConnectionTrait,
    of: impl IntoIterator<Item = MembershipId>,
) -> Result<Vec<badge::Model>, DbErr> {
    badge::Entity::find()
        .filter(badge::COLUMN.membership_id.is_in(of))
        .filter(badge::COLUMN.revoked_at.is_null())
        .all(db)
        .await
}

/// The workshop the person works at, if it is one.
pub async fn workshop(
    db: &impl ConnectionTrait,
    by: &Signed,
) -> Result<Option<site::Model>, DbErr> {
    let Some(site) = by.site_id else {
        return Ok(None);
    };
    site::Entity::find_by_id(site)
        .filter(site::COLUMN.is_workshop.eq(true))
        .filter(site::COLUMN.closed_at.is_null())
        .one(db)
        .await
}

/// The benches of the workshop that were not revoked, by name.
pub async fn benches(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<bench::Model>, DbErr> {
    bench::Entity::find()
        .filter(bench::Column::SiteId.eq(by.site_id))
        .filter(bench::COLUMN.revoked_at.is_null())
        .order_by_asc(bench::Column::Name)
        .all(db)
        .await
}

/// One of them.
pub async fn bench(db: &impl ConnectionTrait, by: &Signed, id: i32) -> Result<bench::Model, Error> {
    bench::Entity::find_by_id(BenchId(id))
        .filter(bench::Column::SiteId.eq(by.site_id))
        .filter(bench::COLUMN.revoked_at.is_null())
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}
