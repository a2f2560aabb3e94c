//! What may be decided about a piece that was lost, and the number its loan takes then. Pure.
use entities::{
    loan::{self, LoanState},
    loan_loss::LossOutcome,
};

/// Only what is out can be declared, once until it is found.
#[must_use]
pub fn may_declare(loan: &loan::Model, stands: bool) -> bool {
    match loan.state {
        LoanState::Out => !stands,
        LoanState::Requested
        | LoanState::Reserved
        | LoanState::Prepared
        | LoanState::Returned
        | LoanState::Cancelled
        | LoanState::Refused => false,
    }
}

/// What may follow what: a decision holds, unless the piece turns up.
#[must_use]
pub fn may_decide(before: Option<LossOutcome>, now: LossOutcome) -> bool {
    match (before, now) {
        (None, LossOutcome::Found | LossOutcome::Replaced | LossOutcome::WrittenOff)
        | (Some(LossOutcome::Replaced | LossOutcome::WrittenOff), LossOutcome::Found) => true,
        (
            Some(LossOutcome::Found | LossOutcome::Replaced | LossOutcome::WrittenOff),
            LossOutcome::Found | LossOutcome::Replaced | LossOutcome::WrittenOff,
        ) => false,
    }
}

/// The highest number the rule may give to an open loan of somebody.
const HIGHEST: i32 = 50;

/// The number of a loan whose piece is given up: it takes none of those the borrower may have.
#[must_use]
pub fn slot_of_given_up(loan: &loan::Model) -> i32 {
    HIGHEST + loan.id.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use LossOutcome::{Found, Replaced, WrittenOff};

    #[test]
    fn a_decision_holds_unless_the_piece_turns_up() {
        for (before, now, may) in [
            (None, Found, true),
            (None, Replaced, true),
            (None, WrittenOff, true),
            (Some(Replaced), Found, true),
            (Some(WrittenOff), Found, true),
            (Some(Found), Found, false),
            (Some(Found), WrittenOff, false),
            (Some(Replaced), WrittenOff, false),
            (Some(WrittenOff), Replaced, false),
        ] {
            assert_eq!(may_decide(before, now), may, "{before:?} then {now:?}");
        }
    }
}
