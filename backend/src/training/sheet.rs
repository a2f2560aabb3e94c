//! `GET /training/sessions/{id}/sheet`: the attendance sheet of a session, to sign. With the attestation it is where a
//! trainer reads full names, and each is a look that is logged.
use super::{queries, say, staff};
use crate::{
    app::App,
    auth::{Allowed, permissions::RecordAttendance},
    documents::AttendanceSheet,
    recipients::{access, identity},
    web::{self, Error},
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    response::Response,
};
use entities::{
    access_log::AccessAct,
    attendance, enrolment, learner, pathway, recipient,
    training_session::{self, TrainingSessionId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;

/// For who comes without a place.
const EMPTY_LINES: usize = 3;

pub async fn show(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let session = queries::own_session(&app.db, &by, TrainingSessionId(id)).await?;
    let people = names(&app, &by, &session).await?;
    let words = by.words();
    let choose = |french: &str, english: &str| words.lang.choose(french, english).to_owned();
    let pathway = pathway::Entity::find_by_id(session.pathway_id)
        .one(&app.db)
        .await?
        .context("a session is of a pathway")?;
    let sites = queries::sites(&app.db, [session.site_id]).await?;
    let site = sites
        .get(&session.site_id)
        .context("a session is at a site")?;
    let taught = queries::modules_of(&app.db, &[session.id]).await?;
    let taught = taught.get(&session.id).cloned().unwrap_or_default();
    let modules = queries::modules(&app.db, session.pathway_id).await?;
    let sheet = AttendanceSheet {
        lang: words.lang,
        number: id,
        pathway: choose(&pathway.name_fr, &pathway.name_en),
        modules: modules
            .iter()
            .filter(|module| taught.contains(&module.id))
            .map(|module| choose(&module.name_fr, &module.name_en))
            .collect(),
        starts_at: words.date_time(session.starts_at),
        duration: say::duration(session.minutes),
        place: format!("{}, {}", site.name, site.city),
        organisation: by.organisation_name.clone(),
        trainer: by.account.name.clone(),
        people,
        empty_lines: EMPTY_LINES,
    };
    let pdf = app
        .documents
        .pdf(sheet)
        .await
        .context("the attendance sheet could not be typeset")?;
    Ok(web::pdf(&format!("presence-{id}"), pdf))
}

/// Everybody who has a place, by their full name; who was forgotten or has their data limited is not on it.
async fn names(
    app: &App,
    by: &Allowed<RecordAttendance>,
    session: &training_session::Model,
) -> Result<Vec<String>, Error> {
    let db = &app.db;
    let places = attendance::Entity::find()
        .filter(attendance::COLUMN.session_id.eq(session.id))
        .all(db)
        .await?;
    let enrolments = enrolment::Entity::find()
        .filter(
            enrolment::COLUMN
                .id
                .is_in(places.iter().map(|place| place.enrolment_id)),
        )
        .all(db)
        .await?;
    let learners = learner::Entity::find()
        .filter(
            learner::COLUMN
                .id
                .is_in(enrolments.iter().map(|enrolment| enrolment.learner_id)),
        )
        .all(db)
        .await?;
    let recipients: BTreeMap<_, _> = recipient::Entity::find()
        .filter(
            recipient::COLUMN
                .id
                .is_in(learners.iter().map(|learner| learner.recipient_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|recipient| (recipient.id, recipient))
        .collect();
    let mut names = Vec::new();
    for learner in &learners {
        let recipient = recipients
            .get(&learner.recipient_id)
            .context("a learner stands beside a recipient")?;
        names.extend(identity::learner_name(&app.keys, learner, recipient)?);
    }
    let looked_at = recipients.into_keys();
    access::record(db, by, looked_at, AccessAct::Printed, app.clock.now()).await?;
    let staff = staff::of_session(db, session.id).await?;
    names.extend(staff.into_iter().map(|(_, account)| account.name));
    names.sort();
    Ok(names)
}
