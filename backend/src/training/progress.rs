//! `/requests/{id}/training`: see what is missing for the clearance, attest the pathway, give a clearance again.
use super::{
    actions::{self, Failure, Refusal},
    calendar, elsewhere,
    proposals::{self, Proposals},
    queries, rules, say,
};
use crate::{
    app::{App, Write},
    auth::{
        Allowed, Signed,
        permissions::{EnrolLearners, RecordAttendance},
    },
    recipients::{
        access,
        identity::{self, request_reference},
        limits,
    },
    web::{self, Choice, Error, FormErrors, Shell, Words, format::Day},
};
use anyhow::Context;
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
    attendance::{self, AttendanceState},
    attestation, clearance, enrolment,
    learner::LearnerId,
    membership::Role,
    pathway::{self, PathwayId},
    programme, recipient,
    request::{self, RequestId, RequestState},
    training_session,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, prelude::DateTimeUtc};
use std::collections::BTreeSet;

#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each named by its field"
)]
#[derive(Template)]
#[template(path = "training/progress.html")]
struct ProgressPage {
    shell: Shell,
    id: i32,
    reference: String,
    /// The recipient's name, for who may know it.
    who: Option<String>,
    programme: String,
    pathway: String,
    gate: &'static str,
    closed: bool,
    /// No device is asked for: the attestation is the end.
    training_only: bool,
    /// Who is enrolled.
    enrolled: Option<String>,
    attested_at: Option<DateTimeUtc>,
    /// When an attestation was withdrawn, unless another was issued since.
    withdrawn: Option<DateTimeUtc>,
    /// The paper was issued, and this person may read it.
    attestation: bool,
    done: String,
    required: String,
    missing: Vec<String>,
    clearance: Option<Standing>,
    offers: Offers,
    /// This person may withdraw the enrolment and free its places.
    undoes: bool,
    learners: Vec<Choice>,
    sessions: Vec<Choice>,
    places: Vec<Place>,
    /// What was attended elsewhere: the day, how long, and whether it counts.
    elsewhere: Vec<(NaiveDate, String, bool)>,
    proposals: Option<Proposals>,
    errors: FormErrors,
    refusal: Option<&'static str>,
    chosen: String,
}

/// What this person may do here, beside enrolling and booking.
struct Offers {
    attest: bool,
    renew: bool,
    withdraw: bool,
}

struct Standing {
    id: i32,
    basis: &'static str,
    expires_at: DateTimeUtc,
    expired: bool,
}

impl Standing {
    fn of(row: &clearance::Model, now: DateTimeUtc) -> Self {
        Self {
            id: row.id.0,
            basis: say::basis(row.basis),
            expires_at: row.expires_at,
            expired: row.expires_at < now,
        }
    }
}

struct Place {
    session: i32,
    /// The session does not take place.
    cancelled: bool,
    starts_at: DateTimeUtc,
    site: String,
    duration: String,
    state: AttendanceState,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct TrainingForm {
    pub write_id: String,
    pub learner: String,
    pub session: String,
}

/// A request and whether this person may know who it is for.
pub struct Seen {
    pub request: request::Model,
    pub programme: programme::Model,
    /// Its own prescriber, or its trainer.
    pub names: bool,
    /// This person trains one of its sessions.
    pub trains: bool,
}

/// A prescriber sees the requests of their organisation; a trainer any, and the name in their own sessions.
pub async fn seen(app: &App, by: &Signed, id: i32) -> Result<Seen, Error> {
    let (request, programme) = queries::request_of(&app.db, RequestId(id)).await?;
    let trains = by.role == Role::Trainer
        && queries::trainers_of(&app.db, request.id)
            .await?
            .contains(&by.membership_id);
    let own = by.role == Role::Prescriber && request.organisation_id == by.organisation_id;
    if own || by.role == Role::Trainer {
        limits::refuse_by_id(&app.db, request.recipient_id).await?;
        Ok(Seen {
            request,
            programme,
            names: own || trains,
            trains,
        })
    } else {
        Err(Error::NotFound)
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<EnrolLearners>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let seen = seen(&app, &by, id).await?;
    render(
        &app,
        &by,
        &seen,
        TrainingForm::default(),
        FormErrors::default(),
        None,
    )
    .await
}

/// The trainer of one of its sessions attests the pathway.
pub async fn attest(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
    Form(form): Form<TrainingForm>,
) -> Result<Response, Error> {
    let seen = seen(&app, &by, id).await?;
    if !seen.trains {
        return Err(Error::NotFound);
    }
    let write = app.write_once(&by, &form.write_id).await?;
    let done = match queries::live_enrolment(&*write, seen.request.id).await? {
        Some(enrolment) => actions::attest(&*write, by.at(app.clock.now()), &enrolment).await,
        None => Err(Refusal::NotEnrolled.into()),
    };
    let to = format!("/requests/{id}/training?done=pathway-attested");
    answer(&app, &by, &seen, form, write, done.map(|()| to)).await
}

/// Issues the clearance again after it expired or was withdrawn, if it is still due.
pub async fn renew(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
    Form(form): Form<TrainingForm>,
) -> Result<Response, Error> {
    let seen = seen(&app, &by, id).await?;
    if !seen.trains {
        return Err(Error::NotFound);
    }
    let write = app.write_once(&by, &form.write_id).await?;
    let now = by.at(app.clock.now());
    let facts = actions::held_facts(&*write, now, &seen.request, &seen.programme).await?;
    let done = match rules::may_clear(&facts) {
        Ok(grant) => match actions::issue(&*write, now, &grant, &seen.programme).await {
            Ok(_) => Ok(format!("/requests/{id}/training?done=clearance-issued")),
            Err(error) => Err(Failure::Error(error)),
        },
        Err(not_yet) => Err(Refusal::NotYet(not_yet).into()),
    };
    answer(&app, &by, &seen, form, write, done).await
}

/// The next page, or this one again with what was refused.
pub async fn answer(
    app: &App,
    by: &Signed,
    seen: &Seen,
    form: TrainingForm,
    write: Write,
    done: Result<String, Failure>,
) -> Result<Response, Error> {
    match done {
        Ok(to) => Ok(write.answer(to).await?.into_response()),
        Err(Failure::Refused(refusal)) => {
            drop(write);
            render(app, by, seen, form, FormErrors::default(), Some(&refusal)).await
        }
        Err(Failure::Error(error)) => Err(error),
    }
}

/// What is still missing: for the attestation when no device is asked for, else for the clearance.
fn missing(request: &request::Model, facts: &rules::Facts) -> Vec<rules::Missing> {
    let ready = if request.device_kind.is_none() {
        rules::may_attest(facts)
    } else {
        rules::may_clear(facts).map(|_| ())
    };
    ready.err().map(|not_yet| not_yet.0).unwrap_or_default()
}

pub async fn render(
    app: &App,
    by: &Signed,
    seen: &Seen,
    form: TrainingForm,
    errors: FormErrors,
    refusal: Option<&Refusal>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let Seen {
        request, programme, ..
    } = seen;
    let now = app.clock.now();
    let enrolment = queries::live_enrolment(&app.db, request.id).await?;
    let led_to = enrolment.as_ref().map_or_else(
        || queries::pathway_of(request, programme),
        |enrolment| enrolment.pathway_id,
    );
    let pathway = pathway::Entity::find_by_id(led_to)
        .one(&app.db)
        .await?
        .context("a pathway is never deleted")?;
    let modules = queries::modules(&app.db, pathway.id).await?;
    let facts = queries::facts(&app.db, request, programme, now).await?;
    let missing = missing(request, &facts);
    let recipient = recipient::Entity::find_by_id(request.recipient_id)
        .one(&app.db)
        .await?
        .context("a request is for a recipient")?;
    if seen.names {
        access::record(&app.db, by, [recipient.id], AccessAct::Viewed, now).await?;
    }
    let learners = learners(app, &shell, seen, &recipient).await?;
    let enrolled = enrolment.as_ref().map(|enrolment| {
        let of = learners.iter().find(|(id, _)| *id == enrolment.learner_id);
        of.map(|(_, words)| words.clone()).unwrap_or_default()
    });
    let attestation = seen.names && has_attestation(app, enrolment.as_ref()).await?;
    let places = places_of(app, enrolment.as_ref()).await?;
    let due = rules::may_clear(&facts).is_ok();
    let clearance = queries::issued_clearance(&app.db, request.id).await?;
    let stands = clearance.as_ref().is_some_and(|row| row.expires_at >= now);
    let closed = !matches!(
        request.state,
        RequestState::Submitted | RequestState::Allocated
    );
    // Opened for who may know the person; that look is logged above.
    let identity = if seen.names {
        identity::open(&app.keys, &recipient)?
    } else {
        None
    };
    let commune = identity.as_ref().map(|identity| identity.commune.clone());
    let page = ProgressPage {
        id: request.id.0,
        reference: request_reference(request.id),
        who: identity.map(|identity| identity.display_name()),
        programme: shell
            .lang
            .choose(&programme.name_fr, &programme.name_en)
            .to_owned(),
        pathway: shell
            .lang
            .choose(&pathway.name_fr, &pathway.name_en)
            .to_owned(),
        gate: say::gate(programme.gate),
        closed,
        training_only: request.device_kind.is_none(),
        enrolled,
        attested_at: enrolment
            .as_ref()
            .and_then(|enrolment| enrolment.attested_at),
        withdrawn: withdrawn(app, enrolment.as_ref()).await?,
        attestation,
        done: say::duration(rules::minutes_attended(&facts)),
        required: say::duration(programme.required_minutes),
        missing: say::missing(&shell, &missing, &modules),
        clearance: clearance.map(|row| Standing::of(&row, now)),
        offers: Offers {
            attest: seen.trains && rules::may_attest(&facts).is_ok(),
            renew: seen.trains && due && !stands,
            withdraw: seen.trains,
        },
        undoes: undoes(app, seen, enrolment.as_ref()).await?,
        learners: learners
            .into_iter()
            .map(|(id, words)| Choice::new(id.0.to_string(), words))
            .collect(),
        sessions: bookable(app, &shell, led_to, &places, now).await?,
        elsewhere: elsewhere_of(app, enrolment.as_ref(), &places).await?,
        proposals: proposed(app, shell.words, seen, commune, now).await?,
        places: booked(app, places).await?,
        chosen: if form.learner.is_empty() {
            form.session
        } else {
            form.learner
        },
        refusal: refusal.map(say::refusal),
        errors,
        shell,
    };
    let status = match (refusal, page.errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    Ok(web::page(status, &page)?)
}

/// Who may be trained, by name for who may know it.
async fn learners(
    app: &App,
    shell: &Shell,
    seen: &Seen,
    recipient: &recipient::Model,
) -> Result<Vec<(LearnerId, String)>, Error> {
    let mut learners = Vec::new();
    for learner in queries::learners(&app.db, &seen.request).await? {
        let name = if seen.names {
            identity::learner_name(&app.keys, &learner, recipient)?
        } else {
            None
        };
        let relation = shell.say(say::relation(learner.relation));
        let words = name.map_or(relation.clone(), |name| format!("{name} · {relation}"));
        learners.push((learner.id, words));
    }
    Ok(learners)
}

/// Whether this person may undo the enrolment: nothing rests on it for good.
async fn undoes(
    app: &App,
    seen: &Seen,
    enrolment: Option<&enrolment::Model>,
) -> Result<bool, Error> {
    match enrolment {
        Some(enrolment) if seen.names && enrolment.attested_at.is_none() => {
            let used = queries::used_clearances_of(&app.db, enrolment).await?;
            Ok(used.is_empty())
        }
        _ => Ok(false),
    }
}

/// Whether the attestation was issued and is still kept.
async fn has_attestation(app: &App, enrolment: Option<&enrolment::Model>) -> Result<bool, Error> {
    let Some(enrolment) = enrolment else {
        return Ok(false);
    };
    let issued = attestation::Entity::find_by_id(enrolment.id)
        .one(&app.db)
        .await?;
    Ok(issued.is_some_and(|issued| issued.file.is_some()))
}

/// When the attestation was withdrawn, if no other was issued since.
async fn withdrawn(
    app: &App,
    enrolment: Option<&enrolment::Model>,
) -> Result<Option<DateTimeUtc>, Error> {
    let Some(enrolment) = enrolment else {
        return Ok(None);
    };
    let issued = attestation::Entity::find_by_id(enrolment.id)
        .one(&app.db)
        .await?;
    if issued.is_some() {
        return Ok(None);
    }
    Ok(queries::withdrawn_attestation(&app.db, enrolment.id).await?)
}

async fn places_of(
    app: &App,
    enrolment: Option<&enrolment::Model>,
) -> Result<Vec<attendance::Model>, Error> {
    let Some(enrolment) = enrolment else {
        return Ok(Vec::new());
    };
    Ok(attendance::Entity::find()
        .filter(attendance::COLUMN.enrolment_id.eq(enrolment.id))
        .all(&app.db)
        .await?)
}

/// Sessions to come with places left, but those booked already.
async fn bookable(
    app: &App,
    shell: &Shell,
    pathway: PathwayId,
    booked: &[attendance::Model],
    now: DateTimeUtc,
) -> Result<Vec<Choice>, Error> {
    let search = calendar::Search {
        pathway: Some(pathway),
        open: true,
        ..calendar::Search::default()
    };
    let (sessions, _) = calendar::to_come(&app.db, search, now).await?;
    let open = sessions
        .into_iter()
        .filter(|(session, _)| booked.iter().all(|place| place.session_id != session.id));
    let choice = |(session, site): (training_session::Model, entities::site::Model)| {
        let left = shell
            .with("left", session.capacity - session.places_taken)
            .say("training-places-left");
        let words = format!(
            "{} · {}, {} · {} · {left}",
            shell.date_time(session.starts_at),
            site.name,
            site.city,
            say::duration(session.minutes)
        );
        Choice::new(session.id.0.to_string(), words)
    };
    Ok(open.map(choice).collect())
}

/// The nearest sessions, while there is something to train for.
async fn proposed(
    app: &App,
    words: Words,
    seen: &Seen,
    commune: Option<String>,
    now: DateTimeUtc,
) -> Result<Option<Proposals>, Error> {
    match seen.request.state {
        RequestState::Submitted | RequestState::Allocated => {
            let of = (&seen.request, &seen.programme);
            proposals::of_request(&app.db, words, of, commune.as_deref(), now).await
        }
        RequestState::Fulfilled | RequestState::Refused | RequestState::Cancelled => Ok(None),
    }
}

/// The linked rows of the Coop, with whether each counts: not on a day with a session here.
async fn elsewhere_of(
    app: &App,
    enrolment: Option<&enrolment::Model>,
    places: &[attendance::Model],
) -> Result<Vec<(NaiveDate, String, bool)>, Error> {
    let Some(enrolment) = enrolment else {
        return Ok(Vec::new());
    };
    let rows = elsewhere::queries::linked(&app.db, &[enrolment.id]).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let present = places
        .iter()
        .filter(|place| place.state == AttendanceState::Present)
        .map(|place| place.session_id);
    let sessions = training_session::Entity::find()
        .filter(training_session::Column::Id.is_in(present))
        .all(&app.db)
        .await?;
    let days = sessions.iter().map(|session| session.starts_at.in_paris());
    let days: BTreeSet<NaiveDate> = days.collect();
    let mut said = Vec::new();
    for row in rows {
        let told = elsewhere::queries::told(&row)?;
        let counts = elsewhere::rules::counts(&told, &days);
        said.push((told.held_on, say::duration(told.minutes), counts));
    }
    Ok(said)
}

async fn booked(app: &App, places: Vec<attendance::Model>) -> Result<Vec<Place>, Error> {
    let mut lines = Vec::new();
    for place in places {
        let session = training_session::Entity::find_by_id(place.session_id)
            .one(&app.db)
            .await?
            .context("a place is in a session")?;
        let sites = queries::sites(&app.db, [session.site_id]).await?;
        let site = sites
            .get(&session.site_id)
            .context("a session is at a site")?;
        lines.push(Place {
            session: session.id.0,
            cancelled: session.cancelled_at.is_some(),
            starts_at: session.starts_at,
            site: format!("{}, {}", site.name, site.city),
            duration: say::duration(session.minutes),
            state: place.state,
        });
    }
    lines.sort_by_key(|line| line.starts_at);
    Ok(lines)
}
