//! What the pages read of one person's answers, and whose pages those are.
use super::{
    questionnaires::{Questionnaire, questionnaire},
    rules::{self, Progress},
};
use crate::{
    auth::Signed,
    recipients::limits,
    training::queries as training,
    web::{Error, format::Day},
};
use anyhow::Context;
use chrono::{NaiveDate, NaiveTime};
use entities::{
    answer_set::{self, Moment, QuestionnaireKind},
    attendance::{self, AttendanceState},
    attestation,
    enrolment::{self, EnrolmentId},
    learner,
    membership::{MembershipId, Role},
    programme, recipient,
    request::{self, RequestId},
    skill_result, statement_answer, training_session,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use std::collections::BTreeMap;

/// Somebody who follows a pathway for a request.
pub struct Followed {
    pub request: request::Model,
    pub programme: programme::Model,
    pub enrolment: enrolment::Model,
    pub learner: learner::Model,
    pub recipient: recipient::Model,
}

/// Who follows the pathway of a request, for the trainer of one of its sessions; to anybody else nobody does. Nobody
/// looks at or writes about who has their data limited.
pub async fn followed(db: &impl ConnectionTrait, by: &Signed, id: i32) -> Result<Followed, Error> {
    let trained = training::trainers_of(db, RequestId(id)).await?;
    if by.role != Role::Trainer || !trained.contains(&by.membership_id) {
        return Err(Error::NotFound);
    }
    let followed = follower(db, RequestId(id)).await?;
    limits::refuse(&followed.recipient)?;
    Ok(followed)
}

/// Who follows the pathway of a request, if somebody does.
pub async fn follower(db: &impl ConnectionTrait, id: RequestId) -> Result<Followed, Error> {
    let (request, programme) = training::request_of(db, id).await?;
    let enrolment = training::live_enrolment(db, request.id)
        .await?
        .ok_or(Error::NotFound)?;
    let learner = learner::Entity::find_by_id(enrolment.learner_id)
        .one(db)
        .await?
        .context("an enrolment is a learner's")?;
    let recipient = recipient::Entity::find_by_id(learner.recipient_id)
        .one(db)
        .await?
        .context("a learner stands beside a recipient")?;
    Ok(Followed {
        request,
        programme,
        enrolment,
        learner,
        recipient,
    })
}

/// How far somebody is in their pathway.
pub async fn progress(
    db: &impl ConnectionTrait,
    enrolment: &enrolment::Model,
) -> Result<Progress, DbErr> {
    let attended = attendance::Entity::find()
        .select_only()
        .column(attendance::Column::SessionId)
        .filter(attendance::COLUMN.enrolment_id.eq(enrolment.id))
        .filter(attendance::COLUMN.state.eq(AttendanceState::Present));
    let first = training_session::Entity::find()
        .filter(training_session::Column::Id.in_subquery(attended.into_query()))
        .order_by_asc(training_session::COLUMN.starts_at)
        .one(db)
        .await?;
    Ok(Progress {
        enrolled_on: enrolment.enrolled_at.in_paris(),
        trained_from: first.map(|session| session.starts_at.in_paris()),
        attested_on: enrolment.attested_at.map(|at| at.in_paris()),
    })
}

/// What somebody answered, the oldest first.
pub async fn answered(
    db: &impl ConnectionTrait,
    enrolment: EnrolmentId,
) -> Result<Vec<answer_set::Model>, DbErr> {
    answer_set::Entity::find()
        .filter(answer_set::COLUMN.enrolment_id.eq(enrolment))
        .order_by_asc(answer_set::COLUMN.id)
        .all(db)
        .await
}

/// The answers of a set, by the position of the statement.
pub async fn values(
    db: &impl ConnectionTrait,
    set: &answer_set::Model,
) -> Result<BTreeMap<i32, i32>, DbErr> {
    let answers = statement_answer::Entity::find()
        .filter(statement_answer::COLUMN.answer_set_id.eq(set.id))
        .all(db)
        .await?;
    let values = answers.into_iter().map(|one| (one.position, one.value));
    Ok(values.collect())
}

/// The version that somebody is asked: the one they began with, else the latest.
pub fn asked(
    answered: &[answer_set::Model],
    kind: QuestionnaireKind,
) -> Result<&'static Questionnaire, Error> {
    let begun = answered.iter().find(|set| set.questionnaire == kind);
    let asked = questionnaire(kind, begun.map(|set| set.version));
    Ok(asked.context("a version that was asked stays in the data")?)
}

/// The results of tests, in the order in which they were written down.
pub async fn skills(
    db: &impl ConnectionTrait,
    enrolment: EnrolmentId,
) -> Result<Vec<skill_result::Model>, DbErr> {
    skill_result::Entity::find()
        .filter(skill_result::COLUMN.enrolment_id.eq(enrolment))
        .order_by_asc(skill_result::COLUMN.id)
        .all(db)
        .await
}

/// The attestation that was issued.
pub async fn attestation(
    db: &impl ConnectionTrait,
    enrolment: EnrolmentId,
) -> Result<Option<attestation::Model>, DbErr> {
    attestation::Entity::find_by_id(enrolment).one(db).await
}

/// More than anybody asks on one day.
const AGAIN_SHOWN: u64 = 100;

/// The people of this trainer whose three months are up, who answered before and not yet again: the longest due first.
pub async fn to_ask_again(
    db: &impl ConnectionTrait,
    trainer: MembershipId,
    today: NaiveDate,
) -> Result<Vec<enrolment::Model>, DbErr> {
    let sessions = training_session::Entity::find()
        .select_only()
        .column(training_session::Column::Id)
        .filter(training_session::COLUMN.trainer_id.eq(trainer));
    let theirs = attendance::Entity::find()
        .select_only()
        .column(attendance::Column::EnrolmentId)
        .filter(attendance::COLUMN.state.eq(AttendanceState::Present))
        .filter(attendance::Column::SessionId.in_subquery(sessions.into_query()));
    let at = |moment: Moment| {
        answer_set::Entity::find()
            .select_only()
            .column(answer_set::Column::EnrolmentId)
            .filter(
                answer_set::COLUMN
                    .questionnaire
                    .eq(QuestionnaireKind::SenseOfCompetence),
            )
            .filter(answer_set::COLUMN.moment.eq(moment))
            .into_query()
    };
    // The day as it ends everywhere: the rule says the rest, person by person.
    let due = rules::attested_by(today).and_time(NaiveTime::MIN).and_utc() + chrono::Days::new(1);
    let since = today
        .checked_sub_months(rules::ASKED_WITHIN)
        .unwrap_or(today)
        .and_time(NaiveTime::MIN)
        .and_utc();
    let mut people = enrolment::Entity::find()
        .filter(enrolment::COLUMN.attested_at.lt(due))
        .filter(enrolment::COLUMN.attested_at.gte(since))
        .filter(enrolment::COLUMN.withdrawn_at.is_null())
        .filter(enrolment::Column::Id.in_subquery(theirs.into_query()))
        .filter(enrolment::Column::Id.in_subquery(at(Moment::Before)))
        .filter(enrolment::Column::Id.not_in_subquery(at(Moment::Later)))
        .order_by_asc(enrolment::COLUMN.attested_at)
        .limit(AGAIN_SHOWN)
        .all(db)
        .await?;
    people.retain(|enrolment| {
        let attested = enrolment.attested_at.map(|at| at.in_paris());
        attested.is_some_and(|day| rules::asked_again_on(day) <= today)
    });
    Ok(people)
}
