//! The form that hands a device over: shown at the counter and in a training session, written in one way.
use super::{
    actions::{self, Noted},
    paper::{self, Item},
    queries::Case,
    rules::{self, Obstacle, warranty::warranty_until},
    say as said,
    shelf::{self, Given},
    signing::{self, HandingForm, Typed},
    together::{self, Verdict},
};
use crate::{
    app::App,
    auth::{Signed, permissions::BookAppointments},
    devices::{proofs, standing::kind_key},
    evidence::{self, MediaType},
    journal::By,
    keys::sha256_hex,
    programmes::rules::{legal_chain_key, terms::NotAdmitted},
    recipients::{access, identity},
    supplies::{
        actions::{self as supplies, At, SupplyError},
        catalogue::Kind,
        queries::{self as shelves, Line},
        say as charger,
    },
    training::{
        actions as training, queries as training_queries,
        rules::{Clearance, may_clear},
    },
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use anyhow::Context;
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    access_log::AccessAct,
    device::DeviceKind,
    enrolment,
    evidence::EvidenceKind,
    handover::{self, HandoverId, IdentitySeen, ReceivedBy, Signature},
    training_session,
};
use sea_orm::{ActiveEnum, DatabaseTransaction, Iterable};

#[derive(Template)]
#[template(path = "handovers/handing.html")]
struct HandingPage {
    shell: Shell,
    action: String,
    code: String,
    device: String,
    who: String,
    birth_year: Option<i32>,
    programme: String,
    /// Words of what is missing, each with what to do next; empty when the device may leave.
    missing: Vec<String>,
    due_back: Option<NaiveDate>,
    warranty: Option<NaiveDate>,
    price: Option<String>,
    /// It takes the place of one that failed.
    replaces: bool,
    /// What the kit holds besides the device.
    kit: Vec<String>,
    /// The papers that the legal chain needs.
    papers_needed: Vec<String>,
    chain: String,
    /// What else waits here for the recipient.
    others: Vec<Other>,
    /// What is on the shelf, for this device and for each of the others.
    shelves: Vec<Shelf>,
    /// The page of its appointment, for who may book one.
    appointment: Option<String>,
    /// With or without a charger.
    charger: Option<charger::Said>,
    receivers: Vec<Choice>,
    papers: Vec<Choice>,
    ways: Vec<Choice>,
    form: HandingForm,
    errors: FormErrors,
    refused: bool,
}

/// Another device for the recipient.
struct Other {
    code: String,
    ticked: bool,
    device: String,
    programme: String,
    verdict: Verdict,
}

/// The supplies that may go with one device.
struct Shelf {
    code: String,
    choices: Vec<OnShelf>,
}

/// One box to tick.
struct OnShelf {
    choice: Choice,
    ticked: bool,
}

/// The session a trainer hands over in: attendance, clearance and handover are one write.
pub struct InSession {
    pub session: training_session::Model,
    pub enrolment: enrolment::Model,
}

/// Shows the case: the verdict, and the form when the device may leave.
pub async fn show(app: &App, by: &Signed, case: &Case, action: String) -> Result<Response, Error> {
    let form = HandingForm::default();
    render(
        app,
        by,
        case,
        action,
        form,
        FormErrors::default(),
        StatusCode::OK,
    )
    .await
}

/// Hands the device over, and what was ticked with it, or says on the same page why not.
pub async fn submit(
    app: &App,
    by: &Signed,
    case: &Case,
    in_session: Option<&InSession>,
    action: String,
    form: HandingForm,
) -> Result<Response, Error> {
    let typed = match signing::read(&form) {
        Ok(typed) => typed,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return render(app, by, case, action, form, errors, status).await;
        }
    };
    let now = app.clock.now();
    let ready = ready(app, by, case, in_session, &form).await?;
    let (others, given) = match ready {
        Ok(ready) => ready,
        Err((status, errors)) => {
            if status == StatusCode::CONFLICT {
                // A second press of the same button is answered as the first, not by what it changed.
                drop(app.write_once(by, &form.write_id).await?);
            }
            return render(app, by, case, action, form, errors, status).await;
        }
    };
    let today = app.clock.today();
    let mut items: Vec<Item> = std::iter::once(case)
        .chain(&others)
        .map(|case| Item {
            case,
            due_back_on: case.due_back(today),
            warranty_until: warranty_until(&case.programme, today),
        })
        .collect();
    let identity = identity::open(&app.keys, &case.recipient)?.ok_or(Error::Changed)?;
    let slip = paper::slip(app, &items, &given, &typed, &identity).await?;
    let pdf = app
        .documents
        .pdf(slip)
        .await
        .context("the slip could not be typeset")?;

    let write = app.write_once(by, &form.write_id).await?;
    let at = by.at(now);
    if let Some(InSession { session, enrolment }) = in_session {
        match training::record_attendance(&*write, at, session, enrolment, true).await {
            Ok(()) => {}
            Err(training::Failure::Refused(_)) => {
                drop(write);
                let status = StatusCode::CONFLICT;
                return render(app, by, case, action, form, FormErrors::default(), status).await;
            }
            Err(training::Failure::Error(error)) => return Err(error),
        }
    }
    let noted = keep(app, &write, by, typed, &pdf).await?;
    // Everywhere in the same order: two who hand over the same things at once do not wait for each other.
    items.sort_by_key(|item| item.case.device.id);
    let mut first = None;
    let mut with = Vec::new();
    for item in &items {
        let handover = hand_over(&write, by, item, &noted, at).await?;
        for kind in given.get(&item.case.device.id).into_iter().flatten() {
            with.push((*kind, item.case, handover.id));
        }
        if item.case.device.id == case.device.id {
            first = Some(handover.id);
        }
    }
    if let Some(gone) = give(&write, by, with, now).await? {
        drop(write);
        let mut errors = FormErrors::default();
        errors.add_with(
            "supplies",
            "handing-supply-gone",
            "kind",
            gone.name(by.words().lang),
        );
        let status = StatusCode::CONFLICT;
        return render(app, by, case, action, form, errors, status).await;
    }
    access::record(&*write, by, [case.recipient.id], AccessAct::Printed, now).await?;
    let first = first.context("the device of the page is among them")?;
    let to = format!("/handovers/{}?done=handed-over", first.0);
    Ok(write.answer(to).await?.into_response())
}

/// The other cases and what leaves the shelf, or the status and the mistakes.
type Ready = Result<(Vec<Case>, Given), (StatusCode, FormErrors)>;

/// What is handed over besides, and what leaves the shelf; else the status and the mistakes of the answer.
async fn ready(
    app: &App,
    by: &Signed,
    case: &Case,
    in_session: Option<&InSession>,
    form: &HandingForm,
) -> Result<Ready, Error> {
    let conflict = |field: Option<(&'static str, &'static str)>| {
        let mut errors = FormErrors::default();
        if let Some((field, key)) = field {
            errors.add(field, key);
        }
        Ok(Err((StatusCode::CONFLICT, errors)))
    };
    if !case.missing(app, by.words()).await?.is_empty() {
        return conflict(None);
    }
    // At a session there is one device for each learner.
    let ticked: &[String] = match in_session {
        Some(_) => &[],
        None => &form.also,
    };
    let chosen = together::chosen(&app.db, by, case, ticked, app.clock.now()).await?;
    let Some(others) = chosen else {
        return conflict(Some(("also", "handing-also-changed")));
    };
    for other in &others {
        if !other.missing(app, by.words()).await?.is_empty() {
            return conflict(Some(("also", "handing-also-changed")));
        }
    }
    match shelf::read(std::iter::once(case).chain(&others), &form.supplies) {
        Ok(given) => Ok(Ok((others, given))),
        Err(errors) => Ok(Err((StatusCode::UNPROCESSABLE_ENTITY, errors))),
    }
}

/// Keeps the paper, and the drawing when it was signed on the screen.
pub(super) async fn keep(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    typed: Typed,
    pdf: &[u8],
) -> Result<Noted, Error> {
    let drawing = match &typed.drawing {
        Some(png) => {
            let kind = EvidenceKind::Signature;
            Some(
                evidence::store(app, txn, by, kind, MediaType::Png, png)
                    .await?
                    .id,
            )
        }
        None => None,
    };
    let kind = EvidenceKind::SignedSlip;
    let kept = evidence::store(app, txn, by, kind, MediaType::Pdf, pdf).await?;
    debug_assert_eq!(kept.sha256, sha256_hex(pdf));
    Ok(Noted {
        received_by: typed.received_by,
        identity_seen: typed.identity_seen,
        sealed_proxy: typed.proxy.map(|name| app.keys.seal("proxy", &name)),
        signature: if drawing.is_some() {
            Signature::Screen
        } else {
            Signature::Paper
        },
        drawing,
        slip_sha256: kept.sha256,
        due_back_on: None,
        warranty_until: None,
        lent: None,
    })
}

/// Hands one device over, under the clearance of its own request (law 1).
async fn hand_over(
    txn: &DatabaseTransaction,
    by: &Signed,
    item: &Item<'_>,
    noted: &Noted,
    at: By,
) -> Result<handover::Model, Error> {
    let case = item.case;
    let clearance = match &case.clearance {
        Some(Ok(clearance)) => clearance.clone(),
        Some(Err(_)) | None => clear_here(txn, by, case, at.at).await?,
    };
    let permit = rules::permit(case.counter(), &clearance).map_err(|_| Error::Changed)?;
    let noted = Noted {
        due_back_on: item.due_back_on,
        warranty_until: item.warranty_until,
        ..noted.clone()
    };
    actions::hand_over(txn, at, by.membership_id, &permit, &case.programme, noted).await
}

/// Takes from the shelf what goes with the devices, one kind after the other, so that two who hand over do not wait
/// for each other; gives the first kind of which there is no more.
async fn give(
    txn: &DatabaseTransaction,
    by: &Signed,
    mut with: Vec<(&'static Kind, &Case, HandoverId)>,
    now: DateTime<Utc>,
) -> Result<Option<&'static Kind>, Error> {
    with.sort_by_key(|(kind, ..)| &kind.key);
    for (kind, case, handover) in with {
        let from = At {
            site: case.here,
            kind,
            by: by.membership_id,
            now,
        };
        match supplies::give_with(txn, from, &case.device, handover).await {
            Ok(()) => {}
            Err(SupplyError::NotEnough | SupplyError::Changed) => return Ok(Some(kind)),
            Err(SupplyError::Db(error)) => return Err(error.into()),
        }
    }
    Ok(None)
}

/// The clearance that is issued in the write that hands over.
async fn clear_here(
    txn: &DatabaseTransaction,
    by: &Signed,
    case: &Case,
    now: DateTime<Utc>,
) -> Result<Clearance, Error> {
    let at = by.at(now);
    let mut facts = training::held_facts(txn, at, &case.request, &case.programme).await?;
    facts.in_trainers_hand = case.facts.in_trainers_hand;
    // Given, and perhaps taken back, since the page was read.
    if training_queries::ever_cleared(txn, case.request.id).await? != case.ever_cleared {
        return Err(Error::Changed);
    }
    let grant = may_clear(&facts).map_err(|_| Error::Changed)?;
    let row = training::issue(txn, at, &grant, &case.programme).await?;
    let whose = training_queries::whose(&case.request);
    Clearance::standing(row, whose, &case.device.model_key, now).map_err(|_| Error::Changed)
}

async fn render(
    app: &App,
    by: &Signed,
    case: &Case,
    action: String,
    form: HandingForm,
    errors: FormErrors,
    status: StatusCode,
) -> Result<Response, Error> {
    let shell = by.shell();
    let missing = case.missing(app, shell.words).await?;
    let identity = identity::open(&app.keys, &case.recipient)?.unwrap_or_default();
    let now = app.clock.now();
    let checks = proofs::checks_of(&app.db, [&case.device]).await?;
    let at_counter = action.starts_with("/counter/");
    let others = if at_counter {
        together::waiting(&app.db, by, case, now).await?
    } else {
        Vec::new()
    };
    let stock = shelves::shelf(&app.db, case.here).await?;
    let code = case.device.label_code.clone().unwrap_or_default();
    let offered = others
        .iter()
        .filter(|other| other.verdict == Verdict::With)
        .map(|other| other.device.label_code.clone().unwrap_or_default());
    let codes = std::iter::once(code.clone()).chain(offered);
    let shelves = boxes(shell.words, &stock, codes, &form.supplies);
    let today = app.clock.today();
    access::record(&app.db, by, [case.recipient.id], AccessAct::Viewed, now).await?;
    let page = HandingPage {
        action,
        code,
        device: device_words(
            shell.words,
            case.device.kind,
            &case.device.manufacturer,
            &case.device.model,
        ),
        who: identity.display_name(),
        birth_year: identity.birth_year,
        programme: shell
            .lang
            .choose(&case.programme.name_fr, &case.programme.name_en)
            .to_owned(),
        missing,
        due_back: case.due_back(today),
        warranty: warranty_until(&case.programme, today),
        price: paper::price(shell.words, case),
        replaces: case.replaced.is_some(),
        kit: paper::kit(shell.words, &case.programme)?,
        papers_needed: paper::papers(case.programme.legal_chain)
            .iter()
            .map(|key| shell.say(key))
            .collect(),
        chain: shell.say(legal_chain_key(case.programme.legal_chain)),
        others: others
            .into_iter()
            .map(|other| Other {
                ticked: form
                    .also
                    .iter()
                    .any(|code| Some(code) == other.device.label_code.as_ref()),
                code: other.device.label_code.clone().unwrap_or_default(),
                device: device_words(
                    shell.words,
                    other.device.kind,
                    &other.device.manufacturer,
                    &other.device.model,
                ),
                programme: shell
                    .lang
                    .choose(&other.programme.name_fr, &other.programme.name_en)
                    .to_owned(),
                verdict: other.verdict,
            })
            .collect(),
        shelves,
        appointment: (by.may(BookAppointments) && by.site_id == Some(case.request.pickup_site_id))
            .then(|| format!("/requests/{}/appointment", case.request.id.0)),
        charger: charger::charger(shell.words, checks.get(&case.device.id)),
        receivers: ReceivedBy::iter()
            .map(|one| Choice::new(one.to_value(), shell.say(said::receiver(one))))
            .collect(),
        papers: IdentitySeen::iter()
            .map(|one| Choice::new(one.to_value(), shell.say(said::identity(one))))
            .collect(),
        ways: Signature::iter()
            .map(|one| Choice::new(one.to_value(), shell.say(signature_key(one))))
            .collect(),
        form,
        errors,
        refused: status == StatusCode::CONFLICT,
        shell,
    };
    Ok(web::page(status, &page)?)
}

/// What is on the shelf, to be ticked for each of these devices.
fn boxes(
    words: Words,
    stock: &[Line],
    codes: impl Iterator<Item = String>,
    ticked: &[String],
) -> Vec<Shelf> {
    codes
        .map(|code| Shelf {
            choices: shelf::choices(words, stock, &code)
                .into_iter()
                .map(|choice| OnShelf {
                    ticked: choice.among(ticked),
                    choice,
                })
                .collect(),
            code,
        })
        .filter(|shelf| !shelf.choices.is_empty())
        .collect()
}

/// A device as a person names it: "Tablette Apple iPad".
pub fn device_words(words: Words, kind: DeviceKind, maker: &str, model: &str) -> String {
    format!("{} {maker} {model}", words.say(kind_key(kind)))
}

pub(super) fn obstacle_key(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Out => "counter-device-out",
        Obstacle::NotArrived => "counter-device-not-arrived",
        Obstacle::AtAnotherSite => "counter-device-elsewhere",
        Obstacle::NotReady(_) => "counter-device-not-ready",
        Obstacle::NotAllocated => "counter-not-allocated",
        Obstacle::ClerkApprovedTheWaiver => "counter-clerk-approved",
        Obstacle::NotAdmitted(NotAdmitted::OtherCategory) => "counter-other-category",
        Obstacle::NotAdmitted(NotAdmitted::GradeTooLow) => "counter-grade-too-low",
        Obstacle::ErasedTooLightly => "counter-erased-too-lightly",
        Obstacle::Below(_) => "counter-below-minimum",
        Obstacle::OnlyLent => "counter-only-lent",
    }
}

pub(super) fn signature_key(signature: Signature) -> &'static str {
    match signature {
        Signature::Screen => "handing-sign-on-screen",
        Signature::Paper => "handing-sign-on-paper",
    }
}
