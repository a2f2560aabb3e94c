//! Messages that were given up on: kept as long as they may be tried again, then erased but for what they
//! were and why they did not leave.
use crate::{app::App, auth::links};
use chrono::{DateTime, Duration, Utc};
use entities::{
    account_token::TokenPurpose,
    outbox::{self, OutboxFault, OutboxId, OutboxKind, OutboxState},
};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, Iterable, QueryFilter,
    sea_query::Expr,
};

/// How long after it was written the text of a message that failed may be tried again: time enough to
/// repair a mail server, and no longer than the link in it works.
#[must_use]
pub fn kept(kind: OutboxKind) -> Duration {
    match kind {
        OutboxKind::Invitation => links::lasts(TokenPurpose::Invitation),
        OutboxKind::PasswordReset => links::lasts(TokenPurpose::PasswordReset),
        OutboxKind::RegistrationLink => links::REGISTRATION_LASTS,
        OutboxKind::NewRole
        | OutboxKind::RequestAllocated
        | OutboxKind::AllocationUndone
        | OutboxKind::RequestRefused
        | OutboxKind::SessionCancelled
        | OutboxKind::HandoverRecalled
        | OutboxKind::Prescribing
        | OutboxKind::RequestReassigned
        | OutboxKind::RequestReminder
        | OutboxKind::RequestWaits
        | OutboxKind::RetentionAnnounced
        | OutboxKind::PlacesToConfirm
        | OutboxKind::AppointmentBooked
        | OutboxKind::AppointmentReminder
        | OutboxKind::AppointmentCancelled
        | OutboxKind::AppointmentMissed
        | OutboxKind::LoanTold
        | OutboxKind::LoanDecided
        | OutboxKind::LoanReminder
        | OutboxKind::PassesGiven
        | OutboxKind::CheckpointWritten
        | OutboxKind::WaitOffered
        | OutboxKind::ExchangeOpened
        | OutboxKind::TeacherRegistered
        | OutboxKind::TeacherRevoked
        | OutboxKind::AgreementDue
        | OutboxKind::LoanRecalled
        | OutboxKind::LoanMoves
        | OutboxKind::InternetPlanEnds
        | OutboxKind::JurorNamed
        | OutboxKind::ProjectSent
        | OutboxKind::ProjectDecided => Duration::days(30),
    }
}

/// Gives a message up: a person has to look.
pub async fn give_up(
    txn: &impl ConnectionTrait,
    id: OutboxId,
    attempts: i32,
    fault: OutboxFault,
) -> Result<(), DbErr> {
    outbox::Entity::update_many()
        .col_expr(
            outbox::Column::State,
            Expr::value(OutboxState::Failed.to_value()),
        )
        .col_expr(outbox::Column::Fault, Expr::value(fault.to_value()))
        .filter(outbox::COLUMN.id.eq(id))
        .filter(outbox::COLUMN.attempts.eq(attempts))
        .exec(txn)
        .await?;
    Ok(())
}

/// Lets every failed message that still has its text be tried again, from the first try on.
pub async fn try_again(txn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), DbErr> {
    outbox::Entity::update_many()
        .col_expr(
            outbox::Column::State,
            Expr::value(OutboxState::Waiting.to_value()),
        )
        .col_expr(outbox::Column::Attempts, Expr::value(0))
        .col_expr(outbox::Column::Fault, Expr::value(Option::<String>::None))
        .col_expr(outbox::Column::NextAttemptAt, Expr::value(now))
        .filter(outbox::COLUMN.state.eq(OutboxState::Failed))
        .filter(outbox::COLUMN.sealed.is_not_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// Erases the texts that may not be tried again any more; gives how many.
pub async fn erase_failed(app: &App) -> Result<u64, DbErr> {
    let now = app.clock.now();
    let too_old = OutboxKind::iter().fold(Condition::any(), |any, kind| {
        any.add(
            Condition::all()
                .add(outbox::COLUMN.kind.eq(kind))
                .add(outbox::COLUMN.created_at.lte(now - kept(kind))),
        )
    });
    let write = app.write().await?;
    let erased = outbox::Entity::update_many()
        .col_expr(outbox::Column::Sealed, Expr::value(Option::<String>::None))
        .filter(outbox::COLUMN.state.eq(OutboxState::Failed))
        .filter(outbox::COLUMN.sealed.is_not_null())
        .filter(too_old)
        .exec(&*write)
        .await?;
    write.commit().await?;
    Ok(erased.rows_affected)
}
