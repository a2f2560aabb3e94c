//! An act of cession is signed: the act, its lines and its devices change together, or none does.
use super::form::Read;
use crate::{
    app::App,
    auth::{Allowed, permissions::DecideExits},
    evidence::MediaType,
    journal::{self, Event, EventKind},
    web::Error,
};
use entities::{cession, cession_line, device, organisation::OrganisationId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction};
use serde_json::json;

/// A device that is given, as it was read, what it is worth, and the most it is sold on for.
pub struct Given {
    pub device: device::Model,
    pub value_cents: i32,
    pub price_cents: Option<i32>,
}

/// The files behind an act: they are in the store already.
pub struct Kept {
    pub proof_sha256: String,
    pub proof_file: String,
    pub proof_media: MediaType,
    /// Of the act itself.
    pub sha256: String,
    pub file: String,
}

/// Keeps the act of an owner.
pub async fn sign(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<DecideExits>,
    owner: OrganisationId,
    (read, kept): (Read, Kept),
    given: Vec<Given>,
) -> Result<cession::Model, Error> {
    let at = by.at(app.clock.now());
    let told: Vec<_> = given
        .iter()
        .map(|it| json!([it.device.id.0, it.value_cents, it.price_cents]))
        .collect();
    let event = Event::of(EventKind::CessionSigned).with("devices", told);
    let row = cession::ActiveModel {
        owner_id: Set(owner),
        recipient: Set(read.recipient),
        recipient_number: Set(read.recipient_number),
        category: Set(read.act.category),
        proof_reference: Set(read.proof_reference),
        proof_from: Set(read.act.proof_from),
        proof_until: Set(read.act.proof_until),
        proof_sha256: Set(kept.proof_sha256),
        proof_file: Set(kept.proof_file),
        proof_media: Set(kept.proof_media.as_str().to_owned()),
        value_method: Set(read.value_method),
        resells: Set(read.act.resells),
        decision_number: Set(read.decision_number),
        decided_on: Set(read.act.decided_on),
        convention_number: Set(read.convention_number),
        convention_on: Set(read.act.convention_on),
        signatory: Set(read.signatory),
        recipient_signatory: Set(read.recipient_signatory),
        grounds: Set(read.grounds),
        ceded_on: Set(read.act.ceded_on),
        sha256: Set(kept.sha256),
        file: Set(kept.file),
        devices: Set(i32::try_from(given.len()).map_err(anyhow::Error::from)?),
        total_cents: Set(given.iter().map(|it| i64::from(it.value_cents)).sum()),
        membership_id: Set(by.membership_id),
        created_at: Set(at.at),
        ..Default::default()
    };
    let cession: cession::Model = journal::insert(txn, at, row, event).await?;
    for it in given {
        let line = cession_line::ActiveModel {
            cession_id: Set(cession.id),
            device_id: Set(it.device.id),
            value_cents: Set(it.value_cents),
            price_cents: Set(it.price_cents),
            ..Default::default()
        };
        line.insert(txn).await.map_err(Error::second)?;
        let event = Event::of(EventKind::DeviceCeded)
            .with("from", it.device.site_id.map(|site| site.0))
            .with("value_cents", it.value_cents);
        let change = device::ActiveModel {
            site_id: Set(None),
            container_id: Set(None),
            cession_id: Set(Some(cession.id)),
            ..Default::default()
        };
        journal::change(txn, at, &it.device, change, event).await?;
    }
    Ok(cession)
}
