//! Asking, answering, putting on hold, letting go on, and giving a colleague's requests to another.
use super::{
    letters::{self, News},
    queries,
    rules::{Facts, hold_reasons, hold_value, may_answer, may_ask},
};
use crate::{
    app::App,
    auth::Signed,
    journal::{self, By, Event, EventKind, Subject},
    mail,
    requests::actions::{ActError, Refusal},
    web::Error,
};
use entities::{
    membership::{self, MembershipId, Role},
    outbox::OutboxKind,
    request::{self, HoldReason, RequestId, RequestState, Side},
};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};

/// Which side somebody speaks for.
#[must_use]
pub fn side_of(by: &Signed) -> Side {
    if by.role == Role::Coordinator {
        Side::Coordinator
    } else {
        Side::Prescriber
    }
}

/// Asks the other side a question; its words can be erased, the event holds a salted hash.
pub async fn ask(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    request: &request::Model,
    words: &str,
) -> Result<(), ActError> {
    let side = side_of(by);
    if !may_ask(facts(txn, request).await?) {
        return Err(ActError::Refused(Refusal::NotNow));
    }
    let row = request::ActiveModel {
        question_by: Set(Some(side)),
        turn_since: Set(Some(app.clock.now())),
        ..Default::default()
    };
    let event = Event::of(EventKind::QuestionAsked);
    let after = said(app, txn, by, request, row, (event, words)).await?;
    letters::tell(app, txn, &after, News::Question, side).await?;
    Ok(())
}

/// Answers the question of the other side.
pub async fn answer(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    request: &request::Model,
    words: &str,
) -> Result<(), ActError> {
    let side = side_of(by);
    if !may_answer(facts(txn, request).await?, side) {
        return Err(ActError::Refused(Refusal::NotNow));
    }
    let row = request::ActiveModel {
        question_by: Set(None),
        turn_since: Set(Some(app.clock.now())),
        ..Default::default()
    };
    let event = Event::of(EventKind::QuestionAnswered);
    let after = said(app, txn, by, request, row, (event, words)).await?;
    letters::tell(app, txn, &after, News::Answer, side).await?;
    Ok(())
}

/// Puts a request on hold: why, and perhaps in words.
pub async fn hold(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    request: &request::Model,
    reason: HoldReason,
    words: &str,
) -> Result<(), ActError> {
    let fits = hold_reasons(request.device_kind.is_none()).any(|one| one == reason);
    if request.state != RequestState::Submitted || request.on_hold.is_some() || !fits {
        return Err(ActError::Refused(Refusal::NotNow));
    }
    let row = request::ActiveModel {
        on_hold: Set(Some(reason)),
        turn_since: Set(Some(app.clock.now())),
        ..Default::default()
    };
    let event = Event::of(EventKind::RequestHeld).with("reason", hold_value(reason));
    let after = said(app, txn, by, request, row, (event, words)).await?;
    letters::tell(app, txn, &after, News::Held(reason), side_of(by)).await?;
    Ok(())
}

/// Lets a request on hold go on.
pub async fn release(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    request: &request::Model,
) -> Result<(), ActError> {
    if request.state != RequestState::Submitted || request.on_hold.is_none() {
        return Err(ActError::Refused(Refusal::NotNow));
    }
    let row = request::ActiveModel {
        on_hold: Set(None),
        turn_since: Set(Some(app.clock.now())),
        ..Default::default()
    };
    let event = Event::of(EventKind::RequestReleased);
    said(app, txn, by, request, row, (event, "")).await?;
    Ok(())
}

/// Writes a request and its event, with what somebody typed kept apart from it.
async fn said(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    request: &request::Model,
    row: request::ActiveModel,
    (event, words): (Event, &str),
) -> Result<request::Model, ActError> {
    let at = by.at(app.clock.now());
    let event = with_words(app, txn, at, request.id, event, words).await?;
    Ok(journal::change(txn, at, request, row, event).await?)
}

/// An event about a request with the hash of what somebody typed, which lies sealed and can be erased.
pub async fn with_words(
    app: &App,
    txn: &DatabaseTransaction,
    at: By,
    request: RequestId,
    event: Event,
    words: &str,
) -> Result<Event, Error> {
    if words.is_empty() {
        return Ok(event);
    }
    let about = (Subject::Request, request.0);
    let hash = journal::remark(txn, &app.keys, about, words, at.at).await?;
    Ok(event.with("remark", hash))
}

async fn facts(txn: &DatabaseTransaction, request: &request::Model) -> Result<Facts, Error> {
    Ok(queries::waiting_of(txn, request).await?.facts)
}

/// Gives every open request of one prescriber to another of the same organisation, in one act; both are told. Gives
/// how many.
pub async fn reassign(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    from: &membership::Model,
    to: &membership::Model,
) -> Result<usize, ActError> {
    let requests = queries::open_of(txn, by.organisation_id, from.id).await?;
    if requests.is_empty() {
        return Err(ActError::Refused(Refusal::NotNow));
    }
    let at = by.at(app.clock.now());
    for request in &requests {
        let row = request::ActiveModel {
            prescriber_id: Set(to.id),
            ..Default::default()
        };
        let event = Event::of(EventKind::RequestReassigned)
            .with("from", from.id.0)
            .with("to", to.id.0);
        journal::change(txn, at, request, row, event).await?;
    }
    let ids: Vec<RequestId> = requests.iter().map(|request| request.id).collect();
    for (reader, given) in [(from.id, true), (to.id, false)] {
        tell_reassigned(app, txn, reader, &ids, given).await?;
    }
    Ok(requests.len())
}

async fn tell_reassigned(
    app: &App,
    txn: &DatabaseTransaction,
    reader: MembershipId,
    requests: &[RequestId],
    given: bool,
) -> Result<(), ActError> {
    let Some(account) = mail::reader(txn, reader).await? else {
        return Ok(());
    };
    let message = letters::reassigned(app, &account, requests, given)?;
    let kind = OutboxKind::RequestReassigned;
    mail::queue(txn, &app.keys, kind, false, &message, app.clock.now()).await?;
    Ok(())
}
