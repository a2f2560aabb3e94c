//! A survey as a form: somebody answers, with the help of staff or on a paper that staff type in.
use super::surveys::Survey;
use crate::{
    competence::{
        given::{self, Line, Step, Typed, typed},
        rules::Answered,
        say,
    },
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use entities::answer_set::Way;

#[derive(Template)]
#[template(path = "satisfaction/answering.html")]
struct AnsweringPage {
    shell: Shell,
    title: String,
    intro: String,
    action: String,
    back: String,
    lines: Vec<Line>,
    scale: Vec<Step>,
    ways: Vec<Choice>,
    way: String,
    for_oneself: bool,
    numbered: bool,
    sheet: String,
    errors: FormErrors,
    refused: Option<&'static str>,
}

/// What is asked, where the answers go, and where one came from.
pub struct Asking {
    pub survey: &'static Survey,
    pub action: String,
    pub back: String,
    /// There are several sheets, each with its number.
    pub numbered: bool,
    /// Whoever is signed in says what they think themselves.
    pub for_oneself: bool,
}

impl Asking {
    /// How it was answered, and the answers.
    pub fn read(&self, given: &Typed) -> Result<(Way, Vec<Answered>), FormErrors> {
        let mut errors = FormErrors::default();
        let way = match typed(given, "way") {
            _ if self.for_oneself => Some(Way::Alone),
            "with_help" => Some(Way::WithHelp),
            "on_paper" => Some(Way::OnPaper),
            _ => None,
        };
        if way.is_none() {
            errors.add("way", "competence-choose-way");
        }
        let answers = given::answers(self.survey, given, &mut errors);
        match way {
            Some(way) if errors.is_empty() => Ok((way, answers)),
            Some(_) | None => Err(errors),
        }
    }

    pub fn page(
        &self,
        shell: Shell,
        given: &Typed,
        errors: FormErrors,
        refused: Option<&'static str>,
    ) -> Result<Response, Error> {
        let status = match (refused, errors.is_empty()) {
            (Some(_), _) => StatusCode::CONFLICT,
            (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
            (None, true) => StatusCode::OK,
        };
        let page = AnsweringPage {
            title: self.survey.title.say(shell.lang).into_owned(),
            intro: self.survey.intro.say(shell.lang).into_owned(),
            action: self.action.clone(),
            back: self.back.clone(),
            lines: given::lines(self.survey, given, shell.lang),
            scale: given::scale(self.survey, shell.lang),
            ways: vec![
                Choice::new("with_help", shell.say(say::way(Way::WithHelp))),
                Choice::new("on_paper", shell.say(say::way(Way::OnPaper))),
            ],
            way: typed(given, "way").to_owned(),
            for_oneself: self.for_oneself,
            numbered: self.numbered,
            sheet: typed(given, "sheet").to_owned(),
            errors,
            refused,
            shell,
        };
        Ok(web::page(status, &page)?)
    }
}
