//! Writing a count down, and moving a device on deposit from one organisation to another by two acts, each an event of its
//! handover.
use super::rules::Counted;
use crate::{
    auth::Signed,
    journal::{self, By, Event, EventKind},
    web::Error,
};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    equipment_audit, equipment_line,
    equipment_share::{self, ShareState},
    handover,
    membership::MembershipId,
    organisation::OrganisationId,
    site::SiteId,
};
use sea_orm::{
    ActiveEnum, ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr,
    EntityTrait, QueryFilter, sea_query::Expr,
};

/// Keeps what was counted at a place on a day.
pub async fn record(
    txn: &impl ConnectionTrait,
    (site, made_on): (SiteId, NaiveDate),
    counted: Vec<Counted>,
    (by, now): (MembershipId, DateTime<Utc>),
) -> Result<(), DbErr> {
    let audit = equipment_audit::ActiveModel {
        site_id: Set(site),
        made_on: Set(made_on),
        recorded_by: Set(by),
        recorded_at: Set(now),
        ..Default::default()
    };
    let audit = audit.insert(txn).await?;
    let lines = counted.into_iter().map(|one| equipment_line::ActiveModel {
        audit_id: Set(audit.id),
        kind: Set(one.kind),
        working: Set(one.working),
        broken: Set(one.broken),
        wanted: Set(one.wanted),
    });
    equipment_line::Entity::insert_many(lines)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

fn event(kind: EventKind, from: OrganisationId, to: OrganisationId) -> Event {
    Event::of(kind).with("from", from.0).with("to", to.0)
}

/// Offers a device to another organisation. Of two offers at once, one stands.
pub async fn propose(
    txn: &impl ConnectionTrait,
    (by, at): (&Signed, By),
    handover: &handover::Model,
    to: OrganisationId,
) -> Result<(), Error> {
    let from = by.organisation_id;
    let row = equipment_share::ActiveModel {
        handover_id: Set(handover.id),
        from_organisation_id: Set(from),
        to_organisation_id: Set(to),
        state: Set(ShareState::Proposed),
        proposed_by: Set(by.membership_id),
        proposed_at: Set(at.at),
        ..Default::default()
    };
    row.insert(txn).await.map_err(Error::second)?;
    journal::record(txn, at, handover, event(EventKind::ShareProposed, from, to)).await?;
    Ok(())
}

/// Ends an offer; somebody who was faster wins.
pub async fn answer(
    txn: &impl ConnectionTrait,
    (by, at): (&Signed, By),
    handover: &handover::Model,
    share: &equipment_share::Model,
    answer: ShareState,
) -> Result<(), Error> {
    let kind = match answer {
        ShareState::Accepted => EventKind::ShareAccepted,
        ShareState::Declined => EventKind::ShareDeclined,
        ShareState::Withdrawn => EventKind::ShareWithdrawn,
        ShareState::Proposed => return Err(Error::Unreadable),
    };
    let answered = equipment_share::Entity::update_many()
        .col_expr(
            equipment_share::Column::State,
            Expr::value(answer.to_value()),
        )
        .col_expr(
            equipment_share::Column::AnsweredBy,
            Expr::value(by.membership_id),
        )
        .col_expr(equipment_share::Column::AnsweredAt, Expr::value(at.at))
        .filter(equipment_share::COLUMN.id.eq(share.id))
        .filter(equipment_share::COLUMN.state.eq(ShareState::Proposed))
        .exec(txn)
        .await?;
    if answered.rows_affected != 1 {
        return Err(Error::Changed);
    }
    let (from, to) = (share.from_organisation_id, share.to_organisation_id);
    journal::record(txn, at, handover, event(kind, from, to)).await?;
    Ok(())
}
