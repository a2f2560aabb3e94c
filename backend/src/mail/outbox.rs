//! `GET /outbox`: how many messages wait, were sent or failed, and nothing of what they say; but in the
//! demo, where what they say may be read. `POST /outbox/retry`: the failed ones again.
use super::{Message, failed};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeOutbox, territory},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::{DateTime, Utc};
use entities::outbox::{self, OutboxFault, OutboxId, OutboxKind, OutboxState};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use std::collections::BTreeMap;

/// How many of the demo's messages are listed.
const LISTED: u64 = 100;

#[derive(Template)]
#[template(path = "mail/outbox.html")]
struct OutboxPage {
    shell: Shell,
    kinds: Vec<KindLine>,
    /// Those that may be tried again.
    failed: Vec<FailedLine>,
    /// How many failed and have no text left.
    erased: u64,
    next: Option<DateTime<Utc>>,
    /// Whether who reads this coordinates a part of the département: a message bears no territory.
    counts_beyond: bool,
    /// In the demo alone.
    readable: Vec<Readable>,
}

/// How many messages of a kind there are, by state.
struct KindLine {
    /// The key of the word for it.
    kind: &'static str,
    waiting: i64,
    sent: i64,
    failed: i64,
}

/// Failed messages of a kind that did not leave for the same reason.
struct FailedLine {
    kind: &'static str,
    fault: Option<&'static str>,
    messages: i64,
    /// When the first of their texts is erased.
    until: DateTime<Utc>,
}

struct Readable {
    id: i32,
    subject: String,
    to: String,
    at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Count {
    kind: OutboxKind,
    state: OutboxState,
    messages: i64,
}

#[derive(FromQueryResult)]
struct Failed {
    kind: OutboxKind,
    fault: Option<OutboxFault>,
    messages: i64,
    oldest: DateTime<Utc>,
}

pub async fn show(State(app): State<App>, by: Allowed<SeeOutbox>) -> Result<Response, Error> {
    let counts = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::Kind)
        .column(outbox::Column::State)
        .expr_as(Expr::col(outbox::Column::Id).count(), "messages")
        .group_by(outbox::Column::Kind)
        .group_by(outbox::Column::State)
        .into_model::<Count>()
        .all(&app.db)
        .await?;
    let mut kinds: BTreeMap<OutboxKind, KindLine> = BTreeMap::new();
    for count in counts {
        let line = kinds.entry(count.kind).or_insert(KindLine {
            kind: kind_key(count.kind),
            waiting: 0,
            sent: 0,
            failed: 0,
        });
        match count.state {
            OutboxState::Waiting => line.waiting = count.messages,
            OutboxState::Sent => line.sent = count.messages,
            OutboxState::Failed => line.failed = count.messages,
        }
    }
    let kinds: Vec<KindLine> = kinds.into_values().collect();
    let next = outbox::Entity::find()
        .filter(outbox::COLUMN.state.eq(OutboxState::Waiting))
        .order_by_asc(outbox::COLUMN.next_attempt_at)
        .one(&app.db)
        .await?
        .map(|row| row.next_attempt_at);
    let page = OutboxPage {
        shell: by.shell(),
        failed: failed_lines(&app).await?,
        erased: outbox::Entity::find()
            .filter(outbox::COLUMN.state.eq(OutboxState::Failed))
            .filter(outbox::COLUMN.sealed.is_null())
            .count(&app.db)
            .await?,
        kinds,
        next,
        counts_beyond: territory::limit(&by).is_some(),
        readable: readable(&app).await?,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

async fn failed_lines(app: &App) -> Result<Vec<FailedLine>, Error> {
    let failed = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::Kind)
        .column(outbox::Column::Fault)
        .expr_as(Expr::col(outbox::Column::Id).count(), "messages")
        .expr_as(Expr::col(outbox::Column::CreatedAt).min(), "oldest")
        .filter(outbox::COLUMN.state.eq(OutboxState::Failed))
        .filter(outbox::COLUMN.sealed.is_not_null())
        .group_by(outbox::Column::Kind)
        .group_by(outbox::Column::Fault)
        .order_by_asc(outbox::Column::Kind)
        .order_by_asc(outbox::Column::Fault)
        .into_model::<Failed>()
        .all(&app.db)
        .await?;
    Ok(failed
        .into_iter()
        .map(|line| FailedLine {
            kind: kind_key(line.kind),
            fault: line.fault.map(fault_key),
            messages: line.messages,
            until: line.oldest + failed::kept(line.kind),
        })
        .collect())
}

impl OutboxPage {
    fn retryable(&self) -> i64 {
        self.failed.iter().map(|line| line.messages).sum()
    }
}

fn fault_key(fault: OutboxFault) -> &'static str {
    match fault {
        OutboxFault::Erased => "mail-fault-erased",
        OutboxFault::NotOpened => "mail-fault-not-opened",
        OutboxFault::Address => "mail-fault-address",
        OutboxFault::Format => "mail-fault-format",
        OutboxFault::Folder => "mail-fault-folder",
        OutboxFault::Refused => "mail-fault-refused",
        OutboxFault::Unreachable => "mail-fault-unreachable",
    }
}

fn kind_key(kind: OutboxKind) -> &'static str {
    match kind {
        OutboxKind::Invitation => "mail-kind-invitation",
        OutboxKind::NewRole => "mail-kind-new-role",
        OutboxKind::PasswordReset => "mail-kind-password-reset",
        OutboxKind::RequestAllocated => "mail-kind-request-allocated",
        OutboxKind::AllocationUndone => "mail-kind-allocation-undone",
        OutboxKind::RequestRefused => "mail-kind-request-refused",
        OutboxKind::SessionCancelled => "mail-kind-session-cancelled",
        OutboxKind::HandoverRecalled => "mail-kind-handover-recalled",
        OutboxKind::Prescribing => "mail-kind-prescribing",
        OutboxKind::RequestReassigned => "mail-kind-request-reassigned",
        OutboxKind::RequestReminder => "mail-kind-request-reminder",
        OutboxKind::RequestWaits => "mail-kind-request-waits",
        OutboxKind::RetentionAnnounced => "mail-kind-retention-announced",
        OutboxKind::PlacesToConfirm => "mail-kind-places-to-confirm",
        OutboxKind::AppointmentBooked => "mail-kind-appointment-booked",
        OutboxKind::AppointmentReminder => "mail-kind-appointment-reminder",
        OutboxKind::AppointmentCancelled => "mail-kind-appointment-cancelled",
        OutboxKind::AppointmentMissed => "mail-kind-appointment-missed",
        OutboxKind::LoanTold => "mail-kind-loan-told",
        OutboxKind::LoanDecided => "mail-kind-loan-decided",
        OutboxKind::LoanReminder => "mail-kind-loan-reminder",
        OutboxKind::PassesGiven => "mail-kind-passes-given",
        OutboxKind::CheckpointWritten => "mail-kind-checkpoint-written",
        OutboxKind::WaitOffered => "mail-kind-wait-offered",
        OutboxKind::ExchangeOpened => "mail-kind-exchange-opened",
        OutboxKind::RegistrationLink => "mail-kind-registration-link",
        OutboxKind::TeacherRegistered => "mail-kind-teacher-registered",
        OutboxKind::TeacherRevoked => "mail-kind-teacher-revoked",
        OutboxKind::AgreementDue => "mail-kind-agreement-due",
        OutboxKind::LoanRecalled => "mail-kind-loan-recalled",
        OutboxKind::LoanMoves => "mail-kind-loan-moves",
        OutboxKind::InternetPlanEnds => "mail-kind-internet-plan-ends",
        OutboxKind::JurorNamed => "mail-kind-juror-named",
        OutboxKind::ProjectSent => "mail-kind-project-sent",
        OutboxKind::ProjectDecided => "mail-kind-project-decided",
    }
}

/// The messages of the demo, latest first; none elsewhere, and none that signs in.
async fn readable(app: &App) -> Result<Vec<Readable>, Error> {
    if !app.demo {
        return Ok(Vec::new());
    }
    let rows = outbox::Entity::find()
        .filter(outbox::COLUMN.signs_in.eq(false))
        .filter(outbox::COLUMN.sealed.is_not_null())
        .order_by_desc(outbox::COLUMN.id)
        .limit(LISTED)
        .all(&app.db)
        .await?;
    let mut readable = Vec::new();
    for row in rows {
        if let Some(message) = opened(app, &row)? {
            readable.push(Readable {
                id: row.id.0,
                subject: message.subject,
                to: message.to,
                at: row.created_at,
            });
        }
    }
    Ok(readable)
}

fn opened(app: &App, row: &outbox::Model) -> Result<Option<Message>, Error> {
    let message = row
        .sealed
        .as_deref()
        .map(|sealed| app.keys.open("message", sealed));
    Ok(message.transpose()?)
}

#[derive(Template)]
#[template(path = "mail/message.html")]
struct MessagePage {
    shell: Shell,
    message: Message,
    at: DateTime<Utc>,
}

/// What one message of the demo says.
pub async fn read(
    State(app): State<App>,
    by: Allowed<SeeOutbox>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let row = outbox::Entity::find_by_id(OutboxId(id))
        .one(&app.db)
        .await?
        .filter(|row| app.demo && !row.signs_in)
        .ok_or(Error::NotFound)?;
    let page = MessagePage {
        shell: by.shell(),
        message: opened(&app, &row)?.ok_or(Error::NotFound)?,
        at: row.created_at,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct RetryForm {
    write_id: String,
}

/// Lets every failed message be tried again, as long as its text is there.
pub async fn retry(
    State(app): State<App>,
    by: Allowed<SeeOutbox>,
    Form(form): Form<RetryForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    failed::try_again(&*write, app.clock.now()).await?;
    Ok(write
        .answer("/outbox?done=mail-retried")
        .await?
        .into_response())
}
