//! Something a person is to be told of an appointment by somebody: in a letter to print, or on the telephone.
use super::{appointment::AppointmentId, membership::MembershipId, recipient::Channel};
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
pub struct NoticeId(pub i32);

/// What is to be said.
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
pub enum NoticeAbout {
    Booked,
    Moved,
    Reminder,
    Cancelled,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "appointment_notice")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: NoticeId,
    pub appointment_id: AppointmentId,
    pub about: NoticeAbout,
    /// A letter or a call: an e-mail needs nobody.
    pub channel: Channel,
    pub created_at: DateTimeUtc,
    pub done_by: Option<MembershipId>,
    pub done_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
