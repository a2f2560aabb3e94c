//! What a change of a programme changes, in words, and what it means for what is under way: shown before it is kept.
use super::{
    catalogue::Catalogue,
    queries::UnderWay,
    rules::{
        difference::{Field, differences},
        terms::Terms,
    },
    say,
};
use crate::{keys::sha256_hex, web::Words};
use entities::programme;

/// One difference, as the page shows it.
pub struct Change {
    pub key: &'static str,
    pub before: Vec<String>,
    pub after: Vec<String>,
    /// What it means for requests under way, a sentence each.
    pub effects: Vec<String>,
}

pub struct Preview {
    /// Somebody changed the programme since the page was shown.
    pub overtaken: bool,
    pub under_way: String,
    pub changes: Vec<Change>,
}

/// The mark of what a page showed: the row it compared with, and what is to be.
#[must_use]
pub fn mark(before: &programme::Model, after: &Terms) -> String {
    format!("{}-{}", before.version, sha256_hex(after.canonical()))
}

/// Whether a mark is of an earlier row than this one.
#[must_use]
pub fn is_overtaken(mark: &str, before: &programme::Model) -> bool {
    mark.split_once('-')
        .is_some_and(|(version, _)| version != before.version.to_string())
}

/// The differences in words.
#[must_use]
pub fn changes(words: Words, catalogue: &Catalogue, before: &Terms, after: &Terms) -> Vec<Change> {
    differences(before, after)
        .into_iter()
        .map(|field| Change {
            key: field.key(),
            before: say::said(words, catalogue, field, before),
            after: say::said(words, catalogue, field, after),
            effects: Vec::new(),
        })
        .collect()
}

/// The differences with what they mean for what is under way.
#[must_use]
pub fn preview(
    words: Words,
    catalogue: &Catalogue,
    (before, after): (&Terms, &Terms),
    under_way: UnderWay,
    overtaken: bool,
) -> Preview {
    let mut changes = changes(words, catalogue, before, after);
    for (change, field) in changes.iter_mut().zip(differences(before, after)) {
        change.effects = vec![words.say(field.effect_key())];
        change.effects.extend(counted(words, field, under_way));
    }
    Preview {
        overtaken,
        under_way: words
            .with("waiting", under_way.waiting)
            .with("promised", under_way.promised)
            .with("cleared", under_way.cleared)
            .say("programme-under-way"),
        changes,
    }
}

/// How many of what is under way a change leaves outside.
fn counted(words: Words, field: Field, under_way: UnderWay) -> Option<String> {
    let (count, key) = match field {
        Field::Kinds => (under_way.other_kinds, "programme-under-way-kinds"),
        Field::Organisations => (
            under_way.other_organisations,
            "programme-under-way-organisations",
        ),
        Field::Categories => (under_way.other_categories, "programme-under-way-categories"),
        Field::Name
        | Field::Grade
        | Field::Publics
        | Field::Pathway
        | Field::Levels
        | Field::Gate
        | Field::ClearanceDays
        | Field::Waivers
        | Field::Chain
        | Field::Price
        | Field::Erasure
        | Field::Software
        | Field::Warranty
        | Field::Kit
        | Field::Stock
        | Field::Connectivity
        | Field::Funding => return None,
    };
    (count > 0).then(|| words.with("count", count).say(key))
}
