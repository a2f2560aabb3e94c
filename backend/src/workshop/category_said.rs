//! A record of a device's technical category, in words.
use crate::{
    app::App,
    grading::{
        rules::{Fact, Points, Reason, Ruleset, Verdict, What},
        rulesets,
    },
    journal::{self, Subject},
    web::{Error, Shell, Words},
};
use entities::device_category;

/// A record, in words.
pub struct Said {
    pub category: String,
    pub set: String,
    pub source: String,
    /// The beginning of the hash of the rules that decided; none of the oldest records.
    pub hash: Option<String>,
    /// A sentence where these rules are not what they were.
    pub changed: Option<&'static str>,
    pub rows: Vec<(String, i32)>,
    pub total: i32,
    pub reasons: Vec<String>,
    pub decided: Option<Decided>,
    pub at: String,
}

/// What a supervisor decided.
pub struct Decided {
    pub computed: String,
    /// None once it was erased.
    pub reason: Option<String>,
}

/// Word keys of a fact's name and of where to find it.
#[must_use]
pub fn fact_keys(fact: Fact) -> (&'static str, &'static str) {
    match fact {
        Fact::CpuMark => ("category-cpu-mark", "category-cpu-mark-hint"),
        Fact::RamGb => ("category-ram", "category-ram-hint"),
        Fact::StorageGb => ("category-storage", "category-storage-hint"),
        Fact::MobileIndex => ("category-index", "category-index-hint"),
        Fact::BatteryPercent => ("category-battery", "category-battery-hint"),
    }
}

impl Said {
    /// A record in words: each part with its points, and what else counted.
    pub async fn of(app: &App, shell: &Shell, row: &device_category::Model) -> Result<Self, Error> {
        let verdict = row.points.as_deref().unwrap_or_default();
        let verdict: Verdict = serde_json::from_str(verdict).map_err(anyhow::Error::from)?;
        let rulesets = rulesets::of(&app.config);
        let ruleset = rulesets.by_key(row.ruleset.as_deref().unwrap_or_default());
        let name = |key: &str| ruleset.map_or(key, |set| set.name_of(key)).to_owned();
        let decided = match &row.remark {
            None => None,
            Some(hash) => {
                let subject = (Subject::Device, row.device_id.0);
                let remarks = journal::remarks_of(&app.db, &app.keys, subject).await?;
                let found = remarks.into_iter().find(|(known, _)| known == hash);
                Some(Decided {
                    computed: name(row.computed.as_deref().unwrap_or_default()),
                    reason: found.map(|(_, words)| words),
                })
            }
        };
        Ok(Self {
            category: name(row.category.as_deref().unwrap_or_default()),
            set: ruleset.map_or_else(
                || row.ruleset.clone().unwrap_or_default(),
                |set| shell.words.lang.choose(&set.fr, &set.en).to_owned(),
            ),
            source: ruleset.map(|set| set.source.clone()).unwrap_or_default(),
            hash: row.ruleset_sha256.as_deref().map(begins),
            changed: changed(row, ruleset),
            rows: verdict
                .parts
                .iter()
                .map(|part| (part_said(&shell.words, part), part.points))
                .collect(),
            total: verdict.total,
            reasons: verdict
                .reasons
                .iter()
                .map(|reason| reason_said(&shell.words, reason, name))
                .collect(),
            decided,
            at: shell.date(row.at),
        })
    }
}

/// As much of a hash as tells two sets apart on a page.
fn begins(sha256: &str) -> String {
    sha256.chars().take(12).collect()
}

fn changed(row: &device_category::Model, now: Option<&Ruleset>) -> Option<&'static str> {
    match (&row.ruleset_sha256, now) {
        (_, None) => Some("category-rules-gone"),
        (Some(then), Some(now)) if *then != now.sha256 => Some("category-rules-changed"),
        (_, Some(_)) => None,
    }
}

fn part_said(words: &Words, part: &Points) -> String {
    match part.what {
        What::Number(fact, value) => words
            .with("part", words.say(fact_keys(fact).0))
            .with("value", value)
            .say("category-part"),
        What::Drive(drive) => words
            .with("technology", drive.technology.value())
            .with("gb", drive.gb)
            .say("category-part-drive"),
    }
}

fn reason_said(words: &Words, reason: &Reason, name: impl Fn(&str) -> String) -> String {
    match reason {
        Reason::DrivesCapped(most) => words.with("most", *most).say("category-why-drives"),
        Reason::Weighted(percent) => words.with("percent", *percent).say("category-why-weighted"),
        Reason::Limited {
            fact,
            flash,
            at_best,
            sum_gives,
        } => {
            let key = if *flash {
                "category-why-limited-flash"
            } else {
                "category-why-limited-hdd"
            };
            words
                .with("part", words.say(fact_keys(*fact).0))
                .with("best", name(at_best))
                .with("sum", name(sum_gives))
                .say(key)
        }
    }
}
