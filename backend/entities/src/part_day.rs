//! A day on which a part of a kit that is also lent alone is taken: by a loan of its kit, or by one of its own.
use super::{device::DeviceId, loan::LoanId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "part_day")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub device_id: DeviceId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    pub loan_id: LoanId,
}

impl ActiveModelBehavior for ActiveModel {}
