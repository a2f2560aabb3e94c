//! Applying a BOLC sheet to a lot, once.
use super::{
    plan::{Candidate, Filling, Plan, plan},
    read::Lines,
};
use crate::{
    devices::software::{Software, software_of},
    grading::{self, queries},
    journal::{self, By, Event, EventKind},
    web::Error,
};
use entities::{
    bolc_import,
    collection_lot::{self, CollectionLotId},
    device::{self, DeviceId},
    membership::MembershipId,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter, QueryOrder, SqlErr,
};
use std::collections::HashMap;

/// The devices of a lot, in the order they were announced, with what is known of each.
pub async fn candidates(
    db: &impl ConnectionTrait,
    lot: CollectionLotId,
) -> Result<Vec<Candidate>, Error> {
    let devices = device::Entity::find()
        .filter(device::COLUMN.lot_id.eq(lot))
        .order_by_asc(device::COLUMN.id)
        .all(db)
        .await?;
    let mut known = queries::known_of(db, &devices).await?;
    Ok(devices
        .into_iter()
        .map(|device| Candidate {
            known: known.remove(&device.id).unwrap_or_default(),
            device,
        })
        .collect())
}

/// What is known of the software of these devices.
pub async fn software(
    db: &impl ConnectionTrait,
    candidates: &[Candidate],
) -> Result<HashMap<DeviceId, Software>, DbErr> {
    let devices: Vec<device::Model> = candidates
        .iter()
        .map(|candidate| candidate.device.clone())
        .collect();
    software_of(db, &devices).await
}

/// What this very sheet brought, if it was applied before.
pub async fn applied(
    db: &impl ConnectionTrait,
    lot: CollectionLotId,
    sha256: &str,
) -> Result<Option<bolc_import::Model>, DbErr> {
    bolc_import::Entity::find()
        .filter(bolc_import::COLUMN.lot_id.eq(lot))
        .filter(bolc_import::COLUMN.sha256.eq(sha256))
        .one(db)
        .await
}

/// Fills in what the sheet adds. The plan is made anew: the stock may have changed since it was shown.
pub async fn apply(
    txn: &impl ConnectionTrait,
    (by, member): (By, MembershipId),
    lot: &collection_lot::Model,
    lines: &Lines,
    sha256: String,
) -> Result<bolc_import::Model, Error> {
    let candidates = candidates(txn, lot.id).await?;
    let plan = plan(lines, &candidates);
    let import = bolc_import::ActiveModel {
        lot_id: Set(lot.id),
        sha256: Set(sha256),
        filled: Set(count(plan.fillings.len())),
        unchanged: Set(count(plan.unchanged)),
        findings: Set(findings(&plan)?),
        membership_id: Set(member),
        at: Set(by.at),
        ..Default::default()
    };
    let import = match import.insert(txn).await {
        Ok(import) => import,
        // The same sheet, applied by somebody else a moment before.
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            return Err(Error::Changed);
        }
        Err(error) => return Err(error.into()),
    };
    for filling in plan.fillings {
        let device = &candidates[filling.place].device;
        fill(txn, (by, member), device, filling, import.id).await?;
    }
    Ok(import)
}

async fn fill(
    txn: &impl ConnectionTrait,
    who: (By, MembershipId),
    device: &device::Model,
    filling: Filling,
    import: i32,
) -> Result<(), Error> {
    let event = Event::of(EventKind::BolcRead)
        .with("import", import)
        .with("line", filling.line)
        .with("facts", filling.facts.is_some());
    let mut change = device::ActiveModel {
        ..Default::default()
    };
    if filling.processor.is_some() {
        change.processor = Set(filling.processor);
    }
    if filling.system.is_some() {
        change.os = Set(filling.system);
    }
    if filling.storage_mb.is_some() {
        change.storage_mb = Set(filling.storage_mb);
    }
    if filling.grade.is_some() {
        change.grade = Set(filling.grade);
    }
    if let Some(facts) = &filling.facts {
        grading::actions::keep_facts(txn, who, device, facts).await?;
    }
    journal::change(txn, who.0, device, change, event).await?;
    Ok(())
}

/// Each line something is said of: its number, whether it was refused, and the key of the sentence.
fn findings(plan: &Plan) -> Result<String, Error> {
    let told: Vec<(u32, bool, &str)> = plan
        .findings
        .iter()
        .map(|(line, finding)| (*line, finding.refuses(), finding.key()))
        .collect();
    Ok(serde_json::to_string(&told).map_err(anyhow::Error::from)?)
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
