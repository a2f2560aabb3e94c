//! The photos of items that were not removed, the oldest first.
use crate::web::Lang;
use entities::{catalogue_item::CatalogueItemId, item_photo};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// Those of some items.
pub async fn of_items(
    db: &impl ConnectionTrait,
    items: &[CatalogueItemId],
) -> Result<HashMap<CatalogueItemId, Vec<item_photo::Model>>, DbErr> {
    let rows = item_photo::Entity::find()
        .filter(item_photo::COLUMN.item_id.is_in(items.iter().copied()))
        .filter(item_photo::COLUMN.removed_at.is_null())
        .order_by_asc(item_photo::Column::Id)
        .all(db)
        .await?;
    let mut of: HashMap<CatalogueItemId, Vec<item_photo::Model>> = HashMap::new();
    for row in rows {
        of.entry(row.item_id).or_default().push(row);
    }
    Ok(of)
}

/// A photo as a page shows it: its number, and what it shows in words.
#[derive(Clone, Debug)]
pub struct Shown {
    pub id: i32,
    pub alt: String,
}

#[must_use]
pub fn shown(photo: &item_photo::Model, lang: Lang) -> Shown {
    Shown {
        id: photo.id,
        alt: lang.choose(&photo.alt_fr, &photo.alt_en).to_owned(),
    }
}
