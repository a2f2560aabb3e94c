//! The boxes and places of an organisation, and what is in them.
use crate::{auth::Signed, labels::Code};
use entities::{
    container::{self, ContainerId, ContainerKind},
    device,
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, sea_query::SelectStatement,
};
use std::collections::HashMap;

/// The sites of the person's organisation: what is elsewhere is not theirs to see.
fn sites_of(by: &Signed) -> SelectStatement {
    site::Entity::find()
        .select_only()
        .column(site::Column::Id)
        .filter(site::COLUMN.organisation_id.eq(by.organisation_id))
        .into_query()
}

/// The open sites of the person's organisation.
pub async fn sites(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<site::Model>, DbErr> {
    site::Entity::find()
        .filter(site::COLUMN.organisation_id.eq(by.organisation_id))
        .filter(site::COLUMN.closed_at.is_null())
        .order_by_asc(site::Column::Name)
        .order_by_asc(site::Column::Id)
        .all(db)
        .await
}

/// The box or place of this code, if it is at a site of the person's organisation.
pub async fn container(
    db: &impl ConnectionTrait,
    by: &Signed,
    code: Code,
) -> Result<Option<container::Model>, DbErr> {
    container::Entity::find()
        .filter(container::COLUMN.code.eq(code.to_string()))
        .filter(container::Column::SiteId.in_subquery(sites_of(by)))
        .one(db)
        .await
}

/// The box or place of this number, which a device is in.
pub async fn container_by_id(
    db: &impl ConnectionTrait,
    id: ContainerId,
) -> Result<Option<container::Model>, DbErr> {
    container::Entity::find_by_id(id).one(db).await
}

/// A box or place as the list shows it.
pub struct Line {
    pub container: container::Model,
    pub site_name: String,
    pub place_name: Option<String>,
    /// Devices in it, those in boxes of a place not counted.
    pub devices: i64,
    pub boxes: i64,
}

/// As many as fit one site several times over.
const MOST: u64 = 500;

/// Every box and place of the organisation: places first, then by name.
pub async fn all(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<Line>, DbErr> {
    let containers = container::Entity::find()
        .filter(container::Column::SiteId.in_subquery(sites_of(by)))
        .order_by_asc(container::Column::SiteId)
        .order_by_desc(container::Column::Kind)
        .order_by_asc(container::Column::Name)
        .limit(MOST)
        .all(db)
        .await?;
    let devices: Vec<(Option<ContainerId>, i64)> = device::Entity::find()
        .select_only()
        .column(device::Column::ContainerId)
        .column_as(device::Column::Id.count(), "devices")
        .filter(device::Column::ContainerId.is_in(containers.iter().map(|it| it.id)))
        .group_by(device::Column::ContainerId)
        .into_tuple()
        .all(db)
        .await?;
    let devices: HashMap<_, _> = devices.into_iter().collect();
    let site_names: HashMap<SiteId, String> = site::Entity::find()
        .filter(site::COLUMN.organisation_id.eq(by.organisation_id))
        .all(db)
        .await?
        .into_iter()
        .map(|site| (site.id, site.name))
        .collect();
    let names: HashMap<ContainerId, String> = containers
        .iter()
        .map(|it| (it.id, it.name.clone()))
        .collect();
    let boxes_in = |place: ContainerId| {
        let boxes = containers.iter().filter(|it| it.place_id == Some(place));
        i64::try_from(boxes.count()).unwrap_or(i64::MAX)
    };
    let lines = containers.iter().map(|it| Line {
        site_name: site_names.get(&it.site_id).cloned().unwrap_or_default(),
        place_name: it.place_id.and_then(|place| names.get(&place).cloned()),
        devices: devices.get(&Some(it.id)).copied().unwrap_or_default(),
        boxes: boxes_in(it.id),
        container: it.clone(),
    });
    Ok(lines.collect())
}

/// What is in a box or place, and where it is.
pub struct Content {
    pub site: Option<site::Model>,
    pub place: Option<container::Model>,
    pub boxes: Vec<container::Model>,
    /// The devices right in it, as many as a page shows.
    pub devices: Vec<device::Model>,
    /// Devices right in it, shown or not.
    pub count: usize,
}

/// More than a box holds; a place may hold more.
const SHOWN: usize = 200;

pub async fn content(
    db: &impl ConnectionTrait,
    container: &container::Model,
) -> Result<Content, DbErr> {
    let place = match container.place_id {
        Some(place) => container_by_id(db, place).await?,
        None => None,
    };
    let boxes = match container.kind {
        ContainerKind::Box => Vec::new(),
        ContainerKind::Place => {
            container::Entity::find()
                .filter(container::COLUMN.place_id.eq(container.id))
                .order_by_asc(container::Column::Name)
                .all(db)
                .await?
        }
    };
    let mut devices = device::Entity::find()
        .filter(device::COLUMN.container_id.eq(container.id))
        .order_by_asc(device::Column::Id)
        .all(db)
        .await?;
    let count = devices.len();
    devices.truncate(SHOWN);
    Ok(Content {
        site: site::Entity::find_by_id(container.site_id).one(db).await?,
        place,
        boxes,
        devices,
        count,
    })
}
