//! The history of a request as each side reads it: what happened to it and around it, when, by whom, and what was said.
use super::rules::{CancelReason, hold_key, hold_named};
use crate::{
    app::App,
    auth::permissions::role_key,
    journal::{self, EventKind, Subject},
    requests::rules::RefusalReason,
    web::{Error, Words},
};
use entities::{
    account, clearance, enrolment, event, handover,
    membership::{self, MembershipId},
    request::{self, RequestId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use std::collections::BTreeMap;

/// One moment of a request.
pub struct Moment {
    pub kind: Option<EventKind>,
    pub icon: &'static str,
    pub when: String,
    pub sentence: String,
    /// The reason that was chosen.
    pub reason: Option<String>,
    /// What somebody typed, unless it was erased.
    pub words: Option<String>,
}

/// Everything that happened to a request, oldest first.
pub async fn moments(
    app: &App,
    words: Words,
    request: &request::Model,
) -> Result<Vec<Moment>, Error> {
    let events = events(&app.db, request.id).await?;
    let agents = agents(
        &app.db,
        words,
        events.iter().filter_map(|event| event.actor_id),
    )
    .await?;
    let about = (Subject::Request, request.id.0);
    let said: BTreeMap<String, String> = journal::remarks_of(&app.db, &app.keys, about)
        .await?
        .into_iter()
        .collect();
    Ok(events
        .iter()
        .map(|event| {
            let when = words.date_time(event.at);
            let actor = event.actor_id.and_then(|id| agents.get(&id));
            Moment {
                kind: EventKind::from_name(&event.kind),
                icon: icon(&event.kind),
                when: match actor {
                    Some(agent) => format!("{when} · {agent}"),
                    None => when,
                },
                sentence: journal::words::event_sentence(&words, event),
                reason: reason_key(event).map(|key| words.say(key)),
                words: journal::words::remark_hash(event).and_then(|hash| said.get(&hash).cloned()),
            }
        })
        .collect())
}

/// The chains of a request, of its enrolments, of its clearances and of its handovers, in the order of time.
async fn events(db: &impl ConnectionTrait, request: RequestId) -> Result<Vec<event::Model>, DbErr> {
    let enrolments = enrolment::Entity::find()
        .filter(enrolment::COLUMN.request_id.eq(request))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (Subject::Enrolment, row.id.0));
    let clearances = clearance::Entity::find()
        .filter(clearance::COLUMN.request_id.eq(request))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (Subject::Clearance, row.id.0));
    let handovers = handover::Entity::find()
        .filter(handover::COLUMN.request_id.eq(request))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (Subject::Handover, row.id.0));
    let own = std::iter::once((Subject::Request, request.0));
    let chains = own
        .chain(enrolments)
        .chain(clearances)
        .chain(handovers)
        .fold(Condition::any(), |any, (subject, id)| {
            any.add(
                Condition::all()
                    .add(event::COLUMN.subject_kind.eq(subject.key()))
                    .add(event::COLUMN.subject_id.eq(id)),
            )
        });
    event::Entity::find()
        .filter(chains)
        .order_by_asc(event::COLUMN.at)
        .order_by_asc(event::COLUMN.subject_kind)
        .order_by_asc(event::COLUMN.subject_id)
        .order_by_asc(event::COLUMN.seq)
        .all(db)
        .await
}

/// Agents as a decision names them: name and role.
pub async fn agents(
    db: &impl ConnectionTrait,
    words: Words,
    ids: impl IntoIterator<Item = MembershipId>,
) -> Result<BTreeMap<MembershipId, String>, DbErr> {
    let memberships = membership::Entity::find()
        .filter(membership::COLUMN.id.is_in(ids))
        .all(db)
        .await?;
    let names: BTreeMap<_, String> = account::Entity::find()
        .filter(
            account::COLUMN
                .id
                .is_in(memberships.iter().map(|membership| membership.account_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|account| (account.id, account.name))
        .collect();
    Ok(memberships
        .into_iter()
        .map(|membership| {
            let name = names.get(&membership.account_id).cloned();
            let said = words
                .with("name", name.unwrap_or_default())
                .with("role", words.say(role_key(membership.role)))
                .say("request-agent");
            (membership.id, said)
        })
        .collect())
}

/// The word key of the reason that an event names.
fn reason_key(event: &event::Model) -> Option<&'static str> {
    let data: serde_json::Value = serde_json::from_str(&event.data).ok()?;
    let reason = data["details"]["reason"].as_str()?;
    let is = |kind: EventKind| event.kind == kind.name();
    if is(EventKind::RequestRefused) {
        RefusalReason::from_value(reason).map(RefusalReason::key)
    } else if is(EventKind::RequestCancelled) {
        CancelReason::from_value(reason).map(CancelReason::key)
    } else if is(EventKind::RequestHeld) {
        hold_named(reason).map(hold_key)
    } else {
        None
    }
}

fn icon(kind: &str) -> &'static str {
    match kind {
        "request_submitted" => "inbox",
        "device_allocated" => "tag",
        "allocation_undone" => "undo-2",
        "allocation_lapsed" | "appointment_cancelled" | "appointment_missed" => "calendar-x",
        "device_substituted" => "tablet-smartphone",
        "request_refused" => "octagon-x",
        "request_cancelled" => "ban",
        "request_fulfilled" | "handed_over" | "appointment_held" => "circle-check",
        "request_reassigned" => "users",
        "question_asked" => "circle-help",
        "question_answered" => "mail",
        "request_held" => "hourglass",
        "appointment_booked" | "appointment_moved" => "calendar-days",
        "learner_enrolled" | "session_booked" | "attendance_recorded" | "pathway_attested" => {
            "graduation-cap"
        }
        "clearance_issued" | "waiver_granted" => "shield-check",
        "recipient_forgotten" => "eraser",
        _ => "info",
    }
}
