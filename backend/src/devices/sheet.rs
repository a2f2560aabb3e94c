//! `GET /devices/{code}`, and `GET /devices/unlabelled/{id}` for a device that bears no label: all that
//! is known of it, the next step on top.
use super::{
    about::{About, verdict_badge},
    attachments::kind_key as attachment_key,
    locked::lock_key,
    next::NextAction,
    queries::{self, DeviceCard, Which},
    standing::kind_key,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{
            AttachFiles, CertifyErasures, ManageLots, PrintLabels, ReadCertificates, SeeDevices,
            SeeExits, SeePallets,
        },
    },
    labels::{Code, usable_templates, usual_template},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use entities::{device::DeviceId, erasure::ErasureVerdict};

#[derive(Template)]
#[template(path = "devices/sheet.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "what this person may do here, one thing after the other"
)]
struct SheetPage {
    shell: Shell,
    card: DeviceCard,
    next: NextAction,
    about: About,
    /// Formats to print the label in; empty for who may not print.
    templates: Vec<Choice>,
    form: LabelForm,
    errors: FormErrors,
    refusal: Option<Refusal>,
    may_see_lot: bool,
    may_certify: bool,
    may_read_certificates: bool,
    may_attach: bool,
    may_see_pallets: bool,
    may_see_exits: bool,
}

/// The two forms about the label.
#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct LabelForm {
    pub write_id: String,
    pub template: String,
    pub skip: String,
    /// The label that replaces the damaged one.
    pub code: String,
}

/// What was refused: keys of the heading and of the sentence that says what to do.
#[derive(Clone, Copy)]
pub struct Refusal {
    pub title: &'static str,
    pub help: &'static str,
}

/// What a form sent from the sheet has to say on it.
#[derive(Default)]
pub struct Said {
    pub form: LabelForm,
    pub errors: FormErrors,
    pub refusal: Option<Refusal>,
}

impl Said {
    fn status(&self) -> StatusCode {
        if self.refusal.is_some() {
            StatusCode::CONFLICT
        } else if self.errors.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeDevices>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let which = labelled(&code)?;
    render(&app, &by, which, Said::default()).await
}

pub async fn show_unlabelled(
    State(app): State<App>,
    by: Allowed<SeeDevices>,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let which = Which::Unlabelled(DeviceId(id));
    render(&app, &by, which, Said::default()).await
}

/// A device named by the code in an address.
pub fn labelled(code: &str) -> Result<Which, Error> {
    Code::parse(code)
        .map(Which::Labelled)
        .map_err(|_| Error::NotFound)
}

/// The sheet, with what a form sent from it has to say.
pub async fn render(app: &App, by: &Signed, which: Which, said: Said) -> Result<Response, Error> {
    let card = queries::card(&app.db, by, which)
        .await?
        .ok_or(Error::NotFound)?;
    let device = queries::device(&app.db, by, which)
        .await?
        .ok_or(Error::NotFound)?;
    let shell = by.shell();
    let templates = if by.may(PrintLabels) && card.label_code.is_some() {
        usable_templates(app, shell.lang).await?
    } else {
        Vec::new()
    };
    let mut form = said.form.clone();
    if form.template.is_empty() && said.errors.on("template").is_none() {
        form.template = usual_template(app, by, &templates).await?;
    }
    let page = SheetPage {
        next: NextAction::of(by, &card, shell.words),
        about: About::of(app, by, device).await?,
        templates,
        may_see_lot: by.may(ManageLots),
        may_certify: by.may(CertifyErasures),
        may_read_certificates: by.may(ReadCertificates),
        may_attach: by.may(AttachFiles),
        may_see_pallets: by.may(SeePallets),
        may_see_exits: by.may(SeeExits),
        form,
        errors: said.errors.clone(),
        refusal: said.refusal,
        card,
        shell,
    };
    Ok(web::page(said.status(), &page)?)
}
