//! The words for funds: kinds of line, of expense, of contributor and of rule, and why something was not done.
use super::{actions::Refusal, rules::Limit};
use crate::web::{Choice, Words};
use entities::{
    fund_agreement::{self, Expense, Matching, Nature},
    fund_line::LineKind,
};
use sea_orm::{ActiveEnum, Iterable};

#[must_use]
pub fn expense_key(expense: Expense) -> &'static str {
    match expense {
        Expense::Device => "fund-expense-device",
        Expense::Part => "fund-expense-part",
        Expense::WorkshopPost => "fund-expense-workshop-post",
        Expense::Training => "fund-expense-training",
        Expense::Internet => "fund-expense-internet",
        Expense::Pass => "fund-expense-pass",
    }
}

#[must_use]
pub fn nature_key(nature: Nature) -> &'static str {
    match nature {
        Nature::LocalAuthority => "fund-nature-local-authority",
        Nature::State => "fund-nature-state",
        Nature::Other => "fund-nature-other",
    }
}

#[must_use]
pub fn matching_key(matching: Matching) -> &'static str {
    match matching {
        Matching::Gift => "fund-matching-gift",
        Matching::Contributions => "fund-matching-contributions",
        Matching::Spending => "fund-matching-spending",
    }
}

#[must_use]
pub fn line_key(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Call => "fund-line-call",
        LineKind::Contribution => "fund-line-contribution",
        LineKind::Commitment => "fund-line-commitment",
        LineKind::Spend => "fund-line-spend",
    }
}

#[must_use]
pub fn limit_key(limit: Limit) -> &'static str {
    match limit {
        Limit::Cap => "fund-limit-cap",
        Limit::EqualShare => "fund-limit-equal-share",
    }
}

/// Kinds of expense to choose from.
#[must_use]
pub fn expenses(words: Words, offered: impl Fn(Expense) -> bool) -> Vec<Choice> {
    Expense::iter()
        .filter(|one| offered(*one))
        .map(|one| Choice::new(one.to_value(), words.say(expense_key(one))))
        .collect()
}

/// The rule of an agreement in a sentence.
#[must_use]
pub fn rule(words: Words, agreement: &fund_agreement::Model) -> String {
    let Some(cents) = agreement.match_cents else {
        return words.say("fund-rule-gift");
    };
    let brings = words.euros(cents);
    match agreement.matching {
        Matching::Gift => words.say("fund-rule-gift"),
        Matching::Contributions => words.with("brings", brings).say("fund-rule-contributions"),
        Matching::Spending => words.with("brings", brings).say("fund-rule-spending"),
    }
}

/// A refusal and what to do next.
pub struct Said {
    pub title: String,
    pub help: String,
}

#[must_use]
pub fn refusal(words: Words, refusal: Refusal) -> Said {
    let plain = |title, help| Said {
        title: words.say(title),
        help: words.say(help),
    };
    let left = |title, cents: i64, help| Said {
        title: words.with("left", words.euros(cents)).say(title),
        help: words.say(help),
    };
    match refusal {
        Refusal::CodeTaken => plain("fund-refused-code", "fund-refused-code-help"),
        Refusal::AgreementMoved => plain("fund-refused-moved", "fund-refused-moved-help"),
        Refusal::NotBegun => plain("fund-refused-not-begun", "fund-refused-not-begun-help"),
        Refusal::AboveCap(cents) => left("fund-refused-cap", cents, "fund-refused-cap-help"),
        Refusal::Short(short) => Said {
            title: words
                .with("missing", words.euros(short.missing_cents))
                .say("fund-refused-short"),
            help: words.say("fund-refused-short-help"),
        },
        Refusal::CommitmentShort(cents) => left(
            "fund-refused-commitment",
            cents,
            "fund-refused-commitment-help",
        ),
        Refusal::SettlementShort(cents) => left(
            "fund-refused-settlement",
            cents,
            "fund-refused-settlement-help",
        ),
        Refusal::Corrected => plain("fund-refused-corrected", "fund-refused-corrected-help"),
        Refusal::SpentAlready => plain("fund-refused-spent", "fund-refused-spent-help"),
        Refusal::NothingShared => plain("fund-refused-internet", "fund-refused-internet-help"),
    }
}
