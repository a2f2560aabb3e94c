//! `GET /pallets/{id}/slip` and `GET /pallets/{id}/list`: the slip as it was printed when the pallet left, and what is
//! on the pallet as a table.
use super::{
    queries,
    rules::{Departure, tonnes},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeePallets},
    devices::standing::kind_key,
    documents::{PalletDevice, PalletSlip},
    exits::as_it_was_made,
    journal::exports,
    web::{self, Error, Words, cells},
    workshop::{queries::work_on, waste_codes},
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    response::Response,
};
use entities::{
    device,
    list_export::ExportedList,
    organisation, site,
    waste_pallet::{self, WastePalletId},
};
use sea_orm::{ConnectionTrait, EntityTrait};
use std::collections::HashMap;

/// The slip of a pallet that is about to leave.
pub async fn slip_of(
    db: &impl ConnectionTrait,
    words: Words,
    pallet: &waste_pallet::Model,
    devices: Vec<device::Model>,
    departure: &Departure,
) -> Result<PalletSlip, Error> {
    let site = site::Entity::find_by_id(pallet.site_id)
        .one(db)
        .await?
        .context("a pallet stands at a site")?;
    let producer = organisation::Entity::find_by_id(site.organisation_id)
        .one(db)
        .await?
        .context("a site is an organisation's")?;
    let owners: HashMap<_, _> = organisation::Entity::find()
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.name))
        .collect();
    let code = waste_codes::device_code(&pallet.waste_code);
    let done_to_each = work_on(db, devices).await?;
    let with_data = done_to_each
        .iter()
        .filter(|work| work.facts().erasure.may_leave_data())
        .count();
    let line = |device: &device::Model| PalletDevice {
        code: device.label_code.clone().unwrap_or_default(),
        kind: words.say(kind_key(device.kind)),
        name: format!("{} {}", device.manufacturer, device.model),
        serial: device.serial.clone(),
        inventory_number: device.inventory_number.clone(),
        owner: owners.get(&device.owner_id).cloned().unwrap_or_default(),
    };
    Ok(PalletSlip {
        lang: words.lang,
        number: pallet.id.0,
        producer: producer.name,
        producer_siret: producer.siret,
        site: format!("{}, {}", site.name, site.city),
        waste_code: pallet.waste_code.clone(),
        waste: code.map_or(String::new(), |known| known.words(words.lang).to_owned()),
        hazardous: code.is_some_and(waste_codes::WasteCode::is_hazardous),
        weight_grams: departure.weight_grams,
        tonnes: tonnes(departure.weight_grams),
        recipient: departure.recipient.clone(),
        recipient_siret: departure.recipient_siret.clone(),
        transporter: departure.transporter.clone(),
        transporter_siret: departure.transporter_siret.clone(),
        slip_number: departure.slip_number.clone(),
        treatment: departure.treatment.clone(),
        departed_on: departure.departed_on,
        with_data,
        devices: done_to_each.iter().map(|work| line(&work.device)).collect(),
    })
}

pub async fn slip(
    State(app): State<App>,
    by: Allowed<SeePallets>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let pallet = queries::pallet(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let (Some(file), Some(sha256)) = (&pallet.file, &pallet.sha256) else {
        return Err(Error::NotFound);
    };
    let pdf = as_it_was_made(&app, file, sha256).await?;
    Ok(web::pdf(&format!("palette-{id}"), pdf))
}

pub async fn list(
    State(app): State<App>,
    by: Allowed<SeePallets>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let pallet = queries::pallet(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let words = by.words();
    let head = [
        "device-code",
        "device-kind",
        "device-manufacturer",
        "device-model",
        "device-serial",
        "device-inventory-number",
        "scrap-code",
    ];
    let rows = queries::devices(&app.db, WastePalletId(id)).await?;
    let rows = rows.into_iter().map(|device| {
        vec![
            device.label_code.unwrap_or_default(),
            words.say(kind_key(device.kind)),
            device.manufacturer,
            device.model,
            device.serial.unwrap_or_default(),
            device.inventory_number.unwrap_or_default(),
            pallet.waste_code.clone(),
        ]
    });
    let head = head.map(|key| words.say(key)).to_vec();
    let table = cells::table(
        &words,
        &format!("palette-{id}"),
        std::iter::once(head).chain(rows),
    )?;
    exports::table(&app, &by, ExportedList::Pallet, table).await
}
