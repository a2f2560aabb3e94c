//! Cards and vouchers come in, are handed over and written off. Lock order: enrolment and handover, then request, then
//! clearance, then the card.
use super::{
    numbers::Number,
    queries,
    rules::{Leaves, Permit, model_key},
};
use crate::{
    internet::rules::month_of,
    journal::{self, By, ChangeError, Event, EventKind},
    keys::Keys,
    training::{
        actions::{issue, take},
        queries as training,
        rules::Clearance,
    },
    web::{Error, format::Day},
};
use chrono::NaiveDate;
use entities::{
    clearance::ClearanceState,
    handover::{IdentitySeen, ReceivedBy},
    internet_spend,
    membership::MembershipId,
    prepaid::{self, PrepaidKind, PrepaidState, WriteOff},
    programme,
    site::SiteId,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, SqlErr};
use std::collections::BTreeSet;

/// What comes in together.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub kind: PrepaidKind,
    /// Its key among the operators.
    pub operator: String,
    pub value_cents: i32,
    pub fund: String,
    pub expires_on: Option<NaiveDate>,
    pub numbers: Vec<Number>,
}

/// How many came in, and how many were in some stock already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    pub new: usize,
    pub known: usize,
}

/// Takes a delivery into the stock of a place. What is known already stays as it is: a list may be sent twice.
pub async fn receive(
    txn: &impl ConnectionTrait,
    keys: &Keys,
    by: By,
    (keeper, here): (MembershipId, SiteId),
    delivery: Delivery,
) -> Result<Received, Error> {
    let mark = |number: &Number| match number {
        Number::Sim(iccid) => iccid.as_str().to_owned(),
        Number::Voucher(code) => code.key(keys),
    };
    let marks = delivery.numbers.iter().map(mark).collect();
    let known = queries::known(txn, delivery.kind, marks).await?;
    let known: BTreeSet<String> = known.into_iter().collect();
    let new: Vec<_> = delivery
        .numbers
        .iter()
        .filter(|number| !known.contains(&mark(number)))
        .collect();
    let received = Received {
        new: new.len(),
        known: delivery.numbers.len() - new.len(),
    };
    if new.is_empty() {
        return Ok(received);
    }
    let rows = new.into_iter().map(|number| {
        let (iccid, code) = match number {
            Number::Sim(iccid) => (Some(iccid.as_str().to_owned()), None),
            Number::Voucher(code) => (None, Some(code)),
        };
        prepaid::ActiveModel {
            kind: Set(delivery.kind),
            operator: Set(delivery.operator.clone()),
            model_key: Set(model_key(delivery.kind, &delivery.operator)),
            iccid: Set(iccid),
            code_key: Set(code.map(|code| code.key(keys))),
            sealed_code: Set(code.map(|code| code.seal(keys))),
            value_cents: Set(delivery.value_cents),
            fund: Set(delivery.fund.clone()),
            expires_on: Set(delivery.expires_on),
            state: Set(PrepaidState::Here),
            site_id: Set(here),
            received_by: Set(keeper),
            received_at: Set(by.at),
            ..Default::default()
        }
    });
    let rows: Vec<_> = rows.collect();
    journal::insert_many(txn, by, rows, |_: &prepaid::Model| {
        Event::of(EventKind::PrepaidReceived)
    })
    .await
    .map_err(Error::second)?;
    Ok(received)
}

/// What the person at the counter notes.
#[derive(Clone, Copy, Debug)]
pub struct Noted {
    pub handed_to: ReceivedBy,
    pub identity_seen: IdentitySeen,
}

/// Hands one over: clearance, card, request and spending change together, or none does.
pub async fn hand_over(
    txn: &impl ConnectionTrait,
    by: By,
    clerk: MembershipId,
    permit: &Permit<'_>,
    programme: &programme::Model,
    noted: Noted,
) -> Result<prepaid::Model, Error> {
    let counter = permit.counter();
    let kind = EventKind::PrepaidHandedOver;
    // It stays so until the transaction ends: a device that comes back at this moment waits, or wins.
    if let Leaves::WithDevice(handover) = permit.leaves() {
        journal::hold(txn, handover).await?;
    }
    let told = Event::of(kind).with("prepaid", counter.prepaid.id.0);
    journal::record(txn, by, counter.request, told).await?;
    let named = named(txn, by, permit, programme).await?;
    let given = prepaid::ActiveModel {
        state: Set(PrepaidState::Given),
        handed_to: Set(Some(noted.handed_to)),
        identity_seen: Set(Some(noted.identity_seen)),
        clerk_id: Set(Some(clerk)),
        closed_at: Set(Some(by.at)),
        ..named
    };
    let event = Event::of(kind).with("request", counter.request.id.0);
    let given = match journal::change(txn, by, counter.prepaid, given, event).await {
        Ok(given) => given,
        // Another went out on the clearance of this device at the same moment.
        Err(ChangeError::Db(error))
            if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) =>
        {
            return Err(Error::Changed);
        }
        Err(error) => return Err(error.into()),
    };
    internet_spend::ActiveModel {
        month: Set(month_of(by.at.in_paris())),
        fund: Set(given.fund.clone()),
        cents: Set(given.value_cents),
        plan_id: Set(None),
        prepaid_id: Set(Some(given.id)),
        noted_by: Set(clerk),
        noted_at: Set(by.at),
        ..Default::default()
    }
    .insert(txn)
    .await?;
    Ok(given)
}

/// The columns that name the clearance it goes out on: that of the device, used when the device left, or one of its own,
/// taken here.
async fn named(
    txn: &impl ConnectionTrait,
    by: By,
    permit: &Permit<'_>,
    programme: &programme::Model,
) -> Result<prepaid::ActiveModel, Error> {
    let counter = permit.counter();
    Ok(match permit.leaves() {
        Leaves::WithDevice(handover) => prepaid::ActiveModel {
            request_id: Set(Some(handover.request_id)),
            recipient_id: Set(Some(handover.recipient_id)),
            programme_id: Set(Some(handover.programme_id)),
            clearance_id: Set(Some(handover.clearance_id)),
            clearance_model_key: Set(Some(handover.model_key.clone())),
            clearance_state: Set(Some(ClearanceState::Used)),
            handover_id: Set(Some(handover.id)),
            ..Default::default()
        },
        Leaves::Cleared(grant) => {
            let issued = issue(txn, by, grant, programme).await?;
            let whose = training::whose(counter.request);
            let model_key = &counter.prepaid.model_key;
            let clearance =
                Clearance::standing(issued, whose, model_key, by.at).map_err(|_| Error::Changed)?;
            let taken = take(txn, by, &clearance).await?;
            let clearance = taken.clearance();
            prepaid::ActiveModel {
                request_id: Set(Some(clearance.request_id)),
                recipient_id: Set(Some(clearance.recipient_id)),
                programme_id: Set(Some(clearance.programme_id)),
                clearance_id: Set(Some(clearance.id)),
                clearance_model_key: Set(Some(clearance.model_key.clone())),
                clearance_state: Set(Some(clearance.state)),
                ..Default::default()
            }
        }
    })
}

/// Writes one off that will not be handed over; what opens a voucher is erased.
pub async fn write_off(
    txn: &impl ConnectionTrait,
    by: By,
    one: &prepaid::Model,
    reason: WriteOff,
) -> Result<prepaid::Model, Error> {
    if one.state != PrepaidState::Here {
        return Err(Error::Changed);
    }
    let gone = prepaid::ActiveModel {
        state: Set(PrepaidState::WrittenOff),
        sealed_code: Set(None),
        closed_at: Set(Some(by.at)),
        write_off: Set(Some(reason)),
        ..Default::default()
    };
    let event = Event::of(EventKind::PrepaidWrittenOff);
    Ok(journal::change(txn, by, one, gone, event).await?)
}
