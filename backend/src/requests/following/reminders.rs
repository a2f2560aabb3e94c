//! A request never rots silently: whoever must act is told again, once; then coordination is told, once.
use super::{
    letters::{self, Overdue},
    queries::{self, Waiting},
    rules::{SHORTEST_PATIENCE, due},
};
use crate::{app::App, mail, prescribing::queries as people, recipients::limits, web::Error};
use chrono::{DateTime, Duration, Utc};
use entities::{
    account::{self, AccountId},
    outbox::OutboxKind,
    request::{self, RequestId, RequestState, Side},
    request_reminder::{self, ReminderStep},
    site,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, SqlErr,
};
use std::collections::BTreeMap;

/// How many requests are read at a time.
const PAGE: u64 = 100;

/// Writes the reminders that are due, a page of requests in a transaction; gives how many requests were reminded of.
pub async fn remind(app: &App) -> Result<u64, Error> {
    let mut reminded = 0;
    let mut last = None;
    loop {
        let page = open_after(app, &app.db, last).await?;
        let Some(end) = page.last() else {
            return Ok(reminded);
        };
        let beyond = end.id;
        // Nothing is written for a page where nobody lets anything wait.
        if !overdue(app, &app.db, &page).await?.is_empty() {
            reminded += remind_page(app, last).await?;
        }
        last = Some(beyond);
    }
}

/// A request that is due for a reminder.
struct Due {
    request: request::Model,
    waiting: Waiting,
    step: ReminderStep,
}

/// The same page, read again in the transaction that writes.
async fn remind_page(app: &App, last: Option<RequestId>) -> Result<u64, Error> {
    let now = app.clock.now();
    let write = app.write().await?;
    let page = open_after(app, &*write, last).await?;
    let due = overdue(app, &*write, &page).await?;
    if due.is_empty() {
        return Ok(0);
    }
    let rows = due.iter().map(|one| request_reminder::ActiveModel {
        request_id: Set(one.request.id),
        step: Set(one.step),
        since: Set(one.waiting.since),
        at: Set(now),
    });
    // First, so that of two nodes at once one waits here and is told.
    match request_reminder::Entity::insert_many(rows)
        .exec_without_returning(&*write)
        .await
    {
        Ok(_) => {}
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            return Ok(0);
        }
        Err(error) => return Err(error.into()),
    }
    let count = due.len() as u64;
    for ((_, step), (reader, lines)) in by_reader(&*write, due).await? {
        let message = letters::reminder(app, &reader, step, &lines)?;
        let kind = OutboxKind::RequestReminder;
        mail::queue(&*write, &app.keys, kind, false, &message, now).await?;
    }
    write.commit().await?;
    Ok(count)
}

/// The next open requests that were sent long enough ago to be let wait.
async fn open_after(
    app: &App,
    db: &impl ConnectionTrait,
    last: Option<RequestId>,
) -> Result<Vec<request::Model>, DbErr> {
    let mut find = request::Entity::find()
        .filter(
            request::COLUMN
                .state
                .is_in([RequestState::Submitted, RequestState::Allocated]),
        )
        .filter(
            request::COLUMN
                .submitted_at
                .lte(app.clock.now() - Duration::days(SHORTEST_PATIENCE)),
        )
        // Nobody may act on them.
        .filter(limits::free_to_act());
    if let Some(last) = last {
        find = find.filter(request::COLUMN.id.gt(last));
    }
    find.order_by_asc(request::Column::Id)
        .limit(PAGE)
        .all(db)
        .await
}

/// Those of a page that are due for a reminder.
async fn overdue(
    app: &App,
    db: &impl ConnectionTrait,
    page: &[request::Model],
) -> Result<Vec<Due>, DbErr> {
    let waiting = queries::waiting(db, page).await?;
    let rows = request_reminder::Entity::find()
        .filter(
            request_reminder::COLUMN
                .request_id
                .is_in(page.iter().map(|request| request.id)),
        )
        .all(db)
        .await?;
    let mut sent: BTreeMap<(RequestId, DateTime<Utc>), Vec<ReminderStep>> = BTreeMap::new();
    for row in rows {
        sent.entry((row.request_id, row.since))
            .or_default()
            .push(row.step);
    }
    let now = app.clock.now();
    let one = |request: &request::Model| {
        let waiting = *waiting.get(&request.id)?;
        let days = (now - waiting.since).num_days();
        let steps = sent
            .get(&(request.id, waiting.since))
            .map_or(&[][..], Vec::as_slice);
        let step = due(waiting.turn, days, steps)?;
        Some(Due {
            request: request.clone(),
            waiting,
            step,
        })
    };
    Ok(page.iter().filter_map(one).collect())
}

/// What each reader is told, in one message for each step.
type ByReader = BTreeMap<(AccountId, ReminderStep), (account::Model, Vec<Overdue>)>;

async fn by_reader(db: &impl ConnectionTrait, due: Vec<Due>) -> Result<ByReader, Error> {
    let sites: BTreeMap<_, _> = site::Entity::find()
        .filter(
            site::COLUMN
                .id
                .is_in(due.iter().map(|one| one.request.pickup_site_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|site| (site.id, site.epci_code))
        .collect();
    let mut coordinators: BTreeMap<Option<String>, Vec<account::Model>> = BTreeMap::new();
    let mut told = ByReader::new();
    for one in due {
        let escalates = one.step == ReminderStep::Escalated;
        let mut readers = match one.waiting.turn.side() {
            Some(Side::Prescriber) if !escalates => {
                letters::to_prescriber(db, &one.request).await?
            }
            Some(Side::Prescriber | Side::Coordinator) | None => Vec::new(),
        };
        // Whoever is gone does not act: coordination is told in their place.
        if readers.is_empty() {
            let epci = sites.get(&one.request.pickup_site_id).cloned().flatten();
            readers = if let Some(known) = coordinators.get(&epci) {
                known.clone()
            } else {
                let found = people::coordinators(db, epci.as_deref()).await?;
                coordinators.insert(epci, found.clone());
                found
            };
        }
        for reader in readers {
            let (_, lines) = told
                .entry((reader.id, one.step))
                .or_insert_with(|| (reader, Vec::new()));
            lines.push(Overdue {
                request: one.request.id,
                turn: one.waiting.turn,
                since: one.waiting.since,
            });
        }
    }
    Ok(told)
}
