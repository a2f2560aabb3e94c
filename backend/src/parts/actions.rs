//! What is done with parts. Each changes the part's row and says so in its own history and the device's.
use super::rules::{Fitting, Left, Refusal, data_in_device, data_of, may_fit};
use crate::{
    devices::proofs::DriveStanding,
    identifiers::serial_key,
    journal::{self, By, ChangeError, Event, EventKind},
    labels::Code,
};
use entities::{
    container,
    device::{self, DeviceId},
    device_drive::{self, DriveKind},
    label,
    organisation::OrganisationId,
    part::{self, PartData, PartId, PartKind, PartState},
    part_removal,
    site::{self, SiteId},
};
use rand::rngs::StdRng;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, QueryTrait, SqlErr,
    sea_query::Expr,
};

#[derive(Debug, thiserror::Error)]
pub enum PartError {
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error(transparent)]
    Change(#[from] ChangeError),
}

impl From<DbErr> for PartError {
    fn from(error: DbErr) -> Self {
        Self::Change(error.into())
    }
}

impl From<Refusal> for PartError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// A part as somebody describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    pub kind: PartKind,
    pub maker: String,
    pub model: String,
    pub serial: Option<String>,
    pub size_bytes: Option<i64>,
    pub health_percent: Option<i32>,
}

impl Described {
    /// One of a device's own parts, of which nothing more is known.
    #[must_use]
    pub fn of(device: &device::Model, kind: PartKind) -> Self {
        Self {
            kind,
            maker: device.manufacturer.clone(),
            model: device.model.clone(),
            serial: None,
            size_bytes: None,
            health_percent: None,
        }
    }
}

/// Notes a part that was bought or given, on the shelf of a site. A drive without a proof is taken as unerased.
pub async fn add(
    txn: &DatabaseTransaction,
    by: By,
    organisation: OrganisationId,
    site: SiteId,
    described: Described,
) -> Result<part::Model, PartError> {
    let data = match described.kind {
        PartKind::Drive => PartData::Unerased,
        PartKind::Battery
        | PartKind::Screen
        | PartKind::Keyboard
        | PartKind::Memory
        | PartKind::Motherboard
        | PartKind::Other => PartData::NoData,
    };
    let row = part::ActiveModel {
        site_id: Set(Some(site)),
        ..new(organisation, described, data, by)
    };
    put(txn, by, row, Event::of(EventKind::PartAdded)).await
}

/// Keeps a part out of a device that is not put together again, or from which it was just taken.
pub async fn keep(
    txn: &DatabaseTransaction,
    by: By,
    organisation: OrganisationId,
    device: &device::Model,
    described: Described,
    left: Left,
) -> Result<part::Model, PartError> {
    let data = data_of(described.kind, left).ok_or(Refusal::MayHoldData)?;
    let row = part::ActiveModel {
        site_id: Set(Some(device.site_id.ok_or(Refusal::NotInWork)?)),
        from_device_id: Set(Some(device.id)),
        ..new(organisation, described, data, by)
    };
    let event = Event::of(EventKind::PartKept).with("from_device", device.id.0);
    let part = put(txn, by, row, event).await?;
    note_removal(txn, by, part.id, device.id).await?;
    Ok(part)
}

/// Takes a drive out of a device: it keeps what was proven of it there, and the device does not wait for it any more.
pub async fn keep_drive(
    txn: &DatabaseTransaction,
    by: By,
    organisation: OrganisationId,
    device: &device::Model,
    standing: &DriveStanding,
) -> Result<part::Model, PartError> {
    let drive = &standing.drive;
    let site = device.site_id.ok_or(Refusal::NotInWork)?;
    let accepted = standing.is_accepted();
    let known = known_drive(txn, organisation, drive).await?;
    let part = if let Some(known) = known {
        let change = part::ActiveModel {
            data: Set(if accepted {
                PartData::Erased
            } else {
                PartData::Unerased
            }),
            ..on_shelf_of(organisation, site, by)
        };
        out_of(txn, by, device.id, &known, change).await?
    } else {
        let described = Described {
            kind: PartKind::Drive,
            maker: String::new(),
            model: drive.model.clone(),
            serial: Some(drive.serial.clone()),
            size_bytes: drive.size_bytes,
            health_percent: None,
        };
        let left = if accepted { Left::Erased } else { Left::Data };
        keep(txn, by, organisation, device, described, left).await?
    };
    let mut row = drive.clone().into_active_model();
    row.absent_at = Set(Some(by.at));
    row.part_id = Set(Some(part.id));
    row.update(txn).await?;
    Ok(part)
}

/// Takes a known part out of the device it is in. It came along with the device, whichever workshop fitted it, and
/// is on the shelf of the organisation that takes it out.
pub async fn take_out(
    txn: &DatabaseTransaction,
    by: By,
    organisation: OrganisationId,
    device: &device::Model,
    part: &part::Model,
    left: Left,
) -> Result<part::Model, PartError> {
    if part.device_id != Some(device.id) {
        return Err(Refusal::NotInDevice.into());
    }
    let data = data_of(part.kind, left).ok_or(Refusal::MayHoldData)?;
    let site = device.site_id.ok_or(Refusal::NotInWork)?;
    let change = part::ActiveModel {
        // What never held data does not begin to; what could goes by the device's proof.
        data: Set(if part.data == PartData::NoData {
            PartData::NoData
        } else {
            data
        }),
        ..on_shelf_of(organisation, site, by)
    };
    out_of(txn, by, device.id, part, change).await
}

/// Puts a part from the shelf into a device. A drive is from then on one of the device's drives: it needs an
/// accepted erasure there, in this stay, before the device is ready.
pub async fn fit(
    txn: &DatabaseTransaction,
    by: By,
    device: &device::Model,
    part: &part::Model,
    habilitated: bool,
) -> Result<part::Model, PartError> {
    may_fit(Fitting {
        stage: device.stage,
        state: part.state,
        data: part.data,
        same_site: part.site_id == device.site_id,
        habilitated,
    })?;
    let fitted = into_device(txn, by, device, part, EventKind::PartFitted).await?;
    if let Some(serial) = fitted
        .serial
        .as_ref()
        .filter(|_| part.kind == PartKind::Drive)
    {
        let key = serial_key(serial);
        let known = device_drive::Entity::find()
            .filter(device_drive::COLUMN.device_id.eq(device.id))
            .filter(device_drive::COLUMN.serial_key.eq(&key))
            .one(txn)
            .await?;
        match known {
            Some(known) => {
                let mut row = known.into_active_model();
                row.absent_at = Set(None);
                row.part_id = Set(Some(part.id));
                row.update(txn).await?;
            }
            None => {
                device_drive::ActiveModel {
                    device_id: Set(device.id),
                    serial: Set(serial.clone()),
                    serial_key: Set(key),
                    model: Set(part.model.clone()),
                    kind: Set(DriveKind::Unknown),
                    size_bytes: Set(part.size_bytes),
                    first_seen_at: Set(by.at),
                    part_id: Set(Some(part.id)),
                    ..Default::default()
                }
                .insert(txn)
                .await?;
            }
        }
    }
    Ok(fitted)
}

/// The part that a drive seen in a device is known as: in this very device, or at the organisation whose site the
/// device is at.
pub async fn part_of_drive(
    txn: &impl ConnectionTrait,
    device: &device::Model,
    serial_key: &str,
) -> Result<Option<PartId>, DbErr> {
    let Some(site) = device.site_id else {
        return Ok(None);
    };
    let organisation = site::Entity::find()
        .select_only()
        .column(site::Column::OrganisationId)
        .filter(site::COLUMN.id.eq(site))
        .into_query();
    let known = || {
        part::Entity::find()
            .filter(part::COLUMN.kind.eq(PartKind::Drive))
            .filter(part::COLUMN.serial_key.eq(Some(serial_key.to_owned())))
            .filter(part::COLUMN.state.ne(PartState::Gone))
    };
    // Another workshop may have fitted it, before the device came here.
    let inside = known()
        .filter(part::COLUMN.device_id.eq(device.id))
        .one(txn)
        .await?;
    if let Some(part) = inside {
        return Ok(Some(part.id));
    }
    let part = known()
        .filter(part::Column::OrganisationId.in_subquery(organisation))
        .one(txn)
        .await?;
    Ok(part.map(|part| part.id))
}

/// A machine says that it holds a drive which is known as a part: no other device holds it any more.
pub async fn leave_others(
    txn: &impl ConnectionTrait,
    by: By,
    device: &device::Model,
    part: PartId,
) -> Result<(), ChangeError> {
    device_drive::Entity::update_many()
        .col_expr(device_drive::Column::AbsentAt, Expr::value(Some(by.at)))
        .filter(device_drive::COLUMN.part_id.eq(part))
        .filter(device_drive::COLUMN.device_id.ne(device.id))
        .filter(device_drive::COLUMN.absent_at.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// The same part is where the machine says, after its drive was noted there.
pub async fn seen_in(
    txn: &impl ConnectionTrait,
    by: By,
    device: &device::Model,
    part: PartId,
) -> Result<(), ChangeError> {
    let Some(part) = part::Entity::find_by_id(part).one(txn).await? else {
        return Ok(());
    };
    if part.device_id != Some(device.id) {
        into_device(txn, by, device, &part, EventKind::PartFound).await?;
    }
    Ok(())
}

/// The device's inventory does not name the drive any more: somebody took it out without saying so. It is noted on
/// the shelf of the site, with nothing proven of it.
pub async fn not_seen_in(
    txn: &impl ConnectionTrait,
    by: By,
    device: &device::Model,
    part: PartId,
) -> Result<(), PartError> {
    let Some(part) = part::Entity::find_by_id(part).one(txn).await? else {
        return Ok(());
    };
    let Some(site) = device.site_id.filter(|_| part.device_id == Some(device.id)) else {
        return Ok(());
    };
    let Some(here) = site::Entity::find_by_id(site).one(txn).await? else {
        return Ok(());
    };
    let change = on_shelf_of(here.organisation_id, site, by);
    out_of(txn, by, device.id, &part, change).await?;
    Ok(())
}

/// The parts that are still in devices when these leave as waste leave with them.
pub async fn leave_with(
    txn: &DatabaseTransaction,
    by: By,
    devices: &[DeviceId],
) -> Result<(), ChangeError> {
    let inside = part::Entity::find()
        .filter(part::Column::DeviceId.is_in(devices.iter().copied()))
        .order_by_asc(part::Column::Id)
        .all(txn)
        .await?;
    for part in inside {
        let event = Event::of(EventKind::PartScrapped)
            .with("from_device", part.device_id.map(|device| device.0));
        journal::change(txn, by, &part, gone(by), event).await?;
    }
    Ok(())
}

/// Moves a part from the shelf of one site to that of another of the same organisation.
pub async fn move_to(
    txn: &DatabaseTransaction,
    by: By,
    part: &part::Model,
    site: SiteId,
) -> Result<part::Model, PartError> {
    if part.state != PartState::OnShelf {
        return Err(Refusal::NotOnShelf.into());
    }
    let event = Event::of(EventKind::PartMoved).with("from", part.site_id.map(|from| from.0));
    Ok(journal::change(txn, by, part, on_shelf(site, by), event).await?)
}

/// A part leaves the shelf as waste.
pub async fn scrap(
    txn: &DatabaseTransaction,
    by: By,
    part: &part::Model,
) -> Result<part::Model, PartError> {
    if part.state != PartState::OnShelf {
        return Err(Refusal::NotOnShelf.into());
    }
    let event = Event::of(EventKind::PartScrapped).with(
        "data",
        match part.data {
            PartData::NoData => "none",
            PartData::Erased => "erased",
            PartData::Unerased => "to_be_destroyed",
        },
    );
    Ok(journal::change(txn, by, part, gone(by), event).await?)
}

/// Notes that a drive on the shelf is erased; the log that says so is kept beside it.
pub async fn erased(
    txn: &DatabaseTransaction,
    by: By,
    part: &part::Model,
    evidence_sha256: &str,
) -> Result<part::Model, PartError> {
    let event = Event::of(EventKind::PartErased).with("evidence_sha256", evidence_sha256);
    let change = part::ActiveModel {
        data: Set(PartData::Erased),
        ..Default::default()
    };
    Ok(journal::change(txn, by, part, change, event).await?)
}

/// A known part comes out of a device, onto a shelf whose organisation may have noted a drive of this number already.
async fn out_of(
    txn: &impl ConnectionTrait,
    by: By,
    device: DeviceId,
    part: &part::Model,
    change: part::ActiveModel,
) -> Result<part::Model, PartError> {
    note_removal(txn, by, part.id, part.device_id.unwrap_or(device)).await?;
    let event = Event::of(EventKind::PartTakenOut).with("from_device", device.0);
    match journal::change(txn, by, part, change, event).await {
        Err(ChangeError::Db(error))
            if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) =>
        {
            Err(Refusal::KnownHere.into())
        }
        done => Ok(done?),
    }
}

/// The device remembers that the part came out, whatever becomes of the part.
async fn note_removal(
    txn: &impl ConnectionTrait,
    by: By,
    part: PartId,
    device: DeviceId,
) -> Result<(), DbErr> {
    let row = part_removal::ActiveModel {
        part_id: Set(part),
        device_id: Set(device),
        at: Set(by.at),
        ..Default::default()
    };
    row.insert(txn).await?;
    Ok(())
}

/// The part this drive is known as.
async fn known_drive(
    txn: &impl ConnectionTrait,
    organisation: OrganisationId,
    drive: &device_drive::Model,
) -> Result<Option<part::Model>, DbErr> {
    if let Some(id) = drive.part_id {
        return part::Entity::find_by_id(id).one(txn).await;
    }
    part::Entity::find()
        .filter(part::COLUMN.organisation_id.eq(organisation))
        .filter(part::COLUMN.kind.eq(PartKind::Drive))
        .filter(part::COLUMN.serial_key.eq(Some(drive.serial_key.clone())))
        .filter(part::COLUMN.state.ne(PartState::Gone))
        .one(txn)
        .await
}

async fn into_device(
    txn: &impl ConnectionTrait,
    by: By,
    device: &device::Model,
    part: &part::Model,
    kind: EventKind,
) -> Result<part::Model, ChangeError> {
    let change = part::ActiveModel {
        state: Set(PartState::InDevice),
        site_id: Set(None),
        device_id: Set(Some(device.id)),
        data: Set(data_in_device(part.data)),
        since: Set(by.at),
        ..Default::default()
    };
    let event = Event::of(kind).with("device", device.id.0);
    journal::change(txn, by, part, change, event).await
}

fn gone(by: By) -> part::ActiveModel {
    part::ActiveModel {
        state: Set(PartState::Gone),
        site_id: Set(None),
        device_id: Set(None),
        since: Set(by.at),
        ..Default::default()
    }
}

fn on_shelf(site: SiteId, by: By) -> part::ActiveModel {
    part::ActiveModel {
        state: Set(PartState::OnShelf),
        site_id: Set(Some(site)),
        device_id: Set(None),
        since: Set(by.at),
        ..Default::default()
    }
}

/// Out of a device and onto a shelf: the part is now of the organisation of that shelf.
fn on_shelf_of(organisation: OrganisationId, site: SiteId, by: By) -> part::ActiveModel {
    part::ActiveModel {
        organisation_id: Set(organisation),
        ..on_shelf(site, by)
    }
}

fn new(
    organisation: OrganisationId,
    described: Described,
    data: PartData,
    by: By,
) -> part::ActiveModel {
    part::ActiveModel {
        organisation_id: Set(organisation),
        kind: Set(described.kind),
        maker: Set(described.maker),
        model: Set(described.model),
        serial_key: Set(described.serial.as_deref().map(serial_key)),
        serial: Set(described.serial),
        size_bytes: Set(described.size_bytes),
        health_percent: Set(described.health_percent),
        data: Set(data),
        state: Set(PartState::OnShelf),
        device_id: Set(None),
        from_device_id: Set(None),
        since: Set(by.at),
        created_at: Set(by.at),
        ..Default::default()
    }
}

/// Writes a new part under a code that nothing else bears.
async fn put(
    txn: &DatabaseTransaction,
    by: By,
    row: part::ActiveModel,
    event: Event,
) -> Result<part::Model, PartError> {
    let mut rng: StdRng = rand::make_rng();
    let code = loop {
        let code = Code::generate(&mut rng).to_string();
        let taken = label::Entity::find_by_id(code.clone())
            .one(txn)
            .await?
            .is_some()
            || container::Entity::find_by_code(&code)
                .one(txn)
                .await?
                .is_some()
            || part::Entity::find_by_code(&code).one(txn).await?.is_some();
        if !taken {
            break code;
        }
    };
    let row = part::ActiveModel {
        code: Set(code),
        ..row
    };
    match journal::insert(txn, by, row, event).await {
        // The code was looked for above: it is a drive of this number that is known already.
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Err(ChangeError::Changed.into())
        }
        made => Ok(made?),
    }
}
