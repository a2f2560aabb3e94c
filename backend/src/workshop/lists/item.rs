//! `GET|POST /checklists/{kind}/draft/items`, `…/items/{item}`: a question of a draft, new or changed.
use super::{
    actions::{self, Edit},
    draft::draft_href,
    edits::new_id,
    queries,
    view::{self, item_kind_key, kind_of, step_value},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageChecklists},
    devices::standing::{kind_key, kind_value},
    web::{self, Choice, Error, FormErrors, Shell, Words},
    workshop::checklists::{
        Fault, Item, ItemId, MAX_WORDS_CHARS, RawItem, STEPS, item_faults, pictograms::PICTOGRAMS,
        step_key,
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::{Form, Query};
use entities::{
    checklist_answer::Step,
    checklist_item::{ItemKind, Unit},
    device::DeviceKind,
};
use sea_orm::Iterable;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "workshop/lists/item.html")]
struct ItemPage {
    shell: Shell,
    value: &'static str,
    kind: &'static str,
    /// The question being changed; none for a new one.
    id: Option<String>,
    form: ItemForm,
    errors: FormErrors,
    /// Somebody else changed the draft meanwhile: what was typed is still there, nothing is kept yet.
    changed: bool,
    steps: Vec<Choice>,
    kinds: Vec<Choice>,
    units: Vec<Choice>,
    pictograms: Vec<(&'static str, String)>,
}

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct ItemForm {
    write_id: String,
    revision: String,
    step: String,
    words_fr: String,
    words_en: String,
    words_ar: String,
    pictogram: String,
    kind: String,
    unit: String,
    lowest: String,
    highest: String,
    at_least: String,
    at_most: String,
    required: String,
    blocking: String,
    function: String,
    opens: String,
}

impl ItemForm {
    /// What most questions are.
    fn fresh(step: Step) -> Self {
        let yes = || "yes".to_owned();
        Self {
            step: step_value(step).to_owned(),
            kind: item_kind_value(ItemKind::YesNo).to_owned(),
            required: yes(),
            blocking: yes(),
            ..Self::default()
        }
    }

    fn of(item: &Item) -> Self {
        let raw = item.raw();
        let said = |lang: &str| raw.words.get(lang).cloned().unwrap_or_default();
        let number = |number: Option<i32>| number.map(|is| is.to_string()).unwrap_or_default();
        let ticked = |is: bool| if is { "yes".to_owned() } else { String::new() };
        Self {
            write_id: String::new(),
            revision: String::new(),
            step: step_value(raw.step).to_owned(),
            words_fr: said("fr"),
            words_en: said("en"),
            words_ar: said("ar"),
            pictogram: raw.pictogram.clone(),
            kind: item_kind_value(raw.kind).to_owned(),
            unit: raw.unit.map(unit_value).unwrap_or_default().to_owned(),
            lowest: number(raw.lowest),
            highest: number(raw.highest),
            at_least: number(raw.at_least),
            at_most: number(raw.at_most),
            required: ticked(raw.required),
            blocking: ticked(raw.blocking),
            function: ticked(raw.function),
            opens: ticked(raw.opens),
        }
    }

    /// Reads the form, under this name; words in languages it does not show stay as they are.
    fn parse(&self, id: ItemId, others: BTreeMap<String, String>) -> Result<Item, FormErrors> {
        let mut errors = FormErrors::default();
        let words = self.words(others, &mut errors);
        let step = STEPS
            .into_iter()
            .find(|step| step_value(*step) == self.step);
        let kind = ItemKind::iter().find(|kind| item_kind_value(*kind) == self.kind);
        if step.is_none() {
            errors.add("step", "list-step-missing");
        }
        if kind.is_none() {
            errors.add("kind", "list-kind-missing");
        }
        let measured = kind == Some(ItemKind::Measure);
        let mut number = |field: &'static str, text: &str| match text.trim() {
            _ if !measured => None,
            "" => None,
            text => {
                let read = text.parse().ok();
                if read.is_none() {
                    errors.add(field, "list-number-wrong");
                }
                read
            }
        };
        let raw = RawItem {
            id,
            step: step.unwrap_or(Step::Triage),
            words,
            pictogram: self.pictogram.clone(),
            kind: kind.unwrap_or(ItemKind::YesNo),
            lowest: number("lowest", &self.lowest),
            highest: number("highest", &self.highest),
            at_least: number("at_least", &self.at_least),
            at_most: number("at_most", &self.at_most),
            unit: Unit::iter().find(|unit| measured && unit_value(*unit) == self.unit),
            required: self.required == "yes",
            blocking: self.blocking == "yes",
            function: self.function == "yes",
            opens: self.opens == "yes",
        };
        if measured {
            if raw.unit.is_none() {
                errors.add("unit", "list-unit-missing");
            }
            for (field, value) in [("lowest", raw.lowest), ("highest", raw.highest)] {
                if value.is_none() && errors.on(field).is_none() {
                    errors.add(field, "list-number-wrong");
                }
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let faults = match raw.read() {
            Ok(item) => {
                let faults = item_faults(&item);
                if faults.is_empty() {
                    return Ok(item);
                }
                faults
            }
            Err(fault) => vec![fault],
        };
        for fault in faults {
            let (field, key) = where_of(&fault);
            errors.add(field, key);
        }
        Err(errors)
    }

    fn words(
        &self,
        mut words: BTreeMap<String, String>,
        errors: &mut FormErrors,
    ) -> BTreeMap<String, String> {
        for (field, lang, text, needed) in [
            ("words_fr", "fr", &self.words_fr, true),
            ("words_en", "en", &self.words_en, true),
            ("words_ar", "ar", &self.words_ar, false),
        ] {
            let text = text.trim();
            if text.is_empty() {
                words.remove(lang);
                if needed {
                    errors.add(field, "list-words-missing");
                }
                continue;
            }
            if text.chars().count() > MAX_WORDS_CHARS {
                let limit = i64::try_from(MAX_WORDS_CHARS).unwrap_or_default();
                errors.add_with(field, "list-words-too-long", "limit", limit);
            }
            words.insert(lang.to_owned(), text.to_owned());
        }
        words
    }
}

/// The field where a fault is put right, and the sentence.
fn where_of(fault: &Fault) -> (&'static str, &'static str) {
    match fault {
        Fault::Pictogram(_) => ("pictogram", "list-pictogram-missing"),
        Fault::Measure(_) => ("at_least", "list-measure-wrong"),
        Fault::OptionalFunction(_) => ("function", "list-function-optional"),
        Fault::JudgingPhoto(_) => ("blocking", "list-photo-judges"),
        Fault::Id(_)
        | Fault::Words(_)
        | Fault::Order
        | Fault::NothingRequired(_)
        | Fault::NoGrade => ("words_fr", "list-words-missing"),
    }
}

const fn item_kind_value(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::YesNo => "yes_no",
        ItemKind::YesNoNa => "yes_no_na",
        ItemKind::Grade => "grade",
        ItemKind::Measure => "measure",
        ItemKind::Photo => "photo",
    }
}

const fn unit_value(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent => "percent",
        Unit::Cycles => "cycles",
        Unit::Hours => "hours",
        Unit::Minutes => "minutes",
        Unit::Gigabytes => "gigabytes",
        Unit::Celsius => "celsius",
    }
}

const fn unit_name_key(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent => "list-unit-percent",
        Unit::Cycles => "list-unit-cycles",
        Unit::Hours => "list-unit-hours",
        Unit::Minutes => "list-unit-minutes",
        Unit::Gigabytes => "list-unit-gigabytes",
        Unit::Celsius => "list-unit-celsius",
    }
}

/// The step a new question is for.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    step: String,
}

pub async fn show_new(
    State(app): State<App>,
    by: Allowed<ManageChecklists>,
    Path(kind): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    view::may_change(&by)?;
    let kind = kind_of(&kind)?;
    let step = STEPS
        .into_iter()
        .find(|step| step_value(*step) == asked.step);
    let form = ItemForm::fresh(step.unwrap_or(Step::Refurbishment));
    let blank = (form, FormErrors::default(), false);
    page(&app, &by, (kind, None), StatusCode::OK, blank).await
}

pub async fn add(
    State(app): State<App>,
    by: Allowed<ManageChecklists>,
    Path(kind): Path<String>,
    Form(form): Form<ItemForm>,
) -> Result<Response, Error> {
    view::may_change(&by)?;
    let kind = kind_of(&kind)?;
    let step = STEPS
        .into_iter()
        .find(|step| step_value(*step) == form.step);
    let used = queries::names_used(&app.db, kind).await?;
    let id = new_id(step.unwrap_or(Step::Refurbishment), |id| used.contains(id));
    match form.parse(id, BTreeMap::new()) {
        Ok(item) => {
            keep(
                &app,
                &by,
                (kind, None),
                form,
                (Edit::Add(item), "done-checklist-added"),
            )
            .await
        }
        Err(errors) => wrong(&app, &by, (kind, None), form, errors).await,
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageChecklists>,
    Path((kind, item)): Path<(String, String)>,
) -> Result<Response, Error> {
    view::may_change(&by)?;
    let kind = kind_of(&kind)?;
    let item = find(&app, kind, item).await?;
    let form = (ItemForm::of(&item), FormErrors::default(), false);
    page(&app, &by, (kind, Some(item.id)), StatusCode::OK, form).await
}

pub async fn change(
    State(app): State<App>,
    by: Allowed<ManageChecklists>,
    Path((kind, item)): Path<(String, String)>,
    Form(form): Form<ItemForm>,
) -> Result<Response, Error> {
    view::may_change(&by)?;
    let kind = kind_of(&kind)?;
    let before = match find(&app, kind, item).await {
        Ok(before) => before,
        // Published or thrown away since: a repeat still gets its first answer.
        Err(Error::NotFound) => {
            app.write_once(&by, &form.write_id).await?;
            return Err(Error::Changed);
        }
        Err(error) => return Err(error),
    };
    let which = (kind, Some(before.id.clone()));
    match form.parse(before.id, before.words) {
        Ok(item) => {
            keep(
                &app,
                &by,
                which,
                form,
                (Edit::Change(item), "done-checklist-changed"),
            )
            .await
        }
        Err(errors) => wrong(&app, &by, which, form, errors).await,
    }
}

async fn keep(
    app: &App,
    by: &Allowed<ManageChecklists>,
    which: (DeviceKind, Option<ItemId>),
    form: ItemForm,
    (edit, done): (Edit, &str),
) -> Result<Response, Error> {
    let kind = which.0;
    let write = app.write_once(by, &form.write_id).await?;
    let seen = (kind, form.revision.parse().unwrap_or(-1));
    match actions::edit(&write, by, seen, edit, app.clock.now()).await {
        Ok(()) => Ok(write.answer(draft_href(kind, done)).await?),
        Err(Error::Changed) => {
            drop(write);
            let form = (form, FormErrors::default(), true);
            page(app, by, which, StatusCode::CONFLICT, form).await
        }
        Err(error) => Err(error),
    }
}

async fn wrong(
    app: &App,
    by: &Allowed<ManageChecklists>,
    which: (DeviceKind, Option<ItemId>),
    form: ItemForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page(app, by, which, status, (form, errors, false)).await
}

/// A question of the draft.
async fn find(app: &App, kind: DeviceKind, item: String) -> Result<Item, Error> {
    let draft = queries::draft(&app.db, kind)
        .await?
        .ok_or(Error::NotFound)?;
    let mut items = queries::items_of(&app.db, [draft.id]).await?;
    let items = items.remove(&draft.id).unwrap_or_default();
    let id = ItemId(item);
    items
        .into_iter()
        .find(|item| item.id == id)
        .ok_or(Error::NotFound)
}

async fn page(
    app: &App,
    by: &Allowed<ManageChecklists>,
    (kind, id): (DeviceKind, Option<ItemId>),
    status: StatusCode,
    (mut form, errors, changed): (ItemForm, FormErrors, bool),
) -> Result<Response, Error> {
    let Some(draft) = queries::draft(&app.db, kind).await? else {
        return if status == StatusCode::OK {
            Ok(Redirect::to(&format!("/checklists/{}", kind_value(kind))).into_response())
        } else {
            Err(Error::Changed)
        };
    };
    // A mistake keeps the revision that was seen; whoever is told of a change has seen the present one.
    if changed || form.revision.is_empty() {
        form.revision = draft.revision.to_string();
    }
    let shell = by.shell();
    let words = shell.words;
    let page = ItemPage {
        value: kind_value(kind),
        kind: kind_key(kind),
        id: id.map(|id| id.0),
        form,
        errors,
        changed,
        steps: STEPS
            .into_iter()
            .map(|step| Choice::new(step_value(step), words.say(step_key(step))))
            .collect(),
        kinds: kinds(words),
        units: Unit::iter()
            .map(|unit| Choice::new(unit_value(unit), words.say(unit_name_key(unit))))
            .collect(),
        pictograms: PICTOGRAMS
            .iter()
            .map(|(icon, key)| (*icon, words.say(key)))
            .collect(),
        shell,
    };
    Ok(web::page(status, &page)?)
}

fn kinds(words: Words) -> Vec<Choice> {
    ItemKind::iter()
        .map(|kind| Choice::new(item_kind_value(kind), words.say(item_kind_key(kind))))
        .collect()
}
