//! The codes with which opinions are given: each serves once, and no more of them are made than there are people to ask.
use crate::{
    competence::{codes, links::Ended},
    keys::{Keys, random_token},
    web::Error,
};
use chrono::{DateTime, Duration, Utc};
use entities::{
    handover::{self, HandoverId},
    membership::MembershipId,
    opinion::OpinionKind,
    opinion_code,
    programme::ProgrammeId,
    training_session::{self, TrainingSessionId},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter, QueryOrder,
};

/// How long somebody may answer alone.
const LASTS: Duration = Duration::days(60);

/// What these codes are made for.
const PURPOSE: &str = "opinion code";

/// A code as it is printed.
#[must_use]
pub fn printed(keys: &Keys, code: &opinion_code::Model) -> String {
    codes::printed(keys, PURPOSE, &code.salt)
}

/// Whether somebody may still answer alone with it.
#[must_use]
pub fn is_open(code: &opinion_code::Model, now: DateTime<Utc>) -> bool {
    code.used_in.is_none() && code.expires_at > now
}

fn fresh(keys: &Keys, by: MembershipId, now: DateTime<Utc>) -> opinion_code::ActiveModel {
    let salt = random_token();
    opinion_code::ActiveModel {
        code_hash: Set(codes::hash(keys, PURPOSE, &salt)),
        salt: Set(salt),
        made_by: Set(by),
        made_at: Set(now),
        expires_at: Set(now + LASTS),
        ..Default::default()
    }
}

/// The code of a handover, if one was made.
pub async fn of_handover(
    db: &impl ConnectionTrait,
    handover: HandoverId,
    kind: OpinionKind,
) -> Result<Option<opinion_code::Model>, DbErr> {
    opinion_code::Entity::find()
        .filter(opinion_code::COLUMN.handover_id.eq(handover))
        .filter(opinion_code::COLUMN.kind.eq(kind))
        .one(db)
        .await
}

/// The code of whoever received what was handed over, whichever of the two it asks them about.
pub async fn of_receiver(
    db: &impl ConnectionTrait,
    handover: HandoverId,
) -> Result<Option<opinion_code::Model>, DbErr> {
    opinion_code::Entity::find()
        .filter(opinion_code::COLUMN.handover_id.eq(handover))
        .filter(
            opinion_code::COLUMN
                .kind
                .is_in([OpinionKind::Handover, OpinionKind::KitUser]),
        )
        .order_by_asc(opinion_code::Column::Id)
        .one(db)
        .await
}

/// The code of a handover; made here where there is none.
pub async fn make_of_handover(
    txn: &impl ConnectionTrait,
    keys: &Keys,
    (handover, kind): (&handover::Model, OpinionKind),
    by: MembershipId,
    now: DateTime<Utc>,
) -> Result<opinion_code::Model, Error> {
    if let Some(code) = of_handover(txn, handover.id, kind).await? {
        return Ok(code);
    }
    let row = opinion_code::ActiveModel {
        kind: Set(kind),
        programme_id: Set(handover.programme_id),
        site_id: Set(handover.site_id),
        handover_id: Set(Some(handover.id)),
        number: Set(1),
        ..fresh(keys, by, now)
    };
    row.insert(txn).await.map_err(Error::second)
}

/// The codes of a session, in their order.
pub async fn of_session(
    db: &impl ConnectionTrait,
    session: TrainingSessionId,
) -> Result<Vec<opinion_code::Model>, DbErr> {
    opinion_code::Entity::find()
        .filter(opinion_code::COLUMN.session_id.eq(session))
        .order_by_asc(opinion_code::COLUMN.programme_id)
        .order_by_asc(opinion_code::COLUMN.number)
        .all(db)
        .await
}

/// Makes what is missing of one code for each who was present, and gives those of the programme.
pub async fn make_of_session(
    txn: &impl ConnectionTrait,
    keys: &Keys,
    (session, programme, present): (&training_session::Model, ProgrammeId, i32),
    by: MembershipId,
    now: DateTime<Utc>,
) -> Result<Vec<opinion_code::Model>, Error> {
    let mut codes = of_session(txn, session.id).await?;
    codes.retain(|code| code.programme_id == programme);
    let made = codes.last().map_or(0, |code| code.number);
    for number in made + 1..=present {
        let row = opinion_code::ActiveModel {
            kind: Set(OpinionKind::Workshop),
            programme_id: Set(programme),
            site_id: Set(session.site_id),
            session_id: Set(Some(session.id)),
            number: Set(number),
            ..fresh(keys, by, now)
        };
        codes.push(row.insert(txn).await.map_err(Error::second)?);
    }
    Ok(codes)
}

/// Looks a code up; changes nothing.
pub async fn find(
    db: &impl ConnectionTrait,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<Result<opinion_code::Model, Ended>, DbErr> {
    let found = opinion_code::Entity::find()
        .filter(opinion_code::COLUMN.code_hash.eq(codes::hash_of(typed)))
        .one(db)
        .await?;
    Ok(match found {
        None => Err(Ended::Unknown),
        Some(code) if code.used_in.is_some() => Err(Ended::Used),
        Some(code) if !is_open(&code, now) => Err(Ended::Over),
        Some(code) => Ok(code),
    })
}
