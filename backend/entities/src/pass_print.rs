//! Letters with passes that an organisation printed together.
use super::{membership::MembershipId, organisation::OrganisationId};
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
pub struct PassPrintId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "pass_print")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PassPrintId,
    pub organisation_id: OrganisationId,
    pub printed_by: MembershipId,
    pub printed_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
