//! `GET|POST /parts`: what lies on the shelves, and noting a part that was bought or given.
use super::{
    actions::{self, Described, PartError},
    queries::{self, Which},
    say,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{KeepParts, SeeParts},
    },
    journal::ChangeError,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use entities::{
    part::{self, PartKind, PartState},
    site::SiteId,
};
use sea_orm::{ActiveEnum, Iterable};
use std::collections::HashMap;

/// What fits a label in two lines.
const LONGEST: usize = 60;

#[derive(Template)]
#[template(path = "parts/list.html")]
struct ListPage {
    shell: Shell,
    rows: Vec<Row>,
    /// How many of each kind are on a shelf.
    counts: Vec<(&'static str, i64)>,
    may_keep: bool,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    sites: Vec<Choice>,
    filter: Filter,
    form: AddForm,
    errors: FormErrors,
    /// The filter has no mistakes of its own.
    none: FormErrors,
}

struct Row {
    part: part::Model,
    name: String,
    /// The site's name, or the code of the device it is in.
    site: String,
    device: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Filter {
    state: String,
    kind: String,
    site: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct AddForm {
    write_id: String,
    add_kind: String,
    maker: String,
    model: String,
    serial: String,
    gigabytes: String,
    health: String,
    add_site: String,
}

impl AddForm {
    fn parse(&self, sites: &[SiteId]) -> Result<(SiteId, Described), FormErrors> {
        let mut errors = FormErrors::default();
        let kind = PartKind::try_from_value(&self.add_kind).ok();
        if kind.is_none() {
            errors.add("add_kind", "part-kind-missing");
        }
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (maker, model) = (line(&self.maker), line(&self.model));
        if model.is_empty() {
            errors.add("model", "part-model-missing");
        }
        for (field, text) in [("maker", &maker), ("model", &model)] {
            if text.chars().count() > LONGEST {
                errors.add(field, "part-text-long");
            }
        }
        let serial = self.serial.trim().to_uppercase();
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_. /".contains(letter);
        if serial.chars().count() > LONGEST || !serial.chars().all(plain) {
            errors.add("serial", "part-serial-wrong");
        } else if serial.is_empty() && kind == Some(PartKind::Drive) {
            errors.add("serial", "part-serial-missing");
        }
        errors.keep_people_out("serial", &serial);
        let number = |text: &str, most: i64| -> Result<Option<i64>, ()> {
            let text = text.trim();
            if text.is_empty() {
                return Ok(None);
            }
            match text.parse::<i64>() {
                Ok(number) if (1..=most).contains(&number) => Ok(Some(number)),
                Ok(_) | Err(_) => Err(()),
            }
        };
        let gigabytes = number(&self.gigabytes, 1_000_000).unwrap_or_else(|()| {
            errors.add("gigabytes", "part-number-wrong");
            None
        });
        let health = number(&self.health, 100).unwrap_or_else(|()| {
            errors.add("health", "part-health-wrong");
            None
        });
        let site = self.add_site.parse().ok().map(SiteId);
        let site = site.filter(|site| sites.contains(site));
        if site.is_none() {
            errors.add("add_site", "part-site-missing");
        }
        match (kind, site) {
            (Some(kind), Some(site)) if errors.is_empty() => Ok((
                site,
                Described {
                    kind,
                    maker,
                    model,
                    serial: (!serial.is_empty()).then_some(serial),
                    size_bytes: gigabytes.map(|gigabytes| gigabytes * 1_000_000_000),
                    health_percent: health.and_then(|percent| i32::try_from(percent).ok()),
                },
            )),
            _ => Err(errors),
        }
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeParts>,
    Query(filter): Query<Filter>,
) -> Result<Response, Error> {
    let form = AddForm {
        add_site: by.site_id.map_or_else(String::new, |id| id.0.to_string()),
        ..AddForm::default()
    };
    let none = FormErrors::default();
    render(&app, &by, filter, (form, none), StatusCode::OK).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepParts>,
    Form(form): Form<AddForm>,
) -> Result<Response, Error> {
    let sites = queries::sites(&app.db, &by).await?;
    let sites: Vec<SiteId> = sites.iter().map(|site| site.id).collect();
    let (site, described) = match form.parse(&sites) {
        Ok(parsed) => parsed,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return render(&app, &by, Filter::default(), (form, errors), status).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let at = by.at(app.clock.now());
    match actions::add(&write, at, by.organisation_id, site, described).await {
        Ok(part) => Ok(write
            .answer(format!("/parts/{}?done=part-added", part.code))
            .await?
            .into_response()),
        Err(PartError::Change(ChangeError::Changed) | PartError::Refused(_)) => {
            drop(write);
            let mut errors = FormErrors::default();
            errors.add("serial", "part-known");
            let status = StatusCode::CONFLICT;
            render(&app, &by, Filter::default(), (form, errors), status).await
        }
        Err(PartError::Change(error)) => Err(error.into()),
    }
}

async fn render(
    app: &App,
    by: &Signed,
    mut filter: Filter,
    (form, errors): (AddForm, FormErrors),
    status: StatusCode,
) -> Result<Response, Error> {
    let shell = by.shell();
    let sites = queries::sites(&app.db, by).await?;
    let state = PartState::try_from_value(&filter.state).unwrap_or(PartState::OnShelf);
    filter.state = state.to_value();
    let which = Which {
        state,
        kind: PartKind::try_from_value(&filter.kind).ok(),
        site: sites
            .iter()
            .map(|site| site.id)
            .find(|site| site.0.to_string() == filter.site),
    };
    let parts = queries::parts(&app.db, by.organisation_id, which).await?;
    let devices = parts.iter().filter_map(|part| part.device_id);
    let devices = queries::codes(&app.db, devices).await?;
    let names: HashMap<SiteId, String> = sites
        .iter()
        .map(|site| (site.id, site.name.clone()))
        .collect();
    let row = |part: part::Model| Row {
        name: say::name(shell.words, &part),
        site: part
            .site_id
            .and_then(|site| names.get(&site).cloned())
            .unwrap_or_default(),
        device: part
            .device_id
            .and_then(|device| devices.get(&device).cloned())
            .unwrap_or_default(),
        part,
    };
    let page = ListPage {
        rows: parts.into_iter().map(row).collect(),
        counts: queries::on_shelf(&app.db, by.organisation_id)
            .await?
            .into_iter()
            .map(|(kind, parts)| (say::kind_key(kind), parts))
            .collect(),
        may_keep: by.may(KeepParts),
        kinds: say::kinds(shell.words),
        states: PartState::iter()
            .map(|state| Choice::new(state.to_value(), shell.say(say::state_badge(state).2)))
            .collect(),
        sites: sites
            .into_iter()
            .map(|site| Choice::new(site.id.0.to_string(), site.name))
            .collect(),
        filter,
        form,
        errors,
        none: FormErrors::default(),
        shell,
    };
    Ok(web::page(status, &page)?)
}
