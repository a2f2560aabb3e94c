//! What a programme said when it was saved, whole. Never changed.
use super::{membership::MembershipId, programme::ProgrammeId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "programme_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub programme_id: ProgrammeId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// Canonical JSON.
    pub configuration: String,
    /// Who saved it; none for what stood before versions were kept.
    pub membership_id: Option<MembershipId>,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
