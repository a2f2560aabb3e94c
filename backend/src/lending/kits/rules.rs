//! What is missing of a kit, whether it may be lent all the same, and what a scan at its check comes to. Pure.
use entities::{
    device::{DeviceId, Stage},
    kit_check::CheckMoment,
    kit_part::{self, KitPartKind},
    loan::{LoanId, LoanState},
    site::SiteId,
};

/// Where a labelled part is, as the stock knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    pub stage: Stage,
    pub site: Option<SiteId>,
    /// The loan it is out with.
    pub loan: Option<LoanId>,
}

impl Whereabouts {
    /// On the shelf of the store, or about to be laid into a kit that stands there.
    #[must_use]
    pub fn is_here(self, store: SiteId) -> bool {
        self.stage == Stage::Ready && self.site == Some(store) && self.loan.is_none()
    }
}

/// What of this part is not in the kit: what was noticed, and a labelled one that is elsewhere.
#[must_use]
pub fn lacking(part: &kit_part::Model, place: Option<Whereabouts>, store: SiteId) -> i32 {
    match place {
        Some(place) if !place.is_here(store) => part.expected,
        Some(_) | None => part.missing,
    }
}

/// What a kit is, as long as it stands at its store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Completeness {
    Whole,
    /// Something is missing that it may be lent without.
    Lendable,
    /// Something is missing that it is not lent without.
    HeldBack,
}

/// What the parts make of the kit; consumables never make it incomplete.
#[must_use]
pub fn completeness<'p>(
    parts: impl IntoIterator<Item = (&'p kit_part::Model, i32)>,
) -> Completeness {
    parts
        .into_iter()
        .map(|(part, lacking)| match part.kind {
            KitPartKind::Consumable => Completeness::Whole,
            KitPartKind::Labelled | KitPartKind::Counted if lacking == 0 => Completeness::Whole,
            KitPartKind::Labelled | KitPartKind::Counted if part.essential => {
                Completeness::HeldBack
            }
            KitPartKind::Labelled | KitPartKind::Counted => Completeness::Lendable,
        })
        .max()
        .unwrap_or(Completeness::Whole)
}

/// How many are missing when so many were seen.
#[must_use]
pub fn missing(expected: i32, seen: i32) -> i32 {
    (expected - seen).clamp(0, expected)
}

/// Which check a loan is at, if it is at one: nobody counts out a kit that somebody else still has.
#[must_use]
pub fn moment(state: LoanState, is_here: bool) -> Option<CheckMoment> {
    match state {
        LoanState::Reserved | LoanState::Prepared => is_here.then_some(CheckMoment::Out),
        LoanState::Out => Some(CheckMoment::In),
        LoanState::Requested | LoanState::Returned | LoanState::Cancelled | LoanState::Refused => {
            None
        }
    }
}

/// What is known of a label that was scanned at a check.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    pub device: DeviceId,
    pub place: Whereabouts,
    /// The kit it is a part of, and the store of that kit.
    pub kit: Option<(DeviceId, SiteId)>,
    /// It is out on a loan of its own, and with no kit.
    pub lent_alone: bool,
}

/// The check that is under way.
#[derive(Clone, Copy, Debug)]
pub struct Checking {
    pub kit: DeviceId,
    pub store: SiteId,
    pub loan: LoanId,
    pub moment: CheckMoment,
}

/// What a scan at a check comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scanned {
    /// A part of this kit, and it is there.
    Counted,
    /// A part of another kit of this store that came back with this one.
    Stray,
    Refused(Refusal),
}

/// Why a scan counts nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The label of the kit itself, which is scanned when it is handed over or taken back.
    TheKit,
    /// It is a part of this kit, but still in the workshop, or on loan.
    NotHere,
    /// A part of another kit does not leave with this one.
    OfAnotherKit,
    /// Of the kit of another store: theirs to take back.
    OfAnotherStore,
    /// On a loan of its own, which is ended by its own return.
    LentAlone,
    /// A part of no kit.
    NoPart,
}

impl Refusal {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::TheKit => "kit-scan-the-kit",
            Self::NotHere => "kit-scan-not-here",
            Self::OfAnotherKit => "kit-scan-other-kit",
            Self::OfAnotherStore => "kit-scan-other-store",
            Self::LentAlone => "kit-scan-lent-alone",
            Self::NoPart => "kit-scan-no-part",
        }
    }
}

#[must_use]
pub fn scanned(at: Checking, found: Option<Found>) -> Scanned {
    let Some(found) = found else {
        return Scanned::Refused(Refusal::NoPart);
    };
    if found.device == at.kit {
        return Scanned::Refused(Refusal::TheKit);
    }
    match (found.kit, at.moment) {
        (None, _) => Scanned::Refused(Refusal::NoPart),
        (Some((kit, _)), CheckMoment::Out) if kit == at.kit => {
            if found.place.is_here(at.store) {
                Scanned::Counted
            } else {
                Scanned::Refused(Refusal::NotHere)
            }
        }
        // It may be back already: it came with another kit.
        (Some((kit, _)), CheckMoment::In) if kit == at.kit => {
            if found.place.loan == Some(at.loan) || found.place.is_here(at.store) {
                Scanned::Counted
            } else {
                Scanned::Refused(Refusal::NotHere)
            }
        }
        (Some((_, store)), _) if store != at.store => Scanned::Refused(Refusal::OfAnotherStore),
        (Some(_), CheckMoment::Out) => Scanned::Refused(Refusal::OfAnotherKit),
        (Some(_), CheckMoment::In) if found.lent_alone => Scanned::Refused(Refusal::LentAlone),
        (Some(_), CheckMoment::In) => Scanned::Stray,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use entities::membership::MembershipId;

    const KIT: DeviceId = DeviceId(1);
    const STORE: SiteId = SiteId(7);
    const LOAN: LoanId = LoanId(3);

    fn part(kind: KitPartKind, essential: bool, missing: i32) -> kit_part::Model {
        kit_part::Model {
            id: 1,
            kit_id: KIT,
            kind,
            device_id: None,
            name: None,
            expected: 4,
            essential,
            alone: false,
            missing,
            missing_since: None,
            missing_by: None,
            added_on: NaiveDate::default(),
            membership_id: MembershipId(1),
            removed_on: None,
        }
    }

    fn place(stage: Stage, site: Option<SiteId>, loan: Option<LoanId>) -> Whereabouts {
        Whereabouts { stage, site, loan }
    }

    #[test]
    fn what_is_missing_holds_a_kit_back_only_when_it_is_not_lent_without() {
        use Completeness::{HeldBack, Lendable, Whole};
        use KitPartKind::{Consumable, Counted, Labelled};
        for (kind, essential, missing, expected) in [
            (Counted, true, 0, Whole),
            (Counted, false, 2, Lendable),
            (Counted, true, 2, HeldBack),
            (Labelled, true, 1, HeldBack),
            (Labelled, false, 1, Lendable),
            (Consumable, false, 4, Whole),
        ] {
            let one = part(kind, essential, missing);
            assert_eq!(completeness([(&one, missing)]), expected, "{one:?}");
        }
        let (small, large) = (part(Counted, false, 1), part(Labelled, true, 1));
        assert_eq!(completeness([(&small, 1), (&large, 1)]), HeldBack);
        assert_eq!(completeness([(&small, 0), (&large, 0)]), Whole);
    }

    #[test]
    fn more_than_expected_is_never_less_than_nothing_missing() {
        assert_eq!(missing(4, 4), 0);
        assert_eq!(missing(4, 9), 0);
        assert_eq!(missing(4, 1), 3);
        assert_eq!(missing(4, 0), 4);
    }

    #[test]
    fn a_part_that_is_elsewhere_is_lacking_whatever_was_noticed() {
        let one = part(KitPartKind::Labelled, true, 0);
        let here = place(Stage::Ready, Some(STORE), None);
        assert_eq!(lacking(&one, Some(here), STORE), 0);
        assert_eq!(lacking(&one, Some(here), SiteId(8)), 4);
        let erasing = place(Stage::Received, Some(STORE), None);
        assert_eq!(lacking(&one, Some(erasing), STORE), 4);
        assert_eq!(lacking(&one, None, STORE), 0);
    }

    #[test]
    fn every_scan_at_a_check_has_its_verdict() {
        use CheckMoment::{In, Out};
        use Scanned::{Counted, Refused, Stray};
        let here = place(Stage::Ready, Some(STORE), None);
        let lent = place(Stage::Ready, None, Some(LOAN));
        let lent_otherwise = place(Stage::Ready, None, Some(LoanId(9)));
        let erasing = place(Stage::Received, Some(STORE), None);
        let (own, other) = (Some((KIT, STORE)), Some((DeviceId(2), STORE)));
        let elsewhere = Some((DeviceId(2), SiteId(8)));
        for (kit, place, moment, expected) in [
            (own, here, Out, Counted),
            (own, erasing, Out, Refused(Refusal::NotHere)),
            (own, lent_otherwise, Out, Refused(Refusal::NotHere)),
            (own, lent, In, Counted),
            (own, here, In, Counted),
            (own, erasing, In, Refused(Refusal::NotHere)),
            (other, here, Out, Refused(Refusal::OfAnotherKit)),
            (other, lent_otherwise, In, Stray),
            (other, here, In, Stray),
            (elsewhere, here, In, Refused(Refusal::OfAnotherStore)),
            (elsewhere, here, Out, Refused(Refusal::OfAnotherStore)),
            (None, here, In, Refused(Refusal::NoPart)),
        ] {
            let at = Checking {
                kit: KIT,
                store: STORE,
                loan: LOAN,
                moment,
            };
            let found = Found {
                device: DeviceId(5),
                place,
                kit,
                lent_alone: false,
            };
            assert_eq!(scanned(at, Some(found)), expected, "{found:?} {moment:?}");
        }
        let at = Checking {
            kit: KIT,
            store: STORE,
            loan: LOAN,
            moment: In,
        };
        assert_eq!(scanned(at, None), Refused(Refusal::NoPart));
        let the_kit = Found {
            device: KIT,
            place: lent,
            kit: None,
            lent_alone: false,
        };
        assert_eq!(scanned(at, Some(the_kit)), Refused(Refusal::TheKit));
        let alone = Found {
            device: DeviceId(5),
            place: lent_otherwise,
            kit: other,
            lent_alone: true,
        };
        assert_eq!(scanned(at, Some(alone)), Refused(Refusal::LentAlone));
    }
}
