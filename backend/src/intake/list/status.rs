//! Which of a list's statuses say that a device may be collected.

use std::collections::HashMap;

use serde::Serialize;

use super::columns::{Field, Mapping};
use super::personal::CleanSheet;
use crate::identifiers::fold;

/// Statuses by which a device is given up by its owner, folded.
const REFORMED: &[&str] = &[
    "reforme",
    "reformee",
    "reformes",
    "a reformer",
    "en reforme",
    "mis en reforme",
    "mis a la reforme",
    "declasse",
    "a declasser",
    "retired",
    "to be retired",
    "to retire",
    "decommissioned",
    "to be decommissioned",
    "end of life",
];

/// A status the list uses, for the person to say whether it may be collected.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct StatusCount<'a> {
    /// As the list first writes it; empty for devices without status.
    pub status: &'a str,
    /// What stands for all its spellings in the person's choice.
    pub folded: String,
    pub count: usize,
    /// Whether it is offered as collectable at first.
    pub reformed: bool,
}

#[must_use]
pub fn is_reformed(status: &str) -> bool {
    REFORMED.contains(&fold(status).as_str())
}

/// The statuses of a list, the most frequent first; none where no column is a status,
/// and then every device may be collected.
#[must_use]
pub fn statuses<'a>(sheet: &'a CleanSheet, mapping: &Mapping) -> Vec<StatusCount<'a>> {
    let Some(column) = mapping.column(Field::Status) else {
        return Vec::new();
    };
    let mut spellings: HashMap<&str, usize> = HashMap::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut statuses: Vec<StatusCount<'a>> = Vec::new();
    for row in sheet.rows() {
        let status = row.cells.get(column).unwrap_or_default();
        let place = *spellings.entry(status).or_insert_with(|| {
            let folded = fold(status);
            *places.entry(folded.clone()).or_insert_with(|| {
                statuses.push(StatusCount {
                    status,
                    count: 0,
                    reformed: REFORMED.contains(&folded.as_str()),
                    folded,
                });
                statuses.len() - 1
            })
        });
        statuses[place].count += 1;
    }
    statuses.sort_by(|a, b| b.count.cmp(&a.count).then(a.status.cmp(b.status)));
    statuses
}
