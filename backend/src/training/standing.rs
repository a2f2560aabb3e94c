//! What stands on what somebody attended, here or elsewhere. Whoever takes a presence back takes along the attestation,
//! which names it, and the clearance that was not used; what a device went out on, or is somebody's for good on, is not
//! taken back.
use super::{
    actions::{Failure, Refusal, issue_if_due, withdraw_if_trained},
    queries,
    rules::{self, Because},
};
use crate::{
    journal::{self, By, Event, EventKind},
    web::Error,
};
use entities::{
    attestation, clearance::Basis, enrolment, request::RequestState, withdrawn_attestation,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
};

/// What holds by what somebody attended.
#[derive(Clone, Copy)]
pub(super) struct Held {
    /// A handover after all that was to be attended.
    attended: bool,
    /// A handover in a session.
    hands_on: bool,
    /// The attestation, where there is one.
    attestation: bool,
}

impl Held {
    /// Whether a handover on this basis rests on it.
    fn carries(self, basis: Basis) -> bool {
        match basis {
            Basis::Attended => self.attended,
            Basis::HandsOn => self.hands_on,
            Basis::Enrolled | Basis::Provisional | Basis::Waiver => false,
        }
    }
}

/// What holds now: to be read before what somebody attended changes.
pub(super) async fn held(
    txn: &impl ConnectionTrait,
    by: By,
    enrolment: &enrolment::Model,
) -> Result<Held, Error> {
    if enrolment.withdrawn_at.is_some() {
        return Ok(Held {
            attended: false,
            hands_on: false,
            attestation: false,
        });
    }
    let (request, programme) = queries::request_of(txn, enrolment.request_id).await?;
    let facts = queries::facts(txn, &request, &programme, by.at).await?;
    Ok(Held {
        attended: rules::rests_on_presence(Basis::Attended, &facts),
        hands_on: rules::rests_on_presence(Basis::HandsOn, &facts),
        attestation: enrolment.attested_at.is_some() && rules::may_attest(&facts).is_ok(),
    })
}

/// Withdraws the attestation, if there is one, before what it names is taken back. Gives the enrolment as it is then.
pub(super) async fn withdraw_attestation(
    txn: &impl ConnectionTrait,
    by: By,
    enrolment: &enrolment::Model,
    because: Because,
) -> Result<enrolment::Model, Failure> {
    if enrolment.attested_at.is_none() {
        return Ok(enrolment.clone());
    }
    let (request, _) = queries::request_of(txn, enrolment.request_id).await?;
    if request.device_kind.is_none() && request.state == RequestState::Fulfilled {
        return Err(Refusal::FulfilledOnIt.into());
    }
    if queries::kept_for_good(txn, request.id).await? {
        return Err(Refusal::DefinitiveOnIt.into());
    }
    let mut event = Event::of(EventKind::AttestationWithdrawn).with("because", because.key());
    let paper = attestation::Entity::find_by_id(enrolment.id)
        .one(txn)
        .await?;
    if let Some(paper) = paper {
        event = event.with("sha256", paper.sha256.as_str());
        withdrawn_attestation::ActiveModel {
            enrolment_id: Set(paper.enrolment_id),
            sha256: Set(paper.sha256),
            file: Set(paper.file),
            issued_by: Set(paper.issued_by),
            issued_at: Set(paper.issued_at),
            withdrawn_at: Set(by.at),
            ..Default::default()
        }
        .insert(txn)
        .await?;
        attestation::Entity::delete_many()
            .filter(attestation::COLUMN.enrolment_id.eq(enrolment.id))
            .exec(txn)
            .await?;
    }
    let not_attested = enrolment::ActiveModel {
        attested_at: Set(None),
        ..Default::default()
    };
    Ok(journal::change(txn, by, enrolment, not_attested, event).await?)
}

/// What follows when what somebody attended has changed: what held and no longer does goes, or the change is refused; a
/// clearance is issued where it is due, and withdrawn where it no longer is.
pub(super) async fn follow(
    txn: &impl ConnectionTrait,
    by: By,
    enrolment: &enrolment::Model,
    before: Held,
    because: Because,
) -> Result<(), Failure> {
    let now = held(txn, by, enrolment).await?;
    if before.attestation && !now.attestation {
        // Withdrawn already, unless a presence here takes what was attended elsewhere out of account.
        withdraw_attestation(txn, by, enrolment, because).await?;
    }
    if issue_if_due(txn, by, enrolment.request_id).await?.is_none() {
        withdraw_if_trained(txn, by, enrolment.request_id, because).await?;
    }
    // Asked last: who used the clearance meanwhile is seen here, and who comes later finds it withdrawn.
    let used = queries::used_clearances_of(txn, enrolment).await?;
    let mut bases = used.iter().map(|used| used.basis);
    if bases.any(|basis| before.carries(basis) && !now.carries(basis)) {
        return Err(Refusal::HandedOverOnIt.into());
    }
    Ok(())
}
