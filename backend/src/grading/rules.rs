//! What a set of rules makes of a device's facts. Pure: facts in, verdict out.
use entities::device_drive::DriveKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[cfg(test)]
mod tests;

/// A number that rules may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// The CPU mark of `PassMark` of the processor.
    CpuMark,
    RamGb,
    StorageGb,
    /// A speed index of the whole phone or tablet, as Antutu measures it.
    MobileIndex,
    /// What the battery holds of what it held when new.
    BatteryPercent,
}

impl Fact {
    pub const ALL: [Self; 5] = [
        Self::CpuMark,
        Self::RamGb,
        Self::StorageGb,
        Self::MobileIndex,
        Self::BatteryPercent,
    ];

    /// Its name in a form.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::CpuMark => "cpu_mark",
            Self::RamGb => "ram_gb",
            Self::StorageGb => "storage_gb",
            Self::MobileIndex => "mobile_index",
            Self::BatteryPercent => "battery_percent",
        }
    }

    /// The greatest number that is not a slip of the finger.
    #[must_use]
    pub const fn most(self) -> i32 {
        match self {
            Self::CpuMark => 999_999,
            Self::RamGb => 4_096,
            Self::StorageGb => MOST_GB,
            Self::MobileIndex => 9_999_999,
            Self::BatteryPercent => 100,
        }
    }
}

/// The greatest drive that is not a slip of the finger.
pub const MOST_GB: i32 = 99_999;

/// What a drive is made of, as far as rules tell drives apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Technology {
    Hdd,
    Ssd,
    Nvme,
}

impl Technology {
    pub const ALL: [Self; 3] = [Self::Hdd, Self::Ssd, Self::Nvme];

    /// Its value in a form, and its name on a sheet.
    #[must_use]
    pub const fn value(self) -> &'static str {
        match self {
            Self::Hdd => "HDD",
            Self::Ssd => "SSD",
            Self::Nvme => "NVME",
        }
    }

    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::ALL
            .into_iter()
            .find(|technology| technology.value().eq_ignore_ascii_case(text))
    }

    #[must_use]
    pub const fn of(kind: DriveKind) -> Option<Self> {
        match kind {
            DriveKind::Hdd => Some(Self::Hdd),
            DriveKind::Ssd => Some(Self::Ssd),
            DriveKind::Nvme => Some(Self::Nvme),
            DriveKind::Unknown => None,
        }
    }
}

/// One drive of a computer, in gigabytes of a thousand million bytes, as it is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drive {
    pub technology: Technology,
    pub gb: i32,
}

/// What is known of a device.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    #[serde(default)]
    pub numbers: BTreeMap<Fact, i32>,
    #[serde(default)]
    pub drives: Vec<Drive>,
    /// What somebody adds or takes off, in percent.
    #[serde(default)]
    pub weighting: i32,
}

/// Points by the first threshold that is strictly greater than the value.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    pub below: Vec<(i32, i32)>,
    pub beyond: i32,
}

fn points(below: &[(i32, i32)], beyond: i32, value: i32) -> i32 {
    let found = below.iter().find(|(threshold, _)| *threshold > value);
    found.map_or(beyond, |(_, points)| *points)
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub fact: Fact,
    pub below: Vec<(i32, i32)>,
    pub beyond: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drives {
    /// All drives together give no more.
    pub at_most: i32,
    pub hdd: Scale,
    pub ssd: Scale,
    pub nvme: Scale,
}

impl Drives {
    fn points(&self, drive: Drive) -> i32 {
        let scale = match drive.technology {
            Technology::Hdd => &self.hdd,
            Technology::Ssd => &self.ssd,
            Technology::Nvme => &self.nvme,
        };
        points(&scale.below, scale.beyond, drive.gb)
    }
}

/// One category; they stand from the least to the best.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    pub key: String,
    /// As its authors write it.
    pub name: String,
    /// For totals below this; none for the best.
    pub below: Option<i32>,
}

/// Which drives a limit is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithDrives {
    OnlyHdd,
    /// At least one SSD, `NVMe` or not.
    SomeFlash,
}

/// A weak part that the others do not make up for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    pub fact: Fact,
    pub points_at_most: i32,
    pub drives: WithDrives,
    pub at_best: String,
}

/// A set of rules, checked when it was read: see `rulesets`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruleset {
    pub key: String,
    pub fr: String,
    pub en: String,
    /// Where the rules were published.
    pub source: String,
    pub kinds: Vec<entities::device::DeviceKind>,
    /// What may be added or taken off, in percent; empty where nothing may.
    #[serde(default)]
    pub weightings: Vec<i32>,
    pub part: Vec<Part>,
    pub drives: Option<Drives>,
    pub category: Vec<Category>,
    #[serde(default)]
    pub limit: Vec<Limit>,
    /// Of the text it was read from.
    #[serde(skip)]
    pub sha256: String,
}

impl Ruleset {
    /// Where a category stands, from the least.
    fn rank(&self, key: &str) -> usize {
        let found = self.category.iter().position(|one| one.key == key);
        found.unwrap_or_default()
    }

    /// A category as its authors write it.
    #[must_use]
    pub fn name_of<'n>(&'n self, key: &'n str) -> &'n str {
        let found = self.category.iter().find(|one| one.key == key);
        found.map_or(key, |category| &category.name)
    }
}

/// What a part was given its points for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Number(Fact, i32),
    Drive(Drive),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Points {
    pub what: What,
    pub points: i32,
}

/// What made the category another than the bare sum would.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The drives count for no more than this.
    DrivesCapped(i32),
    /// Percent added or taken off.
    Weighted(i32),
    /// A weak part: at best this category, where the sum would give the other.
    Limited {
        fact: Fact,
        /// One of the drives is an SSD, `NVMe` or not.
        flash: bool,
        at_best: String,
        sum_gives: String,
    },
}

/// A category, with what led to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub parts: Vec<Points>,
    pub total: i32,
    pub category: String,
    pub reasons: Vec<Reason>,
}

/// What the rules need and nobody has said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Number(Fact),
    Drive,
}

/// Judges a device by a set of rules.
///
/// # Errors
/// Everything that is missing, in the order of the rules.
pub fn judge(facts: &Facts, ruleset: &Ruleset) -> Result<Verdict, Vec<Missing>> {
    let mut parts = Vec::new();
    let mut missing = Vec::new();
    let mut reasons = Vec::new();
    for part in &ruleset.part {
        let Some(value) = facts.numbers.get(&part.fact) else {
            missing.push(Missing::Number(part.fact));
            continue;
        };
        parts.push(Points {
            what: What::Number(part.fact, *value),
            points: points(&part.below, part.beyond, *value),
        });
    }
    let mut total: i32 = parts.iter().map(|part| part.points).sum();
    if let Some(drives) = &ruleset.drives {
        if facts.drives.is_empty() {
            missing.push(Missing::Drive);
        }
        let given = facts.drives.iter().map(|drive| Points {
            what: What::Drive(*drive),
            points: drives.points(*drive),
        });
        let given: Vec<Points> = given.collect();
        let sum: i32 = given.iter().map(|part| part.points).sum();
        if sum > drives.at_most {
            reasons.push(Reason::DrivesCapped(drives.at_most));
        }
        total += sum.min(drives.at_most);
        parts.extend(given);
    }
    if !missing.is_empty() {
        return Err(missing);
    }
    if facts.weighting != 0 && ruleset.weightings.contains(&facts.weighting) {
        reasons.push(Reason::Weighted(facts.weighting));
        total = weighted(total, facts.weighting);
    }
    let sum_gives = category_of(total, ruleset);
    let mut category = sum_gives.clone();
    for limit in &ruleset.limit {
        let weak = parts.iter().any(|part| {
            matches!(part.what, What::Number(fact, _) if fact == limit.fact)
                && part.points <= limit.points_at_most
        });
        let some_flash = facts
            .drives
            .iter()
            .any(|drive| drive.technology != Technology::Hdd);
        let concerned = match limit.drives {
            WithDrives::OnlyHdd => !some_flash,
            WithDrives::SomeFlash => some_flash,
        };
        if weak && concerned && ruleset.rank(&category) > ruleset.rank(&limit.at_best) {
            category.clone_from(&limit.at_best);
            reasons.push(Reason::Limited {
                fact: limit.fact,
                flash: some_flash,
                at_best: limit.at_best.clone(),
                sum_gives: sum_gives.clone(),
            });
        }
    }
    Ok(Verdict {
        parts,
        total,
        category,
        reasons,
    })
}

fn category_of(total: i32, ruleset: &Ruleset) -> String {
    let within = |category: &&Category| category.below.is_none_or(|below| total < below);
    let found = ruleset.category.iter().find(within);
    found
        .map(|category| category.key.clone())
        .unwrap_or_default()
}

/// Rounded to the nearest, halves away from zero, as the published program does.
fn weighted(total: i32, percent: i32) -> i32 {
    let hundredfold = i64::from(total) * i64::from(100 + percent);
    let rounded = (hundredfold.abs() + 50) / 100 * hundredfold.signum();
    i32::try_from(rounded).unwrap_or(i32::MAX)
}
