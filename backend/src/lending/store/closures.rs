//! `/store/closures`: the days on which the store is closed; holidays among them.
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepLibrary},
    lending::queries,
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use entities::{site::SiteId, store_closure};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// No store is closed longer at a time.
const LONGEST: i64 = 100;

#[derive(Template)]
#[template(path = "lending/closures.html")]
struct ClosuresPage {
    shell: Shell,
    closures: Vec<store_closure::Model>,
    form: ClosureForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ClosureForm {
    write_id: String,
    from: String,
    until: String,
    label: String,
}

impl ClosureForm {
    fn parse(&self, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), FormErrors> {
        let mut errors = FormErrors::default();
        let day = |typed: &str| typed.trim().parse::<NaiveDate>().ok();
        let (from, until) = (day(&self.from), day(&self.until));
        if from.is_none() {
            errors.add("from", "loan-day-missing");
        }
        match (from, until) {
            (_, None) => errors.add("until", "loan-day-missing"),
            (Some(from), Some(until)) if until < from => {
                errors.add("until", "loan-ends-before-it-starts");
            }
            (Some(from), Some(until)) if (until - from).num_days() > LONGEST => {
                errors.add("until", "closure-too-long");
            }
            (_, Some(until)) if until < today => errors.add("until", "loan-in-the-past"),
            (_, Some(_)) => {}
        }
        let label = self.label.trim();
        if label.is_empty() || label.chars().count() > 80 {
            errors.add("label", "closure-label-missing");
        }
        match (from, until) {
            (Some(from), Some(until)) if errors.is_empty() => Ok((from, until)),
            _ => Err(errors),
        }
    }
}

fn store(by: &Allowed<KeepLibrary>) -> Result<SiteId, Error> {
    by.site_id.ok_or(Error::NotFound)
}

pub async fn show(State(app): State<App>, by: Allowed<KeepLibrary>) -> Result<Response, Error> {
    let blank = (ClosureForm::default(), FormErrors::default());
    page(&app, &by, StatusCode::OK, blank).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Form(form): Form<ClosureForm>,
) -> Result<Response, Error> {
    let site = store(&by)?;
    let (from, until) = match form.parse(app.clock.today()) {
        Ok(days) => days,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&app, &by, status, (form, errors)).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let row = store_closure::ActiveModel {
        site_id: Set(site),
        from_on: Set(from),
        until_on: Set(until),
        label: Set(form.label.trim().to_owned()),
        membership_id: Set(by.membership_id),
        created_at: Set(app.clock.now()),
        ..Default::default()
    };
    store_closure::Entity::insert(row)
        .exec_without_returning(&*write)
        .await?;
    let to = "/store/closures?done=store-closure-added";
    Ok(write.answer(to).await?.into_response())
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct RemovalForm {
    write_id: String,
}

pub async fn remove(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(id): Path<i32>,
    Form(form): Form<RemovalForm>,
) -> Result<Response, Error> {
    let site = store(&by)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let removed = store_closure::Entity::update_many()
        .col_expr(
            store_closure::Column::RemovedAt,
            Expr::value(Some(app.clock.now())),
        )
        .filter(store_closure::COLUMN.id.eq(id))
        .filter(store_closure::COLUMN.site_id.eq(site))
        .filter(store_closure::COLUMN.removed_at.is_null())
        .exec(&*write)
        .await?;
    if removed.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    let to = "/store/closures?done=closure-removed";
    Ok(write.answer(to).await?.into_response())
}

async fn page(
    app: &App,
    by: &Allowed<KeepLibrary>,
    status: StatusCode,
    (form, errors): (ClosureForm, FormErrors),
) -> Result<Response, Error> {
    let closures = match by.site_id {
        Some(site) => queries::closures(&app.db, site, app.clock.today()).await?,
        None => Vec::new(),
    };
    let page = ClosuresPage {
        shell: by.shell(),
        closures,
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}
