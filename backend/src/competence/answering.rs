//! `GET|POST /requests/{id}/competence/{questionnaire}/{moment}`: the answers of somebody, given with the trainer's help
//! or on paper and typed in.
use super::{
    actions::{self, Answers, Failure, Refusal, When},
    given::{self, Line, Step, Typed, typed},
    queries::{self, Followed},
    questionnaires::Questionnaire,
    say,
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
    answer_set::{Moment, QuestionnaireKind, Way},
};

#[derive(Template)]
#[template(path = "competence/answering.html")]
struct AnsweringPage {
    shell: Shell,
    id: i32,
    reference: String,
    who: String,
    title: String,
    intro: String,
    moment: &'static str,
    action: String,
    lines: Vec<Line>,
    scale: Vec<Step>,
    ways: Vec<Choice>,
    way: String,
    given_on: String,
    errors: FormErrors,
    refusal: Option<String>,
}

/// What the address says is asked, and when.
fn named(questionnaire: &str, moment: &str) -> Result<(QuestionnaireKind, Moment), Error> {
    let kind = say::questionnaire_of(questionnaire).ok_or(Error::NotFound)?;
    let moment = say::moment_of(moment).ok_or(Error::NotFound)?;
    Ok((kind, moment))
}

/// What is asked of whom.
pub struct Asking {
    pub followed: Followed,
    pub questionnaire: &'static Questionnaire,
    pub moment: Moment,
}

impl Asking {
    /// The person of a request, for the trainer of one of their sessions.
    pub async fn read(
        app: &App,
        by: &Allowed<RecordAttendance>,
        (id, questionnaire, moment): (i32, String, String),
    ) -> Result<Self, Error> {
        let (kind, moment) = named(&questionnaire, &moment)?;
        let followed = queries::followed(&app.db, by, id).await?;
        let answered = queries::answered(&app.db, followed.enrolment.id).await?;
        Ok(Self {
            questionnaire: queries::asked(&answered, kind)?,
            followed,
            moment,
        })
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(path): Path<(i32, String, String)>,
) -> Result<Response, Error> {
    let asking = Asking::read(&app, &by, path).await?;
    let mut given = Typed::new();
    given.insert("given_on".to_owned(), app.clock.today().to_string());
    render(&app, &by, &asking, &given, FormErrors::default(), None).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(path): Path<(i32, String, String)>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let asking = Asking::read(&app, &by, path).await?;
    let given: Typed = form.into_iter().collect();
    let (day, answers) = match read(&asking, &by, &given) {
        Ok(read) => read,
        Err(errors) => return render(&app, &by, &asking, &given, errors, None).await,
    };
    let write = app.write_once(&by, typed(&given, "write_id")).await?;
    let when = When {
        moment: asking.moment,
        day,
        today: app.clock.today(),
        now: app.clock.now(),
    };
    let enrolment = &asking.followed.enrolment;
    match actions::record_answers(&*write, enrolment, when, answers).await {
        Ok(()) => {
            let id = asking.followed.request.id.0;
            let to = format!("/requests/{id}/competence?done=answers-recorded");
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let errors = FormErrors::default();
            render(&app, &by, &asking, &given, errors, Some(refusal)).await
        }
        Err(Failure::Error(error)) => Err(error),
    }
}

fn read<'a>(
    asking: &'a Asking,
    by: &Allowed<RecordAttendance>,
    given: &Typed,
) -> Result<(NaiveDate, Answers<'a>), FormErrors> {
    let mut errors = FormErrors::default();
    let way = match typed(given, "way") {
        "with_help" => Some(Way::WithHelp),
        "on_paper" => Some(Way::OnPaper),
        _ => None,
    };
    if way.is_none() {
        errors.add("way", "competence-choose-way");
    }
    let day: Option<NaiveDate> = typed(given, "given_on").parse().ok();
    if day.is_none() {
        errors.add("given_on", "session-date-unreadable");
    }
    let answers = given::answers(asking.questionnaire, given, &mut errors);
    match (way, day) {
        (Some(way), Some(day)) if errors.is_empty() => {
            let answers = Answers {
                questionnaire: asking.questionnaire,
                way,
                recorded_by: Some(by.membership_id),
                answers,
            };
            Ok((day, answers))
        }
        _ => Err(errors),
    }
}

async fn render(
    app: &App,
    by: &Allowed<RecordAttendance>,
    asking: &Asking,
    given: &Typed,
    errors: FormErrors,
    refusal: Option<Refusal>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let asked = asking.questionnaire;
    let Followed {
        request,
        learner,
        recipient,
        ..
    } = &asking.followed;
    let name = identity::learner_name(&app.keys, learner, recipient)?;
    let now = app.clock.now();
    access::record(&app.db, by, [recipient.id], AccessAct::Viewed, now).await?;
    let id = request.id.0;
    let page = AnsweringPage {
        id,
        reference: request_reference(request.id),
        who: name.map_or_else(|| shell.say("person-forgotten"), |name| short_name(&name)),
        title: asked.title.say(shell.lang).into_owned(),
        intro: asked.intro.say(shell.lang).into_owned(),
        moment: say::moment(asking.moment),
        action: format!(
            "/requests/{id}/competence/{}/{}",
            say::questionnaire_path(asked.key),
            say::moment_path(asking.moment)
        ),
        lines: given::lines(asked, given, shell.lang),
        scale: given::scale(asked, shell.lang),
        ways: vec![
            Choice::new("with_help", shell.say(say::way(Way::WithHelp))),
            Choice::new("on_paper", shell.say(say::way(Way::OnPaper))),
        ],
        way: typed(given, "way").to_owned(),
        given_on: typed(given, "given_on").to_owned(),
        refusal: refusal.map(|refused| say::refusal(&shell, refused)),
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
