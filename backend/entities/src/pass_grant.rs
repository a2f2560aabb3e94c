//! The passes of a request, given at once to its recipient.
use super::{
    membership::MembershipId, organisation::OrganisationId, pass_print::PassPrintId,
    programme::ProgrammeId, recipient::RecipientId, request::RequestId,
};
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
pub struct PassGrantId(pub i32);

/// How their letter goes.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    EnumIter,
    Serialize,
    Deserialize,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum PassChannel {
    Mail,
    Paper,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "pass_grant")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PassGrantId,
    pub request_id: RequestId,
    pub recipient_id: RecipientId,
    pub organisation_id: OrganisationId,
    pub programme_id: ProgrammeId,
    pub given_by: MembershipId,
    pub given_at: DateTimeUtc,
    pub channel: PassChannel,
    /// The batch its letter was printed with.
    pub print_id: Option<PassPrintId>,
    pub withdrawn_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
