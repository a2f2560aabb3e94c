//! `GET /rights/{id}`, `POST /rights/{id}/answer`, `POST /rights/{id}/lift`: what a person asked, and what they are
//! answered.
use super::{
    actions::{self, Answer, AnswerError},
    rights_rules::NotYet,
    say,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::AnswerRights},
    recipients::identity::recipient_reference,
    requests::following::timeline::agents,
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
    membership::MembershipId,
    rights_request::{self, RefusalGround, RightsAnswer, RightsRequestId},
};
use sea_orm::{ActiveEnum, EntityTrait, Iterable};

#[derive(Template)]
#[template(path = "retention/answer.html")]
struct AnswerPage {
    shell: Shell,
    request: rights_request::Model,
    reference: String,
    /// Number and reference of the person, when one was found.
    person: Option<(i32, String)>,
    kind: &'static str,
    state: (&'static str, &'static str, &'static str),
    registered_by: String,
    answered_by: String,
    ground: Option<&'static str>,
    lifted_by: String,
    answers: Vec<Choice>,
    grounds: Vec<Choice>,
    form: AnswerForm,
    errors: FormErrors,
    refused: Option<&'static str>,
}

impl AnswerPage {
    /// The limitation stands.
    fn limited(&self) -> bool {
        self.request.answer == Some(RightsAnswer::Restricted) && self.request.lifted_at.is_none()
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    write_id: String,
    answer: String,
    ground: String,
    told: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<AnswerRights>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let request = find(&app, id).await?;
    let form = AnswerForm::default();
    render(&app, &by, request, form, FormErrors::default(), None).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<AnswerRights>,
    Path(id): Path<i32>,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Error> {
    let request = find(&app, id).await?;
    let answer = match parse(&form) {
        Ok(answer) => answer,
        Err(errors) => return render(&app, &by, request, form, errors, None).await,
    };
    let write = app.write_once(&by, &form.write_id).await?;
    match actions::answer(&*write, &by, &request, answer, app.clock.now()).await {
        Ok(()) => {
            let to = format!("/rights/{id}?done=right-answered");
            Ok(write.answer(to).await?.into_response())
        }
        Err(AnswerError::NotYet(why)) => {
            drop(write);
            render(&app, &by, request, form, FormErrors::default(), Some(why)).await
        }
        Err(AnswerError::Other(error)) => Err(error),
    }
}

/// The person is told before their data is used again (GDPR, article 18.3).
pub async fn lift(
    State(app): State<App>,
    by: Allowed<AnswerRights>,
    Path(id): Path<i32>,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Error> {
    let request = find(&app, id).await?;
    if form.told != "yes" {
        let mut errors = FormErrors::default();
        errors.add("told", "rights-lift-not-told");
        return render(&app, &by, request, form, errors, None).await;
    }
    let write = app.write_once(&by, &form.write_id).await?;
    actions::lift(&*write, &by, &request, app.clock.now()).await?;
    let to = format!("/rights/{id}?done=right-lifted");
    Ok(write.answer(to).await?.into_response())
}

async fn find(app: &App, id: i32) -> Result<rights_request::Model, Error> {
    rights_request::Entity::find_by_id(RightsRequestId(id))
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)
}

fn parse(form: &AnswerForm) -> Result<Answer, FormErrors> {
    let mut errors = FormErrors::default();
    let ground = RefusalGround::try_from_value(&form.ground).ok();
    let answer = match (RightsAnswer::try_from_value(&form.answer), ground) {
        (Ok(RightsAnswer::Done), None) => return Ok(Answer::Done),
        (Ok(RightsAnswer::Restricted), None) => return Ok(Answer::Restricted),
        (Ok(RightsAnswer::Refused), Some(ground)) => return Ok(Answer::Refused(ground)),
        (Ok(RightsAnswer::Done | RightsAnswer::Restricted), Some(_)) => {
            ("ground", "rights-ground-not-wanted")
        }
        (Ok(RightsAnswer::Refused), None) => ("ground", "rights-ground-missing"),
        (Err(_), _) => ("answer", "rights-answer-missing"),
    };
    errors.add(answer.0, answer.1);
    Err(errors)
}

async fn render(
    app: &App,
    by: &Allowed<AnswerRights>,
    request: rights_request::Model,
    form: AnswerForm,
    errors: FormErrors,
    not_yet: Option<NotYet>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let ids = [
        Some(request.registered_by),
        request.answered_by,
        request.lifted_by,
    ];
    let agents = agents(&app.db, shell.words, ids.into_iter().flatten()).await?;
    let named = |id: Option<MembershipId>| {
        let of = id.and_then(|id| agents.get(&id));
        of.cloned().unwrap_or_default()
    };
    let page = AnswerPage {
        reference: say::rights_reference(request.id),
        person: request
            .recipient_id
            .map(|id| (id.0, recipient_reference(id))),
        kind: say::kind(request.kind),
        state: say::state(&request, app.clock.today()),
        registered_by: named(Some(request.registered_by)),
        answered_by: named(request.answered_by),
        ground: request.ground.map(say::ground),
        lifted_by: named(request.lifted_by),
        answers: RightsAnswer::iter()
            .map(|answer| Choice::new(answer.to_value(), shell.say(say::answer(answer))))
            .collect(),
        grounds: RefusalGround::iter()
            .map(|ground| Choice::new(ground.to_value(), shell.say(say::ground(ground))))
            .collect(),
        form,
        errors,
        refused: not_yet.map(say::not_yet),
        request,
        shell,
    };
    let status = match (page.refused, page.errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    Ok(web::page(status, &page)?)
}
