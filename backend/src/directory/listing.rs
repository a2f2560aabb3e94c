//! The places the public is told of, each with all that is told.
use super::queries::{organisations, to_site};
use entities::{
    organisation, place, place_label,
    place_service::{self, PlaceServiceId},
    service_choice,
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use std::collections::HashMap;

/// A place with its site, its organisation, its labels and its services.
pub struct Listing {
    pub place: place::Model,
    pub site: site::Model,
    pub organisation: organisation::Model,
    pub labels: Vec<place_label::Model>,
    pub services: Vec<Offered>,
}

/// A service with the words of its lists.
pub struct Offered {
    pub service: place_service::Model,
    pub choices: Vec<service_choice::Model>,
}

/// Neither taken out of the directory nor closed.
#[must_use]
pub fn open() -> Condition {
    Condition::all()
        .add(place::COLUMN.withdrawn_at.is_null())
        .add(site::COLUMN.closed_at.is_null())
}

/// The open places, joined to their sites.
#[must_use]
pub fn places() -> Select<place::Entity> {
    place::Entity::find()
        .join(JoinType::InnerJoin, to_site())
        .filter(open())
}

/// One place, if the public is told of it.
pub async fn one(db: &impl ConnectionTrait, site: SiteId) -> Result<Option<Listing>, DbErr> {
    let found = places()
        .filter(place::COLUMN.site_id.eq(site))
        .all(db)
        .await?;
    Ok(whole(db, found).await?.pop())
}

/// These places, in their order.
pub async fn of(db: &impl ConnectionTrait, sites: &[SiteId]) -> Result<Vec<Listing>, DbErr> {
    let found = places()
        .filter(place::Column::SiteId.is_in(sites.iter().copied()))
        .all(db)
        .await?;
    let mut listings = whole(db, found).await?;
    let order = |site: SiteId| sites.iter().position(|id| *id == site);
    listings.sort_by_key(|listing| order(listing.site.id));
    Ok(listings)
}

/// So many places after this one, by number.
pub async fn after(
    db: &impl ConnectionTrait,
    site: SiteId,
    count: u64,
) -> Result<Vec<Listing>, DbErr> {
    let found = places()
        .filter(place::COLUMN.site_id.gt(site))
        .order_by_asc(place::COLUMN.site_id)
        .limit(count)
        .all(db)
        .await?;
    whole(db, found).await
}

/// One query per kind of thing, however many places there are.
async fn whole(db: &impl ConnectionTrait, found: Vec<place::Model>) -> Result<Vec<Listing>, DbErr> {
    let ids: Vec<SiteId> = found.iter().map(|place| place.site_id).collect();
    let sites = site::Entity::find()
        .filter(site::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let organisations = organisations(db, &sites).await?;
    let mut sites: HashMap<SiteId, site::Model> =
        sites.into_iter().map(|site| (site.id, site)).collect();
    let mut labels: HashMap<SiteId, Vec<place_label::Model>> = HashMap::new();
    let of_these = place_label::Entity::find()
        .filter(place_label::Column::SiteId.is_in(ids.iter().copied()))
        .order_by_asc(place_label::COLUMN.id)
        .all(db)
        .await?;
    for label in of_these {
        labels.entry(label.site_id).or_default().push(label);
    }
    let mut services = services(db, &ids).await?;
    Ok(found
        .into_iter()
        .filter_map(|place| {
            let site = sites.remove(&place.site_id)?;
            let organisation = organisations.get(&site.organisation_id)?.clone();
            Some(Listing {
                labels: labels.remove(&place.site_id).unwrap_or_default(),
                services: services.remove(&place.site_id).unwrap_or_default(),
                place,
                site,
                organisation,
            })
        })
        .collect())
}

async fn services(
    db: &impl ConnectionTrait,
    sites: &[SiteId],
) -> Result<HashMap<SiteId, Vec<Offered>>, DbErr> {
    let rows = place_service::Entity::find()
        .filter(place_service::Column::SiteId.is_in(sites.iter().copied()))
        .filter(place_service::COLUMN.removed_at.is_null())
        .order_by_asc(place_service::COLUMN.id)
        .all(db)
        .await?;
    let mut choices: HashMap<PlaceServiceId, Vec<service_choice::Model>> = HashMap::new();
    let of_these = service_choice::Entity::find()
        .filter(service_choice::Column::ServiceId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(service_choice::COLUMN.service_id)
        .order_by_asc(service_choice::COLUMN.word)
        .all(db)
        .await?;
    for choice in of_these {
        choices.entry(choice.service_id).or_default().push(choice);
    }
    let mut by_site: HashMap<SiteId, Vec<Offered>> = HashMap::new();
    for service in rows {
        by_site.entry(service.site_id).or_default().push(Offered {
            choices: choices.remove(&service.id).unwrap_or_default(),
            service,
        });
    }
    Ok(by_site)
}
