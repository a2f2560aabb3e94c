//! The communes there are, and those that no place is near.
use crate::{
    auth::{Signed, territory},
    directory::listing,
};
use entities::{commune, place, site, travel_time};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, sea_query::SelectStatement,
};
use std::collections::{BTreeSet, HashMap};

/// How many rows a page of a list shows.
pub const PAGE: u64 = 50;

/// How much there is to reckon with.
pub struct Counts {
    pub communes: u64,
    pub placed: u64,
    pub times: u64,
}

pub async fn counts(db: &impl ConnectionTrait) -> Result<Counts, DbErr> {
    Ok(Counts {
        communes: commune::Entity::find().count(db).await?,
        placed: commune::Entity::find()
            .filter(commune::COLUMN.latitude_e6.is_not_null())
            .count(db)
            .await?,
        times: travel_time::Entity::find().count(db).await?,
    })
}

/// The codes of every commune.
pub async fn codes(db: &impl ConnectionTrait) -> Result<BTreeSet<String>, DbErr> {
    let codes: Vec<String> = commune::Entity::find()
        .select_only()
        .column(commune::Column::Code)
        .into_tuple()
        .all(db)
        .await?;
    Ok(codes.into_iter().collect())
}

/// The codes of the communes that have a place of the directory.
fn with_a_place() -> SelectStatement {
    listing::places()
        .select_only()
        .column(site::Column::InseeCode)
        .filter(site::COLUMN.insee_code.is_not_null())
        .into_query()
}

/// The communes that the table of travel times speaks of.
fn timed() -> SelectStatement {
    travel_time::Entity::find()
        .select_only()
        .column(travel_time::Column::FromCode)
        .into_query()
}

/// The communes from where a place is reached within so many minutes, besides those that have one.
fn near(minutes: i32) -> SelectStatement {
    travel_time::Entity::find()
        .select_only()
        .column(travel_time::Column::FromCode)
        .filter(travel_time::COLUMN.minutes.lte(minutes))
        .filter(travel_time::Column::ToCode.in_subquery(with_a_place()))
        .into_query()
}

/// A commune without a place near, and how long the way to the nearest is, where the table says it.
pub struct Uncovered {
    pub commune: commune::Model,
    pub nearest: Option<i32>,
}

/// A page of the communes that no place is near, by code, and whether there are more.
pub async fn uncovered(
    db: &impl ConnectionTrait,
    by: &Signed,
    minutes: i32,
    after: &str,
) -> Result<(Vec<Uncovered>, bool), DbErr> {
    let mut rows = commune::Entity::find()
        .filter(territory::rows(by, commune::Column::EpciCode))
        .filter(commune::Column::Code.in_subquery(timed()))
        .filter(commune::Column::Code.not_in_subquery(with_a_place()))
        .filter(commune::Column::Code.not_in_subquery(near(minutes)))
        .filter(commune::COLUMN.code.gt(after))
        .order_by_asc(commune::COLUMN.code)
        .limit(PAGE + 1)
        .all(db)
        .await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > page;
    rows.truncate(page);
    let nearest = nearest(db, &rows).await?;
    let lines = rows.into_iter().map(|commune| Uncovered {
        nearest: nearest.get(&commune.code).copied(),
        commune,
    });
    Ok((lines.collect(), more))
}

#[derive(FromQueryResult)]
struct Nearest {
    from_code: String,
    minutes: i32,
}

async fn nearest(
    db: &impl ConnectionTrait,
    communes: &[commune::Model],
) -> Result<HashMap<String, i32>, DbErr> {
    let codes: Vec<String> = communes.iter().map(|one| one.code.clone()).collect();
    let rows = travel_time::Entity::find()
        .select_only()
        .column(travel_time::Column::FromCode)
        .column_as(travel_time::Column::Minutes.min(), "minutes")
        .filter(travel_time::Column::FromCode.is_in(codes))
        .filter(travel_time::Column::ToCode.in_subquery(with_a_place()))
        .group_by(travel_time::Column::FromCode)
        .into_model::<Nearest>()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.from_code, row.minutes))
        .collect())
}

/// How many communes the table of travel times says nothing of and that have no place: nobody knows of them.
pub async fn unknown(db: &impl ConnectionTrait, by: &Signed) -> Result<u64, DbErr> {
    commune::Entity::find()
        .filter(territory::rows(by, commune::Column::EpciCode))
        .filter(commune::Column::Code.not_in_subquery(timed()))
        .filter(commune::Column::Code.not_in_subquery(with_a_place()))
        .count(db)
        .await
}

/// How many places say no commune: they cover none.
pub async fn without_commune(db: &impl ConnectionTrait, by: &Signed) -> Result<u64, DbErr> {
    listing::places()
        .filter(territory::rows(by, site::Column::EpciCode))
        .filter(site::COLUMN.insee_code.is_null())
        .filter(place::COLUMN.withdrawn_at.is_null())
        .count(db)
        .await
}
