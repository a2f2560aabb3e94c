//! The form that hands a device over: shown at the counter and in a training session, written in one way.
use super::{
    actions::{self, Noted},
    queries::Case,
    rules::{self, Counter, Obstacle},
    say as said,
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{BookAppointments, HandOver},
    },
    devices::{
        proofs,
        refurbished::{Facts as Refurbishing, may_be_called_refurbished},
        standing::kind_key,
    },
    documents::{HandoverSlip, Identity as IdentityOnSlip},
    evidence::{self, MediaType, drawing::drawn},
    keys::sha256_hex,
    programmes::rules::terms::NotAdmitted,
    recipients::{access, identity, identity::Identity},
    supplies::say as charger,
    training::{
        actions as training, queries as training_queries,
        rules::{Clearance, Invalid, Missing, may_clear},
        say,
    },
    web::{self, Choice, Error, FormErrors, Lang, Shell, Words},
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
    handover::{IdentitySeen, ReceivedBy, Signature},
    organisation,
    programme::{Gate, LegalChain},
    quality_check, site, training_session,
};
use sea_orm::{ActiveEnum, EntityTrait, Iterable};

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

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct HandingForm {
    pub write_id: String,
    received_by: String,
    proxy_name: String,
    identity_seen: String,
    signed_on: String,
    /// The drawing, as a data address of a PNG.
    signature: String,
}

/// What was typed, understood.
struct Typed {
    received_by: ReceivedBy,
    proxy: Option<String>,
    identity_seen: IdentitySeen,
    drawing: Option<Vec<u8>>,
}

/// The session a trainer hands over in: attendance, clearance and handover are one write.
pub struct InSession {
    pub session: training_session::Model,
    pub enrolment: enrolment::Model,
}

fn read(form: &HandingForm) -> Result<Typed, FormErrors> {
    let mut errors = FormErrors::default();
    let received_by = ReceivedBy::try_from_value(&form.received_by).ok();
    if received_by.is_none() {
        errors.add("received_by", "handing-choose-receiver");
    }
    let proxy = Some(form.proxy_name.trim())
        .filter(|_| received_by == Some(ReceivedBy::Proxy))
        .map(ToOwned::to_owned);
    if proxy
        .as_ref()
        .is_some_and(|name| name.is_empty() || name.chars().count() > 200)
    {
        errors.add("proxy_name", "handing-name-proxy");
    }
    let identity_seen = IdentitySeen::try_from_value(&form.identity_seen).ok();
    if identity_seen.is_none() {
        errors.add("identity_seen", "handing-choose-identity");
    }
    let mut drawing = None;
    match Signature::try_from_value(&form.signed_on) {
        Ok(Signature::Paper) => {}
        Ok(Signature::Screen) => match drawn(&form.signature) {
            Ok(bytes) => drawing = Some(bytes),
            Err(key) => errors.add("signature", key),
        },
        Err(_) => errors.add("signed_on", "handing-choose-signature"),
    }
    match (received_by, identity_seen) {
        (Some(received_by), Some(identity_seen)) if errors.is_empty() => Ok(Typed {
            received_by,
            proxy,
            identity_seen,
            drawing,
        }),
        _ => Err(errors),
    }
}

impl Case {
    fn counter(&self) -> Counter<'_> {
        Counter {
            device: &self.device,
            request: &self.request,
            here: self.here,
            out: self.out,
            clerk_approved: self.clerk_approved,
            deep_enough: self.deep_enough,
            below: self.below,
            not_admitted: self.not_admitted,
        }
    }

    fn attested(&self) -> bool {
        self.facts
            .learning
            .as_ref()
            .is_some_and(|learning| learning.attested)
    }

    /// The clearance is issued by the write that hands over: the trainer gives what they held, or the session
    /// that earned it has ended since its list was taken. One that somebody took back is given by the trainer.
    fn clears_here(&self) -> bool {
        let here = match self.programme.gate {
            Gate::HandsOn => true,
            Gate::Attended => !self.ever_cleared,
            Gate::Enrolled | Gate::Provisional => false,
        };
        here && may_clear(&self.facts).is_ok()
    }

    /// Everything that is missing, in words; nothing when the device may leave.
    fn missing(&self, words: Words, modules: &[entities::training_module::Model]) -> Vec<String> {
        let mut said: Vec<String> = rules::obstacles(&self.counter())
            .into_iter()
            .map(|obstacle| words.say(obstacle_key(obstacle)))
            .collect();
        match &self.clearance {
            Some(Ok(_)) => {}
            _ if self.clears_here() => {}
            Some(Err(Invalid::Expired)) => said.push(words.say("counter-clearance-expired")),
            Some(Err(Invalid::Used | Invalid::Withdrawn | Invalid::Other)) | None => {
                match may_clear(&self.facts) {
                    Ok(_) => said.push(words.say("counter-clearance-withdrawn")),
                    Err(not_yet) => {
                        let training = not_yet.0.into_iter().filter(|one| *one != Missing::Device);
                        let training: Vec<_> = training.collect();
                        said.extend(say::missing(&words, &training, modules));
                    }
                }
            }
        }
        said
    }
}

/// Shows the case: the verdict, and the form when the device may leave.
pub async fn show(
    app: &App,
    by: &Allowed<HandOver>,
    case: &Case,
    action: String,
) -> Result<Response, Error> {
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

/// Hands the device over, or says on the same page why not.
pub async fn submit(
    app: &App,
    by: &Allowed<HandOver>,
    case: &Case,
    in_session: Option<&InSession>,
    action: String,
    form: HandingForm,
) -> Result<Response, Error> {
    let typed = match read(&form) {
        Ok(typed) => typed,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return render(app, by, case, action, form, errors, status).await;
        }
    };
    let modules = training_queries::modules(
        &app.db,
        training_queries::pathway_of(&case.request, &case.programme),
    )
    .await?;
    if !case.missing(by.words(), &modules).is_empty() {
        // A second press of the same button is answered as the first, not by what it changed.
        drop(app.write_once(by, &form.write_id).await?);
        let status = StatusCode::CONFLICT;
        return render(app, by, case, action, form, FormErrors::default(), status).await;
    }
    let now = app.clock.now();
    let identity = identity::open(&app.keys, &case.recipient)?.ok_or(Error::Changed)?;
    let due_back_on = rules::due_back(&case.programme, case.attested(), app.clock.today());
    let slip = slip(app, case, &typed, &identity, due_back_on).await?;
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
    let clearance = match &case.clearance {
        Some(Ok(clearance)) => clearance.clone(),
        Some(Err(_)) | None => clear_here(&write, by, case, now).await?,
    };
    let drawing = match &typed.drawing {
        Some(png) => {
            let kind = EvidenceKind::Signature;
            Some(
                evidence::store(app, &*write, by, kind, MediaType::Png, png)
                    .await?
                    .id,
            )
        }
        None => None,
    };
    let kind = EvidenceKind::SignedSlip;
    let kept = evidence::store(app, &*write, by, kind, MediaType::Pdf, &pdf).await?;
    let permit = rules::permit(case.counter(), &clearance).map_err(|_| Error::Changed)?;
    let noted = Noted {
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
        due_back_on,
    };
    debug_assert_eq!(noted.slip_sha256, sha256_hex(&pdf));
    let handover = actions::hand_over(
        &*write,
        at,
        by.membership_id,
        &permit,
        &case.programme,
        noted,
    )
    .await?;
    access::record(&*write, by, [case.recipient.id], AccessAct::Printed, now).await?;
    let to = format!("/handovers/{}?done=handed-over", handover.id.0);
    Ok(write.answer(to).await?.into_response())
}

/// The clearance that is issued in the write that hands over.
async fn clear_here(
    write: &sea_orm::DatabaseTransaction,
    by: &Allowed<HandOver>,
    case: &Case,
    now: DateTime<Utc>,
) -> Result<Clearance, Error> {
    let at = by.at(now);
    let mut facts = training::held_facts(write, at, &case.request, &case.programme).await?;
    facts.in_trainers_hand = case.facts.in_trainers_hand;
    // Given, and perhaps taken back, since the page was read.
    if training_queries::ever_cleared(write, case.request.id).await? != case.ever_cleared {
        return Err(Error::Changed);
    }
    let grant = may_clear(&facts).map_err(|_| Error::Changed)?;
    let row = training::issue(write, at, &grant, &case.programme).await?;
    let whose = training_queries::whose(&case.request);
    Clearance::standing(row, whose, &case.device.model_key, now).map_err(|_| Error::Changed)
}

/// The paper a person signs and keeps, in French: it is theirs, not the clerk's.
async fn slip(
    app: &App,
    case: &Case,
    typed: &Typed,
    identity: &Identity,
    return_by: Option<NaiveDate>,
) -> Result<HandoverSlip, Error> {
    let words = Words::new(Lang::Fr);
    let owner = organisation::Entity::find_by_id(case.device.owner_id)
        .one(&app.db)
        .await?
        .context("a device has an owner")?;
    let site = site::Entity::find_by_id(case.here)
        .one(&app.db)
        .await?
        .context("a counter is at a site")?;
    let checks = proofs::checks_of(&app.db, [&case.device]).await?;
    let clearance = if let Some(Ok(clearance)) = &case.clearance {
        words
            .with("number", clearance.row().id.0.to_string())
            .with("basis", words.say(say::basis(clearance.row().basis)))
            .say("slip-clearance")
    } else {
        let grant = may_clear(&case.facts).map_err(|_| Error::Changed)?;
        words.say(say::basis(grant.terms().basis))
    };
    let number = case
        .programme
        .deliberation_number
        .as_deref()
        .unwrap_or_default();
    let legal_basis = match case.programme.legal_chain {
        LegalChain::LoanForUse => None,
        LegalChain::InKindAid => Some(words.with("number", number).say("slip-in-kind-aid")),
        LegalChain::CessionByAssociation => Some(words.with("number", number).say("slip-cession")),
    };
    Ok(HandoverSlip {
        lang: Lang::Fr,
        reference: identity::request_reference(case.request.id),
        kind: words.say(kind_key(case.device.kind)),
        maker: case.device.manufacturer.clone(),
        model: case.device.model.clone(),
        word: checks
            .get(&case.device.id)
            .and_then(|check| {
                may_be_called_refurbished(Refurbishing::of(&case.device, Some(check))).ok()
            })
            .map(|word| words.say(word.key())),
        code: case.device.label_code.clone().unwrap_or_default(),
        accessories: Vec::new(),
        charger: charger::charger(words, ready_check(app, case).await?.as_ref())
            .map(|said| said.words),
        recipient: identity.display_name(),
        phone: site.phone.clone().or(owner.phone).unwrap_or_default(),
        owner: owner.name,
        programme: case.programme.name_fr.clone(),
        legal_basis,
        clearance,
        identity: match &typed.proxy {
            Some(name) => IdentityOnSlip::Proxy { name: name.clone() },
            None => IdentityOnSlip::Seen,
        },
        signature: typed.drawing.clone(),
        handed_over_on: app.clock.today(),
        return_by,
        site: format!("{}, {}", site.name, site.city),
    })
}

/// The check that made the device ready.
async fn ready_check(app: &App, case: &Case) -> Result<Option<quality_check::Model>, Error> {
    match case.device.ready_check_id {
        Some(id) => Ok(quality_check::Entity::find_by_id(id).one(&app.db).await?),
        None => Ok(None),
    }
}

async fn render(
    app: &App,
    by: &Allowed<HandOver>,
    case: &Case,
    action: String,
    form: HandingForm,
    errors: FormErrors,
    status: StatusCode,
) -> Result<Response, Error> {
    let shell = by.shell();
    let modules = training_queries::modules(
        &app.db,
        training_queries::pathway_of(&case.request, &case.programme),
    )
    .await?;
    let identity = identity::open(&app.keys, &case.recipient)?.unwrap_or_default();
    let now = app.clock.now();
    access::record(&app.db, by, [case.recipient.id], AccessAct::Viewed, now).await?;
    let page = HandingPage {
        action,
        code: case.device.label_code.clone().unwrap_or_default(),
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
        missing: case.missing(shell.words, &modules),
        due_back: rules::due_back(&case.programme, case.attested(), app.clock.today()),
        appointment: (by.may(BookAppointments) && by.site_id == Some(case.request.pickup_site_id))
            .then(|| format!("/requests/{}/appointment", case.request.id.0)),
        charger: charger::charger(shell.words, ready_check(app, case).await?.as_ref()),
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
    }
}

fn signature_key(signature: Signature) -> &'static str {
    match signature {
        Signature::Screen => "handing-sign-on-screen",
        Signature::Paper => "handing-sign-on-paper",
    }
}
