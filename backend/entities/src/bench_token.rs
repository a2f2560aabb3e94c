//! The right of a workshop's live system to hand in inventories.
use super::{membership::MembershipId, site::SiteId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "bench_token")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub site_id: SiteId,
    pub name: String,
    /// Of the token, which was shown once and is kept nowhere.
    #[sea_orm(unique)]
    pub sha256: String,
    pub membership_id: MembershipId,
    pub created_at: DateTimeUtc,
    pub last_used_at: Option<DateTimeUtc>,
    pub revoked_at: Option<DateTimeUtc>,
    pub revoked_by: Option<MembershipId>,
    /// How often it was tried after its revocation.
    pub refused_uses: i32,
    pub last_refused_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
