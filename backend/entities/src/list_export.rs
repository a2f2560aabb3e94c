//! A list that left as a file: who took it, which, and what it was.
use super::membership::MembershipId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    DeriveValueType,
)]
#[serde(transparent)]
pub struct ListExportId(pub i32);

/// Which list.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    EnumIter,
    Serialize,
    Deserialize,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum ExportedList {
    Stock,
    Journal,
    /// A lot's devices on a BOLC sheet.
    BolcSheet,
    /// A lot's devices that a lock holds back.
    LockedDevices,
    /// A lot's devices, for the owner's accounts to complete.
    ReformInventory,
    Pallet,
    /// A month of hours of one's own organisation.
    Hours,
    /// The lines of a stock count.
    CountLines,
    /// The ledger of passes.
    Passes,
    /// What internet access cost each fund.
    InternetSpend,
    /// What each contributor to a fund paid for.
    FundSpending,
    /// What a programme did in a year.
    Indicators,
    /// The stock as it was at a moment.
    StockAt,
    /// What came in and went out between two moments.
    StockMovements,
    /// The projects that answered a call, with what the juries said and what was decided.
    Projects,
    /// An owner's accounts beside the stock.
    Assets,
    /// Reformed devices of a year, and which were reused.
    Reuse,
    /// What the kit of the lending library was used for.
    LibraryUse,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "list_export")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ListExportId,
    /// None for the command line.
    pub by_id: Option<MembershipId>,
    pub list: ExportedList,
    /// SHA-256 of the path and query that was asked for; none for the command line.
    pub filter_sha256: Option<String>,
    pub begun_at: DateTimeUtc,
    /// When the last byte was handed on; none when the reader went away before.
    pub ended_at: Option<DateTimeUtc>,
    pub row_count: Option<i64>,
    pub byte_count: Option<i64>,
    pub sha256: Option<String>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
