//! The rows of the Coop that were linked to a learner, and the learners one may be linked to.
use super::rules::{self, Told};
use crate::{training::queries, web::Error};
use anyhow::Context;
use chrono::NaiveDate;
use entities::{
    attendance, coop_link,
    coop_row::{self, CoopRowId},
    enrolment::{self, EnrolmentId},
    membership::MembershipId,
    pathway::PathwayId,
    request::RequestId,
    training_module::{self, ModuleId},
    training_session,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, sea_query::SelectStatement,
};
use std::collections::BTreeSet;

/// More people than a trainer has in their sessions at a time.
const CANDIDATES: u64 = 100;

/// What somebody attended elsewhere, as it counts.
pub struct Elsewhere {
    pub held_on: NaiveDate,
    pub minutes: i32,
    pub modules: Vec<ModuleId>,
}

/// What a row tells, for the rules.
pub fn told(row: &coop_row::Model) -> Result<Told, Error> {
    Ok(Told {
        held_on: row.held_on,
        minutes: row.minutes,
        themes: serde_json::from_str(&row.themes).context("themes are an array of keys")?,
    })
}

/// The modules of a pathway with their themes.
pub async fn themed(
    db: &impl ConnectionTrait,
    pathway: PathwayId,
) -> Result<Vec<(ModuleId, Option<String>)>, DbErr> {
    let modules = queries::modules(db, pathway).await?;
    Ok(modules
        .into_iter()
        .map(|module| (module.id, module.theme))
        .collect())
}

/// The rows linked to these enrolments, by day.
pub async fn linked(
    db: &impl ConnectionTrait,
    enrolments: &[EnrolmentId],
) -> Result<Vec<coop_row::Model>, DbErr> {
    let links = coop_link::Entity::find()
        .select_only()
        .column(coop_link::Column::RowId)
        .filter(coop_link::Column::EnrolmentId.is_in(enrolments.iter().copied()));
    coop_row::Entity::find()
        .filter(coop_row::Column::Id.in_subquery(links.into_query()))
        .order_by_asc(coop_row::COLUMN.held_on)
        .order_by_asc(coop_row::COLUMN.id)
        .all(db)
        .await
}

/// What counts of the rows linked to a learner, who was at a session here on these days.
pub async fn counted(
    db: &impl ConnectionTrait,
    enrolment: &enrolment::Model,
    days_here: &BTreeSet<NaiveDate>,
) -> Result<Vec<Elsewhere>, Error> {
    let rows = linked(db, &[enrolment.id]).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let modules = themed(db, enrolment.pathway_id).await?;
    let mut counted = Vec::new();
    for row in rows {
        let told = told(&row)?;
        if rules::counts(&told, days_here) {
            counted.push(Elsewhere {
                held_on: told.held_on,
                minutes: told.minutes,
                modules: rules::taught(&told, &modules),
            });
        }
    }
    Ok(counted)
}

/// The trainers who linked a row to somebody trained for a request.
pub async fn linkers(
    db: &impl ConnectionTrait,
    request: RequestId,
) -> Result<BTreeSet<MembershipId>, DbErr> {
    let enrolments = enrolment::Entity::find()
        .select_only()
        .column(enrolment::Column::Id)
        .filter(enrolment::COLUMN.request_id.eq(request));
    let links = coop_link::Entity::find()
        .filter(coop_link::Column::EnrolmentId.in_subquery(enrolments.into_query()))
        .all(db)
        .await?;
    Ok(links.into_iter().map(|link| link.linked_by).collect())
}

/// The link of a row, if it has one.
pub async fn link_of(
    db: &impl ConnectionTrait,
    row: CoopRowId,
) -> Result<Option<coop_link::Model>, DbErr> {
    coop_link::Entity::find_by_id(row).one(db).await
}

/// The enrolments with a place in a session of this trainer.
fn in_sessions_of(trainer: MembershipId) -> SelectStatement {
    let sessions = training_session::Entity::find()
        .select_only()
        .column(training_session::Column::Id)
        .filter(training_session::COLUMN.trainer_id.eq(trainer));
    attendance::Entity::find()
        .select_only()
        .column(attendance::Column::EnrolmentId)
        .filter(attendance::Column::SessionId.in_subquery(sessions.into_query()))
        .into_query()
}

/// An enrolment with a place in a session of this trainer; to anybody else it is not there.
pub async fn own_enrolment(
    db: &impl ConnectionTrait,
    trainer: MembershipId,
    enrolment: EnrolmentId,
) -> Result<enrolment::Model, Error> {
    enrolment::Entity::find_by_id(enrolment)
        .filter(enrolment::Column::Id.in_subquery(in_sessions_of(trainer)))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// The people of this trainer's sessions whom a row can be linked to, the latest enrolled first: who follows a pathway
/// it taught something of, and has no other row of the same activity.
pub async fn candidates(
    db: &impl ConnectionTrait,
    trainer: MembershipId,
    row: &coop_row::Model,
) -> Result<Vec<enrolment::Model>, Error> {
    let pathways = training_module::Entity::find()
        .select_only()
        .column(training_module::Column::PathwayId)
        .filter(training_module::Column::Theme.is_in(told(row)?.themes));
    let at_it = coop_link::Entity::find()
        .select_only()
        .column(coop_link::Column::EnrolmentId)
        .filter(coop_link::COLUMN.cra_id.eq(row.cra_id.as_str()));
    Ok(enrolment::Entity::find()
        .filter(enrolment::COLUMN.withdrawn_at.is_null())
        .filter(enrolment::COLUMN.attested_at.is_null())
        .filter(enrolment::Column::Id.in_subquery(in_sessions_of(trainer)))
        .filter(enrolment::Column::PathwayId.in_subquery(pathways.into_query()))
        .filter(enrolment::Column::Id.not_in_subquery(at_it.into_query()))
        .order_by_desc(enrolment::COLUMN.id)
        .limit(CANDIDATES)
        .all(db)
        .await?)
}
