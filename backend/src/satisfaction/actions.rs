//! Giving an opinion: the code serves, and a row that nothing ties to it is written. Neither is ever changed.
use super::{rules, surveys::Survey};
use crate::{board::flow::begins, competence::rules::Answered};
use chrono::NaiveDate;
use entities::{answer_set::Way, opinion, opinion_answer, opinion_code};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter, sea_query::Expr,
};

/// What somebody answered.
pub struct Given {
    pub survey: &'static Survey,
    pub way: Way,
    pub answers: Vec<Answered>,
}

/// Uses a code up and writes the opinion down. False when the code served already, and nothing is written.
pub async fn give(
    txn: &impl ConnectionTrait,
    code: &opinion_code::Model,
    given: Given,
    today: NaiveDate,
) -> Result<bool, DbErr> {
    let quarter = begins(rules::quarter_of(today));
    let used = opinion_code::Entity::update_many()
        .col_expr(opinion_code::Column::UsedIn, Expr::value(quarter))
        .filter(opinion_code::COLUMN.id.eq(code.id))
        .filter(opinion_code::COLUMN.used_in.is_null())
        .exec(txn)
        .await?;
    if used.rows_affected != 1 {
        return Ok(false);
    }
    let row = opinion::ActiveModel {
        kind: Set(code.kind),
        version: Set(given.survey.version),
        way: Set(given.way),
        programme_id: Set(code.programme_id),
        site_id: Set(code.site_id),
        quarter: Set(quarter),
        ..Default::default()
    };
    let opinion = row.insert(txn).await?;
    let answers = given
        .answers
        .into_iter()
        .map(|(position, value)| opinion_answer::ActiveModel {
            opinion_id: Set(opinion.id),
            position: Set(position),
            value: Set(value),
        });
    opinion_answer::Entity::insert_many(answers)
        .exec_without_returning(txn)
        .await?;
    Ok(true)
}
