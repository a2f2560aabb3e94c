//! The stock counts a person may see, what they are about, and how far they are.
use super::rules::{Limits, Open, TakeTwo, is_gap, takes_two, which_take_two};
use crate::auth::{Signed, permissions::ManageCounts};
use entities::{
    device::{self, DeviceKind},
    membership::{MembershipId, Role},
    organisation::OrganisationId,
    site::{self, SiteId},
    stock_count::{self, CountClass, CountState, StockCountId},
    stock_count_line, stock_count_repeat, stock_count_result, stock_count_scan, stock_count_scope,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, Iterable, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::HashMap;

/// What a count is limited to; an empty list is no limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    pub sites: Vec<SiteId>,
    pub owners: Vec<OrganisationId>,
    pub kinds: Vec<DeviceKind>,
}

impl Scope {
    /// Whether the count is about such a device at this site.
    #[must_use]
    pub fn holds(&self, device: &device::Model, site: SiteId) -> bool {
        (self.sites.is_empty() || self.sites.contains(&site))
            && (self.owners.is_empty() || self.owners.contains(&device.owner_id))
            && (self.kinds.is_empty() || self.kinds.contains(&device.kind))
    }
}

/// Finance and audit see all counts; who counts, those about their own site.
fn seen_by(by: &Signed) -> Condition {
    match by.role {
        Role::Finance | Role::Auditor => Condition::all(),
        Role::Supervisor
        | Role::Worker
        | Role::Clerk
        | Role::StoreKeeper
        | Role::Prescriber
        | Role::Teacher
        | Role::Trainer
        | Role::Coordinator
        | Role::OrganisationManager
        | Role::ItCorrespondent
        | Role::LoanPartner
        | Role::DataProtectionOfficer => {
            let limited = || {
                stock_count_scope::Entity::find()
                    .select_only()
                    .column(stock_count_scope::Column::CountId)
            };
            let Some(site) = by.site_id else {
                // Who works at no site counts nowhere.
                return Condition::all().add(stock_count::COLUMN.id.eq(StockCountId(0)));
            };
            let own = limited().filter(stock_count_scope::COLUMN.site_id.eq(site));
            let any = limited().filter(stock_count_scope::COLUMN.site_id.is_not_null());
            Condition::any()
                .add(stock_count::Column::Id.in_subquery(own.into_query()))
                .add(stock_count::Column::Id.not_in_subquery(any.into_query()))
        }
    }
}

/// The count of this number, if the person may see it.
pub async fn count(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<Option<stock_count::Model>, DbErr> {
    stock_count::Entity::find_by_id(StockCountId(id))
        .filter(seen_by(by))
        .one(db)
        .await
}

/// As many as a good many years bring.
const MOST: u64 = 200;

/// The counts a person may see, the latest first.
pub async fn all(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<stock_count::Model>, DbErr> {
    stock_count::Entity::find()
        .filter(seen_by(by))
        .order_by_desc(stock_count::COLUMN.id)
        .limit(MOST)
        .all(db)
        .await
}

/// What a count is about.
pub async fn scope(db: &impl ConnectionTrait, id: StockCountId) -> Result<Scope, DbErr> {
    let rows = stock_count_scope::Entity::find()
        .filter(stock_count_scope::COLUMN.count_id.eq(id))
        .order_by_asc(stock_count_scope::COLUMN.id)
        .all(db)
        .await?;
    Ok(Scope {
        sites: rows.iter().filter_map(|row| row.site_id).collect(),
        owners: rows.iter().filter_map(|row| row.owner_id).collect(),
        kinds: rows.iter().filter_map(|row| row.kind).collect(),
    })
}

/// The sites where this person may count: their own; or, for finance, every site of the count.
pub async fn sites_to_count(
    db: &impl ConnectionTrait,
    by: &Signed,
    count: &stock_count::Model,
    scope: &Scope,
) -> Result<Vec<site::Model>, DbErr> {
    let sites = if by.role != Role::Finance {
        // Who sees the count works at one of its sites.
        let Some(own) = by.site_id else {
            return Ok(Vec::new());
        };
        site::Entity::find_by_id(own)
    } else if scope.sites.is_empty() {
        let expected = stock_count_line::Entity::find()
            .select_only()
            .distinct()
            .column(stock_count_line::Column::SiteId)
            .filter(stock_count_line::COLUMN.count_id.eq(count.id))
            .filter(stock_count_line::COLUMN.site_id.is_not_null());
        site::Entity::find().filter(site::Column::Id.in_subquery(expected.into_query()))
    } else {
        site::Entity::find().filter(site::Column::Id.is_in(scope.sites.iter().copied()))
    };
    sites.order_by_asc(site::COLUMN.name).all(db).await
}

/// How many devices of each class; while people count, what they scanned so far.
pub struct Figures {
    pub classes: Vec<(CountClass, i64)>,
    /// Expected, and not scanned yet.
    pub left: i64,
    /// Labels scanned more than once in one pass.
    pub twice: i64,
}

pub async fn figures(
    db: &impl ConnectionTrait,
    count: &stock_count::Model,
) -> Result<Figures, DbErr> {
    let counted: Vec<(CountClass, i64)> = match count.state {
        CountState::Counting => {
            stock_count_scan::Entity::find()
                .select_only()
                .column(stock_count_scan::Column::Class)
                .column_as(stock_count_scan::Column::Id.count(), "things")
                .filter(stock_count_scan::COLUMN.count_id.eq(count.id))
                .filter(stock_count_scan::COLUMN.pass.eq(1))
                .group_by(stock_count_scan::Column::Class)
                .into_tuple()
                .all(db)
                .await?
        }
        CountState::Resolving | CountState::Closed => {
            stock_count_result::Entity::find()
                .select_only()
                .column(stock_count_result::Column::Class)
                .column_as(stock_count_result::Column::Id.count(), "things")
                .filter(stock_count_result::COLUMN.count_id.eq(count.id))
                .group_by(stock_count_result::Column::Class)
                .into_tuple()
                .all(db)
                .await?
        }
    };
    let counts: HashMap<CountClass, i64> = counted.into_iter().collect();
    let seen = stock_count_scan::Entity::find()
        .select_only()
        .column(stock_count_scan::Column::DeviceId)
        .filter(stock_count_scan::COLUMN.count_id.eq(count.id))
        .filter(stock_count_scan::COLUMN.device_id.is_not_null());
    let left = stock_count_line::Entity::find()
        .filter(stock_count_line::COLUMN.count_id.eq(count.id))
        .filter(stock_count_line::Column::DeviceId.not_in_subquery(seen.into_query()))
        .count(db)
        .await?;
    let twice = repeats(db, count.id).await?.len();
    Ok(Figures {
        classes: CountClass::iter()
            .filter_map(|class| counts.get(&class).map(|devices| (class, *devices)))
            .collect(),
        left: i64::try_from(left).unwrap_or(i64::MAX),
        twice: i64::try_from(twice).unwrap_or(i64::MAX),
    })
}

/// The scans of a count that were repeated, and how many times more.
pub async fn repeats(
    db: &impl ConnectionTrait,
    id: StockCountId,
) -> Result<HashMap<i32, i32>, DbErr> {
    let rows: Vec<(i32, i64)> = stock_count_repeat::Entity::find()
        .select_only()
        .column(stock_count_repeat::Column::ScanId)
        .column_as(stock_count_repeat::Column::Id.count(), "times")
        .filter(stock_count_repeat::COLUMN.count_id.eq(id))
        .group_by(stock_count_repeat::Column::ScanId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(scan, times)| (scan, i32::try_from(times).unwrap_or(i32::MAX)))
        .collect())
}

/// Who counted, and how many things.
pub async fn counters(
    db: &impl ConnectionTrait,
    id: StockCountId,
) -> Result<Vec<(MembershipId, i64)>, DbErr> {
    stock_count_scan::Entity::find()
        .select_only()
        .column(stock_count_scan::Column::MembershipId)
        .column_as(stock_count_scan::Column::Id.count(), "things")
        .filter(stock_count_scan::COLUMN.count_id.eq(id))
        .group_by(stock_count_scan::Column::MembershipId)
        .order_by_asc(stock_count_scan::Column::MembershipId)
        .into_tuple()
        .all(db)
        .await
}

/// What the lines of a count are narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    All,
    Class(CountClass),
    /// Scanned more than once in one pass.
    Twice,
    /// Every gap.
    Gaps,
}

/// Up to `limit` lines of a count that has ended, from after this one.
pub async fn lines(
    db: &impl ConnectionTrait,
    id: StockCountId,
    which: Which,
    after: i32,
    limit: u64,
) -> Result<Vec<stock_count_result::Model>, DbErr> {
    let narrowed = match which {
        Which::All => Condition::all(),
        Which::Class(class) => Condition::all().add(stock_count_result::COLUMN.class.eq(class)),
        Which::Twice => Condition::all().add(stock_count_result::COLUMN.repeats.gt(0)),
        Which::Gaps => Condition::all().add(stock_count_result::Column::Class.is_in(gap_classes())),
    };
    stock_count_result::Entity::find()
        .filter(stock_count_result::COLUMN.count_id.eq(id))
        .filter(stock_count_result::COLUMN.id.gt(after))
        .filter(narrowed)
        .order_by_asc(stock_count_result::COLUMN.id)
        .limit(limit)
        .all(db)
        .await
}

/// A line of a count, if it is one of this count.
pub async fn line(
    db: &impl ConnectionTrait,
    count: &stock_count::Model,
    id: i32,
) -> Result<Option<stock_count_result::Model>, DbErr> {
    stock_count_result::Entity::find_by_id(id)
        .filter(stock_count_result::COLUMN.count_id.eq(count.id))
        .one(db)
        .await
}

/// The line, for whoever explains gaps: what somebody wrote of it and the papers they attached. Who audits knows what a gap
/// is, of which device, and what was decided; not what people say of each other.
pub async fn explained(
    db: &impl ConnectionTrait,
    by: &Signed,
    count: &stock_count::Model,
    id: i32,
) -> Result<Option<stock_count_result::Model>, DbErr> {
    let theirs = if by.may(ManageCounts) {
        Condition::all()
    } else {
        Condition::all().add(stock_count_result::COLUMN.id.eq(0))
    };
    stock_count_result::Entity::find_by_id(id)
        .filter(stock_count_result::COLUMN.count_id.eq(count.id))
        .filter(theirs)
        .one(db)
        .await
}

fn gap_classes() -> Vec<CountClass> {
    CountClass::iter().filter(|class| is_gap(*class)).collect()
}

/// All gaps of a count, in the order of its lines.
pub async fn gaps(
    db: &impl ConnectionTrait,
    id: StockCountId,
) -> Result<Vec<stock_count_result::Model>, DbErr> {
    lines(db, id, Which::Gaps, 0, u64::from(u32::MAX)).await
}

/// From when on a gap of this count takes a second person.
#[must_use]
pub fn limits(count: &stock_count::Model) -> Limits {
    Limits {
        above_cents: count.second_above_cents,
        above_gaps: count.second_above_gaps,
    }
}

/// Whether a gap of this count takes a second person.
#[must_use]
pub fn needs_two(count: &stock_count::Model, gap: &stock_count_result::Model) -> bool {
    takes_two(limits(count), gap.value_cents, count.gaps.unwrap_or(0))
}

/// What is still open of a count that has ended, counted where it lies.
pub async fn open(db: &impl ConnectionTrait, count: &stock_count::Model) -> Result<Open, DbErr> {
    let gaps = || {
        stock_count_result::Entity::find()
            .filter(stock_count_result::COLUMN.count_id.eq(count.id))
            .filter(stock_count_result::Column::Class.is_in(gap_classes()))
    };
    let reasons = gaps()
        .filter(stock_count_result::COLUMN.resolved_at.is_null())
        .count(db)
        .await?;
    let unsigned = gaps().filter(stock_count_result::COLUMN.countersigned_at.is_null());
    let signatures = match which_take_two(limits(count), count.gaps.unwrap_or(0)) {
        TakeTwo::None => 0,
        TakeTwo::All => unsigned.count(db).await?,
        TakeTwo::From(limit) => {
            let value = Condition::any()
                .add(stock_count_result::COLUMN.value_cents.is_null())
                .add(stock_count_result::COLUMN.value_cents.gte(limit));
            unsigned.filter(value).count(db).await?
        }
    };
    Ok(Open {
        reasons,
        signatures,
    })
}

/// As many as one looks back at.
const LATEST: u64 = 10;

/// A line of a counter's own tally: what was scanned, and by whom it was counted before, if it was.
pub struct Told {
    pub scan: stock_count_scan::Model,
    pub repeated: bool,
}

/// What a counter scanned last, the latest first, repeats among it.
pub async fn latest(
    db: &impl ConnectionTrait,
    id: StockCountId,
    counter: MembershipId,
) -> Result<Vec<Told>, DbErr> {
    let scans = stock_count_scan::Entity::find()
        .filter(stock_count_scan::COLUMN.count_id.eq(id))
        .filter(stock_count_scan::COLUMN.membership_id.eq(counter))
        .order_by_desc(stock_count_scan::COLUMN.id)
        .limit(LATEST)
        .all(db)
        .await?;
    let again = stock_count_repeat::Entity::find()
        .filter(stock_count_repeat::COLUMN.count_id.eq(id))
        .filter(stock_count_repeat::COLUMN.membership_id.eq(counter))
        .order_by_desc(stock_count_repeat::COLUMN.id)
        .limit(LATEST)
        .all(db)
        .await?;
    let before: HashMap<i32, stock_count_scan::Model> = stock_count_scan::Entity::find()
        .filter(stock_count_scan::Column::Id.is_in(again.iter().map(|row| row.scan_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|scan| (scan.id, scan))
        .collect();
    let mut told: Vec<_> = scans
        .into_iter()
        .map(|scan| {
            (
                scan.received_at,
                Told {
                    scan,
                    repeated: false,
                },
            )
        })
        .chain(again.into_iter().filter_map(|row| {
            let scan = before.get(&row.scan_id)?.clone();
            Some((
                row.at,
                Told {
                    scan,
                    repeated: true,
                },
            ))
        }))
        .collect();
    told.sort_by_key(|(at, told)| (std::cmp::Reverse(*at), !told.repeated));
    let told = told.into_iter().map(|(_, told)| told);
    Ok(told
        .take(usize::try_from(LATEST).unwrap_or(usize::MAX))
        .collect())
}

/// How many things a counter scanned in a pass.
pub async fn scanned_by(
    db: &impl ConnectionTrait,
    id: StockCountId,
    counter: MembershipId,
    pass: i32,
) -> Result<u64, DbErr> {
    stock_count_scan::Entity::find()
        .filter(stock_count_scan::COLUMN.count_id.eq(id))
        .filter(stock_count_scan::COLUMN.membership_id.eq(counter))
        .filter(stock_count_scan::COLUMN.pass.eq(pass))
        .count(db)
        .await
}

/// How many devices are expected at a site and not scanned yet in this pass.
pub async fn left_at(
    db: &impl ConnectionTrait,
    id: StockCountId,
    site: SiteId,
    pass: i32,
) -> Result<u64, DbErr> {
    let seen = stock_count_scan::Entity::find()
        .select_only()
        .column(stock_count_scan::Column::DeviceId)
        .filter(stock_count_scan::COLUMN.count_id.eq(id))
        .filter(stock_count_scan::COLUMN.pass.eq(pass))
        .filter(stock_count_scan::COLUMN.device_id.is_not_null());
    stock_count_line::Entity::find()
        .filter(stock_count_line::COLUMN.count_id.eq(id))
        .filter(stock_count_line::COLUMN.site_id.eq(site))
        .filter(stock_count_line::Column::DeviceId.not_in_subquery(seen.into_query()))
        .count(db)
        .await
}

/// The names of sites, by number.
pub async fn site_names(db: &impl ConnectionTrait) -> Result<HashMap<SiteId, String>, DbErr> {
    let names: Vec<(SiteId, String)> = site::Entity::find()
        .select_only()
        .columns([site::Column::Id, site::Column::Name])
        .into_tuple()
        .all(db)
        .await?;
    Ok(names.into_iter().collect())
}

/// How many counts have gaps to be explained.
pub async fn count_resolving(db: &impl ConnectionTrait, by: &Signed) -> Result<u64, DbErr> {
    stock_count::Entity::find()
        .filter(seen_by(by))
        .filter(stock_count::COLUMN.state.eq(CountState::Resolving))
        .count(db)
        .await
}
