//! `/handovers/{id}`: what is left to do after a handover; the photo of a slip signed by hand.
use super::{actions, handing::device_words, queries, say};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{FollowHandovers, HandOver},
    },
    evidence::{self, MediaType, photo},
    photos::PhotoFault,
    recipients::{access, limits},
    supplies::queries as supplies,
    web::{self, Error, FormErrors, Shell, Upload},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use entities::{
    access_log::AccessAct,
    device,
    evidence::EvidenceKind,
    handover::{self, Signature},
};

#[derive(Template)]
#[template(path = "handovers/show.html")]
struct HandoverPage {
    shell: Shell,
    handover: handover::Model,
    code: String,
    device: String,
    /// What was signed for on the same slip.
    signed_with: Vec<(i32, String)>,
    fault: Option<String>,
    /// What left the shelf with it.
    supplies: Vec<String>,
    errors: FormErrors,
    /// A photo was attached already.
    refused: bool,
    /// The person works at a counter, where devices come back.
    at_counter: bool,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct PhotoForm {
    write_id: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<FollowHandovers>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (handover, device) = queries::handed_here(&app.db, &by, id).await?;
    let errors = FormErrors::default();
    render(&app, &by, &handover, &device, errors, StatusCode::OK).await
}

pub async fn attach(
    State(app): State<App>,
    by: Allowed<FollowHandovers>,
    Path(id): Path<i32>,
    upload: Upload,
) -> Result<Response, Error> {
    let form: PhotoForm = upload.form()?;
    let (handover, device) = queries::handed_here(&app.db, &by, id).await?;
    let photo = match upload.file("photo") {
        None => Err("handover-photo-missing"),
        Some(file) => {
            let prepared = photo::prepared(file.bytes.clone()).await?;
            prepared.map_err(PhotoFault::key)
        }
    };
    let photo = match photo {
        Ok(photo) => photo,
        Err(key) => {
            let mut errors = FormErrors::default();
            errors.add("photo", key);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return render(&app, &by, &handover, &device, errors, status).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    if handover.completed_at.is_some() || handover.signature != Signature::Paper {
        drop(write);
        let (errors, status) = (FormErrors::default(), StatusCode::CONFLICT);
        return render(&app, &by, &handover, &device, errors, status).await;
    }
    let kind = EvidenceKind::SignedSlip;
    let photo = evidence::store(&app, &*write, &by, kind, MediaType::Jpeg, &photo).await?;
    let at = by.at(app.clock.now());
    // One paper was signed, for all that is on it.
    let mut unsigned = queries::signed_together(&*write, &handover).await?;
    unsigned.retain(|signed| signed.completed_at.is_none());
    if unsigned.is_empty() {
        return Err(Error::Changed);
    }
    for signed in unsigned {
        actions::attach_signed_slip(&*write, at, &signed, photo.id).await?;
    }
    let to = format!("/handovers/{id}?done=slip-attached");
    Ok(write.answer(to).await?.into_response())
}

/// The photo or the drawing, for the site's own people.
pub async fn signed_slip(
    State(app): State<App>,
    by: Allowed<FollowHandovers>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (handover, _) = queries::handed_here(&app.db, &by, id).await?;
    limits::refuse_papers(&app.db, handover.recipient_id).await?;
    let signature = handover.signature_evidence_id.ok_or(Error::NotFound)?;
    let (row, bytes) = evidence::read(&app, signature).await?;
    let now = app.clock.now();
    access::record(
        &app.db,
        &by,
        [handover.recipient_id],
        AccessAct::Viewed,
        now,
    )
    .await?;
    Ok(([(header::CONTENT_TYPE, row.media_type)], bytes).into_response())
}

async fn render(
    app: &App,
    by: &Allowed<FollowHandovers>,
    handover: &handover::Model,
    device: &device::Model,
    errors: FormErrors,
    status: StatusCode,
) -> Result<Response, Error> {
    let shell = by.shell();
    let together = queries::signed_together(&app.db, handover).await?;
    let mut codes = queries::codes(&app.db, &together).await?;
    let with = together
        .into_iter()
        .filter(|other| other.id != handover.id)
        .map(|other| {
            (
                other.id.0,
                codes.remove(&other.device_id).unwrap_or_default(),
            )
        });
    let lang = shell.lang;
    let supplies = supplies::given_with(&app.db, handover.id).await?;
    let page = HandoverPage {
        signed_with: with.collect(),
        fault: handover.fault.map(|fault| shell.say(say::fault(fault))),
        supplies: supplies.into_iter().map(|kind| kind.title(lang)).collect(),
        handover: handover.clone(),
        code: device.label_code.clone().unwrap_or_default(),
        device: device_words(
            shell.words,
            device.kind,
            &device.manufacturer,
            &device.model,
        ),
        errors,
        refused: status == StatusCode::CONFLICT,
        at_counter: by.may(HandOver),
        shell,
    };
    Ok(web::page(status, &page)?)
}
