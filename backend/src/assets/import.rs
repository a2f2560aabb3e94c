//! `GET|POST /accounting/import` and `POST /accounting/import/land`: an owner's list, what its columns mean, which lines
//! are taken and which are refused and why, its landing. Nothing is stored before it lands.
use super::{
    actions::{self, Landed, Sent},
    carry::{self, Carried},
    columns::{self, Field, Places, Unusable},
    file::{self, Checked, Fault, Refused, Sheet},
    queries,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepAccounting},
    web::{self, Choice, Error, FormErrors, Shell, Upload},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use entities::organisation::OrganisationId;

/// A longer list is for the command line: a browser would carry it twice.
const MAX_LINES: usize = 100_000;
/// Refused lines that a page shows; the others are counted.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "assets/import.html")]
struct ImportPage {
    shell: Shell,
    form: ImportForm,
    errors: FormErrors,
    owners: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "assets/dry_run.html")]
struct DryRunPage {
    shell: Shell,
    carried: String,
    write_id: String,
    owner: String,
    as_of: NaiveDate,
    columns: Vec<ColumnLine>,
    fields: Vec<Choice>,
    /// Why the columns cannot be read as they were chosen.
    unusable: Option<String>,
    /// The file was taken in before, as this list.
    before: Option<i32>,
    taken: usize,
    value_cents: i64,
    net_book_cents: i64,
    refused: usize,
    told: Vec<Refused>,
    more: usize,
}

struct ColumnLine {
    header: String,
    example: String,
    field: &'static str,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ImportForm {
    owner: String,
    as_of: String,
}

pub async fn show(State(app): State<App>, by: Allowed<KeepAccounting>) -> Result<Response, Error> {
    page(&app, &by, ImportForm::default(), FormErrors::default()).await
}

async fn page(
    app: &App,
    by: &Allowed<KeepAccounting>,
    form: ImportForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let owners = queries::owners(&app.db, by).await?;
    let page = ImportPage {
        shell: by.shell(),
        form,
        errors,
        owners: owners
            .into_iter()
            .map(|owner| Choice::new(owner.id.0.to_string(), owner.name))
            .collect(),
    };
    Ok(web::page(status, &page)?)
}

/// The name of an owner whose accounts the person may lay beside the stock.
async fn owner_name(
    app: &App,
    by: &Allowed<KeepAccounting>,
    id: OrganisationId,
) -> Result<Option<String>, Error> {
    let owners = queries::owners(&app.db, by).await?;
    let found = owners.into_iter().find(|owner| owner.id == id);
    Ok(found.map(|owner| owner.name))
}

/// Shows what a file would bring; writes nothing.
pub async fn dry_run(
    State(app): State<App>,
    by: Allowed<KeepAccounting>,
    upload: Upload,
) -> Result<Response, Error> {
    let form: ImportForm = upload.form()?;
    let mut errors = FormErrors::default();
    let owner = match form.owner.parse().map(OrganisationId) {
        Ok(id) => owner_name(&app, &by, id).await?.map(|name| (id, name)),
        Err(_) => None,
    };
    if owner.is_none() {
        errors.add("owner", "accounting-owner-missing");
    }
    let as_of: Option<NaiveDate> = form.as_of.parse().ok();
    match as_of {
        None => errors.add("as_of", "accounting-as-of-missing"),
        Some(day) if day > app.clock.today() => {
            errors.add("as_of", "accounting-as-of-to-come");
        }
        Some(_) => {}
    }
    let read = match upload.file("list") {
        None => {
            errors.add("list", "accounting-no-file");
            None
        }
        Some(chosen) => match read(&app, chosen.bytes.clone()).await? {
            Ok(sheet) => Some((sheet, chosen.bytes.clone())),
            Err(fault) => {
                add(&mut errors, fault);
                None
            }
        },
    };
    let (Some((owner, name)), Some(as_of), Some((sheet, bytes)), true) =
        (owner, as_of, read, errors.is_empty())
    else {
        if errors.on("list").is_none() {
            // A browser cannot be handed a file back: the person is told to choose it again.
            errors.add("list", "accounting-file-again");
        }
        return page(&app, &by, form, errors).await;
    };
    let remembered = actions::remembered(&app.db, owner).await?;
    let fields = columns::propose(&sheet.headers, &remembered);
    let carried = Carried {
        owner,
        as_of,
        bytes,
    };
    let before = known(&app, &carried).await?;
    let (sheet, checked) = checked(sheet, fields.clone(), as_of).await?;
    let shown = Shown {
        carried: &carried,
        owner: name,
        write_id: by.shell().write_id(),
        before,
    };
    review(&app, &by, shown, (&sheet, &fields), checked)
}

/// Checks every line away from the threads that answer.
async fn checked(
    sheet: Sheet,
    fields: Vec<Field>,
    as_of: NaiveDate,
) -> Result<(Sheet, Result<Checked, Unusable>), Error> {
    let checking = tokio::task::spawn_blocking(move || {
        let places = Places::of(&fields, sheet.headers.len());
        let checked = places.map(|places| file::check(&sheet, &places, as_of));
        (sheet, checked)
    });
    Ok(checking.await.map_err(anyhow::Error::from)?)
}

/// Reads a file away from the threads that answer.
async fn read(app: &App, bytes: Vec<u8>) -> Result<Result<Sheet, Fault>, Error> {
    // The file comes back through a form, written longer than it is.
    let limits = (app.config.upload_limit_bytes / 2, MAX_LINES);
    let read = tokio::task::spawn_blocking(move || file::read(&bytes, limits));
    Ok(read.await.map_err(anyhow::Error::from)?)
}

fn add(errors: &mut FormErrors, fault: Fault) {
    if fault == Fault::TooManyLines {
        let limit = i64::try_from(MAX_LINES).unwrap_or(i64::MAX);
        errors.add_with("list", fault.key(), "limit", limit);
    } else {
        errors.add("list", fault.key());
    }
}

async fn known(app: &App, carried: &Carried) -> Result<Option<i32>, Error> {
    let known = actions::known(&app.db, sent(carried)).await?;
    Ok(known.map(|id| id.0))
}

fn sent(carried: &Carried) -> Sent<'_> {
    Sent {
        owner: carried.owner,
        as_of: carried.as_of,
        bytes: &carried.bytes,
    }
}

/// What a dry run is of.
struct Shown<'c> {
    carried: &'c Carried,
    owner: String,
    write_id: String,
    before: Option<i32>,
}

fn review(
    app: &App,
    by: &Allowed<KeepAccounting>,
    shown: Shown<'_>,
    (sheet, fields): (&Sheet, &[Field]),
    checked: Result<Checked, Unusable>,
) -> Result<Response, Error> {
    let words = by.words();
    let (checked, unusable) = match checked {
        Ok(checked) => (checked, None),
        Err(why) => (Checked::default(), Some(why.say(&words))),
    };
    let refused = checked.refused.len();
    let mut told = checked.refused;
    told.truncate(SHOWN);
    let status = if unusable.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = DryRunPage {
        carried: carry::pack(&app.keys, shown.carried),
        write_id: shown.write_id,
        owner: shown.owner,
        as_of: shown.carried.as_of,
        columns: column_lines(sheet, fields),
        fields: Field::ALL
            .into_iter()
            .map(|field| Choice::new(field.value(), words.say(field.key())))
            .collect(),
        unusable,
        before: shown.before,
        taken: checked.lines.len(),
        value_cents: checked.lines.iter().map(|line| line.value_cents).sum(),
        net_book_cents: checked.lines.iter().map(|line| line.net_book_cents).sum(),
        refused,
        more: refused.saturating_sub(SHOWN),
        told,
        shell: by.shell(),
    };
    Ok(web::page(status, &page)?)
}

fn column_lines(sheet: &Sheet, fields: &[Field]) -> Vec<ColumnLine> {
    let example = |place: usize| {
        let cells = sheet.rows.iter().filter_map(|row| row.cells.get(place));
        let mut filled = cells
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty());
        filled
            .next()
            .unwrap_or_default()
            .chars()
            .take(40)
            .collect::<String>()
    };
    sheet
        .headers
        .iter()
        .enumerate()
        .map(|(place, header)| ColumnLine {
            header: header.clone(),
            example: example(place),
            field: fields.get(place).copied().unwrap_or(Field::Ignore).value(),
        })
        .collect()
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct LandForm {
    write_id: String,
    carried: String,
    /// The meaning of each column, in their order.
    column: Vec<String>,
    press: String,
}

/// Reads the columns as they were chosen: shows the dry run again, or takes the list in, whole, in one transaction.
pub async fn land(
    State(app): State<App>,
    by: Allowed<KeepAccounting>,
    Form(form): Form<LandForm>,
) -> Result<Response, Error> {
    let carried = carry::unpack(&app.keys, &form.carried).ok_or(Error::Unreadable)?;
    let owner = owner_name(&app, &by, carried.owner)
        .await?
        .ok_or(Error::NotFound)?;
    let sheet = read(&app, carried.bytes.clone())
        .await?
        .map_err(|_| Error::Unreadable)?;
    let fields: Vec<Field> = form
        .column
        .iter()
        .map(|value| Field::from_value(value).ok_or(Error::Unreadable))
        .collect::<Result<_, _>>()?;
    let (sheet, checked) = checked(sheet, fields.clone(), carried.as_of).await?;
    if form.press == "accept"
        && let Ok(checked) = &checked
        && !checked.lines.is_empty()
    {
        let read = (&sheet, fields.as_slice(), checked);
        return accept(&app, &by, &form.write_id, &carried, read).await;
    }
    let before = known(&app, &carried).await?;
    let shown = Shown {
        carried: &carried,
        owner,
        write_id: form.write_id,
        before,
    };
    review(&app, &by, shown, (&sheet, &fields), checked)
}

async fn accept(
    app: &App,
    by: &Allowed<KeepAccounting>,
    write_id: &str,
    carried: &Carried,
    (sheet, fields, checked): (&Sheet, &[Field], &Checked),
) -> Result<Response, Error> {
    let write = app.write_once(by, write_id).await?;
    let now = app.clock.now();
    let refused = checked.refused.len();
    let landed = actions::land(&*write, by.at(now), sent(carried), &checked.lines, refused).await?;
    let to = match landed {
        Landed::Now(id) => {
            actions::remember(&*write, carried.owner, &sheet.headers, fields, now).await?;
            format!("/accounting/{}?done=accounting-imported", id.0)
        }
        Landed::Before(id) => format!("/accounting/{}?done=accounting-imported-before", id.0),
    };
    Ok(write.answer(to).await?.into_response())
}
