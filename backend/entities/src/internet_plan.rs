//! Help with the cost of an internet subscription: what a month costs, who pays which part of it, and until when.
use super::{
    membership::MembershipId, organisation::OrganisationId, programme::ProgrammeId,
    recipient::RecipientId, request::RequestId,
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
pub struct InternetPlanId(pub i32);

/// Why the help ended before its last day.
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
pub enum PlanStop {
    /// The person wants it no more, or pays another operator.
    GivenUp,
    /// The operator closed the line: a bill was not paid, or the person moved.
    ClosedByOperator,
    /// The person is no longer admitted to the programme.
    NoLongerAdmitted,
    /// A mistake when it was opened.
    Mistake,
    /// The person's data were erased.
    PersonForgotten,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "internet_plan")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: InternetPlanId,
    pub request_id: RequestId,
    pub recipient_id: RecipientId,
    pub programme_id: ProgrammeId,
    /// That of the request.
    pub organisation_id: OrganisationId,
    /// The saved version of the programme it was opened under.
    pub programme_version: Option<i32>,
    /// Its key among the operators.
    pub operator: String,
    pub monthly_cents: i32,
    /// What the person pays of it.
    pub own_cents: i32,
    /// What the département pays of it.
    pub share_cents: i32,
    /// The code of the fund that the département's share comes from.
    pub fund: String,
    pub starts_on: Date,
    /// The first day of the first month that is paid.
    pub first_month: Date,
    /// The last day, until it is renewed.
    pub ends_on: Date,
    pub renewals: i32,
    pub opened_by: MembershipId,
    pub opened_at: DateTimeUtc,
    /// The last day, when it was stopped before its end.
    pub stopped_on: Option<Date>,
    pub stop_reason: Option<PlanStop>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
