//! `GET /people`: who is there, in one's organisation or in the territory.
use super::queries::{self, Member, Search};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::ManagePeople, permissions::role_key},
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use entities::{
    membership::{MembershipId, Role},
    organisation::OrganisationId,
};
use sea_orm::{ActiveEnum, Iterable};

#[derive(Template)]
#[template(path = "people/people.html")]
struct PeoplePage {
    shell: Shell,
    search: SearchForm,
    errors: FormErrors,
    roles: Vec<Choice>,
    rows: Vec<Member>,
    /// Whether the list crosses organisations, so that each row names its own.
    across: bool,
    first: String,
    next: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SearchForm {
    q: String,
    role: String,
    organisation: String,
    after: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManagePeople>,
    Query(search): Query<SearchForm>,
) -> Result<Response, Error> {
    let after = search.after.parse().ok().map(MembershipId);
    let narrowed = Search {
        words: &search.q,
        role: role_named(&search.role),
        organisation: search.organisation.parse().ok().map(OrganisationId),
        after,
    };
    let (rows, more) = queries::list(&app.db, &by, &narrowed).await?;
    let address = |after: Option<MembershipId>| {
        let mut pairs = vec![
            ("q", search.q.clone()),
            ("role", search.role.clone()),
            ("organisation", search.organisation.clone()),
        ];
        pairs.extend(after.map(|id| ("after", id.0.to_string())));
        serde_html_form::to_string(pairs).map(|query| format!("/people?{query}"))
    };
    let next = match rows.last() {
        Some(last) if more => address(Some(last.id)),
        _ => Ok(String::new()),
    };
    let first = if after.is_some() {
        address(None)
    } else {
        Ok(String::new())
    };
    let shell = by.shell();
    let page = PeoplePage {
        roles: roles(shell.words, Role::iter()),
        shell,
        errors: FormErrors::default(),
        across: sees_across(&by),
        rows,
        first: first.map_err(|_| Error::Unreadable)?,
        next: next.map_err(|_| Error::Unreadable)?,
        search,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// Whether the person sees more than one organisation's people.
pub fn sees_across(by: &Signed) -> bool {
    by.role == Role::Coordinator
}

/// The role of this name, as forms write it.
pub fn role_named(name: &str) -> Option<Role> {
    Role::try_from_value(&name.to_owned()).ok()
}

/// Roles to choose from.
pub fn roles(words: Words, roles: impl Iterator<Item = Role>) -> Vec<Choice> {
    roles
        .map(|role| Choice::new(role.to_value(), words.say(role_key(role))))
        .collect()
}
