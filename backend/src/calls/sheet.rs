//! `GET /calls/{id}/projects/{project}`: a project as it was filed, what both juries said of it, and its decision.
//! Who signs for the association stands nowhere here: until the decision nobody else needs the name.
use super::{
    filed::{self, Filed},
    form::{Typed, devices_field},
    list::manages,
    queries::{self, Call, Named, Said},
    ranking::{readable, score_of, spoken, votes_of},
    rules::{Devices, Undecidable, decimal, may_decide, phase},
    say::{self, devices, jury_key, opinion_look, outcome_look, project_look, reference},
    show,
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{SeeCalls, SeeRequests},
    },
    devices::standing::kind_key,
    journal::actor_names,
    recipients::identity::request_reference,
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use entities::{project::ProjectId, site};
use sea_orm::EntityTrait;

#[derive(Template)]
#[template(path = "calls/sheet.html")]
struct SheetPage {
    shell: Shell,
    call_id: i32,
    call: String,
    file: FileView,
    /// Where its papers are.
    papers_at: String,
    said: Vec<SaidLine>,
    score: Option<String>,
    votes: super::rules::Votes,
    decision: Option<DecisionView>,
    /// What is to be given of each kind, where it may be decided on now.
    grants: Vec<GrantLine>,
    /// Why it may not, and what to do about it.
    refused: Option<(String, String)>,
    may_decide: bool,
    sees_requests: bool,
    form: Typed,
    errors: FormErrors,
}

/// What a project says, the same for whoever may read it.
pub(super) struct FileView {
    pub reference: String,
    pub title: String,
    pub organisation: String,
    pub purpose: Vec<String>,
    pub people: String,
    pub place: String,
    pub pickup: String,
    pub wanted: String,
    pub sent: String,
    pub papers: Vec<(i32, String)>,
    pub look: (&'static str, &'static str, &'static str),
}

/// What one juror said, told in words.
pub(super) struct SaidLine {
    pub name: String,
    pub jury: &'static str,
    pub opinion: Option<(&'static str, &'static str, &'static str)>,
    /// Criterion and mark.
    pub marks: Vec<(String, i32)>,
    pub reason: String,
}

struct DecisionView {
    look: (&'static str, &'static str, &'static str),
    granted: String,
    number: String,
    decided_on: String,
    by: String,
    reason: Vec<String>,
    /// Address and reference.
    requests: Vec<(i32, String)>,
}

struct GrantLine {
    field: String,
    kind: String,
    wanted: i32,
    left: i32,
}

/// What the page says about a decision that was tried.
#[derive(Default)]
pub(super) struct Tried {
    pub form: Typed,
    pub errors: FormErrors,
    pub refused: Option<(String, String)>,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeCalls>,
    Path((id, project)): Path<(i32, i32)>,
) -> Result<Response, Error> {
    let (call, filed) = find(&app, id, project).await?;
    page(&app, &by, &call, &filed, Tried::default()).await
}

/// A call and a project that was sent to it.
pub(super) async fn find(app: &App, id: i32, project: i32) -> Result<(Call, Filed), Error> {
    let call = show::find(app, id).await?;
    let filed = filed::sent_project(&app.db, ProjectId(project))
        .await?
        .filter(|filed| filed.project.call_id == call.call.id)
        .ok_or(Error::NotFound)?;
    Ok((call, filed))
}

/// Whether a project may be decided on now.
pub(super) fn decidable(
    app: &App,
    call: &Call,
    filed: &Filed,
    (jurors, said): (&[Named], &[Said]),
) -> Result<(), Undecidable> {
    let here = phase(call.call.opens_at, call.call.closes_at, app.clock.now());
    may_decide(here, filed.decision.is_some(), &spoken(jurors, said))
}

/// The most that may be given of each kind: what was asked for, and not more than is left.
pub(super) fn most(call: &Call, filed: &Filed) -> Devices {
    filed
        .wanted
        .iter()
        .map(|(kind, wanted)| {
            let left = call.kinds.iter().find(|line| line.kind == *kind);
            let left = left.map_or(0, |line| line.budget - line.granted);
            (*kind, left.min(*wanted))
        })
        .collect()
}

pub(super) async fn page(
    app: &App,
    by: &Allowed<SeeCalls>,
    call: &Call,
    filed: &Filed,
    tried: Tried,
) -> Result<Response, Error> {
    let status = if tried.refused.is_some() {
        StatusCode::CONFLICT
    } else if tried.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shell = by.shell();
    let jurors = queries::jurors(&app.db, call.call.id).await?;
    let mut said = queries::said(&app.db, call, &jurors).await?;
    let said = said.remove(&filed.project.id).unwrap_or_default();
    let decidable = decidable(app, call, filed, (&jurors, &said));
    let said = readable(filed, &jurors, said, by.account.id);
    let manages = manages(by);
    let most = most(call, filed);
    let refused = match (tried.refused, decidable) {
        (Some(refused), _) => Some(refused),
        (None, Err(against)) if manages && filed.decision.is_none() => {
            Some(say::undecidable(shell.words, against))
        }
        (None, Ok(()) | Err(_)) => None,
    };
    let page = SheetPage {
        call_id: call.call.id.0,
        call: call.call.title.clone(),
        file: view(app, &shell, call, filed).await?,
        papers_at: format!("/calls/{}/projects/{}", call.call.id.0, filed.project.id.0),
        score: score_of(&said).map(|score| shell.number(decimal(score))),
        votes: votes_of(&said),
        said: said.iter().map(|said| said_line(call, said)).collect(),
        decision: decision_view(app, &shell, filed).await?,
        grants: filed
            .wanted
            .iter()
            .map(|(kind, wanted)| GrantLine {
                field: devices_field(*kind),
                kind: shell.say(kind_key(*kind)),
                wanted: *wanted,
                left: most.get(kind).copied().unwrap_or(0),
            })
            .collect(),
        refused,
        may_decide: manages && decidable.is_ok(),
        sees_requests: by.may(SeeRequests),
        form: tried.form,
        errors: tried.errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}

pub(super) async fn view(
    app: &App,
    shell: &Shell,
    call: &Call,
    filed: &Filed,
) -> Result<FileView, Error> {
    let project = &filed.project;
    let site = match project.pickup_site_id {
        Some(id) => site::Entity::find_by_id(id).one(&app.db).await?,
        None => None,
    };
    let now = app.clock.now();
    let here = phase(call.call.opens_at, call.call.closes_at, now);
    Ok(FileView {
        reference: reference(project.id),
        title: project.title.clone(),
        organisation: filed.organisation.name.clone(),
        purpose: show::paragraphs(&project.purpose),
        people: project
            .people
            .map_or_else(String::new, |people| shell.number(people)),
        place: project.place.clone(),
        pickup: site.map_or_else(String::new, |site| format!("{}, {}", site.name, site.city)),
        wanted: devices(shell.words, &filed.wanted),
        sent: project
            .sent_at
            .map_or_else(String::new, |at| shell.date_time(at)),
        papers: filed
            .papers
            .iter()
            .map(|paper| (paper.id.0, paper.name.clone()))
            .collect(),
        look: project_look(project, filed.decision.as_ref(), here),
    })
}

pub(super) fn said_line(call: &Call, said: &Said) -> SaidLine {
    let mark = |criterion: &entities::project_call_criterion::Model| {
        let (_, mark) = said.marks.get(&criterion.id)?;
        Some((criterion.name.clone(), *mark))
    };
    SaidLine {
        name: said.name.clone(),
        jury: jury_key(said.jury),
        opinion: said.review.opinion.map(opinion_look),
        marks: call.criteria.iter().filter_map(mark).collect(),
        reason: said.review.reason.clone(),
    }
}

async fn decision_view(
    app: &App,
    shell: &Shell,
    filed: &Filed,
) -> Result<Option<DecisionView>, Error> {
    let Some(decision) = &filed.decision else {
        return Ok(None);
    };
    let requests = filed::requests_of(&app.db, filed.project.id).await?;
    Ok(Some(DecisionView {
        look: outcome_look(decision.outcome),
        granted: devices(shell.words, &filed.granted),
        number: decision.decision_number.clone(),
        decided_on: shell.date(decision.decided_on),
        by: actor_names(&app.db, [decision.membership_id])
            .await?
            .remove(&decision.membership_id)
            .unwrap_or_default(),
        reason: show::paragraphs(&decision.reason),
        requests: requests
            .iter()
            .map(|line| (line.request_id.0, request_reference(line.request_id)))
            .collect(),
    }))
}
