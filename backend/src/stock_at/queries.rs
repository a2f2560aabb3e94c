//! The stock at a moment, read from the spans of devices.
use super::rules::{Group, Sum};
use crate::{
    auth::{Signed, territory},
    devices::queries::{path_of, visible_to},
};
use chrono::{DateTime, Utc};
use entities::{
    device::{self, DeviceId, DeviceKind, Stage},
    device_span::{self, Holder},
    membership::MembershipId,
    organisation::{self, OrganisationId},
    site::{self, SiteId},
};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait,
    FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef, Select,
    sea_query::{DynIden, Expr, IntoIden},
};
use std::collections::{HashMap, HashSet};

/// What is counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope {
    pub group: Option<Group>,
    pub holder: Option<Holder>,
    pub stage: Option<Stage>,
    pub site: Option<SiteId>,
    pub owner: Option<OrganisationId>,
    /// Whose territory limits it: what was at a site there, or is of a lot given or received there.
    pub limited: Option<MembershipId>,
}

impl Scope {
    /// All that the person may see.
    #[must_use]
    pub fn of(by: &Signed) -> Self {
        Self {
            limited: territory::limit(by),
            ..Self::default()
        }
    }

    /// As a condition on spans, under the name they have in a query.
    pub(super) fn holds(&self, span: &DynIden) -> Condition {
        let column = |column: device_span::Column| Expr::col((span.clone(), column));
        let holders = match (self.holder, self.group) {
            (Some(holder), _) => Some(vec![holder.to_value()]),
            (None, Some(group)) => Some(group.holders().iter().map(ActiveEnum::to_value).collect()),
            (None, None) => None,
        };
        let there = self.limited.map(|limited| {
            Condition::any()
                .add(column(device_span::Column::SiteId).in_subquery(territory::sites(limited)))
                .add(column(device_span::Column::LotId).in_subquery(territory::lot_ids(limited)))
        });
        Condition::all()
            .add_option(holders.map(|holders| column(device_span::Column::Holder).is_in(holders)))
            .add_option(
                self.stage
                    .map(|stage| column(device_span::Column::Stage).eq(stage.to_value())),
            )
            .add_option(
                self.site
                    .map(|site| column(device_span::Column::SiteId).eq(site.0)),
            )
            .add_option(
                self.owner
                    .map(|owner| column(device_span::Column::OwnerId).eq(owner.0)),
            )
            .add_option(there)
    }
}

/// The spans of a query by their table's own name.
pub(super) fn spans() -> DynIden {
    device_span::Entity.into_iden()
}

/// How many devices were in one place of the statement.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Cell {
    pub holder: Holder,
    pub stage: Stage,
    pub site_id: Option<SiteId>,
    pub owner_id: OrganisationId,
    devices: i64,
    valued: i64,
    cents: Option<i64>,
}

impl Cell {
    #[must_use]
    pub fn sum(&self) -> Sum {
        Sum {
            devices: self.devices,
            cents: self.cents.unwrap_or(0),
            unvalued: self.devices - self.valued,
        }
    }
}

/// The stock at a moment, added up by holder, stage, site and owner. Two queries, each of one range of an index: the
/// spans that still last, and those that ended later.
pub async fn cells(
    db: &impl ConnectionTrait,
    scope: &Scope,
    at: DateTime<Utc>,
) -> Result<Vec<Cell>, DbErr> {
    let mut cells = Vec::new();
    for ended in [
        device_span::COLUMN.to_at.is_null(),
        device_span::COLUMN.to_at.gt(at),
    ] {
        let some: Vec<Cell> = device_span::Entity::find()
            .select_only()
            .columns([
                device_span::Column::Holder,
                device_span::Column::Stage,
                device_span::Column::SiteId,
                device_span::Column::OwnerId,
            ])
            .column_as(device_span::Column::DeviceId.count(), "devices")
            .column_as(device_span::Column::ValueCents.count(), "valued")
            .expr_as(cents_of(&spans()), "cents")
            .filter(ended)
            .filter(device_span::COLUMN.from_at.lte(at))
            .filter(scope.holds(&spans()))
            .group_by(device_span::Column::Holder)
            .group_by(device_span::Column::Stage)
            .group_by(device_span::Column::SiteId)
            .group_by(device_span::Column::OwnerId)
            .into_model()
            .all(db)
            .await?;
        cells.extend(some);
    }
    Ok(cells)
}

/// PostgreSQL adds whole numbers up to a decimal: told to stay whole.
pub(super) fn cents_of(span: &DynIden) -> Expr {
    Expr::col((span.clone(), device_span::Column::ValueCents))
        .sum()
        .cast_as("bigint")
}

/// A device as it was.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub device_id: DeviceId,
    pub from_at: DateTime<Utc>,
    pub holder: Holder,
    pub stage: Stage,
    pub site_id: Option<SiteId>,
    pub owner_id: OrganisationId,
    pub value_cents: Option<i64>,
    /// What it bears today.
    pub label_code: Option<String>,
    pub kind: DeviceKind,
    pub manufacturer: String,
    pub model: String,
    pub serial: Option<String>,
    pub inventory_number: Option<String>,
}

impl Row {
    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.label_code.as_deref(), self.device_id)
    }
}

fn rows() -> Select<device_span::Entity> {
    device_span::Entity::find()
        .select_only()
        .columns([
            device_span::Column::DeviceId,
            device_span::Column::FromAt,
            device_span::Column::Holder,
            device_span::Column::Stage,
            device_span::Column::SiteId,
            device_span::Column::OwnerId,
            device_span::Column::ValueCents,
        ])
        .columns([
            device::Column::LabelCode,
            device::Column::Kind,
            device::Column::Manufacturer,
            device::Column::Model,
            device::Column::Serial,
            device::Column::InventoryNumber,
        ])
        .join(JoinType::InnerJoin, to_device())
}

pub(super) fn to_device() -> RelationDef {
    device_span::Entity::belongs_to(device::Entity)
        .from(device_span::Column::DeviceId)
        .to(device::Column::Id)
        .into()
}

/// Which devices of a list: from after one on, and, for an export, up to another.
#[derive(Clone, Copy, Debug, Default)]
pub struct Range {
    pub after: Option<DeviceId>,
    pub to: Option<DeviceId>,
    pub limit: Option<u64>,
}

/// The devices of the stock at a moment, in the order of their numbers.
pub async fn devices(
    db: &impl ConnectionTrait,
    scope: &Scope,
    at: DateTime<Utc>,
    range: Range,
) -> Result<Vec<Row>, DbErr> {
    let lasts = Condition::any()
        .add(device_span::COLUMN.to_at.is_null())
        .add(device_span::COLUMN.to_at.gt(at));
    rows()
        .filter(device_span::COLUMN.from_at.lte(at))
        .filter(lasts)
        .filter(scope.holds(&spans()))
        .filter(
            Condition::all()
                .add_option(
                    range
                        .after
                        .map(|after| device_span::COLUMN.device_id.gt(after)),
                )
                .add_option(range.to.map(|to| device_span::COLUMN.device_id.lte(to))),
        )
        .order_by_asc(device_span::Column::DeviceId)
        .limit(range.limit)
        .into_model()
        .all(db)
        .await
}

/// The names of sites and organisations that a page says.
#[derive(Debug, Default)]
pub struct Names {
    sites: HashMap<SiteId, String>,
    organisations: HashMap<OrganisationId, String>,
}

impl Names {
    pub async fn of(
        db: &impl ConnectionTrait,
        sites: HashSet<SiteId>,
        organisations: HashSet<OrganisationId>,
    ) -> Result<Self, DbErr> {
        let sites: Vec<(SiteId, String)> = site::Entity::find()
            .select_only()
            .column(site::Column::Id)
            .column(site::Column::Name)
            .filter(site::Column::Id.is_in(sites))
            .into_tuple()
            .all(db)
            .await?;
        let organisations: Vec<(OrganisationId, String)> = organisation::Entity::find()
            .select_only()
            .column(organisation::Column::Id)
            .column(organisation::Column::Name)
            .filter(organisation::Column::Id.is_in(organisations))
            .into_tuple()
            .all(db)
            .await?;
        Ok(Self {
            sites: sites.into_iter().collect(),
            organisations: organisations.into_iter().collect(),
        })
    }

    #[must_use]
    pub fn site(&self, id: Option<SiteId>) -> &str {
        id.and_then(|id| self.sites.get(&id))
            .map_or("", String::as_str)
    }

    #[must_use]
    pub fn organisation(&self, id: OrganisationId) -> &str {
        self.organisations.get(&id).map_or("", String::as_str)
    }
}

/// Of these devices, those whose history and sheet the person may open today: who coordinates a territory counts what
/// was there once, and opens what is there now.
pub async fn opened_by(
    db: &impl ConnectionTrait,
    by: &Signed,
    devices: Vec<DeviceId>,
) -> Result<HashSet<DeviceId>, DbErr> {
    let seen: Vec<DeviceId> = device::Entity::find()
        .select_only()
        .column(device::Column::Id)
        .filter(device::Column::Id.is_in(devices))
        .filter(visible_to(by))
        .into_tuple()
        .all(db)
        .await?;
    Ok(seen.into_iter().collect())
}
