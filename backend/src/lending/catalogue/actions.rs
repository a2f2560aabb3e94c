//! An item is made, changed, or lent no longer.
use crate::{identifiers::folded_words, web::Error};
use chrono::{DateTime, Utc};
use entities::{
    catalogue_item::{self, CatalogueItemId},
    catalogue_need, catalogue_word,
    membership::MembershipId,
    site::SiteId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use std::collections::BTreeSet;

/// What is said of an item, checked.
#[derive(Clone, Debug, Default)]
pub struct Described {
    pub name_fr: String,
    pub name_en: String,
    pub purpose_fr: String,
    pub purpose_en: String,
    pub usage_fr: String,
    pub usage_en: String,
    pub accessories_fr: String,
    pub accessories_en: String,
    pub guide_fr: String,
    pub guide_en: String,
    pub age_from: Option<i32>,
    pub age_to: Option<i32>,
    pub synonyms: String,
    pub needs_cleaning: bool,
    pub has_battery: bool,
    pub needs: Vec<String>,
}

impl Described {
    fn row(&self) -> catalogue_item::ActiveModel {
        catalogue_item::ActiveModel {
            name_fr: Set(self.name_fr.clone()),
            name_en: Set(self.name_en.clone()),
            purpose_fr: Set(self.purpose_fr.clone()),
            purpose_en: Set(self.purpose_en.clone()),
            usage_fr: Set(self.usage_fr.clone()),
            usage_en: Set(self.usage_en.clone()),
            accessories_fr: Set(self.accessories_fr.clone()),
            accessories_en: Set(self.accessories_en.clone()),
            guide_fr: Set(self.guide_fr.clone()),
            guide_en: Set(self.guide_en.clone()),
            age_from: Set(self.age_from),
            age_to: Set(self.age_to),
            synonyms: Set(self.synonyms.clone()),
            needs_cleaning: Set(self.needs_cleaning),
            has_battery: Set(self.has_battery),
            ..Default::default()
        }
    }

    /// The words it is found by.
    fn words(&self) -> BTreeSet<String> {
        [
            &self.name_fr,
            &self.name_en,
            &self.purpose_fr,
            &self.purpose_en,
            &self.accessories_fr,
            &self.accessories_en,
            &self.synonyms,
        ]
        .into_iter()
        .flat_map(|text| folded_words(text))
        .collect()
    }
}

/// The name of an item in addresses, out of what it is called.
#[must_use]
pub fn slug_of(name: &str) -> String {
    folded_words(name).join("-")
}

/// Whether a page of the catalogue has this name in addresses, so that no item may.
#[must_use]
pub fn is_page(slug: &str) -> bool {
    ["new", "import"].contains(&slug)
}

/// Makes an item of a store; a name that is taken already is [`Error::Changed`].
pub async fn make(
    txn: &impl ConnectionTrait,
    (site, by): (SiteId, MembershipId),
    described: &Described,
    now: DateTime<Utc>,
) -> Result<catalogue_item::Model, Error> {
    let row = catalogue_item::ActiveModel {
        slug: Set(slug_of(&described.name_fr)),
        site_id: Set(site),
        membership_id: Set(by),
        created_at: Set(now),
        version: Set(1),
        ..described.row()
    };
    let item = catalogue_item::Entity::insert(row)
        .exec_with_returning(txn)
        .await
        .map_err(Error::second)?;
    describe(txn, item.id, described).await?;
    Ok(item)
}

/// Changes an item as it was read; its name in addresses stays.
pub async fn change(
    txn: &impl ConnectionTrait,
    (item, seen): (CatalogueItemId, i32),
    described: &Described,
) -> Result<(), Error> {
    let row = catalogue_item::ActiveModel {
        version: Set(seen + 1),
        ..described.row()
    };
    let kept = catalogue_item::Entity::update_many()
        .set(row)
        .filter(catalogue_item::COLUMN.id.eq(item))
        .filter(catalogue_item::COLUMN.version.eq(seen))
        .filter(catalogue_item::COLUMN.withdrawn_at.is_null())
        .exec(txn)
        .await?;
    if kept.rows_affected == 0 {
        return Err(Error::Changed);
    }
    catalogue_need::Entity::delete_many()
        .filter(catalogue_need::COLUMN.item_id.eq(item))
        .exec(txn)
        .await?;
    catalogue_word::Entity::delete_many()
        .filter(catalogue_word::COLUMN.item_id.eq(item))
        .exec(txn)
        .await?;
    describe(txn, item, described).await?;
    Ok(())
}

async fn describe(
    txn: &impl ConnectionTrait,
    item: CatalogueItemId,
    described: &Described,
) -> Result<(), DbErr> {
    let needs: BTreeSet<&String> = described.needs.iter().collect();
    let needs = needs.into_iter().map(|need| catalogue_need::ActiveModel {
        item_id: Set(item),
        need: Set(need.clone()),
    });
    catalogue_need::Entity::insert_many(needs)
        .exec_without_returning(txn)
        .await?;
    let words = described
        .words()
        .into_iter()
        .map(|word| catalogue_word::ActiveModel {
            word: Set(word),
            item_id: Set(item),
        });
    catalogue_word::Entity::insert_many(words)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}
