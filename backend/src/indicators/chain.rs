//! What the chain handled, and what it will need: things of all programmes, counted from dates. The stock is one, and so
//! none of it belongs to a programme or a territory.
use super::{
    queries::Span,
    rules::{
        forecast::{Facts, Forecast, forecast},
        periods,
    },
};
use crate::{board::flow::begins, journal::EventKind};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    device::{self, DeviceKind, Stage},
    event, place, quality_check,
    request::{self, RequestState},
    scrap,
    site::{self, SiteId},
    waste_pallet,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, Iterable, JoinType, QueryFilter,
    QuerySelect, RelationDef, sea_query::Expr,
};
use std::collections::{BTreeMap, BTreeSet};

/// What went through the workshops, by quarter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Volumes {
    pub received: Vec<i64>,
    pub ready: Vec<i64>,
    /// Weighed, not estimated.
    pub waste_grams: Vec<i64>,
}

/// The volumes of the quarters of a year that are over.
pub async fn volumes(db: &impl ConnectionTrait, span: &Span) -> Result<Volumes, DbErr> {
    let received: Vec<(i32, i64)> = event::Entity::find()
        .select_only()
        .expr_as(span.quarter(event::Column::At), "span")
        .column_as(event::Column::Kind.count(), "events")
        .filter(event::COLUMN.kind.is_in([
            EventKind::DeviceReceived.name(),
            EventKind::DeviceFound.name(),
        ]))
        .filter(span.within(event::Column::At))
        .group_by(Expr::col("span"))
        .into_tuple()
        .all(db)
        .await?;
    let ready: Vec<(i32, i64)> = quality_check::Entity::find()
        .select_only()
        .expr_as(span.quarter(quality_check::Column::PassedAt), "span")
        .column_as(quality_check::Column::Id.count(), "devices")
        .filter(span.within(quality_check::Column::PassedAt))
        .group_by(Expr::col("span"))
        .into_tuple()
        .all(db)
        .await?;
    let mut waste: Vec<(i32, i64)> = scrap::Entity::find()
        .select_only()
        .expr_as(span.quarter(scrap::Column::LeftAt), "span")
        .column_as(scrap::Column::WeightGrams.sum(), "grams")
        .filter(span.within(scrap::Column::LeftAt))
        .group_by(Expr::col("span"))
        .into_tuple()
        .all(db)
        .await?;
    let pallets: Vec<(i32, i64)> = waste_pallet::Entity::find()
        .select_only()
        .expr_as(span.quarter(waste_pallet::Column::ClosedAt), "span")
        .column_as(waste_pallet::Column::WeightGrams.sum(), "grams")
        .filter(waste_pallet::COLUMN.weight_grams.is_not_null())
        .filter(span.within(waste_pallet::Column::ClosedAt))
        .group_by(Expr::col("span"))
        .into_tuple()
        .all(db)
        .await?;
    waste.extend(pallets);
    Ok(Volumes {
        received: by_quarter(span, &received),
        ready: by_quarter(span, &ready),
        waste_grams: by_quarter(span, &waste),
    })
}

fn by_quarter(span: &Span, rows: &[(i32, i64)]) -> Vec<i64> {
    let mut sums = vec![0; span.quarters()];
    for (quarter, count) in rows {
        let sum = usize::try_from(*quarter).ok();
        if let Some(sum) = sum.and_then(|quarter| sums.get_mut(quarter)) {
            *sum += count;
        }
    }
    sums
}

/// A site open today, and what it is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenSite {
    pub id: SiteId,
    pub is_pickup: bool,
    pub is_training: bool,
    pub in_directory: bool,
}

pub async fn open_sites(db: &impl ConnectionTrait) -> Result<Vec<OpenSite>, DbErr> {
    let sites: Vec<(SiteId, bool, bool)> = site::Entity::find()
        .select_only()
        .column(site::Column::Id)
        .column(site::Column::IsPickup)
        .column(site::Column::IsTraining)
        .filter(site::COLUMN.closed_at.is_null())
        .into_tuple()
        .all(db)
        .await?;
    let told: Vec<SiteId> = place::Entity::find()
        .select_only()
        .column(place::Column::SiteId)
        .filter(place::COLUMN.withdrawn_at.is_null())
        .into_tuple()
        .all(db)
        .await?;
    let told: BTreeSet<SiteId> = told.into_iter().collect();
    let open = |(id, is_pickup, is_training)| OpenSite {
        id,
        is_pickup,
        is_training,
        in_directory: told.contains(&id),
    };
    Ok(sites.into_iter().map(open).collect())
}

/// What is asked for against what comes, for every kind of device that one or the other knows.
pub async fn forecasts(
    db: &impl ConnectionTrait,
    today: NaiveDate,
) -> Result<Vec<Forecast>, DbErr> {
    let until = begins(periods::this_month(today));
    let since = begins(periods::twelve_months_ago(today));
    let mut facts: BTreeMap<DeviceKind, Facts> = BTreeMap::new();
    for (kind, open) in open(db, until).await? {
        facts.entry(kind).or_default().open = open;
    }
    for (kind, asked) in asked(db, since, until).await? {
        facts.entry(kind).or_default().asked = asked;
    }
    for (kind, stage, devices) in in_house(db).await? {
        let of_kind = facts.entry(kind).or_default();
        if stage == Stage::Ready {
            of_kind.ready += devices;
        } else {
            of_kind.incoming += devices;
        }
    }
    for (kind, devices) in became_ready(db, since, until).await? {
        facts.entry(kind).or_default().became_ready = devices;
    }
    for (kind, devices) in scrapped(db, since, until).await? {
        facts.entry(kind).or_default().scrapped = devices;
    }
    let known = |kind: DeviceKind| Some(forecast(kind, *facts.get(&kind)?));
    Ok(DeviceKind::iter().filter_map(known).collect())
}

/// Requests that were not closed at that moment.
async fn open(
    db: &impl ConnectionTrait,
    until: DateTime<Utc>,
) -> Result<Vec<(DeviceKind, i64)>, DbErr> {
    let not_closed = Condition::any()
        .add(
            request::COLUMN
                .state
                .is_in([RequestState::Submitted, RequestState::Allocated]),
        )
        .add(request::COLUMN.closed_at.gte(until));
    request::Entity::find()
        .select_only()
        .column(request::Column::DeviceKind)
        .column_as(request::Column::Id.count(), "requests")
        .filter(request::COLUMN.submitted_at.lt(until))
        // Training alone waits for no device.
        .filter(request::Column::DeviceKind.is_not_null())
        .filter(not_closed)
        .group_by(request::Column::DeviceKind)
        .into_tuple()
        .all(db)
        .await
}

async fn asked(
    db: &impl ConnectionTrait,
    since: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<(DeviceKind, i64)>, DbErr> {
    request::Entity::find()
        .select_only()
        .column(request::Column::DeviceKind)
        .column_as(request::Column::Id.count(), "requests")
        .filter(request::COLUMN.submitted_at.gte(since))
        .filter(request::COLUMN.submitted_at.lt(until))
        .filter(request::Column::DeviceKind.is_not_null())
        .group_by(request::Column::DeviceKind)
        .into_tuple()
        .all(db)
        .await
}

/// Devices that are ready and in house, and those that come, by kind and stage.
async fn in_house(db: &impl ConnectionTrait) -> Result<Vec<(DeviceKind, Stage, i64)>, DbErr> {
    let here = Condition::all()
        .add(device::COLUMN.stage.eq(Stage::Ready))
        .add(device::COLUMN.site_id.is_not_null());
    let comes = device::COLUMN.stage.is_in([
        Stage::Announced,
        Stage::Received,
        Stage::Triage,
        Stage::Refurbishment,
        Stage::QualityCheck,
    ]);
    device::Entity::find()
        .select_only()
        .column(device::Column::Kind)
        .column(device::Column::Stage)
        .column_as(device::Column::Id.count(), "devices")
        .filter(Condition::any().add(here).add(comes))
        .group_by(device::Column::Kind)
        .group_by(device::Column::Stage)
        .into_tuple()
        .all(db)
        .await
}

/// Devices that passed the check of their first stay.
async fn became_ready(
    db: &impl ConnectionTrait,
    since: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<(DeviceKind, i64)>, DbErr> {
    let to_device: RelationDef = quality_check::Entity::belongs_to(device::Entity)
        .from(quality_check::Column::DeviceId)
        .to(device::Column::Id)
        .into();
    quality_check::Entity::find()
        .select_only()
        .column(device::Column::Kind)
        .column_as(quality_check::Column::Id.count(), "devices")
        .join(JoinType::InnerJoin, to_device)
        .filter(quality_check::COLUMN.stay.eq(1))
        .filter(quality_check::COLUMN.passed_at.gte(since))
        .filter(quality_check::COLUMN.passed_at.lt(until))
        .group_by(device::Column::Kind)
        .into_tuple()
        .all(db)
        .await
}

/// Devices that left as waste in their first stay.
async fn scrapped(
    db: &impl ConnectionTrait,
    since: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<(DeviceKind, i64)>, DbErr> {
    device::Entity::find()
        .select_only()
        .column(device::Column::Kind)
        .column_as(device::Column::Id.count(), "devices")
        .filter(device::COLUMN.stage.eq(Stage::Scrapped))
        .filter(device::COLUMN.stay.eq(1))
        .filter(device::COLUMN.stage_since.gte(since))
        .filter(device::COLUMN.stage_since.lt(until))
        .group_by(device::Column::Kind)
        .into_tuple()
        .all(db)
        .await
}
