//! The places as who keeps them sees them: a manager their own organisation's, a coordinator the territory's.
use super::rules;
use crate::{
    auth::{Signed, territory},
    web::Error,
};
use chrono::NaiveDate;
use entities::{
    membership::Role,
    organisation, place,
    place_label::{self, PlaceLabelId},
    place_service::{self, PlaceServiceId},
    service_choice,
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationDef,
};
use std::collections::{BTreeSet, HashMap};

/// How many rows a page of a list shows.
pub const PAGE: u64 = 50;

/// From a place to its site.
#[must_use]
pub fn to_site() -> RelationDef {
    place::Entity::belongs_to(site::Entity)
        .from(place::Column::SiteId)
        .to(site::Column::Id)
        .into()
}

/// The open sites the person answers for.
fn kept_by(by: &Signed) -> Condition {
    let rows = if by.role == Role::Coordinator {
        territory::rows(by, site::Column::EpciCode)
    } else {
        Condition::all().add(site::COLUMN.organisation_id.eq(by.organisation_id))
    };
    rows.add(site::COLUMN.closed_at.is_null())
}

/// A site the person answers for, with its organisation; any other is not there.
pub async fn find_site(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<(site::Model, organisation::Model), Error> {
    let site = site::Entity::find_by_id(SiteId(id))
        .filter(kept_by(by))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let organisation = organisation::Entity::find_by_id(site.organisation_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((site, organisation))
}

/// What the directory says of a site, if anything.
pub async fn place(db: &impl ConnectionTrait, site: SiteId) -> Result<Option<place::Model>, DbErr> {
    place::Entity::find_by_id(site).one(db).await
}

/// The labels of a place, latest first.
pub async fn labels(
    db: &impl ConnectionTrait,
    site: SiteId,
) -> Result<Vec<place_label::Model>, DbErr> {
    place_label::Entity::find()
        .filter(place_label::COLUMN.site_id.eq(site))
        .order_by_desc(place_label::COLUMN.from_on)
        .order_by_desc(place_label::COLUMN.id)
        .all(db)
        .await
}

/// A label of this place.
pub async fn find_label(
    db: &impl ConnectionTrait,
    site: SiteId,
    id: i32,
) -> Result<place_label::Model, Error> {
    place_label::Entity::find_by_id(PlaceLabelId(id))
        .filter(place_label::COLUMN.site_id.eq(site))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// The services of a place, in the order they were added.
pub async fn services(
    db: &impl ConnectionTrait,
    site: SiteId,
) -> Result<Vec<place_service::Model>, DbErr> {
    place_service::Entity::find()
        .filter(place_service::COLUMN.site_id.eq(site))
        .filter(place_service::COLUMN.removed_at.is_null())
        .order_by_asc(place_service::COLUMN.id)
        .all(db)
        .await
}

/// A service of this place, with the words of its lists.
pub async fn find_service(
    db: &impl ConnectionTrait,
    site: SiteId,
    id: i32,
) -> Result<(place_service::Model, Vec<service_choice::Model>), Error> {
    let service = place_service::Entity::find_by_id(PlaceServiceId(id))
        .filter(place_service::COLUMN.site_id.eq(site))
        .filter(place_service::COLUMN.removed_at.is_null())
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let choices = service_choice::Entity::find()
        .filter(service_choice::COLUMN.service_id.eq(service.id))
        .all(db)
        .await?;
    Ok((service, choices))
}

/// Which of the sites a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Those in the directory, the longest unconfirmed first.
    All,
    /// Those not confirmed for a year.
    Late,
    /// Those that are not in the directory.
    Absent,
}

/// A line of the list.
pub struct Line {
    pub site: site::Model,
    pub organisation: String,
    pub place: Option<place::Model>,
}

/// A page of the list, and whether there are more.
pub async fn list(
    db: &impl ConnectionTrait,
    by: &Signed,
    shown: Shown,
    after: Option<SiteId>,
    today: NaiveDate,
) -> Result<(Vec<Line>, bool), DbErr> {
    let (sites, mut places, more): (Vec<_>, HashMap<SiteId, place::Model>, _) = match shown {
        Shown::Absent => {
            let (sites, more) = absent(db, by, after).await?;
            (sites, HashMap::new(), more)
        }
        Shown::All | Shown::Late => {
            let (places, more) = present(db, by, shown == Shown::Late, after, today).await?;
            let ids: Vec<SiteId> = places.iter().map(|place| place.site_id).collect();
            let mut sites: HashMap<SiteId, site::Model> = site::Entity::find()
                .filter(site::Column::Id.is_in(ids.iter().copied()))
                .all(db)
                .await?
                .into_iter()
                .map(|site| (site.id, site))
                .collect();
            let sites = ids.iter().filter_map(|id| sites.remove(id)).collect();
            let places = places.into_iter().map(|it| (it.site_id, it)).collect();
            (sites, places, more)
        }
    };
    let organisations = organisations(db, &sites).await?;
    let lines = sites
        .into_iter()
        .map(|site| Line {
            organisation: organisations
                .get(&site.organisation_id)
                .map(|organisation| organisation.name.clone())
                .unwrap_or_default(),
            place: places.remove(&site.id),
            site,
        })
        .collect();
    Ok((lines, more))
}

async fn present(
    db: &impl ConnectionTrait,
    by: &Signed,
    late: bool,
    after: Option<SiteId>,
    today: NaiveDate,
) -> Result<(Vec<place::Model>, bool), DbErr> {
    let mut query = place::Entity::find()
        .join(JoinType::InnerJoin, to_site())
        .filter(kept_by(by));
    if late {
        query = query.filter(overdue(today));
    }
    let last = match after {
        Some(site) => place(db, site).await?,
        None => None,
    };
    if let Some(last) = last {
        query = query.filter(
            Condition::any()
                .add(place::COLUMN.confirmed_on.gt(last.confirmed_on))
                .add(
                    Condition::all()
                        .add(place::COLUMN.confirmed_on.eq(last.confirmed_on))
                        .add(place::COLUMN.site_id.gt(last.site_id)),
                ),
        );
    }
    let rows = query
        .order_by_asc(place::COLUMN.confirmed_on)
        .order_by_asc(place::COLUMN.site_id)
        .limit(PAGE + 1)
        .all(db)
        .await?;
    Ok(cut(rows))
}

async fn absent(
    db: &impl ConnectionTrait,
    by: &Signed,
    after: Option<SiteId>,
) -> Result<(Vec<site::Model>, bool), DbErr> {
    let present = place::Entity::find()
        .select_only()
        .column(place::Column::SiteId);
    let mut query = site::Entity::find()
        .filter(kept_by(by))
        .filter(site::Column::Id.not_in_subquery(present.into_query()));
    if let Some(after) = after {
        query = query.filter(site::COLUMN.id.gt(after));
    }
    let rows = query
        .order_by_asc(site::COLUMN.id)
        .limit(PAGE + 1)
        .all(db)
        .await?;
    Ok(cut(rows))
}

fn cut<T>(mut rows: Vec<T>) -> (Vec<T>, bool) {
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > page;
    rows.truncate(page);
    (rows, more)
}

/// The places of the directory that nobody has confirmed for a year.
#[must_use]
pub fn overdue(today: NaiveDate) -> Condition {
    Condition::all()
        .add(place::COLUMN.withdrawn_at.is_null())
        .add(place::COLUMN.confirmed_on.lte(rules::late_before(today)))
}

/// How many of the places the person answers for are late.
pub async fn count_late(
    db: &impl ConnectionTrait,
    by: &Signed,
    today: NaiveDate,
) -> Result<u64, DbErr> {
    place::Entity::find()
        .join(JoinType::InnerJoin, to_site())
        .filter(kept_by(by))
        .filter(overdue(today))
        .count(db)
        .await
}

/// The organisations of these sites.
pub async fn organisations(
    db: &impl ConnectionTrait,
    sites: &[site::Model],
) -> Result<HashMap<organisation::OrganisationId, organisation::Model>, DbErr> {
    let ids: BTreeSet<_> = sites.iter().map(|site| site.organisation_id).collect();
    Ok(organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(ids))
        .all(db)
        .await?
        .into_iter()
        .map(|organisation| (organisation.id, organisation))
        .collect())
}
