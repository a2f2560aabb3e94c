//! What the folder of a lot holds. Figures are counted in the database; devices are read a page at a time.
use crate::{
    assets::rules::outcome::Outcome, auth::Signed, exits::reforms::queries as reforms,
    intake::queries::departures,
};
use entities::{
    cession,
    collection_lot::{self, CollectionLotId},
    device::{self, DeviceId, Stage},
    erasure::{self, ErasureVerdict},
    erasure_certificate, handover, organisation, quality_check, reform, reform_line, scrap, site,
    waste_pallet,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, sea_query::SelectStatement,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The folder of a lot, without its devices.
pub struct Folder {
    pub lot: collection_lot::Model,
    pub donor: String,
    pub owner: String,
    pub workshop: String,
    pub reforms: Vec<reform::Model>,
    /// Each with how many devices of the lot it gave away.
    pub cessions: Vec<(cession::Model, i64)>,
    /// Each with how many devices of the lot are on it.
    pub pallets: Vec<(waste_pallet::Model, i64)>,
    /// Devices that left as waste one by one, each weighed.
    pub scraps: HashMap<DeviceId, scrap::Model>,
    pub outcomes: Vec<(Outcome, i64)>,
    pub devices: i64,
    pub proofs: Proofs,
    /// Devices that a recipient has.
    out: HashSet<DeviceId>,
}

/// For how many devices of a lot there is which proof.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proofs {
    pub reformed: i64,
    pub erased: i64,
    pub certified: i64,
    pub checked: i64,
}

fn of_lot(lot: CollectionLotId) -> SelectStatement {
    device::Entity::find()
        .select_only()
        .column(device::Column::Id)
        .filter(device::COLUMN.lot_id.eq(lot))
        .into_query()
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The folder of a lot the person may see.
pub async fn folder(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<Option<Folder>, DbErr> {
    let Some(lot) = reforms::lot(db, by, id).await? else {
        return Ok(None);
    };
    let left = departures(db, lot.id).await?;
    let given = on_each(db, lot.id, device::Column::CessionId).await?;
    let on_pallets = on_each(db, lot.id, device::Column::PalletId).await?;
    let mut cessions: Vec<_> = left
        .cessions
        .into_values()
        .map(|row| {
            let count = given.get(&row.id.0).copied().unwrap_or(0);
            (row, count)
        })
        .collect();
    cessions.sort_by_key(|(row, _)| row.id);
    let mut pallets: Vec<_> = left
        .pallets
        .into_values()
        .map(|row| {
            let count = on_pallets.get(&row.id.0).copied().unwrap_or(0);
            (row, count)
        })
        .collect();
    pallets.sort_by_key(|(row, _)| row.id);
    let outcomes = outcomes(db, lot.id).await?;
    Ok(Some(Folder {
        donor: reforms::owner_name(db, lot.donor_id).await?,
        owner: reforms::owner_name(db, lot.owner_id).await?,
        workshop: workshop(db, &lot).await?,
        reforms: reform::Entity::find()
            .filter(reform::COLUMN.lot_id.eq(lot.id))
            .order_by_asc(reform::Column::Id)
            .all(db)
            .await?,
        cessions,
        pallets,
        scraps: left.scraps,
        devices: outcomes.iter().map(|(_, count)| count).sum(),
        outcomes,
        proofs: proofs(db, lot.id).await?,
        out: left.out,
        lot,
    }))
}

/// The workshop's site, and whose it is.
async fn workshop(db: &impl ConnectionTrait, lot: &collection_lot::Model) -> Result<String, DbErr> {
    let site = site::Entity::find_by_id(lot.workshop_site_id)
        .one(db)
        .await?;
    let Some(site) = site else {
        return Ok(String::new());
    };
    let organisation = organisation::Entity::find_by_id(site.organisation_id)
        .one(db)
        .await?;
    let organisation = organisation.map(|row| row.name).unwrap_or_default();
    Ok(if organisation == site.name {
        organisation
    } else {
        format!("{organisation}, {}", site.name)
    })
}

/// How many devices of the lot went by each act, or onto each pallet.
async fn on_each(
    db: &impl ConnectionTrait,
    lot: CollectionLotId,
    column: device::Column,
) -> Result<HashMap<i32, i64>, DbErr> {
    let counts: Vec<(i32, i64)> = device::Entity::find()
        .select_only()
        .column(column)
        .column_as(device::Column::Id.count(), "devices")
        .filter(device::COLUMN.lot_id.eq(lot))
        .filter(column.is_not_null())
        .group_by(column)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counts.into_iter().collect())
}

async fn outcomes(
    db: &impl ConnectionTrait,
    lot: CollectionLotId,
) -> Result<Vec<(Outcome, i64)>, DbErr> {
    let out = handover::Entity::find()
        .select_only()
        .column(handover::Column::DeviceId)
        .filter(handover::Column::DeviceId.in_subquery(of_lot(lot)))
        .filter(handover::COLUMN.ended_at.is_null())
        .into_query();
    let of = || device::Entity::find().filter(device::COLUMN.lot_id.eq(lot));
    let nobodys = Condition::all()
        .add(device::COLUMN.cession_id.is_null())
        .add(device::COLUMN.loan_id.is_null());
    let stages: Vec<(Stage, i64)> = of()
        .select_only()
        .column(device::Column::Stage)
        .column_as(device::Column::Id.count(), "devices")
        .filter(nobodys.clone())
        .filter(device::Column::Id.not_in_subquery(out.clone()))
        .group_by(device::Column::Stage)
        .into_tuple()
        .all(db)
        .await?;
    let ceded = of()
        .filter(device::COLUMN.cession_id.is_not_null())
        .count(db)
        .await?;
    let lent = of()
        .filter(device::COLUMN.cession_id.is_null())
        .filter(device::COLUMN.loan_id.is_not_null())
        .count(db)
        .await?;
    let handed_over = of()
        .filter(nobodys)
        .filter(device::Column::Id.in_subquery(out))
        .count(db)
        .await?;
    let mut counts: BTreeMap<Outcome, i64> = BTreeMap::new();
    let by_stage = stages
        .into_iter()
        .map(|(stage, count)| (Outcome::of_stage(stage), count));
    let by_holder = [
        (Outcome::Ceded, number(ceded)),
        (Outcome::Lent, number(lent)),
        (Outcome::HandedOver, number(handed_over)),
    ];
    for (outcome, count) in by_stage.chain(by_holder) {
        *counts.entry(outcome).or_default() += count;
    }
    Ok(counts.into_iter().filter(|(_, count)| *count > 0).collect())
}

async fn proofs(db: &impl ConnectionTrait, lot: CollectionLotId) -> Result<Proofs, DbErr> {
    let reformed = reform_line::Entity::find()
        .filter(reform_line::Column::DeviceId.in_subquery(of_lot(lot)))
        .count(db)
        .await?;
    let of = |which: Condition| {
        device::Entity::find()
            .filter(device::COLUMN.lot_id.eq(lot))
            .filter(which)
            .count(db)
    };
    let erased = erasure::Entity::find()
        .select_only()
        .column(erasure::Column::DeviceId)
        .filter(erasure::Column::DeviceId.in_subquery(of_lot(lot)))
        .filter(erasure::COLUMN.verdict.eq(ErasureVerdict::Accepted))
        .into_query();
    let certified = erasure_certificate::Entity::find()
        .select_only()
        .column(erasure_certificate::Column::DeviceId)
        .filter(erasure_certificate::Column::DeviceId.in_subquery(of_lot(lot)))
        .into_query();
    let checked = quality_check::Entity::find()
        .select_only()
        .column(quality_check::Column::DeviceId)
        .filter(quality_check::Column::DeviceId.in_subquery(of_lot(lot)))
        .into_query();
    let with = |rows: SelectStatement| Condition::all().add(device::Column::Id.in_subquery(rows));
    Ok(Proofs {
        reformed: number(reformed),
        erased: number(of(with(erased)).await?),
        certified: number(of(with(certified)).await?),
        checked: number(of(with(checked)).await?),
    })
}

/// A device of the folder.
pub struct Line {
    pub device: device::Model,
    /// What the owner's books said of it at the reform.
    pub reform: Option<reform_line::Model>,
    pub outcome: Outcome,
    pub erased: bool,
    pub certified: bool,
    pub checked: bool,
}

/// Devices of the lot in the order of their numbers, from after one on.
pub async fn lines(
    db: &impl ConnectionTrait,
    folder: &Folder,
    after: i32,
    limit: u64,
) -> Result<Vec<Line>, DbErr> {
    let devices = device::Entity::find()
        .filter(device::COLUMN.lot_id.eq(folder.lot.id))
        .filter(device::Column::Id.gt(after))
        .order_by_asc(device::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    let ids: Vec<DeviceId> = devices.iter().map(|device| device.id).collect();
    let mut reforms: HashMap<DeviceId, reform_line::Model> = reform_line::Entity::find()
        .filter(reform_line::Column::DeviceId.is_in(ids.iter().copied()))
        .all(db)
        .await?
        .into_iter()
        .map(|line| (line.device_id, line))
        .collect();
    let erased: Vec<DeviceId> = erasure::Entity::find()
        .select_only()
        .column(erasure::Column::DeviceId)
        .filter(erasure::Column::DeviceId.is_in(ids.iter().copied()))
        .filter(erasure::COLUMN.verdict.eq(ErasureVerdict::Accepted))
        .into_tuple()
        .all(db)
        .await?;
    let certified: Vec<DeviceId> = erasure_certificate::Entity::find()
        .select_only()
        .column(erasure_certificate::Column::DeviceId)
        .filter(erasure_certificate::Column::DeviceId.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let checked: Vec<DeviceId> = quality_check::Entity::find()
        .select_only()
        .column(quality_check::Column::DeviceId)
        .filter(quality_check::Column::DeviceId.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    let sets = [erased, certified, checked].map(|ids| ids.into_iter().collect::<HashSet<_>>());
    let line = |device: device::Model| Line {
        reform: reforms.remove(&device.id),
        outcome: Outcome::of(&device, folder.out.contains(&device.id)),
        erased: sets[0].contains(&device.id),
        certified: sets[1].contains(&device.id),
        checked: sets[2].contains(&device.id),
        device,
    };
    Ok(devices.into_iter().map(line).collect())
}

/// How many devices of the lot come before and at this one.
pub async fn place_of(
    db: &impl ConnectionTrait,
    lot: CollectionLotId,
    device: i32,
) -> Result<i64, DbErr> {
    let before = device::Entity::find()
        .filter(device::COLUMN.lot_id.eq(lot))
        .filter(device::Column::Id.lte(device))
        .count(db)
        .await?;
    Ok(number(before))
}
