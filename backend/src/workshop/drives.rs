//! The drives of a device: remembered from its inventory and from the logs of its wipes, and shown with what is
//! proven of each.
use super::{
    level_key,
    nwipe::{DriveKind, Line, Report, Serial, drive_kind_key},
    queries::Work,
    wipes::{DriveProof, finding_badge, serial_key},
};
use crate::{
    journal::{self, ChangeError},
    parts::actions::{self as parts, PartError},
    web::Error,
};
use entities::{
    device, device_drive,
    drive_erasure::{self, Finding},
    erasure::{self, ErasureMethod},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter,
};
use serde_json::Value;

/// A drive as something names it.
pub struct Named<'n> {
    pub serial: &'n str,
    pub model: &'n str,
    pub kind: DriveKind,
    pub size_bytes: Option<u64>,
}

/// The row of a drive that was just seen in a device, new or known.
pub async fn seen(
    txn: &impl ConnectionTrait,
    by: journal::By,
    device: &device::Model,
    drive: &Named<'_>,
) -> Result<device_drive::Model, ChangeError> {
    let key = serial_key(drive.serial);
    let size_bytes = drive.size_bytes.and_then(|bytes| i64::try_from(bytes).ok());
    let known = device_drive::Entity::find()
        .filter(device_drive::COLUMN.device_id.eq(device.id))
        .filter(device_drive::COLUMN.serial_key.eq(&key))
        .one(txn)
        .await?;
    let part = parts::part_of_drive(txn, device, &key).await?;
    if let Some(part) = part {
        parts::leave_others(txn, by, device, part).await?;
    }
    let row = match known {
        Some(known) => {
            let kind = if known.kind == DriveKind::Unknown {
                drive.kind
            } else {
                known.kind
            };
            let size_bytes = known.size_bytes.or(size_bytes);
            let mut row = known.into_active_model();
            row.absent_at = Set(None);
            row.kind = Set(kind);
            row.size_bytes = Set(size_bytes);
            row.part_id = Set(part);
            row.update(txn).await?
        }
        None => {
            device_drive::ActiveModel {
                device_id: Set(device.id),
                serial: Set(drive.serial.to_owned()),
                serial_key: Set(key),
                model: Set(drive.model.to_owned()),
                kind: Set(drive.kind),
                size_bytes: Set(size_bytes),
                first_seen_at: Set(by.at),
                part_id: Set(part),
                ..Default::default()
            }
            .insert(txn)
            .await?
        }
    };
    if let Some(part) = part {
        parts::seen_in(txn, by, device, part).await?;
    }
    Ok(row)
}

/// Remembers what an erasure says of each drive.
pub async fn record(
    txn: &impl ConnectionTrait,
    by: journal::By,
    device: &device::Model,
    erasure: &erasure::Model,
    proofs: &[DriveProof],
) -> Result<(), ChangeError> {
    for proof in proofs {
        let named = Named {
            serial: &proof.serial,
            model: &proof.model,
            kind: proof.kind,
            size_bytes: proof.size_bytes,
        };
        let drive = seen(txn, by, device, &named).await?;
        drive_erasure::ActiveModel {
            erasure_id: Set(erasure.id),
            drive_id: Set(drive.id),
            device_id: Set(erasure.device_id),
            stay: Set(erasure.stay),
            finding: Set(proof.finding),
            level: Set(proof.level),
            reasons: Set(Value::from(proof.reasons.clone()).to_string()),
            line: Set(proof
                .line
                .as_ref()
                .and_then(|line| i32::try_from(line.number).ok())),
            line_text: Set(proof.line.as_ref().map(|line| line.text.clone())),
            ..Default::default()
        }
        .insert(txn)
        .await?;
    }
    Ok(())
}

/// One drive on the bench's page.
pub struct DriveRow {
    pub name: String,
    pub serial: String,
    pub kind: &'static str,
    pub gigabytes: Option<i64>,
    pub badge: (&'static str, &'static str, &'static str),
    pub level: Option<&'static str>,
    pub reasons: Vec<String>,
    pub line: Option<Line>,
}

/// The drives of the device, then those of the latest log that could not be tied to it.
pub fn rows(work: &Work) -> Result<Vec<DriveRow>, Error> {
    let mut rows = Vec::new();
    for standing in &work.drives {
        let latest = standing.latest.as_ref();
        let drive = &standing.drive;
        rows.push(DriveRow {
            name: drive.model.clone(),
            serial: drive.serial.clone(),
            kind: drive_kind_key(drive.kind),
            gigabytes: drive.size_bytes.map(|bytes| bytes / 1_000_000_000),
            badge: finding_badge(latest.map(|latest| latest.finding)),
            level: latest.and_then(|latest| latest.level).map(level_key),
            reasons: match latest {
                Some(latest) => {
                    serde_json::from_str(&latest.reasons).map_err(anyhow::Error::from)?
                }
                None => Vec::new(),
            },
            line: latest.and_then(|latest| {
                Some(Line {
                    number: u32::try_from(latest.line?).ok()?,
                    text: latest.line_text.clone()?,
                })
            }),
        });
    }
    let Some(erasure) = work
        .erasure
        .as_ref()
        .filter(|erasure| erasure.method == ErasureMethod::Nwipe)
    else {
        return Ok(rows);
    };
    // An older record may hold its details in another form; its drives are then told by its reasons alone.
    let Ok(report) = serde_json::from_str::<Report>(&erasure.details) else {
        return Ok(rows);
    };
    for judged in report.drives {
        let serial = match &judged.drive.serial {
            Serial::Read(serial) => serial.clone(),
            Serial::Masked | Serial::Unreadable | Serial::Missing => String::new(),
        };
        let known = |row: &DriveRow| serial_key(&row.serial) == serial_key(&serial);
        if !serial.is_empty() && rows.iter().any(known) {
            continue;
        }
        // Nothing of it was kept: whatever it shows, it is not tied to this device.
        let finding = if judged.verdict.is_accepted() {
            Finding::Unlinkable
        } else {
            judged.verdict.finding()
        };
        rows.push(DriveRow {
            name: format!("{} {}", judged.drive.device, judged.drive.model),
            serial,
            kind: drive_kind_key(judged.drive.kind),
            gigabytes: judged
                .drive
                .size_bytes
                .and_then(|bytes| i64::try_from(bytes / 1_000_000_000).ok()),
            badge: finding_badge(Some(finding)),
            level: None,
            reasons: judged
                .verdict
                .reasons()
                .iter()
                .map(|reason| reason.key().to_owned())
                .collect(),
            line: judged.line,
        });
    }
    Ok(rows)
}

/// Every drive of the device that a later inventory does not name is not in it any more.
pub async fn absent_but(
    txn: &impl ConnectionTrait,
    device: &device::Model,
    present: &[i32],
    by: journal::By,
) -> Result<u64, PartError> {
    use sea_orm::sea_query::Expr;
    let parts = device_drive::Entity::find()
        .filter(device_drive::COLUMN.device_id.eq(device.id))
        .filter(device_drive::COLUMN.absent_at.is_null())
        .filter(device_drive::COLUMN.part_id.is_not_null())
        .filter(device_drive::Column::Id.is_not_in(present.iter().copied()))
        .all(txn)
        .await?;
    for part in parts.into_iter().filter_map(|drive| drive.part_id) {
        parts::not_seen_in(txn, by, device, part).await?;
    }
    let gone = device_drive::Entity::update_many()
        .col_expr(device_drive::Column::AbsentAt, Expr::value(Some(by.at)))
        .filter(device_drive::COLUMN.device_id.eq(device.id))
        .filter(device_drive::COLUMN.absent_at.is_null())
        .filter(device_drive::Column::Id.is_not_in(present.iter().copied()))
        .exec(txn)
        .await?;
    Ok(gone.rows_affected)
}
