//! `/school` for who manages one, `/schools/{id}` for the library: what the school signed, and who borrows there. A head
//! ends the access of a teacher by one press.
use super::{actions, agreement::AgreementForm, queries};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{KeepAgreements, ManageOrganisations, ManageSchool},
    },
    lending::rules::schools::{Agreed, SchoolYear, agreed, is_school, lasts_until, year_to_sign},
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
use entities::{
    membership::{self, MembershipId, Role},
    organisation,
    school_agreement::AgreementSignature,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

#[derive(Template)]
#[template(path = "lending/school.html")]
struct SchoolPage {
    shell: Shell,
    id: i32,
    name: String,
    uai: Option<String>,
    /// What today comes to.
    agreed: Agreed,
    signed: Vec<SignedYear>,
    /// The year that may be signed for now.
    to_sign: Option<String>,
    teachers: Vec<queries::Teacher>,
    closes_on: Option<NaiveDate>,
    /// The head: signs on the screen, and may revoke.
    is_head: bool,
    may_close: bool,
    form: AgreementForm,
    errors: FormErrors,
}

/// A year that was signed for.
struct SignedYear {
    id: i32,
    first_on: NaiveDate,
    until: NaiveDate,
    signed_on: NaiveDate,
    on_paper: bool,
}

/// Where there is no school to manage.
#[derive(Template)]
#[template(path = "lending/no_school.html")]
struct NoSchoolPage {
    shell: Shell,
}

pub async fn own(State(app): State<App>, by: Allowed<ManageSchool>) -> Result<Response, Error> {
    let school = organisation::Entity::find_by_id(by.organisation_id)
        .one(&app.db)
        .await?
        .filter(|school| is_school(school.kind));
    match school {
        Some(school) => {
            let blank = (AgreementForm::default(), FormErrors::default());
            page(&app, &by, school, StatusCode::OK, blank).await
        }
        None => Ok(web::page(
            StatusCode::OK,
            &NoSchoolPage { shell: by.shell() },
        )?),
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepAgreements>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let school = queries::school(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let blank = (AgreementForm::default(), FormErrors::default());
    page(&app, &by, school, StatusCode::OK, blank).await
}

pub async fn page(
    app: &App,
    by: &Signed,
    school: organisation::Model,
    status: StatusCode,
    (form, errors): (AgreementForm, FormErrors),
) -> Result<Response, Error> {
    let today = app.clock.today();
    let agreements = queries::agreements(&app.db, school.id).await?;
    let required = queries::clause(&app.db)
        .await?
        .is_some_and(|clause| clause.required);
    let closing = queries::closing(&app.db, school.id).await?;
    let is_open = school.closed_at.is_none() && closing.is_none();
    let to_sign = year_to_sign(&agreements, today).filter(|_| is_open);
    let is_head = by.may(ManageSchool);
    // Who borrows is for their own school to know.
    let teachers = if is_head {
        queries::teachers(&app.db, school.id).await?
    } else {
        Vec::new()
    };
    let page = SchoolPage {
        shell: by.shell(),
        id: school.id.0,
        agreed: agreed(required, &agreements, today),
        signed: agreements
            .iter()
            .map(|one| SignedYear {
                id: one.id,
                first_on: one.first_on,
                until: lasts_until(one),
                signed_on: one.signed_on,
                on_paper: one.signature == AgreementSignature::Paper,
            })
            .collect(),
        to_sign: to_sign.map(SchoolYear::name),
        teachers,
        closes_on: closing.map(|closing| closing.closes_on),
        is_head,
        may_close: by.may(ManageOrganisations) && is_open,
        name: school.name,
        uai: school.uai,
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PressForm {
    write_id: String,
}

pub async fn revoke(
    State(app): State<App>,
    by: Allowed<ManageSchool>,
    Path(id): Path<i32>,
    Form(form): Form<PressForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    let teacher = membership::Entity::find_by_id(MembershipId(id))
        .filter(membership::COLUMN.organisation_id.eq(by.organisation_id))
        .filter(membership::COLUMN.role.eq(Role::Teacher))
        .one(&*write)
        .await?
        .ok_or(Error::NotFound)?;
    let at = by.at(app.clock.now());
    actions::revoke(&app, &*write, at, &teacher, &by.organisation_name).await?;
    let to = "/school?done=teacher-revoked";
    Ok(write.answer(to).await?.into_response())
}
