//! `GET|POST /projects/{call}`: the file of one's association for a call: a draft to save as often as one likes, sent
//! once. `POST /projects/{call}/removal` and `…/papers/{paper}/removal` take a draft, or a paper of it, away.
use super::{
    actions::{self, Attached, contact, version},
    filed::{self, Filed},
    form::{self, Typed, devices_field},
    letters,
    own::own_organisation,
    queries::Call,
    rules::{Phase, phase},
    say::{devices, outcome_look},
    sheet::{self, FileView},
    show::{self, paragraphs},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::AnswerCalls},
    devices::standing::kind_key,
    evidence::{
        self,
        sniff::{self, Admitted, Wanted},
    },
    keys::sha256_hex,
    requests,
    web::{self, Choice, Error, FormErrors, Shell, Upload},
};
use anyhow::Context;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{project_paper::ProjectPaperId, site::SiteId};

/// A paper is a PDF, or its photo.
const PAPER: Wanted = Wanted::SignedPaper;
/// Papers of one file.
const MOST_PAPERS: usize = 12;

#[derive(Template)]
#[template(path = "calls/file.html")]
struct FilePage {
    shell: Shell,
    call: i32,
    title: String,
    text: Vec<String>,
    closes: String,
    papers_wanted: Vec<String>,
    open: bool,
    begun: bool,
    sent: bool,
    /// The file as it was sent.
    file: Option<FileView>,
    outcome: Option<(&'static str, &'static str, &'static str)>,
    granted: String,
    /// The papers of the draft.
    papers: Vec<(i32, String)>,
    kinds: Vec<KindLine>,
    sites: Vec<Choice>,
    /// Where the papers of what was sent are.
    papers_at: String,
    /// Which state of the draft this is.
    seen: String,
    form: Typed,
    errors: FormErrors,
}

struct KindLine {
    field: String,
    words: String,
    most: i32,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<AnswerCalls>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (call, filed) = find(&app, &by, id).await?;
    let form = match &filed {
        Some(filed) if filed.project.sent_at.is_none() => typed_of(&app, filed)?,
        Some(_) | None => Typed::default(),
    };
    page(&app, &by, &call, filed, form, FormErrors::default()).await
}

/// The call, and what one's association filed for it. A call that it may not answer, or not yet, and did not, is none.
async fn find(
    app: &App,
    by: &Allowed<AnswerCalls>,
    id: i32,
) -> Result<(Call, Option<Filed>), Error> {
    let call = show::find(app, id).await?;
    let filed = filed::of_organisation(&app.db, call.call.id, by.organisation_id).await?;
    let organisation = own_organisation(app, by).await?;
    let may = call.may_be_answered_by(&organisation)?;
    let nothing = match here(app, &call) {
        Phase::ToCome => true,
        Phase::Open | Phase::Closed => !may,
    };
    if filed.is_none() && nothing {
        return Err(Error::NotFound);
    }
    Ok((call, filed))
}

fn here(app: &App, call: &Call) -> Phase {
    phase(call.call.opens_at, call.call.closes_at, app.clock.now())
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<AnswerCalls>,
    Path(id): Path<i32>,
    upload: Upload,
) -> Result<Response, Error> {
    let typed: Typed = upload.form()?;
    if let Some(answer) = app.answered(&by, typed.write_id()).await? {
        let write_id = typed.write_id().to_owned();
        return Err(Error::AlreadyDone { write_id, answer });
    }
    let (call, filed) = find(&app, &by, id).await?;
    let sends = typed.of("act") == "send";
    let sent = filed
        .as_ref()
        .is_some_and(|filed| filed.project.sent_at.is_some());
    if sent || here(&app, &call) != Phase::Open {
        let mut errors = FormErrors::default();
        errors.add(
            "title",
            if sent {
                "project-is-sent"
            } else {
                "project-too-late"
            },
        );
        return page(&app, &by, &call, filed, typed, errors).await;
    }
    let already = filed.as_ref().map_or(0, |filed| filed.papers.len());
    let sites = requests::queries::pickup_sites(&app.db).await?;
    let known: Vec<SiteId> = sites.iter().map(|site| site.id).collect();
    let draft = form::draft(&typed, &call.most(), &known, sends);
    let paper = paper(&typed, &upload, already).await?;
    let (draft, paper) = match (draft, paper) {
        (Ok(draft), Ok(paper)) => (draft, paper),
        (draft, paper) => {
            let mut errors = draft.err().unwrap_or_default();
            errors.append(paper.err().unwrap_or_default());
            return page(&app, &by, &call, filed, typed, errors).await;
        }
    };
    let mut papers = Vec::new();
    if let Some((name, paper)) = paper {
        papers.push(Attached {
            name,
            sha256: sha256_hex(&paper.bytes),
            file: evidence::keep(&app, &paper.bytes).await?,
            media_type: paper.media_type.as_str(),
            bytes: i64::try_from(paper.bytes.len()).context("a paper is far smaller")?,
        });
    }
    let write = app.write_once(&by, typed.write_id()).await?;
    let seen = typed.of("seen");
    let project = actions::save(&app, &write, &by, call.call.id, (draft, papers), seen).await?;
    let answer = if sends {
        actions::send(&app, &write, &by, &call, project).await?;
        let filed = filed::of_organisation(&*write, call.call.id, by.organisation_id)
            .await?
            .ok_or(Error::NotFound)?;
        letters::sent(&app, &*write, &call, &filed.project, app.clock.now()).await?;
        format!("/projects/{id}?done=project-sent")
    } else {
        format!("/projects/{id}?done=project-saved")
    };
    Ok(write.answer(answer).await?.into_response())
}

/// The paper that came with the form, by the name it is given; what is wrong with it.
async fn paper(
    typed: &Typed,
    upload: &Upload,
    already: usize,
) -> Result<Result<Option<(String, Admitted)>, FormErrors>, Error> {
    let mut errors = FormErrors::default();
    let Some(file) = upload.file("paper") else {
        return Ok(Ok(None));
    };
    let name = typed.of("paper_name");
    if name.is_empty() || name.chars().count() > 120 {
        errors.add("paper_name", "project-paper-name-missing");
    }
    if already >= MOST_PAPERS {
        let most = i64::try_from(MOST_PAPERS).unwrap_or(i64::MAX);
        errors.add_with("paper", "project-papers-too-many", "most", most);
        return Ok(Err(errors));
    }
    match sniff::admitted(PAPER, file.bytes.clone()).await? {
        Ok(admitted) if errors.is_empty() => Ok(Ok(Some((name.to_owned(), admitted)))),
        Ok(_) => Ok(Err(errors)),
        Err(fault) => {
            let most = i64::try_from(PAPER.most_bytes() / (1024 * 1024)).unwrap_or(i64::MAX);
            errors.add_with("paper", fault.key(), "most", most);
            Ok(Err(errors))
        }
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PlainForm {
    write_id: String,
}

/// A draft of one's own association, in the transaction that changes it.
async fn own_draft(
    txn: &impl sea_orm::ConnectionTrait,
    by: &Allowed<AnswerCalls>,
    call: &Call,
) -> Result<Filed, Error> {
    let filed = filed::of_organisation(txn, call.call.id, by.organisation_id)
        .await?
        .ok_or(Error::NotFound)?;
    if filed.project.sent_at.is_some() {
        return Err(Error::Changed);
    }
    Ok(filed)
}

pub async fn remove(
    State(app): State<App>,
    by: Allowed<AnswerCalls>,
    Path(id): Path<i32>,
    Form(form): Form<PlainForm>,
) -> Result<Response, Error> {
    let call = show::find(&app, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let draft = own_draft(&*write, &by, &call).await?;
    let files = actions::remove_draft(&write, &by, &draft).await?;
    let answer = write.answer("/projects?done=project-removed").await?;
    for file in files {
        evidence::remove(&app, &file).await;
    }
    Ok(answer.into_response())
}

pub async fn remove_paper(
    State(app): State<App>,
    by: Allowed<AnswerCalls>,
    Path((id, paper)): Path<(i32, i32)>,
    Form(form): Form<PlainForm>,
) -> Result<Response, Error> {
    let call = show::find(&app, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let filed = own_draft(&*write, &by, &call).await?;
    let paper = filed
        .papers
        .iter()
        .find(|one| one.id == ProjectPaperId(paper))
        .ok_or(Error::NotFound)?;
    let file = actions::remove_paper(&write, &by, paper).await?;
    let answer = write
        .answer(format!("/projects/{id}?done=project-paper-removed"))
        .await?;
    evidence::remove(&app, &file).await;
    Ok(answer.into_response())
}

/// The form as the draft stands.
fn typed_of(app: &App, filed: &Filed) -> Result<Typed, Error> {
    let project = &filed.project;
    let contact = contact(app, project)?;
    let number = |number: Option<i32>| number.map_or_else(String::new, |it| it.to_string());
    let mut form = Typed::default()
        .with("title", &project.title)
        .with("purpose", &project.purpose)
        .with("people", number(project.people))
        .with("place", &project.place)
        .with("pickup", number(project.pickup_site_id.map(|site| site.0)))
        .with("signatory", contact.signatory)
        .with("phone", contact.phone);
    for (kind, wanted) in &filed.wanted {
        form = form.with(devices_field(*kind), wanted.to_string());
    }
    Ok(form)
}

async fn page(
    app: &App,
    by: &Allowed<AnswerCalls>,
    call: &Call,
    filed: Option<Filed>,
    form: Typed,
    errors: FormErrors,
) -> Result<Response, Error> {
    let shell = by.shell();
    let open = here(app, call) == Phase::Open;
    let sent = filed
        .as_ref()
        .filter(|filed| filed.project.sent_at.is_some());
    let status = if errors.is_empty() {
        StatusCode::OK
    } else if open && sent.is_none() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::CONFLICT
    };
    let file = match sent {
        Some(filed) => Some(sheet::view(app, &shell, call, filed).await?),
        None => None,
    };
    let draft = filed
        .as_ref()
        .filter(|filed| filed.project.sent_at.is_none());
    let sites = requests::queries::pickup_sites(&app.db).await?;
    let page = FilePage {
        call: call.call.id.0,
        title: call.call.title.clone(),
        text: paragraphs(&call.call.words),
        closes: shell.date_time(call.call.closes_at),
        papers_wanted: paragraphs(&call.call.papers),
        open,
        begun: filed.is_some(),
        sent: sent.is_some(),
        outcome: sent
            .and_then(|filed| filed.decision.as_ref())
            .map(|decision| outcome_look(decision.outcome)),
        granted: sent.map_or_else(String::new, |filed| devices(shell.words, &filed.granted)),
        file,
        papers: draft.map_or_else(Vec::new, |filed| {
            let name = |paper: &entities::project_paper::Model| (paper.id.0, paper.name.clone());
            filed.papers.iter().map(name).collect()
        }),
        kinds: call
            .kinds
            .iter()
            .map(|line| KindLine {
                field: devices_field(line.kind),
                words: shell.say(kind_key(line.kind)),
                most: line.most,
            })
            .collect(),
        sites: sites
            .iter()
            .map(|site| {
                Choice::new(
                    site.id.0.to_string(),
                    format!("{}, {}", site.name, site.city),
                )
            })
            .collect(),
        papers_at: format!("/projects/{}", call.call.id.0),
        seen: draft.map_or_else(String::new, |filed| version(&filed.project)),
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
