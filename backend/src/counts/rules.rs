//! What a scan in a stock count means, what a count comes to for each device, and who may sign what. Pure.
use crate::devices::standing::Standing;
use entities::{
    device::Stage,
    site::SiteId,
    stock_count::{CountClass, CountState},
};

/// Where a device is at a moment, as the journal says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    At(SiteId),
    OnTheWay,
    /// Handed over, or lent.
    WithRecipient,
    /// As waste, or by a cession.
    Left,
    /// Announced, and not received yet.
    NotYetIn,
}

impl Place {
    #[must_use]
    pub fn of(standing: Standing, site: Option<SiteId>, on_the_way: bool) -> Self {
        match standing {
            Standing::Ceded | Standing::At(Stage::Scrapped) => Self::Left,
            Standing::HandedOver | Standing::OnLoan => Self::WithRecipient,
            Standing::At(Stage::Announced | Stage::NotReceived) => Self::NotYetIn,
            Standing::At(
                Stage::Received
                | Stage::Triage
                | Stage::Refurbishment
                | Stage::QualityCheck
                | Stage::Ready,
            ) => match site {
                Some(_) if on_the_way => Self::OnTheWay,
                Some(site) => Self::At(site),
                None => Self::NotYetIn,
            },
        }
    }
}

/// A device that a counter sees.
#[derive(Clone, Copy, Debug)]
pub struct Sighting {
    /// Where the counter is.
    pub here: SiteId,
    /// Where the journal has the device at the moment of the scan.
    pub place: Place,
    /// Whether it is in the frozen set.
    pub expected: bool,
    /// Whether the count is about such a device at this site.
    pub in_scope: bool,
}

/// What a scan of a device is. Movements since the freeze are no gap: the journal says where the device is now.
#[must_use]
pub fn seen(sighting: Sighting) -> CountClass {
    match sighting.place {
        Place::At(site) if site != sighting.here => CountClass::FoundElsewhere,
        Place::At(_) if sighting.expected => CountClass::Found,
        Place::At(_) if sighting.in_scope => CountClass::CameSince,
        Place::At(_) => CountClass::OutsideScope,
        Place::OnTheWay => CountClass::FoundInTransit,
        Place::WithRecipient => CountClass::FoundHandedOver,
        Place::Left => CountClass::FoundGone,
        Place::NotYetIn => CountClass::FoundElsewhere,
    }
}

/// What the scans of a count say of one device, by pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub two_passes: bool,
    pub first: Option<CountClass>,
    pub second: Option<CountClass>,
}

/// What the count comes to for a device of the frozen set: where it was frozen, what was scanned, where the journal has
/// it when the counting ends, and whether somebody had it in hand since the freeze. What was moved on paper alone may be
/// what nobody can find.
#[must_use]
pub fn settle(
    frozen: Option<SiteId>,
    counted: Counted,
    now: Place,
    was_in_hand: bool,
) -> CountClass {
    match (counted.first, counted.second) {
        (None, None) => match now {
            Place::WithRecipient => CountClass::HandedOver,
            Place::OnTheWay => CountClass::InTransit,
            Place::Left => CountClass::LeftSince,
            Place::At(site) if Some(site) != frozen && was_in_hand => CountClass::MovedSince,
            Place::At(_) | Place::NotYetIn => CountClass::Missing,
        },
        (Some(class), None) | (None, Some(class)) if counted.two_passes && !is_gap(class) => {
            CountClass::OneCountOnly
        }
        (Some(class), None) | (_, Some(class)) => class,
    }
}

/// Whether somebody has to say why.
#[must_use]
pub fn is_gap(class: CountClass) -> bool {
    match class {
        CountClass::FoundElsewhere
        | CountClass::FoundHandedOver
        | CountClass::FoundInTransit
        | CountClass::FoundGone
        | CountClass::UnknownLabel
        | CountClass::Unlabelled
        | CountClass::OneCountOnly
        | CountClass::Missing => true,
        CountClass::Found
        | CountClass::CameSince
        | CountClass::OutsideScope
        | CountClass::HandedOver
        | CountClass::InTransit
        | CountClass::MovedSince
        | CountClass::LeftSince => false,
    }
}

/// From when on a gap takes a second person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Limits {
    pub above_cents: Option<i64>,
    pub above_gaps: Option<i32>,
}

/// Whether a gap of this value takes a second person, in a count with so many gaps. What nobody can value is not
/// below any limit.
#[must_use]
pub fn takes_two(limits: Limits, value_cents: Option<i64>, gaps: i32) -> bool {
    match which_take_two(limits, gaps) {
        TakeTwo::All => true,
        TakeTwo::From(limit) => value_cents.is_none_or(|value| value >= limit),
        TakeTwo::None => false,
    }
}

/// Which gaps of a count take a second person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakeTwo {
    All,
    /// Those of this value or more, or of unknown value.
    From(i64),
    None,
}

#[must_use]
pub fn which_take_two(limits: Limits, gaps: i32) -> TakeTwo {
    if limits.above_gaps.is_some_and(|limit| gaps > limit) {
        return TakeTwo::All;
    }
    limits.above_cents.map_or(TakeTwo::None, TakeTwo::From)
}

/// Why nobody counts this now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody counts any more.
    Ended,
    /// The label of a box, a place or a part.
    NoDevice,
    /// The same person counted it the first time.
    SamePerson,
}

impl Refusal {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ended => "count-refused-ended",
            Self::NoDevice => "count-refused-no-device",
            Self::SamePerson => "count-refused-same-person",
        }
    }
}

/// Why a gap is not resolved, not signed, or a count not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    NotEnded,
    /// Somebody was faster.
    ResolvedAlready,
    NotResolved,
    /// Who resolved it does not sign it as well.
    OwnResolution,
    SignedAlready,
    GapsOpen,
    SignaturesOpen,
    Closed,
    /// The count was changed at the same moment.
    Busy,
}

impl Stays {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotEnded => "count-stays-not-ended",
            Self::ResolvedAlready => "count-stays-resolved",
            Self::NotResolved => "count-stays-not-resolved",
            Self::OwnResolution => "count-stays-own",
            Self::SignedAlready => "count-stays-signed",
            Self::GapsOpen => "count-stays-gaps",
            Self::SignaturesOpen => "count-stays-signatures",
            Self::Closed => "count-stays-closed",
            Self::Busy => "count-stays-busy",
        }
    }
}

/// What is still open in a count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    pub reasons: u64,
    pub signatures: u64,
}

/// Whether a count may be closed.
///
/// # Errors
/// What is still to be done.
pub fn may_close(state: CountState, open: Open) -> Result<(), Stays> {
    match state {
        CountState::Counting => Err(Stays::NotEnded),
        CountState::Closed => Err(Stays::Closed),
        CountState::Resolving if open.reasons > 0 => Err(Stays::GapsOpen),
        CountState::Resolving if open.signatures > 0 => Err(Stays::SignaturesOpen),
        CountState::Resolving => Ok(()),
    }
}

#[cfg(test)]
mod tests;
