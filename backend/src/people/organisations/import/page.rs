//! `GET|POST /organisations/import` and `POST /organisations/import/land`: a list, its dry run, its landing.
use super::{
    carry::{self, Carried},
    check::{self, Checked, Known},
    columns,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageOrganisations},
    people::organisations::{
        actions::{self, NotSaved},
        kinds,
    },
    web::{self, Choice, Error, FormErrors, Shell, Upload},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::organisation;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

#[derive(Template)]
#[template(path = "people/import.html")]
struct ImportPage {
    shell: Shell,
    form: ImportForm,
    errors: FormErrors,
    kinds: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "people/import_dry_run.html")]
struct DryRunPage {
    shell: Shell,
    /// The list, sealed.
    carried: String,
    left_out: Vec<String>,
    lines: usize,
    accepted: usize,
    doubtful: usize,
    refused: usize,
    /// The refused and doubtful lines.
    told: Vec<Checked>,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ImportForm {
    kind: String,
}

pub async fn show(by: Allowed<ManageOrganisations>) -> Result<Response, Error> {
    page(&by, ImportForm::default(), FormErrors::default())
}

fn page(
    by: &Allowed<ManageOrganisations>,
    form: ImportForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shell = by.shell();
    let page = ImportPage {
        kinds: kinds::choices(&shell.words),
        shell,
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}

/// Shows what a list would add; writes nothing.
pub async fn dry_run(
    State(app): State<App>,
    by: Allowed<ManageOrganisations>,
    upload: Upload,
) -> Result<Response, Error> {
    let form: ImportForm = upload.form()?;
    let mut errors = FormErrors::default();
    let Some(file) = upload.file("list") else {
        errors.add("list", "import-no-file");
        return page(&by, form, errors);
    };
    let list = match columns::read(&file.bytes) {
        Ok(list) => list,
        Err(why) => {
            errors.add("list", why.key());
            return page(&by, form, errors);
        }
    };
    let kind = kinds::kind_named(&form.kind);
    if kind.is_none() && !list.has_kinds {
        errors.add("kind", "import-kind-missing");
        return page(&by, form, errors);
    }
    let known = known(&app.db).await?;
    let lines = check::check(&list, kind, &known, &by.territories);
    let left_out = list.left_out.clone();
    let count = |is: fn(&Checked) -> bool| lines.iter().filter(|line| is(line)).count();
    let refused = count(Checked::refused);
    let page = DryRunPage {
        shell: by.shell(),
        carried: carry::pack(&app.keys, &Carried { list, kind }),
        left_out,
        lines: lines.len(),
        accepted: lines.len() - refused,
        doubtful: count(Checked::doubtful),
        refused,
        told: lines
            .into_iter()
            .filter(|line| !line.findings.is_empty())
            .collect(),
        errors: FormErrors::default(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct LandForm {
    carried: String,
    /// Whether doubtful lines stay out.
    without_doubtful: String,
    write_id: String,
}

/// Adds what is accepted, in one transaction. The lines are checked once more in it: the database may
/// have changed since the dry run.
pub async fn land(
    State(app): State<App>,
    by: Allowed<ManageOrganisations>,
    Form(form): Form<LandForm>,
) -> Result<Response, Error> {
    let Carried { list, kind } =
        carry::unpack(&app.keys, &form.carried).ok_or(Error::Unreadable)?;
    let now = app.clock.now();
    let write = app.write_once(&by, &form.write_id).await?;
    let known = known(&*write).await?;
    for line in check::check(&list, kind, &known, &by.territories) {
        let left = line.refused() || (line.doubtful() && form.without_doubtful == "yes");
        let (false, Some((details, place))) = (left, line.adds) else {
            continue;
        };
        let saved = actions::create_with_site(&*write, details, place, now).await;
        saved.map_err(|error| match error {
            NotSaved::Taken(_) => Error::Changed,
            NotSaved::Database(error) => error.into(),
        })?;
    }
    Ok(write
        .answer("/organisations?done=organisations-imported")
        .await?
        .into_response())
}

/// What no line may add again. Of the whole database: names are unique beyond one's territory.
async fn known(db: &impl ConnectionTrait) -> Result<Known, DbErr> {
    let mut known = Known::default();
    for row in organisation::Entity::find().all(db).await? {
        known.names.insert((row.kind, row.search));
        known.uais.extend(row.uai);
        known.sirets.extend(row.siret);
    }
    Ok(known)
}
