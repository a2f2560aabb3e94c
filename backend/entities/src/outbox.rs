//! A message to be sent after the commit (law 7).
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
pub struct OutboxId(pub i32);

/// How far the message is.
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
pub enum OutboxState {
    Waiting,
    Sent,
    Failed,
}

/// What a message is about.
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
pub enum OutboxKind {
    Invitation,
    NewRole,
    PasswordReset,
    RequestAllocated,
    AllocationUndone,
    RequestRefused,
    SessionCancelled,
    HandoverRecalled,
    Prescribing,
    RequestReassigned,
    RequestReminder,
    RequestWaits,
    RetentionAnnounced,
    PlacesToConfirm,
    AppointmentBooked,
    AppointmentReminder,
    AppointmentCancelled,
    AppointmentMissed,
    LoanTold,
    LoanDecided,
    LoanReminder,
    PassesGiven,
    CheckpointWritten,
    WaitOffered,
    ExchangeOpened,
    RegistrationLink,
    TeacherRegistered,
    TeacherRevoked,
    AgreementDue,
    LoanRecalled,
    LoanMoves,
    InternetPlanEnds,
    JurorNamed,
    ProjectSent,
    ProjectDecided,
}

/// Why a message did not leave.
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
pub enum OutboxFault {
    /// Its content is there no more.
    Erased,
    /// Its content could not be opened: another secret key sealed it.
    NotOpened,
    /// The address it goes to, or the sender's, is not an address.
    Address,
    /// It could not be written out.
    Format,
    /// The mail folder could not be written.
    Folder,
    /// The mail server refused it.
    Refused,
    /// The mail server could not be reached.
    Unreachable,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: OutboxId,
    pub kind: OutboxKind,
    pub state: OutboxState,
    /// Address, subject and bodies, encrypted.
    pub sealed: Option<String>,
    /// Carries a link that signs in or sets a password: never listed.
    pub signs_in: bool,
    pub attempts: i32,
    pub created_at: DateTimeUtc,
    pub next_attempt_at: DateTimeUtc,
    pub sent_at: Option<DateTimeUtc>,
    /// Of the last try, once it was given up on.
    pub fault: Option<OutboxFault>,
}

impl ActiveModelBehavior for ActiveModel {}
