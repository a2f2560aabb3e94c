//! The provisional loans whose deadline has come: the prescriber of each is told, once, with what to do.
use super::{actions::is_taken, letters, queries};
use crate::{app::App, mail, web::Error};
use entities::{
    handover::{self, HandoverId},
    handover_recall,
    outbox::OutboxKind,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

/// How many are read at a time.
const PAGE: u64 = 100;

/// Writes the messages that are due, each in a transaction of its own; gives how many. Where nobody is left who
/// speaks for the recipient, a loan waits for somebody who does: it stays on the coordinator's list.
pub async fn call_back(app: &App) -> Result<u64, Error> {
    let mut written = 0;
    let mut last = None;
    loop {
        let page = due(app, last).await?;
        let Some(end) = page.last() else {
            return Ok(written);
        };
        last = Some(end.id);
        for handover in &page {
            written += u64::from(call(app, handover.id).await?);
        }
    }
}

/// The loans to call back and not called back yet, in order.
async fn due(app: &App, last: Option<HandoverId>) -> Result<Vec<handover::Model>, DbErr> {
    let mut called = handover_recall::Entity::find()
        .select_only()
        .column(handover_recall::Column::HandoverId);
    let mut find = queries::overdue(app.clock.today());
    if let Some(last) = last {
        called = called.filter(handover_recall::COLUMN.handover_id.gt(last));
        find = find.filter(handover::COLUMN.id.gt(last));
    }
    find.filter(handover::Column::Id.not_in_subquery(called.into_query()))
        .order_by_asc(handover::COLUMN.id)
        .limit(PAGE)
        .all(&app.db)
        .await
}

/// Tells the prescriber of one loan; false when another node has, or nobody reads it.
async fn call(app: &App, id: HandoverId) -> Result<bool, Error> {
    let now = app.clock.now();
    let write = app.write().await?;
    let called = handover_recall::ActiveModel {
        handover_id: Set(id),
        at: Set(now),
    };
    // First, so that of two nodes at once one waits here and is told.
    match handover_recall::Entity::insert(called)
        .exec_without_returning(&*write)
        .await
    {
        Ok(_) => {}
        Err(error) if is_taken(&error) => return Ok(false),
        Err(error) => return Err(error.into()),
    }
    // Back or attested since the list was read: there is nothing to tell.
    let handover = queries::overdue(app.clock.today())
        .filter(handover::COLUMN.id.eq(id))
        .one(&*write)
        .await?;
    let Some(handover) = handover else {
        return Ok(false);
    };
    let Some(letter) = letters::recall(app, &*write, &handover).await? else {
        return Ok(false);
    };
    let kind = OutboxKind::HandoverRecalled;
    mail::queue(&*write, &app.keys, kind, false, &letter, now).await?;
    write.commit().await?;
    Ok(true)
}
