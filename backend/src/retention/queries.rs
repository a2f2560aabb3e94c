//! The facts a stage depends on, one query per kind of thing; who is due, what is announced, what lies in the archive.
use super::rules::{Facts, Hold, Settings};
use crate::web::format::Day;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use entities::{
    archived_paper,
    attendance::{self, AttendanceState},
    clearance::{self, ClearanceState},
    enrolment, handover,
    membership::{self, MembershipId, Role},
    programme::LegalChain,
    recipient::{self, RecipientId},
    request::{self, RequestState},
    retention_notice, retention_setting, rights_request, training_session,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::BTreeMap;

/// The version of the settings that counts, 0 when nobody set any, and what they are.
pub async fn settings(db: &impl ConnectionTrait) -> Result<(i32, Settings), DbErr> {
    let latest = retention_setting::Entity::find()
        .order_by_desc(retention_setting::COLUMN.version)
        .one(db)
        .await?;
    Ok(latest.map_or_else(
        || (0, Settings::default()),
        |row| {
            // The schema keeps all three above zero.
            let settings = Settings {
                active_months: row.active_months.unsigned_abs(),
                notice_days: row.notice_days.unsigned_abs(),
                paper_years: row.paper_years.unsigned_abs(),
            };
            (row.version, settings)
        },
    ))
}

/// The people to be judged today, in order: silent long enough, or announced before.
pub async fn to_judge(
    db: &impl ConnectionTrait,
    settings: Settings,
    today: NaiveDate,
    after: RecipientId,
    page: u64,
) -> Result<Vec<recipient::Model>, DbErr> {
    let announced = retention_notice::Entity::find()
        .select_only()
        .column(retention_notice::Column::RecipientId)
        .into_query();
    // The whole of that day, wherever the clock is read.
    let before = settings.silent_since(today) + Days::new(2);
    recipient::Entity::find()
        .filter(recipient::COLUMN.erased_at.is_null())
        .filter(recipient::COLUMN.id.gt(after))
        .filter(
            Condition::any()
                .add(
                    recipient::COLUMN
                        .last_contact_at
                        .lt(before.and_time(NaiveTime::MIN).and_utc()),
                )
                .add(recipient::Column::Id.in_subquery(announced)),
        )
        .order_by_asc(recipient::COLUMN.id)
        .limit(page)
        .all(db)
        .await
}

/// The facts about each of these people.
pub async fn facts(
    db: &impl ConnectionTrait,
    people: &[recipient::Model],
    now: DateTime<Utc>,
) -> Result<BTreeMap<RecipientId, Facts>, DbErr> {
    let mut facts: BTreeMap<RecipientId, Facts> = people
        .iter()
        .map(|person| (person.id, of_row(person)))
        .collect();
    let ids = || people.iter().map(|person| person.id);
    let requests = request::Entity::find()
        .filter(request::COLUMN.recipient_id.is_in(ids()))
        .order_by_asc(request::COLUMN.id)
        .all(db)
        .await?;
    let whose: BTreeMap<_, _> = requests
        .iter()
        .map(|request| (request.id, request.recipient_id))
        .collect();
    for request in &requests {
        let id = request.recipient_id;
        met(&mut facts, id, request.submitted_at);
        if let Some(closed_at) = request.closed_at {
            met(&mut facts, id, closed_at);
        }
        match request.state {
            RequestState::Submitted | RequestState::Allocated => {
                hold(&mut facts, id, Hold::Request(request.id));
            }
            RequestState::Fulfilled | RequestState::Refused | RequestState::Cancelled => {}
        }
    }
    let handovers = handover::Entity::find()
        .filter(handover::COLUMN.recipient_id.is_in(ids()))
        .order_by_asc(handover::COLUMN.id)
        .all(db)
        .await?;
    for handover in handovers {
        let id = handover.recipient_id;
        met(&mut facts, id, handover.handed_at);
        match (handover.ended_at, handover.legal_chain) {
            (Some(ended_at), _) => met(&mut facts, id, ended_at),
            (None, LegalChain::LoanForUse) => hold(&mut facts, id, Hold::Loan(handover.id)),
            (None, LegalChain::InKindAid | LegalChain::CessionByAssociation) => {}
        }
    }
    let clearances = clearance::Entity::find()
        .filter(clearance::COLUMN.request_id.is_in(whose.keys().copied()))
        .filter(clearance::COLUMN.state.eq(ClearanceState::Issued))
        .filter(clearance::COLUMN.expires_at.gte(now))
        .order_by_asc(clearance::COLUMN.id)
        .all(db)
        .await?;
    for clearance in clearances {
        let until = clearance.expires_at.in_paris();
        hold(&mut facts, clearance.recipient_id, Hold::Clearance(until));
    }
    trained(db, &whose, &mut facts).await?;
    let asked = rights_request::Entity::find()
        .filter(rights_request::COLUMN.recipient_id.is_in(ids()))
        .filter(rights_request::COLUMN.answered_at.is_null())
        .order_by_asc(rights_request::COLUMN.id)
        .all(db)
        .await?;
    for asked in asked {
        if let Some(id) = asked.recipient_id {
            hold(&mut facts, id, Hold::Right(asked.id));
        }
    }
    let papers = archived_paper::Entity::find()
        .filter(archived_paper::COLUMN.recipient_id.is_in(ids()))
        .filter(archived_paper::COLUMN.eliminated_at.is_null())
        .all(db)
        .await?;
    for paper in papers {
        if let Some(facts) = facts.get_mut(&paper.recipient_id) {
            facts.papers_from = facts.papers_from.max(Some(paper.kept_from));
        }
    }
    Ok(facts)
}

fn of_row(person: &recipient::Model) -> Facts {
    Facts {
        last_contact: person.last_contact_at.in_paris(),
        holds: person
            .restricted_at
            .map(|_| Hold::Restricted)
            .into_iter()
            .collect(),
        erased: person.erased_at.is_some(),
        papers_from: None,
    }
}

fn met(facts: &mut BTreeMap<RecipientId, Facts>, id: RecipientId, at: DateTime<Utc>) {
    if let Some(facts) = facts.get_mut(&id) {
        facts.last_contact = facts.last_contact.max(at.in_paris());
    }
}

fn hold(facts: &mut BTreeMap<RecipientId, Facts>, id: RecipientId, hold: Hold) {
    if let Some(facts) = facts.get_mut(&id) {
        facts.holds.push(hold);
    }
}

/// Who was enrolled, attested or present was met then.
async fn trained(
    db: &impl ConnectionTrait,
    whose: &BTreeMap<request::RequestId, RecipientId>,
    facts: &mut BTreeMap<RecipientId, Facts>,
) -> Result<(), DbErr> {
    let enrolments = enrolment::Entity::find()
        .filter(enrolment::COLUMN.request_id.is_in(whose.keys().copied()))
        .all(db)
        .await?;
    let mut learners = BTreeMap::new();
    for enrolment in &enrolments {
        let Some(id) = whose.get(&enrolment.request_id) else {
            continue;
        };
        learners.insert(enrolment.id, *id);
        met(facts, *id, enrolment.enrolled_at);
        if let Some(attested_at) = enrolment.attested_at {
            met(facts, *id, attested_at);
        }
    }
    let present = attendance::Entity::find()
        .filter(
            attendance::COLUMN
                .enrolment_id
                .is_in(learners.keys().copied()),
        )
        .filter(attendance::COLUMN.state.eq(AttendanceState::Present))
        .all(db)
        .await?;
    let sessions: BTreeMap<_, _> = training_session::Entity::find()
        .filter(
            training_session::COLUMN
                .id
                .is_in(present.iter().map(|place| place.session_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|session| (session.id, session.starts_at))
        .collect();
    for place in present {
        if let (Some(id), Some(starts_at)) = (
            learners.get(&place.enrolment_id),
            sessions.get(&place.session_id),
        ) {
            met(facts, *id, *starts_at);
        }
    }
    Ok(())
}

/// The day announced for each of these people, of those announced.
pub async fn notices(
    db: &impl ConnectionTrait,
    people: &[recipient::Model],
) -> Result<BTreeMap<RecipientId, NaiveDate>, DbErr> {
    let rows = retention_notice::Entity::find()
        .filter(
            retention_notice::COLUMN
                .recipient_id
                .is_in(people.iter().map(|person| person.id)),
        )
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.recipient_id, row.erase_on))
        .collect())
}

/// The memberships of those who answer for people's data.
pub async fn officers(db: &impl ConnectionTrait) -> Result<Vec<MembershipId>, DbErr> {
    let rows = membership::Entity::find()
        .filter(membership::COLUMN.role.eq(Role::DataProtectionOfficer))
        .filter(membership::COLUMN.ended_at.is_null())
        .order_by_asc(membership::COLUMN.id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// A person by number.
pub async fn person(
    db: &impl ConnectionTrait,
    id: RecipientId,
) -> Result<Option<recipient::Model>, DbErr> {
    recipient::Entity::find_by_id(id).one(db).await
}

/// How many people wait for an answer about their rights.
pub async fn count_to_answer(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    rights_request::Entity::find()
        .filter(rights_request::COLUMN.answered_at.is_null())
        .count(db)
        .await
}
