//! Asking, deciding, taking back. Lock order everywhere: device, then request, then clearance.
use super::{
    following::{actions::with_words, rules::CancelReason},
    letters::{self, Decision},
    private::{self, Private},
    rules::{Act, RefusalReason, next, promised_until},
};
use crate::{
    allocation::{
        queries::candidate,
        rules::{Unsuitable, suits},
    },
    app::App,
    appointments::actions as appointments,
    auth::Signed,
    journal::{self, By, ChangeError, Event, EventKind},
    labels::Code,
    mail,
    prescribing::{self, rules::MayNot},
    programmes::{
        self,
        rules::{
            stock::{Held, stock_rule},
            terms,
        },
    },
    recipients::{
        access,
        identity::{self, Identity, LearnerName},
        limits, names, passes,
    },
    training::actions as training,
    web::Error,
};
use chrono::NaiveDate;
use entities::{
    access_log::AccessAct,
    device::{self, DeviceId, DeviceKind},
    learner::{self, LearnerRelation},
    organisation,
    pathway::PathwayId,
    programme::{self, ProgrammeId},
    recipient::{self, RecipientId, RecipientKind},
    request::{self, RequestId, RequestState},
    request_private,
    site::SiteId,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityTrait, PaginatorTrait, QueryFilter, SqlErr,
};

/// Whom a device is asked for.
pub enum Whom {
    Known(RecipientId),
    New(RecipientKind, Identity),
}

/// A request to be, checked.
pub struct NewRequest {
    pub whom: Whom,
    pub programme_id: ProgrammeId,
    /// None where training alone is asked for.
    pub device_kind: Option<DeviceKind>,
    /// The pathway of the level the person was placed at; none is the programme's own.
    pub pathway_id: Option<PathwayId>,
    pub pickup_site_id: SiteId,
    pub private: Private,
    pub relation: LearnerRelation,
    /// Empty when the recipient learns in person.
    pub learner_name: String,
}

/// Why a decision or a request could not be recorded, said to the person who tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The organisation may not send a request now.
    MayNotSend(MayNot),
    /// The same device is already asked for, for the same recipient.
    AlreadyAsked(RequestId),
    /// The request is no longer in a state where this can be done.
    NotNow,
    Unsuitable(Unsuitable),
    /// The programme does not take requests of this organisation.
    NotHabilitated,
    /// The programme's part of the stock holds the device back.
    Held(Held),
    /// It is the device the request has already.
    SameDevice,
    /// Somebody promised the device to another request a moment before.
    JustTaken,
}

#[derive(Debug)]
pub enum ActError {
    Refused(Refusal),
    Other(Error),
}

impl<E: Into<Error>> From<E> for ActError {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

/// Records a recipient, who is trained, and the request.
pub async fn submit(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    new: NewRequest,
) -> Result<request::Model, ActError> {
    let now = app.clock.now();
    // Held until the end: of two requests at once, the one over the limit is told.
    prescribing::actions::hold_for_request(txn, by.organisation_id)
        .await?
        .map_err(|may_not| ActError::Refused(Refusal::MayNotSend(may_not)))?;
    let programme = habilitating(txn, by, new.programme_id).await?;
    let recipient_id = match new.whom {
        Whom::Known(id) => {
            limits::refuse_by_id(txn, id).await?;
            if let Some(open) = open_request(txn, id, new.programme_id, new.device_kind).await? {
                return Err(ActError::Refused(Refusal::AlreadyAsked(open.id)));
            }
            recipient::ActiveModel {
                id: Set(id),
                last_contact_at: Set(now),
                ..Default::default()
            }
            .update(txn)
            .await?;
            id
        }
        Whom::New(kind, identity) => {
            let row = recipient::ActiveModel {
                kind: Set(kind),
                organisation_id: Set(by.organisation_id),
                sealed: Set(Some(identity::seal(&app.keys, &identity))),
                name_key: Set(Some(identity.name_key(&app.keys))),
                created_at: Set(now),
                last_contact_at: Set(now),
                ..Default::default()
            };
            let id = row.insert(txn).await?.id;
            names::index(txn, &app.keys, id, &identity).await?;
            id
        }
    };
    add_learner(app, txn, recipient_id, new.relation, new.learner_name).await?;
    let row = request::ActiveModel {
        recipient_id: Set(recipient_id),
        programme_id: Set(new.programme_id),
        organisation_id: Set(by.organisation_id),
        prescriber_id: Set(by.membership_id),
        pickup_site_id: Set(new.pickup_site_id),
        device_kind: Set(new.device_kind),
        pathway_id: Set(new.pathway_id),
        state: Set(RequestState::Submitted),
        submitted_at: Set(now),
        programme_version: Set(programme.saved_version),
        ..Default::default()
    };
    let event = Event::of(EventKind::RequestSubmitted);
    let request: request::Model = journal::insert(txn, by.at(now), row, event).await?;
    request_private::Entity::insert(request_private::ActiveModel {
        request_id: Set(request.id),
        sealed: Set(private::seal(&app.keys, &new.private)),
    })
    .exec_without_returning(txn)
    .await?;
    access::record(txn, by, [recipient_id], AccessAct::Recorded, now).await?;
    Ok(request)
}

/// The programme, if the organisation of who asks may ask under it.
async fn habilitating(
    txn: &impl ConnectionTrait,
    by: &Signed,
    id: ProgrammeId,
) -> Result<programme::Model, ActError> {
    let programme = programme_of(txn, id).await?;
    let organisation = organisation::Entity::find_by_id(by.organisation_id)
        .one(txn)
        .await?
        .ok_or(Error::NotFound)?;
    if terms::habilitated(&programme)?.includes(organisation.kind, organisation.id) {
        Ok(programme)
    } else {
        Err(ActError::Refused(Refusal::NotHabilitated))
    }
}

pub(super) async fn programme_of(
    txn: &impl ConnectionTrait,
    id: ProgrammeId,
) -> Result<programme::Model, Error> {
    programme::Entity::find_by_id(id)
        .one(txn)
        .await?
        .ok_or(Error::NotFound)
}

/// The request that already waits for the same thing.
async fn open_request(
    txn: &impl ConnectionTrait,
    recipient: RecipientId,
    programme: ProgrammeId,
    kind: Option<DeviceKind>,
) -> Result<Option<request::Model>, DbErr> {
    let of_kind = match kind {
        Some(kind) => request::Column::DeviceKind.eq(kind),
        None => request::Column::DeviceKind.is_null(),
    };
    request::Entity::find()
        .filter(request::COLUMN.recipient_id.eq(recipient))
        .filter(request::COLUMN.programme_id.eq(programme))
        .filter(of_kind)
        .filter(
            request::COLUMN
                .state
                .is_in([RequestState::Submitted, RequestState::Allocated]),
        )
        .one(txn)
        .await
}

/// A recipient who learns in person is one learner, however many requests; anybody else is a new one.
pub(super) async fn add_learner(
    app: &App,
    txn: &impl ConnectionTrait,
    recipient_id: RecipientId,
    relation: LearnerRelation,
    name: String,
) -> Result<(), DbErr> {
    if relation == LearnerRelation::Oneself {
        let known = learner::Entity::find()
            .filter(learner::COLUMN.recipient_id.eq(recipient_id))
            .filter(learner::COLUMN.relation.eq(relation))
            .count(txn)
            .await?;
        if known > 0 {
            return Ok(());
        }
    }
    learner::ActiveModel {
        recipient_id: Set(recipient_id),
        relation: Set(relation),
        sealed: Set((relation != LearnerRelation::Oneself)
            .then(|| app.keys.seal("learner", &LearnerName { name }))),
        ..Default::default()
    }
    .insert(txn)
    .await?;
    Ok(())
}

/// Whether the programme's part of the stock lets it have one more device of this kind. Whoever decides at the same
/// time counts after this one.
async fn within_stock(
    app: &App,
    txn: &DatabaseTransaction,
    programme: &programme::Model,
    kind: DeviceKind,
) -> Result<(), ActError> {
    if !programmes::actions::hold_stock(txn).await? {
        return Ok(());
    }
    let stock = programmes::queries::stock(txn, app.clock.today()).await?;
    match stock.iter().find(|stock| stock.kind == kind) {
        None => Ok(()),
        Some(stock) => {
            stock_rule(programme.id, stock).map_err(|held| ActError::Refused(Refusal::Held(held)))
        }
    }
}

/// Promises a device to a request and tells the prescriber.
pub async fn allocate(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    request: &request::Model,
    device: device::Model,
) -> Result<(), ActError> {
    let until = promise_to(app, txn, by, request, device).await?;
    let at = by.at(app.clock.now());
    // Whoever was trained while waiting may come at once.
    training::issue_if_due(txn, at, request.id).await?;
    tell(app, txn, by, request, Decision::Allocated(until)).await
}

/// Promises a device to a request, as who decides says; gives until when. Nobody is told: at a counter they stand there.
pub async fn promise_to(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    request: &request::Model,
    device: device::Model,
) -> Result<NaiveDate, ActError> {
    let state = after(request, Act::Allocate)?;
    let device = suitable(app, txn, by, request, device).await?;
    let programme = programme_of(txn, request.programme_id).await?;
    within_stock(app, txn, &programme, device.kind).await?;
    let until = promised_until(app.clock.today());
    let at = by.at(app.clock.now());
    let event = Event::of(EventKind::DeviceAllocated).with("request", request.id.0);
    note_on_device(txn, at, &device, event).await?;
    let row = request::ActiveModel {
        state: Set(state),
        device_id: Set(Some(device.id)),
        decided_at: Set(Some(at.at)),
        decided_by: Set(Some(by.membership_id)),
        pickup_code: Set(Some(Code::generate(&mut rand::rng()).to_string())),
        programme_version: Set(programme.saved_version),
        promised_until: Set(Some(until)),
        on_hold: Set(None),
        ..Default::default()
    };
    promise(txn, at, request, row, Event::of(EventKind::DeviceAllocated)).await?;
    Ok(until)
}

/// The device, if it suits the request as it stands now and who decides may give it.
pub(super) async fn suitable(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    request: &request::Model,
    device: device::Model,
) -> Result<device::Model, ActError> {
    let candidate = candidate(txn, by, request, device, app.clock.today()).await?;
    suits(&candidate, request).map_err(|reason| ActError::Refused(Refusal::Unsuitable(reason)))?;
    Ok(candidate.device)
}

/// Writes on the request which device it is promised.
pub(super) async fn promise(
    txn: &DatabaseTransaction,
    at: By,
    request: &request::Model,
    row: request::ActiveModel,
    event: Event,
) -> Result<(), ActError> {
    match journal::change(txn, at, request, row, event).await {
        Ok(_) => Ok(()),
        // The one unique key here: a device is promised once (law 2).
        Err(ChangeError::Db(error))
            if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) =>
        {
            Err(ActError::Refused(Refusal::JustTaken))
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes an allocation back: the request waits again, the device is free again.
pub async fn undo(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    request: &request::Model,
) -> Result<(), ActError> {
    let at = by.at(app.clock.now());
    take_back(app, txn, at, request, EventKind::AllocationUndone).await?;
    tell(app, txn, by, request, Decision::Undone).await
}

/// The device is free again and the request waits again, whoever or whatever took the promise back.
pub(super) async fn take_back(
    app: &App,
    txn: &DatabaseTransaction,
    at: By,
    request: &request::Model,
    why: EventKind,
) -> Result<(), ActError> {
    let state = after(request, Act::Undo)?;
    free_device(txn, at, request, why).await?;
    let request = &appointments::end_for_request(app, txn, at, request).await?;
    let row = request::ActiveModel {
        state: Set(state),
        device_id: Set(None),
        decided_at: Set(None),
        decided_by: Set(None),
        pickup_code: Set(None),
        promised_until: Set(None),
        turn_since: Set(Some(at.at)),
        ..Default::default()
    };
    journal::change(txn, at, request, row, Event::of(why)).await?;
    training::withdraw_for_request(txn, at, request.id).await?;
    Ok(())
}

/// Refuses a request, with a reason from the list and perhaps a remark, and tells the prescriber.
pub async fn refuse(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    request: &request::Model,
    reason: RefusalReason,
    remark: &str,
) -> Result<(), ActError> {
    let state = after(request, Act::Refuse)?;
    let programme = programme_of(txn, request.programme_id).await?;
    let at = by.at(app.clock.now());
    let event = Event::of(EventKind::RequestRefused).with("reason", reason.value());
    let event = with_words(app, txn, at, request.id, event, remark).await?;
    let row = request::ActiveModel {
        state: Set(state),
        decided_at: Set(Some(at.at)),
        decided_by: Set(Some(by.membership_id)),
        // What was served once, and waits for an exchange, keeps when that was.
        closed_at: Set(request.closed_at.or(Some(at.at))),
        programme_version: Set(programme.saved_version),
        question_by: Set(None),
        on_hold: Set(None),
        ..Default::default()
    };
    let closed = journal::change(txn, at, request, row, event).await?;
    passes::withdraw(txn, at, &closed).await?;
    training::close_for_request(txn, at, request.id).await?;
    tell(app, txn, by, request, Decision::Refused(reason)).await
}

/// The prescriber takes the request back, and says why; a device promised to it is free again.
pub async fn cancel(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    request: &request::Model,
    reason: CancelReason,
    remark: &str,
) -> Result<(), ActError> {
    let state = after(request, Act::Cancel)?;
    let at = by.at(app.clock.now());
    free_device(txn, at, request, EventKind::AllocationUndone).await?;
    let request = &appointments::end_for_request(app, txn, at, request).await?;
    let row = request::ActiveModel {
        state: Set(state),
        device_id: Set(None),
        pickup_code: Set(None),
        promised_until: Set(None),
        closed_at: Set(request.closed_at.or(Some(at.at))),
        question_by: Set(None),
        on_hold: Set(None),
        ..Default::default()
    };
    let event = Event::of(EventKind::RequestCancelled).with("reason", reason.value());
    let event = with_words(app, txn, at, request.id, event, remark).await?;
    let closed = journal::change(txn, at, request, row, event).await?;
    passes::withdraw(txn, at, &closed).await?;
    training::close_for_request(txn, at, request.id).await?;
    Ok(())
}

pub(super) fn after(request: &request::Model, act: Act) -> Result<RequestState, ActError> {
    next(request.state, act).ok_or(ActError::Refused(Refusal::NotNow))
}

/// Writes on the device's own chain that it was promised or freed, which also makes two people who
/// promise it at the same time meet here: one wins.
pub(super) async fn note_on_device(
    txn: &DatabaseTransaction,
    by: By,
    device: &device::Model,
    event: Event,
) -> Result<(), ActError> {
    match journal::record(txn, by, device, event).await {
        Ok(_) => Ok(()),
        Err(ChangeError::Changed) => Err(ActError::Refused(Refusal::JustTaken)),
        Err(error) => Err(error.into()),
    }
}

async fn free_device(
    txn: &DatabaseTransaction,
    by: By,
    request: &request::Model,
    why: EventKind,
) -> Result<(), ActError> {
    let Some(id) = request.device_id else {
        return Ok(());
    };
    let device = find_device(txn, id).await?;
    let event = Event::of(why).with("request", request.id.0);
    note_on_device(txn, by, &device, event).await
}

pub(super) async fn find_device(
    txn: &impl ConnectionTrait,
    id: DeviceId,
) -> Result<device::Model, Error> {
    device::Entity::find_by_id(id)
        .one(txn)
        .await?
        .ok_or(Error::NotFound)
}

/// Puts the letter of a decision in the outbox, in the transaction of the decision.
pub(super) async fn tell(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    request: &request::Model,
    decision: Decision,
) -> Result<(), ActError> {
    if let Some(message) = letters::write(app, txn, by, request, decision).await? {
        let now = app.clock.now();
        mail::queue(txn, &app.keys, decision.kind(), false, &message, now).await?;
    }
    Ok(())
}
