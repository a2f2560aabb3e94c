//! The right of a program to read the records as JSON, as the membership that gave it.
use super::membership::MembershipId;
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
pub struct ApiTokenId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "api_token")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ApiTokenId,
    /// Whom it acts as.
    pub membership_id: MembershipId,
    /// What it is for, as somebody typed it.
    pub name: String,
    /// Of the token, which was shown once and is kept nowhere.
    #[sea_orm(unique)]
    pub sha256: String,
    /// What it may do: words with a space between them.
    pub scopes: String,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
    pub revoked_by: Option<MembershipId>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
