//! What a check says about a whole list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::check::AnnouncedDevice;
use super::findings::{Finding, Kind};

#[derive(Debug, Serialize)]
pub struct Line<'a> {
    /// The line of the file, the header being on line 1.
    pub number: u32,
    pub accepted: bool,
    /// Empty for a ragged line.
    pub device: AnnouncedDevice<'a>,
    pub findings: Vec<Finding<'a>>,
}

#[derive(Debug, Serialize)]
pub struct Report<'a> {
    pub summary: Summary,
    /// How many lines each kind is found on.
    pub found: BTreeMap<Kind, usize>,
    pub lines: Vec<Line<'a>>,
}

/// The counts that `import lot --json` prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub rows: usize,
    pub accepted: usize,
    pub refused: usize,
    /// Lines whose manufacturer and serial came earlier in the file or are in the stock.
    pub duplicates: usize,
    pub missing_serials: usize,
    pub placeholder_serials: usize,
    pub bad_imeis: usize,
}

/// Counts what the lines hold.
pub(super) fn report(lines: Vec<Line<'_>>) -> Report<'_> {
    let mut found: BTreeMap<Kind, usize> = BTreeMap::new();
    for line in &lines {
        for (nth, finding) in line.findings.iter().enumerate() {
            let is_repeated = line.findings[..nth]
                .iter()
                .any(|earlier| earlier.kind == finding.kind);
            if !is_repeated {
                *found.entry(finding.kind).or_default() += 1;
            }
        }
    }
    let count = |kinds: &[Kind]| kinds.iter().filter_map(|kind| found.get(kind)).sum();
    let accepted = lines.iter().filter(|line| line.accepted).count();
    let summary = Summary {
        rows: lines.len(),
        accepted,
        refused: lines.len() - accepted,
        duplicates: count(&[Kind::DuplicateInFile, Kind::DuplicateInStock]),
        missing_serials: count(&[Kind::MissingSerial]),
        placeholder_serials: count(&[Kind::PlaceholderSerial]),
        bad_imeis: count(&[Kind::ImeiMalformed, Kind::ImeiWrongKey, Kind::Imeisv]),
    };
    Report {
        summary,
        found,
        lines,
    }
}
