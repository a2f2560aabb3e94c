//! `GET|POST /pathways/new`: a pathway and its modules.
use super::{
    actions::{NewModule, create_pathway},
    themes,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageProgrammes},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

/// As many modules as one page offers: no plan has more than that.
const ROWS: usize = 6;

#[derive(Template)]
#[template(path = "programmes/pathway.html")]
struct PathwayPage {
    shell: Shell,
    themes: Vec<Choice>,
    form: PathwayForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PathwayForm {
    write_id: String,
    name_fr: String,
    name_en: String,
    module_fr: Vec<String>,
    module_en: Vec<String>,
    minutes: Vec<String>,
    theme: Vec<String>,
}

impl PathwayForm {
    /// The rows to show: what was typed, and room for more.
    fn rows(&self) -> Vec<(String, String, String, String)> {
        let at = |column: &[String], row: usize| column.get(row).cloned().unwrap_or_default();
        (0..ROWS)
            .map(|row| {
                (
                    at(&self.module_fr, row),
                    at(&self.module_en, row),
                    at(&self.minutes, row),
                    at(&self.theme, row),
                )
            })
            .collect()
    }

    fn parse(&self) -> Result<Vec<NewModule>, FormErrors> {
        let mut errors = FormErrors::default();
        if self.name_fr.trim().is_empty() {
            errors.add("name_fr", "programme-name-missing");
        }
        if self.name_en.trim().is_empty() {
            errors.add("name_en", "programme-name-missing");
        }
        let mut modules = Vec::new();
        for (row, (fr, en, minutes, theme)) in (1_i64..).zip(self.rows()) {
            let (fr, en, minutes) = (fr.trim(), en.trim(), minutes.trim());
            if fr.is_empty() && en.is_empty() && minutes.is_empty() {
                continue;
            }
            let minutes = minutes.parse().ok().filter(|m| (1..=6_000).contains(m));
            match minutes {
                Some(minutes) if !fr.is_empty() && !en.is_empty() => modules.push(NewModule {
                    name_fr: fr.to_owned(),
                    name_en: en.to_owned(),
                    minutes,
                    theme: themes::theme(&theme),
                }),
                _ => errors.add_with("modules", "pathway-module-incomplete", "row", row),
            }
        }
        if modules.is_empty() && errors.on("modules").is_none() {
            errors.add("modules", "pathway-modules-missing");
        }
        if errors.is_empty() {
            Ok(modules)
        } else {
            Err(errors)
        }
    }
}

pub async fn show(by: Allowed<ManageProgrammes>) -> Result<Response, Error> {
    super::edit::whole_departement(&by)?;
    let page = PathwayPage {
        shell: by.shell(),
        themes: themes::choices(by.words()),
        form: PathwayForm::default(),
        errors: FormErrors::default(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageProgrammes>,
    Form(form): Form<PathwayForm>,
) -> Result<Response, Error> {
    super::edit::whole_departement(&by)?;
    let modules = match form.parse() {
        Ok(modules) => modules,
        Err(errors) => {
            let page = PathwayPage {
                shell: by.shell(),
                themes: themes::choices(by.words()),
                form,
                errors,
            };
            return Ok(web::page(StatusCode::UNPROCESSABLE_ENTITY, &page)?);
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let names = (
        form.name_fr.trim().to_owned(),
        form.name_en.trim().to_owned(),
    );
    create_pathway(&*write, names, modules).await?;
    Ok(write
        .answer("/programmes?done=pathway-created")
        .await?
        .into_response())
}
