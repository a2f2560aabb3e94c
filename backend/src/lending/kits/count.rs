//! `/loans/{id}/kit`: the parts of a kit are scanned and counted before it goes out and when it comes back; a part of
//! another kit that came along is told apart, and taken back for that kit.
use super::{
    actions::{self, At},
    queries::{self, Part, lines, part_of, parts, strays, whereabouts},
    rules::{Checking, Found, Scanned, moment, scanned},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepLibrary},
    labels::{Code, code_mistake},
    lending::{
        queries::{Named, device_of},
        rules::is_here,
        say,
        waiting::actions::offer_next,
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
use entities::{
    catalogue_item,
    device::{self, DeviceId},
    kit_check::CheckMoment,
    kit_check_line,
    kit_part::KitPartKind,
    loan,
    site::SiteId,
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, HashMap};

#[derive(Template)]
#[template(path = "lending/kit_count.html")]
struct CountPage {
    shell: Shell,
    id: i32,
    number: String,
    item: String,
    code: String,
    /// On its way out; else on its way in.
    goes_out: bool,
    /// Counted before: it may be counted again until the kit leaves, or is taken back.
    is_ended: bool,
    labelled: Vec<Labelled>,
    left: usize,
    counted: Vec<Counted>,
    strays: Vec<Stray>,
    form: ScanForm,
    errors: FormErrors,
}

struct Labelled {
    name: String,
    code: String,
    essential: bool,
    is_seen: bool,
}

struct Counted {
    field: String,
    name: String,
    hint: String,
    value: String,
}

/// A part of another kit that came along.
struct Stray {
    name: String,
    code: String,
    kit: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ScanForm {
    write_id: String,
    code: String,
}

/// A loan whose kit is counted now.
struct Count {
    loan: loan::Model,
    moment: CheckMoment,
    parts: Vec<Part>,
}

async fn find(
    app: &App,
    db: &impl ConnectionTrait,
    by: &Allowed<KeepLibrary>,
    id: i32,
) -> Result<(Count, At), Error> {
    let loan = crate::lending::queries::loan(db, by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let parts = parts(db, loan.device_id).await?;
    let kit = device_of(db, &loan).await?.ok_or(Error::NotFound)?;
    let moment = moment(loan.state, is_here(&kit, loan.site_id))
        .filter(|_| !parts.is_empty())
        .ok_or(Error::NotFound)?;
    let at = At::of(by, app.clock.now(), app.clock.today()).ok_or(Error::NotFound)?;
    let count = Count {
        loan,
        moment,
        parts,
    };
    Ok((count, at))
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (count, _) = find(&app, &app.db, &by, id).await?;
    let typed = (ScanForm::default(), HashMap::new(), FormErrors::default());
    page(&app, &by, &count, StatusCode::OK, typed).await
}

pub async fn scan(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(id): Path<i32>,
    Form(form): Form<ScanForm>,
) -> Result<Response, Error> {
    let label = match Code::parse(&form.code) {
        Ok(label) => label,
        Err(mistake) => {
            let (count, _) = find(&app, &app.db, &by, id).await?;
            let typed = (form, HashMap::new(), code_mistake(mistake, "code"));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&app, &by, &count, status, typed).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let (count, at) = find(&app, &*write, &by, id).await?;
    let device = device::Entity::find()
        .filter(device::COLUMN.label_code.eq(label.to_string()))
        .one(&*write)
        .await?;
    let row = match &device {
        Some(device) => part_of(&*write, device.id)
            .await?
            .filter(|row| row.removed_on.is_none()),
        None => None,
    };
    let store = match &row {
        Some(row) => store_of(&*write, row.kit_id).await?,
        None => None,
    };
    let lent_alone = match &device {
        Some(device) => is_lent_alone(&*write, device).await?,
        None => false,
    };
    let found = device.as_ref().map(|device| Found {
        device: device.id,
        place: whereabouts(device),
        kit: row.as_ref().map(|row| row.kit_id).zip(store),
        lent_alone,
    });
    let checking = Checking {
        kit: count.loan.device_id,
        store: count.loan.site_id,
        loan: count.loan.id,
        moment: count.moment,
    };
    let here = (count.loan.id, count.moment);
    let to = match (scanned(checking, found), device, row) {
        (Scanned::Counted, _, Some(row)) => {
            actions::see(&*write, at, here, row.id, (1, 1)).await?;
            format!("/loans/{id}/kit?done=kit-part-scanned")
        }
        (Scanned::Stray, Some(device), Some(row)) => {
            actions::see(&*write, at, here, row.id, (1, 0)).await?;
            // What is in the workshop already was taken back before.
            if device.loan_id.is_some() || whereabouts(&device).is_here(at.store) {
                actions::put_back(&*write, at, (&row, &device)).await?;
                if let Some(item) = device.item_id {
                    offer_next(&app, &*write, item).await?;
                }
            }
            format!("/loans/{id}/kit?done=kit-stray-scanned")
        }
        (Scanned::Refused(refusal), _, _) => {
            drop(write);
            let mut errors = FormErrors::default();
            errors.add("code", refusal.key());
            let typed = (form, HashMap::new(), errors);
            return page(&app, &by, &count, StatusCode::CONFLICT, typed).await;
        }
        (Scanned::Counted | Scanned::Stray, _, _) => return Err(Error::Changed),
    };
    Ok(write.answer(to).await?.into_response())
}

/// Whether a device is out on a loan of its own.
async fn is_lent_alone(db: &impl ConnectionTrait, device: &device::Model) -> Result<bool, DbErr> {
    let Some(loan) = device.loan_id else {
        return Ok(false);
    };
    let loan = loan::Entity::find_by_id(loan).one(db).await?;
    Ok(loan.is_some_and(|loan| loan.device_id == device.id))
}

/// The store whose keeper keeps a kit.
async fn store_of(db: &impl ConnectionTrait, kit: DeviceId) -> Result<Option<SiteId>, DbErr> {
    let kit = device::Entity::find_by_id(kit).one(db).await?;
    let Some(item) = kit.and_then(|kit| kit.item_id) else {
        return Ok(None);
    };
    let item = catalogue_item::Entity::find_by_id(item).one(db).await?;
    Ok(item.map(|item| item.site_id))
}

pub async fn end(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(id): Path<i32>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let typed: HashMap<String, String> = typed.into_iter().collect();
    let (count, _) = find(&app, &app.db, &by, id).await?;
    let counted = match read(&count.parts, &typed) {
        Ok(counted) => counted,
        Err(errors) => {
            let typed = (ScanForm::default(), typed, errors);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&app, &by, &count, status, typed).await;
        }
    };
    let write_id = typed.get("write_id").map_or("", String::as_str);
    let write = app.write_once(&by, write_id).await?;
    let (count, at) = find(&app, &*write, &by, id).await?;
    let here = (&count.loan, count.moment);
    actions::end_check(&*write, at, here, &count.parts, &counted).await?;
    let to = match count.moment {
        CheckMoment::Out => format!("/loans/{id}?done=kit-counted"),
        CheckMoment::In => format!("/loans/{id}/return?done=kit-counted"),
    };
    Ok(write.answer(to).await?.into_response())
}

/// The name of the field in which a part is counted.
fn field(part: i32) -> String {
    format!("count-{part}")
}

/// How many of each part that bears no label were counted.
fn read(parts: &[Part], typed: &HashMap<String, String>) -> Result<BTreeMap<i32, i32>, FormErrors> {
    let mut errors = FormErrors::default();
    let mut counted = BTreeMap::new();
    for part in parts.iter().filter(|part| part.row.device_id.is_none()) {
        let name = field(part.row.id);
        let count: Option<i32> = typed.get(&name).and_then(|text| text.trim().parse().ok());
        match count.filter(|count| (0..=999).contains(count)) {
            Some(count) => {
                counted.insert(part.row.id, count);
            }
            None => errors.add(name, "kit-count-wrong"),
        }
    }
    if errors.is_empty() {
        Ok(counted)
    } else {
        Err(errors)
    }
}

async fn page(
    app: &App,
    by: &Allowed<KeepLibrary>,
    count: &Count,
    status: StatusCode,
    (form, typed, errors): (ScanForm, HashMap<String, String>, FormErrors),
) -> Result<Response, Error> {
    let Count {
        loan,
        moment,
        parts,
    } = count;
    let shell = by.shell();
    let named = Named::of(&app.db, std::slice::from_ref(loan)).await?;
    let (Some(item), Some(device)) = (
        named.items.get(&loan.item_id),
        named.devices.get(&loan.device_id),
    ) else {
        return Err(Error::NotFound);
    };
    let seen = lines(&app.db, loan.id, *moment).await?;
    let came_along = strays(&app.db, &seen).await?;
    let labelled: Vec<Labelled> = parts
        .iter()
        .filter_map(|part| labelled(part, (loan, *moment), &seen))
        .collect();
    let page = CountPage {
        id: loan.id.0,
        number: say::number(&shell, loan.id),
        item: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
        code: device.label_code.clone().unwrap_or_default(),
        goes_out: *moment == CheckMoment::Out,
        is_ended: queries::check(&app.db, loan, *moment).await?.is_some(),
        left: labelled.iter().filter(|part| !part.is_seen).count(),
        labelled,
        counted: parts
            .iter()
            .filter_map(|part| to_count(&shell, part, &seen, &typed))
            .collect(),
        strays: came_along
            .into_iter()
            .map(|(part, kit)| Stray {
                name: format!("{} {}", part.manufacturer, part.model),
                code: part.label_code.unwrap_or_default(),
                kit: kit.label_code.unwrap_or_default(),
            })
            .collect(),
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}

fn labelled(
    part: &Part,
    (loan, moment): (&loan::Model, CheckMoment),
    seen: &BTreeMap<i32, kit_check_line::Model>,
) -> Option<Labelled> {
    let device = part.device.as_ref()?;
    let is_scanned = seen.get(&part.row.id).is_some_and(|line| line.seen > 0);
    // It came back before its kit, with another one.
    let is_back =
        moment == CheckMoment::In && device.loan_id != Some(loan.id) && part.row.missing == 0;
    Some(Labelled {
        name: format!("{} {}", device.manufacturer, device.model),
        code: device.label_code.clone().unwrap_or_default(),
        essential: part.row.essential,
        is_seen: is_scanned || is_back,
    })
}

/// What is to be counted, with what was typed, else what was counted, else what there should be.
fn to_count(
    shell: &Shell,
    part: &Part,
    seen: &BTreeMap<i32, kit_check_line::Model>,
    typed: &HashMap<String, String>,
) -> Option<Counted> {
    let name = part.row.name.clone()?;
    let field = field(part.row.id);
    let hint = match part.row.kind {
        KitPartKind::Consumable => "kit-count-at-least",
        KitPartKind::Labelled | KitPartKind::Counted if part.row.essential => "kit-count-essential",
        KitPartKind::Labelled | KitPartKind::Counted => "kit-count-expected",
    };
    let usual = seen
        .get(&part.row.id)
        .map_or(part.row.expected - part.row.missing, |line| line.seen);
    Some(Counted {
        value: typed
            .get(&field)
            .cloned()
            .unwrap_or_else(|| usual.to_string()),
        field,
        name,
        hint: shell.with("count", part.row.expected).say(hint),
    })
}
