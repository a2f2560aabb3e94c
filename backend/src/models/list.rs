//! `GET|POST /models` and `POST /models/import`: until when each model gets updates.
use super::{
    actions::{self, whole_departement},
    queries::{self, Undated},
    rules::{self, Refused, Typed, Wrong},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageProgrammes},
    devices::standing::{kind_key, kind_value},
    intake::list::read,
    web::{self, Choice, Error, FormErrors, Shell, Upload},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use entities::model_updates;

/// More than any list of models has.
const MAX_BYTES: usize = 1024 * 1024;

#[derive(Template)]
#[template(path = "models/list.html")]
struct ModelsPage {
    shell: Shell,
    known: Vec<Line>,
    undated: Vec<Undated>,
    kinds: Vec<Choice>,
    form: ModelForm,
    errors: FormErrors,
    refused: Vec<Refused>,
    list_errors: FormErrors,
}

struct Line {
    row: model_updates::Model,
    ended: bool,
}

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct ModelForm {
    write_id: String,
    /// The version that stood on the page, 0 for none.
    seen: String,
    kind: String,
    manufacturer: String,
    model: String,
    until: String,
    source: String,
}

impl ModelForm {
    fn typed(&self) -> Typed<'_> {
        Typed {
            kind: &self.kind,
            manufacturer: &self.manufacturer,
            model: &self.model,
            until: &self.until,
            source: &self.source,
        }
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asking {
    model: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageProgrammes>,
    Query(asking): Query<Asking>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let mut form = ModelForm::default();
    if let Some(row) = queries::latest(&app.db, &asking.model).await? {
        form = ModelForm {
            seen: row.version.to_string(),
            kind: kind_value(row.kind).to_owned(),
            manufacturer: row.manufacturer,
            model: row.model,
            until: row
                .updates_until
                .map(|day| day.to_string())
                .unwrap_or_default(),
            source: row.source,
            ..form
        };
    } else if let Some(undated) = queries::undated(&app.db)
        .await?
        .into_iter()
        .find(|undated| undated.model_key == asking.model)
    {
        "0".clone_into(&mut form.seen);
        kind_value(undated.kind).clone_into(&mut form.kind);
        form.manufacturer = undated.manufacturer;
        form.model = undated.model;
    }
    page(
        &app,
        &by,
        StatusCode::OK,
        Sent {
            form,
            ..Sent::default()
        },
    )
    .await
}

/// What a form has to say on the page.
#[derive(Default)]
struct Sent {
    form: ModelForm,
    errors: FormErrors,
    refused: Vec<Refused>,
    list_errors: FormErrors,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageProgrammes>,
    Form(form): Form<ModelForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let entry = match rules::check(&form.typed()) {
        Ok(entry) => entry,
        Err(faults) => {
            let mut errors = FormErrors::default();
            for fault in faults {
                errors.add(fault.field(), fault.key());
            }
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let sent = Sent {
                form,
                errors,
                ..Sent::default()
            };
            return page(&app, &by, status, sent).await;
        }
    };
    // A page that named a model names the version it showed; a model typed anew is compared with nothing.
    let seen = form.seen.parse().ok();
    let write = app.write_once(&by, &form.write_id).await?;
    let who = (by.membership_id, app.clock.now());
    actions::keep(&*write, who, &entry, seen).await?;
    Ok(write
        .answer("/models?done=model-kept")
        .await?
        .into_response())
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ImportForm {
    write_id: String,
}

/// A list, all of it or nothing.
pub async fn import(
    State(app): State<App>,
    by: Allowed<ManageProgrammes>,
    upload: Upload,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let form: ImportForm = upload.form()?;
    let mut sent = Sent::default();
    let entries = match upload.file("list") {
        None => Err("models-list-missing"),
        Some(file) => read::read(&file.bytes, MAX_BYTES)
            .map_err(read::Unreadable::key)
            .map(|sheet| rules::entries(&sheet)),
    };
    let entries = match entries {
        Ok(Ok(entries)) => entries,
        Ok(Err(Wrong::Columns)) => {
            sent.list_errors.add("list", "models-list-columns");
            return page(&app, &by, StatusCode::UNPROCESSABLE_ENTITY, sent).await;
        }
        Ok(Err(Wrong::Lines(refused))) => {
            sent.list_errors.add("list", "models-list-lines");
            sent.refused = refused;
            return page(&app, &by, StatusCode::UNPROCESSABLE_ENTITY, sent).await;
        }
        Err(key) => {
            sent.list_errors.add("list", key);
            return page(&app, &by, StatusCode::UNPROCESSABLE_ENTITY, sent).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let who = (by.membership_id, app.clock.now());
    for entry in &entries {
        actions::keep(&*write, who, entry, None).await?;
    }
    Ok(write
        .answer("/models?done=models-imported")
        .await?
        .into_response())
}

async fn page(
    app: &App,
    by: &Allowed<ManageProgrammes>,
    status: StatusCode,
    sent: Sent,
) -> Result<Response, Error> {
    let shell = by.shell();
    let today: NaiveDate = app.clock.today();
    let page = ModelsPage {
        known: queries::known(&app.db)
            .await?
            .into_iter()
            .map(|row| Line {
                ended: row.updates_until.is_some_and(|day| day < today),
                row,
            })
            .collect(),
        undated: queries::undated(&app.db).await?,
        kinds: rules::kind_choices()
            .into_iter()
            .map(|(value, key)| Choice::new(value, shell.say(key)))
            .collect(),
        form: sent.form,
        errors: sent.errors,
        refused: sent.refused,
        list_errors: sent.list_errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
