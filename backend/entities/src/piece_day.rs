//! A day on which a device is taken by a loan, or by what has to be done after it. One row per device and day: two
//! loans of one device never share a day.
use super::{device::DeviceId, loan::LoanId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "piece_day")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub device_id: DeviceId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    pub loan_id: LoanId,
}

impl ActiveModelBehavior for ActiveModel {}
