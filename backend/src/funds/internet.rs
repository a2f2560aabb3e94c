//! What internet access cost a fund: rows that were noted with plans, cards and vouchers under its code. They are read where
//! they are, and count on the day they were noted.
use super::{queries::Spent, rules::Purpose};
use crate::{board::flow::begins, web::format::Day};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    fund::{self, FundId},
    fund_agreement::Expense,
    fund_share, internet_plan,
    internet_spend::{self, InternetSpendId},
    prepaid,
    programme::ProgrammeId,
    request, site,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult,
    JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationDef, Select,
    sea_query::Expr,
};
use std::collections::BTreeMap;

fn cents() -> Expr {
    Expr::col((internet_spend::Entity, internet_spend::Column::Cents))
        .sum()
        .cast_as("bigint")
}

/// The moment a day ends.
fn ends(day: NaiveDate) -> DateTime<Utc> {
    begins(day.succ_opt().unwrap_or(day))
}

/// What it cost each fund by the end of a day.
pub async fn by_fund(
    db: &impl ConnectionTrait,
    at: NaiveDate,
) -> Result<Vec<(FundId, i64)>, DbErr> {
    let to_fund: RelationDef = internet_spend::Entity::belongs_to(fund::Entity)
        .from(internet_spend::Column::Fund)
        .to(fund::Column::Code)
        .into();
    internet_spend::Entity::find()
        .select_only()
        .column(fund::Column::Id)
        .expr_as(cents(), "cents")
        .join(JoinType::InnerJoin, to_fund)
        .filter(internet_spend::COLUMN.noted_at.lt(ends(at)))
        .group_by(fund::Column::Id)
        .into_tuple()
        .all(db)
        .await
}

/// Rows of plans with the request and its place, or of cards and vouchers.
fn placed(of_plans: bool) -> Select<internet_spend::Entity> {
    let (to_thing, to_request): (RelationDef, RelationDef) = if of_plans {
        (
            internet_spend::Entity::belongs_to(internet_plan::Entity)
                .from(internet_spend::Column::PlanId)
                .to(internet_plan::Column::Id)
                .into(),
            internet_plan::Entity::belongs_to(request::Entity)
                .from(internet_plan::Column::RequestId)
                .to(request::Column::Id)
                .into(),
        )
    } else {
        (
            internet_spend::Entity::belongs_to(prepaid::Entity)
                .from(internet_spend::Column::PrepaidId)
                .to(prepaid::Column::Id)
                .into(),
            prepaid::Entity::belongs_to(request::Entity)
                .from(prepaid::Column::RequestId)
                .to(request::Column::Id)
                .into(),
        )
    };
    let to_site: RelationDef = request::Entity::belongs_to(site::Entity)
        .from(request::Column::PickupSiteId)
        .to(site::Column::Id)
        .into();
    internet_spend::Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, to_thing)
        .join(JoinType::InnerJoin, to_request)
        .join(JoinType::InnerJoin, to_site)
}

fn purpose(programme: ProgrammeId, epci: Option<String>) -> Purpose {
    Purpose {
        expense: Expense::Internet,
        programme: Some(programme),
        epci,
        own_user_of: None,
    }
}

/// What it cost a fund from a day to the end of another, by programme and territory.
pub async fn spent(
    db: &impl ConnectionTrait,
    fund: &fund::Model,
    (from, until): (Option<NaiveDate>, NaiveDate),
) -> Result<Vec<Spent>, DbErr> {
    let mut all = Vec::new();
    for of_plans in [true, false] {
        // A request is for one programme: that of its plans, cards and vouchers.
        let rows: Vec<(ProgrammeId, Option<String>, i64)> = placed(of_plans)
            .column(request::Column::ProgrammeId)
            .column(site::Column::EpciCode)
            .expr_as(cents(), "cents")
            .filter(internet_spend::COLUMN.fund.eq(fund.code.as_str()))
            .filter(
                Condition::all()
                    .add_option(from.map(|day| internet_spend::COLUMN.noted_at.gte(begins(day)))),
            )
            .filter(internet_spend::COLUMN.noted_at.lt(ends(until)))
            .group_by(request::Column::ProgrammeId)
            .group_by(site::Column::EpciCode)
            .into_tuple()
            .all(db)
            .await?;
        all.extend(rows.into_iter().map(|(programme, epci, cents)| Spent {
            purpose: purpose(programme, epci),
            cents,
        }));
    }
    Ok(all)
}

/// A row that no contributor bears yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unshared {
    pub id: InternetSpendId,
    pub cents: i64,
    /// The day it was noted.
    pub on: NaiveDate,
    pub purpose: Purpose,
}

type UnsharedRow = (
    InternetSpendId,
    i32,
    DateTime<Utc>,
    ProgrammeId,
    Option<String>,
);

/// The rows of a fund that no contributor bears, in the order they were noted.
pub async fn unshared(
    db: &impl ConnectionTrait,
    fund: &fund::Model,
) -> Result<Vec<Unshared>, DbErr> {
    let mut all = Vec::new();
    for of_plans in [true, false] {
        let shared = fund_share::Entity::find()
            .select_only()
            .column(fund_share::Column::InternetSpendId)
            .filter(fund_share::Column::InternetSpendId.is_not_null())
            .into_query();
        let rows: Vec<UnsharedRow> = placed(of_plans)
            .columns([
                internet_spend::Column::Id,
                internet_spend::Column::Cents,
                internet_spend::Column::NotedAt,
            ])
            .column(request::Column::ProgrammeId)
            .column(site::Column::EpciCode)
            .filter(internet_spend::COLUMN.fund.eq(fund.code.as_str()))
            .filter(internet_spend::Column::Id.not_in_subquery(shared))
            .into_tuple()
            .all(db)
            .await?;
        all.extend(
            rows.into_iter()
                .map(|(id, cents, at, programme, epci)| Unshared {
                    id,
                    cents: i64::from(cents),
                    on: at.in_paris(),
                    purpose: purpose(programme, epci),
                }),
        );
    }
    all.sort_by_key(|row| row.id);
    Ok(all)
}

/// The codes that something was spent under, and that no fund has.
pub async fn codes_without_fund(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let known = fund::Entity::find()
        .select_only()
        .column(fund::Column::Code)
        .into_query();
    internet_spend::Entity::find()
        .select_only()
        .column(internet_spend::Column::Fund)
        .distinct()
        .filter(internet_spend::Column::Fund.not_in_subquery(known))
        .order_by_asc(internet_spend::Column::Fund)
        .into_tuple()
        .all(db)
        .await
}

/// What internet access cost a fund for a month: months of plans, cards and vouchers, and how much.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Monthly {
    pub month: NaiveDate,
    pub plans: i64,
    pub prepaid: i64,
    pub cents: i64,
}

/// The months of a fund, the latest first.
pub async fn months(
    db: &impl ConnectionTrait,
    fund: &fund::Model,
    limit: u64,
) -> Result<Vec<Monthly>, DbErr> {
    internet_spend::Entity::find()
        .select_only()
        .column(internet_spend::Column::Month)
        .column_as(internet_spend::Column::PlanId.count(), "plans")
        .column_as(internet_spend::Column::PrepaidId.count(), "prepaid")
        .expr_as(cents(), "cents")
        .filter(internet_spend::COLUMN.fund.eq(fund.code.as_str()))
        .group_by(internet_spend::Column::Month)
        .order_by_desc(internet_spend::Column::Month)
        .limit(limit)
        .into_model()
        .all(db)
        .await
}

/// Rows of a fund in the order they were noted, at most so many after this one, with the parts that contributors bear.
pub async fn rows(
    db: &impl ConnectionTrait,
    fund: &fund::Model,
    after: InternetSpendId,
    limit: u64,
) -> Result<Vec<(internet_spend::Model, Vec<fund_share::Model>)>, DbErr> {
    let rows = internet_spend::Entity::find()
        .filter(internet_spend::COLUMN.fund.eq(fund.code.as_str()))
        .filter(internet_spend::COLUMN.id.gt(after))
        .order_by_asc(internet_spend::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    let shares = fund_share::Entity::find()
        .filter(fund_share::Column::InternetSpendId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(fund_share::Column::Id)
        .all(db)
        .await?;
    let mut of: BTreeMap<InternetSpendId, Vec<fund_share::Model>> = BTreeMap::new();
    for share in shares {
        if let Some(id) = share.internet_spend_id {
            of.entry(id).or_default().push(share);
        }
    }
    let with = |row: internet_spend::Model| {
        let shares = of.remove(&row.id).unwrap_or_default();
        (row, shares)
    };
    Ok(rows.into_iter().map(with).collect())
}
