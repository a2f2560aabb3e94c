//! `GET|POST /calls/new` and `GET|POST /calls/{id}/terms`: what a call says, to be changed until somebody answers it.
use super::{
    actions,
    form::{self, CRITERIA, Typed},
    list::whole_departement,
    queries::{self, Call},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageCalls},
    devices::standing::kind_key,
    programmes::rules::{DEVICE_KINDS, Lists},
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use anyhow::Context;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono_tz::Europe::Paris;
use entities::{
    programme,
    project_call::{self, ProjectCallId},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

#[derive(Template)]
#[template(path = "calls/terms.html")]
struct TermsPage {
    shell: Shell,
    /// Where the form goes.
    action: String,
    new: bool,
    form: Typed,
    errors: FormErrors,
    publics: Vec<Choice>,
    kinds: Vec<KindLine>,
    criteria: Vec<CriterionLine>,
}

/// The two fields of a kind of device.
struct KindLine {
    words: String,
    budget: String,
    most: String,
}

/// The two fields of a criterion.
struct CriterionLine {
    number: usize,
    name: String,
    weight: String,
}

pub async fn show_new(State(app): State<App>, by: Allowed<ManageCalls>) -> Result<Response, Error> {
    whole_departement(&by)?;
    let words = by.words();
    let form = Typed::default()
        .with("opens_hour", "08:00")
        .with("closes_hour", "17:00")
        .with("criterion-1", words.say("call-criterion-usual-1"))
        .with("weight-1", "3")
        .with("criterion-2", words.say("call-criterion-usual-2"))
        .with("weight-2", "2")
        .with("criterion-3", words.say("call-criterion-usual-3"))
        .with("weight-3", "2");
    render(&app, &by, None, form, FormErrors::default()).await
}

pub async fn submit_new(
    State(app): State<App>,
    by: Allowed<ManageCalls>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let programmes = programmes(&app.db).await?;
    let terms = match form::terms(&typed, &programmes, app.clock.now()) {
        Ok(terms) => terms,
        Err(errors) => return render(&app, &by, None, typed, errors).await,
    };
    let write = app.write_once(&by, typed.write_id()).await?;
    let id = actions::open(&app, &write, &by, terms).await?;
    Ok(write
        .answer(format!("/calls/{}?done=call-opened", id.0))
        .await?
        .into_response())
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageCalls>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let call = changeable(&app, id).await?;
    let form = typed_of(&call);
    render(&app, &by, Some(call.call.id), form, FormErrors::default()).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageCalls>,
    Path(id): Path<i32>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let call = queries::call(&app.db, ProjectCallId(id))
        .await?
        .ok_or(Error::NotFound)?;
    let id = call.call.id;
    let programmes = programmes(&app.db).await?;
    let terms = match form::terms(&typed, &programmes, app.clock.now()) {
        Ok(terms) => terms,
        Err(errors) => return render(&app, &by, Some(id), typed, errors).await,
    };
    let write = app.write_once(&by, typed.write_id()).await?;
    actions::change(&write, &by, id, terms).await?;
    Ok(write
        .answer(format!("/calls/{}?done=call-changed", id.0))
        .await?
        .into_response())
}

/// A call that nobody answers yet.
async fn changeable(app: &App, id: i32) -> Result<Call, Error> {
    let id = ProjectCallId(id);
    let call = queries::call(&app.db, id).await?.ok_or(Error::NotFound)?;
    if queries::answered(&app.db, id).await? {
        return Err(Error::Changed);
    }
    Ok(call)
}

/// The programmes a call may be under: those that are open and hand devices over.
async fn programmes(db: &impl ConnectionTrait) -> Result<Vec<programme::Model>, DbErr> {
    programme::Entity::find()
        .filter(programme::COLUMN.closed_at.is_null())
        .order_by_asc(programme::Column::Id)
        .all(db)
        .await
}

/// The form as the call stands.
fn typed_of(call: &Call) -> Typed {
    let project_call::Model {
        programme_id,
        public_rule,
        title,
        words,
        papers,
        opens_at,
        closes_at,
        ..
    } = &call.call;
    let (opens, closes) = (
        opens_at.with_timezone(&Paris),
        closes_at.with_timezone(&Paris),
    );
    let mut form = Typed::default()
        .with("title", title)
        .with("words", words)
        .with("papers", papers)
        .with("public", format!("{}-{public_rule}", programme_id.0))
        .with("opens_day", opens.date_naive().to_string())
        .with("opens_hour", opens.format("%H:%M").to_string())
        .with("closes_day", closes.date_naive().to_string())
        .with("closes_hour", closes.format("%H:%M").to_string());
    for line in &call.kinds {
        form = form
            .with(form::budget_field(line.kind), line.budget.to_string())
            .with(form::most_field(line.kind), line.most.to_string());
    }
    for (number, criterion) in (1..).zip(&call.criteria) {
        form = form
            .with(format!("criterion-{number}"), &criterion.name)
            .with(format!("weight-{number}"), criterion.weight.to_string());
    }
    form
}

/// Each public of each programme: what a winner will be said to be.
fn publics(words: Words, programmes: &[programme::Model]) -> Result<Vec<Choice>, Error> {
    let mut choices = Vec::new();
    for programme in programmes {
        let lists = Lists::of(programme).context("a programme was read before it was saved")?;
        if lists.device_kinds.is_empty() {
            continue;
        }
        let name = words.lang.choose(&programme.name_fr, &programme.name_en);
        for (number, rule) in (1..).zip(&lists.public_rules) {
            let said = format!("{name} – {}", rule.said(words.lang));
            choices.push(Choice::new(format!("{}-{number}", programme.id.0), said));
        }
    }
    Ok(choices)
}

async fn render(
    app: &App,
    by: &Allowed<ManageCalls>,
    id: Option<ProjectCallId>,
    form: Typed,
    errors: FormErrors,
) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shell = by.shell();
    let programmes = programmes(&app.db).await?;
    let page = TermsPage {
        action: id.map_or_else(
            || "/calls/new".to_owned(),
            |id| format!("/calls/{}/terms", id.0),
        ),
        new: id.is_none(),
        publics: publics(shell.words, &programmes)?,
        kinds: DEVICE_KINDS
            .into_iter()
            .map(|kind| KindLine {
                words: shell.say(kind_key(kind)),
                budget: form::budget_field(kind),
                most: form::most_field(kind),
            })
            .collect(),
        criteria: (1..=CRITERIA)
            .map(|number| CriterionLine {
                number,
                name: format!("criterion-{number}"),
                weight: format!("weight-{number}"),
            })
            .collect(),
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
