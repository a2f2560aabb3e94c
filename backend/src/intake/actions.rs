//! What changes a lot and its devices: landing a list, receiving, closing. Each takes the caller's
//! transaction and leaves it to be rolled back when it refuses.
use super::{facts::LotFacts, list::check::AnnouncedDevice};
use crate::{
    devices::{
        identity::model_key,
        stages::{self, StageEvent},
    },
    identifiers::fold,
    journal::{self, By, ChangeError, Event, EventKind},
    labels::{self, Code},
    marks::Marks,
    workshop::checklists,
};
use entities::{
    collection_lot::{self, CollectionLotId},
    device::{self, DeviceKind, Stage},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, SqlErr,
};

/// Why a list did not land.
#[derive(Debug, thiserror::Error)]
pub enum LandError {
    /// Somebody put one of its devices in the stock after the list was checked.
    #[error("a device of this list came into the stock in the meantime: check the list again")]
    AlreadyInStock,
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// A long list is never in memory a second time as rows.
const ROWS_AT_ONCE: usize = 4_000;

/// Lands a list: the lot and all its devices, announced.
pub async fn land(
    txn: &impl ConnectionTrait,
    by: By,
    facts: &LotFacts,
    devices: &[AnnouncedDevice<'_>],
) -> Result<collection_lot::Model, LandError> {
    let announced = i32::try_from(devices.len()).map_err(|_| DbErr::Custom("too many".into()))?;
    let lot = collection_lot::ActiveModel {
        id: NotSet,
        donor_id: Set(facts.donor_id),
        owner_id: Set(facts.owner_id),
        workshop_site_id: Set(facts.workshop_site_id),
        legal_basis: Set(facts.legal_basis),
        reform_reference: Set(facts.reform_reference.clone()),
        source: Set(facts.source.clone()),
        transport_holder: Set(facts.transport_holder.clone()),
        boxes_announced: Set(facts.boxes_announced),
        boxes_received: Set(None),
        devices_announced: Set(announced),
        created_at: Set(by.at),
        received_at: Set(None),
        closed_at: Set(None),
        version: NotSet,
    };
    let event = Event::of(EventKind::LotAnnounced).with("devices", announced);
    let lot: collection_lot::Model = journal::insert(txn, by, lot, event).await?;
    for some in devices.chunks(ROWS_AT_ONCE) {
        let rows: Vec<_> = some
            .iter()
            .map(|device| announced_row(by, &lot, device))
            .collect();
        journal::insert_many::<device::Model, _>(txn, by, rows, |_| {
            Event::of(EventKind::DeviceAnnounced)
        })
        .await
        .map_err(|error| {
            if is_taken(&error) {
                LandError::AlreadyInStock
            } else {
                LandError::Db(error)
            }
        })?;
    }
    Ok(lot)
}

fn announced_row(
    by: By,
    lot: &collection_lot::Model,
    device: &AnnouncedDevice<'_>,
) -> device::ActiveModel {
    let kind = device
        .device_type
        .expect("a line without a type is refused by the check");
    let text = |text: Option<&str>| text.map(ToOwned::to_owned);
    let manufacturer = device.manufacturer.unwrap_or_default();
    let model = device.model.or(device.model_identifier).unwrap_or_default();
    let imei = device.imei.as_ref().map(crate::identifiers::Imei::as_str);
    let marks = Marks {
        serial: device.serial.as_deref(),
        imei,
        asset_tag: device.asset_tag,
        inventory_number: device.inventory_number,
        manufacturer,
        model,
        school: device.place,
    };
    device::ActiveModel {
        model_identifier: Set(text(device.model_identifier)),
        serial: Set(text(marks.serial)),
        imei: Set(text(imei)),
        asset_tag: Set(text(device.asset_tag)),
        inventory_number: Set(text(device.inventory_number)),
        acquired_on: Set(device.acquired_on),
        value_cents: Set(device.acquisition_cents),
        school_uai: Set(device
            .school_uai
            .as_ref()
            .map(|uai| uai.as_str().to_owned())),
        school_name: Set(text(device.place)),
        source_status: Set(text(device.status)),
        os: Set(text(device.os)),
        os_version: Set(text(device.os_version)),
        storage_mb: Set(device.storage_mb),
        processor: Set(text(device.processor)),
        announced: Set(true),
        stage: Set(Stage::Announced),
        ..bare_row(by, lot, kind, holds_data(kind), &marks)
    }
}

/// A device of which nothing is known but what it bears.
fn bare_row(
    by: By,
    lot: &collection_lot::Model,
    kind: DeviceKind,
    holds_data: bool,
    marks: &Marks<'_>,
) -> device::ActiveModel {
    device::ActiveModel {
        id: NotSet,
        lot_id: Set(lot.id),
        label_code: Set(None),
        kind: Set(kind),
        holds_data: Set(holds_data),
        manufacturer: Set(marks.manufacturer.to_owned()),
        manufacturer_key: Set(fold(marks.manufacturer)),
        model: Set(marks.model.to_owned()),
        model_identifier: Set(None),
        model_key: Set(model_key(kind, marks.manufacturer, marks.model)),
        serial: Set(marks.serial.map(ToOwned::to_owned)),
        imei: Set(None),
        asset_tag: Set(None),
        inventory_number: Set(None),
        acquired_on: Set(None),
        value_cents: Set(None),
        school_uai: Set(None),
        school_name: Set(None),
        source_status: Set(None),
        os: Set(None),
        os_version: Set(None),
        storage_mb: Set(None),
        processor: Set(None),
        owner_id: Set(lot.owner_id),
        announced: Set(false),
        stage: Set(Stage::Received),
        stage_since: Set(by.at),
        grade: Set(None),
        category: Set(None),
        site_id: Set(None),
        container_id: Set(None),
        transfer_id: Set(None),
        pallet_id: Set(None),
        cession_id: Set(None),
        item_id: Set(None),
        loan_id: Set(None),
        stay: Set(1),
        ready_check_id: Set(None),
        created_at: Set(by.at),
        search: Set(marks.search()),
        version: NotSet,
    }
}

/// A kind of which one type holds data is treated as holding data, whatever the list calls it.
fn holds_data(kind: DeviceKind) -> bool {
    checklists::device_types()
        .iter()
        .any(|known| known.kind == kind && known.holds_data)
}

/// Why a device was not received. Each is a sentence with what to do next.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("no such label was printed")]
    LabelUnknown,
    #[error("the label is on another device")]
    LabelTaken,
    #[error("somebody else received the device")]
    DeviceTaken,
    /// The maker and serial number of a device that is in the stock already.
    #[error("the device is known")]
    DeviceKnown,
    #[error("the lot is closed")]
    LotClosed,
    #[error("devices of the lot are neither seen nor closed")]
    Unseen,
    #[error("the lot was changed in the meantime")]
    Changed,
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl Refusal {
    /// The key of the sentence; what to do is the same key with `-help`. None for what has an error page.
    #[must_use]
    pub fn key(&self) -> Option<&'static str> {
        Some(match self {
            Self::LabelUnknown => "lot-refused-label-unknown",
            Self::LabelTaken => "lot-refused-label-taken",
            Self::DeviceTaken => "lot-refused-device-taken",
            Self::DeviceKnown => "lot-refused-device-known",
            Self::LotClosed => "lot-refused-closed",
            Self::Unseen => "lot-refused-unseen",
            Self::Changed | Self::Db(_) => return None,
        })
    }
}

impl From<Refusal> for crate::web::Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Db(error) => error.into(),
            Refusal::LabelUnknown
            | Refusal::LabelTaken
            | Refusal::DeviceTaken
            | Refusal::DeviceKnown
            | Refusal::LotClosed
            | Refusal::Unseen
            | Refusal::Changed => Self::Changed,
        }
    }
}

/// Receives an announced device: it bears the label from now on, and is quarantined at the workshop.
pub async fn receive(
    txn: &impl ConnectionTrait,
    by: By,
    lot: &collection_lot::Model,
    device: &device::Model,
    code: Code,
) -> Result<device::Model, Refusal> {
    let stage =
        stages::next(device.stage, StageEvent::Received).filter(|_| device.label_code.is_none());
    let stage = stage.ok_or(Refusal::DeviceTaken)?;
    check_label(txn, code).await?;
    let claim = device::ActiveModel {
        label_code: Set(Some(code.to_string())),
        stage: Set(stage),
        stage_since: Set(by.at),
        site_id: Set(Some(lot.workshop_site_id)),
        ..Default::default()
    };
    let event = Event::of(EventKind::DeviceReceived).with("lot", lot.id.0);
    let received = journal::change(txn, by, device, claim, event)
        .await
        .map_err(|error| match error {
            ChangeError::Changed => Refusal::DeviceTaken,
            // The only unique key among the columns written is the label's.
            ChangeError::Db(error) if is_taken(&error) => Refusal::LabelTaken,
            ChangeError::Db(error) => Refusal::Db(error),
        })?;
    note_reception(txn, by, lot.id, Late::Welcome).await?;
    Ok(received)
}

/// A device that no list announced, as somebody describes it.
#[derive(Clone, Debug)]
pub struct Found {
    pub kind: DeviceKind,
    pub holds_data: bool,
    pub manufacturer: String,
    pub model: String,
    /// Upper case, without spaces.
    pub serial: Option<String>,
}

/// Receives a device that no list announced.
pub async fn receive_found(
    txn: &impl ConnectionTrait,
    by: By,
    lot: &collection_lot::Model,
    found: &Found,
    code: Code,
) -> Result<device::Model, Refusal> {
    if lot.closed_at.is_some() {
        return Err(Refusal::LotClosed);
    }
    check_label(txn, code).await?;
    if let Some(serial) = &found.serial {
        let known = device::Entity::find()
            .filter(device::COLUMN.serial.eq(serial.as_str()))
            .filter(
                device::COLUMN
                    .manufacturer_key
                    .eq(fold(&found.manufacturer)),
            )
            .count(txn)
            .await?;
        if known > 0 {
            return Err(Refusal::DeviceKnown);
        }
    }
    let marks = Marks {
        serial: found.serial.as_deref(),
        manufacturer: &found.manufacturer,
        model: &found.model,
        ..Marks::default()
    };
    let row = device::ActiveModel {
        label_code: Set(Some(code.to_string())),
        site_id: Set(Some(lot.workshop_site_id)),
        ..bare_row(by, lot, found.kind, found.holds_data, &marks)
    };
    let event = Event::of(EventKind::DeviceFound).with("lot", lot.id.0);
    let device = journal::insert(txn, by, row, event)
        .await
        .map_err(|error| {
            // Label and serial number were free a moment ago: somebody took one of them since.
            if is_taken(&error) {
                Refusal::DeviceTaken
            } else {
                Refusal::Db(error)
            }
        })?;
    note_reception(txn, by, lot.id, Late::Refused).await?;
    Ok(device)
}

/// A label can be stuck on when it was printed, was not replaced, and no device bears it.
async fn check_label(txn: &impl ConnectionTrait, code: Code) -> Result<(), Refusal> {
    let code = code.to_string();
    if !labels::queries::is_usable(txn, &code).await? {
        return Err(Refusal::LabelUnknown);
    }
    let bearers = device::Entity::find()
        .filter(device::COLUMN.label_code.eq(code))
        .count(txn)
        .await?;
    if bearers > 0 {
        return Err(Refusal::LabelTaken);
    }
    Ok(())
}

/// Whether a device may still come in once its lot is closed: one that was announced, and not one that is
/// in none of the lists settled with the sender.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Late {
    Welcome,
    Refused,
}

/// The first device of a lot begins its reception. Two first devices at once are no conflict: one of
/// them notes it. A device that may not come late keeps the lot open until it is in, or finds it closed.
async fn note_reception(
    txn: &impl ConnectionTrait,
    by: By,
    lot_id: CollectionLotId,
    late: Late,
) -> Result<(), Refusal> {
    loop {
        let lot = collection_lot::Entity::find_by_id(lot_id).one(txn).await?;
        let lot = lot.ok_or(Refusal::Changed)?;
        if late == Late::Refused && lot.closed_at.is_some() {
            return Err(Refusal::LotClosed);
        }
        let noted = if lot.received_at.is_none() {
            let begun = collection_lot::ActiveModel {
                received_at: Set(Some(by.at)),
                ..Default::default()
            };
            let event = Event::of(EventKind::LotReceived);
            let noted = journal::change(txn, by, &lot, begun, event).await;
            noted.map(|_| ())
        } else if late == Late::Refused {
            journal::hold(txn, &lot).await
        } else {
            Ok(())
        };
        match noted {
            Ok(()) => return Ok(()),
            // A lot changes three times at most: announced, received, closed.
            Err(ChangeError::Changed) => {}
            Err(ChangeError::Db(error)) => return Err(error.into()),
        }
    }
}

/// Closes announced devices that were never seen, as settled with the sender.
pub async fn close_unseen(
    txn: &impl ConnectionTrait,
    by: By,
    devices: &[device::Model],
) -> Result<(), ChangeError> {
    for device in devices {
        let stage =
            stages::next(device.stage, StageEvent::NotReceived).ok_or(ChangeError::Changed)?;
        let change = device::ActiveModel {
            stage: Set(stage),
            stage_since: Set(by.at),
            ..Default::default()
        };
        let event = Event::of(EventKind::DeviceNotReceived).with("lot", device.lot_id.0);
        journal::change(txn, by, device, change, event).await?;
    }
    Ok(())
}

/// Closes a lot whose devices are all seen or settled.
pub async fn close(
    txn: &impl ConnectionTrait,
    by: By,
    lot: &collection_lot::Model,
    boxes_received: i32,
) -> Result<(), Refusal> {
    if lot.closed_at.is_some() {
        return Err(Refusal::LotClosed);
    }
    let unseen = device::Entity::find()
        .filter(device::COLUMN.lot_id.eq(lot.id))
        .filter(device::COLUMN.stage.eq(Stage::Announced))
        .count(txn)
        .await?;
    if unseen > 0 {
        return Err(Refusal::Unseen);
    }
    let closed = collection_lot::ActiveModel {
        boxes_received: Set(Some(boxes_received)),
        closed_at: Set(Some(by.at)),
        ..Default::default()
    };
    match journal::change(txn, by, lot, closed, Event::of(EventKind::LotClosed)).await {
        Ok(_) => Ok(()),
        Err(ChangeError::Changed) => Err(Refusal::Changed),
        Err(ChangeError::Db(error)) => Err(error.into()),
    }
}

fn is_taken(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}
