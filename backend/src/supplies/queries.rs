//! What is on the shelves of an organisation, and how it came to be there.
use super::{
    catalogue::{Kind, kinds},
    rules::Level,
};
use crate::{auth::Signed, labels::Code};
use entities::{
    device::{self, DeviceId},
    handover::HandoverId,
    site::{self, SiteId},
    supply_movement, supply_stock,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, sea_query::Expr,
};
use std::collections::HashMap;

/// The open sites of the person's organisation, their own first.
pub async fn sites(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<site::Model>, DbErr> {
    let mut sites = site::Entity::find()
        .filter(site::COLUMN.organisation_id.eq(by.organisation_id))
        .filter(site::COLUMN.closed_at.is_null())
        .order_by_asc(site::Column::Name)
        .order_by_asc(site::Column::Id)
        .all(db)
        .await?;
    sites.sort_by_key(|site| by.site_id != Some(site.id));
    Ok(sites)
}

/// A kind and how much of it there is.
#[derive(Clone, Copy)]
pub struct Line {
    pub kind: &'static Kind,
    pub quantity: i32,
    pub minimum: i32,
}

impl Line {
    #[must_use]
    pub fn level(&self) -> Level {
        Level::of(self.quantity, self.minimum)
    }
}

/// Every kind at a site, in the order of the catalogue.
pub async fn shelf(db: &impl ConnectionTrait, site: SiteId) -> Result<Vec<Line>, DbErr> {
    let rows = supply_stock::Entity::find()
        .filter(supply_stock::COLUMN.site_id.eq(site))
        .all(db)
        .await?;
    let rows: HashMap<&str, &supply_stock::Model> =
        rows.iter().map(|row| (row.kind.as_str(), row)).collect();
    let line = |kind: &'static Kind| {
        let row = rows.get(kind.key.as_str());
        Line {
            kind,
            quantity: row.map_or(0, |row| row.quantity),
            minimum: row.map_or(0, |row| row.minimum),
        }
    };
    Ok(kinds().iter().map(line).collect())
}

/// One kind at a site.
pub async fn stock(
    db: &impl ConnectionTrait,
    site: SiteId,
    kind: &'static Kind,
) -> Result<Line, DbErr> {
    let row = supply_stock::Entity::find_by_id((site, kind.key.clone()))
        .one(db)
        .await?;
    Ok(Line {
        kind,
        quantity: row.as_ref().map_or(0, |row| row.quantity),
        minimum: row.as_ref().map_or(0, |row| row.minimum),
    })
}

/// The chargers there are at a site.
pub async fn chargers(db: &impl ConnectionTrait, site: SiteId) -> Result<Vec<Line>, DbErr> {
    let mut lines = shelf(db, site).await?;
    lines.retain(|line| line.kind.charger && line.quantity > 0);
    Ok(lines)
}

/// How many kinds are below their minimum, at all sites of the person's organisation.
pub async fn below_minimum(db: &impl ConnectionTrait, by: &Signed) -> Result<u64, DbErr> {
    let sites = site::Entity::find()
        .select_only()
        .column(site::Column::Id)
        .filter(site::COLUMN.organisation_id.eq(by.organisation_id))
        .filter(site::COLUMN.closed_at.is_null())
        .into_query();
    supply_stock::Entity::find()
        .filter(supply_stock::Column::SiteId.in_subquery(sites))
        .filter(supply_stock::Column::Kind.is_in(kinds().iter().map(|kind| kind.key.as_str())))
        .filter(
            Expr::col(supply_stock::Column::Quantity).lt(Expr::col(supply_stock::Column::Minimum)),
        )
        .count(db)
        .await
}

/// What left the shelf with a handover, in the order of the catalogue.
pub async fn given_with(
    db: &impl ConnectionTrait,
    handover: HandoverId,
) -> Result<Vec<&'static Kind>, DbErr> {
    let given: Vec<String> = supply_movement::Entity::find()
        .select_only()
        .column(supply_movement::Column::Kind)
        .filter(supply_movement::COLUMN.handover_id.eq(handover))
        .into_tuple()
        .all(db)
        .await?;
    Ok(kinds()
        .iter()
        .filter(|kind| given.contains(&kind.key))
        .collect())
}

/// As many lines of the ledger as one reads.
const LINES: u64 = 50;

/// One movement, as the page tells it.
pub struct Told {
    pub movement: supply_movement::Model,
    /// The code of the device it went with.
    pub device: Option<String>,
    pub other_site: Option<String>,
}

/// The latest movements of a kind at a site.
pub async fn ledger(
    db: &impl ConnectionTrait,
    site: SiteId,
    kind: &Kind,
) -> Result<Vec<Told>, DbErr> {
    let movements = supply_movement::Entity::find()
        .filter(supply_movement::COLUMN.site_id.eq(site))
        .filter(supply_movement::COLUMN.kind.eq(&kind.key))
        .order_by_desc(supply_movement::Column::Id)
        .limit(LINES)
        .all(db)
        .await?;
    let devices = movements.iter().filter_map(|movement| movement.device_id);
    let devices: HashMap<DeviceId, Option<String>> = device::Entity::find()
        .select_only()
        .columns([device::Column::Id, device::Column::LabelCode])
        .filter(device::COLUMN.id.is_in(devices))
        .into_tuple()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let sites = movements
        .iter()
        .filter_map(|movement| movement.other_site_id);
    let sites: HashMap<SiteId, String> = site::Entity::find()
        .filter(site::COLUMN.id.is_in(sites))
        .all(db)
        .await?
        .into_iter()
        .map(|site| (site.id, site.name))
        .collect();
    let told = |movement: supply_movement::Model| Told {
        device: movement
            .device_id
            .and_then(|id| devices.get(&id).cloned().flatten()),
        other_site: movement
            .other_site_id
            .and_then(|id| sites.get(&id).cloned()),
        movement,
    };
    Ok(movements.into_iter().map(told).collect())
}

/// The device of this code, if it is at this site.
pub async fn device_here(
    db: &impl ConnectionTrait,
    site: SiteId,
    code: &str,
) -> Result<Option<device::Model>, DbErr> {
    let Ok(code) = Code::parse(code) else {
        return Ok(None);
    };
    device::Entity::find()
        .filter(device::COLUMN.label_code.eq(code.to_string()))
        .filter(device::COLUMN.site_id.eq(site))
        .one(db)
        .await
}
