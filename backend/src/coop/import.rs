//! `GET|POST /coop/import` and `POST /coop/import/land`: an export of the Coop, what it would change, its landing.
use super::{
    actions::{self, Changes},
    carry::{self, Carried, Kept},
    export::{self, Finding, List, columns::Sheet, table::NotAnExport},
    queries,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ImportCoop},
    web::{self, Choice, Error, FormErrors, Shell, Upload, Words},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{membership::Role, organisation::OrganisationId};

/// An export of more rows is for the command line: a browser would carry it twice.
const MAX_ROWS: usize = 20_000;

#[derive(Template)]
#[template(path = "coop/import.html")]
struct ImportPage {
    shell: Shell,
    form: ImportForm,
    errors: FormErrors,
    /// For coordination, which brings in what an organisation sent.
    organisations: Option<Vec<Choice>>,
}

#[derive(Template)]
#[template(path = "coop/dry_run.html")]
struct DryRunPage {
    shell: Shell,
    /// What is kept of the file, sealed.
    carried: String,
    lands: bool,
    changes: Option<Changes>,
    people: i64,
    refused: usize,
    left_out: Vec<String>,
    findings: Vec<Finding>,
    more: usize,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ImportForm {
    organisation: String,
}

pub async fn show(State(app): State<App>, by: Allowed<ImportCoop>) -> Result<Response, Error> {
    page(&app, &by, ImportForm::default(), FormErrors::default()).await
}

async fn page(
    app: &App,
    by: &Allowed<ImportCoop>,
    form: ImportForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let organisations = if by.role == Role::Trainer {
        None
    } else {
        let known = queries::organisations(&app.db, by).await?;
        let choice =
            |one: entities::organisation::Model| Choice::new(one.id.0.to_string(), one.name);
        Some(known.into_iter().map(choice).collect())
    };
    let page = ImportPage {
        shell: by.shell(),
        form,
        errors,
        organisations,
    };
    Ok(web::page(status, &page)?)
}

/// Whose export it is: a trainer's own organisation's, or one of the territory's. None when coordination chose none.
async fn whose(
    app: &App,
    by: &Allowed<ImportCoop>,
    typed: &str,
) -> Result<Option<OrganisationId>, Error> {
    if typed.is_empty() {
        return Ok((by.role == Role::Trainer).then_some(by.organisation_id));
    }
    let id = typed.parse().map(OrganisationId);
    let known = queries::organisations(&app.db, by).await?;
    let found = known.iter().find(|one| id.as_ref() == Ok(&one.id));
    found.map(|one| Some(one.id)).ok_or(Error::NotFound)
}

/// Shows what an export would change; writes nothing.
pub async fn dry_run(
    State(app): State<App>,
    by: Allowed<ImportCoop>,
    upload: Upload,
) -> Result<Response, Error> {
    let form: ImportForm = upload.form()?;
    let mut errors = FormErrors::default();
    let organisation = whose(&app, &by, &form.organisation).await?;
    if organisation.is_none() {
        errors.add("organisation", "coop-organisation-missing");
    }
    let list = match upload.file("export") {
        None => {
            errors.add("export", "coop-no-file");
            None
        }
        Some(file) => match read(&app, file.bytes.clone()).await? {
            Ok(list) => Some(list),
            Err(why) => {
                add(&mut errors, &by.words(), &why);
                None
            }
        },
    };
    if let Some(list) = &list
        && list.sheet == Sheet::People
        && by.role != Role::Trainer
    {
        errors.add("export", "coop-people-own-only");
    }
    let (Some(organisation), Some(list), true) = (organisation, list, errors.is_empty()) else {
        if errors.on("export").is_none() {
            // A browser cannot be handed a file back: the person is told to choose it again.
            errors.add("export", "coop-file-again");
        }
        return page(&app, &by, form, errors).await;
    };
    preview(&app, &by, organisation, list).await
}

/// Reads a file away from the threads that answer.
async fn read(app: &App, bytes: Vec<u8>) -> Result<Result<List, NotAnExport>, Error> {
    let limits = (app.config.upload_limit_bytes, MAX_ROWS);
    let today = app.clock.today();
    let read = tokio::task::spawn_blocking(move || export::read(&bytes, limits, today));
    Ok(read.await.map_err(anyhow::Error::from)?)
}

/// Why the file is no export, at its field.
fn add(errors: &mut FormErrors, words: &Words, why: &NotAnExport) {
    match why {
        NotAnExport::Missing(columns) => {
            let names: Vec<String> = columns.iter().map(|one| words.say(one.key())).collect();
            errors.add_with("export", why.key(), "columns", names.join(", "));
        }
        NotAnExport::TooManyRows => {
            let limit = i64::try_from(MAX_ROWS).unwrap_or(i64::MAX);
            errors.add_with("export", why.key(), "limit", limit);
        }
        NotAnExport::Unreadable(_) | NotAnExport::NoWorkbook | NotAnExport::NoHeader => {
            errors.add("export", why.key());
        }
    }
}

async fn preview(
    app: &App,
    by: &Allowed<ImportCoop>,
    organisation: OrganisationId,
    list: List,
) -> Result<Response, Error> {
    let changes = match list.sheet {
        Sheet::Activities => Some(actions::would(&app.db, organisation, &list.rows).await?),
        Sheet::People => None,
    };
    let people = list.people.iter().map(|one| i64::from(one.people)).sum();
    let lands = !list.rows.is_empty() || !list.people.is_empty();
    let kept = match list.sheet {
        Sheet::Activities => Kept::Activities {
            rows: list.rows,
            refused: list.refused,
        },
        Sheet::People => Kept::People(list.people),
    };
    let carried = Carried { organisation, kept };
    let page = DryRunPage {
        shell: by.shell(),
        carried: carry::pack(&app.keys, &carried),
        lands,
        changes,
        people,
        refused: list.refused,
        left_out: list.left_out,
        findings: list.findings,
        more: list.more,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct LandForm {
    write_id: String,
    carried: String,
}

/// Keeps what the dry run read, in one transaction; compared once more, since the database may have changed.
pub async fn land(
    State(app): State<App>,
    by: Allowed<ImportCoop>,
    Form(form): Form<LandForm>,
) -> Result<Response, Error> {
    let carried = carry::unpack(&app.keys, &form.carried).ok_or(Error::Unreadable)?;
    let typed = carried.organisation.0.to_string();
    let organisation = whose(&app, &by, &typed).await?.ok_or(Error::NotFound)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let now = app.clock.now();
    let to = match carried.kept {
        Kept::Activities { rows, refused } => {
            let who = (organisation, Some(by.membership_id));
            actions::keep(&*write, who, &rows, refused, now).await?;
            "/coop?done=coop-imported"
        }
        Kept::People(people) => {
            if by.role != Role::Trainer {
                return Err(Error::Forbidden);
            }
            actions::keep_people(&*write, by.membership_id, &people, now).await?;
            "/coop/totals?done=coop-people-imported"
        }
    };
    Ok(write.answer(to).await?.into_response())
}
