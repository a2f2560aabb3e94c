//! `/requests/{id}/competence`: the three moments of somebody's questionnaires, links to answer alone, and results of
//! tests of skills. For the trainer of one of their sessions, who sees a first name and an initial.
use super::{
    actions::{self, Failure, Refusal, When},
    links::{self, Asks},
    queries::{self, Followed},
    questionnaires::questionnaire,
    rules::{self, NotNow},
    say::{self, MOMENTS},
    skills::{self, Skill},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::RecordAttendance},
    recipients::{
        access,
        identity::{self, request_reference, short_name},
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
use chrono::NaiveDate;
use entities::{
    access_log::AccessAct,
    answer_set::{self, Moment, QuestionnaireKind},
    enrolment, questionnaire_link,
};
use sea_orm::{Iterable, prelude::DateTimeUtc};

#[derive(Template)]
#[template(path = "competence/person.html")]
struct PersonPage {
    shell: Shell,
    id: i32,
    reference: String,
    who: String,
    attested: bool,
    issued: bool,
    parts: Vec<Part>,
    results: Vec<ResultLine>,
    kinds: Vec<Choice>,
    moments: Vec<Choice>,
    form: PersonForm,
    errors: FormErrors,
    refusal: Option<String>,
}

/// One questionnaire at its three moments.
struct Part {
    title: String,
    path: &'static str,
    moments: Vec<Turn>,
}

struct Turn {
    path: &'static str,
    key: &'static str,
    standing: Standing,
}

/// What can be done at a moment.
enum Standing {
    Answered {
        on: NaiveDate,
        way: &'static str,
    },
    Open {
        link: Option<Given>,
    },
    /// The training has begun: only what was written on paper before that day is still typed in.
    Late {
        day: NaiveDate,
    },
    NotNow {
        why: String,
    },
}

/// A link that may be used.
struct Given {
    code: String,
    until: DateTimeUtc,
}

struct ResultLine {
    name: String,
    moment: &'static str,
    value: String,
    on: NaiveDate,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PersonForm {
    write_id: String,
    questionnaire: String,
    moment: String,
    kind: String,
    value: String,
    tested_on: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let followed = queries::followed(&app.db, &by, id).await?;
    let form = PersonForm::default();
    render(&app, &by, followed, form, FormErrors::default(), None).await
}

/// Gives a link to answer alone.
pub async fn give_link(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
    Form(form): Form<PersonForm>,
) -> Result<Response, Error> {
    let followed = queries::followed(&app.db, &by, id).await?;
    let asks = Asks {
        enrolment: followed.enrolment.id,
        questionnaire: say::questionnaire_of(&form.questionnaire).ok_or(Error::Unreadable)?,
        moment: say::moment_of(&form.moment).ok_or(Error::Unreadable)?,
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let answered = queries::answered(&*write, asks.enrolment).await?;
    let refusal = if is_answered(&answered, asks.questionnaire, asks.moment) {
        Some(Refusal::Already)
    } else {
        let progress = queries::progress(&*write, &followed.enrolment).await?;
        let today = app.clock.today();
        rules::may_answer(asks.moment, today, today, progress)
            .err()
            .map(Refusal::NotNow)
    };
    if let Some(refusal) = refusal {
        drop(write);
        let errors = FormErrors::default();
        return render(&app, &by, followed, form, errors, Some(refusal)).await;
    }
    let now = app.clock.now();
    links::make(&*write, &app.keys, asks, by.membership_id, now).await?;
    let to = format!("/requests/{id}/competence?done=questionnaire-link-given");
    Ok(write.answer(to).await?.into_response())
}

/// Writes down the result of a test.
pub async fn add_skill(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
    Form(form): Form<PersonForm>,
) -> Result<Response, Error> {
    let followed = queries::followed(&app.db, &by, id).await?;
    let (skill, value, moment, day) = match read(&form) {
        Ok(read) => read,
        Err(errors) => return render(&app, &by, followed, form, errors, None).await,
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let when = When {
        moment,
        day,
        today: app.clock.today(),
        now: app.clock.now(),
    };
    let result = (skill, value);
    let done =
        actions::record_skill(&*write, &followed.enrolment, when, result, by.membership_id).await;
    match done {
        Ok(()) => {
            let to = format!("/requests/{id}/competence?done=skill-recorded");
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let errors = FormErrors::default();
            render(&app, &by, followed, form, errors, Some(refusal)).await
        }
        Err(Failure::Error(error)) => Err(error),
    }
}

type Read = (&'static Skill, i32, Moment, NaiveDate);

fn read(form: &PersonForm) -> Result<Read, FormErrors> {
    let mut errors = FormErrors::default();
    let skill = skills::all()
        .iter()
        .find(|skill| skills::key(skill.key) == form.kind);
    if skill.is_none() {
        errors.add("kind", "skill-choose-kind");
    }
    let moment = say::moment_of(&form.moment);
    if moment.is_none() {
        errors.add("moment", "competence-choose-moment");
    }
    let value: Option<i32> = form.value.trim().parse().ok();
    match (value, skill) {
        (None, _) => errors.add("value", "skill-value-unreadable"),
        (Some(value), Some(skill)) if !(skill.lowest..=skill.highest).contains(&value) => {
            errors.add_with(
                "value",
                "skill-value-beyond",
                "highest",
                i64::from(skill.highest),
            );
        }
        (Some(_), _) => {}
    }
    let day: Option<NaiveDate> = form.tested_on.trim().parse().ok();
    if day.is_none() {
        errors.add("tested_on", "session-date-unreadable");
    }
    match (skill, value, moment, day) {
        (Some(skill), Some(value), Some(moment), Some(day)) if errors.is_empty() => {
            Ok((skill, value, moment, day))
        }
        _ => Err(errors),
    }
}

fn is_answered(
    answered: &[answer_set::Model],
    questionnaire: QuestionnaireKind,
    moment: Moment,
) -> bool {
    answered
        .iter()
        .any(|set| set.questionnaire == questionnaire && set.moment == moment)
}

async fn render(
    app: &App,
    by: &Allowed<RecordAttendance>,
    followed: Followed,
    form: PersonForm,
    errors: FormErrors,
    refusal: Option<Refusal>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let Followed {
        request,
        enrolment,
        learner,
        recipient,
        ..
    } = followed;
    let name = identity::learner_name(&app.keys, &learner, &recipient)?;
    let now = app.clock.now();
    access::record(&app.db, by, [recipient.id], AccessAct::Viewed, now).await?;
    let issued = queries::attestation(&app.db, enrolment.id).await?;
    let page = PersonPage {
        id: request.id.0,
        reference: request_reference(request.id),
        who: name.map_or_else(|| shell.say("person-forgotten"), |name| short_name(&name)),
        attested: enrolment.attested_at.is_some(),
        issued: issued.is_some(),
        parts: parts(app, &shell, &enrolment).await?,
        results: results(app, &shell, &enrolment).await?,
        kinds: skills::all()
            .iter()
            .map(|skill| {
                let unit = skill.unit.say(shell.lang);
                Choice::new(skills::key(skill.key), skill.name.say(shell.lang)).hint(unit)
            })
            .collect(),
        moments: MOMENTS
            .into_iter()
            .map(|moment| Choice::new(say::moment_path(moment), shell.say(say::moment(moment))))
            .collect(),
        refusal: refusal.map(|refused| say::refusal(&shell, refused)),
        form,
        errors,
        shell,
    };
    let status = match (&page.refusal, page.errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    Ok(web::page(status, &page)?)
}

/// Every questionnaire with its three moments.
async fn parts(app: &App, shell: &Shell, enrolment: &enrolment::Model) -> Result<Vec<Part>, Error> {
    let links = links::live(&app.db, enrolment.id, app.clock.now()).await?;
    let given = |link: &questionnaire_link::Model| Given {
        code: links::code(&app.keys, link),
        until: link.expires_at,
    };
    let answered = queries::answered(&app.db, enrolment.id).await?;
    let progress = queries::progress(&app.db, enrolment).await?;
    let today = app.clock.today();
    let standing = |kind: QuestionnaireKind, moment: Moment| {
        let set = answered
            .iter()
            .find(|set| set.questionnaire == kind && set.moment == moment);
        if let Some(set) = set {
            return Standing::Answered {
                on: set.given_on,
                way: say::way(set.way),
            };
        }
        match rules::may_answer(moment, today, today, progress) {
            Ok(()) => {
                let link = links
                    .iter()
                    .find(|link| link.questionnaire == kind && link.moment == moment);
                Standing::Open {
                    link: link.map(&given),
                }
            }
            Err(NotNow::TrainingBegun(day)) => Standing::Late { day },
            Err(why) => Standing::NotNow {
                why: say::not_now(shell, why),
            },
        }
    };
    let mut parts = Vec::new();
    for kind in QuestionnaireKind::iter() {
        let asked = questionnaire(kind, None).context("every questionnaire has a version")?;
        let turn = |moment: Moment| Turn {
            path: say::moment_path(moment),
            key: say::moment(moment),
            standing: standing(kind, moment),
        };
        parts.push(Part {
            title: asked.title.say(shell.lang).into_owned(),
            path: say::questionnaire_path(kind),
            moments: MOMENTS.into_iter().map(turn).collect(),
        });
    }
    Ok(parts)
}

async fn results(
    app: &App,
    shell: &Shell,
    enrolment: &enrolment::Model,
) -> Result<Vec<ResultLine>, Error> {
    let mut results = Vec::new();
    for result in queries::skills(&app.db, enrolment.id).await? {
        let skill = skills::skill(result.kind).context("a test stays in the data")?;
        results.push(ResultLine {
            name: skill.name.say(shell.lang).into_owned(),
            moment: say::moment(result.moment),
            value: skill.said(shell, result.value),
            on: result.tested_on,
        });
    }
    Ok(results)
}
