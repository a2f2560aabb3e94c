//! What programmes are asked about: their saved versions, their part of the stock, what is under way.
use super::rules::{
    DEVICE_KINDS, Lists, is_graded,
    stock::{KindStock, Part, StockRule},
    terms::{self, Habilitated, Terms},
};
use crate::{devices::free::free_devices, web::Error};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use entities::{
    clearance::{self, ClearanceState},
    device::{self, DeviceKind},
    handover, organisation,
    programme::{self, ProgrammeId},
    programme_version,
    request::{self, RequestState},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationDef, Select,
    sea_query::SelectStatement,
};
use std::collections::HashMap;

/// The saved versions of a programme, the latest first.
pub async fn versions(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
) -> Result<Vec<programme_version::Model>, DbErr> {
    programme_version::Entity::find()
        .filter(programme_version::COLUMN.programme_id.eq(programme))
        .order_by_desc(programme_version::Column::Number)
        .all(db)
        .await
}

/// One saved version.
pub async fn version(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    number: i32,
) -> Result<Option<programme_version::Model>, DbErr> {
    programme_version::Entity::find_by_id((programme, number))
        .one(db)
        .await
}

/// The moment a civil year begins in France.
fn year_begins(today: NaiveDate) -> DateTime<Utc> {
    let first = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
    let midnight = first.and_time(NaiveTime::MIN);
    Paris
        .from_local_datetime(&midnight)
        .earliest()
        .map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&Utc))
}

fn to_device() -> RelationDef {
    handover::Entity::belongs_to(device::Entity)
        .from(handover::Column::DeviceId)
        .to(device::Column::Id)
        .into()
}

type Counted = HashMap<(ProgrammeId, DeviceKind), i64>;

/// Devices handed over since the year began, by programme and kind.
async fn handed(db: &impl ConnectionTrait, today: NaiveDate) -> Result<Counted, DbErr> {
    let rows: Vec<(ProgrammeId, DeviceKind, i64)> = handover::Entity::find()
        .select_only()
        .column(handover::Column::ProgrammeId)
        .column(device::Column::Kind)
        .column_as(handover::Column::Id.count(), "devices")
        .join(JoinType::InnerJoin, to_device())
        .filter(handover::COLUMN.handed_at.gte(year_begins(today)))
        .group_by(handover::Column::ProgrammeId)
        .group_by(device::Column::Kind)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counted(rows))
}

/// Requests in this state, by programme and kind of device.
async fn asked(db: &impl ConnectionTrait, state: RequestState) -> Result<Counted, DbErr> {
    let rows: Vec<(ProgrammeId, DeviceKind, i64)> = request::Entity::find()
        .select_only()
        .column(request::Column::ProgrammeId)
        .column(request::Column::DeviceKind)
        .column_as(request::Column::Id.count(), "requests")
        .filter(request::COLUMN.state.eq(state))
        .filter(request::Column::DeviceKind.is_not_null())
        .group_by(request::Column::ProgrammeId)
        .group_by(request::Column::DeviceKind)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counted(rows))
}

fn counted(rows: Vec<(ProgrammeId, DeviceKind, i64)>) -> Counted {
    rows.into_iter()
        .map(|(programme, kind, count)| ((programme, kind), count))
        .collect()
}

/// The free devices, by kind.
async fn free(db: &impl ConnectionTrait) -> Result<HashMap<DeviceKind, i64>, DbErr> {
    let rows: Vec<(DeviceKind, i64)> = free_devices(None)
        .select_only()
        .column(device::Column::Kind)
        .column_as(device::Column::Id.count(), "devices")
        .group_by(device::Column::Kind)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The devices of every kind today, with each programme's part of them.
pub async fn stock(db: &impl ConnectionTrait, today: NaiveDate) -> Result<Vec<KindStock>, Error> {
    let programmes = programme::Entity::find()
        .order_by_asc(programme::Column::Id)
        .all(db)
        .await?;
    let handed = handed(db, today).await?;
    let promised = asked(db, RequestState::Allocated).await?;
    let waiting = asked(db, RequestState::Submitted).await?;
    let free = free(db).await?;
    let mut all = Vec::new();
    for kind in DEVICE_KINDS {
        let mut parts = Vec::new();
        for programme in &programmes {
            let of = |counted: &Counted| counted.get(&(programme.id, kind)).copied();
            let (handed, promised, waiting) = (of(&handed), of(&promised), of(&waiting));
            let open = programme.closed_at.is_none();
            let takes = open && Lists::of(programme)?.device_kinds.contains(&kind);
            if takes || handed.or(promised).or(waiting).is_some() {
                parts.push(Part {
                    programme: programme.id,
                    // What a closed programme kept aside is everybody's again.
                    rule: if takes {
                        terms::stock(programme)
                    } else {
                        StockRule::default()
                    },
                    handed: handed.unwrap_or_default(),
                    promised: promised.unwrap_or_default(),
                    waiting: waiting.unwrap_or_default(),
                });
            }
        }
        all.push(KindStock {
            kind,
            free: free.get(&kind).copied().unwrap_or_default(),
            parts,
        });
    }
    Ok(all)
}

/// What is under way in a programme, and what of it other terms would no longer admit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnderWay {
    /// Requests that wait.
    pub waiting: u64,
    /// Devices promised and not yet handed over.
    pub promised: u64,
    /// Clearances issued and not yet used.
    pub cleared: u64,
    /// Open requests for a kind that is no longer offered.
    pub other_kinds: u64,
    /// Open requests of organisations that may no longer ask.
    pub other_organisations: u64,
    /// Devices promised whose category is no longer admitted.
    pub other_categories: u64,
}

pub async fn under_way(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    after: &Terms,
) -> Result<UnderWay, DbErr> {
    let requests = |states: &[RequestState]| {
        request::Entity::find()
            .filter(request::COLUMN.programme_id.eq(programme))
            .filter(request::Column::State.is_in(states.iter().copied()))
    };
    let open = || requests(&[RequestState::Submitted, RequestState::Allocated]);
    let promised = || requests(&[RequestState::Allocated]);
    let cleared = clearance::Entity::find()
        .filter(clearance::COLUMN.programme_id.eq(programme))
        .filter(clearance::COLUMN.state.eq(ClearanceState::Issued));
    let other_kinds = open()
        .filter(request::Column::DeviceKind.is_not_null())
        .filter(request::Column::DeviceKind.is_not_in(after.device_kinds.iter().copied()));
    Ok(UnderWay {
        waiting: requests(&[RequestState::Submitted]).count(db).await?,
        promised: promised().count(db).await?,
        cleared: cleared.count(db).await?,
        other_kinds: other_kinds.count(db).await?,
        other_organisations: match excluded(open(), &after.organisations) {
            Some(excluded) => excluded.count(db).await?,
            None => 0,
        },
        other_categories: if after.categories.is_empty() {
            0
        } else {
            promised()
                .filter(request::Column::DeviceId.in_subquery(not_admitted(&after.categories)))
                .count(db)
                .await?
        },
    })
}

/// Of these requests, those of organisations that may not ask; nothing when all may.
fn excluded(
    requests: Select<request::Entity>,
    habilitated: &Habilitated,
) -> Option<Select<request::Entity>> {
    match habilitated {
        Habilitated::All => None,
        Habilitated::Chosen(chosen) => {
            Some(requests.filter(request::Column::OrganisationId.is_not_in(chosen.iter().copied())))
        }
        Habilitated::Kinds(kinds) => {
            let others = organisation::Entity::find()
                .select_only()
                .column(organisation::Column::Id)
                .filter(organisation::Column::Kind.is_not_in(kinds.iter().copied()))
                .into_query();
            Some(requests.filter(request::Column::OrganisationId.in_subquery(others)))
        }
    }
}

/// The devices that a programme with these categories does not take.
fn not_admitted(categories: &[String]) -> SelectStatement {
    device::Entity::find()
        .select_only()
        .column(device::Column::Id)
        .filter(
            device::Column::Kind.is_in(DEVICE_KINDS.into_iter().filter(|kind| is_graded(*kind))),
        )
        .filter(
            Condition::any()
                .add(device::Column::Category.is_null())
                .add(device::Column::Category.is_not_in(categories.to_vec())),
        )
        .into_query()
}
