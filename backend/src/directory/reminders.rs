//! Every year after a place was confirmed, the managers of its organisation are asked whether it is still true: once
//! per anniversary, one message for all places that are due.
use super::{
    queries::{overdue, to_site},
    rules::anniversary,
};
use crate::{
    app::App,
    auth::language,
    mail::{self, Message},
    prescribing::queries::people,
    web::{Error, Words},
};
use chrono::NaiveDate;
use entities::{
    account,
    membership::Role,
    organisation::OrganisationId,
    outbox::OutboxKind,
    place, place_reminder,
    site::{self, SiteId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult,
    JoinType, QueryFilter, QueryOrder, QuerySelect, SqlErr,
};
use std::collections::{BTreeSet, HashSet};

/// Writes the messages that are due, each in a transaction of its own; gives how many organisations were asked. Where
/// nobody manages an organisation, its places stay on the coordinator's list of late ones.
pub async fn remind(app: &App) -> Result<u64, Error> {
    let today = app.clock.today();
    let late = due(&app.db, today, Condition::all()).await?;
    let organisations: BTreeSet<OrganisationId> =
        late.iter().map(|place| place.organisation_id).collect();
    let mut asked = 0;
    for organisation in organisations {
        asked += u64::from(ask(app, organisation, today).await?);
    }
    Ok(asked)
}

#[derive(FromQueryResult)]
struct Late {
    site_id: SiteId,
    organisation_id: OrganisationId,
    name: String,
    confirmed_on: NaiveDate,
}

/// A place nobody was asked about on its latest anniversary.
struct Due {
    site_id: SiteId,
    organisation_id: OrganisationId,
    name: String,
    since: NaiveDate,
}

async fn due(
    db: &impl ConnectionTrait,
    today: NaiveDate,
    of: Condition,
) -> Result<Vec<Due>, DbErr> {
    let late = place::Entity::find()
        .select_only()
        .column(place::Column::SiteId)
        .column(site::Column::OrganisationId)
        .column(site::Column::Name)
        .column(place::Column::ConfirmedOn)
        .join(JoinType::InnerJoin, to_site())
        .filter(overdue(today))
        .filter(site::COLUMN.closed_at.is_null())
        .filter(of)
        .order_by_asc(place::COLUMN.site_id)
        .into_model::<Late>()
        .all(db)
        .await?;
    let asked: HashSet<(SiteId, NaiveDate)> = place_reminder::Entity::find()
        .filter(place_reminder::Column::SiteId.is_in(late.iter().map(|place| place.site_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.site_id, row.due_on))
        .collect();
    Ok(late
        .into_iter()
        .filter_map(|place| {
            let due_on = anniversary(place.confirmed_on, today)?;
            (!asked.contains(&(place.site_id, due_on))).then_some(Due {
                site_id: place.site_id,
                organisation_id: place.organisation_id,
                name: place.name,
                since: due_on,
            })
        })
        .collect())
}

/// Asks one organisation; false when another node has, or nobody reads it.
async fn ask(app: &App, organisation: OrganisationId, today: NaiveDate) -> Result<bool, Error> {
    let now = app.clock.now();
    let managers = people(&app.db, organisation, Role::OrganisationManager).await?;
    if managers.is_empty() {
        return Ok(false);
    }
    let write = app.write().await?;
    // Once more inside: somebody may have confirmed since the list was read.
    let theirs = Condition::all().add(site::COLUMN.organisation_id.eq(organisation));
    let due = due(&*write, today, theirs).await?;
    if due.is_empty() {
        return Ok(false);
    }
    let rows = due.iter().map(|place| place_reminder::ActiveModel {
        site_id: Set(place.site_id),
        due_on: Set(place.since),
        at: Set(now),
    });
    let asked = place_reminder::Entity::insert_many(rows)
        .exec_without_returning(&*write)
        .await;
    match asked {
        Ok(_) => {}
        // Of two nodes at once one waits here and is told.
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            return Ok(false);
        }
        Err(error) => return Err(error.into()),
    }
    for manager in &managers {
        let letter = letter(app, manager, &due)?;
        let kind = OutboxKind::PlacesToConfirm;
        mail::queue(&*write, &app.keys, kind, false, &letter, now).await?;
    }
    write.commit().await?;
    Ok(true)
}

fn letter(app: &App, to: &account::Model, due: &[Due]) -> Result<Message, Error> {
    let words = Words::new(language(to.language));
    let names: Vec<&str> = due.iter().map(|place| place.name.as_str()).collect();
    let paragraphs = [
        words.say("place-letter-greeting"),
        words
            .with("count", due.len())
            .with("places", names.join(", "))
            .say("place-letter-due"),
        words.say("place-letter-next"),
    ];
    let subject = words.say("place-letter-subject");
    let address = format!("{}/places?show=late", app.config.base_url);
    let label = words.say("place-letter-link");
    let link = Some((label.as_str(), address.as_str()));
    Ok(mail::compose(
        words,
        &to.email,
        &subject,
        &paragraphs,
        link,
    )?)
}
