//! A device is lent on the spot, and a loan is made longer. Each takes the transaction of its form.
use super::{
    queries::{self, Lending},
    rules::{Onboarding, terms},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::HandOver},
    handovers::{
        actions::{self as handovers, Lent, Noted},
        queries::{case, device_of},
        rules::{Counter, Obstacle, permit},
    },
    journal::{self, By, Event, EventKind},
    lending::rules::free_slot,
    programmes::rules::Lists,
    recipients::{access, limits},
    requests::{
        actions::{self as requests, ActError, NewRequest},
        asking::rules::Circumstances,
        private::Private,
    },
    training::{
        actions::{self as training, Failure},
        places::{self, NewSession},
        queries as training_queries,
    },
    web::Error,
};
use anyhow::Context;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use entities::{
    access_log::AccessAct,
    clearance::Basis,
    counter_lift, device, handover,
    learner::{LearnerId, LearnerRelation},
    request::{self, RequestId, RequestState},
    site::SiteId,
    training_session::{self, SessionForm},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait};

pub use crate::requests::actions::{Refusal as NotAsked, Whom};

/// Why nothing was lent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The request could not be written, or no device promised to it.
    NotAsked(NotAsked),
    /// The training was closed, or somebody else recorded it.
    NotTrained,
    /// The training rules give no clearance for what was attended.
    NotCleared,
    /// A clearance stands that rests on no presence: by waiver, or of a gate that the programme had before.
    ClearedOtherwise,
    /// What the rules of every handover say.
    Counter(Vec<Obstacle>),
    /// They were late too often, until this day.
    Suspended(NaiveDate),
    /// They have as many loans as the rule allows.
    TooMany,
}

#[derive(Debug)]
pub enum LendError {
    Refused(Refusal),
    Other(Error),
}

impl<E: Into<Error>> From<E> for LendError {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

fn not_asked(error: ActError) -> LendError {
    match error {
        ActError::Refused(refusal) => LendError::Refused(Refusal::NotAsked(refusal)),
        ActError::Other(error) => LendError::Other(error),
    }
}

fn not_trained(failure: Failure) -> LendError {
    match failure {
        Failure::Refused(_) => LendError::Refused(Refusal::NotTrained),
        Failure::Error(error) => LendError::Other(error),
    }
}

/// Who stands at the counter.
pub enum Who {
    /// Somebody whose request a prescriber sent, and who waits for a device; and who was shown it.
    Sent(RequestId, LearnerId),
    /// Somebody who came by themselves.
    Came {
        whom: Whom,
        /// The number of the programme's rule that they meet, from 1.
        rule: usize,
        relation: LearnerRelation,
        /// Empty where they learn in person.
        learner_name: String,
    },
}

/// The counter, and under which programme it lends.
#[derive(Clone, Copy)]
pub struct Place<'l> {
    pub here: SiteId,
    /// All that lend such devices.
    pub lending: &'l [Lending],
    pub under: &'l Lending,
}

/// A loan to be, checked.
pub struct Loan<'l> {
    pub place: Place<'l>,
    pub who: Who,
    pub onboarding: Onboarding,
    pub due_on: NaiveDate,
    /// Lent all the same to who was late too often.
    pub lift: bool,
}

/// Lends a device: request, onboarding, clearance and handover are one write. The clearance is issued by the training rules
/// for what was attended, and the handover takes it as any other does (law 1).
pub async fn lend(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<HandOver>,
    device: device::Model,
    loan: Loan<'_>,
    noted: Noted,
) -> Result<handover::Model, LendError> {
    let now = app.clock.now();
    let Loan {
        place,
        who,
        onboarding,
        due_on,
        lift,
    } = loan;
    let (request, learner) = asked(app, txn, by, &device, place, who).await?;
    limits::refuse_by_id(txn, request.recipient_id).await?;
    let slot = may_borrow(app, txn, by, place.under, &request, lift).await?;
    let device_id = device.id;
    match request.state {
        RequestState::Submitted => {
            requests::promise_to(app, txn, by, &request, device)
                .await
                .map_err(not_asked)?;
        }
        RequestState::Allocated if request.device_id == Some(device_id) => {}
        RequestState::Allocated
        | RequestState::Fulfilled
        | RequestState::Refused
        | RequestState::Cancelled => return Err(Error::Changed.into()),
    }
    let whose = (request.id, learner);
    let session = onboard(txn, by, whose, place.here, (onboarding, now)).await?;
    // As they are now, each a version further.
    let (request, _) = training_queries::request_of(txn, request.id).await?;
    let device = device_of(txn, device_id).await?;
    let case = case(txn, by, place.here, device, request, now).await?;
    let Some(Ok(clearance)) = &case.clearance else {
        return Err(LendError::Refused(Refusal::NotCleared));
    };
    if clearance.row().basis != Basis::Attended {
        return Err(LendError::Refused(Refusal::ClearedOtherwise));
    }
    let counter = Counter {
        only_lent: false,
        ..case.counter()
    };
    let permit = permit(counter, clearance)
        .map_err(|obstacles| LendError::Refused(Refusal::Counter(obstacles)))?;
    let noted = Noted {
        due_back_on: Some(due_on),
        lent: Some(Lent {
            onboarding: session.id,
            slot,
        }),
        ..noted
    };
    let (at, clerk) = (by.at(now), by.membership_id);
    let handover = handovers::hand_over(txn, at, clerk, &permit, &case.programme, noted).await?;
    let person = [handover.recipient_id];
    access::record(txn, by, person, AccessAct::Printed, now).await?;
    Ok(handover)
}

/// The request that the loan is on, the prescriber's or one that is written here, and who is trained for it.
async fn asked(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    device: &device::Model,
    place: Place<'_>,
    who: Who,
) -> Result<(request::Model, LearnerId), LendError> {
    let (whom, rule, relation, learner_name) = match who {
        Who::Sent(id, learner) => {
            let (here, kind) = (place.here, device.kind);
            let waiting = queries::waiting(txn, here, kind, place.lending, id).await?;
            let found = match waiting {
                Some(request) => Some(request),
                // Coordination has promised this very device already.
                None => queries::promised(txn, device.id)
                    .await?
                    .filter(|request| request.id == id),
            };
            let found = found.filter(|request| request.programme_id == place.under.programme.id);
            let request = found.ok_or(LendError::Other(Error::Changed))?;
            return Ok((request, learner));
        }
        Who::Came {
            whom,
            rule,
            relation,
            learner_name,
        } => (whom, rule, relation, learner_name),
    };
    let new = NewRequest {
        whom,
        programme_id: place.under.programme.id,
        device_kind: Some(device.kind),
        pathway_id: None,
        pickup_site_id: place.here,
        private: Private {
            rule,
            proof_seen_on: app.clock.today(),
            proof_seen_by: by.membership_id,
            needs: Vec::new(),
            level: None,
            circumstances: Circumstances::default(),
        },
        relation,
        learner_name,
    };
    let request = requests::submit(app, txn, by, new)
        .await
        .map_err(not_asked)?;
    // The one who learns in person is one; anybody else was just written.
    let learners = training_queries::learners(txn, &request).await?;
    let learner = learners
        .iter()
        .rev()
        .find(|learner| learner.relation == relation)
        .context("a request names who is trained")?;
    Ok((request, learner.id))
}

/// The number of the person's next loan, unless they have enough of them or were late too often.
async fn may_borrow(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<HandOver>,
    under: &Lending,
    request: &request::Model,
    lift: bool,
) -> Result<i32, LendError> {
    let (recipient, programme) = (request.recipient_id, under.programme.id);
    let terms = terms(&under.rule);
    let today = app.clock.today();
    let suspended = queries::suspended(txn, recipient, programme, today, terms).await?;
    if let Some(until) = suspended {
        if !lift {
            return Err(LendError::Refused(Refusal::Suspended(until)));
        }
        let at = by.at(app.clock.now());
        let row = counter_lift::ActiveModel {
            recipient_id: Set(recipient),
            programme_id: Set(programme),
            membership_id: Set(by.membership_id),
            lifted_on: Set(today),
            at: Set(at.at),
            ..Default::default()
        };
        counter_lift::Entity::insert(row)
            .exec_without_returning(txn)
            .await?;
        let late = queries::loans_of(txn, recipient, programme).await?;
        let latest = late.first().context("who is suspended had a loan")?;
        let event = Event::of(EventKind::LatenessLifted);
        journal::record(txn, at, latest, event).await?;
    }
    let taken = queries::slots(txn, recipient, programme).await?;
    free_slot(&taken, terms.at_once).ok_or(LendError::Refused(Refusal::TooMany))
}

/// Records the accompaniment that has just ended, with who was there: the clearance follows from it where it is due.
async fn onboard(
    txn: &DatabaseTransaction,
    by: &Allowed<HandOver>,
    (request, learner): (RequestId, LearnerId),
    here: SiteId,
    (onboarding, now): (Onboarding, DateTime<Utc>),
) -> Result<training_session::Model, LendError> {
    let at = by.at(now);
    let (request, programme) = training_queries::request_of(txn, request).await?;
    let enrolment = match training_queries::live_enrolment(txn, request.id).await? {
        Some(enrolment) if enrolment.learner_id == learner => enrolment,
        // Somebody else was enrolled since: what was shown was not shown to them.
        Some(_) => return Err(LendError::Refused(Refusal::NotTrained)),
        None => training::enrol(txn, at, &request, &programme, learner)
            .await
            .map_err(not_trained)?,
    };
    let pathway = training_queries::pathway_of(&request, &programme);
    let modules = training_queries::modules(txn, pathway).await?;
    let required = Lists::of(&programme)?.required_modules;
    let mut taught: Vec<_> = modules.iter().map(|module| module.id).collect();
    if taught.iter().any(|id| required.contains(id)) {
        taught.retain(|id| required.contains(id));
    }
    let session = NewSession {
        pathway,
        site: here,
        trainer: by.membership_id,
        form: SessionForm::Individual,
        // It has just ended: hours count at the end (decision 0034).
        starts_at: now - Duration::minutes(onboarding.minutes().into()),
        minutes: onboarding.minutes(),
        capacity: 1,
        modules: taught,
        language: None,
        step_free: None,
    };
    let session = places::plan_session(txn, session).await?;
    places::book(txn, at, &enrolment, &session)
        .await
        .map_err(not_trained)?;
    let enrolment = training_queries::live_enrolment(txn, request.id)
        .await?
        .context("it was read above")?;
    training::record_attendance(txn, at, &session, &enrolment, true)
        .await
        .map_err(not_trained)?;
    Ok(session)
}

/// The loan lasts longer, once.
pub async fn extend(
    txn: &impl ConnectionTrait,
    by: By,
    loan: &handover::Model,
    due_on: NaiveDate,
) -> Result<handover::Model, Error> {
    let change = handover::ActiveModel {
        due_back_on: Set(Some(due_on)),
        extensions: Set(Some(loan.extensions.unwrap_or_default() + 1)),
        ..Default::default()
    };
    let event = Event::of(EventKind::HandoverExtended);
    Ok(journal::change(txn, by, loan, change, event).await?)
}
