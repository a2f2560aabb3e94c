//! Linking a row of the Coop to a person, and taking the link back: both are the trainer's act, both on the enrolment's
//! chain, and the clearance follows as it follows a presence.
use super::{queries, rules};
use crate::{
    journal::{self, By, Event, EventKind},
    training::{
        actions::{Failure, Refusal, is_taken, issue_if_due},
        rules::Because,
        standing,
    },
    web::Error,
};
use anyhow::Context;
use chrono::NaiveDate;
use entities::{
    coop_link, coop_row,
    enrolment::{self, EnrolmentId},
    membership::MembershipId,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr,
};

/// Counts a row for somebody of a session of this trainer.
pub async fn link(
    txn: &impl ConnectionTrait,
    by: By,
    (trainer, today): (MembershipId, NaiveDate),
    row: &coop_row::Model,
    enrolment: EnrolmentId,
) -> Result<(), Failure> {
    let enrolment = queries::own_enrolment(txn, trainer, enrolment).await?;
    if enrolment.withdrawn_at.is_some() {
        return Err(Refusal::NotEnrolled.into());
    }
    if enrolment.attested_at.is_some() {
        return Err(Refusal::AlreadyAttested.into());
    }
    let modules = queries::themed(txn, enrolment.pathway_id).await?;
    rules::may_link(&queries::told(row)?, &modules, today).map_err(Refusal::NotLinkable)?;
    if queries::link_of(txn, row.id).await?.is_some() {
        return Err(Refusal::RowLinked.into());
    }
    let event = Event::of(EventKind::CoopRowLinked)
        .with("row", row.id.0)
        .with("linked_on", today.to_string());
    journal::record(txn, by, &enrolment, event).await?;
    hold(txn, row).await?;
    let link = coop_link::ActiveModel {
        row_id: Set(row.id),
        cra_id: Set(row.cra_id.clone()),
        enrolment_id: Set(enrolment.id),
        linked_by: Set(trainer),
        linked_on: Set(today),
        linked_at: Set(by.at),
    };
    match coop_link::Entity::insert(link)
        .exec_without_returning(txn)
        .await
    {
        Ok(_) => {}
        // Linked a moment before, or the person was at this activity already.
        Err(error) if is_taken(&error) => return Err(Refusal::RowLinked.into()),
        Err(error) => return Err(error.into()),
    }
    issue_if_due(txn, by, enrolment.request_id).await?;
    Ok(())
}

/// Takes a link back: it was somebody else, or another activity. What rested on it goes with it.
pub async fn unlink(
    txn: &impl ConnectionTrait,
    by: By,
    row: &coop_row::Model,
) -> Result<(), Failure> {
    let link = queries::link_of(txn, row.id)
        .await?
        .ok_or(Refusal::RowNotLinked)?;
    let enrolment = enrolment::Entity::find_by_id(link.enrolment_id)
        .one(txn)
        .await?
        .context("a link is of an enrolment")?;
    let because = Because::LinkTakenBack;
    let held = standing::held(txn, by, &enrolment).await?;
    let enrolment = standing::withdraw_attestation(txn, by, &enrolment, because).await?;
    let event = Event::of(EventKind::CoopRowUnlinked).with("row", row.id.0);
    let enrolment = journal::record(txn, by, &enrolment, event).await?;
    let gone = coop_link::Entity::delete_many()
        .filter(coop_link::COLUMN.row_id.eq(row.id))
        .filter(coop_link::COLUMN.enrolment_id.eq(enrolment.id))
        .exec(txn)
        .await?;
    if gone.rows_affected == 0 {
        return Err(Error::Changed.into());
    }
    standing::follow(txn, by, &enrolment, held, because).await
}

/// Keeps the row as it was read until the link stands: an import that changes it meanwhile waits, or is seen.
async fn hold(txn: &impl ConnectionTrait, row: &coop_row::Model) -> Result<(), Error> {
    let held = coop_row::Entity::update_many()
        .col_expr(
            coop_row::Column::ChangedAt,
            Expr::col(coop_row::Column::ChangedAt),
        )
        .filter(coop_row::COLUMN.id.eq(row.id))
        .filter(coop_row::COLUMN.held_on.eq(row.held_on))
        .filter(coop_row::COLUMN.minutes.eq(row.minutes))
        .filter(coop_row::COLUMN.themes.eq(row.themes.as_str()))
        .exec(txn)
        .await?;
    if held.rows_affected == 0 {
        return Err(Error::Changed);
    }
    Ok(())
}
