//! A device leaves with its recipient, the paper is signed, and the device may come back.
use super::rules::Permit;
use crate::{
    appointments::actions as appointments,
    devices::stages::{self, StageEvent},
    journal::{self, By, Event, EventKind},
    training::actions::take,
    web::Error,
};
use chrono::NaiveDate;
use entities::{
    device,
    evidence::EvidenceId,
    handover::{self, EndReason, Fault, IdentitySeen, ReceivedBy, Signature},
    membership::MembershipId,
    programme,
    request::{self, RequestState},
    site::SiteId,
    training_session::TrainingSessionId,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, SqlErr};

/// What the person at the counter notes.
#[derive(Clone, Debug)]
pub struct Noted {
    pub received_by: ReceivedBy,
    pub identity_seen: IdentitySeen,
    /// The proxy's name, sealed.
    pub sealed_proxy: Option<String>,
    pub signature: Signature,
    /// The drawing, when signed on the screen.
    pub drawing: Option<EvidenceId>,
    pub slip_sha256: String,
    pub due_back_on: Option<NaiveDate>,
    pub warranty_until: Option<NaiveDate>,
    /// On a loan at a counter.
    pub lent: Option<Lent>,
}

/// What a loan at a counter rests on.
#[derive(Clone, Copy, Debug)]
pub struct Lent {
    /// The accompaniment before it.
    pub onboarding: TrainingSessionId,
    /// Its number among the person's open ones.
    pub slot: i32,
}

/// Hands a device over: device, request, clearance and handover change together, or none does.
pub async fn hand_over(
    txn: &impl ConnectionTrait,
    by: By,
    clerk: MembershipId,
    permit: &Permit<'_>,
    programme: &programme::Model,
    noted: Noted,
) -> Result<handover::Model, Error> {
    let counter = permit.counter();
    let left = device::ActiveModel {
        site_id: Set(None),
        container_id: Set(None),
        ..Default::default()
    };
    let event = Event::of(EventKind::DeviceHandedOver).with("request", counter.request.id.0);
    journal::change(txn, by, counter.device, left, event).await?;
    // Whoever was expected has come.
    let request = appointments::held(txn, by, counter.request).await?;
    let fulfilled = request::ActiveModel {
        state: Set(RequestState::Fulfilled),
        // An exchange serves it again: when it was served stays the first time.
        closed_at: Set(request.closed_at.or(Some(by.at))),
        ..Default::default()
    };
    let event = Event::of(EventKind::RequestFulfilled);
    journal::change(txn, by, &request, fulfilled, event).await?;
    let taken = take(txn, by, permit.clearance()).await?;
    let clearance = taken.clearance();
    let row = handover::ActiveModel {
        device_id: Set(counter.device.id),
        model_key: Set(clearance.model_key.clone()),
        request_id: Set(clearance.request_id),
        recipient_id: Set(clearance.recipient_id),
        programme_id: Set(clearance.programme_id),
        clearance_id: Set(clearance.id),
        clearance_state: Set(clearance.state),
        site_id: Set(counter.here),
        clerk_id: Set(clerk),
        received_by: Set(noted.received_by),
        identity_seen: Set(noted.identity_seen),
        sealed_proxy: Set(noted.sealed_proxy),
        legal_chain: Set(programme.legal_chain),
        deliberation_number: Set(programme.deliberation_number.clone()),
        signature: Set(noted.signature),
        signature_evidence_id: Set(noted.drawing),
        slip_sha256: Set(noted.slip_sha256),
        handed_at: Set(by.at),
        completed_at: Set(noted.drawing.map(|_| by.at)),
        due_back_on: Set(noted.due_back_on),
        warranty_until: Set(noted.warranty_until),
        exchange_of: Set(counter.request.exchange_of),
        onboarding_id: Set(noted.lent.map(|lent| lent.onboarding)),
        loan_slot: Set(noted.lent.map(|lent| lent.slot)),
        extensions: Set(noted.lent.map(|_| 0)),
        ..Default::default()
    };
    match journal::insert(txn, by, row, Event::of(EventKind::HandedOver)).await {
        Ok(handover) => Ok(handover),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Err(Error::Changed)
        }
        Err(error) => Err(error.into()),
    }
}

/// Attaches the photo of the slip signed by hand: only now is the handover complete.
pub async fn attach_signed_slip(
    txn: &impl ConnectionTrait,
    by: By,
    handover: &handover::Model,
    photo: EvidenceId,
) -> Result<handover::Model, Error> {
    let signed = handover::ActiveModel {
        signature_evidence_id: Set(Some(photo)),
        completed_at: Set(Some(by.at)),
        ..Default::default()
    };
    Ok(journal::change(
        txn,
        by,
        handover,
        signed,
        Event::of(EventKind::HandoverSigned),
    )
    .await?)
}

/// Takes a device back: quarantined at this site, a new stay, to be triaged and erased again (law 3).
pub async fn take_back(
    txn: &impl ConnectionTrait,
    by: By,
    device: &device::Model,
    handover: &handover::Model,
    here: SiteId,
    (reason, fault): (EndReason, Option<Fault>),
) -> Result<handover::Model, Error> {
    let stage = stages::next(device.stage, StageEvent::Returned).ok_or(Error::Changed)?;
    let back = device::ActiveModel {
        stage: Set(stage),
        stage_since: Set(by.at),
        site_id: Set(Some(here)),
        stay: Set(device.stay + 1),
        grade: Set(None),
        category: Set(None),
        ready_check_id: Set(None),
        ..Default::default()
    };
    let event = Event::of(EventKind::DeviceReturned).with("handover", handover.id.0);
    journal::change(txn, by, device, back, event).await?;
    let ended = handover::ActiveModel {
        ended_at: Set(Some(by.at)),
        end_reason: Set(Some(reason)),
        fault: Set(fault),
        ..Default::default()
    };
    let event = Event::of(EventKind::HandoverEnded).with("site", here.0);
    Ok(journal::change(txn, by, handover, ended, event).await?)
}
