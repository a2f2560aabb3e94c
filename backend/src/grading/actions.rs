//! Recording what is known of a device, what the rules make of it, and what a supervisor decides instead.
use super::{
    queries,
    rules::{Facts, Ruleset, Verdict},
};
use crate::{
    journal::{self, By, Event, EventKind, Subject},
    keys::Keys,
    web::Error,
};
use entities::{
    device::{self, Stage},
    device_category::{self, FactSource},
    membership::MembershipId,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DatabaseTransaction};
use serde::Serialize;

/// Why nothing was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not at work in the workshop.
    NotAtWork,
    /// A supervisor gave it its category; a supervisor may change that.
    Decided,
    /// There is nothing to decide against yet.
    NothingComputed,
}

impl Refusal {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotAtWork => "category-not-at-work",
            Self::Decided => "category-was-decided",
            Self::NothingComputed => "category-nothing-computed",
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum NotRecorded {
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<sea_orm::DbErr> for NotRecorded {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Other(error.into())
    }
}

impl From<journal::ChangeError> for NotRecorded {
    fn from(error: journal::ChangeError) -> Self {
        Self::Other(error.into())
    }
}

/// Who records, and whether they may decide against the rules.
#[derive(Clone, Copy, Debug)]
pub struct Recorder {
    pub by: By,
    pub member: MembershipId,
    pub supervises: bool,
}

/// Whether a device's category may be said now.
///
/// # Errors
/// The one thing against it.
pub fn may_record(device: &device::Model) -> Result<(), Refusal> {
    match device.stage {
        Stage::Received | Stage::Triage | Stage::Refurbishment | Stage::QualityCheck => Ok(()),
        Stage::Announced | Stage::NotReceived | Stage::Ready | Stage::Scrapped => {
            Err(Refusal::NotAtWork)
        }
    }
}

/// Gives a device the category that the rules give it.
pub async fn record(
    txn: &DatabaseTransaction,
    recorder: Recorder,
    device: &device::Model,
    ruleset: &Ruleset,
    facts: &Facts,
    verdict: &Verdict,
) -> Result<(), NotRecorded> {
    may_record(device).map_err(NotRecorded::Refused)?;
    let before = queries::latest(txn, device).await?;
    if before.is_some_and(|row| row.remark.is_some()) && !recorder.supervises {
        return Err(NotRecorded::Refused(Refusal::Decided));
    }
    let row = device_category::ActiveModel {
        device_id: Set(device.id),
        stay: Set(device.stay),
        source: Set(FactSource::Bench),
        facts: Set(json(facts)?),
        ruleset: Set(Some(ruleset.key.clone())),
        ruleset_sha256: Set(Some(ruleset.sha256.clone())),
        points: Set(Some(json(verdict)?)),
        computed: Set(Some(verdict.category.clone())),
        category: Set(Some(verdict.category.clone())),
        membership_id: Set(recorder.member),
        at: Set(recorder.by.at),
        ..Default::default()
    };
    let row = row.insert(txn).await?;
    let event = Event::of(EventKind::CategoryComputed)
        .with("record", row.id)
        .with("ruleset", ruleset.key.as_str())
        .with("ruleset_sha256", ruleset.sha256.as_str())
        .with("total", verdict.total)
        .with("category", verdict.category.as_str());
    let change = device::ActiveModel {
        category: Set(Some(verdict.category.clone())),
        ..Default::default()
    };
    journal::change(txn, recorder.by, device, change, event).await?;
    Ok(())
}

/// What a supervisor decides against the rules, and which record they had before them.
pub struct Decision<'d> {
    pub seen: i32,
    pub category: &'d str,
    pub reason: &'d str,
}

/// Gives a device another category than the rules, with a reason.
pub async fn decide(
    txn: &DatabaseTransaction,
    keys: &Keys,
    recorder: Recorder,
    device: &device::Model,
    decision: Decision<'_>,
) -> Result<(), NotRecorded> {
    may_record(device).map_err(NotRecorded::Refused)?;
    let Some(before) = queries::latest(txn, device).await? else {
        return Err(NotRecorded::Refused(Refusal::NothingComputed));
    };
    if before.id != decision.seen {
        return Err(Error::Changed.into());
    }
    let subject = (Subject::Device, device.id.0);
    let remark = journal::remark(txn, keys, subject, decision.reason, recorder.by.at).await?;
    let category = decision.category.to_owned();
    let row = device_category::ActiveModel {
        device_id: Set(device.id),
        stay: Set(device.stay),
        source: Set(FactSource::Bench),
        facts: Set(before.facts),
        ruleset: Set(before.ruleset),
        ruleset_sha256: Set(before.ruleset_sha256),
        points: Set(before.points),
        computed: Set(before.computed.clone()),
        category: Set(Some(category.clone())),
        remark: Set(Some(remark.clone())),
        membership_id: Set(recorder.member),
        at: Set(recorder.by.at),
        ..Default::default()
    };
    let row = row.insert(txn).await?;
    let event = Event::of(EventKind::CategoryDecided)
        .with("record", row.id)
        .with("computed", before.computed)
        .with("category", category.as_str())
        .with("remark", remark);
    let change = device::ActiveModel {
        category: Set(Some(category)),
        ..Default::default()
    };
    journal::change(txn, recorder.by, device, change, event).await?;
    Ok(())
}

/// Keeps facts that came on a sheet, for who judges the device later. The caller writes the event.
pub async fn keep_facts(
    txn: &impl ConnectionTrait,
    (by, member): (By, MembershipId),
    device: &device::Model,
    facts: &Facts,
) -> Result<(), Error> {
    let row = device_category::ActiveModel {
        device_id: Set(device.id),
        stay: Set(device.stay),
        source: Set(FactSource::Bolc),
        facts: Set(json(facts)?),
        membership_id: Set(member),
        at: Set(by.at),
        ..Default::default()
    };
    row.insert(txn).await?;
    Ok(())
}

fn json(value: &impl Serialize) -> Result<String, Error> {
    Ok(serde_json::to_string(value).map_err(anyhow::Error::from)?)
}
