//! The categories of recipients, as they are said, and the proof each gives. Pure.
use crate::web::{Choice, Words};
use entities::cession::CessionCategory;
use sea_orm::{ActiveEnum, Iterable};

/// The word key of a category.
#[must_use]
pub const fn category_key(category: CessionCategory) -> &'static str {
    match category {
        CessionCategory::ParentsAssociation => "cession-parents-association",
        CessionCategory::TutoringAssociation => "cession-tutoring-association",
        CessionCategory::PublicUtility => "cession-public-utility",
        CessionCategory::Esus => "cession-esus",
        CessionCategory::GeneralInterest => "cession-general-interest",
        CessionCategory::StudentsAssociation => "cession-students-association",
        CessionCategory::Charity => "cession-charity",
    }
}

/// The word key of what proves it.
#[must_use]
pub const fn proof_key(category: CessionCategory) -> &'static str {
    match category {
        CessionCategory::ParentsAssociation
        | CessionCategory::TutoringAssociation
        | CessionCategory::StudentsAssociation => "cession-proof-statutes",
        CessionCategory::PublicUtility => "cession-proof-decree",
        CessionCategory::Esus => "cession-proof-agreement",
        CessionCategory::GeneralInterest => "cession-proof-general-interest",
        CessionCategory::Charity => "cession-proof-charity",
    }
}

/// The part of article L. 3212-2 that names it.
#[must_use]
pub const fn article(category: CessionCategory) -> &'static str {
    match category {
        CessionCategory::ParentsAssociation
        | CessionCategory::TutoringAssociation
        | CessionCategory::PublicUtility
        | CessionCategory::Esus
        | CessionCategory::GeneralInterest
        | CessionCategory::StudentsAssociation => "L. 3212-2, 3°",
        CessionCategory::Charity => "L. 3212-2, 2°",
    }
}

/// The categories as a form offers them, each with what proves it.
#[must_use]
pub fn choices(words: Words) -> Vec<Choice> {
    CessionCategory::iter()
        .map(|category| {
            Choice::new(category.to_value(), words.say(category_key(category)))
                .hint(words.say(proof_key(category)))
        })
        .collect()
}
