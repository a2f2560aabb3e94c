//! Scrapping onto a pallet: the device is out of the stock and stands on a pallet that is weighed as a whole, until
//! the pallet leaves. Until then it may be taken off again.
use super::{
    actions::{BenchError, left_on, moved, open},
    rules::Blocker,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ScrapDevices},
    devices::stages::{StageEvent, next},
    journal::{self, Event, EventKind},
    labels::Code,
    web::Error,
};
use entities::{
    device,
    site::SiteId,
    waste_pallet::{self, WastePalletId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder,
};

/// The pallets devices of this site may go onto, the latest first.
pub async fn open_pallets(
    db: &impl ConnectionTrait,
    site: Option<SiteId>,
) -> Result<Vec<waste_pallet::Model>, DbErr> {
    let Some(site) = site else {
        return Ok(Vec::new());
    };
    waste_pallet::Entity::find()
        .filter(waste_pallet::COLUMN.site_id.eq(site))
        .filter(waste_pallet::COLUMN.closed_at.is_null())
        .order_by_desc(waste_pallet::Column::Id)
        .all(db)
        .await
}

/// Scraps a device onto an open pallet of the site it is at.
pub async fn put_on(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<ScrapDevices>,
    code: &str,
    pallet: WastePalletId,
) -> Result<(), BenchError> {
    let work = open(txn, by, code).await?;
    let device = &work.device;
    let stage = next(device.stage, StageEvent::Scrapped).ok_or(Blocker::MovedOn)?;
    let pallet = open_pallets(txn, device.site_id)
        .await?
        .into_iter()
        .find(|open| open.id == pallet)
        .ok_or(Blocker::PalletNotHere)?;
    // The pallet stays open and here: who closes it meanwhile waits, or is told (law 2).
    journal::hold(txn, &pallet).await?;
    let event = Event::of(EventKind::DevicePutOnPallet)
        .with("from", device.site_id.map(|site| site.0))
        .with("data", left_on(&work));
    let change = device::ActiveModel {
        site_id: Set(None),
        container_id: Set(None),
        pallet_id: Set(Some(pallet.id)),
        ..moved(device, stage, app)
    };
    journal::change(txn, by.at(app.clock.now()), device, change, event).await?;
    Ok(())
}

/// Takes a device off a pallet that is still here: it is triaged anew.
pub async fn take_off(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<ScrapDevices>,
    pallet: &waste_pallet::Model,
    code: Code,
) -> Result<(), Error> {
    let device = device::Entity::find()
        .filter(device::COLUMN.label_code.eq(code.to_string()))
        .filter(device::COLUMN.pallet_id.eq(pallet.id))
        .one(txn)
        .await?
        .ok_or(Error::NotFound)?;
    let stage = next(device.stage, StageEvent::TakenOffPallet).ok_or(Error::Changed)?;
    if pallet.closed_at.is_some() {
        return Err(Error::Changed);
    }
    journal::hold(txn, pallet).await?;
    let event = Event::of(EventKind::DeviceTakenOffPallet).with("pallet", pallet.id.0);
    let change = device::ActiveModel {
        site_id: Set(Some(pallet.site_id)),
        pallet_id: Set(None),
        grade: Set(None),
        ..moved(&device, stage, app)
    };
    journal::change(txn, by.at(app.clock.now()), &device, change, event).await?;
    Ok(())
}
