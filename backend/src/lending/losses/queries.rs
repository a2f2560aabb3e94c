//! The declarations that stand: a piece was lost and not found since.
use crate::lending::kits::queries::is_never_alone;
use entities::{
    device::{self, DeviceId},
    loan::{self, LoanId},
    loan_loss::{self, LossOutcome},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    QueryTrait, sea_query::SelectStatement,
};
use std::collections::{HashMap, HashSet};

fn standing() -> Condition {
    Condition::any()
        .add(loan_loss::COLUMN.outcome.is_null())
        .add(loan_loss::COLUMN.outcome.ne(LossOutcome::Found))
}

/// The declaration that stands for a loan.
pub async fn of_loan(
    db: &impl ConnectionTrait,
    loan: LoanId,
) -> Result<Option<loan_loss::Model>, DbErr> {
    loan_loss::Entity::find()
        .filter(loan_loss::COLUMN.loan_id.eq(loan))
        .filter(standing())
        .one(db)
        .await
}

/// Those of some loans.
pub async fn of_loans(
    db: &impl ConnectionTrait,
    loans: &[loan::Model],
) -> Result<HashMap<LoanId, loan_loss::Model>, DbErr> {
    let rows = loan_loss::Entity::find()
        .filter(
            loan_loss::COLUMN
                .loan_id
                .is_in(loans.iter().map(|loan| loan.id)),
        )
        .filter(standing())
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.loan_id, row)).collect())
}

/// Those of these devices that are lost.
pub async fn lost(db: &impl ConnectionTrait, ids: &[DeviceId]) -> Result<HashSet<DeviceId>, DbErr> {
    let rows = loan_loss::Entity::find()
        .filter(loan_loss::COLUMN.device_id.is_in(ids.iter().copied()))
        .filter(standing())
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.device_id).collect())
}

/// The loans nobody is reminded of: their piece is lost.
#[must_use]
pub fn loans_of_the_lost() -> SelectStatement {
    loan_loss::Entity::find()
        .select_only()
        .column(loan_loss::Column::LoanId)
        .filter(standing())
        .into_query()
}

/// Another piece of the item of a loan, by its label; a part that is lent with its kit only is none.
pub async fn replacement(
    db: &impl ConnectionTrait,
    loan: &loan::Model,
    label: &str,
) -> Result<Option<device::Model>, DbErr> {
    let found = device::Entity::find()
        .filter(device::COLUMN.label_code.eq(label))
        .filter(device::COLUMN.item_id.eq(loan.item_id))
        .filter(device::COLUMN.id.ne(loan.device_id))
        .one(db)
        .await?;
    match found {
        Some(part) if is_never_alone(db, part.id).await? => Ok(None),
        found => Ok(found),
    }
}
