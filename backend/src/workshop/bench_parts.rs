//! `GET|POST /bench/{code}/parts`: a part out of a device at the bench, or one from the shelf into it.
use super::{
    device::{at_bench, done},
    lacking::{self, Lacking},
    queries::Work,
    taking_out::{self, Out},
};
use crate::{
    app::{App, Write},
    auth::{Allowed, permissions::WorkAtBench},
    habilitations,
    journal::{self, ChangeError, Event, EventKind},
    parts::{
        actions::{self as parts, PartError},
        queries,
        rules::{Refusal, may_open},
        say,
    },
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    device,
    habilitation::Act,
    part::{self, PartData, PartState},
};
use sea_orm::ActiveEnum;

#[derive(Template)]
#[template(path = "workshop/bench_parts.html")]
struct PartsPage {
    shell: Shell,
    code: String,
    work: Work,
    may_open: bool,
    lacking: Vec<Lacking>,
    /// What may come out: its drives, the parts fitted before, and its own others by kind.
    out: Vec<Choice>,
    /// Code and name of what lies on the shelf of this site and may be fitted.
    on_shelf: Vec<(String, String)>,
    form: PartsForm,
    errors: FormErrors,
    refused: Option<&'static str>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PartsForm {
    write_id: String,
    what: String,
    out: String,
    part: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    let none = (PartsForm::default(), FormErrors::default());
    page(&app, &by, work, none, None, StatusCode::OK).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
    Form(form): Form<PartsForm>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    let mut errors = FormErrors::default();
    let out = Out::parse(&form.out);
    let part = queries::part(&app.db, by.organisation_id, form.part.trim()).await?;
    match form.what.as_str() {
        "out" if out.is_none() => errors.add("out", "bench-part-choose"),
        "in" if part.is_none() => errors.add("part", "bench-part-unknown"),
        "out" | "in" => {}
        _ => return Err(Error::NotFound),
    }
    if !errors.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&app, &by, work, (form, errors), None, status).await;
    }
    let write = app.write_once(&by, &form.write_id).await?;
    let (outcome, key) = match (out, part) {
        (_, Some(part)) if form.what == "in" => (
            fit(&app, &write, &by, &code, &part).await,
            "done-bench-part-in",
        ),
        (Some(out), _) => (
            take_out(&app, &write, &by, &code, &out).await,
            "done-bench-part-out",
        ),
        (None, _) => return Err(Error::NotFound),
    };
    match outcome {
        Ok(()) => Ok(write.answer(done(work.code(), key)).await?.into_response()),
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let refused = Some(refusal.key());
            page(
                &app,
                &by,
                work,
                (form, errors),
                refused,
                StatusCode::CONFLICT,
            )
            .await
        }
        Err(Failure::Error(error)) => Err(error),
    }
}

enum Failure {
    Refused(Refusal),
    Error(Error),
}

impl From<PartError> for Failure {
    fn from(error: PartError) -> Self {
        match error {
            PartError::Refused(refusal) => Self::Refused(refusal),
            PartError::Change(error) => Self::Error(error.into()),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<ChangeError> for Failure {
    fn from(error: ChangeError) -> Self {
        Self::Error(error.into())
    }
}

impl From<sea_orm::DbErr> for Failure {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Error(error.into())
    }
}

async fn fit(
    app: &App,
    write: &Write,
    by: &Allowed<WorkAtBench>,
    code: &str,
    part: &part::Model,
) -> Result<(), Failure> {
    let (work, habilitated) = opened(app, write, by, code).await?;
    let fitted = parts::fit(
        write,
        by.at(app.clock.now()),
        &work.device,
        part,
        habilitated,
    )
    .await?;
    let kind = EventKind::DevicePartFitted;
    tell(app, write, by, &work.device, &fitted, kind).await
}

async fn take_out(
    app: &App,
    write: &Write,
    by: &Allowed<WorkAtBench>,
    code: &str,
    out: &Out,
) -> Result<(), Failure> {
    let (work, habilitated) = opened(app, write, by, code).await?;
    may_open(work.device.stage, habilitated)?;
    let (at, organisation) = (by.at(app.clock.now()), by.organisation_id);
    let part = taking_out::take_out(write, at, organisation, &work, out).await?;
    let kind = EventKind::DevicePartTakenOut;
    tell(app, write, by, &work.device, &part, kind).await
}

/// The device as it is in this write, and whether the person may open it.
async fn opened(
    app: &App,
    write: &Write,
    by: &Allowed<WorkAtBench>,
    code: &str,
) -> Result<(Work, bool), Failure> {
    let work = super::queries::device_at_bench(&**write, by, code).await?;
    let work = work.ok_or(Failure::Error(Error::NotFound))?;
    let today = app.clock.today();
    let act = Act::ElectricalRepair;
    let habilitated = habilitations::queries::holds(&**write, by.account.id, act, today).await?;
    Ok((work, habilitated))
}

/// The same in the device's own history.
async fn tell(
    app: &App,
    write: &Write,
    by: &Allowed<WorkAtBench>,
    device: &device::Model,
    part: &part::Model,
    kind: EventKind,
) -> Result<(), Failure> {
    let event = Event::of(kind)
        .with("part", part.id.0)
        .with("part_kind", part.kind.to_value())
        .with("part_code", part.code.clone())
        .with("stay", device.stay);
    let nothing = device::ActiveModel::default();
    journal::change(&**write, by.at(app.clock.now()), device, nothing, event).await?;
    Ok(())
}

async fn page(
    app: &App,
    by: &Allowed<WorkAtBench>,
    work: Work,
    (form, errors): (PartsForm, FormErrors),
    refused: Option<&'static str>,
    status: StatusCode,
) -> Result<Response, Error> {
    let shell = by.shell();
    let act = Act::ElectricalRepair;
    let today = app.clock.today();
    let habilitated = habilitations::queries::holds(&app.db, by.account.id, act, today).await?;
    let which = queries::Which {
        state: PartState::OnShelf,
        kind: None,
        site: work.device.site_id,
    };
    let on_shelf = queries::parts(&app.db, by.organisation_id, which).await?;
    let page = PartsPage {
        code: work.code().to_owned(),
        may_open: may_open(work.device.stage, habilitated).is_ok(),
        lacking: lacking::of(app, by, &shell, [act]).await?,
        out: taking_out::choices(&app.db, shell.words, &work).await?,
        on_shelf: on_shelf
            .into_iter()
            .filter(|part| part.data != PartData::Unerased)
            .map(|part| (part.code.clone(), say::name(shell.words, &part)))
            .collect(),
        work,
        form,
        errors,
        refused,
        shell,
    };
    Ok(web::page(status, &page)?)
}
