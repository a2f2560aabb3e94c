//! `GET /communes`, and its two lists: shown first as what they would change, then taken.
use super::{
    actions::{self, Changes},
    lists::{self, Refused, Wrong},
    queries::{self, Counts},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageCommunes},
    web::{self, Error, FormErrors, Shell, Upload},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

#[derive(Template)]
#[template(path = "directory/communes.html")]
struct CommunesPage {
    shell: Shell,
    counts: Counts,
    errors: FormErrors,
    refused: Vec<Refused>,
    dry_run: Option<DryRun>,
}

/// What a list would change, and the list on its way through the browser.
struct DryRun {
    changes: Changes,
    list: String,
    action: &'static str,
    title: &'static str,
}

/// Communes count for the whole département: who coordinates a part of it does not change them.
fn whole_departement(by: &Allowed<ManageCommunes>) -> Result<(), Error> {
    if by.territories.is_empty() {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

async fn page(
    app: &App,
    by: &Allowed<ManageCommunes>,
    errors: FormErrors,
    refused: Vec<Refused>,
    dry_run: Option<DryRun>,
) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = CommunesPage {
        shell: by.shell(),
        counts: queries::counts(&app.db).await?,
        errors,
        refused,
        dry_run,
    };
    Ok(web::page(status, &page)?)
}

/// The page again, with what is wrong with a list.
async fn wrong(
    app: &App,
    by: &Allowed<ManageCommunes>,
    field: &'static str,
    why: Wrong,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let refused = match why {
        Wrong::Unreadable(key) | Wrong::Columns(key) => {
            errors.add(field, key);
            Vec::new()
        }
        Wrong::Lines(refused) => {
            errors.add(field, "communes-lines-wrong");
            refused
        }
    };
    page(app, by, errors, refused, None).await
}

pub async fn show(State(app): State<App>, by: Allowed<ManageCommunes>) -> Result<Response, Error> {
    whole_departement(&by)?;
    page(&app, &by, FormErrors::default(), Vec::new(), None).await
}

/// `POST /communes/import`: writes nothing.
pub async fn dry_run_communes(
    State(app): State<App>,
    by: Allowed<ManageCommunes>,
    upload: Upload,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let Some(file) = upload.file("communes") else {
        return wrong(&app, &by, "communes", Wrong::Unreadable("communes-no-file")).await;
    };
    let known = queries::codes(&app.db).await?;
    let list = match lists::communes(&file.bytes, &known) {
        Ok(list) => list,
        Err(why) => return wrong(&app, &by, "communes", why).await,
    };
    let dry_run = DryRun {
        changes: actions::communes_would(&app.db, &list).await?,
        list: lists::communes_written(&list),
        action: "/communes/import/land",
        title: "communes-would",
    };
    page(&app, &by, FormErrors::default(), Vec::new(), Some(dry_run)).await
}

/// `POST /travel-times/import`: writes nothing.
pub async fn dry_run_times(
    State(app): State<App>,
    by: Allowed<ManageCommunes>,
    upload: Upload,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let Some(file) = upload.file("times") else {
        return wrong(&app, &by, "times", Wrong::Unreadable("communes-no-file")).await;
    };
    let known = queries::codes(&app.db).await?;
    let list = match lists::travel_times(&file.bytes, &known) {
        Ok(list) => list,
        Err(why) => return wrong(&app, &by, "times", why).await,
    };
    let dry_run = DryRun {
        changes: actions::times_would(&app.db, &list).await?,
        list: lists::times_written(&list),
        action: "/travel-times/import/land",
        title: "times-would",
    };
    page(&app, &by, FormErrors::default(), Vec::new(), Some(dry_run)).await
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct LandForm {
    write_id: String,
    /// The list as the dry run read it.
    list: String,
}

/// `POST /communes/import/land`: checked once more, since the database may have changed meanwhile.
pub async fn land_communes(
    State(app): State<App>,
    by: Allowed<ManageCommunes>,
    Form(form): Form<LandForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let known = queries::codes(&*write).await?;
    let list = match lists::communes(form.list.as_bytes(), &known) {
        Ok(list) => list,
        Err(why) => {
            drop(write);
            return wrong(&app, &by, "communes", why).await;
        }
    };
    actions::keep_communes(&*write, &list).await?;
    Ok(write
        .answer("/communes?done=communes-kept")
        .await?
        .into_response())
}

/// `POST /travel-times/import/land`.
pub async fn land_times(
    State(app): State<App>,
    by: Allowed<ManageCommunes>,
    Form(form): Form<LandForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let known = queries::codes(&*write).await?;
    let list = match lists::travel_times(form.list.as_bytes(), &known) {
        Ok(list) => list,
        Err(why) => {
            drop(write);
            return wrong(&app, &by, "times", why).await;
        }
    };
    actions::keep_times(&*write, &list).await?;
    Ok(write
        .answer("/communes?done=times-kept")
        .await?
        .into_response())
}
