//! A loan proposed to another school, withdrawn, and taken on there.
use crate::{
    app::App,
    auth::{Allowed, permissions::BorrowKit},
    journal::{self, By, ChangeError, Event, EventKind},
    lending::{rules::schools::Taking, schools::letters},
    web::Error,
};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{loan, loan_move, membership::MembershipId, organisation};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr,
};

/// Proposes a loan to the school its pupil goes to, as it was read; one school at a time.
pub async fn propose(
    app: &App,
    txn: &impl ConnectionTrait,
    (by, membership): (By, MembershipId),
    loan: &loan::Model,
    (from, to): (&str, &organisation::Model),
) -> Result<(), Error> {
    // Taken on elsewhere, lost or brought back since it was read: nobody proposes what is not theirs any more.
    journal::hold(txn, loan).await?;
    let row = loan_move::ActiveModel {
        loan_id: Set(loan.id),
        from_id: Set(loan.organisation_id),
        to_id: Set(to.id),
        asked_by: Set(membership),
        asked_at: Set(by.at),
        ..Default::default()
    };
    loan_move::Entity::insert(row)
        .exec_without_returning(txn)
        .await
        .map_err(Error::second)?;
    letters::moves(app, txn, loan, (from, to.id)).await
}

/// The pupil stays, or another school was meant. False when it was taken on meanwhile.
pub async fn withdraw(
    txn: &impl ConnectionTrait,
    id: i32,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let withdrawn = loan_move::Entity::update_many()
        .col_expr(loan_move::Column::WithdrawnAt, Expr::value(Some(now)))
        .filter(loan_move::COLUMN.id.eq(id))
        .filter(loan_move::COLUMN.taken_on.is_null())
        .filter(loan_move::COLUMN.withdrawn_at.is_null())
        .exec(txn)
        .await?;
    Ok(withdrawn.rows_affected == 1)
}

/// The loan goes on at the school of this teacher, who has a clearance of their own (law 1). The family signs anew: what
/// it signed was between them and the other school.
pub async fn take_on(
    app: &App,
    txn: &impl ConnectionTrait,
    by: &Allowed<BorrowKit>,
    (loan, proposed): (&loan::Model, &loan_move::Model),
    taking: Taking<'_>,
    on: NaiveDate,
) -> Result<(), Error> {
    let taken = loan_move::ActiveModel {
        taken_by: Set(Some(by.membership_id)),
        taken_on: Set(Some(on)),
        ..Default::default()
    };
    let taken = loan_move::Entity::update_many()
        .set(taken)
        .filter(loan_move::COLUMN.id.eq(proposed.id))
        .filter(loan_move::COLUMN.taken_on.is_null())
        .filter(loan_move::COLUMN.withdrawn_at.is_null())
        .exec(txn)
        .await?;
    if taken.rows_affected == 0 {
        return Err(Error::Changed);
    }
    let change = loan::ActiveModel {
        membership_id: Set(by.membership_id),
        account_id: Set(by.account.id),
        organisation_id: Set(by.organisation_id),
        slot: Set(taking.slot),
        clearance_id: Set(Some(taking.cleared.row().id)),
        family_signed_on: Set(None),
        family_kept_by: Set(None),
        ..Default::default()
    };
    let event = Event::of(EventKind::LoanMoved).with("from", loan.organisation_id.0);
    let at = by.at(app.clock.now());
    match journal::change(txn, at, loan, change, event).await {
        Ok(_) => {}
        Err(ChangeError::Changed) => return Err(Error::Changed),
        // Another loan of theirs took the number meanwhile.
        Err(ChangeError::Db(error)) => return Err(Error::second(error)),
    }
    letters::moved(app, txn, loan, &by.organisation_name).await
}
