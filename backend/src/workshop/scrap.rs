//! `GET|POST /bench/{code}/scrap`: a device leaves as waste, weighed, coded, and to whom.
use super::{
    actions::{self, Waste},
    device::{answer, at_bench},
    onto_pallet,
    queries::Work,
    rules::grams,
    waste_codes,
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::ScrapDevices},
    identifiers::Siret,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Form;
use entities::{device::Stage, waste_pallet::WastePalletId};

#[derive(Template)]
#[template(path = "workshop/scrap.html")]
struct ScrapPage {
    shell: Shell,
    code: String,
    work: Work,
    codes: Vec<Choice>,
    /// The open pallets here, and last: it leaves by itself. Empty when there is no pallet.
    pallets: Vec<Choice>,
    /// Data may be left on it: they leave with the device.
    holds_data: bool,
    form: ScrapForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ScrapForm {
    write_id: String,
    /// The pallet it goes onto; empty when it leaves by itself.
    pub pallet: String,
    pub weight: String,
    pub waste_code: String,
    pub recipient: String,
    pub recipient_siret: String,
    pub waste_form: String,
    pub data_handled: String,
}

/// How it goes.
enum Going {
    Onto(WastePalletId),
    Alone(Waste),
}

impl ScrapForm {
    fn parse(&self, holds_data: bool) -> Result<Going, FormErrors> {
        let mut errors = FormErrors::default();
        if let Ok(pallet) = self.pallet.parse() {
            if holds_data && self.data_handled != "yes" {
                errors.add("data_handled", "scrap-data-unhandled");
                return Err(errors);
            }
            return Ok(Going::Onto(WastePalletId(pallet)));
        }
        let weight_grams = grams(&self.weight);
        if weight_grams.is_none() {
            errors.add("weight", "scrap-weight-wrong");
        }
        let code = waste_codes::device_code(&self.waste_code);
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
        match (weight_grams, code) {
            (Some(weight_grams), Some(code)) if errors.is_empty() => Ok(Going::Alone(Waste {
                weight_grams,
                code,
                recipient: recipient.to_owned(),
                recipient_siret,
                form: (!form.is_empty()).then(|| form.to_owned()),
            })),
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
    let mut form = ScrapForm::default();
    // The simple way where there is one: onto the pallet that was opened last.
    if let Some(pallet) = onto_pallet::open_pallets(&app.db, work.device.site_id)
        .await?
        .first()
    {
        form.pallet = pallet.id.0.to_string();
    }
    page(
        &app,
        &by,
        work,
        StatusCode::OK,
        (form, FormErrors::default()),
    )
    .await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ScrapDevices>,
    Path(code): Path<String>,
    Form(form): Form<ScrapForm>,
) -> Result<Response, Error> {
    let going = {
        // Found again by the action; a repeat of a form that was answered finds it gone.
        let work = at_bench(&app, &by, &code).await;
        match work {
            Ok(work) => match form.parse(work.facts().erasure.may_leave_data()) {
                Ok(going) => going,
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
    let outcome = match going {
        Going::Onto(pallet) => onto_pallet::put_on(&app, &write, &by, &code, pallet)
            .await
            .map(|()| scrapped("done-bench-put-on-pallet")),
        Going::Alone(waste) => actions::scrap(&app, &write, &by, &code, waste)
            .await
            .map(|()| scrapped("done-bench-scrapped")),
    };
    answer(&app, &by, &code, write, outcome).await
}

/// Back to the bench: the device's own page is no longer there.
fn scrapped(key: &str) -> String {
    format!("/bench?done={}", key.trim_start_matches("done-"))
}

async fn page(
    app: &App,
    by: &Signed,
    work: Work,
    status: StatusCode,
    (form, errors): (ScrapForm, FormErrors),
) -> Result<Response, Error> {
    let shell = by.shell();
    let open = onto_pallet::open_pallets(&app.db, work.device.site_id).await?;
    let mut pallets: Vec<Choice> = open
        .iter()
        .map(|pallet| {
            let number = shell.with("number", pallet.id.0);
            Choice::new(pallet.id.0.to_string(), number.say("scrap-onto-pallet"))
                .hint(&pallet.waste_code)
        })
        .collect();
    if !pallets.is_empty() {
        pallets.push(Choice::new("", shell.say("scrap-alone")).hint(shell.say("scrap-alone-hint")));
    }
    let page = ScrapPage {
        pallets,
        code: work.code().to_owned(),
        codes: waste_codes::choices(shell.words),
        holds_data: work.facts().erasure.may_leave_data(),
        form,
        errors,
        work,
        shell,
    };
    Ok(web::page(status, &page)?)
}
