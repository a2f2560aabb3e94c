//! `GET|POST /places/{id}`: what the directory says of a site; its confirmation, its labels, and whether it is shown.
use super::{
    actions::{self, Word},
    form::{LabelForm, PlaceForm, seen},
    opening::Hours,
    queries,
    rules::{LabelState, anniversary, label_state},
    vocabulary::{self, vocabulary},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepPlaces},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{organisation, place, place_label, place_service, site};

#[derive(Template)]
#[template(path = "directory/edit.html")]
struct PlacePage {
    shell: Shell,
    site: site::Model,
    organisation: organisation::Model,
    /// None while it is not in the directory.
    place: Option<place::Model>,
    late: bool,
    form: PlaceForm,
    errors: FormErrors,
    /// The opening hours that are kept, in words.
    hours: Vec<String>,
    services: Vec<place_service::Model>,
    labels: Vec<LabelLine>,
    label_choices: Vec<Choice>,
    label_form: LabelForm,
    label_errors: FormErrors,
}

/// A label of the place, and the form that ends it.
struct LabelLine {
    label: place_label::Model,
    name: String,
    state: LabelState,
    until: String,
}

/// What was sent and is wrong, to be shown again.
#[derive(Default)]
struct Sent {
    place: Option<(PlaceForm, FormErrors)>,
    label: Option<(LabelForm, FormErrors)>,
    /// The label whose day was typed, with what was typed.
    ending: Option<(place_label::PlaceLabelId, String)>,
}

async fn page(
    app: &App,
    by: &Allowed<KeepPlaces>,
    (site, organisation): (site::Model, organisation::Model),
    sent: Sent,
) -> Result<Response, Error> {
    let status = if sent.place.is_none() && sent.label.is_none() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shell = by.shell();
    let today = app.clock.today();
    let place = queries::place(&app.db, site.id).await?;
    let labels = queries::labels(&app.db, site.id).await?;
    let labels = labels
        .into_iter()
        .map(|label| LabelLine {
            name: vocabulary::name(&vocabulary().labels, &label.label, shell.lang).to_owned(),
            state: label_state(label.from_on, label.until_on, today),
            until: match &sent.ending {
                Some((id, typed)) if *id == label.id => typed.clone(),
                _ => label
                    .until_on
                    .map(|day| day.to_string())
                    .unwrap_or_default(),
            },
            label,
        })
        .collect();
    let (form, errors) = sent
        .place
        .unwrap_or_else(|| (PlaceForm::of(&site, place.as_ref()), FormErrors::default()));
    let (label_form, label_errors) = sent.label.unwrap_or_default();
    let page = PlacePage {
        services: queries::services(&app.db, site.id).await?,
        hours: place
            .as_ref()
            .and_then(|place| Hours::read(place.opening_hours.as_deref()?))
            .map(|hours| hours.say(&shell))
            .unwrap_or_default(),
        late: place
            .as_ref()
            .is_some_and(|place| anniversary(place.confirmed_on, today).is_some()),
        label_choices: vocabulary::choices(&vocabulary().labels, shell.lang),
        shell,
        site,
        organisation,
        place,
        form,
        errors,
        labels,
        label_form,
        label_errors,
    };
    Ok(web::page(status, &page)?)
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepPlaces>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let found = queries::find_site(&app.db, &by, id).await?;
    page(&app, &by, found, Sent::default()).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepPlaces>,
    Path(id): Path<i32>,
    Form(form): Form<PlaceForm>,
) -> Result<Response, Error> {
    let found = queries::find_site(&app.db, &by, id).await?;
    let facts = match form.read() {
        Ok(facts) => facts,
        Err(errors) => {
            let sent = Sent {
                place: Some((form, errors)),
                ..Sent::default()
            };
            return page(&app, &by, found, sent).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let word = Word::of(&by, app.clock.today());
    actions::keep(&*write, found.0.id, form.seen(), facts, word).await?;
    Ok(write
        .answer(format!("/places/{id}?done=place-kept"))
        .await?
        .into_response())
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct StandingForm {
    write_id: String,
    version: String,
    /// `withdrawn` or `shown`.
    to: String,
}

/// `POST /places/{id}/confirmation`: all of it is still true.
pub async fn confirm(
    State(app): State<App>,
    by: Allowed<KeepPlaces>,
    Path(id): Path<i32>,
    Form(form): Form<StandingForm>,
) -> Result<Response, Error> {
    let (site, _) = queries::find_site(&app.db, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let seen = seen(&form.version);
    let word = Word::of(&by, app.clock.today());
    actions::confirm(&*write, site.id, seen, word).await?;
    Ok(write
        .answer(format!("/places/{id}?done=place-confirmed"))
        .await?
        .into_response())
}

/// `POST /places/{id}/showing`: out of the directory, or back in it.
pub async fn set_shown(
    State(app): State<App>,
    by: Allowed<KeepPlaces>,
    Path(id): Path<i32>,
    Form(form): Form<StandingForm>,
) -> Result<Response, Error> {
    let (site, _) = queries::find_site(&app.db, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let seen = seen(&form.version);
    let (at, done) = if form.to == "shown" {
        (None, "done=place-shown")
    } else {
        (Some(app.clock.now()), "done=place-withdrawn")
    };
    actions::set_withdrawn(&*write, site.id, seen, at).await?;
    Ok(write
        .answer(format!("/places/{id}?{done}"))
        .await?
        .into_response())
}

/// `POST /places/{id}/labels`: a label from a day on.
pub async fn add_label(
    State(app): State<App>,
    by: Allowed<KeepPlaces>,
    Path(id): Path<i32>,
    Form(form): Form<LabelForm>,
) -> Result<Response, Error> {
    let found = queries::find_site(&app.db, &by, id).await?;
    let place = queries::place(&app.db, found.0.id).await?;
    let place = place.ok_or(Error::NotFound)?;
    let dated = match form.read(None) {
        Ok(dated) => dated,
        Err(errors) => {
            let sent = Sent {
                label: Some((form, errors)),
                ..Sent::default()
            };
            return page(&app, &by, found, sent).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    actions::add_label(&*write, place.site_id, dated).await?;
    Ok(write
        .answer(format!("/places/{id}?done=place-label-added"))
        .await?
        .into_response())
}

/// `POST /places/{id}/labels/{label}`: until when it holds, or that it was a mistake.
pub async fn change_label(
    State(app): State<App>,
    by: Allowed<KeepPlaces>,
    Path((id, label)): Path<(i32, i32)>,
    Form(form): Form<LabelForm>,
) -> Result<Response, Error> {
    let found = queries::find_site(&app.db, &by, id).await?;
    if form.act == "remove" {
        let write = app.write_once(&by, &form.write_id).await?;
        // Looked for inside, so that a repeat finds the first answer and not that it is gone.
        let label = queries::find_label(&*write, found.0.id, label).await?;
        actions::remove_label(&*write, label.id).await?;
        return Ok(write
            .answer(format!("/places/{id}?done=place-label-removed"))
            .await?
            .into_response());
    }
    let label = queries::find_label(&app.db, found.0.id, label).await?;
    let kept = LabelForm {
        write_id: form.write_id,
        until: form.until,
        ..LabelForm::of(&label)
    };
    let dated = match kept.read(Some(label.id)) {
        Ok(dated) => dated,
        Err(errors) => {
            let sent = Sent {
                ending: Some((label.id, kept.until)),
                label: Some((LabelForm::default(), errors)),
                ..Sent::default()
            };
            return page(&app, &by, found, sent).await;
        }
    };
    let write = app.write_once(&by, &kept.write_id).await?;
    actions::end_label(&*write, label.id, dated.until_on).await?;
    Ok(write
        .answer(format!("/places/{id}?done=place-label-kept"))
        .await?
        .into_response())
}
