//! `GET /kits/{code}`: what a kit is made of, what is missing since when, and what may be done about it.
use super::{
    queries::{self, Part},
    rules::Completeness,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepLibrary},
    labels::{usable_templates, usual_template},
    lending::rules::is_here,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use chrono::NaiveDate;
use entities::{catalogue_item, device, kit_part::KitPartKind};

#[derive(Template)]
#[template(path = "lending/kit.html")]
struct KitPage {
    shell: Shell,
    code: String,
    slug: String,
    item: String,
    device: String,
    /// Nothing was added yet: a piece like any other.
    is_kit: bool,
    stands: Completeness,
    /// The loan for which it is counted now.
    count: Option<i32>,
    /// It is out, and nothing is added to it meanwhile.
    is_out: bool,
    lines: Vec<Line>,
    /// Taken off while somebody had them: their names and labels.
    owed: Vec<(String, String)>,
    kinds: Vec<Choice>,
    templates: Vec<Choice>,
    form: KitForm,
    errors: FormErrors,
}

struct Line {
    id: i32,
    name: String,
    code: Option<String>,
    kind: &'static str,
    expected: i32,
    essential: bool,
    alone: bool,
    tone: &'static str,
    icon: &'static str,
    state: String,
    /// What was noted missing, and counted parts that may be filled up.
    since: Option<NaiveDate>,
    may_fill_up: bool,
}

/// What is typed on the page: each of its forms sends a few of these.
#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct KitForm {
    pub write_id: String,
    /// `labelled`, `counted` or `consumable`.
    pub kind: String,
    pub code: String,
    pub name: String,
    pub expected: String,
    pub essential: String,
    pub found: String,
    pub template: String,
    pub skip: String,
}

/// The word key of a kind of part.
#[must_use]
pub fn kind_key(kind: KitPartKind) -> &'static str {
    match kind {
        KitPartKind::Labelled => "kit-labelled",
        KitPartKind::Counted => "kit-counted",
        KitPartKind::Consumable => "kit-consumable",
    }
}

/// The kit of this label, in the store where the person works.
pub async fn own(
    app: &App,
    by: &Allowed<KeepLibrary>,
    code: &str,
) -> Result<(device::Model, catalogue_item::Model), Error> {
    queries::at_store(&app.db, by.site_id, code)
        .await?
        .ok_or(Error::NotFound)
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let (device, _) = own(&app, &by, &code).await?;
    // The label of a part leads to its kit, also when it was taken off while somebody had it.
    if let Some(part) = queries::part_of(&app.db, device.id).await?
        && (part.removed_on.is_none() || device.loan_id.is_some())
    {
        let kits = queries::devices(&app.db, [part.kit_id].into_iter()).await?;
        if let Some(kit) = kits
            .get(&part.kit_id)
            .and_then(|kit| kit.label_code.as_ref())
        {
            return Ok(Redirect::to(&format!("/kits/{kit}")).into_response());
        }
    }
    let blank = (KitForm::default(), FormErrors::default());
    page(&app, &by, &code, StatusCode::OK, blank).await
}

/// The page, with what was typed and what is wrong with it.
pub async fn page(
    app: &App,
    by: &Allowed<KeepLibrary>,
    code: &str,
    status: StatusCode,
    (mut form, errors): (KitForm, FormErrors),
) -> Result<Response, Error> {
    let (device, item) = own(app, by, code).await?;
    let shell = by.shell();
    let parts = queries::parts(&app.db, device.id).await?;
    let owed = queries::owed(&app.db, device.id).await?;
    // In the workshop it is counted by nobody.
    let count = if device.loan_id.is_some() || is_here(&device, item.site_id) {
        queries::to_count(&app.db, device.id, app.clock.today()).await?
    } else {
        None
    };
    let templates = usable_templates(app, shell.lang).await?;
    if form.template.is_empty() {
        form.template = usual_template(app, by, &templates).await?;
    }
    let page = KitPage {
        code: code.to_owned(),
        slug: item.slug.clone(),
        item: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
        device: format!("{} {}", device.manufacturer, device.model),
        is_kit: !parts.is_empty(),
        stands: queries::stands(&parts, item.site_id),
        count: count.map(|loan| loan.0),
        is_out: device.loan_id.is_some(),
        lines: parts
            .iter()
            .map(|part| line(&shell, part, (&device, &item)))
            .collect(),
        owed: owed
            .into_iter()
            .map(|part| {
                let name = format!("{} {}", part.manufacturer, part.model);
                (name, part.label_code.unwrap_or_default())
            })
            .collect(),
        kinds: [KitPartKind::Counted, KitPartKind::Consumable]
            .into_iter()
            .map(|kind| Choice::new(value_of(kind), shell.say(kind_key(kind))))
            .collect(),
        templates,
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}

/// What a form says of a kind.
#[must_use]
pub fn value_of(kind: KitPartKind) -> &'static str {
    match kind {
        KitPartKind::Labelled => "labelled",
        KitPartKind::Counted => "counted",
        KitPartKind::Consumable => "consumable",
    }
}

fn line(shell: &Shell, part: &Part, (kit, item): (&device::Model, &catalogue_item::Model)) -> Line {
    let row = &part.row;
    // Out with its kit, it is where it belongs.
    let with_kit = part
        .device
        .as_ref()
        .is_some_and(|device| device.loan_id.is_some() && device.loan_id == kit.loan_id);
    let lacking = if with_kit {
        0
    } else {
        part.lacking(item.site_id)
    };
    let (tone, icon, key) = match (row.kind, lacking) {
        (_, 0) => ("good", "circle-check", "kit-part-there"),
        (KitPartKind::Consumable, _) => ("wait", "circle-alert", "kit-part-short"),
        (KitPartKind::Labelled | KitPartKind::Counted, _) if row.essential => {
            ("stop", "triangle-alert", "kit-part-missing")
        }
        (KitPartKind::Labelled | KitPartKind::Counted, _) => {
            ("wait", "circle-alert", "kit-part-missing")
        }
    };
    Line {
        id: row.id,
        name: match (&row.name, &part.device) {
            (Some(name), _) => name.clone(),
            (None, Some(device)) => format!("{} {}", device.manufacturer, device.model),
            (None, None) => String::new(),
        },
        code: part
            .device
            .as_ref()
            .and_then(|device| device.label_code.clone()),
        kind: kind_key(row.kind),
        expected: row.expected,
        essential: row.essential,
        alone: row.alone,
        tone,
        icon,
        state: shell.with("count", lacking).say(key),
        since: row.missing_since,
        may_fill_up: row.missing > 0 && part.device.is_none(),
    }
}
