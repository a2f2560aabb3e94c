//! The log of looks at people's data: apart from the journal, with its own expiry (law 5, domain facts §6).
use crate::{app::App, auth::Signed, web::format::Day};
use chrono::{DateTime, Days, Months, Utc};
use entities::{
    access_log::{self, AccessAct},
    recipient::RecipientId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use std::collections::BTreeSet;

/// How long a look is remembered: within the six to twelve months the CNIL advises for such logs
/// (délibération 2021-122).
pub const KEPT: Months = Months::new(12);

/// The word key of what was done.
#[must_use]
pub fn act_key(act: AccessAct) -> &'static str {
    match act {
        AccessAct::Viewed => "access-viewed",
        AccessAct::Searched => "access-searched",
        AccessAct::Recorded => "access-recorded",
        AccessAct::Printed => "access-printed",
    }
}

/// Logs looks at these people's data.
pub async fn record(
    db: &impl ConnectionTrait,
    by: &Signed,
    recipients: impl IntoIterator<Item = RecipientId>,
    act: AccessAct,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let rows: Vec<_> = recipients
        .into_iter()
        .map(|recipient_id| access_log::ActiveModel {
            at: Set(now),
            membership_id: Set(by.membership_id),
            recipient_id: Set(recipient_id),
            act: Set(act),
            expires_on: Set((now + KEPT).date_naive()),
            ..Default::default()
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    access_log::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Logs a look at each of these people's data, once for each on a day: a list that one comes back to all morning is looked
/// at once.
pub async fn record_once_a_day(
    db: &impl ConnectionTrait,
    by: &Signed,
    recipients: impl IntoIterator<Item = RecipientId>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let mut people: BTreeSet<RecipientId> = recipients.into_iter().collect();
    if people.is_empty() {
        return Ok(());
    }
    let today = now.in_paris();
    let looks = access_log::Entity::find()
        .filter(access_log::COLUMN.membership_id.eq(by.membership_id))
        .filter(access_log::COLUMN.act.eq(AccessAct::Viewed))
        .filter(
            access_log::COLUMN
                .recipient_id
                .is_in(people.iter().copied()),
        )
        // A day has up to 25 hours.
        .filter(access_log::COLUMN.at.gt(now - Days::new(2)))
        .all(db)
        .await?;
    for look in looks {
        if look.at.in_paris() == today {
            people.remove(&look.recipient_id);
        }
    }
    record(db, by, people, AccessAct::Viewed, now).await
}

/// Forgets the looks whose time is over; gives how many.
pub async fn purge(app: &App) -> Result<u64, DbErr> {
    let write = app.write().await?;
    let gone = access_log::Entity::delete_many()
        .filter(access_log::COLUMN.expires_on.lt(app.clock.today()))
        .exec(&*write)
        .await?;
    write.commit().await?;
    Ok(gone.rows_affected)
}
