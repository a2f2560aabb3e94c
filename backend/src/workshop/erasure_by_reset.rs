//! The erasure of a tablet or phone: a dated reset, seen and photographed, with no lock left.
use super::{
    actions::{self, Judged, Proof},
    device::{answer, done},
    queries::{self, Work},
    reset::{CardSlot, Facts, Missing, OsFamily, Released, judge},
    rules::os_family,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::RecordErasure},
    evidence::{MediaType, photo},
    photos::PhotoFault,
    web::{self, Choice, Error, FormErrors, Shell, Upload, Words},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use entities::{
    erasure::{ErasureMethod, ErasureVerdict},
    evidence::EvidenceKind,
};

#[derive(Template)]
#[template(path = "workshop/erasure_by_reset.html")]
struct ResetPage {
    shell: Shell,
    code: String,
    work: Work,
    /// The system, or none while the person has still to say it.
    family: Option<OsFamily>,
    families: Vec<Choice>,
    released: Vec<Choice>,
    slots: Vec<Choice>,
    photo_hint: &'static str,
    form: ResetForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ResetForm {
    write_id: String,
    pub os: String,
    pub reset_on: String,
    pub activation_lock: String,
    pub reset_protection: String,
    pub device_management: String,
    pub sim: String,
    pub sd: String,
}

impl ResetForm {
    pub fn released(words: Words) -> Vec<Choice> {
        say(
            words,
            &[("yes", "reset-released"), ("no", "reset-not-released")],
        )
    }

    pub fn slots(words: Words) -> Vec<Choice> {
        say(
            words,
            &[
                ("emptied", "reset-slot-emptied"),
                ("no_slot", "reset-no-slot"),
            ],
        )
    }

    fn facts(
        &self,
        os: OsFamily,
        received_on: NaiveDate,
        today: NaiveDate,
        setup_screen_photo: bool,
    ) -> Facts {
        let released = |typed: &str| match typed {
            "yes" => Released::Yes,
            "no" => Released::No,
            _ => Released::Unknown,
        };
        let slot = |typed: &str| match typed {
            "emptied" => CardSlot::Emptied,
            "no_slot" => CardSlot::NoSlot,
            _ => CardSlot::Unknown,
        };
        Facts {
            os,
            reset_on: self.reset_on.trim().parse().ok(),
            received_on,
            today,
            setup_screen_photo,
            activation_lock: released(&self.activation_lock),
            reset_protection: released(&self.reset_protection),
            device_management: released(&self.device_management),
            sim: slot(&self.sim),
            sd: slot(&self.sd),
        }
    }
}

pub async fn show(
    app: &App,
    by: &Allowed<RecordErasure>,
    work: Work,
    asked: &str,
) -> Result<Response, Error> {
    let stay = queries::stay_of(app, &app.db, &work.device).await?;
    let form = ResetForm {
        os: asked.to_owned(),
        reset_on: stay.reset_on.unwrap_or(app.clock.today()).to_string(),
        ..ResetForm::default()
    };
    page(by, work, StatusCode::OK, form, FormErrors::default())
}

pub async fn submit(
    app: &App,
    by: &Allowed<RecordErasure>,
    work: Work,
    upload: &Upload,
) -> Result<Response, Error> {
    let form: ResetForm = upload.form()?;
    let photo = match upload.file("photo") {
        Some(file) => Some(photo::prepared(file.bytes.clone()).await?),
        None => None,
    };
    let stay = queries::stay_of(app, &app.db, &work.device).await?;
    let Some(os) = family_of(&work, &form.os) else {
        return page(
            by,
            work,
            StatusCode::UNPROCESSABLE_ENTITY,
            form,
            FormErrors::default(),
        );
    };
    let there = matches!(photo, Some(Ok(_)));
    let facts = form.facts(os, stay.received_on, app.clock.today(), there);
    let (level, photo) = match (judge(&facts), photo) {
        (Ok(level), Some(Ok(photo))) => (level, photo),
        (verdict, photo) => {
            let fault = photo.and_then(Result::err);
            let errors = errors_of(&verdict.err().unwrap_or_default(), fault);
            return page(by, work, StatusCode::UNPROCESSABLE_ENTITY, form, errors);
        }
    };
    let code = work.code().to_owned();
    let judged = Judged {
        stay: work.device.stay,
        method: ErasureMethod::Reset,
        performed_on: facts.reset_on.unwrap_or(facts.today),
        verdict: ErasureVerdict::Accepted,
        level: Some(level),
        drives: Vec::new(),
        reasons: Vec::new(),
        details: serde_json::json!({ "facts": facts, "level": level }).to_string(),
        proof: Proof {
            kind: EvidenceKind::SetupScreen,
            media_type: MediaType::Jpeg,
            bytes: photo,
        },
    };
    let write = app.write_once(by, &form.write_id).await?;
    let outcome = actions::record_erasure(app, &write, by, &code, judged)
        .await
        .map(|()| done(&code, "done-bench-erased"));
    answer(app, by, &code, write, outcome).await
}

/// Everything that is missing, each at the field where it is put right.
fn errors_of(missing: &[Missing], fault: Option<PhotoFault>) -> FormErrors {
    let mut errors = FormErrors::default();
    for missing in missing {
        let field = match missing {
            Missing::ResetDate | Missing::ResetBeforeReception | Missing::ResetInTheFuture => {
                "reset_on"
            }
            Missing::SetupScreenPhoto => "photo",
            Missing::ActivationLockOn | Missing::ActivationLockUnchecked => "activation_lock",
            Missing::ResetProtectionOn | Missing::ResetProtectionUnchecked => "reset_protection",
            Missing::DeviceManagementOn | Missing::DeviceManagementUnchecked => "device_management",
            Missing::SimUnchecked => "sim",
            Missing::SdUnchecked => "sd",
        };
        match (missing, fault) {
            (Missing::SetupScreenPhoto, Some(fault)) => errors.add(field, fault.key()),
            (_, _) => errors.add(field, missing.key()),
        }
    }
    errors
}

/// What the list said of the device comes before what is posted.
fn family_of(work: &Work, posted: &str) -> Option<OsFamily> {
    let device = &work.device;
    os_family(device.os.as_deref(), &device.manufacturer).or_else(|| {
        OsFamily::ALL
            .into_iter()
            .find(|family| stored(*family) == posted)
    })
}

/// The family as a form posts it.
pub fn stored(family: OsFamily) -> &'static str {
    match family {
        OsFamily::Apple => "apple",
        OsFamily::Android => "android",
        OsFamily::ChromeOs => "chrome_os",
        OsFamily::Windows => "windows",
        OsFamily::Other => "other",
    }
}

fn page(
    by: &Allowed<RecordErasure>,
    work: Work,
    status: StatusCode,
    form: ResetForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let shell = by.shell();
    let page = ResetPage {
        code: work.code().to_owned(),
        family: family_of(&work, &form.os),
        photo_hint: if errors.is_empty() {
            "reset-photo-hint"
        } else {
            "reset-photo-again"
        },
        families: say(
            shell.words,
            &OsFamily::ALL.map(|family| (stored(family), family.key())),
        ),
        released: ResetForm::released(shell.words),
        slots: ResetForm::slots(shell.words),
        form,
        errors,
        work,
        shell,
    };
    Ok(web::page(status, &page)?)
}

fn say(words: Words, pairs: &[(&str, &str)]) -> Vec<Choice> {
    let choice = |(value, key): &(&str, &str)| Choice::new(*value, words.say(key));
    pairs.iter().map(choice).collect()
}
