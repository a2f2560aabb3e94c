//! A month before the help with a subscription ends, the prescriber is told, once for each end, while something can be
//! done about it. Where nobody speaks for the person any more, the plan waits on the coordinator's list.
use super::{letters, rules::NOTICE_DAYS};
use crate::{app::App, mail, recipients::limits, web::Error};
use chrono::Days;
use entities::{
    internet_plan::{self, InternetPlanId},
    internet_plan_notice,
    outbox::OutboxKind,
    request,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select, SqlErr,
};

/// How many are read at a time.
const PAGE: u64 = 100;

/// Writes the messages that are due, each in a transaction of its own; gives how many.
pub async fn remind(app: &App) -> Result<u64, Error> {
    let mut written = 0;
    let mut last = InternetPlanId(0);
    loop {
        let page = due(app, last).await?;
        let Some(end) = page.last() else {
            return Ok(written);
        };
        last = end.id;
        for plan in &page {
            written += u64::from(tell(app, plan.id).await?);
        }
    }
}

/// The plans that run and end soon, of people whose data may be used.
fn ending(app: &App) -> Select<internet_plan::Entity> {
    let today = app.clock.today();
    let requests = request::Entity::find()
        .select_only()
        .column(request::Column::Id)
        .filter(limits::free_to_act())
        .into_query();
    internet_plan::Entity::find()
        .filter(internet_plan::COLUMN.stopped_on.is_null())
        .filter(internet_plan::COLUMN.ends_on.gte(today))
        .filter(
            internet_plan::COLUMN
                .ends_on
                .lte(today + Days::new(NOTICE_DAYS)),
        )
        .filter(internet_plan::Column::RequestId.in_subquery(requests))
}

async fn due(app: &App, last: InternetPlanId) -> Result<Vec<internet_plan::Model>, DbErr> {
    ending(app)
        .filter(internet_plan::COLUMN.id.gt(last))
        .order_by_asc(internet_plan::Column::Id)
        .limit(PAGE)
        .all(&app.db)
        .await
}

/// Writes about one plan; false when it was done before, or nobody reads it, or the plan was renewed meanwhile.
async fn tell(app: &App, id: InternetPlanId) -> Result<bool, Error> {
    let now = app.clock.now();
    let write = app.write().await?;
    let plan = ending(app)
        .filter(internet_plan::COLUMN.id.eq(id))
        .one(&*write)
        .await?;
    let Some(plan) = plan else {
        return Ok(false);
    };
    let told = internet_plan_notice::ActiveModel {
        plan_id: Set(plan.id),
        ends_on: Set(plan.ends_on),
        at: Set(now),
    };
    match internet_plan_notice::Entity::insert(told)
        .exec_without_returning(&*write)
        .await
    {
        Ok(_) => {}
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            return Ok(false);
        }
        Err(error) => return Err(error.into()),
    }
    let Some(letter) = letters::ending(app, &*write, &plan).await? else {
        return Ok(false);
    };
    let kind = OutboxKind::InternetPlanEnds;
    mail::queue(&*write, &app.keys, kind, false, &letter, now).await?;
    write.commit().await?;
    Ok(true)
}
