//! `GET /retention/papers`: the restricted archive, by request and handover, without a name. `POST /retention/visas`:
//! the archives' visa is recorded, and what it reaches is eliminated.
use super::{
    actions::{self, Visa},
    queries,
    rules::Settings,
    say,
};
use crate::{
    app::App,
    auth::{Allowed, joins::to_account, permissions::KeepRetention},
    evidence,
    recipients::identity::{referenced_request, request_reference},
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    account, archived_paper, archives_visa,
    evidence::{self as stored, EvidenceId, EvidenceKind},
    handover,
    membership::{self, MembershipId},
};
use sea_orm::{
    ColumnTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use std::collections::BTreeMap;

const ROWS: usize = 50;

/// A number of a visa is short.
const NUMBER_LIMIT: usize = 60;

#[derive(Template)]
#[template(path = "retention/papers.html")]
struct PapersPage {
    shell: Shell,
    lines: Vec<Line>,
    first: String,
    next: String,
    /// How many may be proposed to the archives today.
    over: u64,
    visas: Vec<VisaLine>,
    search: Which,
    form: VisaForm,
    errors: FormErrors,
}

struct Line {
    person: i32,
    request: String,
    kind: &'static str,
    archived_at: DateTime<Utc>,
    until: NaiveDate,
    over: bool,
    eliminated_at: Option<DateTime<Utc>>,
    visa: String,
}

struct VisaLine {
    number: String,
    visa_on: NaiveDate,
    recorded_at: DateTime<Utc>,
    recorded_by: String,
    papers: u64,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Which {
    /// Of a request: how a paper is found once its person is forgotten.
    reference: String,
    after: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct VisaForm {
    write_id: String,
    number: String,
    visa_on: String,
    over_by: String,
    sure: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepRetention>,
    Query(search): Query<Which>,
) -> Result<Response, Error> {
    let form = VisaForm {
        over_by: app.clock.today().to_string(),
        ..VisaForm::default()
    };
    render(&app, &by, search, form, FormErrors::default()).await
}

pub async fn eliminate(
    State(app): State<App>,
    by: Allowed<KeepRetention>,
    Form(form): Form<VisaForm>,
) -> Result<Response, Error> {
    let (_, settings) = queries::settings(&app.db).await?;
    let visa = match parse(&form, settings, app.clock.today()) {
        Ok(visa) => visa,
        Err(errors) => return render(&app, &by, Which::default(), form, errors).await,
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let reached = actions::eliminate(&*write, &by, visa, app.clock.now()).await?;
    if reached.is_empty() {
        drop(write);
        let mut errors = FormErrors::default();
        errors.add("over_by", "visa-reaches-nothing");
        return render(&app, &by, Which::default(), form, errors).await;
    }
    let to = "/retention/papers?done=papers-eliminated";
    let answer = write.answer(to).await?;
    evidence::erase(&app, &reached).await;
    Ok(answer.into_response())
}

fn parse(form: &VisaForm, settings: Settings, today: NaiveDate) -> Result<Visa, FormErrors> {
    let mut errors = FormErrors::default();
    let number = form.number.trim();
    if number.is_empty() || number.chars().count() > NUMBER_LIMIT {
        errors.add("number", "visa-number-missing");
    }
    errors.keep_people_out("number", number);
    let day = |typed: &str| {
        let day = typed.trim().parse::<NaiveDate>().ok();
        day.filter(|day| *day <= today)
    };
    let visa_on = day(&form.visa_on);
    if visa_on.is_none() {
        errors.add("visa_on", "visa-day-wrong");
    }
    let over_by = day(&form.over_by);
    if over_by.is_none() {
        errors.add("over_by", "visa-over-wrong");
    }
    if form.sure != "yes" {
        errors.add("sure", "visa-not-sure");
    }
    match (visa_on, over_by) {
        (Some(visa_on), Some(over_by)) if errors.is_empty() => Ok(Visa {
            number: number.to_owned(),
            visa_on,
            covers_up_to: settings.over_from(over_by),
        }),
        _ => Err(errors),
    }
}

async fn render(
    app: &App,
    by: &Allowed<KeepRetention>,
    search: Which,
    form: VisaForm,
    mut errors: FormErrors,
) -> Result<Response, Error> {
    let (_, settings) = queries::settings(&app.db).await?;
    let over_from = settings.over_from(app.clock.today());
    let reference = search.reference.trim();
    if !reference.is_empty() && referenced_request(reference).is_none() {
        errors.add("reference", "paper-reference-unreadable");
    }
    let mut rows = rows(app, &search).await?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let next = match rows.last() {
        Some(last) if more => format!("/retention/papers?after={}", last.evidence_id.0),
        Some(_) | None => String::new(),
    };
    let page = PapersPage {
        shell: by.shell(),
        lines: lines(app, &rows, settings, over_from).await?,
        first: if search.after.is_empty() {
            String::new()
        } else {
            "/retention/papers".to_owned()
        },
        next,
        over: archived_paper::Entity::find()
            .filter(archived_paper::COLUMN.eliminated_at.is_null())
            .filter(archived_paper::COLUMN.kept_from.lte(over_from))
            .count(&app.db)
            .await?,
        visas: visas(app).await?,
        search,
        form,
        errors,
    };
    let status = if page.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(web::page(status, &page)?)
}

/// A page of the archive, latest first, or the papers of one request.
async fn rows(app: &App, search: &Which) -> Result<Vec<archived_paper::Model>, Error> {
    let mut rows = archived_paper::Entity::find();
    if let Some(id) = referenced_request(&search.reference) {
        let handovers = handover::Entity::find()
            .select_only()
            .column(handover::Column::Id)
            .filter(handover::COLUMN.request_id.eq(id))
            .into_query();
        rows = rows.filter(archived_paper::Column::HandoverId.in_subquery(handovers));
    }
    if let Some(after) = search.after.parse().ok().map(EvidenceId) {
        rows = rows.filter(archived_paper::COLUMN.evidence_id.lt(after));
    }
    Ok(rows
        .order_by_desc(archived_paper::COLUMN.evidence_id)
        .limit(ROWS as u64 + 1)
        .all(&app.db)
        .await?)
}

async fn lines(
    app: &App,
    rows: &[archived_paper::Model],
    settings: Settings,
    over_from: NaiveDate,
) -> Result<Vec<Line>, Error> {
    let kinds: BTreeMap<EvidenceId, EvidenceKind> = stored::Entity::find()
        .filter(
            stored::COLUMN
                .id
                .is_in(rows.iter().map(|row| row.evidence_id)),
        )
        .all(&app.db)
        .await?
        .into_iter()
        .map(|proof| (proof.id, proof.kind))
        .collect();
    let requests: BTreeMap<_, _> = handover::Entity::find()
        .filter(
            handover::COLUMN
                .id
                .is_in(rows.iter().map(|row| row.handover_id)),
        )
        .all(&app.db)
        .await?
        .into_iter()
        .map(|handover| (handover.id, handover.request_id))
        .collect();
    let visas: BTreeMap<_, _> = archives_visa::Entity::find()
        .filter(
            archives_visa::COLUMN
                .id
                .is_in(rows.iter().filter_map(|row| row.visa_id)),
        )
        .all(&app.db)
        .await?
        .into_iter()
        .map(|visa| (visa.id, visa.number))
        .collect();
    let line = |row: &archived_paper::Model| Line {
        person: row.recipient_id.0,
        request: requests
            .get(&row.handover_id)
            .map(|id| request_reference(*id))
            .unwrap_or_default(),
        kind: say::paper(
            kinds
                .get(&row.evidence_id)
                .copied()
                .unwrap_or(EvidenceKind::SignedSlip),
        ),
        archived_at: row.archived_at,
        until: settings.paper_end(row.kept_from),
        over: row.kept_from <= over_from,
        eliminated_at: row.eliminated_at,
        visa: row
            .visa_id
            .and_then(|id| visas.get(&id).cloned())
            .unwrap_or_default(),
    };
    Ok(rows.iter().map(line).collect())
}

/// The latest visas, each with how many papers it let go.
async fn visas(app: &App) -> Result<Vec<VisaLine>, Error> {
    let visas = archives_visa::Entity::find()
        .order_by_desc(archives_visa::COLUMN.id)
        .limit(ROWS as u64)
        .all(&app.db)
        .await?;
    let counts: Vec<(archives_visa::ArchivesVisaId, i64)> = archived_paper::Entity::find()
        .select_only()
        .column(archived_paper::Column::VisaId)
        .column_as(archived_paper::Column::EvidenceId.count(), "papers")
        .filter(
            archived_paper::COLUMN
                .visa_id
                .is_in(visas.iter().map(|visa| visa.id)),
        )
        .group_by(archived_paper::Column::VisaId)
        .into_tuple()
        .all(&app.db)
        .await?;
    let agents: Vec<(MembershipId, String)> = membership::Entity::find()
        .select_only()
        .column(membership::Column::Id)
        .column(account::Column::Name)
        .join(JoinType::InnerJoin, to_account())
        .filter(
            membership::COLUMN
                .id
                .is_in(visas.iter().map(|visa| visa.recorded_by)),
        )
        .into_tuple()
        .all(&app.db)
        .await?;
    let named = |id| {
        let agent = agents.iter().find(|(known, _)| *known == id);
        agent.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let of = |id| {
        let count = counts.iter().find(|(known, _)| *known == id);
        count.map_or(0, |(_, papers)| papers.unsigned_abs())
    };
    Ok(visas
        .into_iter()
        .map(|visa| VisaLine {
            papers: of(visa.id),
            recorded_by: named(visa.recorded_by),
            number: visa.number,
            visa_on: visa.visa_on,
            recorded_at: visa.recorded_at,
        })
        .collect())
}
