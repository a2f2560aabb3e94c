//! When a prepaid card or voucher may be handed over, and on whose clearance. Pure.
use crate::training::rules::{Grant, Missing, NotYet};
use chrono::NaiveDate;
use entities::{
    handover,
    prepaid::{self, PrepaidKind, PrepaidState},
    request::{self, RequestState},
    site::SiteId,
};

/// The most one may cost: a thousand euros.
pub const MOST_CENTS: i32 = 100_000;

/// The most that one request gives, cards and vouchers together: half a year of months. Who needs more is asked for again,
/// and decided on again.
pub const PER_REQUEST: u64 = 6;

/// What a clearance of its own names, as it names the model of a device.
#[must_use]
pub fn model_key(kind: PrepaidKind, operator: &str) -> String {
    match kind {
        PrepaidKind::Sim => format!("sim {operator}"),
        PrepaidKind::Voucher => format!("voucher {operator}"),
    }
}

/// Whose clearance it goes out on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// With the device that the person has: on the clearance of that handover, which covers one card or voucher; a
    /// waiver covers the device alone (law 1).
    WithDevice(Box<handover::Model>),
    /// Alone, on a clearance of its own: no device was asked for, or the device's covers one already, or none.
    Own(Result<Grant, NotYet>),
    /// The request is for a device that the person does not have.
    DeviceFirst,
}

/// What is known at the counter.
#[derive(Clone, Debug)]
pub struct Counter<'a> {
    pub prepaid: &'a prepaid::Model,
    pub request: &'a request::Model,
    /// The site it would leave from.
    pub here: SiteId,
    pub today: NaiveDate,
    /// The programme brings internet access.
    pub with_internet: bool,
    pub forgotten: bool,
    /// How many were handed over for the request.
    pub given: u64,
    pub ground: Ground,
}

/// What stands in the way, each with something to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Handed over already, or written off.
    Gone(PrepaidState),
    AtAnotherSite,
    Expired,
    RequestClosed,
    /// The person is to come to another place.
    OtherPickupPoint,
    NoInternet,
    PersonForgotten,
    /// The request has given all that one gives.
    Enough,
    DeviceFirst,
    /// The training rules clear nobody yet (law 1).
    Training(Vec<Missing>),
}

/// Everything that stands in the way.
#[must_use]
pub fn obstacles(counter: &Counter) -> Vec<Obstacle> {
    let (one, request) = (counter.prepaid, counter.request);
    let mut found = Vec::new();
    match one.state {
        PrepaidState::Here if one.site_id != counter.here => found.push(Obstacle::AtAnotherSite),
        PrepaidState::Here => {}
        PrepaidState::Given | PrepaidState::WrittenOff => found.push(Obstacle::Gone(one.state)),
    }
    if one.expires_on.is_some_and(|last| last < counter.today) {
        found.push(Obstacle::Expired);
    }
    match request.state {
        RequestState::Submitted | RequestState::Allocated | RequestState::Fulfilled => {}
        RequestState::Refused | RequestState::Cancelled => found.push(Obstacle::RequestClosed),
    }
    if request.pickup_site_id != counter.here {
        found.push(Obstacle::OtherPickupPoint);
    }
    if !counter.with_internet {
        found.push(Obstacle::NoInternet);
    }
    if counter.forgotten {
        found.push(Obstacle::PersonForgotten);
    }
    if counter.given >= PER_REQUEST {
        found.push(Obstacle::Enough);
    }
    match &counter.ground {
        Ground::WithDevice(_) | Ground::Own(Ok(_)) => {}
        Ground::Own(Err(not_yet)) => found.push(Obstacle::Training(not_yet.0.clone())),
        Ground::DeviceFirst => found.push(Obstacle::DeviceFirst),
    }
    found
}

/// On whose clearance a card or voucher leaves, when nothing stands in the way.
#[derive(Clone, Copy, Debug)]
pub enum Leaves<'a> {
    WithDevice(&'a handover::Model),
    Cleared(&'a Grant),
}

/// The right to hand one card or voucher over: made here, of a counter where nothing stands in the way. There is no other
/// way to write its handover.
#[derive(Debug)]
pub struct Permit<'a> {
    counter: &'a Counter<'a>,
    leaves: Leaves<'a>,
}

/// # Errors
/// Everything that stands in the way.
pub fn permit<'a>(counter: &'a Counter<'a>) -> Result<Permit<'a>, Vec<Obstacle>> {
    let mut found = obstacles(counter);
    let leaves = match &counter.ground {
        Ground::WithDevice(handover)
            if handover.request_id == counter.request.id && handover.ended_at.is_none() =>
        {
            Some(Leaves::WithDevice(handover))
        }
        Ground::Own(Ok(grant))
            if grant.terms().whose.request == counter.request.id
                && grant.terms().model_key == counter.prepaid.model_key =>
        {
            Some(Leaves::Cleared(grant))
        }
        Ground::WithDevice(_) | Ground::Own(_) | Ground::DeviceFirst => None,
    };
    match leaves {
        Some(leaves) if found.is_empty() => Ok(Permit { counter, leaves }),
        Some(_) => Err(found),
        None => {
            if found.is_empty() {
                found.push(Obstacle::DeviceFirst);
            }
            Err(found)
        }
    }
}

impl<'a> Permit<'a> {
    #[must_use]
    pub fn counter(&self) -> &'a Counter<'a> {
        self.counter
    }

    #[must_use]
    pub fn leaves(&self) -> Leaves<'a> {
        self.leaves
    }
}
