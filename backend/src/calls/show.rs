//! `GET /calls/{id}`: a call with its budget, its juries, and the ranking of its projects.
use super::{
    list::manages,
    queries::{self, Call, Named},
    ranking::{Ranked, ranking},
    rules::{Phase, decimal, phase},
    say::{devices, jury_key, phase_look, project_look, reference},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeCalls},
    devices::standing::kind_key,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use entities::{
    project_call::ProjectCallId,
    project_call_juror::{JurorId, Jury},
};
use sea_orm::{ActiveEnum, Iterable};
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "calls/show.html")]
struct CallPage {
    shell: Shell,
    id: i32,
    title: String,
    text: Vec<String>,
    programme: String,
    look: (&'static str, &'static str, &'static str),
    opens: String,
    closes: String,
    budget: Vec<BudgetLine>,
    papers: Vec<String>,
    criteria: Vec<(String, i32)>,
    jurors: Vec<JurorLine>,
    juries: Vec<Choice>,
    lines: Vec<Line>,
    may_manage: bool,
    may_change: bool,
    form: JurorForm,
    errors: FormErrors,
}

/// A kind of device: what there is, what was asked for, given and left.
struct BudgetLine {
    kind: String,
    budget: i32,
    most: i32,
    wanted: i32,
    granted: i32,
    left: i32,
}

struct JurorLine {
    id: i32,
    name: String,
    organisation: String,
    jury: &'static str,
    given: usize,
    may_remove: bool,
}

/// A project of the ranking.
struct Line {
    id: i32,
    reference: String,
    place: Option<usize>,
    title: String,
    organisation: String,
    score: Option<String>,
    technical: usize,
    favourable: usize,
    reserve: usize,
    unfavourable: usize,
    wanted: String,
    granted: Option<String>,
    look: (&'static str, &'static str, &'static str),
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct JurorForm {
    pub write_id: String,
    pub email: String,
    pub jury: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeCalls>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let call = find(&app, id).await?;
    page(
        &app,
        &by,
        &call,
        JurorForm::default(),
        FormErrors::default(),
    )
    .await
}

pub(super) async fn find(app: &App, id: i32) -> Result<Call, Error> {
    queries::call(&app.db, ProjectCallId(id))
        .await?
        .ok_or(Error::NotFound)
}

pub(super) async fn page(
    app: &App,
    by: &Allowed<SeeCalls>,
    call: &Call,
    form: JurorForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let now = app.clock.now();
    let shell = by.shell();
    let jurors = queries::jurors(&app.db, call.call.id).await?;
    let ranked = ranking(&app.db, call, &jurors, by.account.id).await?;
    let here = phase(call.call.opens_at, call.call.closes_at, now);
    let may_manage = manages(by);
    let spoke = queries::spoke(&app.db, jurors.iter().map(|named| named.juror.id)).await?;
    let page = CallPage {
        id: call.call.id.0,
        title: call.call.title.clone(),
        text: paragraphs(&call.call.words),
        programme: shell
            .lang
            .choose(&call.programme.name_fr, &call.programme.name_en)
            .to_owned(),
        look: phase_look(here),
        opens: shell.date_time(call.call.opens_at),
        closes: shell.date_time(call.call.closes_at),
        budget: budget(&shell, call, &ranked),
        papers: paragraphs(&call.call.papers),
        criteria: criteria(call),
        jurors: juror_lines(&jurors, &ranked, &spoke),
        juries: Jury::iter()
            .map(|jury| Choice::new(jury.to_value(), shell.say(jury_key(jury))))
            .collect(),
        lines: ranked
            .iter()
            .map(|line| line_of(&shell, line, here))
            .collect(),
        may_manage,
        may_change: may_manage && !queries::answered(&app.db, call.call.id).await?,
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}

/// The lines of a text that say something.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

pub(super) fn criteria(call: &Call) -> Vec<(String, i32)> {
    call.criteria
        .iter()
        .map(|criterion| (criterion.name.clone(), criterion.weight))
        .collect()
}

fn budget(shell: &Shell, call: &Call, ranked: &[Ranked]) -> Vec<BudgetLine> {
    call.kinds
        .iter()
        .map(|line| BudgetLine {
            kind: shell.say(kind_key(line.kind)),
            budget: line.budget,
            most: line.most,
            wanted: ranked
                .iter()
                .filter_map(|one| one.filed.wanted.get(&line.kind))
                .sum(),
            granted: line.granted,
            left: line.budget - line.granted,
        })
        .collect()
}

fn juror_lines(jurors: &[Named], ranked: &[Ranked], spoke: &BTreeSet<JurorId>) -> Vec<JurorLine> {
    let given = |named: &Named| {
        let spoke = ranked.iter().flat_map(|line| &line.spoke);
        spoke.filter(|id| **id == named.juror.id).count()
    };
    jurors
        .iter()
        .map(|named| JurorLine {
            id: named.juror.id.0,
            name: named.name.clone(),
            organisation: named.organisation.clone(),
            jury: jury_key(named.juror.jury),
            given: given(named),
            may_remove: !spoke.contains(&named.juror.id),
        })
        .collect()
}

fn line_of(shell: &Shell, line: &Ranked, here: Phase) -> Line {
    let filed = &line.filed;
    let of_jury = |jury| line.said.iter().filter(|said| said.jury == jury).count();
    Line {
        id: filed.project.id.0,
        reference: reference(filed.project.id),
        place: line.place,
        title: filed.project.title.clone(),
        organisation: filed.organisation.name.clone(),
        score: line.score.map(|score| shell.number(decimal(score))),
        technical: of_jury(Jury::Technical),
        favourable: line.votes.favourable,
        reserve: line.votes.reserve,
        unfavourable: line.votes.unfavourable,
        wanted: devices(shell.words, &filed.wanted),
        granted: filed
            .decision
            .as_ref()
            .map(|_| devices(shell.words, &filed.granted)),
        look: project_look(&filed.project, filed.decision.as_ref(), here),
    }
}
