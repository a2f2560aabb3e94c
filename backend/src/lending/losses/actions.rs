//! What is written of a piece that is lost: an event of its loan each time, and the piece stays where it is known to be.
use crate::{
    journal::{self, By, Event, EventKind},
    lending::rules::losses::{may_decide, may_declare, slot_of_given_up},
    web::Error,
};
use chrono::NaiveDate;
use entities::{
    attachment::AttachmentId,
    device::DeviceId,
    loan::{self, LoanId},
    loan_loss::{self, Circumstances, LossKind, LossOutcome},
    membership::MembershipId,
};
use sea_orm::{
    ActiveEnum, ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter, SqlErr,
};

/// What is said of a loss.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    pub kind: LossKind,
    pub happened_on: NaiveDate,
    pub circumstances: Circumstances,
    pub police_report: bool,
}

/// The borrower or the head of the school says what happened.
pub async fn declare(
    txn: &impl ConnectionTrait,
    (by, membership): (By, MembershipId),
    loan: &loan::Model,
    said: Declared,
    file: Option<AttachmentId>,
) -> Result<(), Error> {
    if !may_declare(loan, super::queries::of_loan(txn, loan.id).await?.is_some()) {
        return Err(Error::Changed);
    }
    let row = loan_loss::ActiveModel {
        loan_id: Set(loan.id),
        device_id: Set(loan.device_id),
        kind: Set(said.kind),
        happened_on: Set(said.happened_on),
        circumstances: Set(said.circumstances),
        police_report: Set(said.police_report),
        attachment_id: Set(file),
        membership_id: Set(membership),
        declared_at: Set(by.at),
        ..Default::default()
    };
    let row = match row.insert(txn).await {
        Ok(row) => row,
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            return Err(Error::Changed);
        }
        Err(error) => return Err(error.into()),
    };
    let event = Event::of(EventKind::LoanLossDeclared)
        .with("loss", row.id)
        .with("kind", said.kind.to_value());
    journal::record(txn, by, loan, event).await?;
    Ok(())
}

/// The store records what came of it. A piece that is given up stays on loan, and its borrower may have another.
pub async fn decide(
    txn: &impl ConnectionTrait,
    by: By,
    (loan, loss): (&loan::Model, &loan_loss::Model),
    outcome: LossOutcome,
    replacement: Option<DeviceId>,
) -> Result<(), Error> {
    if !may_decide(loss.outcome, outcome) {
        return Err(Error::Changed);
    }
    let mut row = loan_loss::ActiveModel {
        outcome: Set(Some(outcome)),
        decided_at: Set(Some(by.at)),
        decided_by: Set(by.actor),
        ..Default::default()
    };
    let mut change = loan::ActiveModel {
        ..Default::default()
    };
    match outcome {
        LossOutcome::Found => {}
        LossOutcome::Replaced => {
            row.replacement_id = Set(replacement);
            change.slot = Set(slot_of_given_up(loan));
        }
        LossOutcome::WrittenOff => change.slot = Set(slot_of_given_up(loan)),
    }
    update(txn, loss, row).await?;
    let event = Event::of(EventKind::LoanLossDecided)
        .with("loss", loss.id)
        .with("outcome", outcome.to_value());
    journal::change(txn, by, loan, change, event).await?;
    Ok(())
}

/// When the insurance was told and answered, and what it pays.
#[derive(Clone, Copy, Debug)]
pub struct Insurance {
    pub told_on: NaiveDate,
    pub answered_on: Option<NaiveDate>,
    pub cents: Option<i64>,
}

pub async fn insure(
    txn: &impl ConnectionTrait,
    by: By,
    (loan, loss): (&loan::Model, &loan_loss::Model),
    insurance: Insurance,
) -> Result<(), Error> {
    let row = loan_loss::ActiveModel {
        insurer_told_on: Set(Some(insurance.told_on)),
        insurer_answered_on: Set(insurance.answered_on),
        insurance_cents: Set(insurance.cents),
        ..Default::default()
    };
    update(txn, loss, row).await?;
    let event = Event::of(EventKind::LoanInsuranceFollowed).with("loss", loss.id);
    journal::record(txn, by, loan, event).await?;
    Ok(())
}

/// Writes over the declaration as it was read; somebody who was faster is noticed by the version of the loan.
async fn update(
    txn: &impl ConnectionTrait,
    loss: &loan_loss::Model,
    row: loan_loss::ActiveModel,
) -> Result<(), DbErr> {
    loan_loss::Entity::update_many()
        .set(row)
        .filter(loan_loss::COLUMN.id.eq(loss.id))
        .exec(txn)
        .await?;
    Ok(())
}

/// What was lost lies on the counter: it is found, and may be brought back. Gives the declaration's number for the
/// event of the return.
pub async fn found_at_return(
    txn: &impl ConnectionTrait,
    by: By,
    loan: LoanId,
) -> Result<Option<i32>, DbErr> {
    let Some(loss) = super::queries::of_loan(txn, loan).await? else {
        return Ok(None);
    };
    let row = loan_loss::ActiveModel {
        outcome: Set(Some(LossOutcome::Found)),
        decided_at: Set(Some(by.at)),
        decided_by: Set(by.actor),
        ..Default::default()
    };
    update(txn, &loss, row).await?;
    Ok(Some(loss.id))
}
