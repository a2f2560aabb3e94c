//! Which requests a person sees, what waits and for how long, and which devices might do.
use super::rules::{Candidate, Distance, usual_wait};
use crate::{
    auth::{Signed, territory},
    devices::{
        proofs,
        software::{self, Minimum},
    },
    programmes::rules::{is_graded, terms},
    web::Error,
};
use chrono::{DateTime, Months, NaiveDate, Utc};
use entities::{
    device::{self, DeviceKind, Stage},
    erasure::ErasureLevel,
    handover,
    membership::Role,
    programme::{self, ProgrammeId},
    quality_check,
    request::{self, RequestId, RequestState},
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select, sea_query::Condition,
};

/// The requests a person may know of: their own organisation's; for coordination those collected in
/// its territories.
#[must_use]
pub fn visible_to(by: &Signed) -> Select<request::Entity> {
    let all = request::Entity::find();
    if by.role != Role::Coordinator {
        return all.filter(request::COLUMN.organisation_id.eq(by.organisation_id));
    }
    match territory::limit(by) {
        Some(limited) => all.filter(territory::requests(limited)),
        None => all,
    }
}

/// One request, if the person may know of it.
pub async fn find(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<Option<request::Model>, DbErr> {
    visible_to(by)
        .filter(request::COLUMN.id.eq(RequestId(id)))
        .one(db)
        .await
}

/// What the queue shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Empty: what still needs somebody.
    pub state: Option<RequestState>,
    pub programme: Option<ProgrammeId>,
    /// The last request of the page before.
    pub after: Option<i32>,
}

/// One page of the queue, waiting longest first, and one more row when there is a next page.
pub async fn queue(
    db: &impl ConnectionTrait,
    by: &Signed,
    filter: Filter,
    page_size: u64,
) -> Result<Vec<request::Model>, DbErr> {
    let mut select = visible_to(by);
    select = match filter.state {
        Some(state) => select.filter(request::COLUMN.state.eq(state)),
        None => select.filter(
            request::COLUMN
                .state
                .is_in([RequestState::Submitted, RequestState::Allocated]),
        ),
    };
    if let Some(programme) = filter.programme {
        select = select.filter(request::COLUMN.programme_id.eq(programme));
    }
    if let Some(after) = filter.after
        && let Some(last) = find(db, by, after).await?
    {
        let later = Condition::any()
            .add(request::COLUMN.submitted_at.gt(last.submitted_at))
            .add(
                Condition::all()
                    .add(request::COLUMN.submitted_at.eq(last.submitted_at))
                    .add(request::COLUMN.id.gt(last.id)),
            );
        select = select.filter(later);
    }
    select
        .order_by_asc(request::Column::SubmittedAt)
        .order_by_asc(request::Column::Id)
        .limit(page_size + 1)
        .all(db)
        .await
}

/// What can honestly be said before a request is sent: never a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    pub programme: ProgrammeId,
    pub kind: DeviceKind,
    /// Median of the last six months, in days; none when too few were fulfilled.
    pub usual_days: Option<i64>,
    /// Ready, in house, promised to nobody.
    pub ready: u64,
    /// Requests for this kind, under any programme, that wait for a device.
    pub waiting: u64,
}

/// A fulfilled request: what was asked, when it was sent and when it was closed.
type Past = (
    ProgrammeId,
    DeviceKind,
    DateTime<Utc>,
    Option<DateTime<Utc>>,
);

/// The outlook of each programme and kind.
pub async fn outlooks(
    db: &impl ConnectionTrait,
    asked: &[(ProgrammeId, DeviceKind)],
    now: DateTime<Utc>,
) -> Result<Vec<Outlook>, DbErr> {
    let past: Vec<Past> = request::Entity::find()
        .select_only()
        .columns([
            request::Column::ProgrammeId,
            request::Column::DeviceKind,
            request::Column::SubmittedAt,
            request::Column::ClosedAt,
        ])
        .filter(request::COLUMN.state.eq(RequestState::Fulfilled))
        .filter(request::Column::DeviceKind.is_not_null())
        .filter(request::COLUMN.closed_at.gte(now - Months::new(6)))
        .into_tuple()
        .all(db)
        .await?;
    let mut outlooks = Vec::new();
    for &(programme, kind) in asked {
        let days = past
            .iter()
            .filter(|(p, k, ..)| (*p, *k) == (programme, kind))
            .filter_map(|(_, _, from, to)| to.map(|to| (to - *from).num_days()))
            .collect();
        outlooks.push(Outlook {
            programme,
            kind,
            usual_days: usual_wait(days),
            ready: free_devices(kind).count(db).await?,
            waiting: request::Entity::find()
                .filter(request::COLUMN.state.eq(RequestState::Submitted))
                .filter(request::COLUMN.device_kind.eq(kind))
                .count(db)
                .await?,
        });
    }
    Ok(outlooks)
}

/// How many requests for the same kind have waited longer than this one.
pub async fn waiting_longer(
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<u64, DbErr> {
    let Some(kind) = request.device_kind else {
        return Ok(0);
    };
    request::Entity::find()
        .filter(request::COLUMN.state.eq(RequestState::Submitted))
        .filter(request::COLUMN.device_kind.eq(kind))
        .filter(request::COLUMN.submitted_at.lt(request.submitted_at))
        .count(db)
        .await
}

/// Devices of a kind that are ready, in house, promised to nobody.
fn free_devices(kind: DeviceKind) -> Select<device::Entity> {
    let promised = request::Entity::find()
        .select_only()
        .column(request::Column::DeviceId)
        .filter(request::COLUMN.state.eq(RequestState::Allocated))
        .into_query();
    let handed_over = handover::Entity::find()
        .select_only()
        .column(handover::Column::DeviceId)
        .filter(handover::COLUMN.ended_at.is_null())
        .into_query();
    device::Entity::find()
        .filter(device::COLUMN.stage.eq(Stage::Ready))
        .filter(device::COLUMN.kind.eq(kind))
        .filter(device::COLUMN.site_id.is_not_null())
        .filter(device::COLUMN.id.not_in_subquery(promised))
        .filter(device::COLUMN.id.not_in_subquery(handed_over))
}

/// As many as a proposal is chosen from.
const CANDIDATES: u64 = 20;

/// The free devices closest to where a request is collected, ready the longest first.
pub async fn candidates(
    db: &impl ConnectionTrait,
    request: &request::Model,
    today: NaiveDate,
) -> Result<Vec<Candidate>, Error> {
    let Some(kind) = request.device_kind else {
        return Ok(Vec::new());
    };
    let near: Vec<SiteId> = sites_near(db, request.pickup_site_id).await?;
    let Asked {
        level,
        minimum,
        categories,
    } = asked_by(db, request).await?;
    let free = || {
        admitted_devices(
            deep_enough_devices(free_devices(kind), level),
            kind,
            &categories,
        )
        .filter(software::not_below(minimum, today))
        .order_by_asc(device::Column::StageSince)
        .order_by_asc(device::Column::Id)
        .limit(CANDIDATES)
    };
    let rings = [
        (
            Distance::AtPickup,
            free().filter(device::COLUMN.site_id.eq(request.pickup_site_id)),
        ),
        (
            Distance::Near,
            free().filter(device::COLUMN.site_id.is_in(near)),
        ),
        (Distance::Elsewhere, free()),
    ];
    for (distance, select) in rings {
        let devices = select.all(db).await?;
        if !devices.is_empty() {
            let candidate = |device| Candidate {
                device,
                distance,
                promised: false,
                handed_over: false,
                deep_enough: true,
                below: None,
                admitted: true,
            };
            return Ok(devices.into_iter().map(candidate).collect());
        }
    }
    Ok(Vec::new())
}

/// What the programme of a request asks of devices.
struct Asked {
    /// How deeply they must have been erased.
    level: Option<ErasureLevel>,
    /// Of their software.
    minimum: Minimum,
    /// Of which technical categories they may be; empty: any.
    categories: Vec<String>,
}

async fn asked_by(db: &impl ConnectionTrait, request: &request::Model) -> Result<Asked, Error> {
    let programme = programme::Entity::find_by_id(request.programme_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Asked {
        level: programme.erasure_level,
        minimum: Minimum::of(&programme),
        categories: terms::categories(&programme)?,
    })
}

/// Of these devices of one kind, those of a category that is admitted.
fn admitted_devices(
    devices: Select<device::Entity>,
    kind: DeviceKind,
    categories: &[String],
) -> Select<device::Entity> {
    if categories.is_empty() || !is_graded(kind) {
        devices
    } else {
        devices.filter(device::Column::Category.is_in(categories.to_vec()))
    }
}

/// Of these devices, those erased as deeply as asked: the first twenty of them, and not of all.
fn deep_enough_devices(
    devices: Select<device::Entity>,
    asked: Option<ErasureLevel>,
) -> Select<device::Entity> {
    match asked {
        None | Some(ErasureLevel::Clear) => devices,
        Some(ErasureLevel::Purge) => {
            let purged = quality_check::Entity::find()
                .select_only()
                .column(quality_check::Column::Id)
                .filter(quality_check::COLUMN.erasure_level.eq(ErasureLevel::Purge))
                .into_query();
            devices.filter(
                Condition::any()
                    .add(device::COLUMN.holds_data.eq(false))
                    .add(device::COLUMN.ready_check_id.in_subquery(purged)),
            )
        }
    }
}

/// The sites of the same intercommunality.
async fn sites_near(db: &impl ConnectionTrait, id: SiteId) -> Result<Vec<SiteId>, DbErr> {
    let site = site::Entity::find_by_id(id).one(db).await?;
    let Some(epci) = site.and_then(|site| site.epci_code) else {
        return Ok(Vec::new());
    };
    site::Entity::find()
        .select_only()
        .column(site::Column::Id)
        .filter(site::COLUMN.epci_code.eq(epci))
        .into_tuple()
        .all(db)
        .await
}

/// One device as it stands for a request.
pub async fn candidate(
    db: &impl ConnectionTrait,
    request: &request::Model,
    device: device::Model,
    today: NaiveDate,
) -> Result<Candidate, Error> {
    let Asked {
        level,
        minimum,
        categories,
    } = asked_by(db, request).await?;
    let software = software::software_on(db, &device).await?;
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
    let distance = if device.site_id == Some(request.pickup_site_id) {
        Distance::AtPickup
    } else {
        let near = sites_near(db, request.pickup_site_id).await?;
        match device.site_id {
            Some(site) if near.contains(&site) => Distance::Near,
            Some(_) | None => Distance::Elsewhere,
        }
    };
    Ok(Candidate {
        distance,
        deep_enough: proofs::deep_enough(
            level,
            device.holds_data,
            proofs::levels_of(db, &[&device])
                .await?
                .get(&device.id)
                .copied(),
        ),
        below: software::below(minimum, device.kind, &software, today),
        admitted: terms::admits(&categories, device.kind, device.category.as_deref()),
        device,
        promised: promised > 0,
        handed_over: handed_over > 0,
    })
}

/// The pick-up points that are open, by name.
pub async fn pickup_sites(db: &impl ConnectionTrait) -> Result<Vec<site::Model>, DbErr> {
    site::Entity::find()
        .filter(site::COLUMN.is_pickup.eq(true))
        .filter(site::COLUMN.closed_at.is_null())
        .order_by_asc(site::Column::City)
        .order_by_asc(site::Column::Name)
        .all(db)
        .await
}

/// The organisation's latest request: what the next one most likely resembles.
pub async fn latest_of(
    db: &impl ConnectionTrait,
    by: &Signed,
) -> Result<Option<request::Model>, DbErr> {
    request::Entity::find()
        .filter(request::COLUMN.organisation_id.eq(by.organisation_id))
        .order_by_desc(request::Column::Id)
        .one(db)
        .await
}
