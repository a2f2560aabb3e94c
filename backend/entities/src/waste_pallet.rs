//! A pallet of scrapped devices: open while devices go onto it, closed when it has left, weighed.
use super::{membership::MembershipId, site::SiteId};
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
pub struct WastePalletId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "waste_pallet")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: WastePalletId,
    pub site_id: SiteId,
    /// European list of waste, "16 02 13*".
    pub waste_code: String,
    pub opened_at: DateTimeUtc,
    pub opened_by: MembershipId,
    /// Counted as it left.
    pub devices: Option<i32>,
    pub weight_grams: Option<i32>,
    pub recipient: Option<String>,
    pub recipient_siret: Option<String>,
    pub transporter: Option<String>,
    pub transporter_siret: Option<String>,
    /// Number of the waste tracking form (BSD), or of the recipient's own slip.
    pub slip_number: Option<String>,
    /// What becomes of it: "R 12", "D 10".
    pub treatment: Option<String>,
    pub departed_on: Option<Date>,
    /// Of our own slip as it was made.
    pub sha256: Option<String>,
    /// The slip's name in the file store.
    pub file: Option<String>,
    pub closed_at: Option<DateTimeUtc>,
    pub closed_by: Option<MembershipId>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
