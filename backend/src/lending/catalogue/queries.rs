//! Items, found by their name in addresses, by need and by word.
use crate::identifiers::folded_words;
use entities::{
    catalogue_item::{self, CatalogueItemId},
    catalogue_need, catalogue_word,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use std::collections::HashMap;

/// The item of this name that is still lent.
pub async fn item(
    db: &impl ConnectionTrait,
    slug: &str,
) -> Result<Option<catalogue_item::Model>, DbErr> {
    catalogue_item::Entity::find()
        .filter(catalogue_item::COLUMN.slug.eq(slug))
        .filter(catalogue_item::COLUMN.withdrawn_at.is_null())
        .one(db)
        .await
}

/// Items on one page of the catalogue.
pub const PAGE: u64 = 24;

/// A page of items in the order of their names in addresses, those after `after`: that answer a need, and have words
/// that begin like each word typed.
pub async fn items(
    db: &impl ConnectionTrait,
    need: Option<&str>,
    words: &str,
    after: Option<&str>,
) -> Result<Vec<catalogue_item::Model>, DbErr> {
    let mut select =
        catalogue_item::Entity::find().filter(catalogue_item::COLUMN.withdrawn_at.is_null());
    if let Some(need) = need {
        let answering = catalogue_need::Entity::find()
            .select_only()
            .column(catalogue_need::Column::ItemId)
            .filter(catalogue_need::COLUMN.need.eq(need))
            .into_query();
        select = select.filter(catalogue_item::Column::Id.in_subquery(answering));
    }
    for word in folded_words(words) {
        // Folded words are ASCII: no letter sorts after z, in any collation.
        let end = format!("{word}{}", "z".repeat(20));
        let bearing = catalogue_word::Entity::find()
            .select_only()
            .column(catalogue_word::Column::ItemId)
            .filter(catalogue_word::COLUMN.word.gte(word))
            .filter(catalogue_word::COLUMN.word.lte(end))
            .into_query();
        select = select.filter(catalogue_item::Column::Id.in_subquery(bearing));
    }
    if let Some(after) = after {
        select = select.filter(catalogue_item::COLUMN.slug.gt(after));
    }
    select
        .order_by_asc(catalogue_item::Column::Slug)
        .limit(PAGE + 1)
        .all(db)
        .await
}

/// The keys of the needs that items answer.
pub async fn needs(
    db: &impl ConnectionTrait,
    items: &[CatalogueItemId],
) -> Result<HashMap<CatalogueItemId, Vec<String>>, DbErr> {
    let rows = catalogue_need::Entity::find()
        .filter(catalogue_need::COLUMN.item_id.is_in(items.iter().copied()))
        .order_by_asc(catalogue_need::Column::Need)
        .all(db)
        .await?;
    let mut of: HashMap<CatalogueItemId, Vec<String>> = HashMap::new();
    for row in rows {
        of.entry(row.item_id).or_default().push(row.need);
    }
    Ok(of)
}
