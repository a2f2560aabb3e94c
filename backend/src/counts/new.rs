//! `GET|POST /counts/new`: what a count is about, how it is counted, and from when on a gap takes two people.
use super::{
    freezing::{self, Opening},
    queries::Scope,
    rules::Limits,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageCounts},
    devices::standing::kind_key,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    collection_lot, device::DeviceKind, organisation, organisation::OrganisationId, site,
    site::SiteId,
};
use sea_orm::{
    ActiveEnum, ColumnTrait, EntityTrait, Iterable, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

#[derive(Template)]
#[template(path = "counts/new.html")]
struct NewPage {
    shell: Shell,
    sites: Vec<Choice>,
    owners: Vec<Choice>,
    kinds: Vec<Choice>,
    form: OpenForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct OpenForm {
    write_id: String,
    sites: Vec<String>,
    owners: Vec<String>,
    kinds: Vec<String>,
    blind: String,
    second_pass: String,
    /// Whole euros.
    above_euros: String,
    above_gaps: String,
}

impl OpenForm {
    /// What the form says, of what the page offers.
    fn parse(&self, offered: &Offered) -> Result<Opening, FormErrors> {
        let mut errors = FormErrors::default();
        let among = |typed: &[String], choices: &[Choice]| {
            typed
                .iter()
                .all(|value| choices.iter().any(|choice| choice.is(value)))
        };
        if !among(&self.sites, &offered.sites) {
            errors.add("sites", "count-site-wrong");
        }
        if !among(&self.owners, &offered.owners) {
            errors.add("owners", "count-owner-wrong");
        }
        if !among(&self.kinds, &offered.kinds) {
            errors.add("kinds", "count-kind-wrong");
        }
        let above_euros = number(&self.above_euros, "above_euros", &mut errors);
        let above_gaps = number(&self.above_gaps, "above_gaps", &mut errors);
        if !errors.is_empty() {
            return Err(errors);
        }
        let ids = |typed: &[String]| -> Vec<i32> {
            typed.iter().filter_map(|id| id.parse().ok()).collect()
        };
        Ok(Opening {
            scope: Scope {
                sites: ids(&self.sites).into_iter().map(SiteId).collect(),
                owners: ids(&self.owners).into_iter().map(OrganisationId).collect(),
                kinds: self
                    .kinds
                    .iter()
                    .filter_map(|kind| DeviceKind::try_from_value(kind).ok())
                    .collect(),
            },
            blind: self.blind == "yes",
            second_pass: self.second_pass == "yes",
            limits: Limits {
                above_cents: above_euros.map(|euros| i64::from(euros) * 100),
                above_gaps,
            },
        })
    }
}

/// A whole number, or nothing.
fn number(typed: &str, field: &'static str, errors: &mut FormErrors) -> Option<i32> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let number = typed.parse().ok().filter(|number: &i32| *number >= 0);
    if number.is_none() {
        errors.add(field, "count-number-wrong");
    }
    number
}

/// What a count may be limited to.
struct Offered {
    sites: Vec<Choice>,
    owners: Vec<Choice>,
    kinds: Vec<Choice>,
}

async fn offered(app: &App, by: &Allowed<ManageCounts>) -> Result<Offered, Error> {
    let words = by.words();
    let sites = site::Entity::find()
        .filter(site::COLUMN.closed_at.is_null())
        .order_by_asc(site::COLUMN.name)
        .all(&app.db)
        .await?;
    let owning = collection_lot::Entity::find()
        .select_only()
        .column(collection_lot::Column::OwnerId);
    let owners = organisation::Entity::find()
        .filter(organisation::Column::Id.in_subquery(owning.into_query()))
        .order_by_asc(organisation::COLUMN.name)
        .all(&app.db)
        .await?;
    Ok(Offered {
        sites: sites
            .into_iter()
            .map(|site| Choice::new(site.id.0.to_string(), site.name))
            .collect(),
        owners: owners
            .into_iter()
            .map(|owner| Choice::new(owner.id.0.to_string(), owner.name))
            .collect(),
        kinds: DeviceKind::iter()
            .map(|kind| Choice::new(kind.to_value(), words.say(kind_key(kind))))
            .collect(),
    })
}

pub async fn show(State(app): State<App>, by: Allowed<ManageCounts>) -> Result<Response, Error> {
    let offered = offered(&app, &by).await?;
    let nothing = (OpenForm::default(), FormErrors::default());
    page(&by, StatusCode::OK, offered, nothing)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageCounts>,
    Form(form): Form<OpenForm>,
) -> Result<Response, Error> {
    let offered = offered(&app, &by).await?;
    let opening = match form.parse(&offered) {
        Ok(opening) => opening,
        Err(errors) => {
            return page(
                &by,
                StatusCode::UNPROCESSABLE_ENTITY,
                offered,
                (form, errors),
            );
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let Some(count) = freezing::open(&app, &write, &by, opening).await? else {
        drop(write);
        let mut errors = FormErrors::default();
        errors.add("sites", "count-nothing-expected");
        return page(&by, StatusCode::CONFLICT, offered, (form, errors));
    };
    let to = format!("/counts/{}?done=count-opened", count.id.0);
    Ok(write.answer(to).await?.into_response())
}

fn page(
    by: &Allowed<ManageCounts>,
    status: StatusCode,
    offered: Offered,
    (form, errors): (OpenForm, FormErrors),
) -> Result<Response, Error> {
    let page = NewPage {
        shell: by.shell(),
        sites: offered.sites,
        owners: offered.owners,
        kinds: offered.kinds,
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}
