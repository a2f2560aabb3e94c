//! Whoever was late too often waits before they reserve again; the store or coordination may lift that, on the page of
//! one of their loans: `POST /loans/{id}/suspension-lift`.
use super::{
    queries,
    rules::{
        Terms,
        lateness::{Ended, counted_from, suspended_until},
    },
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{KeepLibrary, SeeLoans, SetLendingRules},
    },
    journal::{self, Event, EventKind},
    web::Error,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use entities::{
    account::AccountId,
    loan::{self, LoanState},
    suspension_lift,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    QueryOrder,
};

/// The last day on which somebody may not reserve, if today is one.
pub async fn standing(
    db: &impl ConnectionTrait,
    account: AccountId,
    today: NaiveDate,
    terms: Terms,
) -> Result<Option<NaiveDate>, DbErr> {
    let since = counted_from(today, terms);
    let loans = loan::Entity::find()
        .filter(loan::COLUMN.account_id.eq(account))
        .filter(
            Condition::any()
                .add(loan::COLUMN.returned_on.gte(since))
                .add(
                    Condition::all()
                        .add(loan::COLUMN.state.eq(LoanState::Out))
                        .add(loan::COLUMN.ends_on.lt(today))
                        // What is lost is not late.
                        .add(
                            loan::Column::Id
                                .not_in_subquery(super::losses::queries::loans_of_the_lost()),
                        ),
                ),
        )
        .all(db)
        .await?;
    let lifted = suspension_lift::Entity::find()
        .filter(suspension_lift::COLUMN.account_id.eq(account))
        .order_by_desc(suspension_lift::Column::LiftedOn)
        .one(db)
        .await?;
    let lifted_on = lifted.map(|lift| lift.lifted_on);
    let ended: Vec<Ended> = loans
        .iter()
        .map(|loan| (loan.ends_on, loan.returned_on))
        .collect();
    Ok(suspended_until(&ended, lifted_on, today, terms))
}

/// Whether this person may lift a suspension: who keeps the store, or sets the rules; nobody their own.
pub fn may_lift(by: &Signed, loan: &loan::Model) -> bool {
    (by.may(KeepLibrary) || by.may(SetLendingRules)) && by.account.id != loan.account_id
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct LiftForm {
    write_id: String,
}

pub async fn lift(
    State(app): State<App>,
    by: Allowed<SeeLoans>,
    Path(id): Path<i32>,
    Form(form): Form<LiftForm>,
) -> Result<Response, Error> {
    let loan = queries::loan(&app.db, &by, id)
        .await?
        .filter(|loan| may_lift(&by, loan))
        .ok_or(Error::NotFound)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let today = app.clock.today();
    let terms = queries::terms(&*write).await?;
    if standing(&*write, loan.account_id, today, terms)
        .await?
        .is_none()
    {
        return Err(Error::Changed);
    }
    let now = app.clock.now();
    let row = suspension_lift::ActiveModel {
        account_id: Set(loan.account_id),
        membership_id: Set(by.membership_id),
        lifted_on: Set(today),
        at: Set(now),
        ..Default::default()
    };
    suspension_lift::Entity::insert(row)
        .exec_without_returning(&*write)
        .await?;
    let event = Event::of(EventKind::LoanSuspensionLifted);
    journal::record(&*write, by.at(now), &loan, event).await?;
    let to = format!("/loans/{id}?done=loan-suspension-lifted");
    Ok(write.answer(to).await?.into_response())
}
