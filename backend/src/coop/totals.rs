//! Totals of a year by month, theme and public, for the pages and the indicators: how many times somebody took part, and
//! the minutes they had. A person who came twice is counted twice: the Coop's export of activities names nobody.
use super::queries;
use crate::{auth::Signed, web::Error};
use anyhow::Context;
use chrono::{Datelike, NaiveDate};
use entities::{
    coop_people,
    coop_row::{self, CoopAge, CoopOccupation},
    membership,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    QueryTrait,
};
use std::collections::{BTreeMap, BTreeSet};

/// How often, and how long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub times: i64,
    pub minutes: i64,
}

impl Count {
    fn add(&mut self, (times, minutes): (i64, i64)) {
        self.times += times;
        self.minutes += minutes;
    }
}

/// A year of what these organisations did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub all: Count,
    /// By month, from 1.
    pub months: BTreeMap<u32, Count>,
    /// By the key of a theme. One activity may have several: these are more than all.
    pub themes: BTreeMap<String, Count>,
    pub ages: BTreeMap<CoopAge, Count>,
    pub occupations: BTreeMap<CoopOccupation, Count>,
}

/// The rows of a year, of the organisations that this condition lets through.
fn of_year(scope: Condition, year: i32) -> sea_orm::Select<coop_row::Entity> {
    let from = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN);
    let until = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX);
    coop_row::Entity::find()
        .select_only()
        .filter(scope)
        .filter(coop_row::COLUMN.held_on.gte(from))
        .filter(coop_row::COLUMN.held_on.lte(until))
}

/// The totals of a year.
pub async fn of(db: &impl ConnectionTrait, scope: &Condition, year: i32) -> Result<Totals, Error> {
    let mut totals = Totals::default();
    let days: Vec<(NaiveDate, i64, i64)> = of_year(scope.clone(), year)
        .column(coop_row::Column::HeldOn)
        .column_as(coop_row::Column::Id.count(), "times")
        .column_as(coop_row::Column::Minutes.sum(), "minutes")
        .group_by(coop_row::Column::HeldOn)
        .into_tuple()
        .all(db)
        .await?;
    for (day, times, minutes) in days {
        totals.all.add((times, minutes));
        let month = totals.months.entry(day.month()).or_default();
        month.add((times, minutes));
    }
    let combinations: Vec<(String, i64, i64)> = of_year(scope.clone(), year)
        .column(coop_row::Column::Themes)
        .column_as(coop_row::Column::Id.count(), "times")
        .column_as(coop_row::Column::Minutes.sum(), "minutes")
        .group_by(coop_row::Column::Themes)
        .into_tuple()
        .all(db)
        .await?;
    for (themes, times, minutes) in combinations {
        let themes: BTreeSet<String> =
            serde_json::from_str(&themes).context("themes are an array of keys")?;
        for theme in themes {
            totals
                .themes
                .entry(theme)
                .or_default()
                .add((times, minutes));
        }
    }
    let publics: Vec<(CoopAge, CoopOccupation, i64, i64)> = of_year(scope.clone(), year)
        .column(coop_row::Column::Age)
        .column(coop_row::Column::Occupation)
        .column_as(coop_row::Column::Id.count(), "times")
        .column_as(coop_row::Column::Minutes.sum(), "minutes")
        .group_by(coop_row::Column::Age)
        .group_by(coop_row::Column::Occupation)
        .into_tuple()
        .all(db)
        .await?;
    for (age, occupation, times, minutes) in publics {
        totals.ages.entry(age).or_default().add((times, minutes));
        let occupation = totals.occupations.entry(occupation).or_default();
        occupation.add((times, minutes));
    }
    Ok(totals)
}

/// How many people the mediators whom this person sees follow, by age, as their latest lists say.
pub async fn people(
    db: &impl ConnectionTrait,
    by: &Signed,
) -> Result<BTreeMap<CoopAge, i64>, DbErr> {
    let mediators = membership::Entity::find()
        .select_only()
        .column(membership::Column::Id)
        .filter(queries::visible(by, membership::Column::OrganisationId));
    let rows = coop_people::Entity::find()
        .filter(coop_people::Column::MembershipId.in_subquery(mediators.into_query()))
        .all(db)
        .await?;
    let mut people = BTreeMap::new();
    for row in rows {
        *people.entry(row.age).or_default() += i64::from(row.people);
    }
    Ok(people)
}
