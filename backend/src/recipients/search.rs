//! `GET|POST /recipients`: the data protection officer finds a person by name, in any order, and year of birth.
//! The search is sent, never written in an address.
use super::{
    access,
    identity::{self, search_key},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ForgetRecipients},
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Form;
use entities::{access_log::AccessAct, organisation, recipient, recipient_name};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

#[derive(Template)]
#[template(path = "recipients/search.html")]
struct SearchPage {
    shell: Shell,
    form: SearchForm,
    errors: FormErrors,
    /// Nothing before a search.
    found: Option<Vec<Found>>,
}

struct Found {
    id: i32,
    name: String,
    commune: String,
    organisation: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SearchForm {
    name: String,
    birth_year: String,
}

pub async fn show(by: Allowed<ForgetRecipients>) -> Result<Response, Error> {
    let page = SearchPage {
        shell: by.shell(),
        form: SearchForm::default(),
        errors: FormErrors::default(),
        found: None,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ForgetRecipients>,
    Form(form): Form<SearchForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    if form.name.trim().is_empty() {
        errors.add("name", "recipient-name-missing");
    }
    let year = form.birth_year.trim();
    let birth_year = year.parse::<i32>().ok();
    if !year.is_empty() && birth_year.is_none() {
        errors.add("birth_year", "recipient-year-wrong");
    }
    if !errors.is_empty() {
        let page = SearchPage {
            shell: by.shell(),
            form,
            errors,
            found: None,
        };
        return Ok(web::page(StatusCode::UNPROCESSABLE_ENTITY, &page)?);
    }
    let key = search_key(&app.keys, &form.name, birth_year);
    let named = recipient_name::Entity::find()
        .select_only()
        .column(recipient_name::Column::RecipientId)
        .filter(recipient_name::COLUMN.key.eq(key))
        .into_query();
    let rows = recipient::Entity::find()
        .filter(recipient::Column::Id.in_subquery(named))
        .order_by_asc(recipient::Column::Id)
        .all(&app.db)
        .await?;
    let mut found = Vec::new();
    for row in &rows {
        let Some(known) = identity::open_for_officer(&app.keys, row)? else {
            continue;
        };
        let organisation = organisation::Entity::find_by_id(row.organisation_id)
            .one(&app.db)
            .await?;
        found.push(Found {
            id: row.id.0,
            name: known.display_name(),
            commune: known.commune,
            organisation: organisation.map(|o| o.name).unwrap_or_default(),
        });
    }
    let write = app.write().await?;
    let ids = rows.iter().map(|row| row.id);
    access::record(&*write, &by, ids, AccessAct::Searched, app.clock.now()).await?;
    write.commit().await?;
    let page = SearchPage {
        shell: by.shell(),
        form,
        errors,
        found: Some(found),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
