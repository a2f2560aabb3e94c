//! Keeping what an export tells: what is new or changed is written, what is said again changes nothing. Nobody's presence
//! and no clearance comes of it.
use super::export::{People, Row};
use crate::web::Error;
use anyhow::Context;
use chrono::{DateTime, Utc};
use entities::{
    coop_import, coop_link, coop_people,
    coop_row::{self, CoopRowId},
    membership::MembershipId,
    organisation::OrganisationId,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter, QuerySelect, sea_query::OnConflict,
};
use std::collections::{HashMap, HashSet};

/// Rows asked for and written at a time: below what a statement of either engine may bind.
const CHUNK: usize = 1_000;

/// What an export changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub added: usize,
    pub changed: usize,
    pub same: usize,
    /// Changed in the file and kept as they were: somebody's presence rests on them.
    pub held_back: usize,
    /// Brought in by another organisation before.
    pub elsewhere: usize,
}

/// What an export would change.
pub async fn would(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    rows: &[Row],
) -> Result<Changes, Error> {
    let mut changes = Changes::default();
    for chunk in rows.chunks(CHUNK) {
        sort(db, organisation, chunk, &mut changes).await?;
    }
    Ok(changes)
}

/// Keeps the activities of an export, and that it was brought in.
pub async fn keep(
    txn: &impl ConnectionTrait,
    (organisation, by): (OrganisationId, Option<MembershipId>),
    rows: &[Row],
    refused: usize,
    now: DateTime<Utc>,
) -> Result<Changes, Error> {
    let mut changes = Changes::default();
    for chunk in rows.chunks(CHUNK) {
        let write = sort(txn, organisation, chunk, &mut changes).await?;
        if write.is_empty() {
            continue;
        }
        let mut models = Vec::with_capacity(write.len());
        for (row, known) in write {
            models.push(coop_row::ActiveModel {
                organisation_id: Set(organisation),
                cra_id: Set(row.cra_id.clone()),
                participant: Set(row.participant),
                participants: Set(row.participants),
                held_on: Set(row.held_on),
                kind: Set(row.kind),
                minutes: Set(row.minutes),
                themes: Set(themes(row)?),
                insee_code: Set(row.insee_code.clone()),
                age: Set(row.age),
                occupation: Set(row.occupation),
                imported_at: Set(now),
                changed_at: Set(known.then_some(now)),
                ..Default::default()
            });
        }
        let share = [coop_row::Column::CraId, coop_row::Column::Participant];
        let same = OnConflict::columns(share)
            .update_columns([
                coop_row::Column::Participants,
                coop_row::Column::HeldOn,
                coop_row::Column::Kind,
                coop_row::Column::Minutes,
                coop_row::Column::Themes,
                coop_row::Column::InseeCode,
                coop_row::Column::Age,
                coop_row::Column::Occupation,
                coop_row::Column::ChangedAt,
            ])
            .to_owned();
        coop_row::Entity::insert_many(models)
            .on_conflict(same)
            .exec_without_returning(txn)
            .await?;
    }
    coop_import::ActiveModel {
        organisation_id: Set(organisation),
        membership_id: Set(by),
        at: Set(now),
        added: Set(count(changes.added)),
        changed: Set(count(changes.changed)),
        same: Set(count(changes.same)),
        held_back: Set(count(changes.held_back)),
        refused: Set(count(refused + changes.elsewhere)),
        ..Default::default()
    }
    .insert(txn)
    .await?;
    Ok(changes)
}

/// The rows to write, each with whether it is known, and the count of all.
async fn sort<'r>(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    chunk: &'r [Row],
    changes: &mut Changes,
) -> Result<Vec<(&'r Row, bool)>, Error> {
    let ids: HashSet<&str> = chunk.iter().map(|row| row.cra_id.as_str()).collect();
    let known: HashMap<(String, i32), coop_row::Model> = coop_row::Entity::find()
        .filter(coop_row::Column::CraId.is_in(ids))
        .all(db)
        .await?
        .into_iter()
        .map(|row| ((row.cra_id.clone(), row.participant), row))
        .collect();
    let ids: Vec<CoopRowId> = known.values().map(|row| row.id).collect();
    let linked = linked(db, &ids).await?;
    let mut write = Vec::new();
    for row in chunk {
        let counted = match known.get(&(row.cra_id.clone(), row.participant)) {
            None => {
                write.push((row, false));
                &mut changes.added
            }
            Some(before) if before.organisation_id != organisation => &mut changes.elsewhere,
            Some(before) if is_same(before, row)? => &mut changes.same,
            Some(before) if linked.contains(&before.id) => &mut changes.held_back,
            Some(_) => {
                write.push((row, true));
                &mut changes.changed
            }
        };
        *counted += 1;
    }
    Ok(write)
}

/// Of these rows, those that somebody's presence rests on.
async fn linked(
    db: &impl ConnectionTrait,
    rows: &[CoopRowId],
) -> Result<HashSet<CoopRowId>, DbErr> {
    let mut linked = HashSet::new();
    for chunk in rows.chunks(CHUNK) {
        let ids: Vec<CoopRowId> = coop_link::Entity::find()
            .select_only()
            .column(coop_link::Column::RowId)
            .filter(coop_link::Column::RowId.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        linked.extend(ids);
    }
    Ok(linked)
}

fn is_same(before: &coop_row::Model, row: &Row) -> Result<bool, Error> {
    Ok(before.participants == row.participants
        && before.held_on == row.held_on
        && before.kind == row.kind
        && before.minutes == row.minutes
        && before.themes == themes(row)?
        && before.insee_code == row.insee_code
        && before.age == row.age
        && before.occupation == row.occupation)
}

fn themes(row: &Row) -> Result<String, Error> {
    Ok(serde_json::to_string(&row.themes).context("keys of themes are always JSON")?)
}

fn count(of: usize) -> i32 {
    i32::try_from(of).unwrap_or(i32::MAX)
}

/// Keeps how many people a mediator follows, in the place of what was known before.
pub async fn keep_people(
    txn: &impl ConnectionTrait,
    mediator: MembershipId,
    people: &[People],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    coop_people::Entity::delete_many()
        .filter(coop_people::COLUMN.membership_id.eq(mediator))
        .exec(txn)
        .await?;
    let rows = people.iter().map(|one| coop_people::ActiveModel {
        membership_id: Set(mediator),
        age: Set(one.age),
        occupation: Set(one.occupation),
        people: Set(one.people),
        activities: Set(one.activities),
        at: Set(now),
    });
    coop_people::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}
