//! `GET|POST /devices/{code}/attachments`: the files of a device, and one more.
use super::{actions, kind_key, kind_named, queries, value_of, wanted};
use crate::{
    app::App,
    auth::{Allowed, permissions::AttachFiles},
    devices::{queries as devices, queries::Which},
    evidence::sniff,
    labels::Code,
    web::{self, Choice, Error, FormErrors, Shell, Upload},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use entities::{
    attachment::{self, AttachmentKind},
    device,
};
use sea_orm::Iterable;

#[derive(Template)]
#[template(path = "devices/attachments/show.html")]
struct AttachmentsPage {
    shell: Shell,
    code: Code,
    device: device::Model,
    files: Vec<attachment::Model>,
    kinds: Vec<Choice>,
    form: AttachForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct AttachForm {
    write_id: String,
    kind: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<AttachFiles>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let code = Code::parse(&code).map_err(|_| Error::NotFound)?;
    let form = AttachForm::default();
    render(&app, &by, code, form, FormErrors::default()).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<AttachFiles>,
    Path(code): Path<String>,
    upload: Upload,
) -> Result<Response, Error> {
    let code = Code::parse(&code).map_err(|_| Error::NotFound)?;
    let form: AttachForm = upload.form()?;
    devices::device(&app.db, &by, Which::Labelled(code))
        .await?
        .ok_or(Error::NotFound)?;
    let mut errors = FormErrors::default();
    let kind = kind_named(&form.kind);
    if kind.is_none() {
        errors.add("kind", "attachment-kind-missing");
    }
    let file = upload.file("file");
    if file.is_none() {
        errors.add("file", "attachment-file-missing");
    }
    let (Some(kind), Some(file)) = (kind, file) else {
        return render(&app, &by, code, form, errors).await;
    };
    let wanted = wanted(kind);
    let admitted = match sniff::admitted(wanted, file.bytes.clone()).await? {
        Ok(admitted) => admitted,
        Err(fault) => {
            tracing::info!(?fault, "an attachment was refused");
            let most = i64::try_from(wanted.most_bytes() / (1024 * 1024)).unwrap_or(i64::MAX);
            errors.add_with("file", fault.key(), "most", most);
            return render(&app, &by, code, form, errors).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let device = devices::device(&*write, &by, Which::Labelled(code))
        .await?
        .ok_or(Error::NotFound)?;
    actions::attach(&app, &write, &by, &device, kind, &admitted).await?;
    let to = format!("/devices/{code}/attachments?done=attachment-added");
    Ok(write.answer(to).await?.into_response())
}

async fn render(
    app: &App,
    by: &Allowed<AttachFiles>,
    code: Code,
    form: AttachForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let device = devices::device(&app.db, by, Which::Labelled(code))
        .await?
        .ok_or(Error::NotFound)?;
    let shell = by.shell();
    let kinds = AttachmentKind::iter().map(|kind| {
        let hint = match kind {
            AttachmentKind::Photo => "attachment-photo-hint",
            AttachmentKind::Log => "attachment-log-hint",
            AttachmentKind::SignedPaper => "attachment-signed-paper-hint",
        };
        Choice::new(value_of(kind), shell.say(kind_key(kind))).hint(shell.say(hint))
    });
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = AttachmentsPage {
        files: queries::of_device(&app.db, by, device.id).await?,
        kinds: kinds.collect(),
        code,
        device,
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
