//! A teacher who registers themselves, from the form to the link in the message.
use super::{account::Language, membership::MembershipId, organisation::OrganisationId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "registration")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    /// The school.
    pub organisation_id: OrganisationId,
    /// Lower case; empty once the account says who it was.
    pub email: Option<String>,
    pub name: Option<String>,
    pub language: Language,
    /// Of the link, which is nowhere else.
    pub token_hash: String,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    /// What came of it.
    pub membership_id: Option<MembershipId>,
}

impl ActiveModelBehavior for ActiveModel {}
