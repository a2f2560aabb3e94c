//! Each day: what was reserved and nobody came for is free again. The borrower is told, and who waits is offered the days.
use super::{
    actions, letters,
    queries::{closed, terms},
    rules::{Terms, kept_until},
    waiting::actions::offer_next,
};
use crate::{app::App, journal::By, web::Error};
use chrono::NaiveDate;
use entities::{
    catalogue_item,
    loan::{self, LoanId, LoanState},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// How many are read at a time.
const PAGE: u64 = 100;

/// The states of a loan that nobody has come for.
const UNFETCHED: [LoanState; 3] = [
    LoanState::Requested,
    LoanState::Reserved,
    LoanState::Prepared,
];

/// Ends the reservations that were kept long enough, each in a transaction of its own; gives how many.
pub async fn release(app: &App) -> Result<u64, Error> {
    let terms = terms(&app.db).await?;
    let today = app.clock.today();
    let mut released = 0;
    let mut last = LoanId(0);
    loop {
        let page = begun(&app.db, today, last).await?;
        let Some(end) = page.last() else {
            return Ok(released);
        };
        last = end.id;
        for loan in &page {
            if is_over(&app.db, loan, terms, today).await? {
                released += u64::from(end_one(app, loan.id, terms).await?);
            }
        }
    }
}

/// The reservations whose first day is over, in order.
async fn begun(
    db: &impl ConnectionTrait,
    today: NaiveDate,
    last: LoanId,
) -> Result<Vec<loan::Model>, DbErr> {
    loan::Entity::find()
        .filter(loan::COLUMN.state.is_in(UNFETCHED))
        .filter(loan::COLUMN.starts_on.lt(today))
        .filter(loan::COLUMN.id.gt(last))
        .order_by_asc(loan::Column::Id)
        .limit(PAGE)
        .all(db)
        .await
}

async fn is_over(
    db: &impl ConnectionTrait,
    loan: &loan::Model,
    terms: Terms,
    today: NaiveDate,
) -> Result<bool, DbErr> {
    let closures = closed(db, loan.site_id, loan.starts_on).await?;
    Ok(UNFETCHED.contains(&loan.state) && kept_until(loan, terms, &closures) < today)
}

/// Ends one, if it still is to be: false when it was fetched, or ended, since the list was read.
async fn end_one(app: &App, id: LoanId, terms: Terms) -> Result<bool, Error> {
    let write = app.write().await?;
    let Some(loan) = loan::Entity::find_by_id(id).one(&*write).await? else {
        return Ok(false);
    };
    if !is_over(&*write, &loan, terms, app.clock.today()).await? {
        return Ok(false);
    }
    let by = By {
        actor: None,
        at: app.clock.now(),
    };
    let loan = match actions::lapse(&*write, by, &loan).await {
        Ok(loan) => loan,
        // Fetched at this very moment, or ended by another node.
        Err(Error::Changed) => return Ok(false),
        Err(error) => return Err(error),
    };
    let item = catalogue_item::Entity::find_by_id(loan.item_id)
        .one(&*write)
        .await?
        .ok_or(Error::NotFound)?;
    letters::unfetched(app, &*write, &loan, &item).await?;
    offer_next(app, &*write, loan.item_id).await?;
    write.commit().await?;
    Ok(true)
}
