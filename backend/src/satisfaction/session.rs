//! `/training/sessions/{id}/opinions`: the opinions of who was present at a session: a sheet with a code for each, or the
//! answers typed in by the trainer. How many answered is shown; what they said is not.
use super::{
    actions::{self, Given},
    asking::Asking,
    codes, papers,
    queries::{self, Present},
    surveys::{Survey, survey},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::RecordAttendance},
    competence::{
        given::{Typed, typed},
        rules::Answered,
    },
    training::queries as training,
    web::{self, Error, FormErrors, Shell},
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
    answer_set::Way,
    opinion::OpinionKind,
    opinion_code,
    training_session::{self, TrainingSessionId},
};
use sea_orm::prelude::DateTimeUtc;

#[derive(Template)]
#[template(path = "satisfaction/session.html")]
struct OpinionsPage {
    shell: Shell,
    id: i32,
    starts_at: DateTimeUtc,
    parts: Vec<Part>,
}

/// Who was present under one programme.
struct Part {
    programme: i32,
    name: String,
    present: i32,
    answered: usize,
    /// Codes that may still be used.
    open: usize,
    /// Somebody who was present has no code yet.
    to_make: bool,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct CodesForm {
    write_id: String,
    programme: String,
}

/// What is asked of who was present at a session of one's own.
struct Occasion {
    session: training_session::Model,
    survey: &'static Survey,
    present: Vec<Present>,
}

impl Occasion {
    async fn read(app: &App, by: &Allowed<RecordAttendance>, id: i32) -> Result<Self, Error> {
        let session = training::own_session(&app.db, by, TrainingSessionId(id)).await?;
        Ok(Self {
            survey: survey(OpinionKind::Workshop).context("every kind has a survey")?,
            present: queries::present(&app.db, session.id).await?,
            session,
        })
    }

    /// Those present under the programme that an address or a form names.
    fn under(&self, programme: i32) -> Result<&Present, Error> {
        let mut present = self.present.iter();
        let named = present.find(|one| one.programme.id.0 == programme);
        named.ok_or(Error::NotFound)
    }

    fn asking(&self, programme: i32) -> Asking {
        let back = format!("/training/sessions/{}/opinions", self.session.id.0);
        Asking {
            survey: self.survey,
            action: format!("{back}/{programme}/answers"),
            back,
            numbered: true,
            for_oneself: false,
        }
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let occasion = Occasion::read(&app, &by, id).await?;
    let codes = codes::of_session(&app.db, occasion.session.id).await?;
    let now = app.clock.now();
    let shell = by.shell();
    let part = |present: &Present| {
        let programme = &present.programme;
        let own: Vec<&opinion_code::Model> = codes
            .iter()
            .filter(|code| code.programme_id == programme.id)
            .collect();
        let used = own.iter().filter(|code| code.used_in.is_some());
        let open = own.iter().filter(|code| codes::is_open(code, now));
        Part {
            programme: programme.id.0,
            name: shell
                .lang
                .choose(&programme.name_fr, &programme.name_en)
                .to_owned(),
            present: present.people,
            answered: used.count(),
            open: open.count(),
            to_make: own.last().map_or(0, |code| code.number) < present.people,
        }
    };
    let page = OpinionsPage {
        id,
        starts_at: occasion.session.starts_at,
        parts: occasion.present.iter().map(part).collect(),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// Makes a code for each who was present and has none.
pub async fn give_codes(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
    Form(form): Form<CodesForm>,
) -> Result<Response, Error> {
    let occasion = Occasion::read(&app, &by, id).await?;
    let programme: i32 = form.programme.parse().map_err(|_| Error::Unreadable)?;
    let present = occasion.under(programme)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let of = (&occasion.session, present.programme.id, present.people);
    let now = app.clock.now();
    codes::make_of_session(&*write, &app.keys, of, by.membership_id, now).await?;
    let to = format!("/training/sessions/{id}/opinions?done=opinion-codes-made");
    Ok(write.answer(to).await?.into_response())
}

pub async fn paper(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path((id, programme)): Path<(i32, i32)>,
) -> Result<Response, Error> {
    let occasion = Occasion::read(&app, &by, id).await?;
    let programme = occasion.under(programme)?.programme.id;
    let codes = codes::of_session(&app.db, occasion.session.id).await?;
    let now = app.clock.now();
    let open: Vec<&opinion_code::Model> = codes
        .iter()
        .filter(|code| code.programme_id == programme && codes::is_open(code, now))
        .collect();
    let name = format!("avis-atelier-{id}");
    papers::print(&app, by.words().lang, occasion.survey, &open, &name).await
}

pub async fn ask(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path((id, programme)): Path<(i32, i32)>,
) -> Result<Response, Error> {
    let occasion = Occasion::read(&app, &by, id).await?;
    occasion.under(programme)?;
    let asking = occasion.asking(programme);
    asking.page(by.shell(), &Typed::new(), FormErrors::default(), None)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path((id, programme)): Path<(i32, i32)>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let occasion = Occasion::read(&app, &by, id).await?;
    let present = occasion.under(programme)?;
    let asking = occasion.asking(programme);
    let given: Typed = form.into_iter().collect();
    let (way, answers, number) = match read(&asking, &given, present.people) {
        Ok(read) => read,
        Err(errors) => return asking.page(by.shell(), &given, errors, None),
    };
    let write = app.write_once(&by, typed(&given, "write_id")).await?;
    let of = (&occasion.session, present.programme.id, present.people);
    let now = app.clock.now();
    let codes = codes::make_of_session(&*write, &app.keys, of, by.membership_id, now).await?;
    let code = codes.iter().find(|code| code.number == number);
    let code = code.context("everybody who was present has a code")?;
    let opinion = Given {
        survey: occasion.survey,
        way,
        answers,
    };
    if actions::give(&*write, code, opinion, app.clock.today()).await? {
        let to = format!("/training/sessions/{id}/opinions?done=opinion-recorded");
        return Ok(write.answer(to).await?.into_response());
    }
    drop(write);
    let refused = Some("opinion-refused-sheet-given");
    asking.page(by.shell(), &given, FormErrors::default(), refused)
}

/// How it was answered, the answers, and the number of the sheet: with it the code goes that stands on it, and no other.
fn read(
    asking: &Asking,
    given: &Typed,
    present: i32,
) -> Result<(Way, Vec<Answered>, i32), FormErrors> {
    let number: Option<i32> = typed(given, "sheet").parse().ok();
    let number = number.filter(|number| (1..=present).contains(number));
    match (asking.read(given), number) {
        (Ok((way, answers)), Some(number)) => Ok((way, answers, number)),
        (Ok(_), None) => Err(no_sheet(FormErrors::default(), present)),
        (Err(errors), None) => Err(no_sheet(errors, present)),
        (Err(errors), Some(_)) => Err(errors),
    }
}

fn no_sheet(mut errors: FormErrors, present: i32) -> FormErrors {
    errors.add_with(
        "sheet",
        "opinion-sheet-wrong",
        "present",
        i64::from(present),
    );
    errors
}
