//! Joining a line, leaving it, and the offer of days that came free: one at a time for an item.
use super::queries::{self, IN_LINE};
use crate::{
    app::App,
    auth::{Allowed, permissions::BorrowKit},
    lending::{
        letters,
        queries::{closed, pieces, terms},
        rules::{
            period::{Period, busy_until},
            waiting::{next_offered, offer_until},
        },
        suspensions,
    },
    web::Error,
};
use chrono::{DateTime, Utc};
use entities::{
    catalogue_item::{self, CatalogueItemId},
    loan,
    loan_wait::{self, WaitState},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter, sea_query::Expr,
};

/// The person stands at the end of the line; an error of the unique key says that they stand in it already.
pub async fn join(
    txn: &impl ConnectionTrait,
    by: &Allowed<BorrowKit>,
    item: CatalogueItemId,
    period: Period,
    now: DateTime<Utc>,
) -> Result<loan_wait::Model, DbErr> {
    let row = loan_wait::ActiveModel {
        item_id: Set(item),
        membership_id: Set(by.membership_id),
        account_id: Set(by.account.id),
        organisation_id: Set(by.organisation_id),
        from_on: Set(period.starts_on()),
        until_on: Set(period.ends_on()),
        state: Set(WaitState::Waiting),
        joined_at: Set(now),
        ..Default::default()
    };
    row.insert(txn).await
}

/// Holds the line for an item until the end of the transaction, before any place in it is written: who offers days
/// and who leaves never wait for each other. Writing what stands there already is a lock on either engine.
async fn hold(txn: &impl ConnectionTrait, item: CatalogueItemId) -> Result<(), DbErr> {
    catalogue_item::Entity::update_many()
        .col_expr(
            catalogue_item::Column::Version,
            Expr::col(catalogue_item::Column::Version),
        )
        .filter(catalogue_item::COLUMN.id.eq(item))
        .exec(txn)
        .await?;
    Ok(())
}

/// Out of the line; false when the place was not in line any longer.
pub async fn leave(
    txn: &impl ConnectionTrait,
    place: &loan_wait::Model,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    hold(txn, place.item_id).await?;
    let gone = loan_wait::ActiveModel {
        state: Set(WaitState::Left),
        closed_at: Set(Some(now)),
        ..Default::default()
    };
    let left = loan_wait::Entity::update_many()
        .set(gone)
        .filter(loan_wait::COLUMN.id.eq(place.id))
        .filter(loan_wait::COLUMN.state.is_in(IN_LINE))
        .exec(txn)
        .await?;
    Ok(left.rows_affected > 0)
}

/// Who waited has reserved: their place is used, and the next may be offered days.
pub async fn served(
    app: &App,
    txn: &impl ConnectionTrait,
    loan: &loan::Model,
) -> Result<(), Error> {
    let place = queries::of_person(txn, loan.account_id, loan.item_id).await?;
    if place.is_none() {
        return Ok(());
    }
    hold(txn, loan.item_id).await?;
    let taken = loan_wait::ActiveModel {
        state: Set(WaitState::Taken),
        loan_id: Set(Some(loan.id)),
        closed_at: Set(Some(app.clock.now())),
        ..Default::default()
    };
    let served = loan_wait::Entity::update_many()
        .set(taken)
        .filter(loan_wait::COLUMN.item_id.eq(loan.item_id))
        .filter(loan_wait::COLUMN.account_id.eq(loan.account_id))
        .filter(loan_wait::COLUMN.state.is_in(IN_LINE))
        .exec(txn)
        .await?;
    if served.rows_affected > 0 {
        offer_next(app, txn, loan.item_id).await?;
    }
    Ok(())
}

/// How many days ahead pieces are looked at: any loan and its buffer.
const AHEAD: u64 = 1_200;

/// Offers the first in line whose days are free to reserve them; true when somebody was.
pub async fn offer_next(
    app: &App,
    txn: &impl ConnectionTrait,
    item: CatalogueItemId,
) -> Result<bool, Error> {
    if queries::line(txn, item).await?.is_empty() {
        return Ok(false);
    }
    // Of two at once the second sees the first's offer.
    hold(txn, item).await?;
    let item = catalogue_item::Entity::find_by_id(item)
        .one(txn)
        .await?
        .ok_or(Error::NotFound)?;
    let line = queries::line(txn, item.id).await?;
    let today = app.clock.today();
    let terms = terms(txn).await?;
    let closures = closed(txn, item.site_id, today).await?;
    let mut facts = pieces(txn, &[item.id], today, AHEAD).await?;
    let facts = facts.remove(&item.id).unwrap_or_default();
    // Who may not reserve keeps their place, and is offered nothing meanwhile.
    let people = line.iter().map(|wait| wait.account_id);
    let suspended = suspensions::among(txn, people, today, terms).await?;
    let is_free = |wait: &loan_wait::Model| {
        if suspended.contains_key(&wait.account_id) {
            return false;
        }
        facts
            .iter()
            .filter(|piece| piece.is_lendable())
            .any(|piece| {
                let until = busy_until(wait.until_on, terms.buffer_of(&piece.device), &closures);
                piece.taken.range(wait.from_on..=until).next().is_none()
            })
    };
    let Some(next) = next_offered(&line, today, is_free) else {
        return Ok(false);
    };
    let until = offer_until(next, today, terms);
    let offered = loan_wait::ActiveModel {
        state: Set(WaitState::Offered),
        offer_until: Set(Some(until)),
        ..Default::default()
    };
    let made = loan_wait::Entity::update_many()
        .set(offered)
        .filter(loan_wait::COLUMN.id.eq(next.id))
        .filter(loan_wait::COLUMN.state.eq(WaitState::Waiting))
        .exec(txn)
        .await?;
    // Out of the line since it was read, by the upkeep of the day: whoever is next is offered the days at its next turn.
    if made.rows_affected == 0 {
        return Ok(false);
    }
    letters::offer(app, txn, next, &item, until).await?;
    Ok(true)
}
