//! `GET|POST /lots/{id}/labels`: the labels of a lot's devices, printed again together; each device's history
//! says so. `GET /lots/{id}/labels/{reprint}`: the file for the printer.
use super::queries;
use crate::{
    app::App,
    auth::{Allowed, permissions::PrintLabels},
    devices::{actions::reprint_label, proofs, queries::visible_to},
    labels::{
        Ordered, actions::MOST, file_of, order, sheet_of_devices, usable_templates, usual_template,
    },
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use entities::{
    collection_lot,
    device::{self, Stage},
    label_reprint::{self, LabelReprintId},
    label_reprint_device, organisation,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};

/// Earlier reprints on the page.
const EARLIER: u64 = 10;

#[derive(Template)]
#[template(path = "intake/labels.html")]
struct LabelsPage {
    shell: Shell,
    lot: collection_lot::Model,
    devices: Vec<Choice>,
    templates: Vec<Choice>,
    form: ReprintForm,
    errors: FormErrors,
    earlier: Vec<label_reprint::Model>,
    /// The file of the reprint just made.
    made: Option<String>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ReprintForm {
    write_id: String,
    template: String,
    skip: String,
    /// `all`, or `some` of the devices ticked.
    which: String,
    device: Vec<String>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Made {
    reprint: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<PrintLabels>,
    Path(id): Path<i32>,
    Query(made): Query<Made>,
) -> Result<Response, Error> {
    let lot = queries::lot(&app.db, &by, id).await?;
    let made: Option<i32> = made.reprint.parse().ok();
    let made = made.map(|reprint| format!("/lots/{id}/labels/{reprint}"));
    let form = ReprintForm::default();
    render(&app, &by, lot, form, FormErrors::default(), made).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<PrintLabels>,
    Path(id): Path<i32>,
    Form(form): Form<ReprintForm>,
) -> Result<Response, Error> {
    let lot = queries::lot(&app.db, &by, id).await?;
    let mut errors = FormErrors::default();
    let ordered = order(&app, &form.template, &form.skip, &mut errors).await?;
    let count = chosen(&form, labelled(&app.db, &by, &lot).await?).len();
    if count == 0 {
        errors.add("device", "lot-labels-none-chosen");
    }
    if count > MOST {
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        errors.add_with("device", "lot-labels-too-many", "most", most);
    }
    let Some(Ordered { template, skip }) = ordered.filter(|_| errors.is_empty()) else {
        return render(&app, &by, lot, form, errors, None).await;
    };
    let now = app.clock.now();
    let write = app.write_once(&by, &form.write_id).await?;
    let reprint = label_reprint::ActiveModel {
        lot_id: Set(lot.id),
        template: Set(template.name.clone()),
        skip: Set(i32::try_from(skip).unwrap_or(i32::MAX)),
        membership_id: Set(by.membership_id),
        created_at: Set(now),
        ..Default::default()
    }
    .insert(&*write)
    .await?;
    let devices = chosen(&form, labelled(&*write, &by, &lot).await?);
    for device in &devices {
        reprint_label(&write, &by, device, (&template.name, skip), now).await?;
    }
    let rows = devices
        .iter()
        .map(|device| label_reprint_device::ActiveModel {
            reprint_id: Set(reprint.id),
            device_id: Set(device.id),
        });
    label_reprint_device::Entity::insert_many(rows)
        .exec_without_returning(&*write)
        .await?;
    let to = format!(
        "/lots/{id}/labels?done=labels-reprinted&reprint={}",
        reprint.id.0
    );
    Ok(write.answer(to).await?.into_response())
}

pub async fn file(
    State(app): State<App>,
    by: Allowed<PrintLabels>,
    Path((id, reprint)): Path<(i32, i32)>,
) -> Result<Response, Error> {
    let lot = queries::lot(&app.db, &by, id).await?;
    let reprint = label_reprint::Entity::find_by_id(LabelReprintId(reprint))
        .filter(label_reprint::COLUMN.lot_id.eq(lot.id))
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let printed: Vec<_> = label_reprint_device::Entity::find()
        .filter(label_reprint_device::COLUMN.reprint_id.eq(reprint.id))
        .all(&app.db)
        .await?
        .into_iter()
        .map(|row| row.device_id)
        .collect();
    // The label a device bears now: one that was replaced since is not printed again.
    let devices = labelled(&app.db, &by, &lot).await?;
    let again: Vec<&device::Model> = devices
        .iter()
        .filter(|device| printed.contains(&device.id))
        .collect();
    let labels = proofs::labels_of(&app.db, &again).await?;
    let owner = organisation::Entity::find_by_id(lot.owner_id)
        .one(&app.db)
        .await?;
    let owner = owner.map(|owner| owner.name).unwrap_or_default();
    let skip = usize::try_from(reprint.skip).unwrap_or_default();
    let sheet = sheet_of_devices(&app, &reprint.template, labels, &owner, skip)
        .await?
        .ok_or(Error::NotFound)?;
    let name = format!("{}-{id}-{}", by.words().say("labels-file"), reprint.id.0);
    Ok(file_of(&app, sheet).await?.answer(&name))
}

/// The lot's devices that bear a label and are somewhere to stick one on, in the order of their codes.
async fn labelled(
    db: &impl ConnectionTrait,
    by: &Allowed<PrintLabels>,
    lot: &collection_lot::Model,
) -> Result<Vec<device::Model>, DbErr> {
    device::Entity::find()
        .filter(device::COLUMN.lot_id.eq(lot.id))
        .filter(device::COLUMN.label_code.is_not_null())
        .filter(device::COLUMN.site_id.is_not_null())
        .filter(device::COLUMN.stage.ne(Stage::Scrapped))
        .filter(visible_to(by))
        .order_by_asc(device::Column::LabelCode)
        .all(db)
        .await
}

fn chosen(form: &ReprintForm, devices: Vec<device::Model>) -> Vec<device::Model> {
    let ticked = |device: &device::Model| form.device.contains(&device.id.0.to_string());
    let all = form.which == "all";
    let devices = devices.into_iter();
    devices.filter(|device| all || ticked(device)).collect()
}

async fn render(
    app: &App,
    by: &Allowed<PrintLabels>,
    lot: collection_lot::Model,
    mut form: ReprintForm,
    errors: FormErrors,
    made: Option<String>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let templates = usable_templates(app, shell.lang).await?;
    if form.template.is_empty() && errors.on("template").is_none() {
        form.template = usual_template(app, by, &templates).await?;
    }
    let devices = labelled(&app.db, by, &lot)
        .await?
        .into_iter()
        .map(|device| {
            let code = device.label_code.unwrap_or_default();
            Choice::new(device.id.0.to_string(), code)
                .hint(format!("{} {}", device.manufacturer, device.model))
        })
        .collect();
    let earlier = label_reprint::Entity::find()
        .filter(label_reprint::COLUMN.lot_id.eq(lot.id))
        .order_by_desc(label_reprint::Column::Id)
        .limit(EARLIER)
        .all(&app.db)
        .await?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = LabelsPage {
        shell,
        lot,
        devices,
        templates,
        form,
        errors,
        earlier,
        made,
    };
    Ok(web::page(status, &page)?)
}
