//! The step that holds the chain back: the one that would take longest to empty at the pace of the period. Pure.
use super::{Chain, Step};

/// Fewer than this wait by chance.
pub const FEWEST: i64 = 5;
/// What is done within so many days holds nothing back.
pub const ENOUGH_DAYS: i64 = 14;

/// How long what waits would take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pace {
    /// So many days, if nothing more came and the step went on as it did.
    Days(i64),
    /// Nothing left the step in the whole period.
    Stopped,
}

/// A step, with what the rule looks at.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    pub step: Step,
    pub waiting: i64,
    /// What left it in the period.
    pub left: i64,
    /// The median of the days that what waits has waited.
    pub waited: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bottleneck {
    pub step: Step,
    pub waiting: i64,
    pub waited: i64,
    pub pace: Pace,
}

/// The facts of a chain's steps.
#[must_use]
pub fn facts(chain: &Chain) -> Vec<Facts> {
    let facts = |(step, tally): (Step, &super::Tally)| Facts {
        step,
        waiting: tally.waiting,
        left: tally.left(),
        waited: tally.waited.median().unwrap_or_default(),
    };
    chain.steps().map(facts).collect()
}

/// The bottleneck of these steps, in the order of the chain, over a period of so many days. Of two that would take
/// equally long, the one where more wait; of two equal in that too, the earlier.
#[must_use]
pub fn bottleneck(steps: &[Facts], days: i64) -> Option<Bottleneck> {
    let slow = |facts: &Facts| {
        if facts.waiting < FEWEST {
            return None;
        }
        let pace = if facts.left == 0 {
            Pace::Stopped
        } else {
            // Begun days count whole.
            Pace::Days((facts.waiting * days + facts.left - 1) / facts.left)
        };
        let holds_back = match pace {
            Pace::Days(needed) => needed > ENOUGH_DAYS,
            // Unless it has only just come.
            Pace::Stopped => facts.waited > ENOUGH_DAYS,
        };
        holds_back.then_some(Bottleneck {
            step: facts.step,
            waiting: facts.waiting,
            waited: facts.waited,
            pace,
        })
    };
    // The last of equals is taken: the chain is gone through from its end.
    let slow = steps.iter().rev().filter_map(slow);
    slow.max_by_key(|one| (one.pace, one.waiting))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(step: Step, waiting: i64, left: i64, waited: i64) -> Facts {
        Facts {
            step,
            waiting,
            left,
            waited,
        }
    }

    #[test]
    fn the_step_that_takes_longest_to_empty_holds_the_chain_back() {
        use Step::{QualityCheck, Ready, Received, Refurbishment, Triage};
        // What waits, what left in 28 days, how long it waited; what is named.
        let cases = [
            // Nothing waits.
            (vec![facts(Triage, 0, 10, 0)], None),
            // 10 a week: 20 take two weeks, 21 a day more.
            (vec![facts(Triage, 20, 40, 3)], None),
            (
                vec![facts(Triage, 21, 40, 3)],
                Some((Triage, Pace::Days(15))),
            ),
            // Four wait by chance, even for ever.
            (vec![facts(Triage, 4, 0, 400)], None),
            // The check is slower than the bench, though fewer wait there.
            (
                vec![
                    facts(Refurbishment, 90, 80, 9),
                    facts(QualityCheck, 41, 20, 12),
                ],
                Some((QualityCheck, Pace::Days(58))),
            ),
            // What stands still is slower than all else, unless it has only just come.
            (
                vec![facts(Received, 5, 0, 15), facts(Triage, 500, 1, 60)],
                Some((Received, Pace::Stopped)),
            ),
            (vec![facts(Received, 50, 0, 14)], None),
            // Equal pace: more wait. Equal in that too: the earlier.
            (
                vec![facts(Triage, 20, 10, 9), facts(Ready, 40, 20, 9)],
                Some((Ready, Pace::Days(56))),
            ),
            (
                vec![facts(Triage, 20, 10, 9), facts(Ready, 20, 10, 30)],
                Some((Triage, Pace::Days(56))),
            ),
        ];
        for (steps, expected) in cases {
            let found = bottleneck(&steps, 28).map(|one| (one.step, one.pace));
            assert_eq!(found, expected, "{steps:?}");
        }
    }
}
