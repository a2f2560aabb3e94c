//! Eligibility answered at once, the circumstances that change how a device is handed over and taught, and the level
//! that a placement gives. Pure.
use serde::{Deserialize, Serialize};

/// What the prescriber says of the programme's public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    Nothing,
    /// None of the programme's rules fits the person.
    NoneOfThem,
    /// The number of a rule, from 1.
    Rule(usize),
}

/// The answer before a request is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eligibility {
    /// No rule was chosen yet.
    NotSaid,
    /// The person is not of the programme's public.
    NotMet,
    /// The rule is met; its proof is still to be seen.
    ProofToSee(usize),
    Met(usize),
}

/// Whether a person may be given a device under a programme with so many rules.
#[must_use]
pub fn eligibility(chosen: Chosen, rules: usize, proof_seen: bool) -> Eligibility {
    match chosen {
        Chosen::NoneOfThem => Eligibility::NotMet,
        Chosen::Rule(number) if (1..=rules).contains(&number) => {
            if proof_seen {
                Eligibility::Met(number)
            } else {
                Eligibility::ProofToSee(number)
            }
        }
        Chosen::Rule(_) | Chosen::Nothing => Eligibility::NotSaid,
    }
}

impl Eligibility {
    /// The rule that is met.
    #[must_use]
    pub fn rule(self) -> Option<usize> {
        match self {
            Self::Met(number) | Self::ProofToSee(number) => Some(number),
            Self::NotSaid | Self::NotMet => None,
        }
    }

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotSaid => "eligibility-not-said",
            Self::NotMet => "eligibility-not-met",
            Self::ProofToSee(_) => "eligibility-proof-to-see",
            Self::Met(_) => "eligibility-met",
        }
    }

    /// What to do next.
    #[must_use]
    pub fn next_key(self) -> &'static str {
        match self {
            Self::NotSaid => "eligibility-not-said-next",
            Self::NotMet => "eligibility-not-met-next",
            Self::ProofToSee(_) => "eligibility-proof-to-see-next",
            Self::Met(_) => "eligibility-met-next",
        }
    }

    /// The same where training alone is offered.
    #[must_use]
    pub fn training_key(self) -> &'static str {
        match self {
            Self::NotSaid | Self::NotMet => self.key(),
            Self::ProofToSee(_) => "eligibility-training-proof-to-see",
            Self::Met(_) => "eligibility-training-met",
        }
    }

    /// What to do next where training alone is offered.
    #[must_use]
    pub fn training_next_key(self) -> &'static str {
        match self {
            Self::NotSaid => "eligibility-training-not-said-next",
            Self::NotMet | Self::ProofToSee(_) => self.next_key(),
            Self::Met(_) => "eligibility-training-met-next",
        }
    }

    /// The tone and the icon that say it beside its words.
    #[must_use]
    pub fn look(self) -> (&'static str, &'static str) {
        match self {
            Self::NotSaid => ("info", "info"),
            Self::NotMet => ("stop", "octagon-x"),
            Self::ProofToSee(_) => ("wait", "hourglass"),
            Self::Met(_) => ("good", "circle-check"),
        }
    }
}

/// Whether the person can get on line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Connectivity {
    NotNeeded,
    Has,
    Needs,
}

impl Connectivity {
    pub const ALL: [Self; 3] = [Self::Has, Self::Needs, Self::NotNeeded];

    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::NotNeeded => "not_needed",
            Self::Has => "has",
            Self::Needs => "needs",
        }
    }

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotNeeded => "asking-connectivity-not-needed",
            Self::Has => "asking-connectivity-has",
            Self::Needs => "asking-connectivity-needs",
        }
    }

    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.value() == value)
    }
}

/// How far the person can go to learn and to fetch a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mobility {
    Travels,
    NearHome,
    AtHome,
}

impl Mobility {
    pub const ALL: [Self; 3] = [Self::Travels, Self::NearHome, Self::AtHome];

    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Travels => "travels",
            Self::NearHome => "near_home",
            Self::AtHome => "at_home",
        }
    }

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Travels => "asking-mobility-travels",
            Self::NearHome => "asking-mobility-near-home",
            Self::AtHome => "asking-mobility-at-home",
        }
    }

    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.value() == value)
    }
}

/// Where a person begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Somebody does it with them, and is trained.
    Assisted,
    Beginner,
    /// Goes on alone.
    Independent,
}

impl Level {
    /// As programmes count them, the lowest first, from 1.
    #[must_use]
    pub fn number(self) -> usize {
        match self {
            Self::Assisted => 1,
            Self::Beginner => 2,
            Self::Independent => 3,
        }
    }

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Assisted => "asking-level-assisted",
            Self::Beginner => "asking-level-beginner",
            Self::Independent => "asking-level-independent",
        }
    }
}

/// From how many points on each level begins; the lowest begins at none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    pub beginner: u32,
    pub independent: u32,
}

/// The level that the points of a placement's answers give.
#[must_use]
pub fn level(points: &[u32], thresholds: Thresholds) -> Level {
    let sum: u32 = points.iter().sum();
    if sum >= thresholds.independent {
        Level::Independent
    } else if sum >= thresholds.beginner {
        Level::Beginner
    } else {
        Level::Assisted
    }
}

/// A placement as it was answered: with which questions, what, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    pub version: u32,
    /// The place of each answer, from 0, in the order of the questions.
    pub answers: Vec<usize>,
    pub level: Level,
}

/// What changes how a device is handed over and taught: sealed with what decides (law 9).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Circumstances {
    pub connectivity: Option<Connectivity>,
    pub mobility: Option<Mobility>,
    /// The code of the language the person speaks best.
    pub language: Option<String>,
    pub interpreter: bool,
    pub placement: Option<Placed>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eligibility_is_answered_with_the_rule_and_the_proof() {
        let rows = [
            (Chosen::Nothing, 2, true, Eligibility::NotSaid),
            (Chosen::NoneOfThem, 2, true, Eligibility::NotMet),
            (Chosen::NoneOfThem, 2, false, Eligibility::NotMet),
            (Chosen::Rule(1), 2, true, Eligibility::Met(1)),
            (Chosen::Rule(2), 2, false, Eligibility::ProofToSee(2)),
            // A rule that the programme does not have is no rule.
            (Chosen::Rule(3), 2, true, Eligibility::NotSaid),
            (Chosen::Rule(0), 2, true, Eligibility::NotSaid),
            (Chosen::Rule(1), 0, true, Eligibility::NotSaid),
        ];
        for (chosen, rules, proof, expected) in rows {
            assert_eq!(eligibility(chosen, rules, proof), expected, "{chosen:?}");
        }
    }

    #[test]
    fn the_sum_of_the_answers_gives_one_of_three_levels() {
        let thresholds = Thresholds {
            beginner: 4,
            independent: 9,
        };
        let rows = [
            (&[0, 0, 0, 0, 0, 0][..], Level::Assisted),
            (&[1, 1, 1, 0, 0, 0], Level::Assisted),
            (&[1, 1, 1, 1, 0, 0], Level::Beginner),
            (&[2, 2, 2, 1, 1, 0], Level::Beginner),
            (&[2, 2, 2, 1, 1, 1], Level::Independent),
            (&[2, 2, 2, 2, 2, 2], Level::Independent),
            (&[], Level::Assisted),
        ];
        for (points, expected) in rows {
            assert_eq!(level(points, thresholds), expected, "{points:?}");
        }
    }

    #[test]
    fn what_a_form_says_is_read_back() {
        for one in Connectivity::ALL {
            assert_eq!(Connectivity::from_value(one.value()), Some(one));
        }
        for one in Mobility::ALL {
            assert_eq!(Mobility::from_value(one.value()), Some(one));
        }
        assert_eq!(Mobility::from_value("else"), None);
    }
}
