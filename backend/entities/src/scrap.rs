//! A device that left as waste.
use super::{device::DeviceId, membership::MembershipId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "scrap")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub device_id: DeviceId,
    pub weight_grams: i32,
    /// European list of waste, "16 02 13*".
    pub waste_code: String,
    pub recipient: String,
    pub recipient_siret: Option<String>,
    /// Number of the waste tracking form (BSD).
    pub waste_form: Option<String>,
    pub membership_id: MembershipId,
    pub left_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
