//! The chain in words.
use super::rules::{
    Step,
    bottleneck::{Bottleneck, Pace},
};
use crate::web::Words;

/// The word key of a step.
pub fn step_key(step: Step) -> &'static str {
    match step {
        Step::Collected => "diagnosis-step-collected",
        Step::Received => "diagnosis-step-received",
        Step::Triage => "diagnosis-step-triage",
        Step::Refurbishment => "diagnosis-step-refurbishment",
        Step::QualityCheck => "diagnosis-step-quality-check",
        Step::Ready => "diagnosis-step-ready",
    }
}

pub fn step_icon(step: Step) -> &'static str {
    match step {
        Step::Collected => "truck",
        Step::Received => "package",
        Step::Triage => "list-checks",
        Step::Refurbishment => "wrench",
        Step::QualityCheck => "search-check",
        Step::Ready => "circle-check",
    }
}

/// What holds the chain back: how many wait, how long they have, what they would take, what the workshops declare.
pub fn bottleneck(words: &Words, found: &Bottleneck, per_week: Option<i64>) -> Vec<String> {
    let waits = words
        .with("count", found.waiting)
        .with("days", found.waited)
        .say("diagnosis-bottleneck-waits");
    let pace = match found.pace {
        Pace::Days(days) => words.with("days", days).say("diagnosis-bottleneck-pace"),
        Pace::Stopped => words.say("diagnosis-bottleneck-stopped"),
    };
    let declared = match per_week {
        Some(count) => words.with("count", count).say("diagnosis-declared"),
        None => words.say("diagnosis-undeclared"),
    };
    vec![waits, pace, declared]
}

/// The same in one line of a table.
pub fn bottleneck_line(words: &Words, found: &Bottleneck) -> String {
    words
        .with("step", words.say(step_key(found.step)))
        .with("count", found.waiting)
        .with("days", found.waited)
        .say("diagnosis-bottleneck-line")
}

/// A figure, or that there is none.
pub fn or_none(words: &Words, figure: Option<i64>) -> String {
    figure.map_or_else(|| "–".to_owned(), |figure| words.number(figure))
}

/// Devices a week, out of a count in so many days, in tenths that are rounded.
pub fn weekly(words: &Words, count: i64, days: i64) -> String {
    let tenths = (count * 140 + days) / (2 * days.max(1));
    words.number(format!("{}.{}", tenths / 10, tenths % 10))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_week_is_told_to_the_tenth() {
        let french = Words::new(Lang::Fr);
        for (count, days, said) in [
            (0, 91, "0,0"),
            (30, 28, "7,5"),
            (1, 91, "0,1"),
            (7, 7, "7,0"),
        ] {
            assert_eq!(weekly(&french, count, days), said);
        }
    }
}
