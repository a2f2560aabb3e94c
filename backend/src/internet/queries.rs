//! Plans and what internet access cost, as the pages read them.
use super::rules::{NOTICE_DAYS, Run, Standing};
use crate::{
    auth::{Signed, territory},
    web::Error,
};
use anyhow::Context;
use chrono::{Days, NaiveDate};
use entities::{
    internet_plan::{self, InternetPlanId, PlanStop},
    internet_spend::{self, InternetSpendId},
    membership::{MembershipId, Role},
    prepaid::{self, PrepaidId},
    programme::{self, ProgrammeId},
    recipient::RecipientId,
    request::{self, RequestId},
};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait,
    FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};
use std::collections::BTreeMap;

/// What of a plan changes what can be done with it.
#[must_use]
pub fn run(plan: &internet_plan::Model) -> Run {
    Run {
        starts_on: plan.starts_on,
        ends_on: plan.ends_on,
        stopped: plan.stopped_on.is_some(),
    }
}

/// The territory that limits what somebody sees of the département's; none for who sees all of it.
fn limited(by: &Signed) -> Option<MembershipId> {
    match by.role {
        Role::Coordinator => territory::limit(by),
        Role::Supervisor
        | Role::Worker
        | Role::Prescriber
        | Role::Teacher
        | Role::Trainer
        | Role::Clerk
        | Role::Finance
        | Role::Auditor
        | Role::StoreKeeper
        | Role::OrganisationManager
        | Role::ItCorrespondent
        | Role::LoanPartner
        | Role::DataProtectionOfficer => None,
    }
}

fn requests_there(limited: MembershipId) -> SelectStatement {
    request::Entity::find()
        .select_only()
        .column(request::Column::Id)
        .filter(territory::requests(limited))
        .into_query()
}

/// The plans a person may know of: all; for who coordinates a territory, those of its requests.
fn visible_to(by: &Signed) -> Condition {
    Condition::all().add_option(
        limited(by)
            .map(|limited| internet_plan::Column::RequestId.in_subquery(requests_there(limited))),
    )
}

/// What was spent, as far as a person may know of it: on plans of their requests and at places of their territory.
fn spend_visible_to(by: &Signed) -> Condition {
    let Some(limited) = limited(by) else {
        return Condition::all();
    };
    let plans = internet_plan::Entity::find()
        .select_only()
        .column(internet_plan::Column::Id)
        .filter(internet_plan::Column::RequestId.in_subquery(requests_there(limited)))
        .into_query();
    let prepaid = prepaid::Entity::find()
        .select_only()
        .column(prepaid::Column::Id)
        .filter(prepaid::Column::SiteId.in_subquery(territory::sites(limited)))
        .into_query();
    Condition::any()
        .add(internet_spend::Column::PlanId.in_subquery(plans))
        .add(internet_spend::Column::PrepaidId.in_subquery(prepaid))
}

/// One plan, if the person may know of it.
pub async fn plan(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<Option<internet_plan::Model>, DbErr> {
    internet_plan::Entity::find_by_id(InternetPlanId(id))
        .filter(visible_to(by))
        .one(db)
        .await
}

/// The request a plan was opened for.
pub async fn request_of(
    db: &impl ConnectionTrait,
    plan: &internet_plan::Model,
) -> Result<request::Model, Error> {
    let request = request::Entity::find_by_id(plan.request_id).one(db).await?;
    Ok(request.context("a plan is for a request")?)
}

/// The plan of a person that was not stopped.
pub async fn open_plan(
    db: &impl ConnectionTrait,
    person: RecipientId,
) -> Result<Option<internet_plan::Model>, DbErr> {
    internet_plan::Entity::find()
        .filter(internet_plan::COLUMN.recipient_id.eq(person))
        .filter(internet_plan::COLUMN.stopped_on.is_null())
        .one(db)
        .await
}

/// The plans of a request, the latest first.
pub async fn plans_of(
    db: &impl ConnectionTrait,
    request: RequestId,
) -> Result<Vec<internet_plan::Model>, DbErr> {
    internet_plan::Entity::find()
        .filter(internet_plan::COLUMN.request_id.eq(request))
        .order_by_desc(internet_plan::Column::Id)
        .all(db)
        .await
}

/// The cards and vouchers a request was given, the latest first.
pub async fn prepaid_of(
    db: &impl ConnectionTrait,
    request: RequestId,
) -> Result<Vec<prepaid::Model>, DbErr> {
    prepaid::Entity::find()
        .filter(prepaid::COLUMN.request_id.eq(request))
        .order_by_desc(prepaid::Column::Id)
        .all(db)
        .await
}

fn of_standing(standing: Standing, today: NaiveDate) -> Condition {
    let near = today + Days::new(NOTICE_DAYS);
    let open = Condition::all().add(internet_plan::COLUMN.stopped_on.is_null());
    match standing {
        Standing::Stopped => Condition::all().add(internet_plan::COLUMN.stopped_on.is_not_null()),
        Standing::Ended => open.add(internet_plan::COLUMN.ends_on.lt(today)),
        Standing::Coming => open.add(internet_plan::COLUMN.starts_on.gt(today)),
        Standing::Ending => open
            .add(internet_plan::COLUMN.starts_on.lte(today))
            .add(internet_plan::COLUMN.ends_on.gte(today))
            .add(internet_plan::COLUMN.ends_on.lte(near)),
        Standing::Running => open
            .add(internet_plan::COLUMN.starts_on.lte(today))
            .add(internet_plan::COLUMN.ends_on.gt(near)),
    }
}

/// Plans, the latest first: at most so many after this one.
pub async fn list(
    db: &impl ConnectionTrait,
    by: &Signed,
    (standing, today): (Option<Standing>, NaiveDate),
    after: Option<InternetPlanId>,
    limit: u64,
) -> Result<Vec<internet_plan::Model>, DbErr> {
    internet_plan::Entity::find()
        .filter(visible_to(by))
        .filter(Condition::all().add_option(standing.map(|one| of_standing(one, today))))
        .filter(Condition::all().add_option(after.map(|id| internet_plan::COLUMN.id.lt(id))))
        .order_by_desc(internet_plan::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// How many plans run on a day, and what a month of them costs the département.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Running {
    pub plans: i64,
    /// None where there are none.
    pub cents: Option<i64>,
}

pub async fn running(
    db: &impl ConnectionTrait,
    by: &Signed,
    today: NaiveDate,
) -> Result<Running, Error> {
    let running = internet_plan::Entity::find()
        .select_only()
        .column_as(internet_plan::Column::Id.count(), "plans")
        .expr_as(
            Expr::col((internet_plan::Entity, internet_plan::Column::ShareCents))
                .sum()
                .cast_as("bigint"),
            "cents",
        )
        .filter(visible_to(by))
        .filter(internet_plan::COLUMN.stopped_on.is_null())
        .filter(internet_plan::COLUMN.starts_on.lte(today))
        .filter(internet_plan::COLUMN.ends_on.gte(today))
        .into_model::<Running>()
        .one(db)
        .await?;
    Ok(running.context("a count is one row")?)
}

/// The plans that run in a month and whose month is not noted. What was opened by mistake is paid by nobody.
fn to_note(by: &Signed, month: NaiveDate) -> Condition {
    let noted = internet_spend::Entity::find()
        .select_only()
        .column(internet_spend::Column::PlanId)
        .filter(internet_spend::COLUMN.month.eq(month))
        .filter(internet_spend::Column::PlanId.is_not_null())
        .into_query();
    let open = Condition::all()
        .add(internet_plan::COLUMN.stopped_on.is_null())
        .add(internet_plan::COLUMN.ends_on.gte(month));
    let stopped = Condition::all()
        .add(internet_plan::COLUMN.stopped_on.gte(month))
        .add(
            Expr::col((internet_plan::Entity, internet_plan::Column::StopReason))
                .ne(PlanStop::Mistake.to_value()),
        );
    visible_to(by)
        .add(internet_plan::COLUMN.first_month.lte(month))
        .add(Condition::any().add(open).add(stopped))
        .add(internet_plan::Column::Id.not_in_subquery(noted))
}

/// How many plans are to be noted for a month.
pub async fn count_to_note(
    db: &impl ConnectionTrait,
    by: &Signed,
    month: NaiveDate,
) -> Result<u64, DbErr> {
    internet_plan::Entity::find()
        .filter(to_note(by, month))
        .count(db)
        .await
}

/// The first of them, at most so many.
pub async fn plans_to_note(
    db: &impl ConnectionTrait,
    by: &Signed,
    month: NaiveDate,
    limit: u64,
) -> Result<Vec<internet_plan::Model>, DbErr> {
    internet_plan::Entity::find()
        .filter(to_note(by, month))
        .order_by_asc(internet_plan::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// What a fund paid in a month.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FundMonth {
    pub month: NaiveDate,
    pub fund: String,
    /// Months of plans, and cards and vouchers.
    pub plans: i64,
    pub prepaid: i64,
    pub cents: i64,
}

/// What each fund paid in each month from this one to that one, the latest month first.
pub async fn totals(
    db: &impl ConnectionTrait,
    by: &Signed,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<FundMonth>, DbErr> {
    internet_spend::Entity::find()
        .select_only()
        .columns([internet_spend::Column::Month, internet_spend::Column::Fund])
        .column_as(internet_spend::Column::PlanId.count(), "plans")
        .column_as(internet_spend::Column::PrepaidId.count(), "prepaid")
        .expr_as(
            Expr::col((internet_spend::Entity, internet_spend::Column::Cents))
                .sum()
                .cast_as("bigint"),
            "cents",
        )
        .filter(spend_visible_to(by))
        .filter(internet_spend::COLUMN.month.gte(from))
        .filter(internet_spend::COLUMN.month.lte(until))
        .group_by(internet_spend::Column::Month)
        .group_by(internet_spend::Column::Fund)
        .order_by_desc(internet_spend::Column::Month)
        .order_by_asc(internet_spend::Column::Fund)
        .into_model()
        .all(db)
        .await
}

/// What was spent from one month to another, in the order in which it was noted: at most so many after this one.
pub async fn spent(
    db: &impl ConnectionTrait,
    by: &Signed,
    (from, until): (NaiveDate, NaiveDate),
    after: InternetSpendId,
    limit: u64,
) -> Result<Vec<internet_spend::Model>, DbErr> {
    internet_spend::Entity::find()
        .filter(spend_visible_to(by))
        .filter(internet_spend::COLUMN.month.gte(from))
        .filter(internet_spend::COLUMN.month.lte(until))
        .filter(internet_spend::COLUMN.id.gt(after))
        .order_by_asc(internet_spend::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// What rows of spending are about, each kind asked for once.
pub struct Named {
    pub plans: BTreeMap<InternetPlanId, internet_plan::Model>,
    pub prepaid: BTreeMap<PrepaidId, prepaid::Model>,
    pub programmes: BTreeMap<ProgrammeId, programme::Model>,
}

impl Named {
    pub async fn of(
        db: &impl ConnectionTrait,
        rows: &[internet_spend::Model],
    ) -> Result<Self, DbErr> {
        let plans = internet_plan::Entity::find()
            .filter(
                internet_plan::COLUMN
                    .id
                    .is_in(rows.iter().filter_map(|row| row.plan_id)),
            )
            .all(db)
            .await?;
        let prepaid = prepaid::Entity::find()
            .filter(
                prepaid::COLUMN
                    .id
                    .is_in(rows.iter().filter_map(|row| row.prepaid_id)),
            )
            .all(db)
            .await?;
        Ok(Self {
            plans: plans.into_iter().map(|plan| (plan.id, plan)).collect(),
            prepaid: prepaid.into_iter().map(|one| (one.id, one)).collect(),
            programmes: programmes(db).await?,
        })
    }
}

/// Every programme, by its number.
pub async fn programmes(
    db: &impl ConnectionTrait,
) -> Result<BTreeMap<ProgrammeId, programme::Model>, DbErr> {
    let programmes = programme::Entity::find().all(db).await?;
    Ok(programmes.into_iter().map(|one| (one.id, one)).collect())
}
