//! Writing down what somebody answered, the result of a test, and the attestation that was issued. None of it is ever
//! changed: who made a mistake is told that it stands.
use super::{
    queries,
    questionnaires::Questionnaire,
    rules::{self, Answered, NotNow},
    skills::Skill,
};
use crate::{
    journal::{self, By, Event, EventKind},
    web::Error,
};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    answer_set::{self, Moment, Way},
    attestation, enrolment,
    membership::MembershipId,
    skill_result, statement_answer,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, SqlErr};

/// Why nothing was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was answered, or measured, at that moment already.
    Already,
    NotNow(NotNow),
}

/// A refusal to say on the page, or an error.
#[derive(Debug)]
pub enum Failure {
    Refused(Refusal),
    Error(Error),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

/// When something was answered or measured, and when that is written down.
#[derive(Clone, Copy)]
pub struct When {
    pub moment: Moment,
    pub day: NaiveDate,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
}

/// What somebody answered: alone, or to whoever writes it down.
pub struct Answers<'a> {
    pub questionnaire: &'a Questionnaire,
    pub way: Way,
    pub recorded_by: Option<MembershipId>,
    pub answers: Vec<Answered>,
}

/// Writes down what somebody answered at a moment.
pub async fn record_answers(
    txn: &impl ConnectionTrait,
    enrolment: &enrolment::Model,
    when: When,
    given: Answers<'_>,
) -> Result<(), Failure> {
    may_record(txn, enrolment, when).await?;
    let asked = given.questionnaire;
    let answered = queries::answered(txn, enrolment.id).await?;
    let twice = answered
        .iter()
        .any(|set| set.questionnaire == asked.key && set.moment == when.moment);
    if twice {
        return Err(Refusal::Already.into());
    }
    let set = answer_set::ActiveModel {
        enrolment_id: Set(enrolment.id),
        questionnaire: Set(asked.key),
        version: Set(asked.version),
        moment: Set(when.moment),
        way: Set(given.way),
        given_on: Set(when.day),
        recorded_by: Set(given.recorded_by),
        recorded_at: Set(when.now),
        ..Default::default()
    };
    let set = set.insert(txn).await.map_err(written_at_once)?;
    let answers =
        given
            .answers
            .into_iter()
            .map(|(position, value)| statement_answer::ActiveModel {
                answer_set_id: Set(set.id),
                position: Set(position),
                value: Set(value),
            });
    statement_answer::Entity::insert_many(answers)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Writes down the result of a test made elsewhere.
pub async fn record_skill(
    txn: &impl ConnectionTrait,
    enrolment: &enrolment::Model,
    when: When,
    (skill, value): (&Skill, i32),
    by: MembershipId,
) -> Result<(), Failure> {
    may_record(txn, enrolment, when).await?;
    let known = queries::skills(txn, enrolment.id).await?;
    let twice = known
        .iter()
        .any(|result| result.kind == skill.key && result.moment == when.moment);
    if twice {
        return Err(Refusal::Already.into());
    }
    let result = skill_result::ActiveModel {
        enrolment_id: Set(enrolment.id),
        kind: Set(skill.key),
        moment: Set(when.moment),
        value: Set(value),
        tested_on: Set(when.day),
        recorded_by: Set(by),
        recorded_at: Set(when.now),
        ..Default::default()
    };
    result.insert(txn).await.map_err(written_at_once)?;
    Ok(())
}

async fn may_record(
    txn: &impl ConnectionTrait,
    enrolment: &enrolment::Model,
    when: When,
) -> Result<(), Failure> {
    let progress = queries::progress(txn, enrolment).await?;
    rules::may_answer(when.moment, when.day, when.today, progress).map_err(Refusal::NotNow)?;
    Ok(())
}

/// Two people write the same moment down at once: one wins, the other is told.
fn written_at_once(error: DbErr) -> Failure {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Refusal::Already.into(),
        Some(_) | None => error.into(),
    }
}

/// Keeps the attestation that was typeset: its file, its row, and its hash in the history of the enrolment.
pub async fn issue_attestation(
    txn: &impl ConnectionTrait,
    by: By,
    issuer: MembershipId,
    enrolment: &enrolment::Model,
    (sha256, file): (String, String),
) -> Result<(), Error> {
    let row = attestation::ActiveModel {
        enrolment_id: Set(enrolment.id),
        sha256: Set(sha256.clone()),
        file: Set(Some(file)),
        issued_by: Set(issuer),
        issued_at: Set(by.at),
    };
    // Where somebody issued it a moment before, theirs is the one.
    attestation::Entity::insert(row)
        .exec_without_returning(txn)
        .await
        .map_err(Error::second)?;
    let event = Event::of(EventKind::AttestationIssued).with("sha256", sha256);
    journal::record(txn, by, enrolment, event).await?;
    Ok(())
}
