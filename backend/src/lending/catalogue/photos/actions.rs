//! A photo is added to an item, or removed from it.
use super::MOST;
use crate::{app::App, evidence, keys::sha256_hex, web::Error};
use chrono::{DateTime, Utc};
use entities::{catalogue_item::CatalogueItemId, item_photo, membership::MembershipId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, QueryFilter};

/// A photo written anew, in both sizes, with its words.
pub struct Prepared {
    pub large: Vec<u8>,
    pub small: Vec<u8>,
    pub alt_fr: String,
    pub alt_en: String,
}

/// Why a photo is not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {
    /// The item has as many as it may.
    TooMany,
    /// The very same photo is there.
    Same,
}

pub async fn add(
    app: &App,
    txn: &impl ConnectionTrait,
    (item, by): (CatalogueItemId, MembershipId),
    photo: &Prepared,
) -> Result<Result<(), Full>, Error> {
    let there = super::queries::of_items(txn, &[item]).await?;
    let there = there.get(&item).map(Vec::as_slice).unwrap_or_default();
    let sha256 = sha256_hex(&photo.large);
    if there.iter().any(|row| row.sha256 == sha256) {
        return Ok(Err(Full::Same));
    }
    if there.len() >= MOST {
        return Ok(Err(Full::TooMany));
    }
    let row = item_photo::ActiveModel {
        item_id: Set(item),
        file: Set(Some(evidence::keep(app, &photo.large).await?)),
        small_file: Set(Some(evidence::keep(app, &photo.small).await?)),
        sha256: Set(sha256),
        alt_fr: Set(photo.alt_fr.clone()),
        alt_en: Set(photo.alt_en.clone()),
        membership_id: Set(by),
        created_at: Set(app.clock.now()),
        ..Default::default()
    };
    row.insert(txn).await.map_err(Error::second)?;
    Ok(Ok(()))
}

/// Says that the photo is gone; its bytes are removed once this is committed.
pub async fn remove(
    txn: &impl ConnectionTrait,
    photo: &item_photo::Model,
    by: MembershipId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let change = item_photo::ActiveModel {
        file: Set(None),
        small_file: Set(None),
        removed_at: Set(Some(now)),
        removed_by: Set(Some(by)),
        ..Default::default()
    };
    let removed = item_photo::Entity::update_many()
        .set(change)
        .filter(item_photo::COLUMN.id.eq(photo.id))
        .filter(item_photo::COLUMN.removed_at.is_null())
        .exec(txn)
        .await?;
    if removed.rows_affected == 0 {
        return Err(Error::Changed);
    }
    Ok(())
}
