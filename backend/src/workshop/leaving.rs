//! A device leaves as waste by itself. The other way, with others on a pallet, is in `onto_pallet`.
use super::{
    actions::{BenchError, moved, open},
    queries::Work,
    rules::{Blocker, Erasure},
    taking_out::{self, Out},
    waste_codes::WasteCode,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ScrapDevices},
    devices::stages::{StageEvent, next},
    journal::{self, Event, EventKind},
    parts::actions as parts,
    web::Error,
};
use entities::{device, scrap};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};

/// How a device leaves as waste.
pub struct Waste {
    pub weight_grams: i32,
    pub code: &'static WasteCode,
    pub recipient: String,
    pub recipient_siret: Option<String>,
    pub form: Option<String>,
    /// What is taken out before, and kept: a donor device.
    pub kept: Vec<Out>,
}

/// The device leaves by itself, weighed; what is kept of it is out before, and the parts left in it leave with it.
pub async fn scrap(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<ScrapDevices>,
    code: &str,
    waste: Waste,
) -> Result<(), BenchError> {
    let work = open(txn, by, code).await?;
    let device = &work.device;
    let stage = next(device.stage, StageEvent::Scrapped).ok_or(Blocker::MovedOn)?;
    let now = app.clock.now();
    let kept = taking_out::take_apart(app, txn, by, &work, &waste.kept).await?;
    parts::leave_with(txn, by.at(now), &[device.id]).await?;
    let row = scrap::ActiveModel {
        device_id: Set(device.id),
        weight_grams: Set(waste.weight_grams),
        waste_code: Set(waste.code.code.clone()),
        recipient: Set(waste.recipient),
        recipient_siret: Set(waste.recipient_siret.clone()),
        waste_form: Set(waste.form.clone()),
        membership_id: Set(by.membership_id),
        left_at: Set(now),
        ..Default::default()
    };
    let row = scrap::Entity::insert(row)
        .exec_with_returning(txn)
        .await
        .map_err(Error::second)?;
    let event = Event::of(EventKind::DeviceScrapped)
        .with("scrap", row.id)
        .with("weight_grams", waste.weight_grams)
        .with("waste_code", waste.code.code.as_str())
        .with("data", left_on(&work))
        .with("kept_parts", kept)
        .with("recipient_siret", waste.recipient_siret);
    let change = device::ActiveModel {
        site_id: Set(None),
        container_id: Set(None),
        ..moved(device, stage, app)
    };
    journal::change(txn, by.at(now), device, change, event).await?;
    Ok(())
}

/// What leaves with a device that is scrapped, as its event tells it.
pub(super) fn left_on(work: &Work) -> &'static str {
    match work.facts().erasure {
        Erasure::NotNeeded => "none",
        Erasure::Accepted => "erased",
        Erasure::Missing(_) | Erasure::NotAccepted(_) | Erasure::SomeDrives(_) => "to_be_destroyed",
    }
}
