//! What may follow what in a loan, who is cleared to leave with a piece, and what a return comes to. Pure.
use chrono::{Days, NaiveDate};
use entities::{
    account::AccountId,
    catalogue_item::CatalogueItemId,
    device::{self, Stage},
    lending_rule,
    loan::{self, LoanState, PieceCondition},
    loan_clearance,
    loan_reminder::LoanMoment,
    site::SiteId,
};
use period::{Closure, busy_until};
use schools::{Agreed, papers_missing};

pub mod lateness;
pub mod losses;
pub mod period;
pub mod schools;
#[cfg(test)]
mod tests;
pub mod waiting;

/// The rules of lending: as coordination set them, or those of a new installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    pub longest_days: i32,
    pub ahead_days: i32,
    pub at_once: i32,
    /// None: loans are not extended.
    pub extension_days: i32,
    pub buffer_days: i32,
    pub erasing_days: i32,
    pub approval: bool,
    pub clearance_days: i32,
    pub remind_days: i32,
    /// Open days after its first on which a reservation is still kept.
    pub fetch_days: i32,
    pub offer_days: i32,
    /// None: nobody is suspended.
    pub late_returns: i32,
    pub late_months: i32,
    pub suspension_days: i32,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            longest_days: 42,
            ahead_days: 180,
            at_once: 3,
            extension_days: 21,
            buffer_days: 2,
            erasing_days: 5,
            approval: false,
            clearance_days: 730,
            remind_days: 5,
            fetch_days: 3,
            offer_days: 3,
            late_returns: 3,
            late_months: 12,
            suspension_days: 30,
        }
    }
}

impl From<&lending_rule::Model> for Terms {
    fn from(row: &lending_rule::Model) -> Self {
        Self {
            longest_days: row.longest_days,
            ahead_days: row.ahead_days,
            at_once: row.at_once,
            extension_days: row.extension_days,
            buffer_days: row.buffer_days,
            erasing_days: row.erasing_days,
            approval: row.approval,
            clearance_days: row.clearance_days,
            remind_days: row.remind_days,
            fetch_days: row.fetch_days,
            offer_days: row.offer_days,
            late_returns: row.late_returns,
            late_months: row.late_months,
            suspension_days: row.suspension_days,
        }
    }
}

impl Terms {
    /// The open days a piece is kept back after a loan.
    #[must_use]
    pub fn buffer_of(self, device: &device::Model) -> i32 {
        if device.holds_data {
            self.erasing_days
        } else {
            self.buffer_days
        }
    }
}

/// What happens to a loan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoanEvent {
    Approved,
    Refused,
    Cancelled,
    Prepared,
    /// Another piece in the place of the one that was set aside.
    PieceChanged,
    HandedOver,
    Extended,
    Returned,
}

impl LoanEvent {
    pub const ALL: [Self; 8] = [
        Self::Approved,
        Self::Refused,
        Self::Cancelled,
        Self::Prepared,
        Self::PieceChanged,
        Self::HandedOver,
        Self::Extended,
        Self::Returned,
    ];
}

/// The state after an event, if it may happen.
#[must_use]
pub fn next(state: LoanState, event: LoanEvent) -> Option<LoanState> {
    match (state, event) {
        (LoanState::Requested, LoanEvent::Approved)
        | (LoanState::Reserved | LoanState::Prepared, LoanEvent::PieceChanged) => {
            Some(LoanState::Reserved)
        }
        (LoanState::Requested, LoanEvent::Refused) => Some(LoanState::Refused),
        (
            LoanState::Requested | LoanState::Reserved | LoanState::Prepared,
            LoanEvent::Cancelled,
        ) => Some(LoanState::Cancelled),
        (LoanState::Reserved, LoanEvent::Prepared) => Some(LoanState::Prepared),
        (LoanState::Prepared, LoanEvent::HandedOver) | (LoanState::Out, LoanEvent::Extended) => {
            Some(LoanState::Out)
        }
        (LoanState::Out, LoanEvent::Returned) => Some(LoanState::Returned),
        (
            LoanState::Requested
            | LoanState::Reserved
            | LoanState::Prepared
            | LoanState::Out
            | LoanState::Returned
            | LoanState::Cancelled
            | LoanState::Refused,
            LoanEvent::Approved
            | LoanEvent::Refused
            | LoanEvent::Cancelled
            | LoanEvent::Prepared
            | LoanEvent::PieceChanged
            | LoanEvent::HandedOver
            | LoanEvent::Extended
            | LoanEvent::Returned,
        ) => None,
    }
}

/// The number of a person's next open loan: the lowest that none of theirs has.
#[must_use]
pub fn free_slot(taken: &[i32], at_once: i32) -> Option<i32> {
    (1..=at_once).find(|slot| !taken.contains(slot))
}

/// Proof that somebody may leave with pieces of an item (law 1): made here, of a clearance that stands today.
#[derive(Clone, Copy, Debug)]
pub struct Cleared<'a>(&'a loan_clearance::Model);

impl<'a> Cleared<'a> {
    #[must_use]
    pub fn row(self) -> &'a loan_clearance::Model {
        self.0
    }
}

/// The clearance of this person for this item that stands longest, if one stands on the day.
#[must_use]
pub fn cleared(
    rows: &[loan_clearance::Model],
    account: AccountId,
    item: CatalogueItemId,
    on: NaiveDate,
) -> Option<Cleared<'_>> {
    rows.iter()
        .filter(|row| row.account_id == account && row.item_id == item && row.valid_until >= on)
        .max_by_key(|row| (row.valid_until, row.id))
        .map(Cleared)
}

/// The last day of a clearance issued today.
#[must_use]
pub fn valid_until(today: NaiveDate, terms: Terms) -> NaiveDate {
    let days = u64::try_from(terms.clearance_days).unwrap_or_default();
    today + Days::new(days)
}

/// The last day on which a reservation is kept for who does not come: so many open days after its first, and no longer
/// than the loan itself.
#[must_use]
pub fn kept_until(loan: &loan::Model, terms: Terms, closures: &[Closure]) -> NaiveDate {
    busy_until(loan.starts_on, terms.fetch_days, closures).min(loan.ends_on)
}

/// What stands in the way at the store's counter, besides the clearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The kit was not put together, or the loan is over.
    NotPrepared,
    /// Its first day is still to come.
    TooEarly,
    /// Its last day is over.
    TooLate,
    /// Not the piece of this loan.
    OtherPiece,
    /// The piece is in the workshop, or elsewhere.
    PieceNotHere,
    /// A kit whose parts were not counted yet.
    KitNotCounted,
    /// A kit that lacks a part it is not lent without.
    KitLacks,
    NotCleared,
    /// The school has no agreement for this year, and the rule asks for one.
    NoAgreement,
    /// It goes home, and the family has not signed.
    FamilyNotSigned,
}

impl Obstacle {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotPrepared => "pick-up-not-prepared",
            Self::TooEarly => "pick-up-too-early",
            Self::TooLate => "pick-up-too-late",
            Self::OtherPiece => "pick-up-other-piece",
            Self::PieceNotHere => "pick-up-piece-not-here",
            Self::KitNotCounted => "pick-up-kit-not-counted",
            Self::KitLacks => "pick-up-kit-lacks",
            Self::NotCleared => "pick-up-not-cleared",
            Self::NoAgreement => "pick-up-no-agreement",
            Self::FamilyNotSigned => "pick-up-family-not-signed",
        }
    }
}

/// The right to let a piece go with its borrower. There is no other way to let one go.
#[derive(Clone, Copy, Debug)]
pub struct PickUp<'a> {
    pub loan: &'a loan::Model,
    pub device: &'a device::Model,
    cleared: Cleared<'a>,
    pub on: NaiveDate,
}

impl<'a> PickUp<'a> {
    #[must_use]
    pub fn clearance(self) -> &'a loan_clearance::Model {
        self.cleared.row()
    }
}

/// # Errors
/// Everything that stands in the way.
pub fn pick_up<'a>(
    loan: &'a loan::Model,
    device: &'a device::Model,
    cleared: Option<Cleared<'a>>,
    agreed: Agreed,
    on: NaiveDate,
) -> Result<PickUp<'a>, Vec<Obstacle>> {
    let mut found = papers_missing(loan, agreed);
    if next(loan.state, LoanEvent::HandedOver).is_none() {
        found.push(Obstacle::NotPrepared);
    }
    if on < loan.starts_on {
        found.push(Obstacle::TooEarly);
    }
    if on > loan.ends_on {
        found.push(Obstacle::TooLate);
    }
    if device.id != loan.device_id || device.item_id != Some(loan.item_id) {
        found.push(Obstacle::OtherPiece);
    } else if !is_here(device, loan.site_id) {
        found.push(Obstacle::PieceNotHere);
    }
    let cleared =
        cleared.filter(|one| one.0.account_id == loan.account_id && one.0.item_id == loan.item_id);
    match cleared {
        Some(cleared) if found.is_empty() => Ok(PickUp {
            loan,
            device,
            cleared,
            on,
        }),
        Some(_) => Err(found),
        None => {
            found.push(Obstacle::NotCleared);
            Err(found)
        }
    }
}

/// Whether a piece stands ready on the store's shelf.
#[must_use]
pub fn is_here(device: &device::Model, store: SiteId) -> bool {
    device.stage == Stage::Ready && device.site_id == Some(store) && device.loan_id.is_none()
}

/// What was seen when a piece came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    pub condition: PieceCondition,
    pub complete: bool,
    pub cleaned: Option<bool>,
    pub charged: Option<bool>,
}

/// Where a piece goes when it is back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goes {
    /// Back on the shelf: it holds no data and nothing is wrong with it.
    OnTheShelf,
    /// Quarantined, in a new stay: it can hold data, or is to be repaired (law 3).
    ToTheWorkshop,
}

/// Where a piece goes after what was seen.
#[must_use]
pub fn goes(holds_data: bool, seen: Seen) -> Goes {
    let damaged = match seen.condition {
        PieceCondition::Damaged => true,
        PieceCondition::Good | PieceCondition::Worn => false,
    };
    let to_do = seen.cleaned == Some(false) || seen.charged == Some(false);
    if holds_data || damaged || to_do {
        Goes::ToTheWorkshop
    } else {
        Goes::OnTheShelf
    }
}

/// Which messages about its end a loan that is out calls for today.
#[must_use]
pub fn moments(ends_on: NaiveDate, today: NaiveDate, terms: Terms) -> Option<LoanMoment> {
    let left = (ends_on - today).num_days();
    match left {
        ..=-7 => Some(LoanMoment::VeryLate),
        -6..=-1 => Some(LoanMoment::Late),
        0 => Some(LoanMoment::LastDay),
        left if left <= i64::from(terms.remind_days) => Some(LoanMoment::Before),
        _ => None,
    }
}
