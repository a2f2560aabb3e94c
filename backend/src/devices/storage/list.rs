//! `GET|POST /boxes`: the boxes and places of the organisation, and making one.
use super::{
    actions::{self, MakeError, New},
    kind_icon, kind_key,
    queries::{self, Line},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{KeepBoxes, SeeBoxes},
    },
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{container::ContainerKind, site::SiteId};
use rand::rngs::StdRng;

/// What fits a label in two lines.
const LONGEST_NAME: usize = 60;

#[derive(Template)]
#[template(path = "devices/storage/list.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<Line>,
    may_make: bool,
    kinds: Vec<Choice>,
    sites: Vec<Choice>,
    form: MakeForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct MakeForm {
    write_id: String,
    kind: String,
    name: String,
    site: String,
}

pub async fn show(State(app): State<App>, by: Allowed<SeeBoxes>) -> Result<Response, Error> {
    let form = MakeForm {
        kind: "box".to_owned(),
        site: by.site_id.map_or_else(String::new, |id| id.0.to_string()),
        ..MakeForm::default()
    };
    render(&app, &by, form, FormErrors::default()).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepBoxes>,
    Form(form): Form<MakeForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let kind = match form.kind.as_str() {
        "box" => Some(ContainerKind::Box),
        "place" => Some(ContainerKind::Place),
        _ => None,
    };
    if kind.is_none() {
        errors.add("kind", "container-kind-missing");
    }
    let name = form.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        errors.add("name", "container-name-missing");
    } else if name.chars().count() > LONGEST_NAME {
        let limit = i64::try_from(LONGEST_NAME).unwrap_or(i64::MAX);
        errors.add_with("name", "container-name-long", "limit", limit);
    }
    let sites = queries::sites(&app.db, &by).await?;
    let site = form.site.parse().ok().map(SiteId);
    let site = site.filter(|id| sites.iter().any(|site| site.id == *id));
    if site.is_none() {
        errors.add("site", "container-site-missing");
    }
    let (Some(kind), Some(site_id), true) = (kind, site, errors.is_empty()) else {
        return render(&app, &by, form, errors).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let new = New {
        kind,
        name: &name,
        site_id,
    };
    let rng: StdRng = rand::make_rng();
    match actions::make(&write, by.at(app.clock.now()), new, rng).await {
        Ok(made) => Ok(write
            .answer(format!("/boxes/{}?done=container-made", made.code))
            .await?
            .into_response()),
        Err(MakeError::NameTaken) => {
            drop(write);
            errors.add("name", "container-name-taken");
            render(&app, &by, form, errors).await
        }
        Err(MakeError::Db(error)) => Err(error.into()),
    }
}

async fn render(
    app: &App,
    by: &Signed,
    form: MakeForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let shell = by.shell();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let sites = queries::sites(&app.db, by).await?;
    let page = ListPage {
        lines: queries::all(&app.db, by).await?,
        may_make: by.may(KeepBoxes),
        kinds: [("box", ContainerKind::Box), ("place", ContainerKind::Place)]
            .map(|(value, kind)| Choice::new(value, shell.say(kind_key(kind))))
            .into(),
        sites: sites
            .into_iter()
            .map(|site| Choice::new(site.id.0.to_string(), site.name))
            .collect(),
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
