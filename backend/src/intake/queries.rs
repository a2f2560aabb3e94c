//! What is asked about lots and their devices, each person seeing their own workshop's or territory's.
use super::rules::Unclaimed;
use crate::{
    auth::{Signed, territory},
    identifiers::fold,
    web::Error,
};
use entities::{
    cession::{self, CessionId},
    collection_lot::{self, CollectionLotId},
    device::{self, DeviceId, Stage},
    handover,
    membership::Role,
    organisation::{self, OrganisationId},
    scrap,
    site::{self, SiteId},
    waste_pallet::{self, WastePalletId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::{HashMap, HashSet};

/// Lots on one page of the list.
pub const PAGE: u64 = 50;
/// Devices of one kind a page shows before it says how many more there are.
pub const SHOWN: u64 = 200;

/// Where a lot stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LotState {
    Announced,
    BeingReceived,
    Closed,
}

impl LotState {
    pub const ALL: [Self; 3] = [Self::Announced, Self::BeingReceived, Self::Closed];

    #[must_use]
    pub fn of(lot: &collection_lot::Model) -> Self {
        match (lot.received_at, lot.closed_at) {
            (_, Some(_)) => Self::Closed,
            (Some(_), None) => Self::BeingReceived,
            (None, None) => Self::Announced,
        }
    }

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Announced => "lot-state-announced",
            Self::BeingReceived => "lot-state-being-received",
            Self::Closed => "lot-state-closed",
        }
    }

    /// The state in an address.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::BeingReceived => "being-received",
            Self::Closed => "closed",
        }
    }

    #[must_use]
    pub fn read(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.value() == value)
    }

    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Announced => "truck",
            Self::BeingReceived => "scan-line",
            Self::Closed => "circle-check",
        }
    }

    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            Self::Announced => "info",
            Self::BeingReceived => "wait",
            Self::Closed => "good",
        }
    }

    fn condition(self) -> Condition {
        let lot = collection_lot::COLUMN;
        match self {
            Self::Announced => Condition::all()
                .add(lot.received_at.is_null())
                .add(lot.closed_at.is_null()),
            Self::BeingReceived => Condition::all()
                .add(lot.received_at.is_not_null())
                .add(lot.closed_at.is_null()),
            Self::Closed => Condition::all().add(lot.closed_at.is_not_null()),
        }
    }
}

/// The workshop sites where a person works: their own, or all their organisation's.
fn own_sites(by: &Signed) -> Condition {
    if let Some(site_id) = by.site_id {
        return Condition::all().add(collection_lot::COLUMN.workshop_site_id.eq(site_id));
    }
    let sites = site::Entity::find()
        .select_only()
        .column(site::Column::Id)
        .filter(site::COLUMN.organisation_id.eq(by.organisation_id));
    Condition::all().add(collection_lot::Column::WorkshopSiteId.in_subquery(sites.into_query()))
}

/// The lots a person may see and manage.
fn visible(by: &Signed) -> Condition {
    if by.role != Role::Coordinator {
        return own_sites(by);
    }
    territory::limit(by).map_or_else(Condition::all, territory::lots)
}

/// A page of the lots a person may see, the latest first, those before `before`.
pub async fn lots(
    db: &impl ConnectionTrait,
    by: &Signed,
    state: Option<LotState>,
    before: Option<i32>,
) -> Result<Vec<collection_lot::Model>, DbErr> {
    let mut page = Condition::all().add(visible(by));
    if let Some(state) = state {
        page = page.add(state.condition());
    }
    if let Some(before) = before {
        page = page.add(collection_lot::COLUMN.id.lt(CollectionLotId(before)));
    }
    collection_lot::Entity::find()
        .filter(page)
        .order_by_desc(collection_lot::Column::Id)
        .limit(PAGE + 1)
        .all(db)
        .await
}

/// The open lots of the workshop a person works at.
pub async fn lots_to_receive(
    db: &impl ConnectionTrait,
    by: &Signed,
) -> Result<Vec<collection_lot::Model>, DbErr> {
    collection_lot::Entity::find()
        .filter(own_sites(by))
        .filter(collection_lot::COLUMN.closed_at.is_null())
        .order_by_asc(collection_lot::Column::Id)
        .limit(PAGE)
        .all(db)
        .await
}

/// Those of these lots that are received where the person works.
pub async fn own_lots(
    db: &impl ConnectionTrait,
    by: &Signed,
    ids: &[CollectionLotId],
) -> Result<Vec<collection_lot::Model>, DbErr> {
    collection_lot::Entity::find()
        .filter(own_sites(by))
        .filter(collection_lot::COLUMN.id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// A lot the person may manage.
pub async fn lot(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<collection_lot::Model, Error> {
    one_lot(db, visible(by), id).await
}

/// A lot of the workshop the person works at.
pub async fn own_lot(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<collection_lot::Model, Error> {
    one_lot(db, own_sites(by), id).await
}

async fn one_lot(
    db: &impl ConnectionTrait,
    which: Condition,
    id: i32,
) -> Result<collection_lot::Model, Error> {
    collection_lot::Entity::find_by_id(CollectionLotId(id))
        .filter(which)
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// How many devices of a lot stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LotCounts {
    pub announced: i64,
    /// Announced and seen.
    pub seen: i64,
    /// Announced, neither seen nor settled.
    pub awaited: i64,
    /// Announced, settled with the sender as not received.
    pub not_received: i64,
    /// Seen, though not announced.
    pub not_announced: i64,
}

/// The counts of these lots, by lot.
pub async fn counts(
    db: &impl ConnectionTrait,
    lots: &[CollectionLotId],
) -> Result<HashMap<CollectionLotId, LotCounts>, DbErr> {
    let rows: Vec<(CollectionLotId, Stage, bool, i64)> = device::Entity::find()
        .select_only()
        .column(device::Column::LotId)
        .column(device::Column::Stage)
        .column(device::Column::Announced)
        .column_as(device::Column::Id.count(), "devices")
        .filter(device::Column::LotId.is_in(lots.iter().copied()))
        .group_by(device::Column::LotId)
        .group_by(device::Column::Stage)
        .group_by(device::Column::Announced)
        .into_tuple()
        .all(db)
        .await?;
    let mut counts: HashMap<CollectionLotId, LotCounts> =
        lots.iter().map(|id| (*id, LotCounts::default())).collect();
    for (lot, stage, announced, devices) in rows {
        let count = counts.entry(lot).or_default();
        if announced {
            count.announced += devices;
        }
        match (stage, announced) {
            (Stage::Announced, _) => count.awaited += devices,
            (Stage::NotReceived, _) => count.not_received += devices,
            (_, true) => count.seen += devices,
            (_, false) => count.not_announced += devices,
        }
    }
    Ok(counts)
}

/// The counts of one lot.
pub async fn counts_of(
    db: &impl ConnectionTrait,
    lot: CollectionLotId,
) -> Result<LotCounts, DbErr> {
    let mut counts = counts(db, &[lot]).await?;
    Ok(counts.remove(&lot).unwrap_or_default())
}

/// The parts of a lot's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Seen,
    Awaited,
    NotReceived,
    NotAnnounced,
}

/// The devices of a part of a lot, in the order of the list, at most `limit`.
pub async fn devices(
    db: &impl ConnectionTrait,
    lot: CollectionLotId,
    part: Part,
    limit: Option<u64>,
) -> Result<Vec<device::Model>, DbErr> {
    let unseen = [Stage::Announced, Stage::NotReceived];
    let which = match part {
        Part::Seen => Condition::all()
            .add(device::Column::Stage.is_not_in(unseen))
            .add(device::COLUMN.announced.eq(true)),
        Part::NotAnnounced => Condition::all()
            .add(device::Column::Stage.is_not_in(unseen))
            .add(device::COLUMN.announced.eq(false)),
        Part::Awaited => Condition::all().add(device::COLUMN.stage.eq(Stage::Announced)),
        Part::NotReceived => Condition::all().add(device::COLUMN.stage.eq(Stage::NotReceived)),
    };
    device::Entity::find()
        .filter(device::COLUMN.lot_id.eq(lot))
        .filter(which)
        .order_by_asc(device::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// The latest devices received that nobody has worked on yet.
pub async fn latest_received(
    db: &impl ConnectionTrait,
    lot: CollectionLotId,
) -> Result<Vec<device::Model>, DbErr> {
    device::Entity::find()
        .filter(device::COLUMN.lot_id.eq(lot))
        .filter(device::COLUMN.stage.eq(Stage::Received))
        .order_by_desc(device::Column::StageSince)
        .order_by_desc(device::Column::Id)
        .limit(5)
        .all(db)
        .await
}

/// The device of a lot, whatever its stage.
pub async fn device_of(
    db: &impl ConnectionTrait,
    lot: CollectionLotId,
    id: i32,
) -> Result<Option<device::Model>, DbErr> {
    device::Entity::find_by_id(DeviceId(id))
        .filter(device::COLUMN.lot_id.eq(lot))
        .one(db)
        .await
}

/// The devices that bear one of these spellings of a code, in any lot.
pub async fn bearers(
    db: &impl ConnectionTrait,
    spellings: &[String],
) -> Result<Vec<device::Model>, DbErr> {
    let spellings = || spellings.iter().map(String::as_str);
    device::Entity::find()
        .filter(
            Condition::any()
                .add(device::Column::Serial.is_in(spellings()))
                .add(device::Column::Imei.is_in(spellings()))
                .add(device::Column::AssetTag.is_in(spellings()))
                .add(device::Column::InventoryNumber.is_in(spellings()))
                .add(device::Column::LabelCode.is_in(spellings())),
        )
        .order_by_asc(device::Column::Id)
        .limit(SHOWN)
        .all(db)
        .await
}

#[derive(FromQueryResult)]
struct Codes {
    id: DeviceId,
    serial: Option<String>,
    imei: Option<String>,
    asset_tag: Option<String>,
    inventory_number: Option<String>,
}

/// What the devices of a lot that are still to be seen bear.
pub async fn unclaimed(
    db: &impl ConnectionTrait,
    lot: CollectionLotId,
) -> Result<Vec<Unclaimed>, DbErr> {
    let rows: Vec<Codes> = device::Entity::find()
        .select_only()
        .column(device::Column::Id)
        .column(device::Column::Serial)
        .column(device::Column::Imei)
        .column(device::Column::AssetTag)
        .column(device::Column::InventoryNumber)
        .filter(device::COLUMN.lot_id.eq(lot))
        .filter(device::Column::Stage.is_in([Stage::Announced, Stage::NotReceived]))
        .order_by_asc(device::Column::Id)
        .into_model()
        .all(db)
        .await?;
    let unclaimed = |row: Codes| Unclaimed {
        id: row.id,
        codes: [row.serial, row.imei, row.asset_tag, row.inventory_number],
    };
    Ok(rows.into_iter().map(unclaimed).collect())
}

/// These devices, in the order of their ids.
pub async fn devices_by_id(
    db: &impl ConnectionTrait,
    ids: &[DeviceId],
) -> Result<Vec<device::Model>, DbErr> {
    device::Entity::find()
        .filter(device::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(device::Column::Id)
        .all(db)
        .await
}

/// Every organisation that can give or own devices, by name.
pub async fn organisations(db: &impl ConnectionTrait) -> Result<Vec<organisation::Model>, DbErr> {
    organisation::Entity::find()
        .filter(organisation::COLUMN.closed_at.is_null())
        .order_by_asc(organisation::Column::Search)
        .all(db)
        .await
}

/// The workshop sites a person may announce a lot to; all of them for nobody in particular.
pub async fn workshops(
    db: &impl ConnectionTrait,
    by: Option<&Signed>,
) -> Result<Vec<site::Model>, DbErr> {
    let mut which = Condition::all()
        .add(site::COLUMN.is_workshop.eq(true))
        .add(site::COLUMN.closed_at.is_null());
    if let Some(by) = by.filter(|by| by.role != Role::Coordinator) {
        which = match by.site_id {
            Some(site_id) => which.add(site::COLUMN.id.eq(site_id)),
            None => which.add(site::COLUMN.organisation_id.eq(by.organisation_id)),
        };
    }
    site::Entity::find()
        .filter(which)
        .order_by_asc(site::Column::Name)
        .all(db)
        .await
}

/// The names of organisations and sites that lots speak of.
#[derive(Debug, Default)]
pub struct Names {
    organisations: HashMap<OrganisationId, String>,
    sites: HashMap<SiteId, String>,
}

impl Names {
    pub async fn of(
        db: &impl ConnectionTrait,
        lots: &[collection_lot::Model],
    ) -> Result<Self, DbErr> {
        let organisations: HashSet<OrganisationId> = lots
            .iter()
            .flat_map(|lot| [lot.donor_id, lot.owner_id])
            .collect();
        let sites: HashSet<SiteId> = lots.iter().map(|lot| lot.workshop_site_id).collect();
        let organisations: Vec<(OrganisationId, String)> = organisation::Entity::find()
            .select_only()
            .column(organisation::Column::Id)
            .column(organisation::Column::Name)
            .filter(organisation::Column::Id.is_in(organisations))
            .into_tuple()
            .all(db)
            .await?;
        let sites: Vec<(SiteId, String)> = site::Entity::find()
            .select_only()
            .column(site::Column::Id)
            .column(site::Column::Name)
            .filter(site::Column::Id.is_in(sites))
            .into_tuple()
            .all(db)
            .await?;
        Ok(Self {
            organisations: organisations.into_iter().collect(),
            sites: sites.into_iter().collect(),
        })
    }

    #[must_use]
    pub fn organisation(&self, id: OrganisationId) -> &str {
        self.organisations.get(&id).map_or("", String::as_str)
    }

    #[must_use]
    pub fn site(&self, id: SiteId) -> &str {
        self.sites.get(&id).map_or("", String::as_str)
    }
}

/// An organisation by its name as somebody types it.
pub async fn organisation_named(
    db: &impl ConnectionTrait,
    name: &str,
) -> Result<Vec<organisation::Model>, DbErr> {
    organisation::Entity::find()
        .filter(organisation::COLUMN.search.eq(fold(name)))
        .filter(organisation::COLUMN.closed_at.is_null())
        .all(db)
        .await
}

/// How devices of a lot left.
pub struct Departures {
    /// By themselves, as waste.
    pub scraps: HashMap<DeviceId, scrap::Model>,
    /// The pallets they were scrapped onto.
    pub pallets: HashMap<WastePalletId, waste_pallet::Model>,
    /// The acts they were given away by.
    pub cessions: HashMap<CessionId, cession::Model>,
    /// Those with a recipient.
    pub out: HashSet<DeviceId>,
}

/// How devices of a lot left.
pub async fn departures(
    db: &impl ConnectionTrait,
    lot: CollectionLotId,
) -> Result<Departures, DbErr> {
    let of_lot = || {
        device::Entity::find()
            .select_only()
            .column(device::Column::Id)
            .filter(device::COLUMN.lot_id.eq(lot))
            .into_query()
    };
    let scraps = scrap::Entity::find()
        .filter(scrap::Column::DeviceId.in_subquery(of_lot()))
        .all(db)
        .await?;
    let out: Vec<DeviceId> = handover::Entity::find()
        .select_only()
        .column(handover::Column::DeviceId)
        .filter(handover::Column::DeviceId.in_subquery(of_lot()))
        .filter(handover::COLUMN.ended_at.is_null())
        .into_tuple()
        .all(db)
        .await?;
    let left: Vec<(Option<WastePalletId>, Option<CessionId>)> = device::Entity::find()
        .select_only()
        .columns([device::Column::PalletId, device::Column::CessionId])
        .filter(device::COLUMN.lot_id.eq(lot))
        .filter(
            Condition::any()
                .add(device::COLUMN.pallet_id.is_not_null())
                .add(device::COLUMN.cession_id.is_not_null()),
        )
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    let pallets = waste_pallet::Entity::find()
        .filter(waste_pallet::Column::Id.is_in(left.iter().filter_map(|(pallet, _)| *pallet)))
        .all(db)
        .await?;
    let cessions = cession::Entity::find()
        .filter(cession::Column::Id.is_in(left.iter().filter_map(|(_, cession)| *cession)))
        .all(db)
        .await?;
    Ok(Departures {
        scraps: scraps.into_iter().map(|row| (row.device_id, row)).collect(),
        pallets: pallets.into_iter().map(|row| (row.id, row)).collect(),
        cessions: cessions.into_iter().map(|row| (row.id, row)).collect(),
        out: out.into_iter().collect(),
    })
}

/// How many devices of a lot are still neither seen nor settled.
pub async fn awaited(db: &impl ConnectionTrait, lot: CollectionLotId) -> Result<u64, DbErr> {
    device::Entity::find()
        .filter(device::COLUMN.lot_id.eq(lot))
        .filter(device::COLUMN.stage.eq(Stage::Announced))
        .count(db)
        .await
}
