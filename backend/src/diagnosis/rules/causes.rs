//! Why a device was lost, as far as its records say it. Pure.

/// In the order in which they count: the first that is true is the one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// Announced, and closed as never received.
    NeverCame,
    /// Its previous owner had not released it.
    Locked,
    /// A question of its checklist that stops a device had a bad answer.
    Fault,
    /// It was not proven that its data were gone.
    NotErased,
    /// Nothing of these was noted.
    Unsaid,
}

impl Cause {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NeverCame => "diagnosis-cause-never-came",
            Self::Locked => "diagnosis-cause-locked",
            Self::Fault => "diagnosis-cause-fault",
            Self::NotErased => "diagnosis-cause-not-erased",
            Self::Unsaid => "diagnosis-cause-unsaid",
        }
    }
}

/// What its records said when it left.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each named by its field"
)]
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    pub came: bool,
    pub locked: bool,
    pub fault: bool,
    /// The last erasure was not accepted.
    pub not_erased: bool,
}

#[must_use]
pub fn cause(facts: Facts) -> Cause {
    if !facts.came {
        Cause::NeverCame
    } else if facts.locked {
        Cause::Locked
    } else if facts.fault {
        Cause::Fault
    } else if facts.not_erased {
        Cause::NotErased
    } else {
        Cause::Unsaid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_cause_that_is_true_counts() {
        let cases = [
            ([false, true, true, true], Cause::NeverCame),
            ([true, true, true, true], Cause::Locked),
            ([true, false, true, true], Cause::Fault),
            ([true, false, false, true], Cause::NotErased),
            ([true, false, false, false], Cause::Unsaid),
        ];
        for ([came, locked, fault, not_erased], expected) in cases {
            let facts = Facts {
                came,
                locked,
                fault,
                not_erased,
            };
            assert_eq!(cause(facts), expected);
        }
    }
}
