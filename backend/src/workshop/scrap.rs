//! `GET|POST /bench/{code}/scrap`: a device leaves as waste, weighed, coded, and to whom.
use super::{
    actions::{self, Waste},
    device::{answer, at_bench},
    lacking::{self, Lacking},
    queries::Work,
    rules::{Erasure, WASTE_CODES, grams},
    taking_out::{self, Out},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::ScrapDevices},
    identifiers::Siret,
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Form;
use entities::{device::Stage, habilitation::Act};

#[derive(Template)]
#[template(path = "workshop/scrap.html")]
struct ScrapPage {
    shell: Shell,
    code: String,
    work: Work,
    codes: Vec<Choice>,
    /// Data may be left on it: they leave with the device.
    holds_data: bool,
    /// What may be taken out and kept, by who may open it.
    keepable: Vec<Choice>,
    lacking: Vec<Lacking>,
    form: ScrapForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ScrapForm {
    write_id: String,
    pub weight: String,
    pub waste_code: String,
    pub recipient: String,
    pub recipient_siret: String,
    pub waste_form: String,
    pub data_handled: String,
    /// Parts that are kept.
    pub keep: Vec<String>,
}

impl ScrapForm {
    fn parse(&self, holds_data: bool) -> Result<Waste, FormErrors> {
        let mut errors = FormErrors::default();
        let weight_grams = grams(&self.weight);
        if weight_grams.is_none() {
            errors.add("weight", "scrap-weight-wrong");
        }
        let code = WASTE_CODES
            .iter()
            .map(|(code, _)| *code)
            .find(|code| *code == self.waste_code);
        if code.is_none() {
            errors.add("waste_code", "scrap-code-missing");
        }
        let recipient = self.recipient.trim();
        if recipient.is_empty() || recipient.chars().count() > 200 {
            errors.add("recipient", "scrap-recipient-missing");
        }
        let siret = self.recipient_siret.trim();
        let recipient_siret = match Siret::parse(siret) {
            Ok(siret) => Some(siret.as_str().to_owned()),
            Err(_) if siret.is_empty() => None,
            Err(_) => {
                errors.add("recipient_siret", "scrap-siret-wrong");
                None
            }
        };
        let form = self.waste_form.trim();
        if form.chars().count() > 40 {
            errors.add("waste_form", "scrap-form-too-long");
        }
        if holds_data && self.data_handled != "yes" {
            errors.add("data_handled", "scrap-data-unhandled");
        }
        let kept: Vec<Out> = self.keep.iter().filter_map(|out| Out::parse(out)).collect();
        match (weight_grams, code) {
            (Some(weight_grams), Some(code)) if errors.is_empty() => Ok(Waste {
                weight_grams,
                code,
                recipient: recipient.to_owned(),
                recipient_siret,
                form: (!form.is_empty()).then(|| form.to_owned()),
                kept,
            }),
            _ => Err(errors),
        }
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ScrapDevices>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    if !matches!(
        work.device.stage,
        Stage::Triage | Stage::Refurbishment | Stage::QualityCheck
    ) {
        return Ok(Redirect::to(&format!("/bench/{}", work.code())).into_response());
    }
    let nothing = (ScrapForm::default(), FormErrors::default());
    page(&app, &by, work, StatusCode::OK, nothing).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ScrapDevices>,
    Path(code): Path<String>,
    Form(form): Form<ScrapForm>,
) -> Result<Response, Error> {
    let waste = {
        // Found again by the action; a repeat of a form that was answered finds it gone.
        let work = at_bench(&app, &by, &code).await;
        match work {
            Ok(work) => match form.parse(may_hold_data(&work)) {
                Ok(waste) => waste,
                Err(errors) => {
                    let status = StatusCode::UNPROCESSABLE_ENTITY;
                    return page(&app, &by, work, status, (form, errors)).await;
                }
            },
            Err(Error::NotFound) => form.parse(false).map_err(|_| Error::NotFound)?,
            Err(error) => return Err(error),
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let outcome = actions::scrap(&app, &write, &by, &code, waste)
        .await
        .map(|()| scrapped("done-bench-scrapped"));
    answer(&app, &by, &code, write, outcome).await
}

/// Back to the bench: the device's own page is no longer there.
fn scrapped(key: &str) -> String {
    format!("/bench?done={}", key.trim_start_matches("done-"))
}

/// The waste codes, each with what it stands for.
pub fn waste_codes(words: Words) -> Vec<Choice> {
    WASTE_CODES
        .iter()
        .map(|(code, key)| Choice::new(*code, words.say(key)).hint(*code))
        .collect()
}

fn may_hold_data(work: &Work) -> bool {
    matches!(
        work.facts().erasure,
        Erasure::Missing(_) | Erasure::NotAccepted(_) | Erasure::SomeDrives(_)
    )
}

async fn page(
    app: &App,
    by: &Signed,
    work: Work,
    status: StatusCode,
    (form, errors): (ScrapForm, FormErrors),
) -> Result<Response, Error> {
    let shell = by.shell();
    let act = Act::ElectricalRepair;
    let lacking = lacking::of(app, by, &shell, [act]).await?;
    let keepable = if lacking.is_empty() {
        taking_out::choices(&app.db, shell.words, &work).await?
    } else {
        Vec::new()
    };
    let page = ScrapPage {
        keepable,
        lacking,
        code: work.code().to_owned(),
        codes: waste_codes(shell.words),
        holds_data: may_hold_data(&work),
        form,
        errors,
        work,
        shell,
    };
    Ok(web::page(status, &page)?)
}
