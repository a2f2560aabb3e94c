//! What the report compares: the scores of everybody who follows a programme's pathway, by moment and territory. Numbers
//! under the number of an enrolment: no name is read here, and who was forgotten still counts.
use super::rules::{
    self,
    figures::{self, Figures, Shown},
};
use crate::web::{Error, format::Day};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    answer_set::{self, AnswerSetId, Moment, QuestionnaireKind},
    enrolment::{self, EnrolmentId},
    programme::ProgrammeId,
    request::{self, RequestId},
    site::{self, SiteId},
    skill_result::{self, SkillKind},
    statement_answer,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// The mean of a person's answers, from 1 to 4.
    Answers(QuestionnaireKind),
    /// A result in the unit of its test.
    Skill(SkillKind),
}

/// Somebody who follows the pathway.
struct Person {
    enrolment: EnrolmentId,
    /// The intercommunality of the pick-up point, if it is known.
    territory: Option<String>,
    attested_on: Option<NaiveDate>,
}

/// A score at a moment, by the enrolment.
type Scores = BTreeMap<(Measure, Moment), BTreeMap<EnrolmentId, f64>>;

/// Whose figures a row has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// All the territories together.
    Everywhere,
    /// An intercommunality, by its code.
    In(String),
    /// Where the intercommunality is not known.
    Unknown,
}

/// What a territory, or all of them together, shows of one comparison.
pub struct Row {
    pub measure: Measure,
    /// After the pathway, or three months later, each compared with before it.
    pub moment: Moment,
    pub territory: Where,
    /// None of too few people, and of those beside whom too few would be seen.
    pub figures: Option<Figures>,
    pub missing_percent: u32,
}

/// Everything that may be shown of a programme. Who is limited to `territories` sees theirs, hidden or not by the same
/// rule as for everybody, and no total.
pub async fn of_programme(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    territories: &[String],
    today: NaiveDate,
) -> Result<Vec<Row>, Error> {
    let people = people(db, programme).await?;
    let scores = scores(db, programme).await?;
    let measures: BTreeSet<Measure> = scores.keys().map(|(measure, _)| *measure).collect();
    let mut rows = Vec::new();
    for measure in measures {
        for moment in [Moment::After, Moment::Later] {
            rows.extend(compare(&people, &scores, (measure, moment), today));
        }
    }
    if !territories.is_empty() {
        rows.retain(|row| match &row.territory {
            Where::In(code) => territories.contains(code),
            Where::Everywhere | Where::Unknown => false,
        });
    }
    Ok(rows)
}

/// The people of one territory, in one comparison.
#[derive(Default)]
struct Group {
    /// Who answered both times, or should have by now.
    expected: u32,
    differences: Vec<f64>,
}

impl Group {
    fn add(&mut self, difference: Option<f64>, due: bool) {
        if difference.is_some() || due {
            self.expected += 1;
        }
        self.differences.extend(difference);
    }

    fn answered(&self) -> u32 {
        u32::try_from(self.differences.len()).unwrap_or(u32::MAX)
    }
}

fn compare(
    people: &[Person],
    scores: &Scores,
    (measure, moment): (Measure, Moment),
    today: NaiveDate,
) -> Vec<Row> {
    let empty = BTreeMap::new();
    let before = scores.get(&(measure, Moment::Before)).unwrap_or(&empty);
    let since = scores.get(&(measure, moment)).unwrap_or(&empty);
    let mut all = Group::default();
    let mut groups: BTreeMap<Option<String>, Group> = BTreeMap::new();
    for person in people {
        let pair = before
            .get(&person.enrolment)
            .zip(since.get(&person.enrolment));
        let difference = pair.map(|(before, since)| since - before);
        let due = person.attested_on.is_some_and(|day| match moment {
            Moment::Before | Moment::After => true,
            Moment::Later => rules::asked_again_on(day) <= today,
        });
        all.add(difference, due);
        let group = groups.entry(person.territory.clone()).or_default();
        group.add(difference, due);
    }
    let answered: Vec<u32> = groups.values().map(Group::answered).collect();
    let Shown { cells, total } = figures::shown(&answered);
    let row = |territory: Where, group: &Group, shown: bool| Row {
        measure,
        moment,
        territory,
        figures: if shown {
            figures::paired(&group.differences)
        } else {
            None
        },
        missing_percent: figures::missing_percent(group.answered(), group.expected),
    };
    let mut rows = vec![row(Where::Everywhere, &all, total)];
    for ((territory, group), shown) in groups.iter().zip(cells) {
        if group.expected > 0 {
            let territory = territory.clone().map_or(Where::Unknown, Where::In);
            rows.push(row(territory, group, shown));
        }
    }
    rows
}

/// The enrolments of a programme that stand.
fn enrolments(programme: ProgrammeId) -> SelectStatement {
    let requests = request::Entity::find()
        .select_only()
        .column(request::Column::Id)
        .filter(request::COLUMN.programme_id.eq(programme))
        .into_query();
    enrolment::Entity::find()
        .select_only()
        .column(enrolment::Column::Id)
        .filter(enrolment::COLUMN.withdrawn_at.is_null())
        .filter(enrolment::Column::RequestId.in_subquery(requests))
        .into_query()
}

async fn people(db: &impl ConnectionTrait, programme: ProgrammeId) -> Result<Vec<Person>, DbErr> {
    let pickups: Vec<(RequestId, SiteId)> = request::Entity::find()
        .select_only()
        .column(request::Column::Id)
        .column(request::Column::PickupSiteId)
        .filter(request::COLUMN.programme_id.eq(programme))
        .into_tuple()
        .all(db)
        .await?;
    let pickups: BTreeMap<RequestId, SiteId> = pickups.into_iter().collect();
    let codes: Vec<(SiteId, Option<String>)> = site::Entity::find()
        .select_only()
        .column(site::Column::Id)
        .column(site::Column::EpciCode)
        .into_tuple()
        .all(db)
        .await?;
    let codes: BTreeMap<SiteId, Option<String>> = codes.into_iter().collect();
    let followed: Vec<(EnrolmentId, RequestId, Option<DateTime<Utc>>)> = enrolment::Entity::find()
        .select_only()
        .column(enrolment::Column::Id)
        .column(enrolment::Column::RequestId)
        .column(enrolment::Column::AttestedAt)
        .filter(enrolment::Column::Id.in_subquery(enrolments(programme)))
        .into_tuple()
        .all(db)
        .await?;
    let territory = |request: RequestId| {
        let site = pickups.get(&request)?;
        codes.get(site)?.clone()
    };
    let people = followed
        .into_iter()
        .map(|(enrolment, request, attested_at)| Person {
            enrolment,
            territory: territory(request),
            attested_on: attested_at.map(|at| at.in_paris()),
        });
    Ok(people.collect())
}

async fn scores(db: &impl ConnectionTrait, programme: ProgrammeId) -> Result<Scores, Error> {
    let mut scores = Scores::new();
    let sets = answer_set::Entity::find()
        .filter(answer_set::Column::EnrolmentId.in_subquery(enrolments(programme)))
        .all(db)
        .await?;
    let of_programme = answer_set::Entity::find()
        .select_only()
        .column(answer_set::Column::Id)
        .filter(answer_set::Column::EnrolmentId.in_subquery(enrolments(programme)))
        .into_query();
    let sums: Vec<(AnswerSetId, i64, i64)> = statement_answer::Entity::find()
        .select_only()
        .column(statement_answer::Column::AnswerSetId)
        .column_as(statement_answer::Column::Value.sum(), "points")
        .column_as(statement_answer::Column::Value.count(), "answers")
        .filter(statement_answer::Column::AnswerSetId.in_subquery(of_programme))
        .group_by(statement_answer::Column::AnswerSetId)
        .into_tuple()
        .all(db)
        .await?;
    let sums: BTreeMap<AnswerSetId, (i64, i64)> = sums
        .into_iter()
        .map(|(set, points, answers)| (set, (points, answers)))
        .collect();
    for set in sets {
        let Some((points, answers)) = sums.get(&set.id) else {
            continue;
        };
        let mean = exact(*points) / exact(*answers);
        let key = (Measure::Answers(set.questionnaire), set.moment);
        scores
            .entry(key)
            .or_default()
            .insert(set.enrolment_id, mean);
    }
    let results = skill_result::Entity::find()
        .filter(skill_result::Column::EnrolmentId.in_subquery(enrolments(programme)))
        .all(db)
        .await?;
    for result in results {
        let key = (Measure::Skill(result.kind), result.moment);
        let value = f64::from(result.value);
        scores
            .entry(key)
            .or_default()
            .insert(result.enrolment_id, value);
    }
    Ok(scores)
}

/// A sum of a few answers, as a fraction is made of it.
fn exact(sum: i64) -> f64 {
    f64::from(i32::try_from(sum).unwrap_or(i32::MAX))
}
