//! Asking for the right, deciding on it, limiting it; and the check before every request.
use super::{
    letters,
    queries::{self, Standing},
    rules::{Act, MayNot, next},
};
use crate::{
    app::App,
    auth::Signed,
    journal::{self, ChangeError, Event, EventKind},
    web::Error,
};
use entities::{
    organisation::OrganisationId,
    prescribing::{self, PrescribingReason, PrescribingState},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, SqlErr};

/// Why nothing was decided.
#[derive(Debug)]
pub enum NotDone {
    /// The right is no longer where this can be done.
    NotNow,
    Other(Error),
}

impl<E: Into<Error>> From<E> for NotDone {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

/// Moves the right of an organisation, and tells those whom it concerns. The reason is there when the act needs one.
pub async fn decide(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    organisation: OrganisationId,
    act: Act,
    reason: Option<PrescribingReason>,
) -> Result<(), NotDone> {
    let standing = find(txn, organisation).await?;
    let state = next(standing.state(), act).ok_or(NotDone::NotNow)?;
    let at = by.at(app.clock.now());
    let standing = with_row(txn, at, standing, by).await?;
    let reason = reason.filter(|_| act.needs_reason());
    let row = prescribing::ActiveModel {
        state: Set(state),
        reason: Set(reason),
        since: Set(at.at),
        decided_by: Set(decided_by(act, by)),
        ..Default::default()
    };
    write(txn, at, &standing, row, Event::of(event_of(act))).await?;
    letters::tell(app, txn, &standing.organisation, act, reason).await?;
    Ok(())
}

/// Says how many requests an organisation may have open at once; none takes the limit away.
pub async fn limit(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    organisation: OrganisationId,
    open_limit: Option<i32>,
) -> Result<(), NotDone> {
    let standing = find(txn, organisation).await?;
    let at = by.at(app.clock.now());
    let standing = with_row(txn, at, standing, by).await?;
    let Some(row) = &standing.row else {
        return Err(NotDone::NotNow);
    };
    let change = prescribing::ActiveModel {
        open_limit: Set(open_limit),
        ..Default::default()
    };
    let event = Event::of(EventKind::PrescribingLimited);
    journal::change(txn, at, row, change, event).await?;
    Ok(())
}

/// Whether an organisation may send one more request, asked inside the transaction that sends it. The right is held
/// until then: of two who send at once, the second counts the first.
pub async fn hold_for_request(
    txn: &DatabaseTransaction,
    organisation: OrganisationId,
) -> Result<Result<(), MayNot>, Error> {
    let standing = find(txn, organisation).await?;
    if let Some(row) = &standing.row {
        journal::hold(txn, row).await?;
    }
    let open = match standing.open_limit() {
        Some(_) => queries::open_requests(txn, organisation).await?,
        None => 0,
    };
    Ok(standing.may_send(open))
}

async fn find(txn: &impl ConnectionTrait, id: OrganisationId) -> Result<Standing, Error> {
    queries::standing(txn, id).await?.ok_or(Error::NotFound)
}

/// Gives a row to who sent requests before there were any, so that what follows is a change of it.
async fn with_row(
    txn: &DatabaseTransaction,
    at: journal::By,
    standing: Standing,
    by: &Signed,
) -> Result<Standing, NotDone> {
    if standing.row.is_some() || !standing.organisation.prescribed_before {
        return Ok(standing);
    }
    let row = prescribing::ActiveModel {
        organisation_id: Set(standing.organisation.id),
        state: Set(PrescribingState::Validated),
        since: Set(standing.organisation.created_at),
        decided_by: Set(Some(by.membership_id)),
        ..Default::default()
    };
    let event = Event::of(EventKind::PrescribingValidated).with("before", true);
    let row = insert(txn, at, row, event).await?;
    Ok(Standing {
        row: Some(row),
        ..standing
    })
}

async fn write(
    txn: &DatabaseTransaction,
    at: journal::By,
    standing: &Standing,
    row: prescribing::ActiveModel,
    event: Event,
) -> Result<(), NotDone> {
    if let Some(before) = &standing.row {
        journal::change(txn, at, before, row, event).await?;
        return Ok(());
    }
    let row = prescribing::ActiveModel {
        organisation_id: Set(standing.organisation.id),
        ..row
    };
    insert(txn, at, row, event).await?;
    Ok(())
}

/// The one unique key here is the organisation: somebody else decided on it a moment before.
async fn insert(
    txn: &DatabaseTransaction,
    at: journal::By,
    row: prescribing::ActiveModel,
    event: Event,
) -> Result<prescribing::Model, NotDone> {
    match journal::insert::<prescribing::Model, _>(txn, at, row, event).await {
        Ok(row) => Ok(row),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Err(ChangeError::Changed.into())
        }
        Err(error) => Err(error.into()),
    }
}

/// Nobody decided on what was only asked.
fn decided_by(act: Act, by: &Signed) -> Option<entities::membership::MembershipId> {
    match act {
        Act::Ask => None,
        Act::Validate | Act::Refuse | Act::Suspend | Act::Reactivate => Some(by.membership_id),
    }
}

fn event_of(act: Act) -> EventKind {
    match act {
        Act::Ask => EventKind::PrescribingAsked,
        Act::Validate => EventKind::PrescribingValidated,
        Act::Refuse => EventKind::PrescribingRefused,
        Act::Suspend => EventKind::PrescribingSuspended,
        Act::Reactivate => EventKind::PrescribingReactivated,
    }
}
