//! What is read at a counter that lends: its rules, who waits, who has what, and who was late.
use super::rules::lends;
use crate::{
    auth::Signed,
    lending::rules::{
        Terms,
        lateness::{Ended, suspended_until},
    },
    programmes::rules::Lists,
    web::{Error, format::Day},
};
use chrono::NaiveDate;
use entities::{
    counter_lift, counter_rule,
    device::{self, DeviceId, DeviceKind},
    handover,
    membership::{self, Role},
    programme::{self, ProgrammeId},
    recipient::{self, RecipientId},
    request::{self, RequestId, RequestState},
    site::SiteId,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use std::collections::BTreeMap;

/// A programme that lends, with its rules.
pub struct Lending {
    pub programme: programme::Model,
    pub rule: counter_rule::Model,
    pub lists: Lists,
}

/// The rules of a programme; none where it lends nothing at counters.
pub async fn rule_of(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
) -> Result<Option<counter_rule::Model>, DbErr> {
    counter_rule::Entity::find()
        .filter(counter_rule::COLUMN.programme_id.eq(programme))
        .order_by_desc(counter_rule::Column::Id)
        .one(db)
        .await
}

/// The rules in force, by programme.
pub async fn rules(
    db: &impl ConnectionTrait,
) -> Result<BTreeMap<ProgrammeId, counter_rule::Model>, DbErr> {
    let rows = counter_rule::Entity::find()
        .order_by_asc(counter_rule::Column::Id)
        .all(db)
        .await?;
    // A later one takes the place of an earlier one.
    Ok(rows
        .into_iter()
        .map(|row| (row.programme_id, row))
        .collect())
}

/// The programmes that lend devices of this kind today, in order.
pub async fn lending(db: &impl ConnectionTrait, kind: DeviceKind) -> Result<Vec<Lending>, Error> {
    let mut rules = rules(db).await?;
    let programmes = programme::Entity::find()
        .filter(programme::COLUMN.id.is_in(rules.keys().copied()))
        .order_by_asc(programme::COLUMN.id)
        .all(db)
        .await?;
    let mut found = Vec::new();
    for programme in programmes {
        let lists = Lists::of(&programme)?;
        if lends(&programme).is_err() || !lists.device_kinds.contains(&kind) {
            continue;
        }
        let Some(rule) = rules.remove(&programme.id) else {
            continue;
        };
        found.push(Lending {
            programme,
            rule,
            lists,
        });
    }
    Ok(found)
}

/// Whether somebody is a digital trainer, in this role or another.
pub async fn is_trainer(db: &impl ConnectionTrait, by: &Signed) -> Result<bool, DbErr> {
    let own = membership::Entity::find()
        .filter(membership::COLUMN.account_id.eq(by.account.id))
        .filter(membership::COLUMN.role.eq(Role::Trainer))
        .filter(membership::COLUMN.ended_at.is_null())
        .count(db)
        .await?;
    Ok(own > 0)
}

/// The request that a device is promised to.
pub async fn promised(
    db: &impl ConnectionTrait,
    device: DeviceId,
) -> Result<Option<request::Model>, DbErr> {
    request::Entity::find()
        .filter(request::COLUMN.device_id.eq(device))
        .filter(request::COLUMN.state.eq(RequestState::Allocated))
        .one(db)
        .await
}

/// A request that waits here for a device of this kind, under one of these programmes: sent by a prescriber.
pub async fn waiting(
    db: &impl ConnectionTrait,
    here: SiteId,
    kind: DeviceKind,
    lending: &[Lending],
    id: RequestId,
) -> Result<Option<request::Model>, DbErr> {
    request::Entity::find_by_id(id)
        .filter(request::COLUMN.pickup_site_id.eq(here))
        .filter(request::COLUMN.state.eq(RequestState::Submitted))
        .filter(request::Column::DeviceKind.eq(kind))
        .filter(
            request::COLUMN
                .programme_id
                .is_in(lending.iter().map(|one| one.programme.id)),
        )
        .one(db)
        .await
}

/// The same, of everybody who bears this name.
pub async fn waiting_for(
    db: &impl ConnectionTrait,
    here: SiteId,
    kind: DeviceKind,
    lending: &[Lending],
    people: &[recipient::Model],
) -> Result<Vec<request::Model>, DbErr> {
    request::Entity::find()
        .filter(
            request::COLUMN
                .recipient_id
                .is_in(people.iter().map(|person| person.id)),
        )
        .filter(request::COLUMN.pickup_site_id.eq(here))
        .filter(request::COLUMN.state.eq(RequestState::Submitted))
        .filter(request::Column::DeviceKind.eq(kind))
        .filter(
            request::COLUMN
                .programme_id
                .is_in(lending.iter().map(|one| one.programme.id)),
        )
        .order_by_asc(request::COLUMN.id)
        .all(db)
        .await
}

/// Whether somebody waits here for such a device, whom a loan that lasts longer would keep waiting.
pub async fn awaited(
    db: &impl ConnectionTrait,
    here: SiteId,
    programme: ProgrammeId,
    kind: DeviceKind,
) -> Result<bool, DbErr> {
    let waiting = request::Entity::find()
        .filter(request::COLUMN.pickup_site_id.eq(here))
        .filter(request::COLUMN.programme_id.eq(programme))
        .filter(request::Column::DeviceKind.eq(kind))
        .filter(request::COLUMN.state.eq(RequestState::Submitted))
        .count(db)
        .await?;
    Ok(waiting > 0)
}

/// The numbers of a person's open loans under a programme.
pub async fn slots(
    db: &impl ConnectionTrait,
    recipient: RecipientId,
    programme: ProgrammeId,
) -> Result<Vec<i32>, DbErr> {
    let open = handover::Entity::find()
        .filter(handover::COLUMN.recipient_id.eq(recipient))
        .filter(handover::COLUMN.programme_id.eq(programme))
        .filter(handover::COLUMN.loan_slot.is_not_null())
        .filter(handover::COLUMN.ended_at.is_null())
        .all(db)
        .await?;
    Ok(open.into_iter().filter_map(|row| row.loan_slot).collect())
}

/// A person's loans at counters under a programme, the latest first.
pub async fn loans_of(
    db: &impl ConnectionTrait,
    recipient: RecipientId,
    programme: ProgrammeId,
) -> Result<Vec<handover::Model>, DbErr> {
    handover::Entity::find()
        .filter(handover::COLUMN.recipient_id.eq(recipient))
        .filter(handover::COLUMN.programme_id.eq(programme))
        .filter(handover::COLUMN.onboarding_id.is_not_null())
        .order_by_desc(handover::COLUMN.id)
        .all(db)
        .await
}

/// The last day on which somebody may not borrow under a programme, if today is one. A day is one of Paris, on which a
/// device came back and on which it was due.
pub async fn suspended(
    db: &impl ConnectionTrait,
    recipient: RecipientId,
    programme: ProgrammeId,
    today: NaiveDate,
    terms: Terms,
) -> Result<Option<NaiveDate>, DbErr> {
    let ended: Vec<Ended> = loans_of(db, recipient, programme)
        .await?
        .into_iter()
        .filter_map(|loan| Some((loan.due_back_on?, loan.ended_at.map(|at| at.in_paris()))))
        .collect();
    let lifts = counter_lift::Entity::find()
        .filter(counter_lift::COLUMN.recipient_id.eq(recipient))
        .filter(counter_lift::COLUMN.programme_id.eq(programme))
        .all(db)
        .await?;
    let lifted_on = lifts.into_iter().map(|lift| lift.lifted_on).max();
    Ok(suspended_until(&ended, lifted_on, today, terms))
}

/// More than a counter has out.
pub const SHOWN: u64 = 300;

/// A loan that is out, with what it is a loan of, and of whom.
pub struct Out {
    pub loan: handover::Model,
    pub device: device::Model,
    pub recipient: recipient::Model,
}

/// What is out from a counter, the first to come back first: three queries, however much it is. One more than is shown.
pub async fn out_from(db: &impl ConnectionTrait, here: SiteId) -> Result<Vec<Out>, DbErr> {
    let loans = handover::Entity::find()
        .filter(handover::COLUMN.site_id.eq(here))
        .filter(handover::COLUMN.onboarding_id.is_not_null())
        .filter(handover::COLUMN.ended_at.is_null())
        .order_by_asc(handover::COLUMN.due_back_on)
        .order_by_asc(handover::COLUMN.id)
        .limit(SHOWN + 1)
        .all(db)
        .await?;
    let mut devices: BTreeMap<DeviceId, device::Model> = device::Entity::find()
        .filter(
            device::COLUMN
                .id
                .is_in(loans.iter().map(|loan| loan.device_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let people: BTreeMap<RecipientId, recipient::Model> = recipient::Entity::find()
        .filter(
            recipient::COLUMN
                .id
                .is_in(loans.iter().map(|loan| loan.recipient_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let of = |loan: handover::Model| {
        let device = devices.remove(&loan.device_id)?;
        let recipient = people.get(&loan.recipient_id)?.clone();
        Some(Out {
            loan,
            device,
            recipient,
        })
    };
    Ok(loans.into_iter().filter_map(of).collect())
}
