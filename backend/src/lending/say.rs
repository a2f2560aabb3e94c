//! How the states of a loan, and what is known of a piece, are said: colour, icon and word.
use crate::web::{Choice, Shell};
use entities::{
    loan::{self, LoanId, LoanState, PieceCondition},
    loan_loss::{self, LossOutcome},
};

/// A state as a badge.
#[derive(Clone, Copy, Debug)]
pub struct Badge {
    pub tone: &'static str,
    pub icon: &'static str,
    pub key: &'static str,
}

const fn badge(tone: &'static str, icon: &'static str, key: &'static str) -> Badge {
    Badge { tone, icon, key }
}

/// What a loan is, on a day: late when its last day is over and nobody brought it back.
#[must_use]
fn state(loan: &loan::Model, today: chrono::NaiveDate) -> Badge {
    match loan.state {
        LoanState::Requested => badge("wait", "hourglass", "loan-requested"),
        LoanState::Reserved => badge("info", "calendar-days", "loan-reserved"),
        LoanState::Prepared => badge("good", "package", "loan-prepared"),
        LoanState::Out if loan.ends_on < today => badge("stop", "triangle-alert", "loan-late"),
        LoanState::Out => badge("info", "hand-helping", "loan-out"),
        LoanState::Returned => badge("plain", "circle-check", "loan-returned"),
        LoanState::Cancelled => badge("plain", "ban", "loan-cancelled"),
        LoanState::Refused => badge("stop", "octagon-x", "loan-refused"),
    }
}

/// What a loan is whose piece was declared lost; the loan itself, once it is found.
#[must_use]
pub fn standing(
    loan: &loan::Model,
    loss: Option<&loan_loss::Model>,
    today: chrono::NaiveDate,
) -> Badge {
    let Some(loss) = loss else {
        return state(loan, today);
    };
    match loss.outcome {
        None => badge("stop", "circle-help", "loan-loss-open"),
        Some(LossOutcome::Replaced) => badge("plain", "refresh-cw", "loan-loss-replaced"),
        Some(LossOutcome::WrittenOff) => badge("plain", "circle-minus", "loan-loss-written-off"),
        Some(LossOutcome::Found) => state(loan, today),
    }
}

/// The word key of how a piece came back.
#[must_use]
pub fn condition_key(condition: PieceCondition) -> &'static str {
    match condition {
        PieceCondition::Good => "piece-good",
        PieceCondition::Worn => "piece-worn",
        PieceCondition::Damaged => "piece-damaged",
    }
}

/// "Prêt n° 12".
#[must_use]
pub fn number(shell: &Shell, loan: LoanId) -> String {
    shell.with("number", loan.0.to_string()).say("loan-number")
}

/// Yes or no.
#[must_use]
pub fn yes_no(shell: &Shell) -> Vec<Choice> {
    vec![
        Choice::new("yes", shell.say("loan-yes")),
        Choice::new("no", shell.say("loan-no")),
    ]
}
