//! `GET /training`: a trainer's own sessions; for who prescribes or coordinates, sessions with places left.
use super::{queries, say};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{PlanSessions, SeeTraining},
    },
    recipients::identity::request_reference,
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use chrono::{Duration, NaiveDate};
use entities::{membership::Role, pathway};
use sea_orm::{EntityTrait, prelude::DateTimeUtc};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "training/sessions.html")]
struct SessionsPage {
    shell: Shell,
    plans: bool,
    sessions: Vec<Line>,
    /// For coordination: provisional loans whose deadline has come.
    recalls: Option<Vec<Recall>>,
}

struct Line {
    id: i32,
    starts_at: DateTimeUtc,
    pathway: String,
    place: String,
    duration: String,
    taken: i32,
    capacity: i32,
    left: i32,
}

struct Recall {
    device: String,
    request: String,
    due: NaiveDate,
}

pub async fn show(State(app): State<App>, by: Allowed<SeeTraining>) -> Result<Response, Error> {
    let shell = by.shell();
    let plans = by.may(PlanSessions);
    // A trainer still marks yesterday's attendance; the others book what is to come.
    let (trainer, since) = if plans {
        (Some(by.membership_id), app.clock.now() - Duration::days(30))
    } else {
        (None, app.clock.now())
    };
    let pathways: BTreeMap<_, _> = pathway::Entity::find()
        .all(&app.db)
        .await?
        .into_iter()
        .map(|pathway| (pathway.id, pathway))
        .collect();
    let sessions = queries::sessions(&app.db, trainer, None, since).await?;
    let lines = sessions.into_iter().map(|(session, site)| Line {
        id: session.id.0,
        starts_at: session.starts_at,
        pathway: pathways
            .get(&session.pathway_id)
            .map(|p| say::name(&shell, &p.name_fr, &p.name_en).to_owned())
            .unwrap_or_default(),
        place: format!("{}, {}", site.name, site.city),
        duration: say::duration(session.minutes),
        taken: session.places_taken,
        capacity: session.capacity,
        left: session.capacity - session.places_taken,
    });
    let sessions = lines.filter(|line| plans || line.left > 0).collect();
    let recalls = if by.role == Role::Coordinator {
        let due = queries::to_recall(&app.db, None, app.clock.today()).await?;
        let mut recalls = Vec::new();
        for (handover, device) in due {
            let (request, _) = queries::request_of(&app.db, handover.request_id).await?;
            if queries::in_territory(&app.db, &by, &request).await? {
                recalls.push(Recall {
                    device: device
                        .and_then(|device| device.label_code)
                        .unwrap_or_default(),
                    request: request_reference(request.id),
                    due: handover.due_back_on.unwrap_or_default(),
                });
            }
        }
        Some(recalls)
    } else {
        None
    };
    let page = SessionsPage {
        shell,
        plans,
        sessions,
        recalls,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
