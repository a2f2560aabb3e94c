//! `GET /requests/{id}/competence/{questionnaire}/{moment}/paper`: the questionnaire to fill in by hand, or to answer
//! alone by the code on it. It bears the number of the request and nobody's name.
use super::{answering::Asking, links, say};
use crate::{
    app::App,
    auth::{Allowed, permissions::RecordAttendance},
    documents::{PaperAnswer, QuestionnaireLink, QuestionnairePaper, qr},
    recipients::identity::request_reference,
    web::{self, Error},
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    response::Response,
};
use entities::questionnaire_link;

pub async fn show(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(path): Path<(i32, String, String)>,
) -> Result<Response, Error> {
    let Asking {
        followed,
        questionnaire,
        moment,
    } = Asking::read(&app, &by, path).await?;
    let words = by.words();
    let now = app.clock.now();
    let live = links::live(&app.db, followed.enrolment.id, now).await?;
    let link = live
        .iter()
        .find(|link| link.questionnaire == questionnaire.key && link.moment == moment)
        .map(|link| printed(&app, link))
        .transpose()?;
    let paper = QuestionnairePaper {
        lang: words.lang,
        reference: request_reference(followed.request.id),
        title: questionnaire.title.say(words.lang).into_owned(),
        intro: questionnaire.intro.say(words.lang).into_owned(),
        moment: words.say(say::moment(moment)),
        scale: questionnaire
            .answers()
            .map(|(value, answer)| PaperAnswer {
                value,
                words: answer.words.say(words.lang).into_owned(),
            })
            .collect(),
        statements: questionnaire
            .statements
            .iter()
            .map(|statement| statement.words.say(words.lang).into_owned())
            .collect(),
        link,
    };
    let pdf = app
        .documents
        .pdf(paper)
        .await
        .context("the questionnaire could not be typeset")?;
    let name = format!("questionnaire-{}", followed.request.id.0);
    Ok(web::pdf(&name, pdf))
}

/// The code of a link and where to type it, with its picture.
fn printed(app: &App, link: &questionnaire_link::Model) -> Result<QuestionnaireLink, Error> {
    let code = links::code(&app.keys, link);
    let base_url = &app.config.base_url;
    let address = format!("{base_url}/questionnaire/{code}");
    Ok(QuestionnaireLink {
        qr: qr::svg(&address).context("an address fits into a QR code")?,
        typed_at: format!("{base_url}/questionnaire"),
        code,
    })
}
