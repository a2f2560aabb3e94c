//! `/agreement-clauses`: whether kit goes out only to schools with an agreement, and what it says of insurance and theft.
use super::{
    actions::{self, Clauses},
    queries,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SetLendingRules},
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

#[derive(Template)]
#[template(path = "lending/clauses.html")]
struct ClausesPage {
    shell: Shell,
    form: ClausesForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ClausesForm {
    write_id: String,
    required: String,
    insurance_fr: String,
    insurance_en: String,
    theft_fr: String,
    theft_en: String,
}

/// A clause is a few paragraphs: the agreement stays readable.
const LONGEST: usize = 4_000;

impl ClausesForm {
    fn parse(&self) -> Result<Clauses, FormErrors> {
        let mut errors = FormErrors::default();
        let mut pair = |[french, english]: [(&'static str, &String); 2]| {
            for (field, text) in [french, english] {
                if text.chars().count() > LONGEST {
                    errors.add(field, "clause-too-long");
                }
            }
            let texts = [french.1.trim().to_owned(), english.1.trim().to_owned()];
            // A paper that says it in one language only says something else in the other.
            if texts[0].is_empty() != texts[1].is_empty() {
                let missing = if texts[0].is_empty() { french } else { english };
                errors.add(missing.0, "clause-in-both");
            }
            texts
        };
        let insurance = pair([
            ("insurance_fr", &self.insurance_fr),
            ("insurance_en", &self.insurance_en),
        ]);
        let theft = pair([("theft_fr", &self.theft_fr), ("theft_en", &self.theft_en)]);
        if errors.is_empty() {
            Ok(Clauses {
                required: self.required == "yes",
                insurance,
                theft,
            })
        } else {
            Err(errors)
        }
    }
}

pub async fn show(State(app): State<App>, by: Allowed<SetLendingRules>) -> Result<Response, Error> {
    let form = queries::clause(&app.db)
        .await?
        .map_or_else(ClausesForm::default, |clause| ClausesForm {
            write_id: String::new(),
            required: if clause.required { "yes" } else { "" }.to_owned(),
            insurance_fr: clause.insurance_fr,
            insurance_en: clause.insurance_en,
            theft_fr: clause.theft_fr,
            theft_en: clause.theft_en,
        });
    page(&by, StatusCode::OK, form, FormErrors::default())
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<SetLendingRules>,
    Form(form): Form<ClausesForm>,
) -> Result<Response, Error> {
    let clauses = match form.parse() {
        Ok(clauses) => clauses,
        Err(errors) => return page(&by, StatusCode::UNPROCESSABLE_ENTITY, form, errors),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let at = (by.membership_id, app.clock.now());
    actions::declare(&*write, at, clauses).await?;
    let to = "/agreement-clauses?done=clauses-changed";
    Ok(write.answer(to).await?.into_response())
}

fn page(
    by: &Allowed<SetLendingRules>,
    status: StatusCode,
    form: ClausesForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let page = ClausesPage {
        shell: by.shell(),
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}
