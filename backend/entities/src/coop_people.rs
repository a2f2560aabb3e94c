//! How many people of an age and an occupation a mediator follows in the Coop: counts, nobody.
use super::{
    coop_row::{CoopAge, CoopOccupation},
    membership::MembershipId,
};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "coop_people")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub membership_id: MembershipId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub age: CoopAge,
    #[sea_orm(primary_key, auto_increment = false)]
    pub occupation: CoopOccupation,
    pub people: i32,
    pub activities: i32,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
