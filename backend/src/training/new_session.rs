//! `GET|POST /training/sessions/new`: a trainer plans a session or an individual appointment, or records
//! one that was held on paper.
use super::{
    places::{self, NewSession, RECORDED_LATE},
    queries, say,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::PlanSessions},
    languages::{language, languages},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use entities::{
    pathway::{self, PathwayId},
    site::{self, SiteId},
    training_module::{self, ModuleId},
    training_session::SessionForm,
};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder};

#[derive(Template)]
#[template(path = "training/new_session.html")]
struct NewSessionPage {
    shell: Shell,
    pathways: Vec<Choice>,
    modules: Vec<Choice>,
    sites: Vec<Choice>,
    forms_of: Vec<Choice>,
    languages: Vec<Choice>,
    accesses: Vec<Choice>,
    form: SessionFields,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SessionFields {
    write_id: String,
    pathway: String,
    modules: Vec<String>,
    site: String,
    form: String,
    date: String,
    time: String,
    held: String,
    minutes: String,
    capacity: String,
    language: String,
    access: String,
}

pub async fn show(State(app): State<App>, by: Allowed<PlanSessions>) -> Result<Response, Error> {
    let form = SessionFields {
        site: by
            .site_id
            .map(|site| site.0.to_string())
            .unwrap_or_default(),
        form: "group".to_owned(),
        ..SessionFields::default()
    };
    render(&app, &by, form, FormErrors::default(), StatusCode::OK).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<PlanSessions>,
    Form(form): Form<SessionFields>,
) -> Result<Response, Error> {
    let modules = training_module::Entity::find().all(&app.db).await?;
    let sites = training_places(&app).await?;
    let new = match read(&form, &by, &modules, &sites, app.clock.now()) {
        Ok(new) => new,
        Err(errors) => {
            return render(&app, &by, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let session = places::plan_session(&*write, new).await?;
    let done = if form.held == "yes" {
        "?done=session-recorded"
    } else {
        "?done=session-planned"
    };
    let to = format!("/training/sessions/{}{done}", session.id.0);
    Ok(write.answer(to).await?.into_response())
}

/// What was typed, as a session, or everything that is wrong with it.
fn read(
    fields: &SessionFields,
    by: &Allowed<PlanSessions>,
    modules: &[training_module::Model],
    sites: &[site::Model],
    now: DateTime<Utc>,
) -> Result<NewSession, FormErrors> {
    let mut errors = FormErrors::default();
    let pathway = fields.pathway.parse().ok().map(PathwayId);
    let pathway = pathway.filter(|id| modules.iter().any(|module| module.pathway_id == *id));
    if pathway.is_none() {
        errors.add("pathway", "session-choose-pathway");
    }
    let chosen: Vec<ModuleId> = modules
        .iter()
        .filter(|module| fields.modules.contains(&module.id.0.to_string()))
        .filter(|module| Some(module.pathway_id) == pathway)
        .map(|module| module.id)
        .collect();
    if chosen.is_empty() || chosen.len() != fields.modules.len() {
        errors.add("modules", "session-choose-modules");
    }
    let site = fields.site.parse().ok().map(SiteId);
    let site = site.filter(|id| sites.iter().any(|site| site.id == *id));
    if site.is_none() {
        errors.add("site", "session-choose-site");
    }
    let session_form = match fields.form.as_str() {
        "group" => Some(SessionForm::Group),
        "individual" => Some(SessionForm::Individual),
        _ => None,
    };
    if session_form.is_none() {
        errors.add("form", "session-choose-form");
    }
    let date: Option<NaiveDate> = fields.date.trim().parse().ok();
    if date.is_none() {
        errors.add("date", "session-date-unreadable");
    }
    let time = NaiveTime::parse_from_str(fields.time.trim(), "%H:%M").ok();
    if time.is_none() {
        errors.add("time", "session-time-unreadable");
    }
    // An hour that the change to summer time skips does not exist.
    let starts_at = date
        .zip(time)
        .and_then(|(date, time)| Paris.from_local_datetime(&date.and_time(time)).earliest())
        .map(|moment| moment.with_timezone(&Utc));
    match starts_at {
        // A year mistyped is not a session held: that it is past has to be said.
        Some(starts_at) if starts_at <= now && fields.held != "yes" => {
            errors.add("date", "session-date-past");
        }
        Some(starts_at) if starts_at > now && fields.held == "yes" => {
            errors.add("date", "session-date-to-come");
        }
        Some(starts_at) if starts_at + RECORDED_LATE < now => {
            errors.add("date", "session-date-too-old");
        }
        None if date.is_some() && time.is_some() => errors.add("time", "session-time-unreadable"),
        _ => {}
    }
    let minutes = whole(&fields.minutes, 15..=600);
    if minutes.is_none() {
        errors.add("minutes", "session-minutes-wrong");
    }
    let capacity = match session_form {
        Some(SessionForm::Individual) => Some(1),
        _ => whole(&fields.capacity, 1..=200),
    };
    if capacity.is_none() {
        errors.add("capacity", "session-capacity-wrong");
    }
    if !fields.language.is_empty() && language(&fields.language).is_none() {
        errors.add("language", "session-choose-language");
    }
    match (pathway, site, session_form, starts_at, minutes, capacity) {
        (Some(pathway), Some(site), Some(form), Some(starts_at), Some(minutes), Some(capacity))
            if errors.is_empty() =>
        {
            Ok(NewSession {
                pathway,
                site,
                trainer: by.membership_id,
                form,
                starts_at,
                minutes,
                capacity,
                modules: chosen,
                language: Some(fields.language.clone()).filter(|code| !code.is_empty()),
                step_free: step_free(&fields.access),
            })
        }
        _ => Err(errors),
    }
}

/// Whether one gets in without a step; none where nobody said.
fn step_free(access: &str) -> Option<bool> {
    match access {
        "step_free" => Some(true),
        "steps" => Some(false),
        _ => None,
    }
}

fn whole(text: &str, range: std::ops::RangeInclusive<i32>) -> Option<i32> {
    text.trim()
        .parse()
        .ok()
        .filter(|number| range.contains(number))
}

async fn training_places(app: &App) -> Result<Vec<site::Model>, Error> {
    Ok(site::Entity::find()
        .filter(site::COLUMN.is_training.eq(true))
        .filter(site::COLUMN.closed_at.is_null())
        .order_by_asc(site::COLUMN.name)
        .all(&app.db)
        .await?)
}

async fn render(
    app: &App,
    by: &Allowed<PlanSessions>,
    form: SessionFields,
    errors: FormErrors,
    status: StatusCode,
) -> Result<Response, Error> {
    let shell = by.shell();
    let pathways = pathway::Entity::find().all(&app.db).await?;
    let mut modules = Vec::new();
    for pathway in &pathways {
        for module in queries::modules(&app.db, pathway.id).await? {
            let name = shell.lang.choose(&module.name_fr, &module.name_en);
            let of = shell.lang.choose(&pathway.name_fr, &pathway.name_en);
            let hint = format!("{of} · {}", say::duration(module.minutes));
            modules.push(Choice::new(module.id.0.to_string(), name).hint(hint));
        }
    }
    let page = NewSessionPage {
        pathways: pathways
            .iter()
            .map(|p| {
                Choice::new(
                    p.id.0.to_string(),
                    shell.lang.choose(&p.name_fr, &p.name_en),
                )
            })
            .collect(),
        modules,
        sites: training_places(app)
            .await?
            .into_iter()
            .map(|site| {
                Choice::new(
                    site.id.0.to_string(),
                    format!("{}, {}", site.name, site.city),
                )
            })
            .collect(),
        forms_of: vec![
            Choice::new("group", shell.say("session-form-group")),
            Choice::new("individual", shell.say("session-form-individual"))
                .hint(shell.say("session-form-individual-hint")),
        ],
        languages: languages()
            .iter()
            .map(|one| Choice::new(&one.code, one.name(shell.lang)))
            .collect(),
        accesses: vec![
            Choice::new("step_free", shell.say("session-step-free")),
            Choice::new("steps", shell.say("session-steps")),
        ],
        shell,
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}
