//! `POST /kits/{code}/parts` and below: a part is added, taken off, found again or replaced.
use super::{
    actions::{self, At, NewPart, PutBack},
    queries::{self, is_kit, part_of, parts},
    show::{KitForm, own, page, value_of},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepLibrary},
    journal,
    labels::{Code, code_mistake},
    lending::{rules::is_here, waiting::actions::offer_next},
    web::{Error, FormErrors},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    catalogue_item, device,
    kit_part::KitPartKind,
    request::{self, RequestState},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

/// The longest name of what is counted, and the most of it.
const NAME: usize = 80;
const MOST: i32 = 999;

pub async fn add(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(code): Path<String>,
    Form(form): Form<KitForm>,
) -> Result<Response, Error> {
    let (kit, item) = own(&app, &by, &code).await?;
    let at = At::of(&by, app.clock.now(), app.clock.today()).ok_or(Error::NotFound)?;
    let essential = form.essential == "yes";
    if form.kind != value_of(KitPartKind::Labelled) {
        let part = match counted(&form, essential) {
            Ok(part) => part,
            Err(errors) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                return page(&app, &by, &code, status, (form, errors)).await;
            }
        };
        let write = app.write_once(&by, &form.write_id).await?;
        journal::hold(&*write, &kit).await?;
        let refused = if kit.loan_id.is_some() {
            Some(("name", "kit-is-out"))
        } else if is_named(&*write, &kit, &form.name).await? {
            Some(("name", "kit-name-taken"))
        } else {
            None
        };
        if let Some((field, key)) = refused {
            drop(write);
            return refuse(&app, &by, &code, (form, field, key)).await;
        }
        actions::add(&*write, at, (&kit, &item), part, essential).await?;
        let to = format!("/kits/{code}?done=kit-part-added");
        return Ok(write.answer(to).await?.into_response());
    }
    let label = match Code::parse(&form.code) {
        Ok(label) => label,
        Err(mistake) => {
            let errors = code_mistake(mistake, "code");
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&app, &by, &code, status, (form, errors)).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let device = device::Entity::find()
        .filter(device::COLUMN.label_code.eq(label.to_string()))
        .one(&*write)
        .await?
        .filter(|device| device.site_id == by.site_id);
    // Who reserves the kit or the part at this moment is waited for, and their days are seen.
    journal::hold(&*write, &kit).await?;
    if let Some(device) = &device {
        journal::hold(&*write, device).await?;
    }
    let refused = unfit(&*write, at, (&kit, &item), device.as_ref()).await?;
    match (refused, device) {
        (None, Some(device)) => {
            let part = NewPart::Labelled(&device);
            actions::add(&*write, at, (&kit, &item), part, essential).await?;
            let to = format!("/kits/{code}?done=kit-part-added");
            Ok(write.answer(to).await?.into_response())
        }
        (refused, _) => {
            drop(write);
            let key = refused.unwrap_or("piece-not-at-the-store");
            refuse(&app, &by, &code, (form, "code", key)).await
        }
    }
}

async fn refuse(
    app: &App,
    by: &Allowed<KeepLibrary>,
    code: &str,
    (form, field, key): (KitForm, &'static str, &'static str),
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    errors.add(field, key);
    page(app, by, code, StatusCode::CONFLICT, (form, errors)).await
}

/// Small parts that are counted, or something that is used up.
fn counted(form: &KitForm, essential: bool) -> Result<NewPart<'static>, FormErrors> {
    let mut errors = FormErrors::default();
    let kind = [KitPartKind::Counted, KitPartKind::Consumable]
        .into_iter()
        .find(|kind| value_of(*kind) == form.kind);
    if kind.is_none() {
        errors.add("kind", "kit-kind-missing");
    }
    let name = form.name.trim();
    if name.is_empty() || name.chars().count() > NAME {
        errors.add("name", "kit-name-wrong");
    }
    let expected = form.expected.trim().parse().ok();
    let expected = expected.filter(|count: &i32| (1..=MOST).contains(count));
    if expected.is_none() {
        errors.add("expected", "kit-expected-wrong");
    }
    match (kind, expected) {
        (Some(KitPartKind::Consumable), Some(_)) if essential => {
            errors.add("essential", "kit-consumable-essential");
            Err(errors)
        }
        (Some(kind), Some(expected)) if errors.is_empty() => Ok(NewPart::Counted {
            kind,
            name: name.to_owned(),
            expected,
        }),
        (_, _) => Err(errors),
    }
}

/// Whether the kit counts something under this name already.
async fn is_named(
    db: &impl ConnectionTrait,
    kit: &device::Model,
    name: &str,
) -> Result<bool, DbErr> {
    let parts = parts(db, kit.id).await?;
    Ok(parts
        .iter()
        .any(|part| part.row.name.as_deref() == Some(name.trim())))
}

/// Why a thing of the store cannot become a part of this kit.
async fn unfit(
    db: &impl ConnectionTrait,
    at: At,
    (kit, item): (&device::Model, &catalogue_item::Model),
    device: Option<&device::Model>,
) -> Result<Option<&'static str>, DbErr> {
    let Some(device) = device else {
        return Ok(Some("piece-not-at-the-store"));
    };
    if kit.loan_id.is_some() {
        return Ok(Some("kit-is-out"));
    }
    if device.id == kit.id || device.item_id == Some(item.id) {
        let part = part_of(db, device.id).await?;
        let key = match part.filter(|part| part.removed_on.is_none()) {
            Some(_) => "kit-part-already",
            None => "kit-part-is-a-piece",
        };
        return Ok(Some(key));
    }
    if !is_here(device, item.site_id) {
        return Ok(Some("piece-not-ready"));
    }
    if is_kit(db, device.id).await? {
        return Ok(Some("kit-part-is-a-kit"));
    }
    let part = part_of(db, kit.id).await?;
    if part.is_some_and(|part| part.removed_on.is_none()) {
        return Ok(Some("kit-is-a-part"));
    }
    let part = part_of(db, device.id).await?;
    if part.is_some_and(|part| part.removed_on.is_none()) {
        return Ok(Some("kit-part-already"));
    }
    if device.item_id.is_some() {
        let both = [kit.id, device.id];
        if queries::has_days(db, &both, at.today).await? {
            return Ok(Some("kit-part-has-days"));
        }
    }
    let promised = request::Entity::find()
        .filter(request::COLUMN.device_id.eq(device.id))
        .filter(request::COLUMN.state.eq(RequestState::Allocated))
        .one(db)
        .await?;
    Ok(promised.map(|_| "piece-promised"))
}

/// The part of this number, in the composition of the kit.
async fn part(
    db: &impl ConnectionTrait,
    kit: &device::Model,
    id: i32,
) -> Result<queries::Part, Error> {
    parts(db, kit.id)
        .await?
        .into_iter()
        .find(|part| part.row.id == id)
        .ok_or(Error::NotFound)
}

pub async fn remove(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path((code, id)): Path<(String, i32)>,
    Form(form): Form<KitForm>,
) -> Result<Response, Error> {
    let (kit, item) = own(&app, &by, &code).await?;
    let at = At::of(&by, app.clock.now(), app.clock.today()).ok_or(Error::NotFound)?;
    let write = app.write_once(&by, &form.write_id).await?;
    // Who reserves the kit or the part at this moment is waited for: their days are given back with it.
    journal::hold(&*write, &kit).await?;
    let part = part(&*write, &kit, id).await?;
    if let Some(device) = &part.device {
        journal::hold(&*write, device).await?;
    }
    // What is out with the kit comes back with it first.
    if kit.loan_id.is_some() {
        drop(write);
        return refuse(&app, &by, &code, (form, "found", "kit-is-out")).await;
    }
    actions::remove(&*write, at, &kit, &part).await?;
    offer_next(&app, &*write, item.id).await?;
    let to = format!("/kits/{code}?done=kit-part-removed");
    Ok(write.answer(to).await?.into_response())
}

pub async fn fill_up(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path((code, id)): Path<(String, i32)>,
    Form(form): Form<KitForm>,
) -> Result<Response, Error> {
    let (kit, item) = own(&app, &by, &code).await?;
    let at = At::of(&by, app.clock.now(), app.clock.today()).ok_or(Error::NotFound)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let part = part(&*write, &kit, id).await?;
    // Nobody lays anything into a kit that is away.
    if kit.loan_id.is_some() {
        drop(write);
        return refuse(&app, &by, &code, (form, "found", "kit-is-out")).await;
    }
    // A labelled part is scanned: only its label says that it is there.
    if part.row.device_id.is_some() || part.row.missing == 0 {
        return Err(Error::Changed);
    }
    journal::hold(&*write, &kit).await?;
    actions::fill_up(&*write, at, &part.row).await?;
    offer_next(&app, &*write, item.id).await?;
    let to = format!("/kits/{code}?done=kit-part-filled");
    Ok(write.answer(to).await?.into_response())
}

pub async fn found(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(code): Path<String>,
    Form(form): Form<KitForm>,
) -> Result<Response, Error> {
    let (kit, item) = own(&app, &by, &code).await?;
    let at = At::of(&by, app.clock.now(), app.clock.today()).ok_or(Error::NotFound)?;
    let label = match Code::parse(&form.found) {
        Ok(label) => label,
        Err(mistake) => {
            let errors = code_mistake(mistake, "found");
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&app, &by, &code, status, (form, errors)).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let scanned = queries::at_store(&*write, by.site_id, &label.to_string()).await?;
    let row = match &scanned {
        Some((device, _)) => part_of(&*write, device.id).await?,
        None => None,
    };
    let (Some((device, _)), Some(row)) = (scanned, row.filter(|row| row.kit_id == kit.id)) else {
        drop(write);
        return refuse(&app, &by, &code, (form, "found", "kit-found-no-part")).await;
    };
    let is_back = match device.loan_id {
        // With its kit it comes back by the count of the kit.
        Some(loan) => kit.loan_id != Some(loan) && queries::is_over(&*write, loan).await?,
        None => is_here(&device, at.store),
    };
    if !is_back {
        drop(write);
        return refuse(&app, &by, &code, (form, "found", "kit-scan-not-here")).await;
    }
    let to = match actions::put_back(&*write, at, (&row, &device)).await? {
        PutBack::InTheKit => format!("/kits/{code}?done=kit-part-put-back"),
        PutBack::ToTheWorkshop => format!("/kits/{code}?done=kit-part-to-workshop"),
        PutBack::NoLongerAPart => format!("/kits/{code}?done=kit-part-no-longer"),
    };
    offer_next(&app, &*write, item.id).await?;
    Ok(write.answer(to).await?.into_response())
}
