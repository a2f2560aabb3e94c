//! `GET /competence/again`: whom a trainer asks again, three months after their pathway.
use super::{queries, rules};
use crate::{
    app::App,
    auth::{Allowed, permissions::RecordAttendance},
    recipients::{
        access,
        identity::{self, request_reference, short_name},
    },
    web::{self, Error, Shell, format::Day},
};
use anyhow::Context;
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use chrono::NaiveDate;
use entities::{access_log::AccessAct, learner, recipient};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "competence/again.html")]
struct AgainPage {
    shell: Shell,
    people: Vec<Line>,
}

struct Line {
    request: i32,
    reference: String,
    /// First name and initial.
    who: String,
    since: NaiveDate,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<RecordAttendance>,
) -> Result<Response, Error> {
    let db = &app.db;
    let shell = by.shell();
    let due = queries::to_ask_again(db, by.membership_id, app.clock.today()).await?;
    let learners: BTreeMap<_, _> = learner::Entity::find()
        .filter(
            learner::COLUMN
                .id
                .is_in(due.iter().map(|enrolment| enrolment.learner_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|learner| (learner.id, learner))
        .collect();
    let recipients: BTreeMap<_, _> = recipient::Entity::find()
        .filter(
            recipient::COLUMN
                .id
                .is_in(learners.values().map(|learner| learner.recipient_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|recipient| (recipient.id, recipient))
        .collect();
    let mut people = Vec::new();
    for enrolment in due {
        let learner = learners
            .get(&enrolment.learner_id)
            .context("an enrolment is a learner's")?;
        let recipient = recipients
            .get(&learner.recipient_id)
            .context("a learner stands beside a recipient")?;
        // Who was forgotten or has their data limited is not asked again.
        let Some(name) = identity::learner_name(&app.keys, learner, recipient)? else {
            continue;
        };
        let attested = enrolment.attested_at.context("they were attested")?;
        people.push(Line {
            request: enrolment.request_id.0,
            reference: request_reference(enrolment.request_id),
            who: short_name(&name),
            since: rules::asked_again_on(attested.in_paris()),
        });
    }
    let looked_at = recipients.into_keys();
    access::record(db, &by, looked_at, AccessAct::Viewed, app.clock.now()).await?;
    let page = AgainPage { shell, people };
    Ok(web::page(StatusCode::OK, &page)?)
}
