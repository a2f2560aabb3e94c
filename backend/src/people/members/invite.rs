//! `GET|POST /people/invite`: giving somebody a role, in one's organisation or in one of the territory.
use super::{
    actions::{self, Invited, NotInvited, Post},
    list::{role_named, roles, sees_across},
};
use crate::{
    app::App,
    auth::{
        self, Allowed, Signed,
        account::{chosen_language, languages},
        permissions::ManagePeople,
    },
    people::{
        organisations::{form::LONGEST, queries},
        rules::may_give,
    },
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
    membership::Role,
    organisation,
    site::{self, SiteId},
};
use sea_orm::{EntityTrait, Iterable};

#[derive(Template)]
#[template(path = "people/invite.html")]
struct InvitePage {
    shell: Shell,
    /// None while a coordinator has not chosen one.
    organisation: Option<organisation::Model>,
    organisations: Vec<Choice>,
    form: InviteForm,
    errors: FormErrors,
    roles: Vec<Choice>,
    sites: Vec<Choice>,
    languages: Vec<Choice>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct InviteForm {
    organisation: String,
    email: String,
    name: String,
    role: String,
    site: String,
    language: String,
    write_id: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManagePeople>,
    Query(mut form): Query<InviteForm>,
) -> Result<Response, Error> {
    if form.language.is_empty() {
        "fr".clone_into(&mut form.language);
    }
    let organisation = if sees_across(&by) && form.organisation.is_empty() {
        None
    } else {
        Some(chosen_organisation(&app, &by, &form.organisation).await?)
    };
    page(&app, &by, organisation, form, FormErrors::default()).await
}

/// One's own organisation, whatever was sent; for coordination the open one that was chosen.
async fn chosen_organisation(
    app: &App,
    by: &Signed,
    typed: &str,
) -> Result<organisation::Model, Error> {
    let found = if sees_across(by) {
        let id = typed.parse().map_err(|_| Error::NotFound)?;
        Some(queries::find(&app.db, by, id).await?)
    } else {
        organisation::Entity::find_by_id(by.organisation_id)
            .one(&app.db)
            .await?
    };
    found
        .filter(|organisation| organisation.closed_at.is_none())
        .ok_or(Error::NotFound)
}

async fn page(
    app: &App,
    by: &Signed,
    organisation: Option<organisation::Model>,
    form: InviteForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let (mut organisations, mut sites) = (Vec::new(), Vec::new());
    match &organisation {
        Some(organisation) => sites = open_sites(app, organisation).await?,
        None => {
            organisations = queries::open(&app.db, by)
                .await?
                .into_iter()
                .map(|row| Choice::new(row.id.0.to_string(), row.name))
                .collect();
        }
    }
    let shell = by.shell();
    let page = InvitePage {
        roles: roles(shell.words, given_by(by)),
        shell,
        organisation,
        organisations,
        form,
        errors,
        sites: sites
            .into_iter()
            .map(|site| Choice::new(site.id.0.to_string(), site.name))
            .collect(),
        languages: languages(),
    };
    Ok(web::page(status, &page)?)
}

fn given_by(by: &Signed) -> impl Iterator<Item = Role> {
    Role::iter().filter(|role| may_give(by.role, !by.territories.is_empty(), *role))
}

async fn open_sites(
    app: &App,
    organisation: &organisation::Model,
) -> Result<Vec<site::Model>, Error> {
    let mut sites = queries::sites(&app.db, organisation.id).await?;
    sites.retain(|site| site.closed_at.is_none());
    Ok(sites)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManagePeople>,
    Form(form): Form<InviteForm>,
) -> Result<Response, Error> {
    let organisation = chosen_organisation(&app, &by, &form.organisation).await?;
    let sites = open_sites(&app, &organisation).await?;
    let invited = match read(&by, &form, &sites) {
        Ok(invited) => invited,
        Err(errors) => return page(&app, &by, Some(organisation), form, errors).await,
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let now = app.clock.now();
    let refusal = match actions::invite(&*write, Post::of(&app), &organisation, invited, now).await
    {
        Ok(id) => {
            return Ok(write
                .answer(format!("/people/{}?done=person-invited", id.0))
                .await?
                .into_response());
        }
        Err(NotInvited::AlreadyThere) => "invite-already-there",
        Err(NotInvited::Disabled) => "invite-disabled",
        Err(NotInvited::Other(error)) => return Err(error.into()),
    };
    drop(write);
    let mut errors = FormErrors::default();
    errors.add("email", refusal);
    page(&app, &by, Some(organisation), form, errors).await
}

fn read(by: &Signed, form: &InviteForm, sites: &[site::Model]) -> Result<Invited, FormErrors> {
    let mut errors = FormErrors::default();
    let email = form.email.trim().to_lowercase();
    if !auth::is_email(&email) {
        errors.add("email", "email-wrong");
    }
    let name = form.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > LONGEST {
        errors.add("name", "name-wrong");
    }
    let role = role_named(&form.role).filter(|role| given_by(by).any(|given| given == *role));
    if role.is_none() {
        errors.add("role", "invite-role-missing");
    }
    let site_id = form.site.parse().ok().map(SiteId);
    let known = site_id.is_none_or(|id| sites.iter().any(|site| site.id == id));
    if !known || (site_id.is_none() && !form.site.is_empty()) {
        errors.add("site", "invite-site-wrong");
    }
    // Who works at a bench or a counter works at one place: what they see and do is that place's.
    if let Some(Role::Supervisor | Role::Worker | Role::Clerk | Role::Trainer) = role
        && site_id.is_none()
        && errors.on("site").is_none()
    {
        errors.add("site", "invite-site-missing");
    }
    let language = chosen_language(&form.language);
    if language.is_none() {
        errors.add("language", "account-language-missing");
    }
    match (role, language) {
        (Some(role), Some(language)) if errors.is_empty() => Ok(Invited {
            email,
            name,
            language,
            role,
            site_id,
            territories: by.territories.clone(),
        }),
        _ => Err(errors),
    }
}
