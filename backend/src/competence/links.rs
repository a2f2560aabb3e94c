//! The links with which people answer alone: a code that nobody guesses, for one use, known here by its hash alone.
use super::codes;
use crate::keys::{Keys, random_token};
use chrono::{DateTime, Duration, Utc};
use entities::{
    answer_set::{Moment, QuestionnaireKind},
    enrolment::EnrolmentId,
    membership::MembershipId,
    questionnaire_link::{self, QuestionnaireLinkId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

/// How long a link may be used.
const LASTS: Duration = Duration::days(30);

/// What the codes of these links are made for.
const PURPOSE: &str = "questionnaire link";

/// The code of a link, as it is printed.
#[must_use]
pub fn code(keys: &Keys, link: &questionnaire_link::Model) -> String {
    codes::printed(keys, PURPOSE, &link.salt)
}

/// What a link asks of whom.
#[derive(Clone, Copy)]
pub struct Asks {
    pub enrolment: EnrolmentId,
    pub questionnaire: QuestionnaireKind,
    pub moment: Moment,
}

/// Makes a link; an earlier one that asks the same stops working.
pub async fn make(
    txn: &impl ConnectionTrait,
    keys: &Keys,
    asks: Asks,
    by: MembershipId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    questionnaire_link::Entity::update_many()
        .col_expr(questionnaire_link::Column::ExpiresAt, Expr::value(now))
        .filter(questionnaire_link::COLUMN.enrolment_id.eq(asks.enrolment))
        .filter(
            questionnaire_link::COLUMN
                .questionnaire
                .eq(asks.questionnaire),
        )
        .filter(questionnaire_link::COLUMN.moment.eq(asks.moment))
        .filter(questionnaire_link::COLUMN.used_at.is_null())
        .filter(questionnaire_link::COLUMN.expires_at.gt(now))
        .exec(txn)
        .await?;
    let salt = random_token();
    let link = questionnaire_link::ActiveModel {
        enrolment_id: Set(asks.enrolment),
        questionnaire: Set(asks.questionnaire),
        moment: Set(asks.moment),
        code_hash: Set(codes::hash(keys, PURPOSE, &salt)),
        salt: Set(salt),
        made_by: Set(by),
        made_at: Set(now),
        expires_at: Set(now + LASTS),
        ..Default::default()
    };
    questionnaire_link::Entity::insert(link)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// The links of somebody that may still be used.
pub async fn live(
    db: &impl ConnectionTrait,
    enrolment: EnrolmentId,
    now: DateTime<Utc>,
) -> Result<Vec<questionnaire_link::Model>, DbErr> {
    questionnaire_link::Entity::find()
        .filter(questionnaire_link::COLUMN.enrolment_id.eq(enrolment))
        .filter(questionnaire_link::COLUMN.used_at.is_null())
        .filter(questionnaire_link::COLUMN.expires_at.gt(now))
        .order_by_asc(questionnaire_link::COLUMN.id)
        .all(db)
        .await
}

/// Why a link may not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Used,
    /// Past its time, replaced by a newer one, or of a moment that has passed.
    Over,
    Unknown,
}

/// Looks a code up; changes nothing.
pub async fn find(
    db: &impl ConnectionTrait,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<Result<questionnaire_link::Model, Ended>, DbErr> {
    let found = questionnaire_link::Entity::find()
        .filter(
            questionnaire_link::COLUMN
                .code_hash
                .eq(codes::hash_of(typed)),
        )
        .one(db)
        .await?;
    Ok(match found {
        None => Err(Ended::Unknown),
        Some(link) if link.used_at.is_some() => Err(Ended::Used),
        Some(link) if link.expires_at <= now => Err(Ended::Over),
        Some(link) => Ok(link),
    })
}

/// Uses a link up. False when somebody was faster.
pub async fn take(
    txn: &impl ConnectionTrait,
    id: QuestionnaireLinkId,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let taken = questionnaire_link::Entity::update_many()
        .col_expr(questionnaire_link::Column::UsedAt, Expr::value(now))
        .filter(questionnaire_link::COLUMN.id.eq(id))
        .filter(questionnaire_link::COLUMN.used_at.is_null())
        .filter(questionnaire_link::COLUMN.expires_at.gt(now))
        .exec(txn)
        .await?;
    Ok(taken.rows_affected == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_however_it_is_typed() {
        let keys = Keys::new(&[7; 32]);
        let link = questionnaire_link::Model {
            id: QuestionnaireLinkId(1),
            enrolment_id: EnrolmentId(1),
            questionnaire: QuestionnaireKind::Socle,
            moment: Moment::Before,
            salt: "salt".to_owned(),
            code_hash: codes::hash(&keys, PURPOSE, "salt"),
            made_by: MembershipId(1),
            made_at: DateTime::UNIX_EPOCH,
            expires_at: DateTime::UNIX_EPOCH,
            used_at: None,
        };
        let printed = code(&keys, &link);
        assert_eq!(printed.len(), 24);
        for typed in [
            printed.clone(),
            printed.to_lowercase(),
            printed.replace('-', " "),
            format!(" {} ", printed.replace('-', "")),
        ] {
            assert_eq!(codes::hash_of(&typed), link.code_hash, "{typed}");
        }
        assert_ne!(code(&Keys::new(&[8; 32]), &link), printed);
    }
}
