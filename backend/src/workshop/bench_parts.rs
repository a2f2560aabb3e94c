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
        rules::{Refusal, made_for_another, may_open},
        say,
    },
    web::{self, Choice, Error, FormErrors, Shell, Words},
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
    /// What lies on the shelf of this site and may be fitted, what came out of the same model first.
    on_shelf: Vec<OnShelf>,
    /// What is known of the part in the form: it came out of another model.
    another: Option<Another>,
    form: PartsForm,
    errors: FormErrors,
    refused: Option<&'static str>,
}

struct OnShelf {
    code: String,
    name: String,
    another: Option<Another>,
}

/// A part that came out of another model than this device's.
struct Another {
    code: String,
    /// Why one looks twice, as a word key.
    why: &'static str,
    /// Maker and model of what it came out of.
    model: String,
}

impl Another {
    /// Nothing, for a part out of the same model, and for one of which nobody knows where it comes from.
    fn of(
        part: &part::Model,
        donor: Option<&device::Model>,
        device: &device::Model,
    ) -> Option<Self> {
        let donor = donor?;
        let why = made_for_another(part.kind, &donor.model_key, &device.model_key)?;
        Some(Self {
            code: part.code.clone(),
            why,
            model: format!("{} {}", donor.manufacturer, donor.model),
        })
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PartsForm {
    write_id: String,
    what: String,
    out: String,
    part: String,
    /// `yes`: the part of this code goes in all the same, though of another model.
    sure: String,
    seen: String,
}

impl PartsForm {
    fn is_sure_of(&self, another: &Another) -> bool {
        self.sure == "yes" && self.seen == another.code
    }
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
    let another = match &part {
        Some(part) => of_another_model(&app, part, &work.device).await?,
        None => None,
    };
    let unsure = another
        .as_ref()
        .is_some_and(|another| !form.is_sure_of(another));
    match form.what.as_str() {
        "out" if out.is_none() => errors.add("out", "bench-part-choose"),
        "in" if part.is_none() => errors.add("part", "bench-part-unknown"),
        "in" if unsure => errors.add("sure", "bench-part-unsure"),
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
            fit(&app, &write, &by, &code, (&part, another.is_some())).await,
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
    (part, other_model): (&part::Model, bool),
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
    let event = Event::of(EventKind::DevicePartFitted).with("other_model", other_model);
    tell(app, write, by, &work.device, &fitted, event).await
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
    let event = Event::of(EventKind::DevicePartTakenOut);
    tell(app, write, by, &work.device, &part, event).await
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
    event: Event,
) -> Result<(), Failure> {
    let event = event
        .with("part", part.id.0)
        .with("part_kind", part.kind.to_value())
        .with("part_code", part.code.clone())
        .with("stay", device.stay);
    journal::record(&**write, by.at(app.clock.now()), device, event).await?;
    Ok(())
}

/// What is to be known of a part before it goes into this device.
async fn of_another_model(
    app: &App,
    part: &part::Model,
    device: &device::Model,
) -> Result<Option<Another>, Error> {
    let donors = queries::donors(&app.db, std::slice::from_ref(part)).await?;
    let donor = part.from_device_id.and_then(|donor| donors.get(&donor));
    Ok(Another::of(part, donor, device))
}

/// What lies on the shelf of the device's site and may be fitted.
async fn shelf(
    app: &App,
    by: &Allowed<WorkAtBench>,
    words: Words,
    device: &device::Model,
) -> Result<Vec<OnShelf>, Error> {
    let which = queries::Which {
        state: PartState::OnShelf,
        kind: None,
        site: device.site_id,
    };
    let mut parts = queries::parts(&app.db, by.organisation_id, which).await?;
    parts.retain(|part| part.data != PartData::Unerased);
    let donors = queries::donors(&app.db, &parts).await?;
    let line = |part: &part::Model| {
        let donor = part.from_device_id.and_then(|donor| donors.get(&donor));
        OnShelf {
            code: part.code.clone(),
            name: say::name(words, part),
            another: Another::of(part, donor, device),
        }
    };
    let mut shelf: Vec<OnShelf> = parts.iter().map(line).collect();
    shelf.sort_by_key(|line| line.another.is_some());
    Ok(shelf)
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
    let typed = queries::part(&app.db, by.organisation_id, form.part.trim()).await?;
    let another = match typed {
        Some(part) => of_another_model(app, &part, &work.device).await?,
        None => None,
    };
    let page = PartsPage {
        code: work.code().to_owned(),
        may_open: may_open(work.device.stage, habilitated).is_ok(),
        lacking: lacking::of(app, by, &shell, [act]).await?,
        out: taking_out::choices(&app.db, shell.words, &work).await?,
        on_shelf: shelf(app, by, shell.words, &work.device).await?,
        another,
        work,
        form,
        errors,
        refused,
        shell,
    };
    Ok(web::page(status, &page)?)
}
