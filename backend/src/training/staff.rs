//! The staff in training: places and attendance of people who work in the chain, without a request or a
//! recipient behind them.
use super::{
    places,
    queries::{self, modules_of},
};
use crate::web::Error;
use chrono::{DateTime, Duration, Utc};
use entities::{
    account::{self, AccountId},
    attendance::AttendanceState,
    habilitation_module,
    membership::MembershipId,
    staff_place,
    training_module::ModuleId,
    training_session::{self, TrainingSessionId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, SqlErr,
};

/// Why nothing was booked or recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDone {
    Over,
    Cancelled,
    Full,
    AlreadyBooked,
    NotBegun,
    /// A habilitation rests on this presence.
    RestsOnIt,
}

impl NotDone {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Over => "training-refused-session-over",
            Self::Cancelled => "training-refused-wrong-session",
            Self::Full => "training-refused-session-full",
            Self::AlreadyBooked => "staff-already-booked",
            Self::NotBegun => "training-refused-not-begun",
            Self::RestsOnIt => "staff-habilitation-rests",
        }
    }
}

/// A refusal to say on the page, or an error.
#[derive(Debug)]
pub enum Failure {
    Refused(NotDone),
    Error(Error),
}

impl From<NotDone> for Failure {
    fn from(refused: NotDone) -> Self {
        Self::Refused(refused)
    }
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

/// A session somebody was present at.
#[derive(Clone, Debug)]
pub struct AttendedSession {
    pub id: TrainingSessionId,
    pub starts_at: DateTime<Utc>,
    pub modules: Vec<ModuleId>,
}

/// The sessions somebody of the staff was present at, oldest first.
pub async fn attended(
    db: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<AttendedSession>, DbErr> {
    let ids = places_of(db, account, AttendanceState::Present).await?;
    let mut modules = modules_of(db, &ids).await?;
    let sessions = training_session::Entity::find()
        .filter(training_session::COLUMN.id.is_in(ids))
        .order_by_asc(training_session::COLUMN.starts_at)
        .all(db)
        .await?;
    let attended = sessions.into_iter().map(|session| AttendedSession {
        id: session.id,
        starts_at: session.starts_at,
        modules: modules.remove(&session.id).unwrap_or_default(),
    });
    Ok(attended.collect())
}

/// The sessions where somebody has a place of this state.
pub async fn places_of(
    db: &impl ConnectionTrait,
    account: AccountId,
    state: AttendanceState,
) -> Result<Vec<TrainingSessionId>, DbErr> {
    let places = staff_place::Entity::find()
        .filter(staff_place::COLUMN.account_id.eq(account))
        .filter(staff_place::COLUMN.state.eq(state))
        .all(db)
        .await?;
    Ok(places.into_iter().map(|place| place.session_id).collect())
}

/// The staff of a session, by name.
pub async fn of_session(
    db: &impl ConnectionTrait,
    session: TrainingSessionId,
) -> Result<Vec<(staff_place::Model, account::Model)>, DbErr> {
    let places = staff_place::Entity::find()
        .filter(staff_place::COLUMN.session_id.eq(session))
        .all(db)
        .await?;
    let ids = places.iter().map(|place| place.account_id);
    let accounts = account::Entity::find()
        .filter(account::COLUMN.id.is_in(ids))
        .order_by_asc(account::COLUMN.name)
        .all(db)
        .await?;
    let with_place = accounts.into_iter().filter_map(|account| {
        let place = places.iter().find(|place| place.account_id == account.id)?;
        Some((place.clone(), account))
    });
    Ok(with_place.collect())
}

/// Frees the places of a session that is cancelled; false when presence was recorded: it was held.
pub async fn free_all(
    txn: &impl ConnectionTrait,
    session: TrainingSessionId,
) -> Result<bool, DbErr> {
    let of_session = staff_place::COLUMN.session_id.eq(session);
    staff_place::Entity::delete_many()
        .filter(of_session.clone())
        .filter(staff_place::COLUMN.state.eq(AttendanceState::Booked))
        .exec(txn)
        .await?;
    // Counted after the deletion, which waits for a presence that is just being recorded.
    let recorded = staff_place::Entity::find()
        .filter(of_session)
        .count(txn)
        .await?;
    Ok(recorded == 0)
}

/// Books a place; the places left are taken one by one, whoever comes at once.
pub async fn book(
    txn: &impl ConnectionTrait,
    (by, now): (MembershipId, DateTime<Utc>),
    session: &training_session::Model,
    account: AccountId,
) -> Result<(), Failure> {
    if session.cancelled_at.is_some() {
        return Err(NotDone::Cancelled.into());
    }
    if now > session.starts_at + Duration::minutes(session.minutes.into()) {
        return Err(NotDone::Over.into());
    }
    let known = staff_place::Entity::find_by_id((session.id, account));
    if known.one(txn).await?.is_some() {
        return Err(NotDone::AlreadyBooked.into());
    }
    if !places::take(txn, session.id).await? {
        let session = queries::session_of(txn, session.id).await?;
        return Err(match session.cancelled_at {
            Some(_) => NotDone::Cancelled.into(),
            None => NotDone::Full.into(),
        });
    }
    let place = staff_place::ActiveModel {
        session_id: Set(session.id),
        account_id: Set(account),
        state: Set(AttendanceState::Booked),
        booked_by: Set(by),
        booked_at: Set(now),
        ..Default::default()
    };
    match staff_place::Entity::insert(place)
        .exec_without_returning(txn)
        .await
    {
        Ok(_) => Ok(()),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Err(NotDone::AlreadyBooked.into())
        }
        Err(error) => Err(error.into()),
    }
}

/// Records whether somebody came. A presence that a habilitation rests on stays.
pub async fn record(
    txn: &impl ConnectionTrait,
    (by, now): (MembershipId, DateTime<Utc>),
    session: &training_session::Model,
    account: AccountId,
    came: bool,
) -> Result<(), Failure> {
    if now < session.starts_at {
        return Err(NotDone::NotBegun.into());
    }
    let place = staff_place::Entity::find_by_id((session.id, account))
        .one(txn)
        .await?
        .ok_or(Error::NotFound)?;
    let state = if came {
        AttendanceState::Present
    } else {
        AttendanceState::Absent
    };
    if place.state == state {
        return Ok(());
    }
    let resting = habilitation_module::Entity::find()
        .filter(habilitation_module::COLUMN.session_id.eq(session.id))
        .filter(habilitation_module::COLUMN.account_id.eq(account))
        .count(txn)
        .await?;
    if resting > 0 {
        return Err(NotDone::RestsOnIt.into());
    }
    let recorded = staff_place::ActiveModel {
        state: Set(state),
        recorded_by: Set(Some(by)),
        recorded_at: Set(Some(now)),
        ..Default::default()
    };
    let changed = staff_place::Entity::update_many()
        .set(recorded)
        .filter(staff_place::COLUMN.session_id.eq(session.id))
        .filter(staff_place::COLUMN.account_id.eq(account))
        .filter(staff_place::COLUMN.state.eq(place.state))
        .exec(txn)
        .await?;
    // The session was cancelled, or somebody else recorded it, since the page was read.
    if changed.rows_affected == 0 {
        return Err(Error::Changed.into());
    }
    Ok(())
}
