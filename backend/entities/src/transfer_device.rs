//! A device on a transfer: expected, scanned out, and what became of it.
use super::{device::DeviceId, membership::MembershipId, site::SiteId, transfer::TransferId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// How a device's part in a transfer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, Serialize, Deserialize, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum TransferOutcome {
    /// Scanned in where it was sent to.
    Arrived,
    /// Scanned in at another workshop.
    Elsewhere,
    /// Scanned in where it came from.
    Returned,
    /// Never scanned out, and no longer to be sent.
    Withdrawn,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "transfer_device")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub transfer_id: TransferId,
    pub device_id: DeviceId,
    /// False for a device that came in without being on the list.
    pub expected: bool,
    pub sent_at: Option<DateTimeUtc>,
    pub sent_by: Option<MembershipId>,
    pub ended_at: Option<DateTimeUtc>,
    pub outcome: Option<TransferOutcome>,
    /// Where it was scanned in.
    pub ended_site_id: Option<SiteId>,
    pub ended_by: Option<MembershipId>,
}

impl ActiveModelBehavior for ActiveModel {}
