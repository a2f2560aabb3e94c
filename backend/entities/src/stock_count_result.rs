//! What a stock count came to for one thing; of a gap, how it was resolved, and by whom.
use super::{
    account::AccountId,
    device::{DeviceId, DeviceKind},
    membership::MembershipId,
    site::SiteId,
    stock_count::{CountClass, StockCountId},
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Why there was a gap, as somebody found out.
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
pub enum GapReason {
    MovedUnrecorded,
    GivenUnrecorded,
    ScrappedUnrecorded,
    FoundLater,
    LabelFault,
    NotInStock,
    CountingMistake,
    Stolen,
    Lost,
    Unexplained,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "stock_count_result")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub count_id: StockCountId,
    pub class: CountClass,
    pub device_id: Option<DeviceId>,
    /// The scan that decided, when there is one.
    pub scan_id: Option<i32>,
    pub code: Option<String>,
    /// What a device without a label is.
    pub kind: Option<DeviceKind>,
    pub expected_site_id: Option<SiteId>,
    pub found_site_id: Option<SiteId>,
    /// How many times more it was scanned.
    pub repeats: i32,
    pub value_cents: Option<i64>,
    pub reason: Option<GapReason>,
    /// The hash that stands for the words of who resolved it.
    pub remark: Option<String>,
    /// Of the file that proves the reason.
    pub proof_sha256: Option<String>,
    pub proof_file: Option<String>,
    pub proof_media: Option<String>,
    pub resolved_by: Option<MembershipId>,
    pub resolved_account: Option<AccountId>,
    pub resolved_at: Option<DateTimeUtc>,
    pub countersigned_by: Option<MembershipId>,
    pub countersigned_account: Option<AccountId>,
    pub countersigned_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
