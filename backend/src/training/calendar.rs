//! The sessions, read in the order of time, page by page.
use super::queries;
use crate::{auth::territory, web::Error};
use anyhow::Context;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use entities::{
    membership::MembershipId,
    pathway::PathwayId,
    site,
    training_session::{self, Column, TrainingSessionId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, Order, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

/// How many sessions a page shows.
pub const PAGE: u64 = 50;

/// What a list of sessions is narrowed to.
#[derive(Clone, Copy, Default)]
pub struct Search {
    /// A trainer's own.
    pub trainer: Option<MembershipId>,
    pub pathway: Option<PathwayId>,
    /// Only those a place can be booked in: not cancelled, and not full.
    pub open: bool,
    /// Only those at a place in the territory of this coordinator.
    pub within: Option<MembershipId>,
    /// The last session of the page before.
    pub beyond: Option<TrainingSessionId>,
}

/// A page of sessions with their sites, and whether there are more.
pub type Sessions = (Vec<(training_session::Model, site::Model)>, bool);

/// The sessions from `since` on, soonest first.
pub async fn to_come(
    db: &impl ConnectionTrait,
    search: Search,
    since: DateTime<Utc>,
) -> Result<Sessions, Error> {
    let from = Condition::all().add(training_session::COLUMN.starts_at.gte(since));
    page(db, search, from, Order::Asc).await
}

/// The sessions before `until`, latest first.
pub async fn past(
    db: &impl ConnectionTrait,
    search: Search,
    until: DateTime<Utc>,
) -> Result<Sessions, Error> {
    let before = Condition::all().add(training_session::COLUMN.starts_at.lt(until));
    page(db, search, before, Order::Desc).await
}

async fn page(
    db: &impl ConnectionTrait,
    search: Search,
    time: Condition,
    order: Order,
) -> Result<Sessions, Error> {
    let narrowed = Condition::all()
        .add(time)
        .add_option(search.trainer.map(|id| Column::TrainerId.eq(id)))
        .add_option(search.pathway.map(|id| Column::PathwayId.eq(id)))
        .add_option(search.open.then(|| Column::CancelledAt.is_null()))
        .add_option(
            search
                .open
                .then(|| Expr::col(Column::PlacesTaken).lt(Expr::col(Column::Capacity))),
        )
        .add_option(
            search
                .within
                .map(|limited| Column::SiteId.in_subquery(territory::sites(limited))),
        )
        .add_option(beyond(db, search.beyond, &order).await?);
    let mut sessions = training_session::Entity::find()
        .filter(narrowed)
        .order_by(Column::StartsAt, order.clone())
        .order_by(Column::Id, order)
        .limit(PAGE + 1)
        .all(db)
        .await?;
    let shown = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = sessions.len() > shown;
    sessions.truncate(shown);
    let sites = queries::sites(db, sessions.iter().map(|session| session.site_id)).await?;
    let with_site = sessions.into_iter().map(|session| {
        let site = sites
            .get(&session.site_id)
            .context("a session is at a site")?;
        Ok((session, site.clone()))
    });
    Ok((with_site.collect::<Result<_, Error>>()?, more))
}

/// What comes after the last session of the page before, in this order.
async fn beyond(
    db: &impl ConnectionTrait,
    last: Option<TrainingSessionId>,
    order: &Order,
) -> Result<Option<Condition>, DbErr> {
    let Some(last) = last else {
        return Ok(None);
    };
    let last = training_session::Entity::find_by_id(last).one(db).await?;
    Ok(last.map(|last| {
        let same_time = Column::StartsAt.eq(last.starts_at);
        let (later, then) = if *order == Order::Desc {
            (Column::StartsAt.lt(last.starts_at), Column::Id.lt(last.id))
        } else {
            (Column::StartsAt.gt(last.starts_at), Column::Id.gt(last.id))
        };
        Condition::any().add(later).add(same_time.and(then))
    }))
}

/// How many sessions a trainer gives on a day.
pub async fn count_on(
    db: &impl ConnectionTrait,
    trainer: MembershipId,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<u64, DbErr> {
    training_session::Entity::find()
        .filter(training_session::COLUMN.trainer_id.eq(trainer))
        .filter(training_session::COLUMN.cancelled_at.is_null())
        .filter(training_session::COLUMN.starts_at.gte(morning(day, now)))
        .filter(
            training_session::COLUMN
                .starts_at
                .lt(morning(day + Days::new(1), now)),
        )
        .count(db)
        .await
}

/// When this day began in France.
#[must_use]
pub fn morning(today: NaiveDate, now: DateTime<Utc>) -> DateTime<Utc> {
    Paris
        .from_local_datetime(&today.and_time(NaiveTime::MIN))
        .earliest()
        .map_or(now, |morning| morning.with_timezone(&Utc))
}
