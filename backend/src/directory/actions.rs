//! What is done to a place: kept true, confirmed, taken out of the directory; its labels and its services.
use super::{
    form::{Dated, Facts},
    service_form::Offer,
};
use crate::{auth::Signed, web::Error};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    membership::MembershipId,
    place,
    place_label::{self, PlaceLabelId},
    place_service::{self, PlaceServiceId},
    service_choice,
    site::{self, SiteId},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter, sea_query::Expr,
};

/// Who says that something is true, and on which day.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub by: MembershipId,
    pub on: NaiveDate,
}

impl Word {
    #[must_use]
    pub fn of(by: &Signed, on: NaiveDate) -> Self {
        Self {
            by: by.membership_id,
            on,
        }
    }
}

/// Keeps what was typed, and with it confirms the place. `seen` is the version the person had before them, 0 for a
/// place that is not in the directory yet.
pub async fn keep(
    txn: &impl ConnectionTrait,
    site: SiteId,
    seen: i32,
    facts: Facts,
    word: Word,
) -> Result<(), Error> {
    let row = place::ActiveModel {
        presentation: Set(facts.presentation),
        email: Set(facts.email),
        website: Set(facts.website),
        opening_hours: Set(facts.opening_hours),
        accessibility_url: Set(facts.accessibility_url),
        latitude_e6: Set(facts.position.map(|at| at.latitude_e6)),
        longitude_e6: Set(facts.position.map(|at| at.longitude_e6)),
        confirmed_on: Set(word.on),
        confirmed_by: Set(word.by),
        version: Set(seen + 1),
        ..Default::default()
    };
    if seen == 0 {
        let first = place::ActiveModel {
            site_id: Set(site),
            ..row
        };
        let kept = place::Entity::insert(first)
            .exec_without_returning(txn)
            .await;
        kept.map_err(Error::second)?;
    } else {
        let kept = place::Entity::update_many()
            .set(row)
            .filter(place::COLUMN.site_id.eq(site))
            .filter(place::COLUMN.version.eq(seen))
            .exec(txn)
            .await?;
        changed(kept.rows_affected)?;
    }
    site::ActiveModel {
        id: Set(site),
        address: Set(facts.address),
        postcode: Set(facts.postcode),
        city: Set(facts.city),
        insee_code: Set(facts.insee_code),
        phone: Set(facts.phone),
        ..Default::default()
    }
    .update(txn)
    .await?;
    Ok(())
}

/// Says that all of it is still true.
pub async fn confirm(
    txn: &impl ConnectionTrait,
    site: SiteId,
    seen: i32,
    word: Word,
) -> Result<(), Error> {
    let row = place::ActiveModel {
        confirmed_on: Set(word.on),
        confirmed_by: Set(word.by),
        version: Set(seen + 1),
        ..Default::default()
    };
    change(txn, site, seen, row).await
}

/// Takes a place out of the directory, or puts it back.
pub async fn set_withdrawn(
    txn: &impl ConnectionTrait,
    site: SiteId,
    seen: i32,
    at: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    let row = place::ActiveModel {
        withdrawn_at: Set(at),
        version: Set(seen + 1),
        ..Default::default()
    };
    change(txn, site, seen, row).await
}

async fn change(
    txn: &impl ConnectionTrait,
    site: SiteId,
    seen: i32,
    row: place::ActiveModel,
) -> Result<(), Error> {
    let kept = place::Entity::update_many()
        .set(row)
        .filter(place::COLUMN.site_id.eq(site))
        .filter(place::COLUMN.version.eq(seen))
        .exec(txn)
        .await?;
    changed(kept.rows_affected)
}

/// Gives a place a label.
pub async fn add_label(
    txn: &impl ConnectionTrait,
    site: SiteId,
    label: Dated,
) -> Result<(), Error> {
    let row = place_label::ActiveModel {
        site_id: Set(site),
        label: Set(label.label),
        from_on: Set(label.from_on),
        until_on: Set(label.until_on),
        ..Default::default()
    };
    let kept = place_label::Entity::insert(row)
        .exec_without_returning(txn)
        .await;
    kept.map_err(Error::second)?;
    Ok(())
}

/// Says until when a label holds.
pub async fn end_label(
    txn: &impl ConnectionTrait,
    id: PlaceLabelId,
    until_on: Option<NaiveDate>,
) -> Result<(), DbErr> {
    place_label::ActiveModel {
        id: Set(id),
        until_on: Set(until_on),
        ..Default::default()
    }
    .update(txn)
    .await?;
    Ok(())
}

/// Removes a label that was a mistake.
pub async fn remove_label(txn: &impl ConnectionTrait, id: PlaceLabelId) -> Result<(), DbErr> {
    place_label::Entity::delete_by_id(id).exec(txn).await?;
    Ok(())
}

/// Adds a service to a place.
pub async fn add_service(
    txn: &impl ConnectionTrait,
    site: SiteId,
    mut offer: Offer,
    on: NaiveDate,
) -> Result<(), Error> {
    let choices = std::mem::take(&mut offer.choices);
    let row = place_service::ActiveModel {
        site_id: Set(site),
        version: Set(1),
        ..service_row(offer, on)
    };
    let id = place_service::Entity::insert(row)
        .exec_with_returning(txn)
        .await?
        .id;
    choose(txn, id, choices).await?;
    Ok(())
}

/// Changes a service; `seen` is the version the person had before them.
pub async fn change_service(
    txn: &impl ConnectionTrait,
    id: PlaceServiceId,
    seen: i32,
    mut offer: Offer,
    on: NaiveDate,
) -> Result<(), Error> {
    let choices = std::mem::take(&mut offer.choices);
    let row = place_service::ActiveModel {
        version: Set(seen + 1),
        ..service_row(offer, on)
    };
    let kept = place_service::Entity::update_many()
        .set(row)
        .filter(place_service::COLUMN.id.eq(id))
        .filter(place_service::COLUMN.version.eq(seen))
        .filter(place_service::COLUMN.removed_at.is_null())
        .exec(txn)
        .await?;
    changed(kept.rows_affected)?;
    service_choice::Entity::delete_many()
        .filter(service_choice::COLUMN.service_id.eq(id))
        .exec(txn)
        .await?;
    choose(txn, id, choices).await?;
    Ok(())
}

/// Takes a service out of the directory.
pub async fn remove_service(
    txn: &impl ConnectionTrait,
    id: PlaceServiceId,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let kept = place_service::Entity::update_many()
        .col_expr(place_service::Column::RemovedAt, Expr::value(Some(at)))
        .filter(place_service::COLUMN.id.eq(id))
        .filter(place_service::COLUMN.removed_at.is_null())
        .exec(txn)
        .await?;
    changed(kept.rows_affected)
}

fn service_row(offer: Offer, on: NaiveDate) -> place_service::ActiveModel {
    place_service::ActiveModel {
        name: Set(offer.name),
        description: Set(offer.description),
        kind: Set(offer.kind),
        fee: Set(offer.fee),
        fee_details: Set(offer.fee_details),
        publics_details: Set(offer.publics_details),
        conditions: Set(offer.conditions),
        link: Set(offer.link),
        area: Set(offer.area),
        changed_on: Set(on),
        ..Default::default()
    }
}

async fn choose(
    txn: &impl ConnectionTrait,
    id: PlaceServiceId,
    choices: Vec<(service_choice::ChoiceList, String)>,
) -> Result<(), DbErr> {
    let rows = choices
        .into_iter()
        .map(|(list, word)| service_choice::ActiveModel {
            service_id: Set(id),
            list: Set(list),
            word: Set(word),
        });
    service_choice::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// An update that changed no row: somebody was faster.
fn changed(rows: u64) -> Result<(), Error> {
    if rows == 0 {
        Err(Error::Changed)
    } else {
        Ok(())
    }
}
