//! What the certificate of an erasure says, gathered from the records it rests on.
use super::{
    Level,
    nwipe::{DriveKind, Report, Serial},
    reset::OsFamily,
    wipes::serial_key,
};
use crate::{
    app::App,
    auth::{Signed, permissions::role_key},
    devices::{proofs, standing::kind_key},
    documents::{ErasureCertificate, Medium, Signatory},
    evidence as evidence_store,
    journal::{self, Event, EventKind, Subject},
    keys::sha256_hex,
    web::{Error, Words, format::Day},
};
use anyhow::Context;
use chrono::NaiveDate;
use entities::{
    account::{self, AccountId},
    collection_lot, device,
    erasure::{self, ErasureMethod},
    erasure_certificate, evidence,
    membership::{self, MembershipId},
    organisation, quality_check, site,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, SqlErr};
use std::collections::BTreeSet;

pub struct Certified {
    pub paper: ErasureCertificate,
    pub check: quality_check::Model,
    pub erasure: erasure::Model,
}

/// Everything the certificate says, once the erasure was validated by a quality check of this stay.
pub async fn facts(
    app: &App,
    db: &impl ConnectionTrait,
    device: &device::Model,
    words: Words,
) -> Result<Option<Certified>, Error> {
    let Some(check) = device.ready_check_id.filter(|_| device.holds_data) else {
        return Ok(None);
    };
    let check = quality_check::Entity::find_by_id(check)
        .one(db)
        .await?
        .context("a ready device has its check")?;
    let erasure = match check.erasure_id {
        Some(id) => erasure::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    let erasure = erasure.context("what holds data is ready with its erasure")?;
    let (media, records) = media(db, device, &erasure).await?;
    let mut proofs = Vec::new();
    let mut handed_in_by = None;
    for record in &records {
        if let Some(id) = record.evidence_id
            && let Some(proof) = evidence::Entity::find_by_id(id).one(db).await?
        {
            if record.id == erasure.id {
                handed_in_by = Some(proof.membership_id);
            }
            proofs.push(proof.sha256);
        }
    }
    let performed = signatory(
        db,
        words,
        (erasure.performer_id, handed_in_by),
        erasure.performed_on,
    )
    .await?;
    let validator = validator(db, device, &check).await?;
    let validated = signatory(
        db,
        words,
        (check.checker_id, validator),
        check.passed_at.in_paris(),
    )
    .await?;
    let lot = collection_lot::Entity::find_by_id(device.lot_id)
        .one(db)
        .await?
        .context("a device came with a lot")?;
    let source = words
        .with("lot", lot.id.0)
        .with("donor", name_of(db, lot.donor_id).await?)
        .say("certificate-source");
    let paper = ErasureCertificate {
        lang: words.lang,
        reference: check.id.to_string(),
        code: device.label_code.clone().unwrap_or_default(),
        kind: words.say(kind_key(device.kind)),
        maker: device.manufacturer.clone(),
        model: device.model.clone(),
        serial: device.serial.clone(),
        inventory_number: device.inventory_number.clone(),
        owner: name_of(db, device.owner_id).await?,
        source,
        media,
        level: level(check.erasure_level),
        proofs,
        performed,
        validated,
        issued_on: app.clock.today(),
    };
    Ok(Some(Certified {
        paper,
        check,
        erasure,
    }))
}

/// Keeps the certificate that was typeset: its file, its row, its event.
pub async fn keep(
    app: &App,
    txn: &impl ConnectionTrait,
    by: &Signed,
    device: &device::Model,
    (check, erasure): (&quality_check::Model, &erasure::Model),
    pdf: &[u8],
) -> Result<(), Error> {
    let now = app.clock.now();
    let sha256 = sha256_hex(pdf);
    let row = erasure_certificate::ActiveModel {
        device_id: Set(device.id),
        stay: Set(device.stay),
        quality_check_id: Set(check.id),
        performer_id: Set(check.performer_id),
        validator_id: Set(check.checker_id),
        sha256: Set(sha256.clone()),
        file: Set(evidence_store::keep(app, pdf).await?),
        membership_id: Set(by.membership_id),
        made_at: Set(now),
        ..Default::default()
    };
    let row = match row.insert(txn).await {
        Ok(row) => row,
        // Somebody made it a moment before: theirs is the one.
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            return Err(Error::Changed);
        }
        Err(error) => return Err(error.into()),
    };
    let event = Event::of(EventKind::ErasureCertified)
        .with("certificate", row.id)
        .with("erasure", erasure.id)
        .with("sha256", sha256);
    journal::record(txn, by.at(now), device, event).await?;
    Ok(())
}

fn level(level: Option<Level>) -> String {
    match level {
        Some(Level::Purge) => "purge",
        Some(Level::Clear) | None => "clear",
    }
    .to_owned()
}

/// The media of the device and the records that speak of them.
async fn media(
    db: &impl ConnectionTrait,
    device: &device::Model,
    erasure: &erasure::Model,
) -> Result<(Vec<Medium>, Vec<erasure::Model>), Error> {
    if erasure.method == ErasureMethod::Reset {
        return Ok((vec![built_in(device, erasure)], vec![erasure.clone()]));
    }
    let mut drives = proofs::drives_of(db, std::slice::from_ref(device)).await?;
    let drives = drives.remove(&device.id).unwrap_or_default();
    let mut media = Vec::new();
    let mut records: Vec<erasure::Model> = vec![erasure.clone()];
    for standing in &drives {
        let Some(latest) = &standing.latest else {
            continue;
        };
        let known = records.iter().find(|record| record.id == latest.erasure_id);
        let record = if let Some(record) = known {
            record.clone()
        } else {
            let record = erasure::Entity::find_by_id(latest.erasure_id)
                .one(db)
                .await?
                .context("a drive's verdict has its erasure")?;
            records.push(record.clone());
            record
        };
        media.push(wiped(
            &record,
            Some(&standing.drive.serial_key),
            latest.level,
        ));
    }
    if media.is_empty() {
        // A record older than the drives' own rows: what its log says of the first drive stands for it.
        media.push(wiped(erasure, None, erasure.level));
    }
    let mut seen = BTreeSet::new();
    records.retain(|record| seen.insert(record.id));
    Ok((media, records))
}

/// The drive of this serial in the log behind a record.
fn wiped(record: &erasure::Model, key: Option<&String>, reached: Option<Level>) -> Medium {
    let report: Option<Report> = serde_json::from_str(&record.details).ok();
    let tool = report.as_ref().and_then(|report| report.tool.clone());
    let judged = report
        .into_iter()
        .flat_map(|report| report.drives)
        .find(|judged| match (&judged.drive.serial, key) {
            (_, None) => true,
            (Serial::Read(serial), Some(key)) => serial_key(serial) == *key,
            (Serial::Masked | Serial::Unreadable | Serial::Missing, Some(_)) => false,
        });
    let drive = judged.map(|judged| judged.drive).unwrap_or_default();
    let rounds = drive
        .rounds
        .map(|rounds| format!(" × {rounds}"))
        .unwrap_or_default();
    Medium {
        kind: match drive.kind {
            DriveKind::Hdd => "hdd",
            DriveKind::Ssd => "ssd",
            DriveKind::Nvme => "nvme",
            DriveKind::Unknown => "unknown",
        },
        gigabytes: drive
            .size_bytes
            .and_then(|bytes| i64::try_from(bytes / 1_000_000_000).ok()),
        model: drive.model,
        serial: match drive.serial {
            Serial::Read(serial) => Some(serial),
            Serial::Masked | Serial::Unreadable | Serial::Missing => None,
        },
        level: level(reached),
        method: "overwrite",
        details: format!("{}{rounds}", drive.method.unwrap_or_default()),
        tool: tool.unwrap_or_else(|| "nwipe".to_owned()),
        verification: "full",
        done_on: drive
            .finished_at
            .map_or(record.performed_on, |at| at.date()),
    }
}

/// The memory of a tablet or phone, erased by its own reset.
fn built_in(device: &device::Model, erasure: &erasure::Model) -> Medium {
    #[derive(serde::Deserialize)]
    struct Details {
        facts: Facts,
    }
    #[derive(serde::Deserialize)]
    struct Facts {
        os: OsFamily,
    }
    let os = serde_json::from_str(&erasure.details)
        .map_or(OsFamily::Other, |details: Details| details.facts.os);
    let system = [device.os.as_deref(), device.os_version.as_deref()];
    let system: Vec<&str> = system.into_iter().flatten().collect();
    Medium {
        model: format!("{} {}", device.manufacturer, device.model),
        serial: device.serial.clone(),
        kind: "built_in",
        gigabytes: device
            .storage_mb
            .map(|megabytes| i64::from(megabytes / 1000)),
        level: level(erasure.level),
        method: match os {
            OsFamily::Apple => "crypto_erase",
            OsFamily::Android | OsFamily::ChromeOs | OsFamily::Windows | OsFamily::Other => {
                "factory_reset"
            }
        },
        details: String::new(),
        tool: system.join(" "),
        verification: "setup_screen",
        done_on: erasure.performed_on,
    }
}

/// Under which membership the check was signed, as its event says.
async fn validator(
    db: &impl ConnectionTrait,
    device: &device::Model,
    check: &quality_check::Model,
) -> Result<Option<MembershipId>, Error> {
    let events = journal::history(db, Subject::Device, device.id.0).await?;
    let signed = events.iter().rev().find(|event| {
        event.kind == EventKind::QualityCheckPassed.name() && event.at == check.passed_at
    });
    Ok(signed.and_then(|event| event.actor_id))
}

async fn signatory(
    db: &impl ConnectionTrait,
    words: Words,
    (account, member): (AccountId, Option<MembershipId>),
    on: NaiveDate,
) -> Result<Signatory, Error> {
    let name = account::Entity::find_by_id(account)
        .one(db)
        .await?
        .context("an account is never deleted")?
        .name;
    let member = match member {
        Some(id) => membership::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    let Some(member) = member else {
        return Ok(Signatory {
            name,
            title: String::new(),
            organisation: String::new(),
            place: String::new(),
            phone: None,
            on,
        });
    };
    let place = match member.site_id {
        Some(id) => site::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    let organisation = organisation::Entity::find_by_id(member.organisation_id)
        .one(db)
        .await?
        .context("a membership is in an organisation")?;
    Ok(Signatory {
        name,
        title: words.say(role_key(member.role)),
        phone: place
            .as_ref()
            .and_then(|place| place.phone.clone())
            .or(organisation.phone),
        place: place.map_or_else(
            || organisation.name.clone(),
            |place| format!("{}, {}", place.name, place.city),
        ),
        organisation: organisation.name,
        on,
    })
}

async fn name_of(
    db: &impl ConnectionTrait,
    id: organisation::OrganisationId,
) -> Result<String, Error> {
    let row = organisation::Entity::find_by_id(id).one(db).await?;
    Ok(row.map(|row| row.name).unwrap_or_default())
}
