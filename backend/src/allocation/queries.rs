//! What the matching looks at: the requests that wait, the devices that are free, and what is asked of them.
use super::rules::{Ask, Candidate, Capability, Facts, Free, Proposal, Waiting, Without, propose};
use crate::{
    auth::{Signed, territory},
    devices::{
        free::free_devices,
        proofs,
        software::{self, Minimum, Software},
    },
    programmes::{queries::stock, rules::stock::KindStock},
    recipients::limits,
    web::Error,
};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    device::{self, DeviceId, DeviceKind, Grade},
    device_software,
    erasure::ErasureLevel,
    handover, model_updates,
    programme::{self, ProgrammeId},
    quality_check,
    request::{self, RequestId, RequestState},
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select, sea_query::Condition,
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The free devices that this person may promise: at a site that lies in the territory of who decides.
fn within_reach(by: &Signed, kind: Option<DeviceKind>) -> Select<device::Entity> {
    let sites = territory::limit(by)
        .map(|limited| device::Column::SiteId.in_subquery(territory::sites(limited)));
    free_devices(kind).filter(Condition::all().add_option(sites))
}

/// A request that waits: its number, kind of device, pick-up point, programme, and since when.
type Row = (RequestId, DeviceKind, SiteId, ProgrammeId, DateTime<Utc>);

/// What the matching looks at: the requests that this person may decide on, and the devices that they may promise. With
/// a request, its kind of device alone, since the others do not touch it; and the request is among those that wait, even
/// if it has a device and looks for another. Requests for training alone take no part.
pub async fn facts(
    db: &impl ConnectionTrait,
    by: &Signed,
    of: Option<(&request::Model, DeviceKind)>,
    today: NaiveDate,
) -> Result<Facts, Error> {
    let kind = of.map(|(_, kind)| kind);
    let mut rows = waiting(db, by, kind).await?;
    let mut replaced = None;
    if let Some((request, kind)) = of {
        if rows.iter().all(|(id, ..)| *id != request.id) {
            rows.push((
                request.id,
                kind,
                request.pickup_site_id,
                request.programme_id,
                request.submitted_at,
            ));
        }
        replaced = request.device_id.map(|_| request.id);
    }
    let (asks, places) = asks_of(db, &rows).await?;
    Ok(Facts {
        free: free(db, &within_reach(by, kind), &asks, today).await?,
        waiting: rows
            .into_iter()
            .map(|(id, kind, pickup, programme, since)| Waiting {
                id,
                kind,
                pickup,
                programme,
                ask: places.get(&programme).copied().unwrap_or_default(),
                since,
                replaces: replaced == Some(id),
            })
            .collect(),
        epci: intercommunalities(db).await?,
        stock: shared(db, today).await?,
    })
}

/// The parts that programmes take of the stock; nothing where none holds anybody back.
async fn shared(db: &impl ConnectionTrait, today: NaiveDate) -> Result<Vec<KindStock>, Error> {
    let mut stock = stock(db, today).await?;
    stock.retain(KindStock::is_ruled);
    Ok(stock)
}

/// The device that the matching puts forward for one request, or why it puts none.
pub async fn proposal(
    db: &impl ConnectionTrait,
    by: &Signed,
    request: &request::Model,
    today: NaiveDate,
) -> Result<Result<Proposal, Without>, Error> {
    let Some(kind) = request.device_kind else {
        return Ok(Err(Without::NoneOfKind));
    };
    let facts = facts(db, by, Some((request, kind)), today).await?;
    let own = propose(&facts)
        .into_iter()
        .find(|outcome| outcome.request == request.id);
    Ok(own.map_or(Err(Without::NoneOfKind), |outcome| outcome.device))
}

async fn waiting(
    db: &impl ConnectionTrait,
    by: &Signed,
    kind: Option<DeviceKind>,
) -> Result<Vec<Row>, DbErr> {
    let mut select = request::Entity::find()
        .select_only()
        .columns([
            request::Column::Id,
            request::Column::DeviceKind,
            request::Column::PickupSiteId,
            request::Column::ProgrammeId,
            request::Column::SubmittedAt,
        ])
        .filter(request::COLUMN.state.eq(RequestState::Submitted))
        // Training alone takes no device.
        .filter(request::Column::DeviceKind.is_not_null())
        // What is on hold takes no device from who waits for one.
        .filter(request::COLUMN.on_hold.is_null())
        .filter(limits::free_to_act());
    if let Some(limited) = territory::limit(by) {
        select = select.filter(territory::requests(limited));
    }
    if let Some(kind) = kind {
        select = select.filter(request::COLUMN.device_kind.eq(kind));
    }
    select.into_tuple().all(db).await
}

/// What the programmes of these requests ask, each ask once, and the place of each programme's.
async fn asks_of(
    db: &impl ConnectionTrait,
    rows: &[Row],
) -> Result<(Vec<Ask>, BTreeMap<ProgrammeId, usize>), Error> {
    let ids: BTreeSet<ProgrammeId> = rows
        .iter()
        .map(|(_, _, _, programme, _)| *programme)
        .collect();
    let programmes = programme::Entity::find()
        .filter(programme::COLUMN.id.is_in(ids))
        .all(db)
        .await?;
    let mut asks: Vec<Ask> = Vec::new();
    let mut places = BTreeMap::new();
    for programme in &programmes {
        let ask = Ask::of(programme)?;
        let known = asks.iter().position(|one| *one == ask);
        let place = known.unwrap_or(asks.len());
        if place == asks.len() {
            asks.push(ask);
        }
        places.insert(programme.id, place);
    }
    Ok((asks, places))
}

#[derive(FromQueryResult)]
struct FreeRow {
    id: DeviceId,
    kind: DeviceKind,
    site_id: SiteId,
    stage_since: DateTime<Utc>,
    grade: Option<Grade>,
    category: Option<String>,
    holds_data: bool,
    ready_check_id: Option<i32>,
    model_key: String,
    stay: i32,
}

/// These devices, each with what it lacks of each ask.
async fn free(
    db: &impl ConnectionTrait,
    devices: &Select<device::Entity>,
    asks: &[Ask],
    today: NaiveDate,
) -> Result<Vec<Free>, DbErr> {
    let rows = devices
        .clone()
        .select_only()
        .columns([
            device::Column::Id,
            device::Column::Kind,
            device::Column::SiteId,
            device::Column::StageSince,
            device::Column::Grade,
            device::Column::Category,
            device::Column::HoldsData,
            device::Column::ReadyCheckId,
            device::Column::ModelKey,
            device::Column::Stay,
        ])
        .into_model::<FreeRow>()
        .all(db)
        .await?;
    let purged = if asks.iter().any(|ask| ask.level == ErasureLevel::Purge) {
        purged(db, devices.clone()).await?
    } else {
        HashSet::new()
    };
    let (mut installed, models) = if asks.iter().any(|ask| ask.minimum != Minimum::default()) {
        (installed(db, devices.clone()).await?, models(db).await?)
    } else {
        (HashMap::new(), HashMap::new())
    };
    let free = |row: FreeRow| {
        let software = Software {
            installed: installed.remove(&(row.id, row.stay)),
            model: models.get(&row.model_key).cloned(),
        };
        let check = row.ready_check_id.filter(|check| purged.contains(check));
        let capability = Capability {
            kind: row.kind,
            category: row.category.as_deref(),
            grade: row.grade,
            holds_data: row.holds_data,
            level: check.map(|_| ErasureLevel::Purge),
            software: &software,
        };
        Free {
            id: row.id,
            kind: row.kind,
            site: row.site_id,
            since: row.stage_since,
            grade: row.grade,
            lacks: asks
                .iter()
                .map(|ask| ask.lack(&capability, today))
                .collect(),
        }
    };
    Ok(rows.into_iter().map(free).collect())
}

/// The checks of these devices that found them erased in depth.
async fn purged(
    db: &impl ConnectionTrait,
    devices: Select<device::Entity>,
) -> Result<HashSet<i32>, DbErr> {
    let checks = devices
        .select_only()
        .column(device::Column::ReadyCheckId)
        .into_query();
    let purged: Vec<i32> = quality_check::Entity::find()
        .select_only()
        .column(quality_check::Column::Id)
        .filter(quality_check::COLUMN.erasure_level.eq(ErasureLevel::Purge))
        .filter(quality_check::Column::Id.in_subquery(checks))
        .into_tuple()
        .all(db)
        .await?;
    Ok(purged.into_iter().collect())
}

/// What was installed last on each of these devices, by stay.
async fn installed(
    db: &impl ConnectionTrait,
    devices: Select<device::Entity>,
) -> Result<HashMap<(DeviceId, i32), device_software::Model>, DbErr> {
    let devices = devices
        .select_only()
        .column(device::Column::Id)
        .into_query();
    let rows = device_software::Entity::find()
        .filter(device_software::Column::DeviceId.in_subquery(devices))
        .order_by_asc(device_software::COLUMN.id)
        .all(db)
        .await?;
    let row = |row: device_software::Model| ((row.device_id, row.stay), row);
    Ok(rows.into_iter().map(row).collect())
}

/// The latest word on each model.
async fn models(db: &impl ConnectionTrait) -> Result<HashMap<String, model_updates::Model>, DbErr> {
    let rows = model_updates::Entity::find()
        .order_by_asc(model_updates::COLUMN.version)
        .all(db)
        .await?;
    let row = |row: model_updates::Model| (row.model_key.clone(), row);
    Ok(rows.into_iter().map(row).collect())
}

async fn intercommunalities(db: &impl ConnectionTrait) -> Result<BTreeMap<SiteId, String>, DbErr> {
    let codes: Vec<(SiteId, String)> = site::Entity::find()
        .select_only()
        .columns([site::Column::Id, site::Column::EpciCode])
        .filter(site::COLUMN.epci_code.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(codes.into_iter().collect())
}

/// One device as it stands for a request and for who decides: what a person chose is looked at again when they do.
pub async fn candidate(
    db: &impl ConnectionTrait,
    by: &Signed,
    request: &request::Model,
    device: device::Model,
    today: NaiveDate,
) -> Result<Candidate, Error> {
    let promised = request::Entity::find()
        .filter(request::COLUMN.state.eq(RequestState::Allocated))
        .filter(request::COLUMN.device_id.eq(device.id))
        .filter(request::COLUMN.id.ne(request.id))
        .count(db)
        .await?;
    let handed_over = handover::Entity::find()
        .filter(handover::COLUMN.device_id.eq(device.id))
        .filter(handover::COLUMN.ended_at.is_null())
        .count(db)
        .await?;
    let outside = match (territory::limit(by), device.site_id) {
        (Some(_), Some(id)) => {
            let site = site::Entity::find_by_id(id).one(db).await?;
            !territory::covers(by, site.and_then(|site| site.epci_code).as_deref())
        }
        (Some(_), None) | (None, _) => false,
    };
    let programme = programme::Entity::find_by_id(request.programme_id)
        .one(db)
        .await?;
    let levels = proofs::levels_of(db, &[&device]).await?;
    let software = software::software_on(db, &device).await?;
    let capability = Capability {
        kind: device.kind,
        category: device.category.as_deref(),
        grade: device.grade,
        holds_data: device.holds_data,
        level: levels.get(&device.id).copied(),
        software: &software,
    };
    let ask = programme.as_ref().map(Ask::of).transpose()?;
    Ok(Candidate {
        lack: ask.and_then(|ask| ask.lack(&capability, today)),
        // A piece of the lending library is kept for its borrowers.
        promised: promised > 0 || device.item_id.is_some(),
        handed_over: handed_over > 0,
        outside,
        device,
    })
}
