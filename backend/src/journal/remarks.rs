//! The words behind an event: kept sealed beside the journal, which holds a salted hash only (law 5).
use super::Subject;
use crate::keys::{Keys, NotOpened, random_token, sha256_hex};
use chrono::{DateTime, Utc};
use entities::remark;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr,
};

/// Keeps a remark and gives the hash that stands for it in an event.
pub async fn remark(
    txn: &impl ConnectionTrait,
    keys: &Keys,
    (subject, id): (Subject, i32),
    words: &str,
    now: DateTime<Utc>,
) -> Result<String, DbErr> {
    let salt = random_token();
    let hash = sha256_hex(format!("{salt}{words}"));
    remark::Entity::insert(remark::ActiveModel {
        subject_kind: Set(subject.key().to_owned()),
        subject_id: Set(id),
        hash: Set(hash.clone()),
        sealed: Set(Some(keys.seal("remark", &(salt, words)))),
        created_at: Set(now),
        ..Default::default()
    })
    .exec_without_returning(txn)
    .await?;
    Ok(hash)
}

/// The remarks of a subject that are still there: hash and words.
pub async fn remarks_of(
    db: &impl ConnectionTrait,
    keys: &Keys,
    (subject, id): (Subject, i32),
) -> Result<Vec<(String, String)>, crate::web::Error> {
    let rows = of(subject, id).all(db).await?;
    let opened: Result<Vec<_>, NotOpened> = rows
        .into_iter()
        .filter_map(|row| row.sealed.map(|sealed| (row.hash, sealed)))
        .map(|(hash, sealed)| {
            let (_salt, words): (String, String) = keys.open("remark", &sealed)?;
            Ok((hash, words))
        })
        .collect();
    Ok(opened?)
}

/// Erases the words of a subject; the hashes in the journal stay.
pub async fn erase(txn: &impl ConnectionTrait, subject: Subject, id: i32) -> Result<(), DbErr> {
    remark::Entity::update_many()
        .col_expr(remark::Column::Sealed, Expr::value(Option::<String>::None))
        .filter(remark::COLUMN.subject_kind.eq(subject.key()))
        .filter(remark::COLUMN.subject_id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

fn of(subject: Subject, id: i32) -> sea_orm::Select<remark::Entity> {
    remark::Entity::find()
        .filter(remark::COLUMN.subject_kind.eq(subject.key()))
        .filter(remark::COLUMN.subject_id.eq(id))
}
