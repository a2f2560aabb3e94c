//! When the recipient of a request comes to the pick-up point. One is live for each request; a move is another row.
use super::{
    membership::MembershipId, pickup_slot::PickupSlotId, recipient::Channel, request::RequestId,
    site::SiteId,
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
pub struct AppointmentId(pub i32);

/// What became of an appointment.
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
pub enum AppointmentState {
    Booked,
    /// Another took its place.
    Moved,
    Cancelled,
    /// The device was handed over.
    Held,
    /// Nobody came.
    Missed,
}

/// Why an appointment was cancelled.
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
pub enum CancelReason {
    PersonAsked,
    PersonNotReached,
    DeviceMissing,
    SiteClosed,
    /// The device is promised no more.
    RequestEnded,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "appointment")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: AppointmentId,
    pub request_id: RequestId,
    pub site_id: SiteId,
    pub slot_id: PickupSlotId,
    /// The day in France.
    pub on_day: Date,
    pub starts_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
    pub state: AppointmentState,
    pub reason: Option<CancelReason>,
    /// How the person is told of it.
    pub channel: Channel,
    pub booked_by: MembershipId,
    pub booked_at: DateTimeUtc,
    /// Nobody, where a promise lapsed.
    pub ended_by: Option<MembershipId>,
    pub ended_at: Option<DateTimeUtc>,
    /// The person and the prescriber were reminded.
    pub reminded_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
