//! How far the devices of a lot came, whether they came back since or not. Pure.
use super::Step;
use entities::{device::Stage, device_span::Holder};

/// The furthest that a device came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reach {
    At(Step),
    /// With a recipient or a borrower, or given away.
    Out,
}

impl Reach {
    pub const ALL: [Self; 7] = [
        Self::At(Step::Collected),
        Self::At(Step::Received),
        Self::At(Step::Triage),
        Self::At(Step::Refurbishment),
        Self::At(Step::QualityCheck),
        Self::At(Step::Ready),
        Self::Out,
    ];

    /// None of what is lost: it came no further by that.
    #[must_use]
    pub fn of(holder: Holder, stage: Stage) -> Option<Self> {
        match holder {
            Holder::Recipient | Holder::Ceded => Some(Self::Out),
            Holder::Sender | Holder::Site | Holder::Transit => {
                Step::of(holder, stage).map(Self::At)
            }
            Holder::NeverCame | Holder::Waste => None,
        }
    }
}

/// How many came at least so far, in the order of the chain: each device counts at its furthest and at all before it.
#[must_use]
pub fn at_least(furthest: &[Reach]) -> [i64; 7] {
    Reach::ALL.map(|reach| {
        let so_far = furthest.iter().filter(|one| **one >= reach).count();
        i64::try_from(so_far).unwrap_or(i64::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_counts_at_its_furthest_and_at_all_before_it() {
        let furthest = [
            Reach::Out,
            Reach::At(Step::Ready),
            Reach::At(Step::Triage),
            Reach::At(Step::Collected),
        ];
        assert_eq!(at_least(&furthest), [4, 3, 3, 2, 2, 2, 1]);
        assert_eq!(Reach::of(Holder::Ceded, Stage::Triage), Some(Reach::Out));
        assert_eq!(Reach::of(Holder::Waste, Stage::Scrapped), None);
        assert_eq!(
            Reach::of(Holder::Transit, Stage::Ready),
            Some(Reach::At(Step::Ready))
        );
    }
}
