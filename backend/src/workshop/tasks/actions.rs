//! Keeping what is answered about a reset until its photo makes it an erasure.
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::WorkAtBench},
    web::Error,
    workshop::{
        actions::BenchError,
        queries::{self, Work},
        rules::may_erase,
    },
};
use entities::reset_answer::{self, Column, ResetQuestion};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::OnConflict,
};

/// Keeps one answer: the person's own, for this stay. It proves nothing yet.
pub async fn keep_reset_answer(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<WorkAtBench>,
    code: &str,
    (question, answer): (ResetQuestion, &str),
) -> Result<(), BenchError> {
    let work = queries::device_at_bench(txn, by, code)
        .await?
        .ok_or(BenchError::Other(Error::NotFound))?;
    let habilitated = queries::habilitated(txn, by.account.id, app.clock.today()).await?;
    may_erase(habilitated.before(by, &work), work.facts())?;
    let row = reset_answer::ActiveModel {
        device_id: Set(work.device.id),
        stay: Set(work.device.stay),
        account_id: Set(by.account.id),
        question: Set(question),
        answer: Set(answer.to_owned()),
        at: Set(app.clock.now()),
    };
    let same = OnConflict::columns([
        Column::DeviceId,
        Column::Stay,
        Column::AccountId,
        Column::Question,
    ])
    .update_columns([Column::Answer, Column::At])
    .to_owned();
    reset_answer::Entity::insert(row)
        .on_conflict(same)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Once they are part of an erasure, the next one is answered anew.
pub async fn forget_reset_answers(
    txn: &DatabaseTransaction,
    by: &Signed,
    work: &Work,
) -> Result<(), DbErr> {
    reset_answer::Entity::delete_many()
        .filter(reset_answer::COLUMN.device_id.eq(work.device.id))
        .filter(reset_answer::COLUMN.stay.eq(work.device.stay))
        .filter(reset_answer::COLUMN.account_id.eq(by.account.id))
        .exec(txn)
        .await?;
    Ok(())
}
