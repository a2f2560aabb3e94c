//! Each day: offers that nobody took up end, places whose first day is over leave the line, and the next are offered
//! what is free.
use super::{
    actions::offer_next,
    queries::{IN_LINE, awaited},
};
use crate::{app::App, web::Error};
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
