//! Whom requests wait for, and since when: a few questions for a whole page of them.
use super::rules::{Facts, Turn, turn};
use crate::{auth::Signed, requests::queries::visible_to};
use chrono::{DateTime, Utc};
use entities::{
    account::{self, AccountId},
    clearance::{self, ClearanceState},
    enrolment,
    membership::{self, MembershipId, Role},
    organisation::OrganisationId,
    request::{self, RequestId, RequestState, Side},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use std::collections::{BTreeMap, BTreeSet};

/// Whom a request waits for.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    pub facts: Facts,
    pub turn: Turn,
    pub since: DateTime<Utc>,
}

/// Whom each of these requests waits for.
pub async fn waiting(
    db: &impl ConnectionTrait,
    requests: &[request::Model],
) -> Result<BTreeMap<RequestId, Waiting>, DbErr> {
    let allocated: Vec<RequestId> = requests
        .iter()
        .filter(|request| request.state == RequestState::Allocated)
        .map(|request| request.id)
        .collect();
    // Training alone is learnt without waiting for a device.
    let to_learn: Vec<RequestId> = requests
        .iter()
        .filter(|request| {
            request.state == RequestState::Allocated
                || request.state == RequestState::Submitted && request.device_kind.is_none()
        })
        .map(|request| request.id)
        .collect();
    let enrolled: BTreeMap<RequestId, DateTime<Utc>> = if to_learn.is_empty() {
        BTreeMap::new()
    } else {
        enrolment::Entity::find()
            .filter(enrolment::COLUMN.request_id.is_in(to_learn))
            .filter(enrolment::COLUMN.withdrawn_at.is_null())
            .all(db)
            .await?
            .into_iter()
            .map(|enrolment| (enrolment.request_id, enrolment.enrolled_at))
            .collect()
    };
    let cleared: BTreeMap<RequestId, DateTime<Utc>> = if allocated.is_empty() {
        BTreeMap::new()
    } else {
        clearance::Entity::find()
            .filter(clearance::COLUMN.request_id.is_in(allocated))
            .filter(clearance::COLUMN.state.eq(ClearanceState::Issued))
            .all(db)
            .await?
            .into_iter()
            .map(|clearance| (clearance.request_id, clearance.issued_at))
            .collect()
    };
    Ok(requests
        .iter()
        .map(|request| {
            let facts = Facts {
                state: request.state,
                training_only: request.device_kind.is_none(),
                question_by: request.question_by,
                on_hold: request.on_hold,
                enrolled: enrolled.contains_key(&request.id),
                cleared: cleared.contains_key(&request.id),
            };
            let since = [
                request.decided_at,
                request.turn_since,
                enrolled.get(&request.id).copied(),
                cleared.get(&request.id).copied(),
            ]
            .into_iter()
            .flatten()
            .fold(request.submitted_at, Ord::max);
            let waiting = Waiting {
                facts,
                turn: turn(facts),
                since,
            };
            (request.id, waiting)
        })
        .collect())
}

/// Whom one request waits for.
pub async fn waiting_of(
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Waiting, DbErr> {
    let mut one = waiting(db, std::slice::from_ref(request)).await?;
    one.remove(&request.id)
        .ok_or_else(|| DbErr::Custom("every request waits for somebody or nobody".to_owned()))
}

/// The open requests that one prescriber follows, oldest first.
pub async fn open_of(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    prescriber: MembershipId,
) -> Result<Vec<request::Model>, DbErr> {
    request::Entity::find()
        .filter(request::COLUMN.organisation_id.eq(organisation))
        .filter(request::COLUMN.prescriber_id.eq(prescriber))
        .filter(
            request::COLUMN
                .state
                .is_in([RequestState::Submitted, RequestState::Allocated]),
        )
        .order_by_asc(request::Column::Id)
        .all(db)
        .await
}

/// How many requests wait for coordination to decide or to answer: the turns [`turn`] calls "decide" and "answer the
/// prescriber".
pub async fn count_to_decide(db: &impl ConnectionTrait, by: &Signed) -> Result<u64, DbErr> {
    let open = [RequestState::Submitted, RequestState::Allocated];
    let asked = Condition::all()
        .add(request::COLUMN.state.is_in(open))
        .add(request::COLUMN.question_by.eq(Side::Prescriber));
    let to_decide = Condition::all()
        .add(request::COLUMN.state.eq(RequestState::Submitted))
        .add(request::COLUMN.question_by.is_null())
        .add(request::COLUMN.on_hold.is_null())
        .add(request::COLUMN.device_kind.is_not_null());
    visible_to(by)
        .filter(Condition::any().add(asked).add(to_decide))
        .count(db)
        .await
}

/// How many of a prescriber's requests wait for the prescriber.
pub async fn count_for_prescriber(db: &impl ConnectionTrait, by: &Signed) -> Result<u64, DbErr> {
    let own = open_of(db, by.organisation_id, by.membership_id).await?;
    let waiting = waiting(db, &own).await?;
    let theirs = waiting.values().filter(|waiting| match waiting.turn {
        Turn::AnswerCoordinator | Turn::BringProof | Turn::ReachPerson | Turn::Enrol => true,
        Turn::Decide
        | Turn::AnswerPrescriber
        | Turn::FindDevice
        | Turn::AskCommittee
        | Turn::Learn
        | Turn::Fetch
        | Turn::Nobody => false,
    });
    Ok(theirs.count() as u64)
}

/// How many open requests each prescriber of an organisation follows.
pub async fn open_by_prescriber(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<BTreeMap<MembershipId, u64>, DbErr> {
    let prescribers: Vec<MembershipId> = request::Entity::find()
        .select_only()
        .column(request::Column::PrescriberId)
        .filter(request::COLUMN.organisation_id.eq(organisation))
        .filter(
            request::COLUMN
                .state
                .is_in([RequestState::Submitted, RequestState::Allocated]),
        )
        .into_tuple()
        .all(db)
        .await?;
    let mut counts = BTreeMap::new();
    for prescriber in prescribers {
        *counts.entry(prescriber).or_insert(0) += 1;
    }
    Ok(counts)
}

/// The prescribers of an organisation, those who left included: their requests may still be open.
pub async fn prescribers(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<Vec<membership::Model>, DbErr> {
    membership::Entity::find()
        .filter(membership::COLUMN.organisation_id.eq(organisation))
        .filter(membership::COLUMN.role.eq(Role::Prescriber))
        .order_by_asc(membership::Column::Id)
        .all(db)
        .await
}

/// Those of these memberships that somebody still acts under.
pub async fn still_there(
    db: &impl ConnectionTrait,
    rows: &[membership::Model],
) -> Result<Vec<MembershipId>, DbErr> {
    let disabled: BTreeSet<AccountId> = account::Entity::find()
        .filter(
            account::COLUMN
                .id
                .is_in(rows.iter().map(|row| row.account_id)),
        )
        .filter(account::COLUMN.disabled_at.is_not_null())
        .all(db)
        .await?
        .into_iter()
        .map(|account| account.id)
        .collect();
    Ok(rows
        .iter()
        .filter(|row| row.ended_at.is_none() && !disabled.contains(&row.account_id))
        .map(|row| row.id)
        .collect())
}
