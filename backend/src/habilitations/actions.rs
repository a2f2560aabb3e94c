//! What is done to habilitations: the pathway of an act, a habilitation that was earned, one given directly.
use super::{
    queries,
    rules::{NotGranted, may_grant},
};
use crate::{auth::Signed, keys::Keys, web::Error};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    account::AccountId,
    attendance::AttendanceState,
    habilitation::{self, Act, Ground},
    habilitation_module, habilitation_rule,
    membership::{MembershipId, Role},
    pathway::PathwayId,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, sea_query::OnConflict};

/// Says which pathway earns an act, and for how long.
pub async fn set_rule(
    txn: &impl ConnectionTrait,
    (by, now): (MembershipId, DateTime<Utc>),
    act: Act,
    (pathway, months): (PathwayId, i32),
) -> Result<(), DbErr> {
    use habilitation_rule::Column;
    let row = habilitation_rule::ActiveModel {
        act: Set(act),
        pathway_id: Set(pathway),
        months: Set(months),
        changed_by: Set(by),
        changed_at: Set(now),
    };
    let same = OnConflict::column(Column::Act)
        .update_columns([
            Column::PathwayId,
            Column::Months,
            Column::ChangedBy,
            Column::ChangedAt,
        ])
        .to_owned();
    habilitation_rule::Entity::insert(row)
        .on_conflict(same)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// A refusal to say on the page, or an error.
#[derive(Debug)]
pub enum Failure {
    Refused(NotGranted),
    Error(Error),
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

/// Grants what somebody earned, with the session that proves each module.
pub async fn grant_earned(
    txn: &impl ConnectionTrait,
    by: &Signed,
    (account, role): (AccountId, Role),
    act: Act,
    today: NaiveDate,
) -> Result<(), Failure> {
    let plan = queries::rule_of(txn, act).await?;
    let pathway = match &plan {
        Some(plan) => Some(queries::pathway_of(txn, plan).await?.0),
        None => None,
    };
    let attended = queries::attended(txn, account).await?;
    let held = queries::of_accounts(txn, [account]).await?;
    let held_until = held
        .iter()
        .find(|row| row.act == act)
        .map(|row| row.expires_on);
    let oneself = account == by.account.id;
    let earned = may_grant(
        oneself,
        role,
        act,
        pathway.as_ref(),
        &attended,
        (held_until, today),
    )
    .map_err(Failure::Refused)?;
    let row = habilitation::ActiveModel {
        account_id: Set(account),
        act: Set(act),
        granted_on: Set(today),
        expires_on: Set(earned.expires_on),
        granted_by: Set(by.membership_id),
        ground: Set(Ground::Pathway),
        ..Default::default()
    };
    let row = habilitation::Entity::insert(row)
        .exec_with_returning(txn)
        .await?;
    let proofs =
        earned
            .proofs
            .into_iter()
            .map(|(module, session)| habilitation_module::ActiveModel {
                habilitation_id: Set(row.id),
                module_id: Set(module),
                session_id: Set(session),
                account_id: Set(account),
                state: Set(AttendanceState::Present),
            });
    habilitation_module::Entity::insert_many(proofs)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// What a coordinator's reason is sealed as.
pub const REASON: &str = "habilitation reason";

/// Grants a habilitation without its pathway, from one day to another, both included, for a reason in writing.
pub async fn grant_directly(
    txn: &impl ConnectionTrait,
    keys: &Keys,
    (account_id, act): (AccountId, Act),
    (granted_on, expires_on): (NaiveDate, NaiveDate),
    granted_by: MembershipId,
    reason: &str,
) -> Result<(), DbErr> {
    habilitation::Entity::insert(habilitation::ActiveModel {
        account_id: Set(account_id),
        act: Set(act),
        granted_on: Set(granted_on),
        expires_on: Set(expires_on),
        granted_by: Set(granted_by),
        ground: Set(Ground::Direct),
        sealed_reason: Set(Some(keys.seal(REASON, &reason))),
        ..Default::default()
    })
    .exec_without_returning(txn)
    .await?;
    Ok(())
}
