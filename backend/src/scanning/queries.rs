//! What a scan means, and what the session has scanned so far.
use super::rules::{self, Found, Mode};
use crate::{
    auth::Signed,
    devices::{
        queries::{self as devices, Which},
        standing::Standing,
        storage::queries as storage,
    },
    labels::{Code, card::Card, queries as labels},
    transfers::queries as transfers,
    web::Error,
    workshop::checklists::erasure_of,
};
use chrono::{DateTime, Utc};
use entities::{
    container::{self, ContainerId},
    device::{self, DeviceId},
    scan::{self, ScanResult},
    transfer::{self, TransferId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::HashMap;

/// What bears a code.
pub enum Thing {
    Device(Box<device::Model>),
    Container(container::Model),
    /// A label of the person's own that nothing bears yet.
    BlankLabel,
    Nothing,
}

impl Thing {
    #[must_use]
    pub fn facts(&self) -> Found {
        match self {
            Self::Device(device) => Found::Device(rules::Device {
                standing: Standing::of_device(device),
                // What is on its way is nowhere, until it is scanned in.
                site: device.site_id.filter(|_| device.transfer_id.is_none()),
                container: device.container_id,
                erasure: erasure_of(device.kind, device.holds_data),
            }),
            Self::Container(container) => Found::Container(facts_of(container)),
            Self::BlankLabel => Found::BlankLabel,
            Self::Nothing => Found::Nothing,
        }
    }
}

fn facts_of(container: &container::Model) -> rules::Container {
    rules::Container {
        id: container.id,
        kind: container.kind,
        site: container.site_id,
        place: container.place_id,
    }
}

/// The thing of a code, if the person may see it: one query for a device, two for a box.
pub async fn thing(db: &impl ConnectionTrait, by: &Signed, code: Code) -> Result<Thing, DbErr> {
    if let Some(device) = devices::device(db, by, Which::Labelled(code)).await? {
        return Ok(Thing::Device(Box::new(device)));
    }
    if let Some(container) = storage::container(db, by, code).await? {
        return Ok(Thing::Container(container));
    }
    Ok(if labels::is_blank(db, by, code).await? {
        Thing::BlankLabel
    } else {
        Thing::Nothing
    })
}

/// What a card names, besides what it says to do.
pub enum Named {
    Nothing,
    Container(container::Model),
    /// With the name of the site it goes to.
    Transfer(transfer::Model, String),
}

impl Named {
    /// As a card and a page say it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Container(container) => container.name.clone(),
            Self::Transfer(transfer, to) => format!("{} ({to})", transfer.id.0),
        }
    }
}

/// What a card says to do; nothing when its box, place or transfer is not theirs.
pub async fn mode(
    db: &impl ConnectionTrait,
    by: &Signed,
    card: Card,
) -> Result<Option<(Mode, Named)>, Error> {
    let mode = match card {
        Card::Open => Mode::Open,
        Card::Receive(site) => Mode::Receive(site),
        Card::Check => Mode::Check,
        Card::Reset => Mode::Reset,
        Card::Shelf => Mode::Shelf,
        Card::TakeOut => Mode::TakeOut,
        Card::Into(code) => {
            let container = storage::container(db, by, code).await?;
            return Ok(container.map(|it| (Mode::Into(facts_of(&it)), Named::Container(it))));
        }
        Card::Send(id) => return with_transfer(db, by, id).await,
    };
    Ok(Some((mode, Named::Nothing)))
}

/// The mode of a transfer's card, for who may see the transfer.
async fn with_transfer(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: TransferId,
) -> Result<Option<(Mode, Named)>, Error> {
    let transfer = match transfers::transfer(db, by, id.0).await {
        Ok(transfer) => transfer,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let ends = transfers::ends(db, std::slice::from_ref(&transfer)).await?;
    let (Some(from), Some(to)) = (
        ends.get(&transfer.from_site_id),
        ends.get(&transfer.to_site_id),
    ) else {
        return Ok(None);
    };
    let mode = Mode::Send {
        here: transfers::works_at(by, from),
    };
    Ok(Some((mode, Named::Transfer(transfer, to.name.clone()))))
}

/// The scans of a session.
pub struct Tally {
    /// In the present mode.
    pub done: i64,
    pub refused: i64,
    /// Of every mode, the latest first.
    pub latest: Vec<Line>,
}

/// A scan, and what it was.
pub struct Line {
    pub scan: scan::Model,
    /// Maker and model, or the name of the box.
    pub name: Option<String>,
}

/// As many as one looks back at.
const LATEST: u64 = 10;

pub async fn tally(db: &impl ConnectionTrait, session_id: i32, card: Card) -> Result<Tally, DbErr> {
    let counts: Vec<(ScanResult, i64)> = scan::Entity::find()
        .select_only()
        .column(scan::Column::Result)
        .column_as(scan::Column::Id.count(), "scans")
        .filter(scan::COLUMN.session_id.eq(session_id))
        .filter(scan::COLUMN.mode.eq(card.to_string()))
        .group_by(scan::Column::Result)
        .into_tuple()
        .all(db)
        .await?;
    let of = |wanted| {
        let count = counts.iter().find(|(result, _)| *result == wanted);
        count.map_or(0, |(_, scans)| *scans)
    };
    let latest = scan::Entity::find()
        .filter(scan::COLUMN.session_id.eq(session_id))
        .order_by_desc(scan::Column::Id)
        .limit(LATEST)
        .all(db)
        .await?;
    let devices: HashMap<DeviceId, String> = device::Entity::find()
        .filter(device::Column::Id.is_in(latest.iter().filter_map(|scan| scan.device_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|device| {
            (
                device.id,
                format!("{} {}", device.manufacturer, device.model),
            )
        })
        .collect();
    let containers: HashMap<ContainerId, String> = container::Entity::find()
        .filter(container::Column::Id.is_in(latest.iter().filter_map(|scan| scan.container_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|container| (container.id, container.name))
        .collect();
    let latest = latest.into_iter().map(|scan| Line {
        name: match (scan.device_id, scan.container_id) {
            (Some(device), _) => devices.get(&device).cloned(),
            (None, Some(container)) => containers.get(&container).cloned(),
            (None, None) => None,
        },
        scan,
    });
    Ok(Tally {
        done: of(ScanResult::Done),
        refused: of(ScanResult::Refused),
        latest: latest.collect(),
    })
}

/// The scan that would be taken back: the last one of the session, within the tally's day, that did something.
pub async fn last_done(
    db: &impl ConnectionTrait,
    session_id: i32,
    since: DateTime<Utc>,
) -> Result<Option<scan::Model>, DbErr> {
    scan::Entity::find()
        .filter(scan::COLUMN.session_id.eq(session_id))
        .filter(scan::COLUMN.at.gte(since))
        .filter(scan::COLUMN.result.eq(ScanResult::Done))
        .order_by_desc(scan::Column::Id)
        .one(db)
        .await
}
