//! What a person is found by: fingerprints of their names, kept beside the row and taken away when they are forgotten.
use super::identity::{self, Identity};
use crate::{app::App, keys::Keys, web::Error};
use entities::{
    recipient::{self, RecipientId},
    recipient_name,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

/// How many people are read at a time.
const PAGE: u64 = 100;

/// Writes the fingerprints of a person, in place of those before.
pub async fn index(
    txn: &impl ConnectionTrait,
    keys: &Keys,
    id: RecipientId,
    identity: &Identity,
) -> Result<(), DbErr> {
    unindex(txn, id).await?;
    let rows = identity
        .search_keys(keys)
        .into_iter()
        .map(|key| recipient_name::ActiveModel {
            key: Set(key),
            recipient_id: Set(id),
        });
    recipient_name::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Takes them away.
pub async fn unindex(txn: &impl ConnectionTrait, id: RecipientId) -> Result<(), DbErr> {
    recipient_name::Entity::delete_many()
        .filter(recipient_name::COLUMN.recipient_id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Writes the fingerprints of those who have none: who was recorded before there were any. Gives how many.
pub async fn index_missing(app: &App) -> Result<u64, Error> {
    let mut written = 0;
    let mut last = RecipientId(0);
    loop {
        let write = app.write().await?;
        let page = missing(&*write, last).await?;
        let Some(end) = page.last() else {
            return Ok(written);
        };
        last = end.id;
        for row in &page {
            let Some(known) = identity::open_for_officer(&app.keys, row)? else {
                continue;
            };
            index(&*write, &app.keys, row.id, &known).await?;
            recipient::ActiveModel {
                id: Set(row.id),
                name_key: Set(Some(known.name_key(&app.keys))),
                ..Default::default()
            }
            .update(&*write)
            .await?;
            written += 1;
        }
        write.commit().await?;
    }
}

async fn missing(
    db: &impl ConnectionTrait,
    after: RecipientId,
) -> Result<Vec<recipient::Model>, DbErr> {
    let indexed = recipient_name::Entity::find()
        .select_only()
        .column(recipient_name::Column::RecipientId)
        .into_query();
    recipient::Entity::find()
        .filter(recipient::COLUMN.id.gt(after))
        .filter(recipient::COLUMN.sealed.is_not_null())
        .filter(recipient::Column::Id.not_in_subquery(indexed))
        .order_by_asc(recipient::COLUMN.id)
        .limit(PAGE)
        .all(db)
        .await
}
