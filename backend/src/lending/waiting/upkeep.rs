//! Each day: offers that nobody took up end, places whose first day is over leave the line, who may not reserve any longer
//! gives their offer back, and the next are offered what is free.
use super::{
    actions::offer_next,
    queries::{IN_LINE, awaited, offers},
};
use crate::{
    app::App,
    lending::{queries::terms, suspensions},
    web::Error,
};
use entities::loan_wait::{self, WaitState};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};

/// Gives how many offers were made, each in a transaction of its own.
pub async fn renew(app: &App) -> Result<u64, Error> {
    let today = app.clock.today();
    let over = loan_wait::ActiveModel {
        state: Set(WaitState::Expired),
        closed_at: Set(Some(app.clock.now())),
        ..Default::default()
    };
    let not_taken_up = Condition::all()
        .add(loan_wait::COLUMN.state.eq(WaitState::Offered))
        .add(loan_wait::COLUMN.offer_until.lt(today));
    let write = app.write().await?;
    loan_wait::Entity::update_many()
        .set(over)
        .filter(loan_wait::COLUMN.state.is_in(IN_LINE))
        .filter(
            Condition::any()
                .add(not_taken_up)
                .add(loan_wait::COLUMN.from_on.lt(today)),
        )
        .exec(&*write)
        .await?;
    write.commit().await?;
    take_back(app).await?;
    let mut made = 0;
    for item in awaited(&app.db).await? {
        let write = app.write().await?;
        if offer_next(app, &*write, item).await? {
            made += 1;
        }
        write.commit().await?;
    }
    Ok(made)
}

/// Takes back what is offered to people who were late too often since: they wait on, in their place.
async fn take_back(app: &App) -> Result<(), Error> {
    let offered = offers(&app.db).await?;
    let people = offered.iter().map(|wait| wait.account_id);
    let terms = terms(&app.db).await?;
    let suspended = suspensions::among(&app.db, people, app.clock.today(), terms).await?;
    let theirs: Vec<i32> = offered
        .iter()
        .filter(|wait| suspended.contains_key(&wait.account_id))
        .map(|wait| wait.id)
        .collect();
    if theirs.is_empty() {
        return Ok(());
    }
    let waits_on = loan_wait::ActiveModel {
        state: Set(WaitState::Waiting),
        offer_until: Set(None),
        ..Default::default()
    };
    let write = app.write().await?;
    loan_wait::Entity::update_many()
        .set(waits_on)
        .filter(loan_wait::COLUMN.id.is_in(theirs))
        .filter(loan_wait::COLUMN.state.eq(WaitState::Offered))
        .exec(&*write)
        .await?;
    write.commit().await?;
    Ok(())
}
