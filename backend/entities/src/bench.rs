//! A browser enrolled as a bench of a workshop. Only the SHA-256 of its token is known.
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
pub struct BenchId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "bench")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: BenchId,
    pub site_id: SiteId,
    pub name: String,
    #[sea_orm(unique)]
    pub token_hash: String,
    /// So many minutes without anything done, and the badge is asked for again.
    pub idle_minutes: i32,
    pub enrolled_by: MembershipId,
    pub enrolled_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
