//! Judging a pair: one person, or two. The event names recipients by their numbers, never a person.
use super::queries::Pair;
use crate::{
    app::App,
    auth::Signed,
    journal::{self, ChangeError, Event, EventKind},
    web::Error,
};
use entities::recipient_pair;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, SqlErr,
};

/// Records what a coordinator judged; may be judged again, of which the journal keeps both.
pub async fn judge(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    pair: &Pair,
    same: bool,
) -> Result<(), Error> {
    let at = by.at(app.clock.now());
    let before = recipient_pair::Entity::find()
        .filter(recipient_pair::COLUMN.first_id.eq(pair.first.recipient))
        .filter(recipient_pair::COLUMN.second_id.eq(pair.second.recipient))
        .one(txn)
        .await?;
    let row = recipient_pair::ActiveModel {
        same: Set(same),
        judged_at: Set(at.at),
        judged_by: Set(by.membership_id),
        ..Default::default()
    };
    let event = Event::of(EventKind::PairJudged);
    if let Some(before) = before {
        journal::change(txn, at, &before, row, event).await?;
        return Ok(());
    }
    let row = recipient_pair::ActiveModel {
        first_id: Set(pair.first.recipient),
        second_id: Set(pair.second.recipient),
        ..row
    };
    match journal::insert::<recipient_pair::Model, _>(txn, at, row, event).await {
        Ok(_) => Ok(()),
        // The one unique key here is the pair: somebody else judged it a moment before.
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Err(ChangeError::Changed.into())
        }
        Err(error) => Err(error.into()),
    }
}
