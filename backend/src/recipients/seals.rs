//! Each day of looks at people's data is sealed: the journal holds how many there were and a fingerprint of them. A look
//! that is removed, added or altered before its time is over is found, and nothing of a person is in the journal.
use super::access::KEPT;
use crate::{
    app::App,
    journal::{self, By, Event, EventKind, Report},
    keys::Keys,
};
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};
use entities::{access_log, access_seal};
use sea_orm::{
    ActiveEnum, ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    SqlErr,
};
use std::fmt::Write;

/// How long after its end a day is sealed: longer than any write takes.
const SETTLING: Duration = Duration::hours(1);

/// Seals the days that are over, each once; gives how many.
pub async fn seal_days(app: &App) -> Result<u64, DbErr> {
    let over = (app.clock.now() - SETTLING).date_naive();
    let latest = access_seal::Entity::find()
        .order_by_desc(access_seal::COLUMN.day)
        .one(&app.db)
        .await?;
    let mut next = match latest {
        Some(seal) => seal.day.succ_opt(),
        None => first_day(&app.db).await?,
    };
    let mut sealed = 0;
    while let Some(day) = next.filter(|day| *day < over) {
        if !seal(app, day).await? {
            break;
        }
        sealed += 1;
        next = day.succ_opt();
    }
    Ok(sealed)
}

/// The day of the first look there is.
async fn first_day(db: &impl ConnectionTrait) -> Result<Option<NaiveDate>, DbErr> {
    let first = access_log::Entity::find()
        .order_by_asc(access_log::COLUMN.at)
        .one(db)
        .await?;
    Ok(first.map(|look| look.at.date_naive()))
}

/// Seals a day; false when another node was faster.
async fn seal(app: &App, day: NaiveDate) -> Result<bool, DbErr> {
    let write = app.write().await?;
    let (looks, fingerprint) = of_day(&*write, &app.keys, day).await?;
    let row = access_seal::ActiveModel {
        day: Set(day),
        looks: Set(looks),
        fingerprint: Set(fingerprint),
        ..Default::default()
    };
    let by = By {
        actor: None,
        at: app.clock.now(),
    };
    let event = Event::of(EventKind::LooksSealed);
    let inserted: Result<access_seal::Model, DbErr> =
        journal::insert(&*write, by, row, event).await;
    match inserted {
        Ok(_) => {
            write.commit().await?;
            Ok(true)
        }
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// How many looks a day has, and their fingerprint.
async fn of_day(
    db: &impl ConnectionTrait,
    keys: &Keys,
    day: NaiveDate,
) -> Result<(i32, String), DbErr> {
    let looks = access_log::Entity::find()
        .filter(access_log::COLUMN.at.gte(begin(day)))
        .filter(access_log::COLUMN.at.lt(begin(day + Days::new(1))))
        .order_by_asc(access_log::COLUMN.id)
        .all(db)
        .await?;
    let mut text = String::new();
    for look in &looks {
        let act = look.act.to_value();
        writeln!(
            text,
            "{}|{}|{}|{}|{act}|{}",
            look.id,
            look.at.timestamp_micros(),
            look.membership_id.0,
            look.recipient_id.0,
            look.expires_on,
        )
        .expect("a text takes all that is written");
    }
    let count = i32::try_from(looks.len()).unwrap_or(i32::MAX);
    Ok((count, keys.fingerprint("looks", &text)))
}

fn begin(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// Compares the looks that are still kept with the seals of their days.
pub async fn verify(
    db: &impl ConnectionTrait,
    keys: &Keys,
    today: NaiveDate,
    report: &mut Report,
) -> Result<(), DbErr> {
    let seals = access_seal::Entity::find()
        .order_by_asc(access_seal::COLUMN.day)
        .all(db)
        .await?;
    let Some(first) = seals.first() else {
        return Ok(());
    };
    if first_day(db).await?.is_some_and(|day| day < first.day) {
        report.problem(
            "the access log",
            "has a look of before the first day that was sealed: it was added by hand",
        );
    }
    // What is over may be gone already or not yet.
    for seal in seals.iter().filter(|seal| seal.day + KEPT >= today) {
        let (looks, fingerprint) = of_day(db, keys, seal.day).await?;
        if (looks, &fingerprint) != (seal.looks, &seal.fingerprint) {
            let what = format!(
                "are {looks} and were {} when the day was sealed, or say something else: a look was removed, added or altered",
                seal.looks
            );
            report.problem(format!("looks of {}", seal.day), what);
        }
    }
    Ok(())
}
