//! `/requests/{id}/kit-opinion`: what who prescribed a kit thinks of it, once for each kit. Signed in, and all the same of
//! nobody: the opinion names no request.
use super::{
    actions::{self, Given},
    asking::Asking,
    codes,
    surveys::{Survey, survey},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SubmitRequests},
    competence::given::{Typed, typed},
    training::queries as training,
    web::{Error, FormErrors},
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    handover,
    opinion::OpinionKind,
    request::{self, RequestId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// A kit that was handed over for a request of one's own organisation.
struct Occasion {
    handover: handover::Model,
    survey: &'static Survey,
    asking: Asking,
}

impl Occasion {
    async fn read(app: &App, by: &Allowed<SubmitRequests>, id: i32) -> Result<Self, Error> {
        let db = &app.db;
        let request = request::Entity::find_by_id(RequestId(id))
            .filter(request::COLUMN.organisation_id.eq(by.organisation_id))
            .one(db)
            .await?
            .ok_or(Error::NotFound)?;
        let programme = training::programme_of(db, request.programme_id).await?;
        let handover = handover::Entity::find()
            .filter(handover::COLUMN.request_id.eq(request.id))
            .order_by_asc(handover::COLUMN.id)
            .one(db)
            .await?
            .filter(|_| programme.kit_contents.is_some())
            .ok_or(Error::NotFound)?;
        let survey = survey(OpinionKind::KitPrescriber).context("every kind has a survey")?;
        Ok(Self {
            handover,
            survey,
            asking: Asking {
                survey,
                action: format!("/requests/{id}/kit-opinion"),
                back: format!("/requests/{id}"),
                numbered: false,
                for_oneself: true,
            },
        })
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SubmitRequests>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let occasion = Occasion::read(&app, &by, id).await?;
    let code = codes::of_handover(&app.db, occasion.handover.id, occasion.survey.key).await?;
    let given = code.is_some_and(|code| code.used_in.is_some());
    let refused = given.then_some("opinion-refused-given");
    let asking = occasion.asking;
    asking.page(by.shell(), &Typed::new(), FormErrors::default(), refused)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<SubmitRequests>,
    Path(id): Path<i32>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let occasion = Occasion::read(&app, &by, id).await?;
    let asking = occasion.asking;
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
        let to = format!("/requests/{id}?done=opinion-recorded");
        return Ok(write.answer(to).await?.into_response());
    }
    drop(write);
    let refused = Some("opinion-refused-given");
    asking.page(by.shell(), &given, FormErrors::default(), refused)
}
