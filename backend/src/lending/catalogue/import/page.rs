//! `GET|POST /catalogue/import` and `POST /catalogue/import/land`: a list of items, what it would add, and adding it; by
//! who keeps the store.
use super::{
    carry,
    check::{self, Checked, slugs},
    columns::{self, List},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepLibrary},
    lending::catalogue::actions,
    web::{self, Error, FormErrors, Shell, Upload},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::catalogue_item;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "lending/import.html")]
struct ImportPage {
    shell: Shell,
    errors: FormErrors,
}

#[derive(Template)]
#[template(path = "lending/import_dry_run.html")]
struct DryRunPage {
    shell: Shell,
    /// The list, sealed.
    carried: String,
    left_out: Vec<String>,
    lines: usize,
    accepted: usize,
    refused: usize,
    told: Vec<Told>,
}

/// A line that stays out, and why.
struct Told {
    number: u32,
    name: String,
    findings: Vec<Said>,
}

struct Said {
    column: Option<String>,
    why: String,
}

pub async fn show(by: Allowed<KeepLibrary>) -> Result<Response, Error> {
    page(&by, FormErrors::default())
}

fn page(by: &Allowed<KeepLibrary>, errors: FormErrors) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shell = by.shell();
    Ok(web::page(status, &ImportPage { shell, errors })?)
}

/// Shows what a list would add; writes nothing.
pub async fn dry_run(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    upload: Upload,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    if by.site_id.is_none() {
        errors.add("list", "store-no-site");
        return page(&by, errors);
    }
    let Some(file) = upload.file("list") else {
        errors.add("list", "import-no-file");
        return page(&by, errors);
    };
    let list = match columns::read(&file.bytes) {
        Ok(list) => list,
        Err(why) => {
            errors.add("list", why.key());
            return page(&by, errors);
        }
    };
    let lines = check::check(&list, &taken(&app.db, &list).await?);
    let shell = by.shell();
    let told: Vec<Told> = lines.iter().filter_map(|line| told(&shell, line)).collect();
    let page = DryRunPage {
        carried: carry::pack(&app.keys, &list),
        left_out: list.left_out,
        lines: lines.len(),
        accepted: lines.len() - told.len(),
        refused: told.len(),
        told,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

fn told(shell: &Shell, line: &Checked) -> Option<Told> {
    let findings = line.outcome.as_ref().err()?;
    Some(Told {
        number: line.number,
        name: line.name.clone(),
        findings: findings
            .iter()
            .map(|finding| Said {
                column: finding.column.map(|column| shell.say(column.key())),
                why: shell
                    .with("typed", finding.typed.as_str())
                    .with("line", finding.first_line)
                    .say(finding.key),
            })
            .collect(),
    })
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct LandForm {
    carried: String,
    write_id: String,
}

/// Adds what is accepted, in one transaction. The lines are checked once more in it: the catalogue may have changed since
/// the dry run.
pub async fn land(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Form(form): Form<LandForm>,
) -> Result<Response, Error> {
    let list = carry::unpack(&app.keys, &form.carried).ok_or(Error::Unreadable)?;
    let site = by.site_id.ok_or(Error::Forbidden)?;
    let at = (site, by.membership_id);
    let now = app.clock.now();
    let write = app.write_once(&by, &form.write_id).await?;
    for line in check::check(&list, &taken(&*write, &list).await?) {
        if let Ok(described) = line.outcome {
            actions::make(&*write, at, &described, now).await?;
        }
    }
    let to = "/catalogue?done=items-imported";
    Ok(write.answer(to).await?.into_response())
}

/// The names in addresses of the list that items have already, also of another store, also of what is lent no longer.
async fn taken(db: &impl ConnectionTrait, list: &List) -> Result<BTreeSet<String>, DbErr> {
    let rows = catalogue_item::Entity::find()
        .filter(catalogue_item::COLUMN.slug.is_in(slugs(list)))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.slug).collect())
}
