//! What is counted of some items: one query for each kind of thing, however many they are.
use super::rules::{Period, Span, cost_per_loan, days_out, rate};
use crate::{
    auth::{Signed, permissions::KeepLibrary, territory},
    lending::losses::queries::loans_of_the_lost,
    trials::rules::told,
    web::format::Day,
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use entities::{
    catalogue_item::{self, CatalogueItemId},
    device::{self, DeviceId, Stage},
    loan,
    loan_feedback::{self, FeedbackMoment, Outcome},
    loan_wait::{self, WaitState},
    site::SiteId,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Items on one page.
pub const PAGE: u64 = 50;

/// A keeper sees the items of their store, coordination those of its territory.
fn seen_by(by: &Signed) -> Condition {
    if by.may(KeepLibrary) {
        return Condition::all().add(
            catalogue_item::COLUMN
                .site_id
                .eq(by.site_id.unwrap_or(SiteId(0))),
        );
    }
    territory::limit(by).map_or_else(Condition::all, |limited| {
        Condition::all().add(catalogue_item::Column::SiteId.in_subquery(territory::sites(limited)))
    })
}

/// The items that somebody may see the use of, in the order in which they were made, those after `after`; at most
/// `most`, all where none is said.
pub async fn items(
    db: &impl ConnectionTrait,
    by: &Signed,
    after: i32,
    most: Option<u64>,
) -> Result<Vec<catalogue_item::Model>, DbErr> {
    catalogue_item::Entity::find()
        .filter(seen_by(by))
        .filter(catalogue_item::COLUMN.id.gt(CatalogueItemId(after)))
        .order_by_asc(catalogue_item::Column::Id)
        .limit(most)
        .all(db)
        .await
}

/// What the kit of an item was used for in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// Pieces of today, and those that were out in the period.
    pub pieces: i64,
    /// Loans that left in the period.
    pub loans: i64,
    pub days_out: i64,
    /// Of a hundred days; nothing where there was no piece.
    pub rate: Option<i64>,
    /// Who waited in the period for days they did not get.
    pub in_vain: i64,
    /// Who joined the list in the period and waits still.
    pub waiting: i64,
    /// Trials whose end was told in the period; nothing where they are too few to be told.
    pub told: Option<i64>,
    pub conclusive: Option<i64>,
    /// Cents.
    pub cost_per_loan: Option<i64>,
}

/// The use of some items in a period, as far as it has passed.
pub async fn of(
    db: &impl ConnectionTrait,
    items: &[catalogue_item::Model],
    period: Period,
    passed: Option<Period>,
) -> Result<HashMap<CatalogueItemId, Use>, DbErr> {
    let ids: Vec<CatalogueItemId> = items.iter().map(|item| item.id).collect();
    let pieces = pieces(db, &ids).await?;
    let mut loans = match passed {
        Some(passed) => loans(db, &ids, passed).await?,
        None => HashMap::new(),
    };
    let ever = ever_lent(db, &pieces).await?;
    let waits = waits(db, &ids, period).await?;
    let trials = trials(db, &ids, period).await?;
    let mut uses = HashMap::new();
    for id in ids {
        let own = pieces.get(&id).map_or(&[][..], Vec::as_slice);
        let spans = loans.remove(&id).unwrap_or_default();
        let left = spans
            .values()
            .flatten()
            .filter(|(out, _)| period.contains(*out));
        let left = i64::try_from(left.count()).unwrap_or(i64::MAX);
        let counted: BTreeSet<DeviceId> = own
            .iter()
            .map(|(device, _)| *device)
            .chain(spans.keys().copied())
            .collect();
        let pieces = i64::try_from(counted.len()).unwrap_or(i64::MAX);
        let days = passed.map_or(0, |passed| {
            spans
                .values()
                .map(|spans| days_out(spans, passed))
                .sum::<i64>()
        });
        let values: Vec<Option<i64>> = own.iter().map(|(_, value)| *value).collect();
        let loans_ever: i64 = own.iter().filter_map(|(device, _)| ever.get(device)).sum();
        let (in_vain, waiting) = waits.get(&id).copied().unwrap_or_default();
        let (ended, conclusive) = trials.get(&id).copied().unwrap_or_default();
        let of_item = Use {
            pieces,
            loans: left,
            days_out: days,
            rate: passed.and_then(|passed| rate(days, pieces, passed.days())),
            in_vain,
            waiting,
            told: told(ended),
            conclusive: told(ended).map(|_| conclusive).and_then(told),
            cost_per_loan: cost_per_loan(&values, loans_ever),
        };
        uses.insert(id, of_item);
    }
    Ok(uses)
}

type Pieces = HashMap<CatalogueItemId, Vec<(DeviceId, Option<i64>)>>;

/// The pieces of today, with what each cost.
async fn pieces(db: &impl ConnectionTrait, items: &[CatalogueItemId]) -> Result<Pieces, DbErr> {
    let rows: Vec<(CatalogueItemId, DeviceId, Option<i64>)> = device::Entity::find()
        .select_only()
        .column(device::Column::ItemId)
        .column(device::Column::Id)
        .column(device::Column::ValueCents)
        .filter(device::COLUMN.item_id.is_in(items.iter().copied()))
        .filter(device::COLUMN.stage.ne(Stage::Scrapped))
        .into_tuple()
        .all(db)
        .await?;
    let mut pieces = Pieces::new();
    for (item, device, value) in rows {
        pieces.entry(item).or_default().push((device, value));
    }
    Ok(pieces)
}

/// The loans of some items, piece by piece.
type Spans = HashMap<CatalogueItemId, BTreeMap<DeviceId, Vec<Span>>>;

/// The loans that were out in a period. What was lost is in use by nobody.
async fn loans(
    db: &impl ConnectionTrait,
    items: &[CatalogueItemId],
    period: Period,
) -> Result<Spans, DbErr> {
    let rows: Vec<(CatalogueItemId, DeviceId, NaiveDate, Option<NaiveDate>)> = loan::Entity::find()
        .select_only()
        .column(loan::Column::ItemId)
        .column(loan::Column::DeviceId)
        .column(loan::Column::OutOn)
        .column(loan::Column::ReturnedOn)
        .filter(loan::COLUMN.item_id.is_in(items.iter().copied()))
        .filter(loan::COLUMN.out_on.is_not_null())
        .filter(loan::COLUMN.out_on.lte(period.until))
        .filter(
            Condition::any()
                .add(loan::COLUMN.returned_on.is_null())
                .add(loan::COLUMN.returned_on.gte(period.from)),
        )
        .filter(loan::Column::Id.not_in_subquery(loans_of_the_lost()))
        .into_tuple()
        .all(db)
        .await?;
    let mut spans = Spans::new();
    for (item, device, out, back) in rows {
        let of_item = spans.entry(item).or_default();
        of_item.entry(device).or_default().push((out, back));
    }
    Ok(spans)
}

/// How often each of these pieces was ever lent.
async fn ever_lent(
    db: &impl ConnectionTrait,
    pieces: &Pieces,
) -> Result<HashMap<DeviceId, i64>, DbErr> {
    let ids = pieces.values().flatten().map(|(device, _)| *device);
    let rows: Vec<(DeviceId, i64)> = loan::Entity::find()
        .select_only()
        .column(loan::Column::DeviceId)
        .column_as(loan::Column::Id.count(), "loans")
        .filter(loan::COLUMN.device_id.is_in(ids))
        .filter(loan::COLUMN.out_on.is_not_null())
        .group_by(loan::Column::DeviceId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The moments around a period: a day of Paris begins and ends within a day of its name.
fn around(period: Period) -> (DateTime<Utc>, DateTime<Utc>) {
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    (
        midnight(period.from - Days::new(1)),
        midnight(period.until + Days::new(2)),
    )
}

/// Of each item, who waited in vain and who waits still, of those who joined its list in the period.
async fn waits(
    db: &impl ConnectionTrait,
    items: &[CatalogueItemId],
    period: Period,
) -> Result<HashMap<CatalogueItemId, (i64, i64)>, DbErr> {
    let (from, until) = around(period);
    let rows = loan_wait::Entity::find()
        .filter(loan_wait::COLUMN.item_id.is_in(items.iter().copied()))
        .filter(loan_wait::COLUMN.joined_at.gte(from))
        .filter(loan_wait::COLUMN.joined_at.lt(until))
        .all(db)
        .await?;
    let mut of: HashMap<CatalogueItemId, (i64, i64)> = HashMap::new();
    for row in rows {
        if !period.contains(row.joined_at.in_paris()) {
            continue;
        }
        let (in_vain, waiting) = of.entry(row.item_id).or_default();
        match row.state {
            WaitState::Expired | WaitState::Left => *in_vain += 1,
            WaitState::Waiting | WaitState::Offered => *waiting += 1,
            WaitState::Taken => {}
        }
    }
    Ok(of)
}

fn to_loan() -> RelationDef {
    loan_feedback::Entity::belongs_to(loan::Entity)
        .from(loan_feedback::Column::LoanId)
        .to(loan::Column::Id)
        .into()
}

/// Of each item, how many trials were told the end of in the period, and how many of them were conclusive.
async fn trials(
    db: &impl ConnectionTrait,
    items: &[CatalogueItemId],
    period: Period,
) -> Result<HashMap<CatalogueItemId, (i64, i64)>, DbErr> {
    let (from, until) = around(period);
    let rows: Vec<(CatalogueItemId, Option<Outcome>, DateTime<Utc>)> =
        loan_feedback::Entity::find()
            .select_only()
            .column(loan::Column::ItemId)
            .column(loan_feedback::Column::Outcome)
            .column(loan_feedback::Column::GivenAt)
            .join(JoinType::InnerJoin, to_loan())
            .filter(loan::COLUMN.item_id.is_in(items.iter().copied()))
            .filter(loan_feedback::COLUMN.moment.eq(FeedbackMoment::End))
            .filter(loan_feedback::COLUMN.given_at.gte(from))
            .filter(loan_feedback::COLUMN.given_at.lt(until))
            .into_tuple()
            .all(db)
            .await?;
    let mut of: HashMap<CatalogueItemId, (i64, i64)> = HashMap::new();
    for (item, outcome, given_at) in rows {
        if !period.contains(given_at.in_paris()) {
            continue;
        }
        let (ended, conclusive) = of.entry(item).or_default();
        *ended += 1;
        *conclusive += i64::from(outcome == Some(Outcome::Conclusive));
    }
    Ok(of)
}
