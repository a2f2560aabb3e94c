//! When a device may leave with its recipient. Pure.
pub mod warranty;

use crate::{
    devices::software::Below, programmes::rules::terms::NotAdmitted, training::rules::Clearance,
};
use chrono::{Days, NaiveDate};
use entities::{
    device::{self, Stage},
    organisation::OrganisationId,
    programme::{self, LegalChain},
    request::{self, RequestState},
    site::SiteId,
};

/// What is known at the counter, besides the clearance.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each named by its field"
)]
#[derive(Clone, Copy, Debug)]
pub struct Counter<'a> {
    pub device: &'a device::Model,
    pub request: &'a request::Model,
    /// The site the device would leave from.
    pub here: SiteId,
    /// The device has an open handover.
    pub out: bool,
    /// Who hands over approved the waiver of this request.
    pub clerk_approved: bool,
    /// The device was erased as deeply as the programme asks.
    pub deep_enough: bool,
    /// What its software lacks for the programme.
    pub below: Option<Below>,
    /// Why the programme does not take it.
    pub not_admitted: Option<NotAdmitted>,
    /// The programme lends at counters, and this is no loan: nothing goes under it without a day to come back.
    pub only_lent: bool,
}

/// What stands in the way besides the clearance, each with something to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Handed over already, to this person or another.
    Out,
    /// On its way, or never taken in anywhere.
    NotArrived,
    AtAnotherSite,
    NotReady(Stage),
    /// The device is not the one allocated to the request.
    NotAllocated,
    ClerkApprovedTheWaiver,
    /// The programme does not take devices of this category or look.
    NotAdmitted(NotAdmitted),
    /// The programme asks for a deeper erasure than this device had.
    ErasedTooLightly,
    /// The programme asks for other software, or longer updates.
    Below(Below),
    /// The programme lends: on its own page, after the onboarding.
    OnlyLent,
}

/// Everything that stands in the way.
#[must_use]
pub fn obstacles(counter: &Counter) -> Vec<Obstacle> {
    let Counter {
        device,
        request,
        here,
        out,
        clerk_approved,
        deep_enough,
        below,
        not_admitted,
        only_lent,
    } = *counter;
    let allocated =
        request.state == RequestState::Allocated && request.device_id == Some(device.id);
    let mut found = Vec::new();
    if out {
        found.push(Obstacle::Out);
    }
    if !allocated {
        found.push(Obstacle::NotAllocated);
    }
    if device.stage != Stage::Ready {
        found.push(Obstacle::NotReady(device.stage));
    } else if !out {
        match device.site_id {
            None => found.push(Obstacle::NotArrived),
            Some(site) if site != here => found.push(Obstacle::AtAnotherSite),
            Some(_) => {}
        }
    }
    if clerk_approved {
        found.push(Obstacle::ClerkApprovedTheWaiver);
    }
    found.extend(not_admitted.map(Obstacle::NotAdmitted));
    if !deep_enough {
        found.push(Obstacle::ErasedTooLightly);
    }
    found.extend(below.map(Obstacle::Below));
    if only_lent {
        found.push(Obstacle::OnlyLent);
    }
    found
}

/// The right to hand one device over: made here, of a clearance that stands and a counter where
/// nothing stands in the way. There is no other way to write a handover.
#[derive(Debug)]
pub struct Permit<'a> {
    counter: Counter<'a>,
    clearance: &'a Clearance,
}

/// # Errors
/// Everything that stands in the way.
pub fn permit<'a>(
    counter: Counter<'a>,
    clearance: &'a Clearance,
) -> Result<Permit<'a>, Vec<Obstacle>> {
    let mut found = obstacles(&counter);
    let (named, device) = (clearance.row(), counter.device);
    if named.request_id != counter.request.id || named.model_key != device.model_key {
        found.push(Obstacle::NotAllocated);
    }
    if found.is_empty() {
        Ok(Permit { counter, clearance })
    } else {
        Err(found)
    }
}

impl<'a> Permit<'a> {
    #[must_use]
    pub fn counter(&self) -> Counter<'a> {
        self.counter
    }

    #[must_use]
    pub fn clearance(&self) -> &'a Clearance {
        self.clearance
    }
}

/// Whether who prescribed a device hands it over: it is of a kit, and the programme says so.
#[must_use]
pub fn prescriber_may_hand_over(programme: &programme::Model) -> bool {
    programme.kit_contents.is_some() && programme.prescriber_hands_over == Some(true)
}

/// What an owner gives under one legal chain is signed for at once; anything else has a paper of its own.
#[must_use]
pub fn signed_together(
    (chain, owner): (LegalChain, OrganisationId),
    (other_chain, other_owner): (LegalChain, OrganisationId),
) -> bool {
    (chain, owner) == (other_chain, other_owner)
}

/// When the device must be back: a provisional loan has a deadline until the pathway is attested. The one of a device
/// that is replaced is `kept`: an exchange makes no loan longer.
#[must_use]
pub fn due_back(
    programme: &programme::Model,
    attested: bool,
    kept: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let days = u64::try_from(programme.provisional_days?).unwrap_or_default();
    (!attested).then(|| kept.unwrap_or(today + Days::new(days)))
}

#[cfg(test)]
mod tests;
