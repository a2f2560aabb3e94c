//! Before the end of a loan at a counter, on its last day and after it, who has the device is written to, where they gave an
//! address; a week late, who speaks for them too. Each is looked at once, whichever node is first; who has no address stands
//! on the counter's list.
use super::{letters, queries, rules::terms};
use crate::{
    app::App, lending::rules::moments, mail, recipients::identity, training::queries as training,
    web::Error,
};
use chrono::{Days, NaiveDate};
use entities::{
    counter_reminder, counter_rule, device,
    handover::{self, HandoverId},
    loan_reminder::LoanMoment,
    outbox::OutboxKind,
    programme::ProgrammeId,
    recipient,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, SqlErr,
};
use std::collections::BTreeMap;

/// How many are read at a time.
const PAGE: u64 = 100;

type Rules = BTreeMap<ProgrammeId, counter_rule::Model>;

/// Writes the messages that are due, each in a transaction of its own; gives for how many loans.
pub async fn remind(app: &App) -> Result<u64, Error> {
    let rules = queries::rules(&app.db).await?;
    let longest = rules.values().map(|rule| rule.remind_days).max();
    let Some(ahead) = longest.and_then(|days| u64::try_from(days).ok()) else {
        return Ok(0);
    };
    let today = app.clock.today();
    let mut written = 0;
    let mut last = HandoverId(0);
    loop {
        let page = ending(&app.db, today + Days::new(ahead), last).await?;
        let Some(end) = page.last() else {
            return Ok(written);
        };
        last = end.id;
        for loan in &page {
            if let Some(moment) = moment(loan, &rules, today) {
                written += u64::from(tell(app, loan.id, moment, &rules).await?);
            }
        }
    }
}

/// What a loan calls for today.
fn moment(loan: &handover::Model, rules: &Rules, today: NaiveDate) -> Option<LoanMoment> {
    let rule = rules.get(&loan.programme_id)?;
    moments(loan.due_back_on?, today, terms(rule))
}

/// The loans that are out and end soon or are late, in order.
async fn ending(
    db: &impl ConnectionTrait,
    until: NaiveDate,
    last: HandoverId,
) -> Result<Vec<handover::Model>, DbErr> {
    handover::Entity::find()
        .filter(handover::COLUMN.onboarding_id.is_not_null())
        .filter(handover::COLUMN.ended_at.is_null())
        .filter(handover::COLUMN.due_back_on.lte(until))
        .filter(handover::COLUMN.id.gt(last))
        .order_by_asc(handover::COLUMN.id)
        .limit(PAGE)
        .all(db)
        .await
}

/// Writes about one loan; false when another node has, it came back or was made longer meanwhile, or nobody reads it.
async fn tell(app: &App, id: HandoverId, due: LoanMoment, rules: &Rules) -> Result<bool, Error> {
    let now = app.clock.now();
    let write = app.write().await?;
    let Some(loan) = handover::Entity::find_by_id(id).one(&*write).await? else {
        return Ok(false);
    };
    let Some(due_on) = loan.due_back_on.filter(|_| loan.ended_at.is_none()) else {
        return Ok(false);
    };
    if moment(&loan, rules, app.clock.today()) != Some(due) {
        return Ok(false);
    }
    let told = counter_reminder::ActiveModel {
        handover_id: Set(loan.id),
        moment: Set(due),
        due_on: Set(due_on),
        at: Set(now),
    };
    match counter_reminder::Entity::insert(told)
        .exec_without_returning(&*write)
        .await
    {
        Ok(_) => {}
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            return Ok(false);
        }
        Err(error) => return Err(error.into()),
    }
    let mut messages = Vec::new();
    let person = recipient::Entity::find_by_id(loan.recipient_id)
        .one(&*write)
        .await?
        .ok_or(Error::NotFound)?;
    // Nobody is written to, or about, who was forgotten or has their data limited.
    if let Some(known) = identity::open(&app.keys, &person)? {
        let device = device::Entity::find_by_id(loan.device_id)
            .one(&*write)
            .await?
            .ok_or(Error::NotFound)?;
        messages.extend(letters::to_person(&*write, &known, (&loan, &device), due).await?);
        if due == LoanMoment::VeryLate {
            let (request, _) = training::request_of(&*write, loan.request_id).await?;
            messages.extend(letters::to_prescriber(app, &*write, &loan, &request).await?);
        }
    }
    let any = !messages.is_empty();
    for message in messages {
        mail::queue(
            &*write,
            &app.keys,
            OutboxKind::LoanReminder,
            false,
            &message,
            now,
        )
        .await?;
    }
    write.commit().await?;
    Ok(any)
}
