//! What happens to a request's training, and the only place that issues, takes and withdraws clearances.
use super::{
    elsewhere::rules::NotLinkable,
    places, queries,
    rules::{self, Because, Clearance, Grant, NoWaiver, NotYet},
    standing,
};
use crate::{
    journal::{self, By, ChangeError, Event, EventKind},
    web::Error,
};
use anyhow::Context;
use chrono::Duration;
use entities::{
    attendance::{self, AttendanceState},
    clearance::{self, Basis, ClearanceState, WaiverReason},
    enrolment, handover,
    learner::LearnerId,
    programme,
    request::{self, RequestId, RequestState},
    training_session, waiver_count,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, SqlErr,
    sea_query::{Expr, OnConflict},
};

/// Why something of the training cannot be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The request was refused, cancelled or fulfilled.
    RequestClosed,
    AlreadyEnrolled,
    NotEnrolled,
    /// What rests on the enrolment has happened: the device was handed over.
    ClearanceUsed,
    /// A device was handed over on this presence.
    HandedOverOnIt,
    /// A handover became definitive on the attestation of this presence.
    DefinitiveOnIt,
    /// The training was all that was asked for, and the request is fulfilled.
    FulfilledOnIt,
    SessionFull,
    SessionOver,
    /// Of another pathway.
    WrongSession,
    SessionCancelled,
    /// Somebody's attendance is recorded: the session took place.
    SessionHeld,
    AlreadyBooked,
    NotBooked,
    SessionNotBegun,
    NotYet(NotYet),
    AlreadyAttested,
    AlreadyCleared,
    NoWaiver(NoWaiver),
    /// The clearance was used or withdrawn.
    NotStanding,
    /// What the Coop tells cannot count for this person.
    NotLinkable(NotLinkable),
    RowLinked,
    RowNotLinked,
}

/// A refusal to say on the page, or an error.
#[derive(Debug)]
pub enum Failure {
    Refused(Refusal),
    Error(Error),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

/// Enrols who is to be trained for a request in its programme's pathway.
pub async fn enrol(
    txn: &impl ConnectionTrait,
    by: By,
    request: &request::Model,
    programme: &programme::Model,
    learner: LearnerId,
) -> Result<enrolment::Model, Failure> {
    if !matches!(
        request.state,
        RequestState::Submitted | RequestState::Allocated
    ) {
        return Err(Refusal::RequestClosed.into());
    }
    // It was read before: whoever closes it meanwhile is told, or tells.
    journal::hold(txn, request).await?;
    let learners = queries::learners(txn, request).await?;
    if !learners.iter().any(|known| known.id == learner) {
        return Err(Error::NotFound.into());
    }
    if queries::live_enrolment(txn, request.id).await?.is_some() {
        return Err(Refusal::AlreadyEnrolled.into());
    }
    let enrolled = Event::of(EventKind::LearnerEnrolled);
    let earlier = queries::withdrawn_enrolment(txn, request.id, learner).await?;
    let row = if let Some(earlier) = earlier {
        // Enrolled again: what was attended before still counts.
        let again = enrolment::ActiveModel {
            pathway_id: Set(queries::pathway_of(request, programme)),
            enrolled_at: Set(by.at),
            withdrawn_at: Set(None),
            ..Default::default()
        };
        journal::change(txn, by, &earlier, again, enrolled).await
    } else {
        let row = enrolment::ActiveModel {
            request_id: Set(request.id),
            learner_id: Set(learner),
            pathway_id: Set(queries::pathway_of(request, programme)),
            enrolled_at: Set(by.at),
            ..Default::default()
        };
        journal::insert(txn, by, row, enrolled)
            .await
            .map_err(ChangeError::from)
    };
    let enrolment = match row {
        Ok(enrolment) => enrolment,
        // The same form sent by two people at once.
        Err(ChangeError::Db(error)) if is_taken(&error) => {
            return Err(Refusal::AlreadyEnrolled.into());
        }
        Err(error) => return Err(error.into()),
    };
    let cleared = issue_if_due(txn, by, request.id).await?;
    match cleared {
        // It is written on the enrolment, which is another version now.
        Some(_) => Ok(queries::live_enrolment(txn, request.id)
            .await?
            .context("it was just written")?),
        None => Ok(enrolment),
    }
}

/// Withdraws an enrolment: its places not yet attended are free again, and the clearance that rested on it
/// is withdrawn.
pub async fn withdraw_enrolment(
    txn: &impl ConnectionTrait,
    by: By,
    enrolment: &enrolment::Model,
) -> Result<(), Failure> {
    if enrolment.withdrawn_at.is_some() {
        return Err(Refusal::NotEnrolled.into());
    }
    if enrolment.attested_at.is_some() {
        return Err(Refusal::AlreadyAttested.into());
    }
    leave(txn, by, enrolment).await?;
    withdraw_if_trained(txn, by, enrolment.request_id, Because::EnrolmentWithdrawn).await?;
    // Asked last: who used the clearance meanwhile is seen here, and who comes later finds it withdrawn.
    let used = queries::used_clearances_of(txn, enrolment).await?;
    if !used.is_empty() {
        return Err(Refusal::ClearanceUsed.into());
    }
    Ok(())
}

/// What a request held of the training when it is refused or cancelled: its places, its enrolment and its
/// clearance.
pub async fn close_for_request(
    txn: &impl ConnectionTrait,
    by: By,
    request: RequestId,
) -> Result<(), Error> {
    if let Some(enrolment) = queries::live_enrolment(txn, request).await? {
        if enrolment.attested_at.is_none() {
            leave(txn, by, &enrolment).await?;
        } else {
            places::free_all(txn, by, &enrolment).await?;
        }
    }
    withdraw_for_request(txn, by, request).await
}

async fn leave(
    txn: &impl ConnectionTrait,
    by: By,
    enrolment: &enrolment::Model,
) -> Result<(), Error> {
    let enrolment = places::free_all(txn, by, enrolment).await?;
    let withdrawn = enrolment::ActiveModel {
        withdrawn_at: Set(Some(by.at)),
        ..Default::default()
    };
    let event = Event::of(EventKind::EnrolmentWithdrawn);
    journal::change(txn, by, &enrolment, withdrawn, event).await?;
    Ok(())
}

/// Records whether a learner came, once; a correction is one more event. A clearance follows at once when
/// the session is over; what stood on a presence that is taken back goes with it, or keeps it.
pub async fn record_attendance(
    txn: &impl ConnectionTrait,
    by: By,
    session: &training_session::Model,
    enrolment: &enrolment::Model,
    came: bool,
) -> Result<(), Failure> {
    // Read after the enrolment, whose row a cancellation writes too: one of the two is told.
    let session = queries::session_of(txn, session.id).await?;
    if session.cancelled_at.is_some() {
        return Err(Refusal::SessionCancelled.into());
    }
    if enrolment.withdrawn_at.is_some() {
        return Err(Refusal::NotEnrolled.into());
    }
    if by.at < session.starts_at {
        return Err(Refusal::SessionNotBegun.into());
    }
    let state = if came {
        AttendanceState::Present
    } else {
        AttendanceState::Absent
    };
    let before = attendance::Entity::find_by_id((session.id, enrolment.id))
        .one(txn)
        .await?
        .ok_or(Error::NotFound)?;
    if before.state == state {
        return Ok(());
    }
    if before.state == AttendanceState::Present
        && queries::lent_on(txn, session.id, enrolment.request_id).await?
    {
        return Err(Refusal::HandedOverOnIt.into());
    }
    let held = standing::held(txn, by, enrolment).await?;
    let enrolment = if before.state == AttendanceState::Present {
        standing::withdraw_attestation(txn, by, enrolment, Because::Presence).await?
    } else {
        enrolment.clone()
    };
    let kind = EventKind::AttendanceRecorded;
    let correction = before.state != AttendanceState::Booked;
    let mut recorded = Event::of(kind)
        .with("session", session.id.0)
        .with("present", came)
        .with("correction", correction);
    if correction {
        let corrected =
            journal::latest_of(txn, &enrolment, kind, ("session", session.id.0)).await?;
        recorded = recorded.with("corrects", corrected);
    }
    let enrolment = journal::record(txn, by, &enrolment, recorded).await?;
    attendance::ActiveModel {
        session_id: Set(session.id),
        enrolment_id: Set(enrolment.id),
        state: Set(state),
        recorded_by: Set(by.actor),
        recorded_at: Set(Some(by.at)),
    }
    .update(txn)
    .await?;
    standing::follow(txn, by, &enrolment, held, Because::Presence).await
}

/// Attests that the pathway was followed: the clearance that waited for the end of a session follows, and a
/// provisional handover becomes definitive.
pub async fn attest(
    txn: &impl ConnectionTrait,
    by: By,
    enrolment: &enrolment::Model,
) -> Result<(), Failure> {
    if enrolment.attested_at.is_some() {
        return Err(Refusal::AlreadyAttested.into());
    }
    let (request, programme) = queries::request_of(txn, enrolment.request_id).await?;
    let facts = queries::facts(txn, &request, &programme, by.at).await?;
    rules::may_attest(&facts).map_err(Refusal::NotYet)?;
    let attested = enrolment::ActiveModel {
        attested_at: Set(Some(by.at)),
        ..Default::default()
    };
    journal::change(
        txn,
        by,
        enrolment,
        attested,
        Event::of(EventKind::PathwayAttested),
    )
    .await?;
    let provisional = handover::Entity::find()
        .filter(handover::COLUMN.request_id.eq(request.id))
        .filter(handover::COLUMN.due_back_on.is_not_null())
        // What is lent at a counter comes back, whatever is attested.
        .filter(handover::COLUMN.onboarding_id.is_null())
        .filter(handover::COLUMN.definitive_at.is_null())
        .filter(handover::COLUMN.ended_at.is_null())
        .one(txn)
        .await?;
    if let Some(provisional) = provisional {
        let definitive = handover::ActiveModel {
            definitive_at: Set(Some(by.at)),
            ..Default::default()
        };
        let event = Event::of(EventKind::HandoverMadeDefinitive).with("enrolment", enrolment.id.0);
        journal::change(txn, by, &provisional, definitive, event).await?;
    }
    if request.device_kind.is_none() && request.state == RequestState::Submitted {
        // Training alone was asked for: this is what the request was about.
        let fulfilled = request::ActiveModel {
            state: Set(RequestState::Fulfilled),
            decided_at: Set(Some(by.at)),
            decided_by: Set(by.actor),
            closed_at: Set(Some(by.at)),
            question_by: Set(None),
            on_hold: Set(None),
            programme_version: Set(programme.saved_version),
            ..Default::default()
        };
        let event = Event::of(EventKind::RequestFulfilled).with("enrolment", enrolment.id.0);
        journal::change(txn, by, &request, fulfilled, event).await?;
        return Ok(());
    }
    // What somebody took back on purpose is not given again along the way.
    if !queries::ever_cleared(txn, request.id).await? {
        issue_if_due(txn, by, request.id).await?;
    }
    Ok(())
}

/// Issues the clearance a request is due, if it is: to be called whenever its enrolment, attendance or
/// allocation changes. `None` when something is still missing.
pub async fn issue_if_due(
    txn: &impl ConnectionTrait,
    by: By,
    request: RequestId,
) -> Result<Option<clearance::Model>, Error> {
    let (request, programme) = queries::request_of(txn, request).await?;
    let facts = held_facts(txn, by, &request, &programme).await?;
    match rules::may_clear(&facts) {
        Ok(grant) => Ok(Some(issue(txn, by, &grant, &programme).await?)),
        Err(_) => Ok(None),
    }
}

/// What a clearance is decided by. The enrolment stays as it is until the clearance is written: a presence
/// that is corrected meanwhile waits, or is seen.
pub async fn held_facts(
    txn: &impl ConnectionTrait,
    by: By,
    request: &request::Model,
    programme: &programme::Model,
) -> Result<rules::Facts, Error> {
    if let Some(enrolment) = queries::live_enrolment(txn, request.id).await? {
        journal::hold(txn, &enrolment).await?;
    }
    queries::facts(txn, request, programme, by.at).await
}

/// Issues a clearance: the only insert there is. One that stands already on the same terms is given back.
pub async fn issue(
    txn: &impl ConnectionTrait,
    by: By,
    grant: &Grant,
    programme: &programme::Model,
) -> Result<clearance::Model, Error> {
    let terms = grant.terms();
    if let Some(earlier) = queries::issued_clearance(txn, terms.whose.request).await? {
        if earlier.model_key == terms.model_key && earlier.expires_at >= by.at {
            return Ok(earlier);
        }
        // Expired, or for a device that was exchanged for another model: it leaves its place.
        withdraw(txn, by, &earlier, None).await?;
    }
    let row = clearance::ActiveModel {
        request_id: Set(terms.whose.request),
        programme_id: Set(terms.whose.programme),
        recipient_id: Set(terms.whose.recipient),
        learner_id: Set(terms.learner),
        model_key: Set(terms.model_key.clone()),
        basis: Set(terms.basis),
        state: Set(ClearanceState::Issued),
        exchange_of: Set(terms.exchange_of),
        waiver_reason: Set(terms.waiver.map(|(reason, _)| reason)),
        approver_id: Set(terms.waiver.map(|(_, approver)| approver)),
        issued_by: Set(by.actor),
        issued_at: Set(by.at),
        expires_at: Set(by.at + Duration::days(programme.clearance_days.into())),
        programme_version: Set(programme.saved_version),
        ..Default::default()
    };
    let kind = if terms.basis == Basis::Waiver {
        EventKind::WaiverGranted
    } else {
        EventKind::ClearanceIssued
    };
    let clearance: clearance::Model = match journal::insert(txn, by, row, Event::of(kind)).await {
        Ok(clearance) => clearance,
        // Somebody issued one at the same moment.
        Err(error) if is_taken(&error) => return Err(Error::Changed),
        Err(error) => return Err(error.into()),
    };
    if terms.basis != Basis::Waiver {
        rest_on_enrolment(txn, by, &clearance).await?;
    }
    Ok(clearance)
}

/// Writes on the enrolment's own chain that a clearance rests on it, which also makes who issues it and
/// who withdraws the enrolment at the same time meet here: one wins.
async fn rest_on_enrolment(
    txn: &impl ConnectionTrait,
    by: By,
    clearance: &clearance::Model,
) -> Result<(), Error> {
    let enrolment = queries::live_enrolment(txn, clearance.request_id)
        .await?
        .filter(|enrolment| enrolment.learner_id == clearance.learner_id)
        .ok_or(Error::Changed)?;
    let event = Event::of(EventKind::ClearanceIssued).with("clearance", clearance.id.0);
    journal::record(txn, by, &enrolment, event).await?;
    Ok(())
}

/// Waives the training, within the programme's ceiling for the civil year.
pub async fn waive(
    txn: &impl ConnectionTrait,
    by: By,
    request: &request::Model,
    programme: &programme::Model,
    reason: WaiverReason,
    year: i32,
) -> Result<clearance::Model, Failure> {
    let approver = by.actor.context("a person grants a waiver")?;
    let facts = queries::waiver_facts(txn, request, programme, approver, year).await?;
    let grant = rules::may_waive(&facts, reason).map_err(Refusal::NoWaiver)?;
    let standing = queries::issued_clearance(txn, request.id).await?;
    if standing.is_some_and(|earlier| earlier.expires_at >= by.at) {
        return Err(Refusal::AlreadyCleared.into());
    }
    waiver_count::Entity::insert(waiver_count::ActiveModel {
        programme_id: Set(programme.id),
        year: Set(year),
        count: Set(0),
    })
    .on_conflict(
        OnConflict::columns([
            waiver_count::Column::ProgrammeId,
            waiver_count::Column::Year,
        ])
        .do_nothing_on([
            waiver_count::Column::ProgrammeId,
            waiver_count::Column::Year,
        ])
        .to_owned(),
    )
    .exec_without_returning(txn)
    .await?;
    let counted = waiver_count::Entity::update_many()
        .col_expr(
            waiver_count::Column::Count,
            Expr::col(waiver_count::Column::Count).add(1),
        )
        .filter(waiver_count::COLUMN.programme_id.eq(programme.id))
        .filter(waiver_count::COLUMN.year.eq(year))
        .filter(waiver_count::COLUMN.count.lt(programme.waivers_per_year))
        .exec(txn)
        .await?;
    if counted.rows_affected == 0 {
        return Err(Refusal::NoWaiver(NoWaiver::CeilingReached).into());
    }
    Ok(issue(txn, by, &grant, programme).await?)
}

/// Withdraws a clearance that was not used. `remark` is the hash of the reason, when a person gave one.
pub async fn withdraw(
    txn: &impl ConnectionTrait,
    by: By,
    clearance: &clearance::Model,
    remark: Option<String>,
) -> Result<clearance::Model, ChangeError> {
    let mut event = Event::of(EventKind::ClearanceWithdrawn);
    if let Some(remark) = remark {
        event = event.with("remark", remark);
    }
    withdraw_by(txn, by, clearance, event).await
}

async fn withdraw_by(
    txn: &impl ConnectionTrait,
    by: By,
    clearance: &clearance::Model,
    event: Event,
) -> Result<clearance::Model, ChangeError> {
    let withdrawn = clearance::ActiveModel {
        state: Set(ClearanceState::Withdrawn),
        withdrawn_at: Set(Some(by.at)),
        ..Default::default()
    };
    journal::change(txn, by, clearance, withdrawn, event).await
}

/// Withdraws what a request was cleared for, when its allocation is undone or it is closed.
pub async fn withdraw_for_request(
    txn: &impl ConnectionTrait,
    by: By,
    request: RequestId,
) -> Result<(), Error> {
    if let Some(clearance) = queries::issued_clearance(txn, request).await? {
        withdraw(txn, by, &clearance, None).await?;
    }
    Ok(())
}

/// Withdraws a clearance that rested on training; a waiver rests on something else.
pub(super) async fn withdraw_if_trained(
    txn: &impl ConnectionTrait,
    by: By,
    request: RequestId,
    because: Because,
) -> Result<(), Error> {
    if let Some(clearance) = queries::issued_clearance(txn, request).await?
        && clearance.basis != Basis::Waiver
    {
        let event = Event::of(EventKind::ClearanceWithdrawn).with("because", because.key());
        withdraw_by(txn, by, &clearance, event).await?;
    }
    Ok(())
}

/// A clearance that this transaction has taken: what a handover's row is written from.
pub struct Taken(clearance::Model);

impl Taken {
    #[must_use]
    pub fn clearance(&self) -> &clearance::Model {
        &self.0
    }
}

/// Takes a clearance for the one handover it is good for. The update is conditional on the row that
/// [`Clearance`] found standing, by its version: used, withdrawn or changed meanwhile, it is not taken;
/// and the schema lets none become used after its expiry.
pub async fn take(
    txn: &impl ConnectionTrait,
    by: By,
    clearance: &Clearance,
) -> Result<Taken, ChangeError> {
    let used = clearance::ActiveModel {
        state: Set(ClearanceState::Used),
        used_at: Set(Some(by.at)),
        ..Default::default()
    };
    let event = Event::of(EventKind::ClearanceUsed);
    let row = journal::change(txn, by, clearance.row(), used, event).await?;
    Ok(Taken(row))
}

pub(super) fn is_taken(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}
