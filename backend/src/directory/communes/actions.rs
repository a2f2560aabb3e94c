//! Bringing communes and travel times in: what changes is written, what is said again changes nothing.
use super::lists::{Commune, TravelTime};
use crate::{directory::rules::Position, identifiers::fold};
use entities::{commune, travel_time};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, sea_query::OnConflict};
use std::collections::HashMap;

/// Rows written at a time: below what a statement of either engine may bind.
const CHUNK: usize = 1_000;

/// What a list changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub added: usize,
    pub changed: usize,
    pub same: usize,
}

/// The rows of a list that differ from what there is, and the count.
async fn new_communes(
    db: &impl ConnectionTrait,
    list: &[Commune],
) -> Result<(Vec<commune::Model>, Changes), DbErr> {
    let mut known: HashMap<String, commune::Model> = commune::Entity::find()
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.code.clone(), row))
        .collect();
    let mut changes = Changes::default();
    let mut rows = Vec::new();
    for commune in list {
        let before = known.remove(&commune.code);
        let after = merged(before.as_ref(), commune);
        match before {
            None => changes.added += 1,
            Some(before) if before == after => {
                changes.same += 1;
                continue;
            }
            Some(_) => changes.changed += 1,
        }
        rows.push(after);
    }
    Ok((rows, changes))
}

fn merged(before: Option<&commune::Model>, said: &Commune) -> commune::Model {
    let name = said
        .name
        .clone()
        .or_else(|| before.map(|before| before.name.clone()))
        .unwrap_or_default();
    let position = said.position.or_else(|| {
        before.and_then(|before| Position::of(before.latitude_e6, before.longitude_e6))
    });
    commune::Model {
        code: said.code.clone(),
        search: fold(&name),
        name,
        epci_code: said
            .epci_code
            .clone()
            .or_else(|| before.and_then(|before| before.epci_code.clone())),
        latitude_e6: position.map(|at| at.latitude_e6),
        longitude_e6: position.map(|at| at.longitude_e6),
    }
}

/// What a list of communes would change.
pub async fn communes_would(db: &impl ConnectionTrait, list: &[Commune]) -> Result<Changes, DbErr> {
    Ok(new_communes(db, list).await?.1)
}

/// Keeps a list of communes.
pub async fn keep_communes(txn: &impl ConnectionTrait, list: &[Commune]) -> Result<Changes, DbErr> {
    let (rows, changes) = new_communes(txn, list).await?;
    for chunk in rows.chunks(CHUNK) {
        let rows = chunk.iter().map(|row| commune::ActiveModel {
            code: Set(row.code.clone()),
            name: Set(row.name.clone()),
            search: Set(row.search.clone()),
            epci_code: Set(row.epci_code.clone()),
            latitude_e6: Set(row.latitude_e6),
            longitude_e6: Set(row.longitude_e6),
        });
        let same = OnConflict::column(commune::Column::Code)
            .update_columns([
                commune::Column::Name,
                commune::Column::Search,
                commune::Column::EpciCode,
                commune::Column::LatitudeE6,
                commune::Column::LongitudeE6,
            ])
            .to_owned();
        commune::Entity::insert_many(rows)
            .on_conflict(same)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(changes)
}

async fn new_times<'l>(
    db: &impl ConnectionTrait,
    list: &'l [TravelTime],
) -> Result<(Vec<&'l TravelTime>, Changes), DbErr> {
    let known: HashMap<(String, String), i32> = travel_time::Entity::find()
        .all(db)
        .await?
        .into_iter()
        .map(|row| ((row.from_code, row.to_code), row.minutes))
        .collect();
    let mut changes = Changes::default();
    let mut rows = Vec::new();
    for time in list {
        let way = (time.from_code.clone(), time.to_code.clone());
        match known.get(&way) {
            None => changes.added += 1,
            Some(minutes) if *minutes == time.minutes => {
                changes.same += 1;
                continue;
            }
            Some(_) => changes.changed += 1,
        }
        rows.push(time);
    }
    Ok((rows, changes))
}

/// What a table of travel times would change.
pub async fn times_would(db: &impl ConnectionTrait, list: &[TravelTime]) -> Result<Changes, DbErr> {
    Ok(new_times(db, list).await?.1)
}

/// Keeps a table of travel times. A way that it does not name stays as it is.
pub async fn keep_times(txn: &impl ConnectionTrait, list: &[TravelTime]) -> Result<Changes, DbErr> {
    let (rows, changes) = new_times(txn, list).await?;
    for chunk in rows.chunks(CHUNK) {
        let rows = chunk.iter().map(|time| travel_time::ActiveModel {
            from_code: Set(time.from_code.clone()),
            to_code: Set(time.to_code.clone()),
            minutes: Set(time.minutes),
        });
        let same =
            OnConflict::columns([travel_time::Column::FromCode, travel_time::Column::ToCode])
                .update_column(travel_time::Column::Minutes)
                .to_owned();
        travel_time::Entity::insert_many(rows)
            .on_conflict(same)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(changes)
}
