//! `/programmes/{id}/passes`: how many passes a programme gives at each level, and which training places take them.
use super::{
    issuing::{self, Terms},
    ledger::whole_departement,
    queries,
    rules::{LEVELS, MOST_GIVEN},
    say,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::IssuePasses},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    pass_rule::PassLevel,
    programme::{self, ProgrammeId},
    site,
};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "passes/programme.html")]
struct ProgrammePage {
    shell: Shell,
    programme: String,
    numbers: Vec<NumberField>,
    places: Vec<Choice>,
    ticked: Vec<String>,
    errors: FormErrors,
}

/// How many passes a level is given.
struct NumberField {
    name: &'static str,
    label: &'static str,
    value: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct TermsForm {
    write_id: String,
    assisted: String,
    beginner: String,
    independent: String,
    not_placed: String,
    places: Vec<String>,
}

impl TermsForm {
    fn number(&self, level: PassLevel) -> &str {
        match level {
            PassLevel::Assisted => &self.assisted,
            PassLevel::Beginner => &self.beginner,
            PassLevel::Independent => &self.independent,
            PassLevel::NotPlaced => &self.not_placed,
        }
    }

    fn parse(&self, sites: &[site::Model]) -> Result<Terms, FormErrors> {
        let mut errors = FormErrors::default();
        let mut passes = BTreeMap::new();
        for level in LEVELS {
            let typed = self.number(level).trim();
            let number: Option<i32> = if typed.is_empty() {
                Some(0)
            } else {
                typed.parse().ok()
            };
            match number.filter(|number| (0..=MOST_GIVEN).contains(number)) {
                Some(number) => {
                    passes.insert(level, number);
                }
                None => errors.add_with(
                    say::level_value(level),
                    "pass-number-wrong",
                    "limit",
                    i64::from(MOST_GIVEN),
                ),
            }
        }
        let places: Vec<_> = sites
            .iter()
            .filter(|site| self.places.contains(&site.id.0.to_string()))
            .map(|site| site.id)
            .collect();
        if places.len() != self.places.len() {
            errors.add("places", "pass-choose-places");
        }
        if errors.is_empty() {
            Ok(Terms { passes, places })
        } else {
            Err(errors)
        }
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<IssuePasses>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let programme = find(&app, id).await?;
    let numbers = queries::rules_of(&app.db, programme.id).await?;
    let number = |level| numbers.get(&level).copied().unwrap_or_default().to_string();
    let admitted = queries::places_of(&app.db, programme.id).await?;
    let form = TermsForm {
        write_id: String::new(),
        assisted: number(PassLevel::Assisted),
        beginner: number(PassLevel::Beginner),
        independent: number(PassLevel::Independent),
        not_placed: number(PassLevel::NotPlaced),
        places: admitted.iter().map(|site| site.id.0.to_string()).collect(),
    };
    let places = training_places(&app).await?;
    let errors = FormErrors::default();
    render(&by, StatusCode::OK, &programme, &places, form, errors)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<IssuePasses>,
    Path(id): Path<i32>,
    Form(form): Form<TermsForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let programme = find(&app, id).await?;
    let places = training_places(&app).await?;
    let terms = match form.parse(&places) {
        Ok(terms) => terms,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return render(&by, status, &programme, &places, form, errors);
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let at = by.at(app.clock.now());
    issuing::change_terms(&write, at, &programme, &terms).await?;
    Ok(write
        .answer(format!("/programmes/{id}/passes?done=pass-rules-changed"))
        .await?
        .into_response())
}

async fn find(app: &App, id: i32) -> Result<programme::Model, Error> {
    programme::Entity::find_by_id(ProgrammeId(id))
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)
}

async fn training_places(app: &App) -> Result<Vec<site::Model>, Error> {
    Ok(site::Entity::find()
        .filter(site::COLUMN.is_training.eq(true))
        .filter(site::COLUMN.closed_at.is_null())
        .order_by_asc(site::COLUMN.city)
        .order_by_asc(site::COLUMN.name)
        .all(&app.db)
        .await?)
}

fn render(
    by: &Allowed<IssuePasses>,
    status: StatusCode,
    programme: &programme::Model,
    places: &[site::Model],
    form: TermsForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let shell = by.shell();
    let page = ProgrammePage {
        programme: shell
            .lang
            .choose(&programme.name_fr, &programme.name_en)
            .to_owned(),
        numbers: LEVELS
            .into_iter()
            .map(|level| NumberField {
                name: say::level_value(level),
                label: say::level_key(level),
                value: form.number(level).to_owned(),
            })
            .collect(),
        places: places
            .iter()
            .map(|site| Choice::new(site.id.0.to_string(), queries::place_name(site)))
            .collect(),
        ticked: form.places,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
