//! Before the end of a loan, on its last day and after it, the borrower is reminded; a week late, the head of the school
//! and the store are told too. Each message is written once, whichever node is first.
use super::{
    letters,
    losses::queries::loans_of_the_lost,
    queries,
    rules::{Terms, moments},
};
use crate::{app::App, mail, prescribing::queries::people, web::Error};
use chrono::{Days, NaiveDate};
use entities::{
    account, catalogue_item,
    loan::{self, LoanId, LoanState},
    loan_reminder::{self, LoanMoment},
    membership::Role,
    outbox::OutboxKind,
    site,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, SqlErr,
};

/// How many are read at a time.
const PAGE: u64 = 100;

/// Writes the messages that are due, each in a transaction of its own; gives for how many loans.
pub async fn remind(app: &App) -> Result<u64, Error> {
    let terms = queries::terms(&app.db).await?;
    let today = app.clock.today();
    let mut written = 0;
    let mut last = LoanId(0);
    loop {
        let page = ending(&app.db, today, terms, last).await?;
        let Some(end) = page.last() else {
            return Ok(written);
        };
        last = end.id;
        for loan in &page {
            if let Some(moment) = moments(loan.ends_on, today, terms) {
                written += u64::from(tell(app, loan.id, moment, terms).await?);
            }
        }
    }
}

/// The loans that are out and end soon or are late, in order.
async fn ending(
    db: &impl ConnectionTrait,
    today: NaiveDate,
    terms: Terms,
    last: LoanId,
) -> Result<Vec<loan::Model>, DbErr> {
    let days = u64::try_from(terms.remind_days).unwrap_or_default();
    loan::Entity::find()
        .filter(loan::COLUMN.state.eq(LoanState::Out))
        .filter(loan::COLUMN.ends_on.lte(today + Days::new(days)))
        .filter(loan::COLUMN.id.gt(last))
        .filter(loan::Column::Id.not_in_subquery(loans_of_the_lost()))
        .order_by_asc(loan::Column::Id)
        .limit(PAGE)
        .all(db)
        .await
}

/// Writes about one loan; false when another node has, or it came back meanwhile.
async fn tell(app: &App, id: LoanId, moment: LoanMoment, terms: Terms) -> Result<bool, Error> {
    let now = app.clock.now();
    let today = app.clock.today();
    let write = app.write().await?;
    let Some(loan) = loan::Entity::find_by_id(id).one(&*write).await? else {
        return Ok(false);
    };
    // Back or made longer since the list was read.
    if loan.state != LoanState::Out || moments(loan.ends_on, today, terms) != Some(moment) {
        return Ok(false);
    }
    let told = loan_reminder::ActiveModel {
        loan_id: Set(loan.id),
        moment: Set(moment),
        ends_on: Set(loan.ends_on),
        at: Set(now),
    };
    match loan_reminder::Entity::insert(told)
        .exec_without_returning(&*write)
        .await
    {
        Ok(_) => {}
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            return Ok(false);
        }
        Err(error) => return Err(error.into()),
    }
    let item = catalogue_item::Entity::find_by_id(loan.item_id)
        .one(&*write)
        .await?
        .ok_or(Error::NotFound)?;
    for reader in readers(&*write, &loan, moment).await? {
        let letter = letters::reminder(app, &reader, &loan, &item, moment)?;
        let kind = OutboxKind::LoanReminder;
        mail::queue(&*write, &app.keys, kind, false, &letter, now).await?;
    }
    write.commit().await?;
    Ok(true)
}

async fn readers(
    db: &impl ConnectionTrait,
    loan: &loan::Model,
    moment: LoanMoment,
) -> Result<Vec<account::Model>, DbErr> {
    let mut readers: Vec<_> = mail::reader(db, loan.membership_id)
        .await?
        .into_iter()
        .collect();
    match moment {
        LoanMoment::Before | LoanMoment::LastDay | LoanMoment::Late => {}
        LoanMoment::VeryLate => {
            readers.extend(letters::heads(db, loan.organisation_id).await?);
            let store = site::Entity::find_by_id(loan.site_id).one(db).await?;
            if let Some(store) = store {
                readers.extend(people(db, store.organisation_id, Role::StoreKeeper).await?);
            }
        }
    }
    Ok(readers)
}
