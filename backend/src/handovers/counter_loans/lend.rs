//! `/counter-loans/{code}`: one page to lend a device on the spot: who, what was shown, until when, signed.
use super::{
    actions::{self, LendError, Loan, Place, Refusal},
    desk::{self, Desk, Known, Person},
    form::LoanForm,
    paper, say,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::HandOver},
    handovers::{
        handing::{self, device_words, signature_key},
        say as said,
    },
    recipients::access,
    training::say as training,
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
    handover::{IdentitySeen, ReceivedBy, Signature},
    learner::LearnerRelation,
};
use sea_orm::{ActiveEnum, Iterable};

#[derive(Template)]
#[template(path = "handovers/counter_loans/lend.html")]
struct LendPage {
    shell: Shell,
    action: String,
    code: String,
    device: String,
    /// What stands in the way, whoever comes: its words, and what to do.
    obstacle: Option<(&'static str, &'static str)>,
    /// What was refused.
    refused: Vec<String>,
    /// They were late too often: who lends may lend all the same.
    may_lift: bool,
    /// Whom the device is promised to.
    promised: bool,
    people: Vec<Choice>,
    /// Somebody was looked for, and nobody found.
    nobody: bool,
    /// Empty where nobody is asked.
    grounds: Vec<Choice>,
    relations: Vec<Choice>,
    longest: String,
    minutes: String,
    receivers: Vec<Choice>,
    papers: Vec<Choice>,
    ways: Vec<Choice>,
    form: LoanForm,
    errors: FormErrors,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<HandOver>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let here = by.site_id.ok_or(Error::NotFound)?;
    let desk = Desk::read(&app.db, &by, here, &code).await?;
    let form = LoanForm::usual(&desk);
    let people = desk::people(&app, &app.db, &by, &desk, form.sought()).await?;
    let answer = Answer::default();
    render(&app, &by, &desk, form, &people, answer).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<HandOver>,
    Path(code): Path<String>,
    Form(form): Form<LoanForm>,
) -> Result<Response, Error> {
    let here = by.site_id.ok_or(Error::NotFound)?;
    if form.act != "find" {
        // A repeat gets its first answer before anything is looked at again: the person it recorded is known by now.
        drop(app.write_once(&by, &form.write_id).await?);
    }
    let desk = Desk::read(&app.db, &by, here, &code).await?;
    let people = desk::people(&app, &app.db, &by, &desk, form.sought()).await?;
    if form.act == "find" {
        let answer = Answer {
            sought: true,
            ..Answer::default()
        };
        return render(&app, &by, &desk, form, &people, answer).await;
    }
    if desk.obstacle.is_some() {
        let answer = Answer {
            status: StatusCode::CONFLICT,
            ..Answer::default()
        };
        return render(&app, &by, &desk, form, &people, answer).await;
    }
    let read = match form.read(&desk, &people, app.clock.today()) {
        Ok(read) => read,
        Err(errors) => {
            let answer = Answer {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                errors,
                ..Answer::default()
            };
            return render(&app, &by, &desk, form, &people, answer).await;
        }
    };
    let slip = paper::slip(&app, &desk, &read).await?;
    let pdf = app
        .documents
        .pdf(slip)
        .await
        .context("the slip of a loan could not be typeset")?;
    let write = app.write_once(&by, &form.write_id).await?;
    let noted = handing::keep(&app, &write, &by, read.typed, &pdf).await?;
    let loan = Loan {
        place: Place {
            here,
            lending: &desk.lending,
            under: desk.lending.get(read.under).ok_or(Error::Changed)?,
        },
        who: read.who,
        onboarding: read.onboarding,
        due_on: read.due_on,
        lift: read.lift,
    };
    let device = desk.device.clone();
    match Box::pin(actions::lend(&app, &write, &by, device, loan, noted)).await {
        Ok(handover) => {
            let to = format!("/handovers/{}?done=counter-lent", handover.id.0);
            Ok(write.answer(to).await?.into_response())
        }
        Err(LendError::Other(error)) => Err(error),
        Err(LendError::Refused(refusal)) => {
            drop(write);
            let answer = Answer {
                status: StatusCode::CONFLICT,
                refusal: Some(refusal),
                ..Answer::default()
            };
            render(&app, &by, &desk, form, &people, answer).await
        }
    }
}

#[derive(Default)]
struct Answer {
    status: StatusCode,
    errors: FormErrors,
    refusal: Option<Refusal>,
    sought: bool,
}

async fn render(
    app: &App,
    by: &Allowed<HandOver>,
    desk: &Desk,
    mut form: LoanForm,
    people: &[Person],
    answer: Answer,
) -> Result<Response, Error> {
    let shell = by.shell();
    // Nobody is named beside a device that stays here.
    let shown = if desk.obstacle.is_none() { people } else { &[] };
    let now = app.clock.now();
    let looked_at = shown.iter().map(|person| person.recipient.id);
    access::record(&app.db, by, looked_at, AccessAct::Searched, now).await?;
    let mut choices = desk::choices(app, shell.words, shown).await?;
    let came = shown
        .iter()
        .any(|person| matches!(person.known, Known::Own(_)));
    let by_name = desk.promised.is_none() && form.reference.trim().is_empty();
    let unsaid = form.whom.is_empty();
    if let ([only], false, true) = (shown, by_name, unsaid) {
        form.whom.clone_from(&only.value);
    }
    if came || (by_name && !choices.is_empty()) {
        choices.push(Choice::new("new", shell.say("counter-loan-somebody-else")));
    }
    let code = desk.device.label_code.clone().unwrap_or_default();
    let first = match &desk.promised {
        Some(request) => desk.place_of(request.programme_id),
        None => Some(0),
    };
    let first = first.and_then(|place| desk.lending.get(place));
    let page = LendPage {
        action: format!("/counter-loans/{code}"),
        device: device_words(
            shell.words,
            desk.device.kind,
            &desk.device.manufacturer,
            &desk.device.model,
        ),
        code,
        obstacle: desk
            .obstacle
            .map(|why| (say::not_here(why), say::not_here_help(why))),
        refused: answer
            .refusal
            .as_ref()
            .map(|refusal| say::refused(shell.words, refusal))
            .unwrap_or_default(),
        may_lift: matches!(answer.refusal, Some(Refusal::Suspended(_))),
        promised: desk.promised.is_some(),
        nobody: answer.sought && choices.is_empty(),
        people: choices,
        grounds: desk.grounds(shell.words),
        relations: LearnerRelation::iter()
            .filter(|one| *one != LearnerRelation::Signatory)
            .map(|one| Choice::new(one.to_value(), shell.say(training::relation(one))))
            .collect(),
        longest: first.map_or_else(String::new, |one| one.rule.longest_days.to_string()),
        minutes: first.map_or_else(String::new, |one| {
            one.programme.required_minutes.to_string()
        }),
        receivers: ReceivedBy::iter()
            .map(|one| Choice::new(one.to_value(), shell.say(said::receiver(one))))
            .collect(),
        papers: IdentitySeen::iter()
            .map(|one| Choice::new(one.to_value(), shell.say(said::identity(one))))
            .collect(),
        ways: Signature::iter()
            .map(|one| Choice::new(one.to_value(), shell.say(signature_key(one))))
            .collect(),
        form,
        errors: answer.errors,
        shell,
    };
    Ok(web::page(answer.status, &page)?)
}
