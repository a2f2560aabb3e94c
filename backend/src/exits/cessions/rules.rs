//! When devices may be given away for nothing: articles L. 3212-2, L. 3212-3 and D. 3212-3 of the code of public
//! property, and the caps of decree 2022-1413 for what may be sold on. Each refusal names its rule. Pure.
use crate::devices::standing::Standing;
use chrono::NaiveDate;
use entities::{
    cession::CessionCategory,
    collection_lot::LegalBasis,
    device::{DeviceKind, Stage},
    organisation::OrganisationKind,
};

/// The most a device may be worth when it is given, in cents (D. 3212-3).
pub const CEILING_CENTS: i32 = 30_000;

/// The most a device may be sold on for, in cents, by who may sell on (decree 2022-1413). A type that the decree does
/// not list has no solidarity price.
#[must_use]
pub const fn cap_cents(kind: DeviceKind) -> Option<i32> {
    match kind {
        DeviceKind::Laptop => Some(18_000),
        // With screen, keyboard and mouse.
        DeviceKind::Desktop => Some(15_000),
        DeviceKind::Tablet | DeviceKind::Phone => Some(10_000),
        DeviceKind::Screen => Some(3_000),
        DeviceKind::Accessory => None,
    }
}

/// Who may sell on at a solidarity price: the association of public utility and the association of general interest,
/// not the enterprise that is only ESUS.
#[must_use]
pub const fn may_resell(category: CessionCategory) -> bool {
    match category {
        CessionCategory::PublicUtility | CessionCategory::GeneralInterest => true,
        CessionCategory::ParentsAssociation
        | CessionCategory::TutoringAssociation
        | CessionCategory::Esus
        | CessionCategory::StudentsAssociation
        | CessionCategory::Charity => false,
    }
}

/// Whether the law on public property speaks of what this kind of owner owns.
#[must_use]
pub const fn is_public(owner: OrganisationKind) -> bool {
    match owner {
        OrganisationKind::Departement | OrganisationKind::Epci | OrganisationKind::College => true,
        OrganisationKind::InsertionWorkshop
        | OrganisationKind::AdaptedEnterprise
        | OrganisationKind::SocialService
        | OrganisationKind::Library
        | OrganisationKind::FranceServices
        | OrganisationKind::Association
        | OrganisationKind::Partner => false,
    }
}

/// What the act rests on.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    pub category: CessionCategory,
    pub has_proof: bool,
    pub proof_from: NaiveDate,
    pub proof_until: Option<NaiveDate>,
    /// The recipient engages to use the devices for its object only and not to sell them.
    pub committed: bool,
    pub resells: bool,
    pub decided_on: NaiveDate,
    pub convention_on: NaiveDate,
    pub ceded_on: NaiveDate,
}

/// Why there may be no such act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    ProofMissing,
    ProofNotYet,
    ProofExpired,
    /// An ESUS agreement has an end.
    AgreementWithoutEnd,
    NotCommitted,
    MayNotResell,
    DecidedLater,
    ConventionLater,
    InTheFuture,
}

impl Refusal {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ProofMissing => "cession-refused-proof-missing",
            Self::ProofNotYet => "cession-refused-proof-not-yet",
            Self::ProofExpired => "cession-refused-proof-expired",
            Self::AgreementWithoutEnd => "cession-refused-agreement-without-end",
            Self::NotCommitted => "cession-refused-not-committed",
            Self::MayNotResell => "cession-refused-may-not-resell",
            Self::DecidedLater => "cession-refused-decided-later",
            Self::ConventionLater => "cession-refused-convention-later",
            Self::InTheFuture => "cession-refused-in-the-future",
        }
    }
}

/// Everything against the act itself, whatever it gives.
#[must_use]
pub fn against_act(act: Act, today: NaiveDate) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut refuse = |is: bool, refusal| {
        if is {
            refusals.push(refusal);
        }
    };
    refuse(!act.has_proof, Refusal::ProofMissing);
    refuse(act.proof_from > act.ceded_on, Refusal::ProofNotYet);
    match act.proof_until {
        Some(until) => refuse(until < act.ceded_on, Refusal::ProofExpired),
        None => refuse(
            act.category == CessionCategory::Esus,
            Refusal::AgreementWithoutEnd,
        ),
    }
    refuse(!act.committed, Refusal::NotCommitted);
    refuse(
        act.resells && !may_resell(act.category),
        Refusal::MayNotResell,
    );
    refuse(act.decided_on > act.ceded_on, Refusal::DecidedLater);
    refuse(act.convention_on > act.ceded_on, Refusal::ConventionLater);
    refuse(act.ceded_on > today, Refusal::InTheFuture);
    refusals
}

/// A device to give.
#[derive(Clone, Copy, Debug)]
pub struct Device {
    pub standing: Standing,
    /// A request holds it.
    pub promised: bool,
    pub owner: OrganisationKind,
    /// The owner is that of the first device of the act.
    pub same_owner: bool,
    pub basis: LegalBasis,
}

/// Why a device may not be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// Before its owner changes, its data are gone and somebody checked it (law 3; R. 122-4, 2°).
    NotReady,
    Promised,
    HandedOver,
    Ceded,
    Gone,
    PrivateOwner,
    OtherOwner,
    /// Lent to us, kept for somebody, or ceded to the workshop already.
    NotOursToGive,
}

impl Against {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotReady => "cession-against-not-ready",
            Self::Promised => "cession-against-promised",
            Self::HandedOver => "cession-against-handed-over",
            Self::Ceded => "cession-against-ceded",
            Self::Gone => "cession-against-gone",
            Self::PrivateOwner => "cession-against-private-owner",
            Self::OtherOwner => "cession-against-other-owner",
            Self::NotOursToGive => "cession-against-not-ours",
        }
    }
}

/// Everything against giving this device.
#[must_use]
pub fn against_device(device: Device) -> Vec<Against> {
    let mut against = Vec::new();
    match device.standing {
        Standing::At(Stage::Ready) => {}
        Standing::At(
            Stage::Announced
            | Stage::NotReceived
            | Stage::Received
            | Stage::Triage
            | Stage::Refurbishment
            | Stage::QualityCheck,
        ) => against.push(Against::NotReady),
        Standing::At(Stage::Scrapped) => against.push(Against::Gone),
        Standing::HandedOver | Standing::OnLoan => against.push(Against::HandedOver),
        Standing::Ceded => against.push(Against::Ceded),
    }
    if device.promised {
        against.push(Against::Promised);
    }
    if !is_public(device.owner) {
        against.push(Against::PrivateOwner);
    }
    match device.basis {
        LegalBasis::RefurbishingService => {}
        LegalBasis::Cession | LegalBasis::LoanForUse | LegalBasis::Deposit => {
            against.push(Against::NotOursToGive);
        }
    }
    if !device.same_owner {
        against.push(Against::OtherOwner);
    }
    against
}

/// What a device is said to be worth, and the most it is to be sold on for.
#[derive(Clone, Copy, Debug)]
pub struct Worth {
    pub kind: DeviceKind,
    pub value_cents: Option<i64>,
    pub price_cents: Option<i64>,
    pub resells: bool,
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    ValueMissing,
    OverCeiling,
    PriceMissing,
    NoCap,
    OverCap,
}

impl Wrong {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ValueMissing => "cession-value-missing",
            Self::OverCeiling => "cession-value-over-ceiling",
            Self::PriceMissing => "cession-price-missing",
            Self::NoCap => "cession-price-no-cap",
            Self::OverCap => "cession-price-over-cap",
        }
    }

    /// The field it is to be mended in.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::ValueMissing | Self::OverCeiling => "value",
            Self::PriceMissing | Self::NoCap | Self::OverCap => "price",
        }
    }
}

/// The value in cents, and the price where the recipient may sell on.
///
/// # Errors
/// Everything that is wrong.
pub fn weigh(worth: Worth) -> Result<(i32, Option<i32>), Vec<Wrong>> {
    let mut wrong = Vec::new();
    let value = match worth.value_cents {
        Some(cents) if (0..=i64::from(CEILING_CENTS)).contains(&cents) => i32::try_from(cents).ok(),
        Some(_) => {
            wrong.push(Wrong::OverCeiling);
            None
        }
        None => {
            wrong.push(Wrong::ValueMissing);
            None
        }
    };
    let price = match (worth.resells, worth.price_cents, cap_cents(worth.kind)) {
        (false, _, _) => None,
        (true, _, None) => {
            wrong.push(Wrong::NoCap);
            None
        }
        (true, None, Some(_)) => {
            wrong.push(Wrong::PriceMissing);
            None
        }
        (true, Some(cents), Some(cap)) if (0..=i64::from(cap)).contains(&cents) => {
            i32::try_from(cents).ok()
        }
        (true, Some(_), Some(_)) => {
            wrong.push(Wrong::OverCap);
            None
        }
    };
    match value {
        Some(value) if wrong.is_empty() => Ok((value, price)),
        Some(_) | None => Err(wrong),
    }
}

#[cfg(test)]
mod tests;
