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
};
use std::collections::{HashMap, HashSet};

/// The last day on which somebody may not reserve, if today is one.
pub async fn standing(
    db: &impl ConnectionTrait,
    account: AccountId,
    today: NaiveDate,
    terms: Terms,
) -> Result<Option<NaiveDate>, DbErr> {
    let all = among(db, [account], today, terms).await?;
    Ok(all.get(&account).copied())
}

/// Those of these people who may not reserve today, each with the last day of it: two queries, however many they are.
pub async fn among(
    db: &impl ConnectionTrait,
    accounts: impl IntoIterator<Item = AccountId>,
    today: NaiveDate,
    terms: Terms,
) -> Result<HashMap<AccountId, NaiveDate>, DbErr> {
    let accounts: HashSet<AccountId> = accounts.into_iter().collect();
    if accounts.is_empty() {
        return Ok(HashMap::new());
    }
    let since = counted_from(today, terms);
    let loans = loan::Entity::find()
        .filter(loan::COLUMN.account_id.is_in(accounts.iter().copied()))
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
    let lifts = suspension_lift::Entity::find()
        .filter(
            suspension_lift::COLUMN
                .account_id
                .is_in(accounts.iter().copied()),
        )
        .all(db)
        .await?;
    let mut ended: HashMap<AccountId, Vec<Ended>> = HashMap::new();
    for loan in loans {
        let of = ended.entry(loan.account_id).or_default();
        of.push((loan.ends_on, loan.returned_on));
    }
    let lifted_on = |account: AccountId| {
        let own = lifts.iter().filter(|lift| lift.account_id == account);
        own.map(|lift| lift.lifted_on).max()
    };
    let until = ended.into_iter().filter_map(|(account, ended)| {
        let until = suspended_until(&ended, lifted_on(account), today, terms)?;
        Some((account, until))
    });
    Ok(until.collect())
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
