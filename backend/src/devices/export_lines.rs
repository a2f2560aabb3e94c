//! What the export of the stock reads, a range of devices at a time.
use super::{
    queries::visible_to,
    refurbished::{Facts, SignedCheck},
};
use crate::auth::Signed;
use entities::{
    cession::CessionId,
    device::{self, DeviceId, DeviceKind, Grade, Stage},
    loan::LoanId,
    quality_check,
    site::SiteId,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationDef,
    prelude::{Date, DateTimeUtc},
};

/// A line of the export: what one reads in a spreadsheet, nothing about people.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ExportLine {
    pub label_code: Option<String>,
    pub kind: DeviceKind,
    pub manufacturer: String,
    pub model: String,
    pub serial: Option<String>,
    pub inventory_number: Option<String>,
    pub acquired_on: Option<Date>,
    pub value_cents: Option<i64>,
    pub stage: Stage,
    pub stage_since: DateTimeUtc,
    pub grade: Option<Grade>,
    pub category: Option<String>,
    pub site_id: Option<SiteId>,
    pub cession_id: Option<CessionId>,
    pub loan_id: Option<LoanId>,
    holds_data: bool,
    /// Of the check that made it ready in this stay; none when there is none.
    fully_tested: Option<bool>,
    checked_erasure_id: Option<i32>,
}

impl ExportLine {
    /// What decides whether it may be called refurbished.
    #[must_use]
    pub fn refurbishing(&self) -> Facts {
        let check = self.fully_tested.map(|fully_tested| SignedCheck {
            fully_tested,
            erased: self.checked_erasure_id.is_some(),
        });
        Facts::said(self.holds_data, check)
    }
}

/// The check that made a device ready, of this device and this stay.
fn ready_check() -> RelationDef {
    device::Entity::belongs_to(quality_check::Entity)
        .from((
            device::Column::ReadyCheckId,
            device::Column::Id,
            device::Column::Stay,
        ))
        .to((
            quality_check::Column::Id,
            quality_check::Column::DeviceId,
            quality_check::Column::Stay,
        ))
        .into()
}

/// The devices with numbers above `after`, up to `to`.
pub async fn export_lines(
    db: &impl ConnectionTrait,
    by: &Signed,
    after: i32,
    to: i32,
) -> Result<Vec<ExportLine>, DbErr> {
    device::Entity::find()
        .select_only()
        .columns([
            device::Column::LabelCode,
            device::Column::Kind,
            device::Column::Manufacturer,
            device::Column::Model,
            device::Column::Serial,
            device::Column::InventoryNumber,
            device::Column::AcquiredOn,
            device::Column::ValueCents,
            device::Column::Stage,
            device::Column::StageSince,
            device::Column::Grade,
            device::Column::Category,
            device::Column::SiteId,
            device::Column::CessionId,
            device::Column::LoanId,
            device::Column::HoldsData,
        ])
        .column_as(quality_check::Column::FullyTested, "fully_tested")
        .column_as(quality_check::Column::ErasureId, "checked_erasure_id")
        .join(JoinType::LeftJoin, ready_check())
        .filter(visible_to(by))
        .filter(device::COLUMN.id.gt(DeviceId(after)))
        .filter(device::COLUMN.id.lte(DeviceId(to)))
        .order_by_asc(device::Column::Id)
        .into_model()
        .all(db)
        .await
}

/// The highest number a device has so far.
pub async fn last_id(db: &impl ConnectionTrait) -> Result<i32, DbErr> {
    let last: Option<DeviceId> = device::Entity::find()
        .select_only()
        .column(device::Column::Id)
        .order_by_desc(device::Column::Id)
        .into_tuple()
        .one(db)
        .await?;
    Ok(last.map_or(0, |id| id.0))
}
