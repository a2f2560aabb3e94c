//! What the yearly agreement says of insurance and theft, and whether it is asked for. Rows are only added; the latest holds.
use super::membership::MembershipId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "agreement_clause")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    /// Whether kit goes out only to schools with an agreement of the year.
    pub required: bool,
    pub insurance_fr: String,
    pub insurance_en: String,
    pub theft_fr: String,
    pub theft_en: String,
    pub membership_id: MembershipId,
    pub declared_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
