//! What the data protection officer writes: the settings, a request taken in and answered, a limitation lifted, a paper
//! opened, papers eliminated under a visa.
use super::{
    rights_rules::{self, NotYet, Person},
    rules::Settings,
};
use crate::{auth::Signed, recipients::access, web::Error};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    access_log::{self, AccessAct},
    archived_paper, archives_visa,
    evidence::{self, EvidenceId},
    membership::{self, Role},
    paper_look::{self, LookReason, PaperLookId},
    recipient::{self, RecipientId},
    retention_setting,
    rights_request::{self, RefusalGround, RightsAnswer, RightsKind},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter, QuerySelect, QueryTrait,
};

/// Decides how long data is kept; `seen` is the version the person had before them.
pub async fn set(
    txn: &impl ConnectionTrait,
    by: &Signed,
    seen: i32,
    settings: Settings,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let (latest, _) = super::queries::settings(txn).await?;
    if latest != seen {
        return Err(Error::Changed);
    }
    let whole = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let row = retention_setting::ActiveModel {
        version: Set(seen + 1),
        active_months: Set(whole(settings.active_months)),
        notice_days: Set(whole(settings.notice_days)),
        paper_years: Set(whole(settings.paper_years)),
        set_by: Set(by.membership_id),
        set_at: Set(now),
    };
    retention_setting::Entity::insert(row)
        .exec_without_returning(txn)
        .await
        .map_err(Error::second)?;
    Ok(())
}

/// Writes a request of a person into the register.
pub async fn take_in(
    txn: &impl ConnectionTrait,
    by: &Signed,
    kind: RightsKind,
    person: Option<RecipientId>,
    received_on: NaiveDate,
    now: DateTime<Utc>,
) -> Result<rights_request::Model, DbErr> {
    rights_request::ActiveModel {
        kind: Set(kind),
        recipient_id: Set(person),
        received_on: Set(received_on),
        due_on: Set(rights_rules::due_on(received_on)),
        registered_by: Set(by.membership_id),
        registered_at: Set(now),
        ..Default::default()
    }
    .insert(txn)
    .await
}

/// What is to be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Done,
    Restricted,
    Refused(RefusalGround),
}

impl Answer {
    fn columns(self) -> (RightsAnswer, Option<RefusalGround>) {
        match self {
            Self::Done => (RightsAnswer::Done, None),
            Self::Restricted => (RightsAnswer::Restricted, None),
            Self::Refused(ground) => (RightsAnswer::Refused, Some(ground)),
        }
    }
}

/// Why an answer was not written down.
#[derive(Debug)]
pub enum AnswerError {
    NotYet(NotYet),
    Other(Error),
}

impl<E: Into<Error>> From<E> for AnswerError {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

/// Writes down what a person was answered; "restricted" limits their data at once.
pub async fn answer(
    txn: &impl ConnectionTrait,
    by: &Signed,
    request: &rights_request::Model,
    answer: Answer,
    now: DateTime<Utc>,
) -> Result<(), AnswerError> {
    let (column, ground) = answer.columns();
    let person = person(txn, request).await?;
    rights_rules::may_answer(request.kind, column, person).map_err(AnswerError::NotYet)?;
    let written = rights_request::Entity::update_many()
        .set(rights_request::ActiveModel {
            answer: Set(Some(column)),
            ground: Set(ground),
            answered_by: Set(Some(by.membership_id)),
            answered_at: Set(Some(now)),
            ..Default::default()
        })
        .filter(rights_request::COLUMN.id.eq(request.id))
        .filter(rights_request::COLUMN.answered_at.is_null())
        .exec(txn)
        .await
        .map_err(Error::second)?;
    if written.rows_affected == 0 {
        return Err(Error::Changed.into());
    }
    if let (RightsAnswer::Restricted, Some(id)) = (column, request.recipient_id) {
        limit(txn, id, Some(now)).await?;
        access::record(txn, by, [id], AccessAct::Recorded, now).await?;
    }
    Ok(())
}

/// Lifts the limitation that this request was answered with.
pub async fn lift(
    txn: &impl ConnectionTrait,
    by: &Signed,
    request: &rights_request::Model,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let id = request.recipient_id.ok_or(Error::Changed)?;
    let lifted = rights_request::Entity::update_many()
        .set(rights_request::ActiveModel {
            lifted_by: Set(Some(by.membership_id)),
            lifted_at: Set(Some(now)),
            ..Default::default()
        })
        .filter(rights_request::COLUMN.id.eq(request.id))
        .filter(rights_request::COLUMN.answer.eq(RightsAnswer::Restricted))
        .filter(rights_request::COLUMN.lifted_at.is_null())
        .exec(txn)
        .await?;
    if lifted.rows_affected == 0 {
        return Err(Error::Changed);
    }
    limit(txn, id, None).await?;
    access::record(txn, by, [id], AccessAct::Recorded, now).await?;
    Ok(())
}

async fn limit(
    txn: &impl ConnectionTrait,
    id: RecipientId,
    since: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    let limited = recipient::Entity::update_many()
        .set(recipient::ActiveModel {
            restricted_at: Set(since),
            ..Default::default()
        })
        .filter(recipient::COLUMN.id.eq(id))
        .filter(recipient::COLUMN.erased_at.is_null())
        .exec(txn)
        .await?;
    if limited.rows_affected == 0 {
        return Err(Error::Changed);
    }
    Ok(())
}

/// What is known of who asks.
async fn person(
    db: &impl ConnectionTrait,
    request: &rights_request::Model,
) -> Result<Option<Person>, DbErr> {
    let Some(id) = request.recipient_id else {
        return Ok(None);
    };
    let Some(row) = super::queries::person(db, id).await? else {
        return Ok(None);
    };
    Ok(Some(Person {
        forgotten: row.erased_at.is_some(),
        restricted: row.restricted_at.is_some(),
        copied: officer_did(db, request, id, AccessAct::Printed).await?,
        corrected: officer_did(db, request, id, AccessAct::Recorded).await?,
    }))
}

/// Whether a data protection officer did so with this person's data since the request was taken in.
async fn officer_did(
    db: &impl ConnectionTrait,
    request: &rights_request::Model,
    id: RecipientId,
    act: AccessAct,
) -> Result<bool, DbErr> {
    let officers = membership::Entity::find()
        .select_only()
        .column(membership::Column::Id)
        .filter(membership::COLUMN.role.eq(Role::DataProtectionOfficer))
        .into_query();
    let look = access_log::Entity::find()
        .filter(access_log::COLUMN.recipient_id.eq(id))
        .filter(access_log::COLUMN.at.gte(request.registered_at))
        .filter(access_log::COLUMN.act.eq(act))
        .filter(access_log::Column::MembershipId.in_subquery(officers))
        .one(db)
        .await?;
    Ok(look.is_some())
}

/// Notes that a signed paper is opened, and why.
pub async fn look(
    txn: &impl ConnectionTrait,
    by: &Signed,
    of: RecipientId,
    paper: EvidenceId,
    reason: LookReason,
    now: DateTime<Utc>,
) -> Result<PaperLookId, DbErr> {
    let look = paper_look::ActiveModel {
        evidence_id: Set(paper),
        recipient_id: Set(of),
        membership_id: Set(by.membership_id),
        reason: Set(reason),
        at: Set(now),
        ..Default::default()
    }
    .insert(txn)
    .await?;
    access::record(txn, by, [of], AccessAct::Viewed, now).await?;
    Ok(look.id)
}

/// A visa of the archives, as it was given.
pub struct Visa {
    pub number: String,
    pub visa_on: NaiveDate,
    /// It reaches the papers kept from this day or before.
    pub covers_up_to: NaiveDate,
}

/// Records a visa and eliminates the papers it reaches; gives them, for their files to be taken out of the store once
/// this is committed.
pub async fn eliminate(
    txn: &impl ConnectionTrait,
    by: &Signed,
    visa: Visa,
    now: DateTime<Utc>,
) -> Result<Vec<evidence::Model>, DbErr> {
    let visa = archives_visa::ActiveModel {
        number: Set(visa.number),
        visa_on: Set(visa.visa_on),
        covers_up_to: Set(visa.covers_up_to),
        recorded_by: Set(by.membership_id),
        recorded_at: Set(now),
        ..Default::default()
    }
    .insert(txn)
    .await?;
    archived_paper::Entity::update_many()
        .set(archived_paper::ActiveModel {
            visa_id: Set(Some(visa.id)),
            eliminated_at: Set(Some(now)),
            ..Default::default()
        })
        .filter(archived_paper::COLUMN.kept_from.lte(visa.covers_up_to))
        .filter(archived_paper::COLUMN.eliminated_at.is_null())
        .exec(txn)
        .await?;
    let reached = archived_paper::Entity::find()
        .select_only()
        .column(archived_paper::Column::EvidenceId)
        .filter(archived_paper::COLUMN.visa_id.eq(visa.id))
        .into_query();
    evidence::Entity::find()
        .filter(evidence::Column::Id.in_subquery(reached))
        .all(txn)
        .await
}
