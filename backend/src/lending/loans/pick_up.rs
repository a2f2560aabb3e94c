//! `/loans/{id}/pick-up`: the piece is scanned and goes with its borrower, if the borrower is cleared.
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepLibrary},
    journal,
    labels::{Code, code_mistake},
    lending::{
        actions,
        kits::queries::{is_kit, obstacle},
        queries::{self, Named, clearances, device_of},
        rules::{Obstacle, cleared, pick_up},
        say,
        schools::queries as schools,
        training::lines,
    },
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
use entities::{device, loan};
use sea_orm::{EntityTrait, QueryFilter};

#[derive(Template)]
#[template(path = "lending/pick_up.html")]
struct PickUpPage {
    shell: Shell,
    id: i32,
    number: String,
    item: String,
    device: String,
    code: String,
    borrower: String,
    school: String,
    ends_on: NaiveDate,
    accessories: Vec<String>,
    /// It is made of parts, which are counted first.
    is_kit: bool,
    /// What stands in the way before anything is scanned.
    obstacles: Vec<Obstacle>,
    form: ScanForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ScanForm {
    write_id: String,
    code: String,
    signed: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let loan = queries::loan(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let device = device_of(&app.db, &loan).await?.ok_or(Error::NotFound)?;
    let obstacles = against(&app, &loan, &device).await?;
    let blank = (ScanForm::default(), FormErrors::default());
    page(&app, &by, &loan, obstacles, StatusCode::OK, blank).await
}

/// What stands in the way of this piece today.
async fn against(
    app: &App,
    loan: &loan::Model,
    device: &device::Model,
) -> Result<Vec<Obstacle>, Error> {
    let today = app.clock.today();
    let standing = clearances(&app.db, loan.account_id, loan.item_id, today).await?;
    let cleared = cleared(&standing, loan.account_id, loan.item_id, today);
    let agreed = schools::agreed(&app.db, loan.organisation_id, today).await?;
    let mut found = pick_up(loan, device, cleared, agreed, today)
        .err()
        .unwrap_or_default();
    found.extend(obstacle(&app.db, loan).await?);
    Ok(found)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(id): Path<i32>,
    Form(form): Form<ScanForm>,
) -> Result<Response, Error> {
    let loan = queries::loan(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let code = Code::parse(&form.code);
    let mut errors = FormErrors::default();
    if let Err(mistake) = &code {
        errors.append(code_mistake(*mistake, "code"));
    }
    if form.signed != "yes" {
        errors.add("signed", "pick-up-not-signed");
    }
    let (Ok(code), true) = (code, errors.is_empty()) else {
        // What stands in the way is said all the same: a mistake makes nothing clear (law 1).
        let device = device_of(&app.db, &loan).await?.ok_or(Error::NotFound)?;
        let obstacles = against(&app, &loan, &device).await?;
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&app, &by, &loan, obstacles, status, (form, errors)).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let scanned = device::Entity::find()
        .filter(device::COLUMN.label_code.eq(code.to_string()))
        .one(&*write)
        .await?;
    let Some(scanned) = scanned else {
        drop(write);
        let found = vec![Obstacle::OtherPiece];
        let said = (form, FormErrors::default());
        return page(&app, &by, &loan, found, StatusCode::CONFLICT, said).await;
    };
    let today = app.clock.today();
    let standing = clearances(&*write, loan.account_id, loan.item_id, today).await?;
    let cleared = cleared(&standing, loan.account_id, loan.item_id, today);
    let agreed = schools::agreed(&*write, loan.organisation_id, today).await?;
    // Who counts the kit at this moment, or changes what it is made of, is waited for.
    journal::hold(&*write, &loan).await?;
    journal::hold(&*write, &scanned).await?;
    let of_kit = obstacle(&*write, &loan).await?;
    match pick_up(&loan, &scanned, cleared, agreed, today) {
        Ok(permit) if of_kit.is_none() => {
            actions::hand_over(&*write, &by, permit, app.clock.now()).await?;
            let to = format!("/loans/{id}?done=loan-handed-over");
            Ok(write.answer(to).await?.into_response())
        }
        permit => {
            let mut obstacles = permit.err().unwrap_or_default();
            drop(write);
            obstacles.extend(of_kit);
            let said = (form, FormErrors::default());
            page(&app, &by, &loan, obstacles, StatusCode::CONFLICT, said).await
        }
    }
}

async fn page(
    app: &App,
    by: &Allowed<KeepLibrary>,
    loan: &loan::Model,
    obstacles: Vec<Obstacle>,
    status: StatusCode,
    (form, errors): (ScanForm, FormErrors),
) -> Result<Response, Error> {
    let shell = by.shell();
    let named = Named::of(&app.db, std::slice::from_ref(loan)).await?;
    let (Some(item), Some(device)) = (
        named.items.get(&loan.item_id),
        named.devices.get(&loan.device_id),
    ) else {
        return Err(Error::NotFound);
    };
    let page = PickUpPage {
        is_kit: is_kit(&app.db, device.id).await?,
        id: loan.id.0,
        number: say::number(&shell, loan.id),
        item: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
        device: format!("{} {}", device.manufacturer, device.model),
        code: device.label_code.clone().unwrap_or_default(),
        borrower: named
            .people
            .get(&loan.account_id)
            .map_or_else(String::new, |person| person.name.clone()),
        school: named
            .schools
            .get(&loan.organisation_id)
            .cloned()
            .unwrap_or_default(),
        ends_on: loan.ends_on,
        accessories: lines(
            shell
                .lang
                .choose(&item.accessories_fr, &item.accessories_en),
        )
        .map(str::to_owned)
        .collect(),
        obstacles,
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
