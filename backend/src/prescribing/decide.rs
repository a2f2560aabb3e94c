//! `GET|POST /organisations/{id}/prescribing`: coordination decides who sends requests, and how many at once.
use super::{
    actions::{self, NotDone},
    queries::{self, Standing},
    rules::{Act, REASONS, next, reason_key, reason_value, state_key, state_look},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::DecidePrescribing},
    journal::{self, Subject},
    people::organisations::queries as organisations,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::prescribing::{PrescribingReason, PrescribingState};

#[derive(Template)]
#[template(path = "prescribing/decide.html")]
struct DecidePage {
    shell: Shell,
    id: i32,
    organisation: String,
    state_key: &'static str,
    tone: &'static str,
    icon: &'static str,
    reason: Option<&'static str>,
    since: Option<String>,
    open: u64,
    form: DecideForm,
    errors: FormErrors,
    reasons: Vec<Choice>,
    state: Option<PrescribingState>,
    refused: bool,
    moments: Vec<(&'static str, String, String)>,
}

impl DecidePage {
    /// Whether the act of this name may happen now.
    fn may(&self, act: &str) -> bool {
        Act::from_value(act).is_some_and(|act| next(self.state, act).is_some())
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct DecideForm {
    write_id: String,
    /// What is decided, or `limit`.
    act: String,
    reason: String,
    open_limit: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<DecidePrescribing>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let standing = find(&app, &by, id).await?;
    let form = DecideForm {
        open_limit: standing
            .open_limit()
            .map_or(String::new(), |limit| limit.to_string()),
        ..DecideForm::default()
    };
    page(&app, &by, standing, form, FormErrors::default(), false).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<DecidePrescribing>,
    Path(id): Path<i32>,
    Form(form): Form<DecideForm>,
) -> Result<Response, Error> {
    let standing = find(&app, &by, id).await?;
    let organisation = standing.organisation.id;
    let mut errors = FormErrors::default();
    let wanted = if form.act == "limit" {
        form.read_limit(&mut errors)
    } else {
        form.read_act(&mut errors)
    };
    let Some(wanted) = wanted.filter(|_| errors.is_empty()) else {
        return page(&app, &by, standing, form, errors, false).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let done = match wanted {
        Wanted::Limit(limit) => actions::limit(&app, &write, &by, organisation, limit).await,
        Wanted::Act(act, reason) => {
            actions::decide(&app, &write, &by, organisation, act, reason).await
        }
    };
    match done {
        Ok(()) => Ok(write
            .answer(format!(
                "/organisations/{id}/prescribing?done=prescribing-decided"
            ))
            .await?
            .into_response()),
        Err(NotDone::NotNow) => {
            drop(write);
            let standing = find(&app, &by, id).await?;
            page(&app, &by, standing, form, FormErrors::default(), true).await
        }
        Err(NotDone::Other(error)) => Err(error),
    }
}

/// What a form asks for, checked.
enum Wanted {
    Act(Act, Option<PrescribingReason>),
    Limit(Option<i32>),
}

impl DecideForm {
    fn read_act(&self, errors: &mut FormErrors) -> Option<Wanted> {
        let act = Act::from_value(&self.act)
            // Coordination does not ask itself.
            .filter(|act| *act != Act::Ask);
        let Some(act) = act else {
            errors.add("act", "prescribing-act-missing");
            return None;
        };
        let reason = REASONS
            .into_iter()
            .find(|reason| reason_value(*reason) == self.reason);
        if act.needs_reason() && reason.is_none() {
            errors.add("reason", "prescribing-reason-missing");
        }
        Some(Wanted::Act(act, reason))
    }

    /// No number takes the limit away.
    fn read_limit(&self, errors: &mut FormErrors) -> Option<Wanted> {
        let typed = self.open_limit.trim();
        if typed.is_empty() {
            return Some(Wanted::Limit(None));
        }
        let limit = typed
            .parse::<i32>()
            .ok()
            .filter(|limit| (1..=100_000).contains(limit));
        if limit.is_none() {
            errors.add("open_limit", "prescribing-limit-wrong");
        }
        limit.map(|limit| Wanted::Limit(Some(limit)))
    }
}

/// An organisation of the territory, with its right.
async fn find(app: &App, by: &Allowed<DecidePrescribing>, id: i32) -> Result<Standing, Error> {
    let organisation = organisations::find(&app.db, by, id).await?;
    queries::standing(&app.db, organisation.id)
        .await?
        .ok_or(Error::NotFound)
}

async fn page(
    app: &App,
    by: &Allowed<DecidePrescribing>,
    standing: Standing,
    form: DecideForm,
    errors: FormErrors,
    refused: bool,
) -> Result<Response, Error> {
    let status = if refused {
        StatusCode::CONFLICT
    } else if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let state = standing.state();
    let (tone, icon) = state_look(state);
    let shell = by.shell();
    let page = DecidePage {
        id: standing.organisation.id.0,
        state_key: state_key(state),
        tone,
        icon,
        reason: standing
            .row
            .as_ref()
            .and_then(|row| row.reason)
            .map(reason_key),
        since: standing.row.as_ref().map(|row| shell.date(row.since)),
        open: queries::open_requests(&app.db, standing.organisation.id).await?,
        form,
        errors,
        reasons: REASONS
            .into_iter()
            .map(|reason| Choice::new(reason_value(reason), shell.say(reason_key(reason))))
            .collect(),
        state,
        refused,
        moments: moments(app, &shell, &standing).await?,
        organisation: standing.organisation.name,
        shell,
    };
    Ok(web::page(status, &page)?)
}

/// What was decided so far: icon, when, what.
async fn moments(
    app: &App,
    shell: &Shell,
    standing: &Standing,
) -> Result<Vec<(&'static str, String, String)>, Error> {
    let Some(row) = &standing.row else {
        return Ok(Vec::new());
    };
    let events = journal::history(&app.db, Subject::Prescribing, row.id.0).await?;
    Ok(events
        .iter()
        .map(|event| {
            (
                "history",
                shell.date_time(event.at),
                journal::words::event_sentence(&shell.words, event),
            )
        })
        .collect())
}
