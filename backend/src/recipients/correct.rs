//! `GET|POST /recipients/{id}/correction`: the data protection officer puts right what is known of a person.
use super::{
    access,
    identity::{self, Identity},
    names,
};
use crate::{
    app::App,
    auth::{Allowed, is_email, permissions::AnswerRights},
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    access_log::AccessAct,
    recipient::{self, RecipientId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

/// More is no name and no address.
const LONGEST: usize = 200;

#[derive(Template)]
#[template(path = "recipients/correction.html")]
struct CorrectionPage {
    shell: Shell,
    id: i32,
    form: CorrectionForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct CorrectionForm {
    write_id: String,
    name: String,
    given_name: String,
    birth_year: String,
    phone: String,
    email: String,
    commune: String,
    signatory: String,
}

impl CorrectionForm {
    fn of(identity: Identity) -> Self {
        Self {
            write_id: String::new(),
            name: identity.name,
            given_name: identity.given_name,
            birth_year: identity
                .birth_year
                .map(|year| year.to_string())
                .unwrap_or_default(),
            phone: identity.phone,
            email: identity.email,
            commune: identity.commune,
            signatory: identity.signatory,
        }
    }

    /// What was typed; how the person is told is theirs and their prescriber's to say.
    fn parse(&self, before: &Identity) -> Result<Identity, FormErrors> {
        let mut errors = FormErrors::default();
        if self.name.trim().is_empty() {
            errors.add("name", "recipient-name-missing");
        }
        let year = self.birth_year.trim();
        let birth_year = year
            .parse::<i32>()
            .ok()
            .filter(|year| (1900..=2100).contains(year));
        if !year.is_empty() && birth_year.is_none() {
            errors.add("birth_year", "recipient-year-wrong");
        }
        let email = self.email.trim();
        if !email.is_empty() && !is_email(email) {
            errors.add("email", "request-email-wrong");
        }
        for (field, text) in [
            ("name", &self.name),
            ("given_name", &self.given_name),
            ("phone", &self.phone),
            ("commune", &self.commune),
            ("signatory", &self.signatory),
        ] {
            if text.chars().count() > LONGEST {
                errors.add(field, "recipient-too-long");
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let text = |typed: &str| typed.trim().to_owned();
        Ok(Identity {
            name: text(&self.name),
            given_name: text(&self.given_name),
            birth_year,
            phone: text(&self.phone),
            email: text(&self.email),
            commune: text(&self.commune),
            signatory: text(&self.signatory),
            channel: before.channel,
            language: before.language,
        })
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<AnswerRights>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let recipient = find(&app, id).await?;
    let known = identity::open_for_officer(&app.keys, &recipient)?.ok_or(Error::NotFound)?;
    let write = app.write().await?;
    let now = app.clock.now();
    access::record(&*write, &by, [recipient.id], AccessAct::Viewed, now).await?;
    write.commit().await?;
    let form = CorrectionForm::of(known);
    render(&by, id, form, FormErrors::default())
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<AnswerRights>,
    Path(id): Path<i32>,
    Form(form): Form<CorrectionForm>,
) -> Result<Response, Error> {
    let before = find(&app, id).await?;
    let known = identity::open_for_officer(&app.keys, &before)?.unwrap_or_default();
    let corrected = match form.parse(&known) {
        Ok(corrected) => corrected,
        Err(errors) => return render(&by, id, form, errors),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    // As it was read: of two who correct at once, one is told.
    let written = recipient::Entity::update_many()
        .set(recipient::ActiveModel {
            sealed: Set(Some(identity::seal(&app.keys, &corrected))),
            name_key: Set(Some(corrected.name_key(&app.keys))),
            ..Default::default()
        })
        .filter(recipient::COLUMN.id.eq(before.id))
        .filter(recipient::COLUMN.sealed.eq(before.sealed))
        .exec(&*write)
        .await?;
    if written.rows_affected == 0 {
        return Err(Error::Changed);
    }
    names::index(&*write, &app.keys, before.id, &corrected).await?;
    let now = app.clock.now();
    access::record(&*write, &by, [before.id], AccessAct::Recorded, now).await?;
    let to = format!("/recipients/{id}?done=recipient-corrected");
    Ok(write.answer(to).await?.into_response())
}

/// A person of whom something is known.
async fn find(app: &App, id: i32) -> Result<recipient::Model, Error> {
    recipient::Entity::find_by_id(RecipientId(id))
        .filter(recipient::COLUMN.erased_at.is_null())
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)
}

fn render(
    by: &Allowed<AnswerRights>,
    id: i32,
    form: CorrectionForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = CorrectionPage {
        shell: by.shell(),
        id,
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}
