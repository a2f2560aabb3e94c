//! `/handovers/{id}/opinion`: the opinion of who received a device or a kit: a code for their phone, a sheet of paper, or
//! the answers given here. Whether it was given is shown; what was said is not.
use super::{
    actions::{self, Given},
    asking::Asking,
    codes, papers,
    rules::asked_of_receiver,
    surveys::{Survey, survey},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::FollowHandovers},
    competence::given::{Typed, typed},
    handovers::queries as handovers,
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
use base64::{Engine, engine::general_purpose::STANDARD};
use entities::{handover, opinion_code};
use sea_orm::prelude::DateTimeUtc;

#[derive(Template)]
#[template(path = "satisfaction/handover.html")]
struct OpinionPage {
    shell: Shell,
    id: i32,
    title: String,
    standing: Standing,
    given: bool,
}

/// What can be done about the opinion.
enum Standing {
    /// No code was made.
    ToAsk,
    Open(Open),
    /// Nobody answered in time; a sheet of paper is still typed in.
    Over,
    Given,
}

/// A code that may be used, with its picture as an address of data.
struct Open {
    code: String,
    picture: String,
    typed_at: String,
    until: DateTimeUtc,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct CodeForm {
    write_id: String,
}

/// A handover of one's own counter, and what is asked of who received it.
struct Occasion {
    handover: handover::Model,
    survey: &'static Survey,
}

impl Occasion {
    async fn read(app: &App, by: &Allowed<FollowHandovers>, id: i32) -> Result<Self, Error> {
        let (handover, _) = handovers::handed_here(&app.db, by, id).await?;
        let programme = training::programme_of(&app.db, handover.programme_id).await?;
        let kind = match codes::of_receiver(&app.db, handover.id).await? {
            // Asked once, whatever the programme has become since.
            Some(code) => code.kind,
            None => asked_of_receiver(programme.kit_contents.is_some()),
        };
        Ok(Self {
            handover,
            survey: survey(kind).context("every kind has a survey")?,
        })
    }

    async fn code(&self, app: &App) -> Result<Option<opinion_code::Model>, Error> {
        Ok(codes::of_handover(&app.db, self.handover.id, self.survey.key).await?)
    }

    fn asking(&self) -> Asking {
        let back = format!("/handovers/{}/opinion", self.handover.id.0);
        Asking {
            survey: self.survey,
            action: format!("{back}/answers"),
            back,
            numbered: false,
            for_oneself: false,
        }
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<FollowHandovers>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let occasion = Occasion::read(&app, &by, id).await?;
    let now = app.clock.now();
    let standing = match occasion.code(&app).await? {
        None => Standing::ToAsk,
        Some(code) if code.used_in.is_some() => Standing::Given,
        Some(code) if !codes::is_open(&code, now) => Standing::Over,
        Some(code) => {
            let link = papers::link(&app, &code)?;
            Standing::Open(Open {
                code: link.code,
                picture: format!("data:image/svg+xml;base64,{}", STANDARD.encode(link.qr)),
                typed_at: link.typed_at,
                until: code.expires_at,
            })
        }
    };
    let shell = by.shell();
    let page = OpinionPage {
        id,
        title: occasion.survey.title.say(shell.lang).into_owned(),
        given: matches!(standing, Standing::Given),
        standing,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// Makes the code; where there is one, it stays.
pub async fn give_code(
    State(app): State<App>,
    by: Allowed<FollowHandovers>,
    Path(id): Path<i32>,
    Form(form): Form<CodeForm>,
) -> Result<Response, Error> {
    let occasion = Occasion::read(&app, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let of = (&occasion.handover, occasion.survey.key);
    let now = app.clock.now();
    codes::make_of_handover(&*write, &app.keys, of, by.membership_id, now).await?;
    let to = format!("/handovers/{id}/opinion?done=opinion-code-made");
    Ok(write.answer(to).await?.into_response())
}

pub async fn paper(
    State(app): State<App>,
    by: Allowed<FollowHandovers>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let occasion = Occasion::read(&app, &by, id).await?;
    let code = occasion.code(&app).await?;
    let now = app.clock.now();
    let open: Vec<&opinion_code::Model> = code
        .iter()
        .filter(|code| codes::is_open(code, now))
        .collect();
    let name = format!("avis-remise-{id}");
    papers::print(&app, by.words().lang, occasion.survey, &open, &name).await
}

pub async fn ask(
    State(app): State<App>,
    by: Allowed<FollowHandovers>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let occasion = Occasion::read(&app, &by, id).await?;
    let asking = occasion.asking();
    asking.page(by.shell(), &Typed::new(), FormErrors::default(), None)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<FollowHandovers>,
    Path(id): Path<i32>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let occasion = Occasion::read(&app, &by, id).await?;
    let asking = occasion.asking();
    let given: Typed = form.into_iter().collect();
    let (way, answers) = match asking.read(&given) {
        Ok(read) => read,
        Err(errors) => return asking.page(by.shell(), &given, errors, None),
    };
    let write = app.write_once(&by, typed(&given, "write_id")).await?;
    let of = (&occasion.handover, occasion.survey.key);
    let now = app.clock.now();
    let code = codes::make_of_handover(&*write, &app.keys, of, by.membership_id, now).await?;
    let opinion = Given {
        survey: occasion.survey,
        way,
        answers,
    };
    if actions::give(&*write, &code, opinion, app.clock.today()).await? {
        let to = format!("/handovers/{id}/opinion?done=opinion-recorded");
        return Ok(write.answer(to).await?.into_response());
    }
    drop(write);
    let refused = Some("opinion-refused-given");
    asking.page(by.shell(), &given, FormErrors::default(), refused)
}
