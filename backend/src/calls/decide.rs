//! `POST /calls/{id}/projects/{project}/decision`: a named agent decides, by a deliberation; the letter is typeset
//! first, and what was won becomes requests.
use super::{
    actions::{self, Decision, NotDecided},
    filed::Filed,
    form::{self, Typed},
    letters,
    list::whole_departement,
    queries::{self, Call},
    rules::Devices,
    say::{self, reference},
    sheet::{self, Tried},
    show::paragraphs,
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{ManageCalls, SeeCalls},
    },
    devices::standing::kind_key,
    documents::CallLetter,
    evidence,
    intake::list::values::date,
    keys::sha256_hex,
    web::{Error, FormErrors, Words},
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use entities::{pathway, site};
use sea_orm::EntityTrait;

/// What the form says, once it is whole.
struct Read {
    granted: Devices,
    decision_number: String,
    decided_on: NaiveDate,
    reason: String,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageCalls>,
    Path((id, project)): Path<(i32, i32)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    if let Some(answer) = app.answered(&by, typed.write_id()).await? {
        let write_id = typed.write_id().to_owned();
        return Err(Error::AlreadyDone { write_id, answer });
    }
    let (call, filed) = sheet::find(&app, id, project).await?;
    let jurors = queries::jurors(&app.db, call.call.id).await?;
    let mut said = queries::said(&app.db, &call, &jurors).await?;
    let said = said.remove(&filed.project.id).unwrap_or_default();
    let words = by.words();
    if let Err(against) = sheet::decidable(&app, &call, &filed, (&jurors, &said)) {
        let refused = Some(say::undecidable(words, against));
        return again(&app, &by, &call, &filed, typed, refused).await;
    }
    let read = match read(&typed, &sheet::most(&call, &filed), app.clock.today()) {
        Ok(read) => read,
        Err(errors) => {
            let tried = Tried {
                form: typed,
                errors,
                refused: None,
            };
            let by = Allowed::<SeeCalls>::check((*by).clone())?;
            return sheet::page(&app, &by, &call, &filed, tried).await;
        }
    };
    let pdf = app
        .documents
        .pdf(letter(&app, &by, &call, &filed, &read).await?)
        .await
        .context("the letter could not be typeset")?;
    let write = app.write_once(&by, typed.write_id()).await?;
    let granted = read.granted.clone();
    let decision = Decision {
        granted: read.granted,
        decision_number: read.decision_number,
        decided_on: read.decided_on,
        reason: read.reason,
        sha256: sha256_hex(&pdf),
        file: evidence::keep(&app, &pdf).await?,
    };
    let file = decision.file.clone();
    match Box::pin(actions::decide(&app, &write, &by, &call, &filed, decision)).await {
        Ok(outcome) => {
            letters::decided(&app, &*write, &call, &filed, outcome, &granted).await?;
            Ok(write
                .answer(format!(
                    "/calls/{id}/projects/{project}?done=project-decided"
                ))
                .await?
                .into_response())
        }
        Err(refused) => {
            drop(write);
            // Nothing names the letter of what was not decided.
            evidence::remove(&app, &file).await;
            refusal(&app, &by, (&call, &filed), typed, refused).await
        }
    }
}

async fn refusal(
    app: &App,
    by: &Allowed<ManageCalls>,
    (call, filed): (&Call, &Filed),
    typed: Typed,
    refused: NotDecided,
) -> Result<Response, Error> {
    let said = say::undecided(by.words(), refused)?;
    again(app, by, call, filed, typed, Some(said)).await
}

async fn again(
    app: &App,
    by: &Allowed<ManageCalls>,
    call: &Call,
    filed: &Filed,
    form: Typed,
    refused: Option<(String, String)>,
) -> Result<Response, Error> {
    let tried = Tried {
        form,
        errors: FormErrors::default(),
        refused,
    };
    let by = Allowed::<SeeCalls>::check((**by).clone())?;
    sheet::page(app, &by, call, filed, tried).await
}

fn read(typed: &Typed, most: &Devices, today: NaiveDate) -> Result<Read, FormErrors> {
    let mut errors = FormErrors::default();
    let granted = form::devices(typed, most, "project-grant-over", &mut errors);
    let decision_number = typed.of("decision_number");
    if decision_number.is_empty() || decision_number.chars().count() > 60 {
        errors.add("decision_number", "project-decision-number-missing");
    }
    let decided_on = date(typed.of("decided_on"));
    match decided_on {
        None => errors.add("decided_on", "project-decided-on-wrong"),
        Some(day) if day > today => errors.add("decided_on", "project-decided-on-later"),
        Some(_) => {}
    }
    let reason = typed.of("reason");
    if reason.is_empty() || reason.chars().count() > 3_000 {
        errors.add("reason", "project-reason-missing");
    }
    match decided_on {
        Some(decided_on) if errors.is_empty() => Ok(Read {
            granted,
            decision_number: decision_number.to_owned(),
            decided_on,
            reason: reason.to_owned(),
        }),
        Some(_) | None => Err(errors),
    }
}

/// The letter that is about to be sent.
async fn letter(
    app: &App,
    by: &Allowed<ManageCalls>,
    call: &Call,
    filed: &Filed,
    read: &Read,
) -> Result<CallLetter, Error> {
    let words: Words = by.words();
    let site = match filed.project.pickup_site_id {
        Some(id) => site::Entity::find_by_id(id).one(&app.db).await?,
        None => None,
    };
    let pathway = pathway::Entity::find_by_id(call.programme.pathway_id)
        .one(&app.db)
        .await?
        .context("a programme has a pathway")?;
    Ok(CallLetter {
        lang: words.lang,
        reference: reference(filed.project.id),
        call: call.call.title.clone(),
        organisation: filed.organisation.name.clone(),
        title: filed.project.title.clone(),
        granted: !read.granted.is_empty(),
        devices: filed
            .wanted
            .iter()
            .map(|(kind, wanted)| {
                let granted = read.granted.get(kind).copied().unwrap_or(0);
                (words.say(kind_key(*kind)), *wanted, granted)
            })
            .collect(),
        pickup: site.map_or_else(String::new, |site| {
            format!(
                "{}, {}, {} {}",
                site.name, site.address, site.postcode, site.city
            )
        }),
        pathway: words
            .lang
            .choose(&pathway.name_fr, &pathway.name_en)
            .to_owned(),
        reason: paragraphs(&read.reason),
        decision_number: read.decision_number.clone(),
        decided_on: read.decided_on,
        decided_by: format!("{}, {}", by.account.name, by.organisation_name),
        written_on: app.clock.today(),
    })
}
