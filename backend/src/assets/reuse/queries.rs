//! The devices that the ratio of a year is of.
use crate::assets::rules::reuse::{Part, Reformed, part};
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use entities::{
    cession::{self, CessionId},
    device::{self, DeviceId, DeviceKind},
    device_span::{self, Holder},
    organisation::OrganisationId,
    reform::{self, ReformId},
    reform_line,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationDef,
};

/// A year, by its first and last day.
#[derive(Clone, Copy, Debug)]
pub struct Year {
    pub first: NaiveDate,
    pub last: NaiveDate,
    /// The beginning of its first day, in France.
    pub begins: DateTime<Utc>,
}

impl Year {
    #[must_use]
    pub fn of(year: i32) -> Option<Self> {
        let begins = Paris.with_ymd_and_hms(year, 1, 1, 0, 0, 0).single()?;
        Some(Self {
            first: NaiveDate::from_ymd_opt(year, 1, 1)?,
            last: NaiveDate::from_ymd_opt(year, 12, 31)?,
            begins: begins.with_timezone(&Utc),
        })
    }
}

/// A device that stood reformed in the stock on 1 January.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Found {
    pub device_id: DeviceId,
    pub inventory_number: String,
    pub acquired_on: NaiveDate,
    pub reform_id: ReformId,
    pub decision_number: String,
    pub decided_on: NaiveDate,
    pub label_code: Option<String>,
    pub kind: DeviceKind,
    pub manufacturer: String,
    pub model: String,
    pub cession_id: Option<CessionId>,
    pub ceded_on: Option<NaiveDate>,
}

impl Found {
    #[must_use]
    pub fn part(&self, year: Year) -> Part {
        let facts = Reformed {
            kind: self.kind,
            acquired_on: self.acquired_on,
            decided_on: self.decided_on,
            ceded_on: self.ceded_on,
        };
        part(facts, year.last)
    }
}

fn to_reform() -> RelationDef {
    reform_line::Entity::belongs_to(reform::Entity)
        .from(reform_line::Column::ReformId)
        .to(reform::Column::Id)
        .into()
}

fn to_device() -> RelationDef {
    reform_line::Entity::belongs_to(device::Entity)
        .from(reform_line::Column::DeviceId)
        .to(device::Column::Id)
        .into()
}

fn to_span() -> RelationDef {
    reform_line::Entity::belongs_to(device_span::Entity)
        .from(reform_line::Column::DeviceId)
        .to(device_span::Column::DeviceId)
        .into()
}

fn to_cession() -> RelationDef {
    device::Entity::belongs_to(cession::Entity)
        .from(device::Column::CessionId)
        .to(cession::Column::Id)
        .into()
}

/// The devices of an owner that were reformed before a year and still in the stock when it began, in one query.
pub async fn found(
    db: &impl ConnectionTrait,
    owner: OrganisationId,
    year: Year,
) -> Result<Vec<Found>, DbErr> {
    let lasts = Condition::any()
        .add(device_span::COLUMN.to_at.is_null())
        .add(device_span::COLUMN.to_at.gt(year.begins));
    // An act of the year before that was written down later: the device had left.
    let still_theirs = Condition::any()
        .add(cession::Column::CededOn.is_null())
        .add(cession::COLUMN.ceded_on.gte(year.first));
    let in_stock = [Holder::Sender, Holder::Site, Holder::Transit];
    reform_line::Entity::find()
        .select_only()
        .columns([
            reform_line::Column::DeviceId,
            reform_line::Column::InventoryNumber,
            reform_line::Column::AcquiredOn,
            reform_line::Column::ReformId,
        ])
        .columns([reform::Column::DecisionNumber, reform::Column::DecidedOn])
        .columns([
            device::Column::LabelCode,
            device::Column::Kind,
            device::Column::Manufacturer,
            device::Column::Model,
            device::Column::CessionId,
        ])
        .column(cession::Column::CededOn)
        .join(JoinType::InnerJoin, to_reform())
        .join(JoinType::InnerJoin, to_device())
        .join(JoinType::InnerJoin, to_span())
        .join(JoinType::LeftJoin, to_cession())
        .filter(reform::COLUMN.owner_id.eq(owner))
        .filter(reform::COLUMN.decided_on.lt(year.first))
        .filter(device_span::COLUMN.from_at.lte(year.begins))
        .filter(lasts)
        .filter(device_span::Column::Holder.is_in(in_stock))
        .filter(still_theirs)
        .order_by_asc(reform_line::Column::DeviceId)
        .into_model()
        .all(db)
        .await
}

/// How many were both reformed and given away within the year: they stood in no stock of reformed devices on
/// 1 January, and are told apart.
pub async fn within(
    db: &impl ConnectionTrait,
    owner: OrganisationId,
    year: Year,
) -> Result<u64, DbErr> {
    reform_line::Entity::find()
        .join(JoinType::InnerJoin, to_reform())
        .join(JoinType::InnerJoin, to_device())
        .join(JoinType::InnerJoin, to_cession())
        .filter(reform::COLUMN.owner_id.eq(owner))
        .filter(reform::COLUMN.decided_on.gte(year.first))
        .filter(reform::COLUMN.decided_on.lte(year.last))
        .filter(cession::COLUMN.ceded_on.gte(year.first))
        .filter(cession::COLUMN.ceded_on.lte(year.last))
        .count(db)
        .await
}
