//! `GET|POST /cessions/new`: first the devices, scanned one after the other or taken from a lot; then the act.
use super::{
    actions::{self, Given, Kept},
    categories,
    form::{self, CessionForm, Group, Read},
    papers,
    queries::{self, Wanted},
    rules::{self, Against, Refusal},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::DecideExits},
    evidence::{
        self,
        sniff::{self, Admitted, Wanted as WantedFile},
    },
    keys::sha256_hex,
    labels::Code,
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
use entities::collection_lot::CollectionLotId;
use std::collections::BTreeMap;

/// What proves a category is a paper, or its photo.
const PROOF: WantedFile = WantedFile::SignedPaper;

#[derive(Template)]
#[template(path = "exits/cession_new.html")]
struct NewPage {
    shell: Shell,
    wanted: Vec<Wanted>,
    /// Each reason against some of them once, with their codes.
    against: Vec<(Against, String)>,
    /// Lines that are no code of a device.
    unknown: Vec<String>,
    groups: Vec<Group>,
    categories: Vec<Choice>,
    refused: Vec<Refusal>,
    form: CessionForm,
    errors: FormErrors,
}

impl NewPage {
    /// Whether every device may be given.
    fn may_go_on(&self) -> bool {
        !self.wanted.is_empty()
            && self.unknown.is_empty()
            && self.errors.on("codes").is_none()
            && self.wanted.iter().all(|wanted| wanted.against.is_empty())
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    codes: String,
    lot: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<DecideExits>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let words = by.words();
    let mut form = CessionForm {
        codes: asked.codes,
        ceded_on: app.clock.today().to_string(),
        grounds: words.say("cession-grounds-usual"),
        ..CessionForm::default()
    };
    if let Ok(lot) = asked.lot.parse() {
        let codes = queries::codes_of_lot(&app.db, &by, CollectionLotId(lot)).await?;
        form.codes = codes.join("\n");
    }
    let said = Said::default();
    page(&app, &by, StatusCode::OK, form, said).await
}

/// What the page says about a form that was sent.
#[derive(Default)]
struct Said {
    typed: BTreeMap<String, String>,
    errors: FormErrors,
    refused: Vec<Refusal>,
    /// Whether the values were asked for and are to be judged.
    weighed: bool,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<DecideExits>,
    upload: Upload,
) -> Result<Response, Error> {
    let form: CessionForm = upload.form()?;
    if let Some(answer) = app.answered(&by, &form.write_id).await? {
        let write_id = form.write_id;
        return Err(Error::AlreadyDone { write_id, answer });
    }
    let mut said = Said {
        typed: upload.form()?,
        weighed: true,
        ..Said::default()
    };
    let proof = match upload.file("proof") {
        None => None,
        Some(file) => match sniff::admitted(PROOF, file.bytes.clone()).await? {
            Ok(proof) => Some(proof),
            Err(fault) => {
                let most = i64::try_from(PROOF.most_bytes() / (1024 * 1024)).unwrap_or(i64::MAX);
                said.errors.add_with("proof", fault.key(), "most", most);
                None
            }
        },
    };
    let unreadable = !said.errors.is_empty();
    let read = form.read(proof.is_some(), &by.account.name);
    let (codes, unknown) = codes_in(&form.codes);
    let wanted = queries::wanted(&app.db, &by, &codes).await?;
    let devices: Vec<_> = wanted.iter().map(|wanted| &wanted.device).collect();
    let mut groups = form::groups(&devices, &said.typed);
    let weighed = form::weigh(&mut groups, form.resells());
    let devices_good = !wanted.is_empty()
        && unknown.is_empty()
        && wanted.len() == codes.len()
        && codes.len() <= queries::MOST
        && wanted.iter().all(|wanted| wanted.against.is_empty());
    let read = match read {
        Ok(read) => {
            said.refused = rules::against_act(read.act, app.clock.today());
            if unreadable {
                said.refused
                    .retain(|refusal| *refusal != Refusal::ProofMissing);
            }
            Some(read)
        }
        Err(errors) => {
            said.errors.append(errors);
            None
        }
    };
    let refused = !devices_good || !said.refused.is_empty();
    let mistaken = !said.errors.is_empty() || weighed.is_none();
    let (Some(read), Some(weighed), Some(proof), false, false) =
        (read, weighed, proof, refused, mistaken)
    else {
        let status = if mistaken {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::CONFLICT
        };
        return page(&app, &by, status, form, said).await;
    };
    let places = form::places(&devices);
    let given: Vec<Given> = wanted
        .iter()
        .zip(places)
        .map(|(wanted, place)| Given {
            device: wanted.device.clone(),
            value_cents: weighed[place].0,
            price_cents: weighed[place].1,
        })
        .collect();
    sign(&app, &by, &form.write_id, read, given, proof).await
}

async fn sign(
    app: &App,
    by: &Allowed<DecideExits>,
    write_id: &str,
    read: Read,
    given: Vec<Given>,
    proof: Admitted,
) -> Result<Response, Error> {
    let owner = given
        .first()
        .map(|it| it.device.owner_id)
        .context("an act names a device")?;
    let paper = papers::act_of(&app.db, by.words(), owner, &read, &given).await?;
    let pdf = app
        .documents
        .pdf(paper)
        .await
        .context("the act could not be typeset")?;
    let write = app.write_once(by, write_id).await?;
    let kept = Kept {
        proof_sha256: sha256_hex(&proof.bytes),
        proof_file: evidence::keep(app, &proof.bytes).await?,
        proof_media: proof.media_type,
        sha256: sha256_hex(&pdf),
        file: evidence::keep(app, &pdf).await?,
    };
    let cession = actions::sign(app, &write, by, owner, (read, kept), given).await?;
    Ok(write
        .answer(format!("/cessions/{}?done=cession-signed", cession.id.0))
        .await?
        .into_response())
}

/// The codes of a text, one a line or set apart by spaces, each once; and the lines that are none.
fn codes_in(text: &str) -> (Vec<Code>, Vec<String>) {
    let mut codes: Vec<Code> = Vec::new();
    let mut unknown = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match Code::parse(line) {
            Ok(code) if codes.contains(&code) => {}
            Ok(code) => codes.push(code),
            Err(_) => {
                let line: String = line.chars().take(60).collect();
                if !unknown.contains(&line) {
                    unknown.push(line);
                }
            }
        }
    }
    (codes, unknown)
}

/// What is against giving some of these devices: each reason once, with the codes it is about.
fn against(wanted: &[Wanted]) -> Vec<(Against, String)> {
    let mut reasons: Vec<(Against, String)> = Vec::new();
    for it in wanted {
        let code = it.device.label_code.as_deref().unwrap_or_default();
        for against in &it.against {
            match reasons.iter_mut().find(|(known, _)| known == against) {
                Some((_, codes)) => {
                    codes.push_str(", ");
                    codes.push_str(code);
                }
                None => reasons.push((*against, code.to_owned())),
            }
        }
    }
    reasons
}

async fn page(
    app: &App,
    by: &Signed,
    status: StatusCode,
    form: CessionForm,
    said: Said,
) -> Result<Response, Error> {
    let (mut codes, mut unknown) = codes_in(&form.codes);
    let mut errors = said.errors;
    if codes.len() > queries::MOST {
        let limit = i64::try_from(queries::MOST).unwrap_or(i64::MAX);
        errors.add_with("codes", "cession-too-many", "limit", limit);
        codes.truncate(queries::MOST);
    }
    let wanted = queries::wanted(&app.db, by, &codes).await?;
    // A device that is not there, or not theirs to see, is not told apart from a wrong code.
    unknown.extend(codes.iter().map(ToString::to_string).filter(|code| {
        !wanted
            .iter()
            .any(|it| it.device.label_code.as_ref() == Some(code))
    }));
    let devices: Vec<_> = wanted.iter().map(|wanted| &wanted.device).collect();
    let mut groups = form::groups(&devices, &said.typed);
    if said.weighed {
        form::weigh(&mut groups, form.resells());
        errors.append(form::mistakes(&groups));
    }
    let shell = by.shell();
    let page = NewPage {
        categories: categories::choices(shell.words),
        refused: said.refused,
        errors,
        groups,
        against: against(&wanted),
        wanted,
        unknown,
        form,
        shell,
    };
    Ok(web::page(status, &page)?)
}
