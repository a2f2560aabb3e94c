//! From when to when what a statement of the stock shows of a device stayed the same. The database writes it with the
//! event (migration `stock_at`); `journal verify` derives it again.
use super::{
    collection_lot::CollectionLotId,
    device::{DeviceId, Stage},
    organisation::OrganisationId,
    site::SiteId,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// In whose hands a device is, without saying whose.
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
pub enum Holder {
    /// Announced, and still with who gives it.
    Sender,
    /// Announced, and closed as never received.
    NeverCame,
    Site,
    /// Between two sites; its site is the sender's until it is scanned in.
    Transit,
    Recipient,
    /// Scrapped.
    Waste,
    Ceded,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "device_span")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub device_id: DeviceId,
    /// Included.
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_at: DateTimeUtc,
    /// Excluded; empty while it lasts.
    pub to_at: Option<DateTimeUtc>,
    pub holder: Holder,
    pub stage: Stage,
    pub site_id: Option<SiteId>,
    pub owner_id: OrganisationId,
    pub lot_id: CollectionLotId,
    /// Acquisition value, euro cents.
    pub value_cents: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
