//! Which software was installed on a device in a stay. The latest row counts.
use super::{device::DeviceId, membership::MembershipId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "device_software")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub device_id: DeviceId,
    pub stay: i32,
    /// Key of the image in the list of that day.
    pub image: String,
    pub name: String,
    /// The release's number, as the system shows it.
    pub release: String,
    /// Free software: anybody may study, change and pass it on.
    pub free: bool,
    /// Until when the software itself gets updates; none where the model decides.
    pub updates_until: Option<Date>,
    pub membership_id: MembershipId,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
