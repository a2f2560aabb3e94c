//! `GET /appointments`: who comes to the clerk's pick-up point today and on the next days, and whether the device may
//! leave. `POST /appointments/{id}/missed` says that nobody came.
use super::{
    handing::{device_words, obstacle_key},
    standing::{self, Standing},
};
use crate::{
    app::App,
    appointments::{
        actions::{self, Failure, Refusal},
        queries, say,
    },
    auth::{
        Allowed, Signed,
        permissions::{HandOver, KeepOpening},
    },
    recipients::{
        access,
        identity::{self, request_reference},
    },
    web::{self, Error, Shell, Words},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use entities::{
    access_log::AccessAct,
    appointment::{self, AppointmentState},
    recipient,
    request::{self, RequestId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "handovers/agenda.html")]
struct AgendaPage {
    shell: Shell,
    /// The person works at a pick-up point.
    at_a_site: bool,
    /// Where its hours are kept, for who keeps them.
    opening: Option<String>,
    days: Vec<DayOf>,
    refusal: Option<&'static str>,
}

/// A day with its appointments, in the order of time.
struct DayOf {
    /// Of the address of its heading.
    id: String,
    title: String,
    lines: Vec<Line>,
}

struct Line {
    id: i32,
    time: String,
    reference: String,
    /// First name and initial.
    name: String,
    device: String,
    code: String,
    tone: &'static str,
    icon: &'static str,
    state: &'static str,
    /// What stands in the way, each with what to do.
    missing: Vec<String>,
    /// It has begun, and nobody said yet whether anybody came.
    unsaid: bool,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct MissedForm {
    write_id: String,
}

pub async fn show(State(app): State<App>, by: Allowed<HandOver>) -> Result<Response, Error> {
    render(&app, &by, None).await
}

pub async fn missed(
    State(app): State<App>,
    by: Allowed<HandOver>,
    Path(id): Path<i32>,
    Form(form): Form<MissedForm>,
) -> Result<Response, Error> {
    let here = by.site_id.ok_or(Error::NotFound)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let appointment = queries::at_site(&*write, here, id).await?;
    match actions::miss(&app, &*write, &by, &appointment).await {
        Ok(()) => Ok(write
            .answer("/appointments?done=appointment-missed")
            .await?
            .into_response()),
        Err(Failure::Refused(refusal)) => {
            drop(write);
            render(&app, &by, Some(refusal)).await
        }
        Err(Failure::Error(error)) => Err(error),
    }
}

async fn render(app: &App, by: &Signed, refusal: Option<Refusal>) -> Result<Response, Error> {
    let days = match by.site_id {
        Some(here) => {
            let today = app.clock.today();
            let rows = queries::around(&app.db, here, today).await?;
            let requests = queries::requests(&app.db, &rows).await?;
            let all: Vec<&request::Model> = requests.values().collect();
            let standing = standing::of(&app.db, by, here, &all, app.clock.now()).await?;
            let names = names(app, by, &all).await?;
            days(app, by.words(), &rows, &standing, &names)
        }
        None => Vec::new(),
    };
    let page = AgendaPage {
        at_a_site: by.site_id.is_some(),
        opening: by
            .site_id
            .filter(|_| by.may(KeepOpening))
            .map(|site| format!("/sites/{}/opening", site.0)),
        days,
        refusal: refusal.map(say::refusal_key),
        shell: Shell {
            // The page answers forms sent to other addresses: the language switch comes back here.
            path: "/appointments".to_owned(),
            ..by.shell()
        },
    };
    let status = if refusal.is_some() {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    Ok(web::page(status, &page)?)
}

/// First name and initial of each request's person; that they were seen is noted.
async fn names(
    app: &App,
    by: &Signed,
    requests: &[&request::Model],
) -> Result<BTreeMap<RequestId, String>, Error> {
    let people: BTreeMap<_, recipient::Model> = recipient::Entity::find()
        .filter(
            recipient::COLUMN
                .id
                .is_in(requests.iter().map(|request| request.recipient_id)),
        )
        .all(&app.db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    if people.is_empty() {
        return Ok(BTreeMap::new());
    }
    let write = app.write().await?;
    let now = app.clock.now();
    access::record(&*write, by, people.keys().copied(), AccessAct::Viewed, now).await?;
    write.commit().await?;
    let mut names = BTreeMap::new();
    for request in requests {
        if let Some(person) = people.get(&request.recipient_id)
            && let Some(known) = identity::open(&app.keys, person)?
        {
            names.insert(request.id, known.short_name(person.kind));
        }
    }
    Ok(names)
}

fn days(
    app: &App,
    words: Words,
    rows: &[appointment::Model],
    standing: &BTreeMap<RequestId, Standing>,
    names: &BTreeMap<RequestId, String>,
) -> Vec<DayOf> {
    let now = app.clock.now();
    let mut by_day: BTreeMap<NaiveDate, Vec<Line>> = BTreeMap::new();
    for row in rows {
        let at_counter = standing.get(&row.request_id);
        let (tone, icon, state, missing) = verdict(words, row.state, at_counter);
        let device = at_counter.map(|one| &one.device);
        by_day.entry(row.on_day).or_default().push(Line {
            id: row.id.0,
            time: words.time(row.starts_at),
            reference: request_reference(row.request_id),
            name: names.get(&row.request_id).cloned().unwrap_or_default(),
            device: device.map_or_else(String::new, |device| {
                device_words(words, device.kind, &device.manufacturer, &device.model)
            }),
            code: device
                .and_then(|device| device.label_code.clone())
                .unwrap_or_default(),
            tone,
            icon,
            state,
            missing,
            unsaid: row.state == AppointmentState::Booked && row.starts_at <= now,
        });
    }
    by_day
        .into_iter()
        .map(|(day, lines)| DayOf {
            id: day.to_string(),
            title: words.weekday_date(day),
            lines,
        })
        .collect()
}

/// Tone, icon, word, and what stands in the way.
fn verdict(
    words: Words,
    state: AppointmentState,
    standing: Option<&Standing>,
) -> (&'static str, &'static str, &'static str, Vec<String>) {
    let expected = match state {
        AppointmentState::Booked => standing,
        AppointmentState::Moved
        | AppointmentState::Cancelled
        | AppointmentState::Held
        | AppointmentState::Missed => None,
    };
    let Some(standing) = expected else {
        let (tone, icon) = say::state_look(state);
        return (tone, icon, say::state_key(state), Vec::new());
    };
    let missing: Vec<String> = standing
        .obstacles
        .iter()
        .map(|obstacle| words.say(obstacle_key(*obstacle)))
        .collect();
    if !missing.is_empty() {
        return ("stop", "octagon-x", "appointments-not-yet", missing);
    }
    if standing.cleared {
        ("good", "circle-check", "appointments-may-leave", missing)
    } else {
        (
            "wait",
            "hourglass",
            "appointments-clearance-missing",
            missing,
        )
    }
}
