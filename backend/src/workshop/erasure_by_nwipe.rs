//! The erasure of a PC: the log of the wipe, read and judged; refused or not, it is kept with its verdict.
use super::{
    actions::{self, Judged, Proof},
    device::{answer, done},
    nwipe::{self, MAX_LOG_BYTES, Policy},
    queries::{self, Work},
    rules::{JudgedLog, Link, judge_report},
    wipes::{drive_proofs, serial_key},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::RecordErasure},
    evidence::{MediaType, sniff},
    web::{self, Error, FormErrors, Shell, Upload},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use entities::{
    erasure::{ErasureMethod, ErasureVerdict},
    evidence::EvidenceKind,
};

#[derive(Template)]
#[template(path = "workshop/erasure_by_nwipe.html")]
struct LogPage {
    shell: Shell,
    code: String,
    work: Work,
    log_hint: &'static str,
    form: LogForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct LogForm {
    write_id: String,
    /// Read on the drives, where the stock knows no serial number of the machine.
    drive_serials: String,
}

pub fn show(by: &Allowed<RecordErasure>, work: Work) -> Result<Response, Error> {
    let nothing = (LogForm::default(), FormErrors::default());
    page(by, work, StatusCode::OK, nothing)
}

pub async fn submit(
    app: &App,
    by: &Allowed<RecordErasure>,
    work: Work,
    upload: &Upload,
) -> Result<Response, Error> {
    let form: LogForm = upload.form()?;
    let mut serials: Vec<String> = form
        .drive_serials
        .split([',', ';', ' ', '\n'])
        .map(|serial| serial.trim().to_owned())
        .filter(|serial| !serial.is_empty())
        .collect();
    // What the machine itself said of its drives counts as read on them.
    serials.extend(known_serials(&work));
    let mut errors = FormErrors::default();
    let log = upload.file("log").map(|file| file.bytes.clone());
    match &log {
        None => errors.add("log", "wipe-log-missing"),
        Some(log) if log.len() > MAX_LOG_BYTES => errors.add("log", "erasure-log-too-large"),
        // A picture, an archive or a program: the wrong file was chosen, it proves nothing either way.
        Some(log) if sniff::is_known(log) => errors.add("log", "erasure-not-a-wipe-log"),
        Some(_) => {}
    }
    if work.device.serial.is_none() && serials.is_empty() {
        errors.add("drive_serials", "wipe-serials-missing");
    }
    let (Some(log), true) = (log, errors.is_empty()) else {
        return page(by, work, StatusCode::UNPROCESSABLE_ENTITY, (form, errors));
    };
    let stay = queries::stay_of(app, &app.db, &work.device).await?;
    let link = match &work.device.serial {
        Some(serial) => Link::Machine(serial),
        None => Link::Drives(&serials),
    };
    let today = app.clock.today();
    let machine = work.device.serial.as_deref();
    let mut report = nwipe::judge(&log, machine, Policy::default());
    let erased: Vec<&str> = work
        .drives
        .iter()
        .filter(|standing| standing.is_accepted())
        .map(|standing| standing.drive.serial_key.as_str())
        .collect();
    report.leave_out(|serial| erased.contains(&serial_key(serial).as_str()));
    let judged = judge_report(report, link, stay.received_on, today);
    let drives = drive_proofs(&judged, link, stay.received_on, today);
    let JudgedLog {
        report,
        verdict,
        reasons,
        finished_on,
    } = judged;
    let level = match verdict {
        ErasureVerdict::Accepted => report.drives.iter().map(|judged| judged.level).min(),
        ErasureVerdict::Refused | ErasureVerdict::Unverified => None,
    };
    let code = work.code().to_owned();
    let judged = Judged {
        stay: work.device.stay,
        method: ErasureMethod::Nwipe,
        performed_on: finished_on.unwrap_or(today),
        verdict,
        level,
        drives,
        reasons,
        details: serde_json::to_string(&report).map_err(anyhow::Error::from)?,
        proof: Proof {
            kind: EvidenceKind::WipeLog,
            media_type: MediaType::Text,
            bytes: log,
        },
    };
    let write = app.write_once(by, &form.write_id).await?;
    let outcome = actions::record_erasure(app, &write, by, &code, judged)
        .await
        .map(|()| match verdict {
            ErasureVerdict::Accepted => done(&code, "done-bench-erased"),
            // Nothing to cheer: the page says what is wrong with the log and what to do.
            ErasureVerdict::Refused | ErasureVerdict::Unverified => format!("/bench/{code}"),
        });
    answer(app, by, &code, write, outcome).await
}

/// The serial numbers of the drives that are in the device.
fn known_serials(work: &Work) -> impl Iterator<Item = String> {
    work.drives
        .iter()
        .map(|standing| standing.drive.serial.clone())
}

fn page(
    by: &Allowed<RecordErasure>,
    work: Work,
    status: StatusCode,
    (form, errors): (LogForm, FormErrors),
) -> Result<Response, Error> {
    let page = LogPage {
        shell: by.shell(),
        code: work.code().to_owned(),
        log_hint: if errors.is_empty() {
            "wipe-log-hint"
        } else {
            "wipe-log-again"
        },
        work,
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}
