//! Paying used passes to the organisation they were used at.
use super::{
    actions::{Failure, Refusal, is_over},
    queries,
    rules::{AT_ONCE, Step, next},
};
use crate::{
    auth::Signed,
    journal::{self, Event, EventKind},
};
use anyhow::Context;
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    organisation::OrganisationId,
    pass::{self, PassState},
    pass_settlement,
    programme::ProgrammeId,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction};

/// Used passes to be paid together.
#[derive(Clone, Copy, Debug)]
pub struct NewSettlement {
    pub programme: ProgrammeId,
    pub organisation: OrganisationId,
    /// The first and the last day of use, and the moments between which they lie.
    pub days: (NaiveDate, NaiveDate),
    pub moments: (DateTime<Utc>, DateTime<Utc>),
}

/// Records that what was used at an organisation's places within a period is paid.
pub async fn settle(
    txn: &DatabaseTransaction,
    by: &Signed,
    new: NewSettlement,
    now: DateTime<Utc>,
) -> Result<pass_settlement::Model, Failure> {
    let whose = (new.programme, new.organisation);
    let passes = queries::owed(txn, whose, new.moments, AT_ONCE as u64 + 1).await?;
    if passes.is_empty() {
        return Err(Refusal::NothingOwed.into());
    }
    if passes.len() > AT_ONCE {
        return Err(Refusal::TooManyOwed.into());
    }
    let count = i32::try_from(passes.len()).context("a settlement has few passes")?;
    let settlement = pass_settlement::ActiveModel {
        programme_id: Set(new.programme),
        organisation_id: Set(new.organisation),
        from_on: Set(new.days.0),
        until_on: Set(new.days.1),
        passes: Set(count),
        amount_cents: Set(passes.iter().map(|pass| pass.value_cents).sum()),
        settled_by: Set(by.membership_id),
        settled_at: Set(now),
        ..Default::default()
    }
    .insert(txn)
    .await?;
    for pass in &passes {
        next(pass.state, Step::Pay, is_over(pass, now))?;
    }
    let paid = pass::ActiveModel {
        state: Set(PassState::Paid),
        settlement_id: Set(Some(settlement.id)),
        ..Default::default()
    };
    let event =
        |_: &pass::Model| Event::of(EventKind::PassPaid).with("settlement", settlement.id.0);
    journal::change_all(txn, by.at(now), &passes, &paid, event).await?;
    Ok(settlement)
}
