//! What a BOLC sheet brings to a lot's devices: what was not known, and nothing over what was. Pure.
use super::{
    columns::Sheet,
    read::{Doubt, Line, Lines},
};
use crate::{
    grading::{
        queries::Known,
        rules::{Fact, Facts},
        rulesets,
    },
    identifiers::fold,
    labels::Code,
    workshop::wipes::serial_key,
};
use entities::device::{self, Grade, Stage};
use std::collections::HashSet;

/// A device of the lot, and what is known of it.
pub struct Candidate {
    pub device: device::Model,
    pub known: Known,
}

/// What is said of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// No device of the lot bears any of its numbers.
    Unknown,
    /// Its numbers are of two devices.
    OtherDevice,
    /// A tablet on the sheet for computers, or the other way round.
    OtherSheet,
    /// A line above is about the same device.
    Repeated,
    /// Announced, and not received yet.
    NotHere,
    Ragged,
    /// The stock knows it otherwise, and keeps what it knows.
    Differs,
    /// The sheet's category is another than ours.
    OtherCategory,
    Doubt(Doubt),
}

impl Finding {
    /// Whether nothing of the line is taken.
    #[must_use]
    pub const fn refuses(self) -> bool {
        match self {
            Self::Unknown
            | Self::OtherDevice
            | Self::OtherSheet
            | Self::Repeated
            | Self::NotHere
            | Self::Ragged => true,
            Self::Differs | Self::OtherCategory | Self::Doubt(_) => false,
        }
    }

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unknown => "bolc-unknown",
            Self::OtherDevice => "bolc-other-device",
            Self::OtherSheet => "bolc-other-sheet",
            Self::Repeated => "bolc-repeated",
            Self::NotHere => "bolc-not-here",
            Self::Ragged => "bolc-ragged",
            Self::Differs => "bolc-differs",
            Self::OtherCategory => "bolc-other-category",
            Self::Doubt(doubt) => doubt.key(),
        }
    }
}

/// What is filled in of one device, at its place in the list of candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filling {
    pub place: usize,
    pub line: u32,
    pub processor: Option<String>,
    pub system: Option<String>,
    pub storage_mb: Option<i32>,
    pub grade: Option<Grade>,
    /// What was known with what the sheet adds.
    pub facts: Option<Facts>,
}

impl Filling {
    fn is_empty(&self) -> bool {
        self.processor.is_none()
            && self.system.is_none()
            && self.storage_mb.is_none()
            && self.grade.is_none()
            && self.facts.is_none()
    }
}

/// What a sheet comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub fillings: Vec<Filling>,
    /// Lines that add nothing to what is known.
    pub unchanged: usize,
    pub findings: Vec<(u32, Finding)>,
}

#[must_use]
pub fn plan(lines: &Lines, candidates: &[Candidate]) -> Plan {
    let mut plan = Plan {
        findings: lines
            .ragged
            .iter()
            .map(|number| (*number, Finding::Ragged))
            .collect(),
        ..Plan::default()
    };
    let mut seen = HashSet::new();
    for line in &lines.read {
        let place = match matched(line, candidates) {
            Ok(place) => place,
            Err(finding) => {
                plan.findings.push((line.number, finding));
                continue;
            }
        };
        let device = &candidates[place].device;
        let refused = if Sheet::of(device.kind) != Some(lines.sheet) {
            Some(Finding::OtherSheet)
        } else if matches!(device.stage, Stage::Announced | Stage::NotReceived) {
            Some(Finding::NotHere)
        } else if !seen.insert(place) {
            Some(Finding::Repeated)
        } else {
            None
        };
        if let Some(finding) = refused {
            plan.findings.push((line.number, finding));
            continue;
        }
        let doubts = line
            .doubts
            .iter()
            .map(|doubt| (line.number, Finding::Doubt(*doubt)));
        plan.findings.extend(doubts);
        let (filling, differs) = filling(line, place, &candidates[place]);
        if differs {
            plan.findings.push((line.number, Finding::Differs));
        }
        let other = line.category.as_ref().zip(device.category.as_ref());
        if other.is_some_and(|(said, ours)| fold(said) != fold(&rulesets::category_name(ours))) {
            plan.findings.push((line.number, Finding::OtherCategory));
        }
        if filling.is_empty() {
            plan.unchanged += 1;
        } else {
            plan.fillings.push(filling);
        }
    }
    plan.findings.sort_by_key(|(number, _)| *number);
    plan
}

/// The one device that every number of the line is of. An identifier of the sender's own is of none, and says nothing.
fn matched(line: &Line, candidates: &[Candidate]) -> Result<usize, Finding> {
    let identifier = fold(&line.identifier);
    let code = Code::parse(&line.identifier)
        .ok()
        .map(|code| code.to_string());
    let serial = serial_key(&line.serial);
    let imei: String = line.imei.chars().filter(char::is_ascii_digit).collect();
    let found = |is: &dyn Fn(&device::Model) -> bool| {
        candidates
            .iter()
            .position(|candidate| is(&candidate.device))
    };
    let is = |number: Option<&String>| number.is_some_and(|number| fold(number) == identifier);
    let by_identifier = found(&|device| {
        !identifier.is_empty()
            && (code.is_some() && device.label_code == code
                || is(device.inventory_number.as_ref())
                || is(device.asset_tag.as_ref()))
    });
    let of_serial = |device: &device::Model| {
        let known = device.serial.as_deref().map(serial_key);
        known.is_some_and(|known| known == serial)
    };
    let by_serial = found(&|device| !serial.is_empty() && of_serial(device));
    let of_imei = |device: &device::Model| device.imei.as_deref() == Some(imei.as_str());
    let by_imei = found(&|device| !imei.is_empty() && of_imei(device));
    let places: HashSet<usize> = [by_identifier, by_serial, by_imei]
        .into_iter()
        .flatten()
        .collect();
    let mut places = places.into_iter();
    match (places.next(), places.next()) {
        (None, _) => Err(Finding::Unknown),
        (Some(_), Some(_)) => Err(Finding::OtherDevice),
        (Some(place), None) => {
            let device = &candidates[place].device;
            // A number that the stock knows of this device, and knows otherwise.
            let other_serial = !serial.is_empty() && device.serial.is_some() && !of_serial(device);
            let other_imei = !imei.is_empty() && device.imei.is_some() && !of_imei(device);
            if other_serial || other_imei {
                Err(Finding::OtherDevice)
            } else {
                Ok(place)
            }
        }
    }
}

/// What is filled in, and whether the line says something otherwise than the stock knows it.
fn filling(line: &Line, place: usize, candidate: &Candidate) -> (Filling, bool) {
    let device = &candidate.device;
    let known = &candidate.known;
    let mut differs = false;
    let mut unknown = |said: Option<&String>, ours: Option<&String>| match (said, ours) {
        (Some(said), None) => Some(said.clone()),
        (Some(said), Some(ours)) => {
            differs |= fold(said) != fold(ours);
            None
        }
        (None, _) => None,
    };
    let processor = unknown(line.processor.as_ref(), device.processor.as_ref());
    let system = unknown(line.system.as_ref(), device.os.as_ref());
    let mut facts = known.facts.clone();
    let mut learnt = false;
    if let Some(ram) = line.ram_gb {
        if let Some(ours) = facts.numbers.get(&Fact::RamGb) {
            differs |= *ours != ram;
        } else {
            facts.numbers.insert(Fact::RamGb, ram);
            learnt = true;
        }
    }
    if !line.drives.is_empty() {
        if facts.drives.is_empty() && known.unsaid.is_empty() {
            facts.drives.clone_from(&line.drives);
            learnt = true;
        } else {
            differs |= facts.drives != line.drives;
        }
    }
    let storage_mb = match (line.storage_gb, device.storage_mb) {
        (Some(gb), None) => gb.checked_mul(1_000),
        (Some(gb), Some(ours)) => {
            differs |= gb != ours / 1_000;
            None
        }
        (None, _) => None,
    };
    // The grade comes after triage, which decides whether a device is worth one.
    let after_triage = match device.stage {
        Stage::Refurbishment | Stage::QualityCheck | Stage::Ready => true,
        Stage::Announced
        | Stage::NotReceived
        | Stage::Received
        | Stage::Triage
        | Stage::Scrapped => false,
    };
    let grade = match (line.grade, device.grade) {
        (Some(letter), None) if after_triage => Some(letter.grade()),
        (Some(letter), Some(ours)) => {
            differs |= letter.grade() != ours;
            None
        }
        (Some(_) | None, _) => None,
    };
    let filling = Filling {
        place,
        line: line.number,
        processor,
        system,
        storage_mb,
        grade,
        facts: learnt.then_some(facts),
    };
    (filling, differs)
}
