//! `GET|POST /checklists/{kind}/draft` and what is done to it: a version in the making, put in order, published
//! or thrown away.
use super::{
    actions::{self, Begin, Edit, Unfit, fit},
    edits::Direction,
    queries,
    view::{self, Change, ChangesView, StepView, kind_of},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageChecklists},
    devices::standing::{kind_key, kind_value},
    web::{self, Error, Shell, Words},
    workshop::checklists::{Fault, ItemId, step_key},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Form;
use chrono::{DateTime, Utc};
use entities::device::DeviceKind;

#[derive(Template)]
#[template(path = "workshop/lists/draft.html")]
struct DraftPage {
    shell: Shell,
    value: &'static str,
    kind: &'static str,
    revision: i32,
    changed_at: DateTime<Utc>,
    /// Who changed it last.
    by: String,
    steps: Vec<StepView>,
    changes: ChangesView,
    /// Why it cannot be published as it is.
    unfit: Vec<String>,
    refused: bool,
}

/// A button of the draft's page.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct DraftForm {
    write_id: String,
    revision: String,
    from: String,
    item: String,
    what: String,
}

impl DraftForm {
    fn revision(&self) -> Result<i32, Error> {
        self.revision.parse().map_err(|_| Error::Changed)
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageChecklists>,
    Path(kind): Path<String>,
) -> Result<Response, Error> {
    view::may_change(&by)?;
    let kind = kind_of(&kind)?;
    if queries::draft(&app.db, kind).await?.is_none() {
        return Ok(Redirect::to(&format!("/checklists/{}", kind_value(kind))).into_response());
    }
    page(&app, &by, kind, (StatusCode::OK, false)).await
}

async fn page(
    app: &App,
    by: &Allowed<ManageChecklists>,
    kind: DeviceKind,
    (status, refused): (StatusCode, bool),
) -> Result<Response, Error> {
    let shell = by.shell();
    let draft = queries::draft(&app.db, kind).await?.ok_or(Error::Changed)?;
    let mut items = queries::items_of(&app.db, [draft.id]).await?;
    let items = items.remove(&draft.id).unwrap_or_default();
    let newest = queries::newest(&app.db, [kind]).await?;
    let newest = newest.get(&kind).ok_or(Error::NotFound)?;
    let mut names = view::names(&app.db, std::slice::from_ref(&draft)).await?;
    let page = DraftPage {
        value: kind_value(kind),
        kind: kind_key(kind),
        revision: draft.revision,
        changed_at: draft.changed_at,
        by: draft
            .membership_id
            .and_then(|id| names.remove(&id))
            .unwrap_or_default(),
        steps: view::steps(shell.words, &items),
        changes: view::changes(shell.words, &newest.items, &items),
        unfit: fit(&newest.items, &items)
            .err()
            .map(|unfit| reasons(shell.words, &unfit))
            .unwrap_or_default(),
        refused,
        shell,
    };
    Ok(web::page(status, &page)?)
}

/// Why a draft cannot be published, each with what to do.
fn reasons(words: Words, unfit: &Unfit) -> Vec<String> {
    match unfit {
        Unfit::Same => vec![words.say("list-unfit-same")],
        Unfit::Faults(faults) => faults
            .iter()
            .map(|fault| match fault {
                Fault::NothingRequired(step) => words
                    .with("step", words.say(step_key(*step)))
                    .say("list-unfit-nothing-required"),
                Fault::NoGrade => words.say("list-unfit-no-grade"),
                // A form keeps these out of a draft.
                Fault::Id(_)
                | Fault::Pictogram(_)
                | Fault::Words(_)
                | Fault::Measure(_)
                | Fault::OptionalFunction(_)
                | Fault::JudgingPhoto(_)
                | Fault::Order => fault.to_string(),
            })
            .collect(),
    }
}

pub async fn begin(
    State(app): State<App>,
    by: Allowed<ManageChecklists>,
    Path(kind): Path<String>,
    Form(form): Form<DraftForm>,
) -> Result<Response, Error> {
    view::may_change(&by)?;
    let kind = kind_of(&kind)?;
    let from = match form.from.as_str() {
        "shipped" => Begin::Shipped,
        _ => Begin::Newest,
    };
    let write = app.write_once(&by, &form.write_id).await?;
    actions::begin(&write, &by, (kind, from), app.clock.now()).await?;
    Ok(write
        .answer(draft_href(kind, "done-checklist-begun"))
        .await?)
}

/// Moves a question, or takes it away.
pub async fn arrange(
    State(app): State<App>,
    by: Allowed<ManageChecklists>,
    Path(kind): Path<String>,
    Form(form): Form<DraftForm>,
) -> Result<Response, Error> {
    view::may_change(&by)?;
    let kind = kind_of(&kind)?;
    let item = ItemId(form.item.clone());
    let (edit, done) = match form.what.as_str() {
        "up" => (Edit::Shift(item, Direction::Up), "done-checklist-moved"),
        "down" => (Edit::Shift(item, Direction::Down), "done-checklist-moved"),
        "remove" => (Edit::Remove(item), "done-checklist-removed"),
        _ => return Err(Error::NotFound),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let seen = (kind, form.revision()?);
    actions::edit(&write, &by, seen, edit, app.clock.now()).await?;
    Ok(write.answer(draft_href(kind, done)).await?)
}

pub async fn publish(
    State(app): State<App>,
    by: Allowed<ManageChecklists>,
    Path(kind): Path<String>,
    Form(form): Form<DraftForm>,
) -> Result<Response, Error> {
    view::may_change(&by)?;
    let kind = kind_of(&kind)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let seen = (kind, form.revision()?);
    match actions::publish(&write, &by, seen, app.clock.now()).await? {
        Ok(_) => {
            let to = format!("/checklists/{}?done=checklist-published", kind_value(kind));
            Ok(write.answer(to).await?)
        }
        Err(_) => {
            drop(write);
            // The page says why.
            page(&app, &by, kind, (StatusCode::CONFLICT, true)).await
        }
    }
}

pub async fn discard(
    State(app): State<App>,
    by: Allowed<ManageChecklists>,
    Path(kind): Path<String>,
    Form(form): Form<DraftForm>,
) -> Result<Response, Error> {
    view::may_change(&by)?;
    let kind = kind_of(&kind)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let seen = (kind, form.revision()?);
    actions::discard(&write, &by, seen, app.clock.now()).await?;
    let to = format!("/checklists/{}?done=checklist-discarded", kind_value(kind));
    Ok(write.answer(to).await?)
}

/// The draft's page, saying what was done: `done-checklist-…`.
pub fn draft_href(kind: DeviceKind, done: &str) -> String {
    let done = done.trim_start_matches("done-");
    format!("/checklists/{}/draft?done={done}", kind_value(kind))
}
