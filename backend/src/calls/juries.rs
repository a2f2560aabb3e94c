//! `GET /juries`: the projects somebody is to judge. `GET|POST /juries/{project}`: one of them; marks or an opinion,
//! with a reason, once. `POST /juries/{project}/conflict`: they have a part in it.
use super::{
    actions::{self, Judgement},
    filed::{self, Filed},
    form::Typed,
    queries::{self, Call, Named, Said},
    rules::{Barred, Juror, TOP, Tie, may_judge, phase, reads},
    say::{jury_key, opinion_look, phase_look},
    sheet::{self, FileView, SaidLine},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::JudgeProjects},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{project::ProjectId, project_call_juror::Jury, project_review::Opinion};
use sea_orm::{ActiveEnum, Iterable};

#[derive(Template)]
#[template(path = "calls/juries.html")]
struct JuriesPage {
    shell: Shell,
    juries: Vec<JuryLine>,
}

/// A jury somebody is in, with the projects of its call.
struct JuryLine {
    call: String,
    jury: &'static str,
    look: (&'static str, &'static str, &'static str),
    closes: String,
    projects: Vec<ProjectLine>,
}

struct ProjectLine {
    id: i32,
    title: String,
    organisation: String,
    /// Tone, icon and key of what the juror did, or is to do.
    look: (&'static str, &'static str, &'static str),
}

/// A project as a juror of its call comes to it.
pub(super) struct Judged {
    pub call: Call,
    pub filed: Filed,
    pub own: Named,
    pub said: Vec<Said>,
    pub open: Result<(), Barred>,
}

/// What the list says of a project.
fn look_of(judged: Result<(), Barred>) -> (&'static str, &'static str, &'static str) {
    match judged {
        Ok(()) => ("wait", "pen-line", "jury-to-judge"),
        Err(Barred::NotClosed) => ("plain", "clock", "jury-later"),
        Err(Barred::AlreadyGiven) => ("good", "circle-check", "jury-given"),
        Err(Barred::OwnOrganisation | Barred::Conflict) => ("info", "ban", "jury-declined"),
        Err(Barred::Decided) => ("info", "lock", "jury-over"),
    }
}

pub async fn list(State(app): State<App>, by: Allowed<JudgeProjects>) -> Result<Response, Error> {
    let shell = by.shell();
    let now = app.clock.now();
    let own = queries::works_for(&app.db, by.account.id).await?;
    let mut juries = Vec::new();
    // A person is in few juries, and a call is read as a whole.
    for juror in queries::juries_of(&app.db, &by).await? {
        let Some(call) = queries::call(&app.db, juror.call_id).await? else {
            continue;
        };
        let here = phase(call.call.opens_at, call.call.closes_at, now);
        let jurors = queries::jurors(&app.db, call.call.id).await?;
        let said = queries::said(&app.db, &call, &jurors).await?;
        let conflicts = queries::conflicts(&app.db, &jurors).await?;
        let line = |filed: Filed| {
            let of_this = said.get(&filed.project.id).map_or(&[][..], Vec::as_slice);
            let judged = may_judge(Juror {
                tie: Tie::of(
                    own.contains(&filed.organisation.id),
                    conflicts.contains(&(juror.id, filed.project.id)),
                ),
                given: of_this.iter().any(|said| said.review.juror_id == juror.id),
                phase: here,
                decided: filed.decision.is_some(),
            });
            ProjectLine {
                id: filed.project.id.0,
                title: filed.project.title,
                organisation: filed.organisation.name,
                look: look_of(judged),
            }
        };
        let projects = filed::sent(&app.db, call.call.id).await?;
        juries.push(JuryLine {
            jury: jury_key(juror.jury),
            look: phase_look(here),
            closes: shell.date_time(call.call.closes_at),
            projects: projects.into_iter().map(line).collect(),
            call: call.call.title,
        });
    }
    let page = JuriesPage { shell, juries };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// A project of a call in whose jury one is; any other does not exist.
pub(super) async fn find(app: &App, by: &Allowed<JudgeProjects>, id: i32) -> Result<Judged, Error> {
    let filed = filed::sent_project(&app.db, ProjectId(id))
        .await?
        .ok_or(Error::NotFound)?;
    let call = queries::call(&app.db, filed.project.call_id)
        .await?
        .ok_or(Error::NotFound)?;
    let jurors = queries::jurors(&app.db, call.call.id).await?;
    let own = jurors
        .iter()
        .find(|named| named.juror.membership_id == by.membership_id)
        .cloned()
        .ok_or(Error::NotFound)?;
    let mut said = queries::said(&app.db, &call, &jurors).await?;
    let said = said.remove(&filed.project.id).unwrap_or_default();
    let conflicts = queries::conflicts(&app.db, &jurors).await?;
    let works_for = queries::works_for(&app.db, by.account.id).await?;
    let judged = may_judge(Juror {
        tie: Tie::of(
            works_for.contains(&filed.organisation.id),
            conflicts.contains(&(own.juror.id, filed.project.id)),
        ),
        given: said.iter().any(|said| said.review.juror_id == own.juror.id),
        phase: phase(call.call.opens_at, call.call.closes_at, app.clock.now()),
        decided: filed.decision.is_some(),
    });
    Ok(Judged {
        call,
        filed,
        own,
        said,
        open: judged,
    })
}

#[derive(Template)]
#[template(path = "calls/judge.html")]
struct JudgePage {
    shell: Shell,
    id: i32,
    call: String,
    file: FileView,
    papers_at: String,
    barred: Option<&'static str>,
    may_decline: bool,
    technical: bool,
    criteria: Vec<CriterionLine>,
    opinions: Vec<Choice>,
    said: Vec<SaidLine>,
    form: Typed,
    errors: FormErrors,
}

struct CriterionLine {
    field: String,
    words: String,
    marks: Vec<Choice>,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<JudgeProjects>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let judged = find(&app, &by, id).await?;
    page(&app, &by, &judged, Typed::default(), FormErrors::default()).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<JudgeProjects>,
    Path(id): Path<i32>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    if let Some(answer) = app.answered(&by, typed.write_id()).await? {
        let write_id = typed.write_id().to_owned();
        return Err(Error::AlreadyDone { write_id, answer });
    }
    let judged = find(&app, &by, id).await?;
    if judged.open.is_err() {
        return page(&app, &by, &judged, typed, FormErrors::default()).await;
    }
    let (judgement, reason) = match read(&typed, &judged) {
        Ok(read) => read,
        Err(errors) => return page(&app, &by, &judged, typed, errors).await,
    };
    let write = app.write_once(&by, typed.write_id()).await?;
    let about = (judged.own.juror.id, judged.filed.project.id);
    actions::judge(&app, &write, &by, about, judgement, reason).await?;
    Ok(write
        .answer(format!("/juries/{id}?done=jury-judged"))
        .await?
        .into_response())
}

fn mark_field(criterion: i32) -> String {
    format!("mark-{criterion}")
}

fn read(typed: &Typed, judged: &Judged) -> Result<(Judgement, String), FormErrors> {
    let mut errors = FormErrors::default();
    let judgement = match judged.own.juror.jury {
        Jury::Technical => {
            let mut marks = Vec::new();
            for criterion in &judged.call.criteria {
                let field = mark_field(criterion.id.0);
                match typed.of(&field).parse() {
                    Ok(mark) if (0..=TOP).contains(&mark) => marks.push((criterion.id, mark)),
                    Ok(_) | Err(_) => errors.add(field, "jury-mark-missing"),
                }
            }
            Some(Judgement::Marks(marks))
        }
        Jury::Elected => {
            let opinion = Opinion::try_from_value(&typed.of("opinion").to_owned()).ok();
            if opinion.is_none() {
                errors.add("opinion", "jury-opinion-missing");
            }
            opinion.map(Judgement::Opinion)
        }
    };
    let reason = typed.of("reason");
    if reason.is_empty() || reason.chars().count() > 3_000 {
        errors.add("reason", "jury-reason-missing");
    }
    match judgement {
        Some(judgement) if errors.is_empty() => Ok((judgement, reason.to_owned())),
        Some(_) | None => Err(errors),
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PlainForm {
    write_id: String,
}

pub async fn declare(
    State(app): State<App>,
    by: Allowed<JudgeProjects>,
    Path(id): Path<i32>,
    Form(form): Form<PlainForm>,
) -> Result<Response, Error> {
    if let Some(answer) = app.answered(&by, &form.write_id).await? {
        let write_id = form.write_id;
        return Err(Error::AlreadyDone { write_id, answer });
    }
    let judged = find(&app, &by, id).await?;
    if !may_decline(judged.open) {
        return Err(Error::Changed);
    }
    let write = app.write_once(&by, &form.write_id).await?;
    let (juror, project) = (judged.own.juror.id, judged.filed.project.id);
    actions::declare_conflict(&app, &write, &by, juror, project).await?;
    Ok(write
        .answer(format!("/juries/{id}?done=jury-conflict"))
        .await?
        .into_response())
}

/// Before they speak, at any time.
fn may_decline(judged: Result<(), Barred>) -> bool {
    match judged {
        Ok(()) | Err(Barred::NotClosed) => true,
        Err(
            Barred::OwnOrganisation | Barred::Conflict | Barred::AlreadyGiven | Barred::Decided,
        ) => false,
    }
}

async fn page(
    app: &App,
    by: &Allowed<JudgeProjects>,
    judged: &Judged,
    form: Typed,
    errors: FormErrors,
) -> Result<Response, Error> {
    let tried = !form.write_id().is_empty();
    let status = match judged.open {
        Ok(()) if errors.is_empty() => StatusCode::OK,
        Ok(()) => StatusCode::UNPROCESSABLE_ENTITY,
        Err(_) if tried => StatusCode::CONFLICT,
        Err(_) => StatusCode::OK,
    };
    let shell = by.shell();
    let own = judged.own.juror.jury;
    let sees = |said: &&Said| reads(own, said.jury, judged.open);
    let marks: Vec<Choice> = (0..=TOP)
        .map(|mark| Choice::new(mark.to_string(), mark.to_string()))
        .collect();
    let page = JudgePage {
        id: judged.filed.project.id.0,
        call: judged.call.call.title.clone(),
        file: sheet::view(app, &shell, &judged.call, &judged.filed).await?,
        papers_at: format!("/juries/{}", judged.filed.project.id.0),
        barred: judged.open.err().map(Barred::key),
        may_decline: may_decline(judged.open),
        technical: own == Jury::Technical,
        criteria: judged
            .call
            .criteria
            .iter()
            .map(|criterion| CriterionLine {
                field: mark_field(criterion.id.0),
                words: criterion.name.clone(),
                marks: marks.clone(),
            })
            .collect(),
        opinions: Opinion::iter()
            .map(|opinion| {
                let (_, _, key) = opinion_look(opinion);
                Choice::new(opinion.to_value(), shell.say(key))
            })
            .collect(),
        said: judged
            .said
            .iter()
            .filter(sees)
            .map(|said| sheet::said_line(&judged.call, said))
            .collect(),
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
