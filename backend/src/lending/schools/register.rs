//! `/registration`: a teacher registers with a professional address and the UAI of their school. The answer is the same
//! whether the address has an account or not; the link in the message goes on.
use super::{
    actions::{self, Newcomer},
    queries,
};
use crate::{
    app::App,
    auth::{
        Visitor,
        account::chosen_language,
        attempts::{self, Address},
        is_email,
    },
    identifiers::Uai,
    lending::rules::schools::is_of,
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    account::{self, Language},
    organisation,
};

#[derive(Template)]
#[template(path = "lending/register.html")]
struct RegisterPage {
    shell: Shell,
    /// The domains whose addresses may register.
    domains: Vec<String>,
    form: RegisterForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct RegisterForm {
    write_id: String,
    email: String,
    name: String,
    uai: String,
}

const LONGEST_NAME: usize = 120;

pub async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Error> {
    let domains = domains(&app).await?;
    let blank = (RegisterForm::default(), FormErrors::default());
    page(visitor.shell, domains, StatusCode::OK, blank)
}

async fn domains(app: &App) -> Result<Vec<String>, Error> {
    let rows = queries::domains(&app.db).await?;
    Ok(rows.into_iter().map(|row| row.domain).collect())
}

pub async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    Address(address): Address,
    Form(form): Form<RegisterForm>,
) -> Result<Response, Error> {
    let domains = domains(&app).await?;
    // Counted before the school is looked for: nobody reads the list of schools by trying.
    attempts::count(&app, attempts::REGISTRATION_PER_ADDRESS, &address).await?;
    let (newcomer, school) = match read(&app, &form, &domains, visitor.shell.lang.as_str()).await? {
        Ok(read) => read,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(visitor.shell, domains, status, (form, errors));
        }
    };
    attempts::count(&app, attempts::REGISTRATION_PER_EMAIL, &newcomer.email).await?;
    let write = app.write_once_by("registration", &form.write_id).await?;
    let known = account::Entity::find_by_email(&newcomer.email)
        .one(&*write)
        .await?;
    // A disabled account gets no link; nobody learns of it.
    if known.is_none_or(|account| account.disabled_at.is_none()) {
        actions::register(&app, &*write, newcomer, &school).await?;
    }
    let to = "/registration?done=registration-asked";
    Ok(write.answer(to).await?.into_response())
}

/// Who registers and where, or what is wrong.
async fn read(
    app: &App,
    form: &RegisterForm,
    domains: &[String],
    tag: &str,
) -> Result<Result<(Newcomer, organisation::Model), FormErrors>, Error> {
    let mut errors = FormErrors::default();
    let email = form.email.trim().to_lowercase();
    if !is_email(&email) {
        errors.add("email", "email-wrong");
    } else if !is_of(&email, domains) {
        errors.add("email", "registration-other-domain");
    }
    let name = form.name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        errors.add("name", "account-name-wrong");
    }
    let Ok(uai) = Uai::parse(&form.uai) else {
        errors.add("uai", "registration-uai-wrong");
        return Ok(Err(errors));
    };
    let school = queries::by_uai(&app.db, uai.as_str()).await?;
    if school.is_none() {
        errors.add("uai", "registration-uai-unknown");
    }
    let newcomer = Newcomer {
        email,
        name: name.to_owned(),
        language: chosen_language(tag).unwrap_or(Language::Fr),
    };
    Ok(match school {
        Some(school) if errors.is_empty() => Ok((newcomer, school)),
        Some(_) | None => Err(errors),
    })
}

fn page(
    shell: Shell,
    domains: Vec<String>,
    status: StatusCode,
    (form, errors): (RegisterForm, FormErrors),
) -> Result<Response, Error> {
    let page = RegisterPage {
        shell,
        domains,
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}
