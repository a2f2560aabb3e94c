//! The turn behind the pages: who is expected soon is reminded, once, and so is who speaks for them.
use super::{
    queries,
    rules::{lead_of, reminder_due},
    tell::{News, tell},
};
use crate::{app::App, web::Error};
use anyhow::Context;
use entities::{
    appointment::{self, AppointmentId, AppointmentState},
    request,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// Writes the reminders that are due, each in a transaction of its own; gives how many appointments were reminded of.
pub async fn remind(app: &App) -> Result<u64, Error> {
    let mut reminded = 0;
    let mut last = AppointmentId(0);
    loop {
        let page = queries::to_remind(&app.db, app.clock.today(), last).await?;
        let Some(end) = page.last() else {
            return Ok(reminded);
        };
        last = end.id;
        for appointment in &page {
            reminded += u64::from(remind_of(app, appointment).await?);
        }
    }
}

/// Reminds of one appointment; false when it is not due, or another node was faster.
async fn remind_of(app: &App, appointment: &appointment::Model) -> Result<bool, Error> {
    let now = app.clock.now();
    let lead = lead_of(appointment.channel);
    if !reminder_due(appointment.on_day, appointment.booked_at, lead, now) {
        return Ok(false);
    }
    let write = app.write().await?;
    // First, so that of two nodes at once one waits here and is told.
    let claimed = appointment::Entity::update_many()
        .col_expr(appointment::Column::RemindedAt, Expr::value(Some(now)))
        .filter(appointment::COLUMN.id.eq(appointment.id))
        .filter(appointment::COLUMN.state.eq(AppointmentState::Booked))
        .filter(appointment::COLUMN.reminded_at.is_null())
        .exec(&*write)
        .await?;
    if claimed.rows_affected == 0 {
        return Ok(false);
    }
    let request = request::Entity::find_by_id(appointment.request_id)
        .one(&*write)
        .await?
        .context("an appointment is for a request")?;
    tell(app, &*write, &request, appointment, News::Reminder).await?;
    write.commit().await?;
    Ok(true)
}
