//! `GET /coop/rows/{id}`, `POST …/link` and `POST …/unlink`: one row, and the person of a session it is counted for.
use super::{list::themes_of, queries, words};
use crate::{
    app::{App, Write},
    auth::{
        Allowed, Signed,
        permissions::{ImportCoop, RecordAttendance},
    },
    recipients::{
        access,
        identity::{self, request_reference},
        limits,
    },
    training::{
        actions::{Failure, Refusal},
        elsewhere::{actions, queries as linking},
        queries as training, say,
    },
    web::{self, Choice, Error, FormErrors, Shell},
};
use anyhow::Context;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    access_log::AccessAct,
    coop_link, coop_row,
    enrolment::{self, EnrolmentId},
    learner, recipient,
    request::RequestId,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "coop/row.html")]
struct RowPage {
    shell: Shell,
    row: coop_row::Model,
    kind: &'static str,
    age: &'static str,
    occupation: &'static str,
    duration: String,
    themes: String,
    /// The request whose learner it is counted for.
    linked: Option<(coop_link::Model, RequestId)>,
    reference: String,
    /// For a trainer, who links.
    links: bool,
    people: Vec<Choice>,
    form: LinkForm,
    errors: FormErrors,
    refusal: Option<&'static str>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct LinkForm {
    write_id: String,
    enrolment: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ImportCoop>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let row = queries::find(&app.db, &by, id).await?;
    let (form, errors) = (LinkForm::default(), FormErrors::default());
    render(&app, &by, row, form, errors, None).await
}

/// The trainer says who it was.
pub async fn link(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
    Form(form): Form<LinkForm>,
) -> Result<Response, Error> {
    let row = queries::find(&app.db, &by, id).await?;
    let Ok(enrolment) = form.enrolment.parse().map(EnrolmentId) else {
        let mut errors = FormErrors::default();
        errors.add("enrolment", "coop-choose-person");
        return render(&app, &by, row, form, errors, None).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let row = queries::find(&*write, &by, id).await?;
    let own = linking::own_enrolment(&*write, by.membership_id, enrolment).await?;
    let (request, _) = training::request_of(&*write, own.request_id).await?;
    limits::refuse_by_id(&*write, request.recipient_id).await?;
    let who = (by.membership_id, app.clock.today());
    let done = actions::link(&*write, by.at(app.clock.now()), who, &row, own.id).await;
    answer(&app, &by, row, form, write, done, "?done=coop-linked").await
}

/// It was somebody else, or something else: any trainer of the organisation takes it back.
pub async fn unlink(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
    Form(form): Form<LinkForm>,
) -> Result<Response, Error> {
    let row = queries::find(&app.db, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    if let Some(link) = linking::link_of(&*write, row.id).await? {
        let request = request_of(&*write, &link).await?;
        let (request, _) = training::request_of(&*write, request).await?;
        limits::refuse_by_id(&*write, request.recipient_id).await?;
    }
    let done = actions::unlink(&*write, by.at(app.clock.now()), &row).await;
    answer(&app, &by, row, form, write, done, "?done=coop-unlinked").await
}

async fn answer(
    app: &App,
    by: &Signed,
    row: coop_row::Model,
    form: LinkForm,
    write: Write,
    done: Result<(), Failure>,
    said: &str,
) -> Result<Response, Error> {
    match done {
        Ok(()) => {
            let to = format!("/coop/rows/{}{said}", row.id.0);
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Refused(refusal)) => {
            drop(write);
            render(app, by, row, form, FormErrors::default(), Some(&refusal)).await
        }
        Err(Failure::Error(error)) => Err(error),
    }
}

async fn request_of(
    db: &impl ConnectionTrait,
    link: &coop_link::Model,
) -> Result<RequestId, Error> {
    let enrolment = enrolment::Entity::find_by_id(link.enrolment_id)
        .one(db)
        .await?
        .context("a link is of an enrolment")?;
    Ok(enrolment.request_id)
}

async fn render(
    app: &App,
    by: &Signed,
    row: coop_row::Model,
    form: LinkForm,
    errors: FormErrors,
    refusal: Option<&Refusal>,
) -> Result<Response, Error> {
    let shell = Shell {
        // The page answers forms sent to other addresses: the language switch comes back here.
        path: format!("/coop/rows/{}", row.id.0),
        ..by.shell()
    };
    let links = by.may(RecordAttendance);
    let linked = match linking::link_of(&app.db, row.id).await? {
        Some(link) => {
            let request = request_of(&app.db, &link).await?;
            Some((link, request))
        }
        None => None,
    };
    let people = if links && linked.is_none() {
        people(app, by, &shell, &row).await?
    } else {
        Vec::new()
    };
    let page = RowPage {
        kind: words::kind(row.kind),
        age: words::age(row.age),
        occupation: words::occupation(row.occupation),
        duration: say::duration(row.minutes),
        themes: themes_of(&shell, &row)?,
        reference: linked
            .as_ref()
            .map(|(_, request)| request_reference(*request))
            .unwrap_or_default(),
        row,
        linked,
        links,
        people,
        form,
        errors,
        refusal: refusal.map(say::refusal),
        shell,
    };
    let status = match (refusal, page.errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    Ok(web::page(status, &page)?)
}

/// The people it may be counted for, by first name and initial, each look logged.
async fn people(
    app: &App,
    by: &Signed,
    shell: &Shell,
    row: &coop_row::Model,
) -> Result<Vec<Choice>, Error> {
    let enrolments = linking::candidates(&app.db, by.membership_id, row).await?;
    let learners = learner::Entity::find()
        .filter(learner::Column::Id.is_in(enrolments.iter().map(|one| one.learner_id)))
        .all(&app.db)
        .await?;
    let recipients = recipient::Entity::find()
        .filter(recipient::Column::Id.is_in(learners.iter().map(|one| one.recipient_id)))
        .all(&app.db)
        .await?;
    let learners: HashMap<_, _> = learners.into_iter().map(|one| (one.id, one)).collect();
    let recipients: HashMap<_, _> = recipients.into_iter().map(|one| (one.id, one)).collect();
    let mut choices = Vec::new();
    let mut looked_at = Vec::new();
    for enrolment in enrolments {
        let learner = learners
            .get(&enrolment.learner_id)
            .context("an enrolment is a learner's")?;
        let recipient = recipients
            .get(&learner.recipient_id)
            .context("a learner stands beside a recipient")?;
        // Neither who is forgotten nor who has their data limited is offered.
        if let Some(name) = identity::learner_name(&app.keys, learner, recipient)? {
            looked_at.push(recipient.id);
            let reference = request_reference(enrolment.request_id);
            let request = shell.with("reference", reference).say("training-request");
            let words = format!("{} · {request}", identity::short_name(&name));
            choices.push(Choice::new(enrolment.id.0.to_string(), words));
        }
    }
    access::record(&app.db, by, looked_at, AccessAct::Viewed, app.clock.now()).await?;
    Ok(choices)
}
