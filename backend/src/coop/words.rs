//! Kinds, ages and occupations of the Coop by the keys of their words.
use entities::coop_row::{CoopAge, CoopKind, CoopOccupation};

#[must_use]
pub fn kind(kind: CoopKind) -> &'static str {
    match kind {
        CoopKind::Individual => "coop-kind-individual",
        CoopKind::Group => "coop-kind-group",
        CoopKind::Procedure => "coop-kind-procedure",
    }
}

#[must_use]
pub fn age(age: CoopAge) -> &'static str {
    match age {
        CoopAge::Child => "coop-age-child",
        CoopAge::Teenager => "coop-age-teenager",
        CoopAge::Minor => "coop-age-minor",
        CoopAge::YoungAdult => "coop-age-young-adult",
        CoopAge::Adult => "coop-age-adult",
        CoopAge::MiddleAged => "coop-age-middle-aged",
        CoopAge::Senior => "coop-age-senior",
        CoopAge::Elder => "coop-age-elder",
        CoopAge::NotSaid => "coop-not-said",
    }
}

#[must_use]
pub fn occupation(occupation: CoopOccupation) -> &'static str {
    match occupation {
        CoopOccupation::InSchool => "coop-occupation-in-school",
        CoopOccupation::WithoutWork => "coop-occupation-without-work",
        CoopOccupation::InWork => "coop-occupation-in-work",
        CoopOccupation::Retired => "coop-occupation-retired",
        CoopOccupation::NotSaid => "coop-not-said",
    }
}
