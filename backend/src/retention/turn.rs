//! The turn behind the pages: who was silent long enough is announced to the data protection officer, by number, and
//! erased when the announced day has come and nothing has happened since.
use super::{
    letters, queries,
    rules::{self, Settings, Step},
};
use crate::{
    app::App,
    evidence,
    journal::{By, ChangeError},
    mail,
    recipients::{
        access::KEPT,
        forget::{self, ForgetError},
    },
    web::Error,
};
use chrono::NaiveDate;
use entities::{
    outbox::OutboxKind,
    paper_look,
    recipient::{self, RecipientId},
    retention_notice,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, SqlErr};

/// How many people are judged at a time.
const PAGE: u64 = 100;

/// What is to be done with one person.
pub type Planned = (RecipientId, Step);

/// What a turn did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    pub announced: u64,
    pub taken_back: u64,
    pub erased: u64,
}

/// What the next turn would do: the dry run. It writes nothing.
pub async fn plan(app: &App) -> Result<Vec<Planned>, Error> {
    let (_, settings) = queries::settings(&app.db).await?;
    let today = app.clock.today();
    let mut plan = Vec::new();
    let mut last = RecipientId(0);
    loop {
        let people = queries::to_judge(&app.db, settings, today, last, PAGE).await?;
        let Some(end) = people.last() else {
            return Ok(plan);
        };
        last = end.id;
        plan.extend(judge(app, &app.db, &people, settings).await?);
    }
}

/// The next step of each of these people who has one.
async fn judge(
    app: &App,
    db: &impl ConnectionTrait,
    people: &[recipient::Model],
    settings: Settings,
) -> Result<Vec<Planned>, Error> {
    let facts = queries::facts(db, people, app.clock.now()).await?;
    let notices = queries::notices(db, people).await?;
    let today = app.clock.today();
    let steps = facts.iter().map(|(id, facts)| {
        let stage = rules::stage(facts, settings);
        (
            *id,
            rules::next(&stage, notices.get(id).copied(), today, settings),
        )
    });
    Ok(steps.filter(|(_, step)| *step != Step::Nothing).collect())
}

/// Takes a turn. Where nobody would read the announcement nothing is announced, and so nothing is erased.
pub async fn take(app: &App) -> Result<Done, Error> {
    let mut done = Done::default();
    let mut to_announce = Vec::new();
    for (id, step) in plan(app).await? {
        match step {
            Step::Nothing => {}
            Step::Announce(day) => to_announce.push((id, day)),
            Step::TakeBack => done.taken_back += u64::from(take_back(app, id).await?),
            Step::Erase => done.erased += u64::from(erase(app, id).await?),
        }
    }
    done.announced = announce(app, &to_announce).await?;
    Ok(done)
}

/// Writes down who is to be erased and when, and tells the officers how many: one transaction.
async fn announce(app: &App, people: &[(RecipientId, NaiveDate)]) -> Result<u64, Error> {
    let Some(first) = people.iter().map(|(_, day)| *day).min() else {
        return Ok(0);
    };
    let now = app.clock.now();
    let today = app.clock.today();
    let write = app.write().await?;
    let count = people.len();
    let letters = letters::announcement(app, &*write, count, first).await?;
    if letters.is_empty() {
        tracing::warn!(
            people = count,
            "nobody answers for people's data here: no erasure is announced"
        );
        return Ok(0);
    }
    for chunk in people.chunks(500) {
        let rows = chunk.iter().map(|(id, day)| retention_notice::ActiveModel {
            recipient_id: Set(*id),
            announced_on: Set(today),
            erase_on: Set(*day),
        });
        match retention_notice::Entity::insert_many(rows)
            .exec_without_returning(&*write)
            .await
        {
            Ok(_) => {}
            // Another node announces them at the same moment.
            Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
                return Ok(0);
            }
            Err(error) => return Err(error.into()),
        }
    }
    for letter in &letters {
        let kind = OutboxKind::RetentionAnnounced;
        mail::queue(&*write, &app.keys, kind, false, letter, now).await?;
    }
    write.commit().await?;
    Ok(u64::try_from(count).unwrap_or(u64::MAX))
}

/// Takes an announcement back; false when another node has.
async fn take_back(app: &App, id: RecipientId) -> Result<bool, Error> {
    let write = app.write().await?;
    let gone = retention_notice::Entity::delete_many()
        .filter(retention_notice::COLUMN.recipient_id.eq(id))
        .exec(&*write)
        .await?;
    write.commit().await?;
    Ok(gone.rows_affected > 0)
}

/// Erases one person, if that is still what is to be done: judged again in the transaction that erases.
async fn erase(app: &App, id: RecipientId) -> Result<bool, Error> {
    let write = app.write().await?;
    let Some(person) = queries::person(&*write, id).await? else {
        return Ok(false);
    };
    let (_, settings) = queries::settings(&*write).await?;
    let step = judge(app, &*write, std::slice::from_ref(&person), settings).await?;
    if step != [(id, Step::Erase)] {
        return Ok(false);
    }
    let by = By {
        actor: None,
        at: app.clock.now(),
    };
    match forget::forget(&*write, by, &person).await {
        Ok(files) => {
            write.commit().await?;
            for file in &files {
                evidence::remove(app, file).await;
            }
            Ok(true)
        }
        // Judged otherwise, or somebody was faster: the next turn sees it.
        Err(ForgetError::Refused(_) | ForgetError::Change(ChangeError::Changed)) => Ok(false),
        Err(ForgetError::Change(error)) => Err(error.into()),
    }
}

/// Forgets who opened which signed paper and why, once as old as any other look; gives how many.
pub async fn purge_looks(app: &App) -> Result<u64, Error> {
    let write = app.write().await?;
    let gone = paper_look::Entity::delete_many()
        .filter(paper_look::COLUMN.at.lt(app.clock.now() - KEPT))
        .exec(&*write)
        .await?;
    write.commit().await?;
    Ok(gone.rows_affected)
}
