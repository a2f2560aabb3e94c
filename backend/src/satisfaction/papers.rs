//! The sheets of a survey: to fill in by hand, or to answer alone by the code on each. They bear nobody's name.
use super::{codes, surveys::Survey};
use crate::{
    app::App,
    competence::questionnaires::Asked,
    documents::{OpinionSheet, OpinionSheets, PaperAnswer, QuestionnaireLink, qr},
    web::{self, Error, Lang},
};
use anyhow::Context;
use axum::response::Response;
use entities::opinion_code;

/// One sheet for each code.
pub async fn print(
    app: &App,
    lang: Lang,
    survey: &Survey,
    codes: &[&opinion_code::Model],
    name: &str,
) -> Result<Response, Error> {
    let sheets = codes
        .iter()
        .map(|code| {
            Ok(OpinionSheet {
                number: code.session_id.map(|_| code.number),
                link: link(app, code)?,
            })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    if sheets.is_empty() {
        return Err(Error::NotFound);
    }
    let paper = OpinionSheets {
        lang,
        title: survey.title.say(lang).into_owned(),
        intro: survey.intro.say(lang).into_owned(),
        scale: (1..)
            .zip(survey.scale())
            .map(|(value, answer)| PaperAnswer {
                value,
                words: answer.words.say(lang).into_owned(),
            })
            .collect(),
        questions: survey
            .sentences()
            .into_iter()
            .map(|question| question.say(lang).into_owned())
            .collect(),
        sheets,
    };
    let pdf = app
        .documents
        .pdf(paper)
        .await
        .context("the sheets of a survey could not be typeset")?;
    Ok(web::pdf(name, pdf))
}

/// A code, its picture, and where it is typed.
pub fn link(app: &App, code: &opinion_code::Model) -> Result<QuestionnaireLink, Error> {
    let code = codes::printed(&app.keys, code);
    let base_url = &app.config.base_url;
    let address = format!("{base_url}/opinion/{code}");
    Ok(QuestionnaireLink {
        qr: qr::svg(&address).context("an address fits into a QR code")?,
        typed_at: format!("{base_url}/opinion"),
        code,
    })
}
