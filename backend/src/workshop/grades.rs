//! How a device looks: three cosmetic grades, and the grade of what cannot be kept.

use entities::device;
use serde::{Deserialize, Serialize};

/// No law defines these grades (R. 122-4 of the consumer code only forbids to call a refurbished device "as new"),
/// so each is described on screen wherever it is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    A,
    B,
    C,
    Scrap,
}

impl Grade {
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::Scrap];

    /// The grade's short name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::A => "grade-a",
            Self::B => "grade-b",
            Self::C => "grade-c",
            Self::Scrap => "grade-scrap",
        }
    }

    /// What one sees on a device of this grade.
    #[must_use]
    pub const fn description_key(self) -> &'static str {
        match self {
            Self::A => "grade-a-description",
            Self::B => "grade-b-description",
            Self::C => "grade-c-description",
            Self::Scrap => "grade-scrap-description",
        }
    }

    /// The grade stored with a device that goes on to refurbishment; none for scrap, which is a stage of its own.
    #[must_use]
    pub const fn kept(self) -> Option<device::Grade> {
        match self {
            Self::A => Some(device::Grade::A),
            Self::B => Some(device::Grade::B),
            Self::C => Some(device::Grade::C),
            Self::Scrap => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scrap_leaves_the_chain() {
        assert_eq!(
            Grade::ALL.map(Grade::kept),
            [
                Some(device::Grade::A),
                Some(device::Grade::B),
                Some(device::Grade::C),
                None
            ]
        );
    }

    #[test]
    fn a_grade_is_stored_under_its_name() {
        for (grade, stored) in Grade::ALL
            .into_iter()
            .zip(["\"a\"", "\"b\"", "\"c\"", "\"scrap\""])
        {
            assert_eq!(serde_json::to_string(&grade).unwrap(), stored);
            assert_eq!(serde_json::from_str::<Grade>(stored).unwrap(), grade);
        }
    }
}
