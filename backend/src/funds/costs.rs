//! What was spent in a period, and on how many: the two sides of what one equipped person, one loan and one hour of training
//! cost. Counts only.
use super::rules::Borne;
use crate::board::flow::begins;
use chrono::NaiveDate;
use entities::{
    attendance::{self, AttendanceState},
    device, enrolment,
    fund_agreement::{Expense, FundAgreementId},
    fund_line::{self, LineKind},
    fund_share, handover, internet_spend,
    learner::LearnerId,
    loan,
    recipient::{self, RecipientKind},
    training_session,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult, JoinType,
    PaginatorTrait, QueryFilter, QuerySelect, QueryTrait, RelationDef, Select,
    sea_query::{Expr, SelectStatement},
};
use std::collections::BTreeMap;

/// A period: its first day, and the day after its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: NaiveDate,
    pub until: NaiveDate,
}

/// What the funds spent and on how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// On devices, parts and posts, but for what is lent.
    pub equipment: i64,
    /// On devices of the lending library.
    pub lending: i64,
    pub training: i64,
    /// People and households at their first handover.
    pub equipped: i64,
    /// Pieces that went out on loan.
    pub loans: i64,
    pub learners: i64,
    /// Of presence, of all learners together.
    pub minutes: i64,
}

pub async fn counted(db: &impl ConnectionTrait, period: Period) -> Result<Counted, DbErr> {
    let by_expense: Vec<(Expense, i64)> = spent(period)
        .column(fund_line::Column::Expense)
        .expr_as(cents(), "cents")
        .group_by(fund_line::Column::Expense)
        .into_tuple()
        .all(db)
        .await?;
    let by_expense: BTreeMap<Expense, i64> = by_expense.into_iter().collect();
    let of = |expense| by_expense.get(&expense).copied().unwrap_or_default();
    let lending = lent(db, period).await?;
    let presences = presences(db, period).await?;
    Ok(Counted {
        equipment: of(Expense::Device) + of(Expense::Part) + of(Expense::WorkshopPost) - lending,
        lending,
        training: of(Expense::Training),
        equipped: equipped(db, period).await?,
        loans: loans(db, period).await?,
        learners: i64::try_from(presences.len()).unwrap_or(i64::MAX),
        minutes: presences.iter().map(|(_, minutes)| minutes).sum(),
    })
}

fn cents() -> Expr {
    Expr::col((fund_line::Entity, fund_line::Column::Cents))
        .sum()
        .cast_as("bigint")
}

/// The spending of every fund within the period, what was taken off included.
fn spent(period: Period) -> Select<fund_line::Entity> {
    fund_line::Entity::find()
        .select_only()
        .filter(fund_line::COLUMN.kind.eq(LineKind::Spend))
        .filter(fund_line::COLUMN.on_day.gte(period.from))
        .filter(fund_line::COLUMN.on_day.lt(period.until))
}

/// Of it, what went to devices that are pieces of the lending library.
async fn lent(db: &impl ConnectionTrait, period: Period) -> Result<i64, DbErr> {
    let to_device: RelationDef = fund_line::Entity::belongs_to(device::Entity)
        .from(fund_line::Column::DeviceId)
        .to(device::Column::Id)
        .into();
    let sums: Vec<Option<i64>> = spent(period)
        .expr_as(cents(), "cents")
        .join(JoinType::InnerJoin, to_device)
        .filter(device::COLUMN.item_id.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(sums.into_iter().flatten().sum())
}

/// Recipients are counted once, at their first handover.
async fn equipped(db: &impl ConnectionTrait, period: Period) -> Result<i64, DbErr> {
    let first: SelectStatement = handover::Entity::find()
        .select_only()
        .column_as(handover::Column::Id.min(), "id")
        .group_by(handover::Column::RecipientId)
        .into_query();
    let to_recipient: RelationDef = handover::Entity::belongs_to(recipient::Entity)
        .from(handover::Column::RecipientId)
        .to(recipient::Column::Id)
        .into();
    let count = handover::Entity::find()
        .join(JoinType::InnerJoin, to_recipient)
        .filter(handover::Column::Id.in_subquery(first))
        .filter(handover::COLUMN.handed_at.gte(begins(period.from)))
        .filter(handover::COLUMN.handed_at.lt(begins(period.until)))
        .filter(
            recipient::COLUMN
                .kind
                .is_in([RecipientKind::Person, RecipientKind::Household]),
        )
        .count(db)
        .await?;
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

async fn loans(db: &impl ConnectionTrait, period: Period) -> Result<i64, DbErr> {
    let count = loan::Entity::find()
        .filter(loan::COLUMN.out_on.gte(period.from))
        .filter(loan::COLUMN.out_on.lt(period.until))
        .count(db)
        .await?;
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Learners who came to sessions that took place, and their minutes there.
async fn presences(
    db: &impl ConnectionTrait,
    period: Period,
) -> Result<Vec<(LearnerId, i64)>, DbErr> {
    let to_session: RelationDef = attendance::Entity::belongs_to(training_session::Entity)
        .from(attendance::Column::SessionId)
        .to(training_session::Column::Id)
        .into();
    let to_enrolment: RelationDef = attendance::Entity::belongs_to(enrolment::Entity)
        .from(attendance::Column::EnrolmentId)
        .to(enrolment::Column::Id)
        .into();
    attendance::Entity::find()
        .select_only()
        .column(enrolment::Column::LearnerId)
        .expr_as(
            Expr::col((training_session::Entity, training_session::Column::Minutes))
                .sum()
                .cast_as("bigint"),
            "minutes",
        )
        .join(JoinType::InnerJoin, to_session)
        .join(JoinType::InnerJoin, to_enrolment)
        .filter(attendance::COLUMN.state.eq(AttendanceState::Present))
        .filter(training_session::COLUMN.cancelled_at.is_null())
        .filter(training_session::COLUMN.starts_at.gte(begins(period.from)))
        .filter(training_session::COLUMN.starts_at.lt(begins(period.until)))
        .group_by(enrolment::Column::LearnerId)
        .into_tuple()
        .all(db)
        .await
}

#[derive(FromQueryResult)]
struct BorneRow {
    cents: i64,
    line_cents: i64,
    expense: Expense,
    device_id: Option<i32>,
    part_id: Option<i32>,
    site_id: Option<i32>,
    session_id: Option<i32>,
    settlement_id: Option<i32>,
    minutes: Option<i32>,
}

/// What the euros of an agreement paid for, up to the end of a day.
pub async fn borne(
    db: &impl ConnectionTrait,
    agreement: FundAgreementId,
    until: NaiveDate,
) -> Result<Vec<Borne>, DbErr> {
    let to_line: RelationDef = fund_share::Entity::belongs_to(fund_line::Entity)
        .from(fund_share::Column::LineId)
        .to(fund_line::Column::Id)
        .into();
    let rows = fund_share::Entity::find()
        .select_only()
        .column(fund_share::Column::Cents)
        .column_as(fund_line::Column::Cents, "line_cents")
        .columns([
            fund_line::Column::Expense,
            fund_line::Column::DeviceId,
            fund_line::Column::PartId,
            fund_line::Column::SiteId,
            fund_line::Column::SessionId,
            fund_line::Column::SettlementId,
            fund_line::Column::Minutes,
        ])
        .join(JoinType::InnerJoin, to_line)
        .filter(fund_share::COLUMN.agreement_id.eq(agreement))
        .filter(fund_share::COLUMN.on_day.lte(until))
        .into_model::<BorneRow>()
        .all(db)
        .await?;
    let of_line = |row: BorneRow| Borne {
        expense: row.expense,
        thing: row
            .device_id
            .or(row.part_id)
            .or(row.site_id)
            .or(row.session_id)
            .or(row.settlement_id)
            .unwrap_or_default(),
        cents: row.cents,
        line_cents: row.line_cents,
        minutes: row.minutes.unwrap_or_default(),
    };
    let mut all: Vec<Borne> = rows.into_iter().map(of_line).collect();
    let to_internet: RelationDef = fund_share::Entity::belongs_to(internet_spend::Entity)
        .from(fund_share::Column::InternetSpendId)
        .to(internet_spend::Column::Id)
        .into();
    let rows: Vec<(i64, i32, i32)> = fund_share::Entity::find()
        .select_only()
        .column(fund_share::Column::Cents)
        .column(internet_spend::Column::Id)
        .column_as(internet_spend::Column::Cents, "line_cents")
        .join(JoinType::InnerJoin, to_internet)
        .filter(fund_share::COLUMN.agreement_id.eq(agreement))
        .filter(fund_share::COLUMN.on_day.lte(until))
        .into_tuple()
        .all(db)
        .await?;
    all.extend(rows.into_iter().map(|(cents, thing, line_cents)| Borne {
        expense: Expense::Internet,
        thing,
        cents,
        line_cents: i64::from(line_cents),
        minutes: 0,
    }));
    Ok(all)
}
