//! `GET|POST /memberships`: which of one's roles one acts under.
use super::{Allowed, Signed, permissions, permissions::OwnAccount, session};
use crate::{
    app::App,
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
    membership::{MembershipId, Role},
    organisation, session as session_table,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter,
};
use std::collections::HashMap;

/// A membership as its holder sees it.
pub struct Held {
    pub id: MembershipId,
    pub role: Role,
    pub organisation: String,
    /// Whether it is the one acted under.
    pub current: bool,
}

impl Held {
    /// The live memberships of the person.
    pub async fn all(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<Self>, DbErr> {
        let rows = session::memberships(db, by.account.id).await?;
        let ids: Vec<_> = rows.iter().map(|row| row.organisation_id).collect();
        let mut names: HashMap<_, _> = organisation::Entity::find()
            .filter(organisation::COLUMN.id.is_in(ids))
            .all(db)
            .await?
            .into_iter()
            .map(|row| (row.id, row.name))
            .collect();
        Ok(rows
            .into_iter()
            .map(|row| Self {
                id: row.id,
                role: row.role,
                organisation: names
                    .get_mut(&row.organisation_id)
                    .cloned()
                    .unwrap_or_default(),
                current: row.id == by.membership_id,
            })
            .collect())
    }

    #[must_use]
    pub fn role_key(&self) -> &'static str {
        permissions::role_key(self.role)
    }
}

#[derive(Template)]
#[template(path = "auth/memberships.html")]
struct MembershipsPage {
    shell: Shell,
    choices: Vec<Choice>,
    form: MembershipForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct MembershipForm {
    membership: String,
    write_id: String,
}

pub async fn show(State(app): State<App>, by: Allowed<OwnAccount>) -> Result<Response, Error> {
    let form = MembershipForm {
        membership: by.membership_id.0.to_string(),
        write_id: String::new(),
    };
    let held = Held::all(&app.db, &by).await?;
    page(&by, &held, form, FormErrors::default())
}

fn page(
    by: &Signed,
    held: &[Held],
    form: MembershipForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let shell = by.shell();
    let choices = held
        .iter()
        .map(|held| {
            Choice::new(held.id.0.to_string(), shell.say(held.role_key())).hint(&held.organisation)
        })
        .collect();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = MembershipsPage {
        shell,
        choices,
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<OwnAccount>,
    Form(form): Form<MembershipForm>,
) -> Result<Response, Error> {
    let held = Held::all(&app.db, &by).await?;
    if form.membership.is_empty() {
        let mut errors = FormErrors::default();
        errors.add("membership", "memberships-choose");
        return page(&by, &held, form, errors);
    }
    let write = app.write_once(&by, &form.write_id).await?;
    // Asked again inside the transaction: it may have been ended since the page was shown.
    let chosen = session::memberships(&*write, by.account.id)
        .await?
        .into_iter()
        .find(|own| own.id.0.to_string() == form.membership)
        .ok_or(Error::NotFound)?;
    session_table::ActiveModel {
        id: Set(by.session_id),
        membership_id: Set(Some(chosen.id)),
        ..Default::default()
    }
    .update(&*write)
    .await?;
    Ok(write
        .answer("/?done=membership-changed")
        .await?
        .into_response())
}
