//! `GET|POST /prepaid/{id}/handover`: a card or voucher goes to the person of a request, when nothing stands in the way.
use super::{
    actions::{self, Noted},
    queries::{self, Case},
    rules::{self, permit},
    say::{self, kind_key, reference},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::HandOver},
    handovers::say as said,
    identifiers::request_reference,
    internet::operators,
    recipients::{
        access,
        identity::{self, referenced_request},
        limits,
    },
    training::{actions as training_actions, queries as training},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use entities::{
    access_log::AccessAct,
    handover::{IdentitySeen, ReceivedBy},
    site::SiteId,
};
use sea_orm::{ActiveEnum, Iterable};

#[derive(Template)]
#[template(path = "internet/handing.html")]
struct HandingPage {
    shell: Shell,
    id: i32,
    reference: String,
    kind_key: &'static str,
    operator: String,
    value: String,
    /// What was typed to find the request.
    typed: String,
    /// The request that was found.
    found: Option<FoundView>,
    receivers: Vec<Choice>,
    papers: Vec<Choice>,
    form: HandingForm,
    refused: bool,
    errors: FormErrors,
}

struct FoundView {
    reference: String,
    who: String,
    birth_year: Option<i32>,
    programme: String,
    /// Words of what stands in the way, each with what to do next; empty when it may leave.
    missing: Vec<String>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Wanted {
    request: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct HandingForm {
    write_id: String,
    request: String,
    received_by: String,
    identity_seen: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<HandOver>,
    Path(id): Path<i32>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let form = HandingForm {
        request: wanted.request,
        ..HandingForm::default()
    };
    let case = match case(&app, &by, id, &form.request).await {
        Ok(case) => case,
        Err(Error::NotFound) => return nothing(&app, &by, id, form).await,
        Err(error) => return Err(error),
    };
    render(
        &app,
        &by,
        &case,
        form,
        (StatusCode::OK, FormErrors::default()),
    )
    .await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<HandOver>,
    Path(id): Path<i32>,
    Form(form): Form<HandingForm>,
) -> Result<Response, Error> {
    let case = match case(&app, &by, id, &form.request).await {
        Ok(case) => case,
        Err(Error::NotFound) => return nothing(&app, &by, id, form).await,
        Err(error) => return Err(error),
    };
    let noted = match parse(&form) {
        Ok(noted) => noted,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return render(&app, &by, &case, form, (status, errors)).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let at = by.at(app.clock.now());
    // Asked again in the write, the enrolment held: what the page showed may have changed since.
    let facts = training_actions::held_facts(&*write, at, &case.request, &case.programme).await?;
    let found = (case.request.clone(), case.programme.clone());
    let held = queries::case(&*write, &by, case.here, case.prepaid.clone(), found, facts).await?;
    let counter = held.counter(app.clock.today());
    let Ok(permit) = permit(&counter) else {
        drop(write);
        let refused = (StatusCode::CONFLICT, FormErrors::default());
        return render(&app, &by, &held, form, refused).await;
    };
    let clerk = by.membership_id;
    actions::hand_over(&*write, at, clerk, &permit, &held.programme, noted).await?;
    access::record(
        &*write,
        &by,
        [held.recipient.id],
        AccessAct::Recorded,
        at.at,
    )
    .await?;
    let to = format!("/prepaid/{id}?done=prepaid-handed-over");
    Ok(write.answer(to).await?.into_response())
}

fn here(by: &Allowed<HandOver>) -> Result<SiteId, Error> {
    by.site_id.ok_or(Error::NotFound)
}

/// What stands at the counter. A request that is to be fetched elsewhere does not exist here.
async fn case(app: &App, by: &Allowed<HandOver>, id: i32, typed: &str) -> Result<Case, Error> {
    let here = here(by)?;
    let prepaid = queries::find(&app.db, by, id).await?;
    let prepaid = prepaid.ok_or(Error::NotFound)?;
    let request = referenced_request(typed).ok_or(Error::NotFound)?;
    let (request, programme) = queries::request_here(&app.db, here, request).await?;
    let now = app.clock.now();
    let facts = training::facts(&app.db, &request, &programme, now).await?;
    let case = queries::case(&app.db, by, here, prepaid, (request, programme), facts).await?;
    limits::refuse(&case.recipient)?;
    Ok(case)
}

fn parse(form: &HandingForm) -> Result<Noted, FormErrors> {
    let mut errors = FormErrors::default();
    let handed_to = ReceivedBy::try_from_value(&form.received_by).ok();
    if handed_to.is_none() {
        errors.add("received_by", "handing-choose-receiver");
    }
    let identity_seen = IdentitySeen::try_from_value(&form.identity_seen).ok();
    if identity_seen.is_none() {
        errors.add("identity_seen", "handing-choose-identity");
    }
    match (handed_to, identity_seen) {
        (Some(handed_to), Some(identity_seen)) => Ok(Noted {
            handed_to,
            identity_seen,
        }),
        _ => Err(errors),
    }
}

/// No such request here: the card or voucher is there, and its page asks again.
async fn nothing(
    app: &App,
    by: &Allowed<HandOver>,
    id: i32,
    form: HandingForm,
) -> Result<Response, Error> {
    let one = queries::find(&app.db, by, id).await?;
    let one = one.ok_or(Error::NotFound)?;
    here(by)?;
    let mut errors = FormErrors::default();
    let mut status = StatusCode::OK;
    if !form.request.trim().is_empty() {
        errors.add("request", "prepaid-request-unknown");
        status = StatusCode::UNPROCESSABLE_ENTITY;
    }
    let shell = by.shell();
    let page = HandingPage {
        id,
        reference: reference(&one),
        kind_key: kind_key(one.kind),
        operator: operators::name(shell.words.lang, &one.operator),
        value: shell.euros(i64::from(one.value_cents)),
        typed: form.request.clone(),
        found: None,
        receivers: Vec::new(),
        papers: Vec::new(),
        form,
        refused: false,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}

async fn render(
    app: &App,
    by: &Allowed<HandOver>,
    case: &Case,
    form: HandingForm,
    (status, errors): (StatusCode, FormErrors),
) -> Result<Response, Error> {
    let shell = by.shell();
    let words = shell.words;
    let pathway = training::pathway_of(&case.request, &case.programme);
    let modules = training::modules(&app.db, pathway).await?;
    let identity = identity::open(&app.keys, &case.recipient)?.unwrap_or_default();
    let now = app.clock.now();
    access::record(&app.db, by, [case.recipient.id], AccessAct::Viewed, now).await?;
    let obstacles = rules::obstacles(&case.counter(app.clock.today()));
    let one = &case.prepaid;
    let page = HandingPage {
        id: one.id.0,
        reference: reference(one),
        kind_key: kind_key(one.kind),
        operator: operators::name(words.lang, &one.operator),
        value: words.euros(i64::from(one.value_cents)),
        typed: form.request.clone(),
        found: Some(FoundView {
            reference: request_reference(case.request.id),
            who: identity.display_name(),
            birth_year: identity.birth_year,
            programme: words
                .lang
                .choose(&case.programme.name_fr, &case.programme.name_en)
                .to_owned(),
            missing: say::obstacles(words, &obstacles, &modules),
        }),
        receivers: ReceivedBy::iter()
            .map(|one| Choice::new(one.to_value(), words.say(said::receiver(one))))
            .collect(),
        papers: IdentitySeen::iter()
            .map(|one| Choice::new(one.to_value(), words.say(said::identity(one))))
            .collect(),
        form,
        refused: status == StatusCode::CONFLICT,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
