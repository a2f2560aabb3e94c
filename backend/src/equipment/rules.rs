//! What a place lacks, by what was counted there; which organisation uses a device on deposit, and who may say so.
use entities::{device::DeviceKind, equipment_share::ShareState, organisation::OrganisationId};

/// What was counted of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub kind: DeviceKind,
    pub working: i32,
    pub broken: i32,
    /// How many that work the place wants in all.
    pub wanted: i32,
}

/// What is proposed of one kind: how many to bring, and how many that do not work to fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposed {
    pub kind: DeviceKind,
    pub bring: i32,
    pub fetch: i32,
}

/// The endowment that a count calls for. What does not work fills no gap: it may be mended, or leave.
#[must_use]
pub fn endowment(counted: &[Counted]) -> Vec<Proposed> {
    counted
        .iter()
        .map(|one| Proposed {
            kind: one.kind,
            bring: (one.wanted - one.working).max(0),
            fetch: one.broken,
        })
        .filter(|one| one.bring > 0 || one.fetch > 0)
        .collect()
}

/// One offer of a device, in the order in which they were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    pub from: OrganisationId,
    pub to: OrganisationId,
    pub state: ShareState,
}

/// The organisation that uses a device: who accepted it last, else who asked for it.
#[must_use]
pub fn user(asked_by: OrganisationId, offers: &[Offer]) -> OrganisationId {
    let accepted = offers
        .iter()
        .rev()
        .find(|offer| offer.state == ShareState::Accepted);
    accepted.map_or(asked_by, |offer| offer.to)
}

/// Why a device is not offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOffered {
    /// Another organisation uses it.
    NotYours,
    /// It is offered to somebody who has not answered.
    Waiting,
    ToOneself,
}

/// Whether `own` may offer a device to `to`.
pub fn may_offer(
    own: OrganisationId,
    asked_by: OrganisationId,
    offers: &[Offer],
    to: OrganisationId,
) -> Result<(), NotOffered> {
    if user(asked_by, offers) != own {
        return Err(NotOffered::NotYours);
    }
    if offers.iter().any(|one| one.state == ShareState::Proposed) {
        return Err(NotOffered::Waiting);
    }
    if own == to {
        return Err(NotOffered::ToOneself);
    }
    Ok(())
}

/// Whether `own` may end an offer this way: who is offered accepts or declines, who offers withdraws.
#[must_use]
pub fn may_answer(own: OrganisationId, offer: Offer, answer: ShareState) -> bool {
    let turn = match answer {
        ShareState::Accepted | ShareState::Declined => offer.to,
        ShareState::Withdrawn => offer.from,
        ShareState::Proposed => return false,
    };
    offer.state == ShareState::Proposed && turn == own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_works_counts_and_what_is_broken_is_fetched() {
        let of = |working, broken, wanted| {
            let counted = Counted {
                kind: DeviceKind::Desktop,
                working,
                broken,
                wanted,
            };
            let proposed = endowment(&[counted]);
            proposed.first().map(|one| (one.bring, one.fetch))
        };
        assert_eq!(of(2, 0, 5), Some((3, 0)));
        assert_eq!(of(2, 3, 5), Some((3, 3)), "what is broken fills no gap");
        assert_eq!(of(5, 1, 5), Some((0, 1)));
        assert_eq!(of(6, 0, 5), None, "nothing is taken away");
        assert_eq!(of(0, 0, 0), None);
    }

    #[test]
    fn who_uses_a_device_offers_it_and_who_is_offered_answers() {
        let [asker, second, third] = [1, 2, 3].map(OrganisationId);
        let offer = |from, to, state| Offer { from, to, state };
        let none: [Offer; 0] = [];
        assert_eq!(user(asker, &none), asker);
        assert_eq!(may_offer(asker, asker, &none, second), Ok(()));
        assert_eq!(
            may_offer(asker, asker, &none, asker),
            Err(NotOffered::ToOneself)
        );
        assert_eq!(
            may_offer(second, asker, &none, third),
            Err(NotOffered::NotYours)
        );
        let waiting = [offer(asker, second, ShareState::Proposed)];
        assert_eq!(user(asker, &waiting), asker, "not before they said yes");
        assert_eq!(
            may_offer(asker, asker, &waiting, third),
            Err(NotOffered::Waiting)
        );
        for (own, answer, may) in [
            (second, ShareState::Accepted, true),
            (second, ShareState::Declined, true),
            (second, ShareState::Withdrawn, false),
            (asker, ShareState::Withdrawn, true),
            (asker, ShareState::Accepted, false),
            (third, ShareState::Accepted, false),
            (second, ShareState::Proposed, false),
        ] {
            assert_eq!(may_answer(own, waiting[0], answer), may, "{answer:?}");
        }
        let moved = [
            offer(asker, second, ShareState::Accepted),
            offer(second, third, ShareState::Declined),
        ];
        assert_eq!(user(asker, &moved), second);
        assert_eq!(may_offer(second, asker, &moved, asker), Ok(()));
        assert!(!may_answer(second, moved[0], ShareState::Declined));
    }
}
