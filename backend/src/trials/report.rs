//! `GET /trials/{id}/report`: what a trial came to, by pupil code, for the LPI, the GEVA-Sco or the file at the MDPH.
use super::{lists, queries, say};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeTrials},
    documents::TrialReport,
    lending::queries::Named,
    web::{self, Error, Words},
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    response::Response,
};
use entities::{feedback_tag::TagList, loan, loan_feedback};

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeTrials>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let loan = queries::trial(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let told = queries::feedbacks(&app.db, std::slice::from_ref(&loan)).await?;
    // The end says more than the middle.
    let told: Vec<loan_feedback::Model> = told.into_values().flatten().collect();
    let last = told.last().ok_or(Error::NotFound)?;
    let report = report(&app, by.words(), &loan, last).await?;
    let pdf = app
        .documents
        .pdf(report)
        .await
        .context("the report of a trial could not be typeset")?;
    Ok(web::pdf(&format!("essai-{id}"), pdf))
}

async fn report(
    app: &App,
    words: Words,
    loan: &loan::Model,
    last: &loan_feedback::Model,
) -> Result<TrialReport, Error> {
    let named = Named::of(&app.db, std::slice::from_ref(loan)).await?;
    let (Some(item), Some(device)) = (
        named.items.get(&loan.item_id),
        named.devices.get(&loan.device_id),
    ) else {
        return Err(Error::NotFound);
    };
    let mut tags = queries::tags(&app.db, std::slice::from_ref(last)).await?;
    let mut said = |list| {
        let keys = tags.remove(&(last.id, list)).unwrap_or_default();
        lists::said(list, &keys, words.lang)
    };
    let step = |scale, chosen| say::step(scale, chosen).map(|(_, key)| words.say(key));
    Ok(TrialReport {
        lang: words.lang,
        loan: loan.id.0.to_string(),
        pupil_code: loan.pupil_code.clone(),
        item: words.lang.choose(&item.name_fr, &item.name_en).to_owned(),
        device: format!("{} {}", device.manufacturer, device.model),
        starts_on: loan.starts_on,
        ends_on: loan.returned_on.unwrap_or(loan.ends_on),
        is_over: loan.returned_on.is_some(),
        moment: words.say(say::moment_key(last.moment)),
        frequency: words.say(say::frequency_key(last.frequency)),
        activities: said(TagList::Activity),
        autonomy_before: step(&say::AUTONOMY, last.autonomy_before),
        autonomy_after: step(&say::AUTONOMY, last.autonomy_after),
        voice: step(&say::VOICE, last.voice),
        effort: step(&say::EFFORT, last.effort),
        advice: last.advice.map(|advice| words.say(say::advice_key(advice))),
        obstacles: said(TagList::Obstacle),
        outcome: last.outcome.map(|one| words.say(say::outcome(one).key)),
        leads_to: last.leads_to.map(|to| words.say(say::leads_to_key(to))),
        reasons: said(TagList::Reason),
        printed_on: app.clock.today(),
    })
}
