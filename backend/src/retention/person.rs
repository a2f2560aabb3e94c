//! `GET /retention/people/{id}`: in which stage one person's data is and why, and their signed papers.
//! `POST /retention/people/{id}/look` notes why a paper is opened, `GET /retention/looks/{id}` then shows it.
use super::{
    actions, queries,
    rules::{self, Kept, Stage},
    say,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepRetention},
    evidence,
    recipients::{
        identity::{recipient_reference, request_reference},
        papers::papers_of,
    },
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use entities::{
    archived_paper,
    evidence::EvidenceId,
    paper_look::{self, LookReason, PaperLookId},
    recipient::{self, RecipientId},
    rights_request,
};
use sea_orm::{ActiveEnum, ColumnTrait, EntityTrait, Iterable, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// How long a paper can be opened after its reason was given.
const OPEN_FOR: Duration = Duration::minutes(15);

#[derive(Template)]
#[template(path = "retention/person.html")]
struct PersonPage {
    shell: Shell,
    id: i32,
    reference: String,
    erased: bool,
    restricted_at: Option<DateTime<Utc>>,
    stage: Said,
    /// Why their data is still in use, in words.
    holds: Vec<String>,
    last_contact: NaiveDate,
    rights: Vec<Asked>,
    papers: Vec<PaperLine>,
    openable: Vec<Choice>,
    reasons: Vec<Choice>,
    form: LookForm,
    errors: FormErrors,
}

/// The stage: tone, icon, word and what it means today.
struct Said {
    tone: &'static str,
    icon: &'static str,
    key: &'static str,
    help: String,
}

struct Asked {
    id: i32,
    reference: String,
    kind: &'static str,
    state: (&'static str, &'static str, &'static str),
}

struct PaperLine {
    kind: &'static str,
    request: String,
    made_on: DateTime<Utc>,
    archived: bool,
    until: NaiveDate,
    eliminated_at: Option<DateTime<Utc>>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct LookForm {
    write_id: String,
    paper: String,
    reason: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepRetention>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let person = find(&app, id).await?;
    render(
        &app,
        &by,
        &person,
        LookForm::default(),
        FormErrors::default(),
    )
    .await
}

pub async fn look(
    State(app): State<App>,
    by: Allowed<KeepRetention>,
    Path(id): Path<i32>,
    Form(form): Form<LookForm>,
) -> Result<Response, Error> {
    let person = find(&app, id).await?;
    let mut errors = FormErrors::default();
    let paper = form.paper.parse().ok().map(EvidenceId);
    if paper.is_none() {
        errors.add("paper", "paper-which-missing");
    }
    let reason = LookReason::try_from_value(&form.reason).ok();
    if reason.is_none() {
        errors.add("reason", "paper-reason-missing");
    }
    let (Some(paper), Some(reason)) = (paper, reason) else {
        return render(&app, &by, &person, form, errors).await;
    };
    // Of this person, or not there.
    let papers = papers_of(&app.db, person.id).await?;
    if !papers.iter().any(|known| known.proof.id == paper) {
        return Err(Error::NotFound);
    }
    let write = app.write_once(&by, &form.write_id).await?;
    let now = app.clock.now();
    let look = actions::look(&*write, &by, person.id, paper, reason, now).await?;
    let to = format!("/retention/looks/{}", look.0);
    Ok(write.answer(to).await?.into_response())
}

/// The paper of a look, for who gave the reason and a quarter of an hour long.
pub async fn paper(
    State(app): State<App>,
    by: Allowed<KeepRetention>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let look = paper_look::Entity::find_by_id(PaperLookId(id))
        .filter(paper_look::COLUMN.membership_id.eq(by.membership_id))
        .filter(paper_look::COLUMN.at.gte(app.clock.now() - OPEN_FOR))
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let (row, bytes) = evidence::read(&app, look.evidence_id).await?;
    Ok(([(header::CONTENT_TYPE, row.media_type)], bytes).into_response())
}

async fn find(app: &App, id: i32) -> Result<recipient::Model, Error> {
    queries::person(&app.db, RecipientId(id))
        .await?
        .ok_or(Error::NotFound)
}

async fn render(
    app: &App,
    by: &Allowed<KeepRetention>,
    person: &recipient::Model,
    mut form: LookForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let shell = by.shell();
    let (_, settings) = queries::settings(&app.db).await?;
    let people = std::slice::from_ref(person);
    let mut facts = queries::facts(&app.db, people, app.clock.now()).await?;
    let facts = facts.remove(&person.id).ok_or(Error::NotFound)?;
    let notices = queries::notices(&app.db, people).await?;
    let stage = rules::stage(&facts, settings);
    let today = app.clock.today();
    let archived = archived_of(app, person.id).await?;
    let mut lines = Vec::new();
    let mut openable = Vec::new();
    for paper in papers_of(&app.db, person.id).await? {
        let row = archived.get(&paper.proof.id);
        let kept_from = row.map_or(paper.kept_from, |row| row.kept_from);
        let eliminated_at = row.and_then(|row| row.eliminated_at);
        let kind = say::paper(paper.proof.kind);
        let request = request_reference(paper.request);
        if eliminated_at.is_none() {
            let made_on = shell.date(paper.proof.created_at);
            openable.push(Choice::new(
                paper.proof.id.0.to_string(),
                format!("{} · {request} · {made_on}", shell.say(kind)),
            ));
        }
        lines.push(PaperLine {
            kind,
            request,
            made_on: paper.proof.created_at,
            archived: row.is_some(),
            until: settings.paper_end(kept_from),
            eliminated_at,
        });
    }
    if form.paper.is_empty()
        && let Some(first) = openable.first()
    {
        form.paper.clone_from(&first.value);
    }
    let page = PersonPage {
        id: person.id.0,
        reference: recipient_reference(person.id),
        erased: person.erased_at.is_some(),
        restricted_at: person.restricted_at,
        holds: match &stage {
            Stage::Active(Kept::By(holds)) => holds
                .iter()
                .map(|hold| say::hold(shell.words, *hold))
                .collect(),
            Stage::Active(Kept::Until(_)) | Stage::Archived(_) | Stage::Eliminated => Vec::new(),
        },
        last_contact: facts.last_contact,
        stage: said(shell.words, &stage, notices.get(&person.id).copied(), today),
        rights: asked_by(app, person.id).await?,
        papers: lines,
        openable,
        reasons: LookReason::iter()
            .map(|reason| Choice::new(reason.to_value(), shell.say(say::look_reason(reason))))
            .collect(),
        form,
        errors,
        shell,
    };
    let status = if page.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(web::page(status, &page)?)
}

fn said(words: Words, stage: &Stage, announced: Option<NaiveDate>, today: NaiveDate) -> Said {
    let on = |day: NaiveDate, key: &'static str| words.with("date", words.date(day)).say(key);
    let (tone, icon, key, help) = match (stage, announced) {
        (Stage::Active(_), Some(day)) => (
            "stop",
            "hourglass",
            "retention-stage-announced",
            on(day, "retention-erased-on"),
        ),
        (Stage::Active(Kept::By(_)), None) => (
            "good",
            "circle-check",
            "retention-stage-active",
            words.say("retention-kept-by"),
        ),
        (Stage::Active(Kept::Until(day)), None) => (
            "good",
            "circle-check",
            "retention-stage-active",
            on(*day, "retention-kept-until"),
        ),
        (Stage::Archived(until), _) if *until > today => (
            "info",
            "lock",
            "retention-stage-archived",
            on(*until, "retention-archived-until"),
        ),
        (Stage::Archived(until), _) => (
            "wait",
            "lock",
            "retention-stage-archived",
            on(*until, "retention-archived-over"),
        ),
        (Stage::Eliminated, _) => (
            "plain",
            "eraser",
            "retention-stage-eliminated",
            words.say("retention-eliminated-help"),
        ),
    };
    Said {
        tone,
        icon,
        key,
        help,
    }
}

async fn archived_of(
    app: &App,
    id: RecipientId,
) -> Result<BTreeMap<EvidenceId, archived_paper::Model>, Error> {
    let rows = archived_paper::Entity::find()
        .filter(archived_paper::COLUMN.recipient_id.eq(id))
        .all(&app.db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.evidence_id, row)).collect())
}

async fn asked_by(app: &App, id: RecipientId) -> Result<Vec<Asked>, Error> {
    let today = app.clock.today();
    let rows = rights_request::Entity::find()
        .filter(rights_request::COLUMN.recipient_id.eq(id))
        .order_by_asc(rights_request::COLUMN.id)
        .all(&app.db)
        .await?;
    Ok(rows
        .iter()
        .map(|row| Asked {
            id: row.id.0,
            reference: say::rights_reference(row.id),
            kind: say::kind(row.kind),
            state: say::state(row, today),
        })
        .collect())
}
