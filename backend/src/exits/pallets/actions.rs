//! A pallet is opened, and leaves.
use super::{queries, rules::Departure};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::ScrapDevices},
    evidence,
    journal::{self, ChangeError, Event, EventKind},
    keys::sha256_hex,
    web::Error,
    workshop::waste_codes::WasteCode,
};
use entities::{device::DeviceId, site::SiteId, waste_pallet};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, DbErr};

/// Opens a pallet at a site.
pub async fn open(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<ScrapDevices>,
    site: SiteId,
    code: &WasteCode,
) -> Result<waste_pallet::Model, DbErr> {
    let row = waste_pallet::ActiveModel {
        site_id: Set(site),
        waste_code: Set(code.code.clone()),
        opened_at: Set(app.clock.now()),
        opened_by: Set(by.membership_id),
        ..Default::default()
    };
    let event = Event::of(EventKind::PalletOpened);
    journal::insert(txn, by.at(app.clock.now()), row, event).await
}

/// What the slip was printed from: it must still be so when the pallet leaves.
pub struct Printed<'p> {
    pub devices: &'p [DeviceId],
    /// Of these, how many may still hold data, which their recipient destroys.
    pub with_data: usize,
    pub pdf: &'p [u8],
}

/// The pallet leaves with the slip that was printed for it.
pub async fn depart(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    pallet: &waste_pallet::Model,
    departure: Departure,
    printed: Printed<'_>,
) -> Result<waste_pallet::Model, Error> {
    if pallet.closed_at.is_some() || printed.devices.is_empty() {
        return Err(Error::Changed);
    }
    let now = app.clock.now();
    let ids: Vec<i32> = printed.devices.iter().map(|device| device.0).collect();
    let event = Event::of(EventKind::PalletDeparted)
        .with("devices", ids)
        .with("with_data", printed.with_data);
    let change = waste_pallet::ActiveModel {
        devices: Set(Some(
            i32::try_from(printed.devices.len()).map_err(anyhow::Error::from)?,
        )),
        weight_grams: Set(Some(departure.weight_grams)),
        recipient: Set(Some(departure.recipient)),
        recipient_siret: Set(Some(departure.recipient_siret)),
        transporter: Set(Some(departure.transporter)),
        transporter_siret: Set(departure.transporter_siret),
        slip_number: Set(Some(departure.slip_number)),
        treatment: Set(departure.treatment),
        departed_on: Set(Some(departure.departed_on)),
        sha256: Set(Some(sha256_hex(printed.pdf))),
        file: Set(Some(evidence::keep(app, printed.pdf).await?)),
        closed_at: Set(Some(now)),
        closed_by: Set(Some(by.membership_id)),
        ..Default::default()
    };
    // The pallet first: from here on nothing goes onto it, and nothing comes off.
    let departed = match journal::change(txn, by.at(now), pallet, change, event).await {
        Err(ChangeError::Changed) => return Err(Error::Changed),
        departed => departed?,
    };
    if queries::device_ids(txn, pallet.id).await? != printed.devices {
        return Err(Error::Changed);
    }
    Ok(departed)
}
