//! `GET|POST /reforms/new`: a lot, the owner's inventory of it, and the decision.
use super::{
    actions,
    form::{self, Read, ReformForm},
    inventory::{Fault, Inventory},
    papers, queries,
    queries::Candidate,
    rules::{self, Line, Missing},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::DecideExits},
    devices::standing::kind_key,
    evidence,
    keys::sha256_hex,
    web::{self, Choice, Error, FormErrors, Shell, Upload},
};
use anyhow::Context;
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use entities::{collection_lot, device};

#[derive(Template)]
#[template(path = "exits/reform_new.html")]
struct NewPage {
    shell: Shell,
    lots: Vec<Choice>,
    lot: Option<collection_lot::Model>,
    owner: String,
    candidates: Vec<Candidate>,
    reasons: Vec<Choice>,
    /// The devices that lack something, and what.
    lacking: Vec<(String, Vec<Missing>)>,
    form: ReformForm,
    errors: FormErrors,
}

impl NewPage {
    fn is_ticked(&self, it: &Candidate) -> bool {
        self.form.device.contains(&it.device.id.0.to_string())
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    lot: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<DecideExits>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let mut form = ReformForm {
        lot: asked.lot,
        grounds: by.words().say("reform-grounds-usual"),
        ..ReformForm::default()
    };
    if let Some(lot) = lot_of(&app, &by, &form).await? {
        let candidates = queries::candidates(&app.db, &lot).await?;
        let ids = candidates.iter().map(|it| it.device.id.0.to_string());
        form.device = ids.collect();
    }
    page(&app, &by, StatusCode::OK, form, Said::default()).await
}

async fn lot_of(
    app: &App,
    by: &Signed,
    form: &ReformForm,
) -> Result<Option<collection_lot::Model>, Error> {
    match form.lot.parse() {
        Ok(lot) => Ok(queries::lot(&app.db, by, lot).await?),
        Err(_) => Ok(None),
    }
}

/// What the page says about a form that was sent.
#[derive(Default)]
struct Said {
    errors: FormErrors,
    lacking: Vec<(String, Vec<Missing>)>,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<DecideExits>,
    upload: Upload,
) -> Result<Response, Error> {
    let form: ReformForm = upload.form()?;
    if let Some(answer) = app.answered(&by, &form.write_id).await? {
        let write_id = form.write_id;
        return Err(Error::AlreadyDone { write_id, answer });
    }
    let lot = lot_of(&app, &by, &form).await?.ok_or(Error::NotFound)?;
    let mut said = Said::default();
    let inventory = match upload
        .file("inventory")
        .map(|file| Inventory::read(&file.bytes))
    {
        None => Inventory::default(),
        Some(Ok(inventory)) => inventory,
        Some(Err(fault)) => {
            match fault {
                Fault::Unreadable(why) => said.errors.add("inventory", why.key()),
                Fault::NoKey => said.errors.add("inventory", "reform-file-no-key"),
                Fault::Line(line) => {
                    said.errors
                        .add_with("inventory", "reform-file-line", "line", i64::from(line));
                }
            }
            Inventory::default()
        }
    };
    let read = match form.read(app.clock.today(), &by.account.name) {
        Ok(read) => Some(read),
        Err(errors) => {
            said.errors.append(errors);
            None
        }
    };
    let mut candidates = queries::candidates(&app.db, &lot).await?;
    candidates.retain(|it| form.device.contains(&it.device.id.0.to_string()));
    if candidates.is_empty() {
        said.errors.add("device", "reform-no-device");
    }
    let (Some(read), true) = (read, said.errors.is_empty()) else {
        return page(&app, &by, StatusCode::UNPROCESSABLE_ENTITY, form, said).await;
    };
    let words = by.words();
    let mut lines: Vec<(device::Model, Line)> = Vec::new();
    for it in candidates {
        let mut known = inventory.known(&words, &it);
        known.account = known.account.or_else(|| read.account.clone());
        known.subsidies = known.subsidies.or_else(|| read.subsidies.clone());
        known.net_book_cents = known.net_book_cents.or(read.net_book_cents);
        let name = known.designation.clone();
        match rules::line(known, read.decided_on) {
            Ok(line) => lines.push((it.device, line)),
            Err(missing) => said.lacking.push((name, missing)),
        }
    }
    if !said.lacking.is_empty() {
        return page(&app, &by, StatusCode::CONFLICT, form, said).await;
    }
    decide(&app, &by, &form.write_id, &lot, read, lines).await
}

async fn decide(
    app: &App,
    by: &Allowed<DecideExits>,
    write_id: &str,
    lot: &collection_lot::Model,
    read: Read,
    lines: Vec<(device::Model, Line)>,
) -> Result<Response, Error> {
    let paper = papers::reform_of(&app.db, by.words(), lot, &read, &lines).await?;
    let pdf = app
        .documents
        .pdf(paper)
        .await
        .context("the decision could not be typeset")?;
    let write = app.write_once(by, write_id).await?;
    let kept = (sha256_hex(&pdf), evidence::keep(app, &pdf).await?);
    let reform = actions::decide(app, &write, by, lot, (read, kept), lines).await?;
    Ok(write
        .answer(format!("/reforms/{}?done=reform-decided", reform.id.0))
        .await?
        .into_response())
}

async fn page(
    app: &App,
    by: &Signed,
    status: StatusCode,
    form: ReformForm,
    said: Said,
) -> Result<Response, Error> {
    let shell = by.shell();
    let lot = lot_of(app, by, &form).await?;
    let (candidates, owner) = match &lot {
        Some(lot) => (
            queries::candidates(&app.db, lot).await?,
            queries::owner_name(&app.db, lot.owner_id).await?,
        ),
        None => (Vec::new(), String::new()),
    };
    let lots = queries::lots(&app.db, by).await?;
    let page = NewPage {
        lots: lots
            .into_iter()
            .map(|(lot, donor)| {
                let number = lot.id.0.to_string();
                let words = shell.with("number", &number).with("donor", donor);
                Choice::new(number.clone(), words.say("reform-lot-of"))
            })
            .collect(),
        lot,
        owner,
        candidates,
        reasons: form::reasons(shell.words),
        lacking: said.lacking,
        errors: said.errors,
        form,
        shell,
    };
    Ok(web::page(status, &page)?)
}
