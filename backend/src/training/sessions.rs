//! `GET /training`: a trainer's own sessions, those to come first, then those that are past; for who
//! prescribes, sessions with places left; for coordination, all that are to come in its territory.
use super::{
    calendar::{self, Search, Sessions, morning},
    proposals,
    queries::{self, Recalls},
    say,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{CancelSessions, ImportCoop, PlanSessions, SeeTraining},
        territory,
    },
    recipients::identity::request_reference,
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::{
    device, handover,
    membership::Role,
    pathway::{self, PathwayId},
    site,
    training_session::{self, TrainingSessionId},
};
use sea_orm::{EntityTrait, prelude::DateTimeUtc};
use std::collections::BTreeMap;

#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each named by its field"
)]
#[derive(Template)]
#[template(path = "training/sessions.html")]
struct SessionsPage {
    shell: Shell,
    plans: bool,
    cancels: bool,
    /// Nothing where the page goes on with past sessions.
    to_come: Option<Part>,
    past: Option<Part>,
    /// Where the list begins, when this is not its beginning.
    first: bool,
    /// For coordination: provisional loans whose deadline has come.
    recalls: Option<Vec<Recall>>,
    /// What the Coop tells is brought in by this person.
    coop: bool,
    /// For coordination: training places that lie nowhere known, by number and name.
    unplaced: Vec<(i32, String)>,
}

/// A page of sessions, and where it goes on.
struct Part {
    sessions: Vec<Line>,
    next: String,
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
    cancelled: bool,
    /// Lies where this coordinator may cancel it.
    cancels: bool,
}

struct Recall {
    device: String,
    request: String,
    due: NaiveDate,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Page {
    /// The last session to come of the page before.
    after: String,
    /// The last past session of the page before.
    before: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeTraining>,
    Query(page): Query<Page>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let plans = by.may(PlanSessions);
    let cancels = by.may(CancelSessions);
    let after = page.after.parse().ok().map(TrainingSessionId);
    let before = page.before.parse().ok().map(TrainingSessionId);
    let search = Search {
        trainer: plans.then_some(by.membership_id),
        open: !cancels,
        within: territory::limit(&by),
        ..Search::default()
    };
    // Today's sessions are not past for who keeps their list; the others book what is to come.
    let since = if cancels {
        morning(app.clock.today(), app.clock.now())
    } else {
        app.clock.now()
    };
    let told = Told::new(&app, &by, &shell).await?;
    let to_come = if before.is_none() {
        let search = Search {
            beyond: after,
            ..search
        };
        let found = calendar::to_come(&app.db, search, since).await?;
        Some(told.part(found, "after"))
    } else {
        None
    };
    let past = if plans && after.is_none() {
        let search = Search {
            beyond: before,
            ..search
        };
        let found = calendar::past(&app.db, search, since).await?;
        Some(told.part(found, "before"))
    } else {
        None
    };
    let recalls = if by.role == Role::Coordinator {
        let whose = territory::limit(&by).map_or(Recalls::All, Recalls::Within);
        let due = queries::to_recall(&app.db, whose, app.clock.today()).await?;
        let recall = |(handover, device): (handover::Model, Option<device::Model>)| Recall {
            device: device
                .and_then(|device| device.label_code)
                .unwrap_or_default(),
            request: request_reference(handover.request_id),
            due: handover.due_back_on.unwrap_or_default(),
        };
        Some(due.into_iter().map(recall).collect())
    } else {
        None
    };
    let unplaced = if by.role == Role::Coordinator {
        let sites = proposals::unplaced(&app.db, &by).await?;
        let named = |site: site::Model| (site.id.0, format!("{}, {}", site.name, site.city));
        sites.into_iter().map(named).collect()
    } else {
        Vec::new()
    };
    let page = SessionsPage {
        plans,
        cancels,
        to_come,
        past,
        first: after.is_some() || before.is_some(),
        recalls,
        coop: by.may(ImportCoop),
        unplaced,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// What the lines are written with.
struct Told<'b> {
    by: &'b Signed,
    pathways: BTreeMap<PathwayId, String>,
}

impl<'b> Told<'b> {
    async fn new(app: &App, by: &'b Signed, shell: &Shell) -> Result<Self, Error> {
        let pathways = pathway::Entity::find().all(&app.db).await?;
        let name = |p: pathway::Model| (p.id, shell.lang.choose(&p.name_fr, &p.name_en).to_owned());
        Ok(Self {
            by,
            pathways: pathways.into_iter().map(name).collect(),
        })
    }

    fn part(&self, (sessions, more): Sessions, param: &str) -> Part {
        let next = match sessions.last() {
            Some((last, _)) if more => format!("/training?{param}={}", last.id.0),
            _ => String::new(),
        };
        let sessions = sessions.into_iter().map(|found| self.line(found));
        Part {
            sessions: sessions.collect(),
            next,
        }
    }

    fn line(&self, (session, site): (training_session::Model, site::Model)) -> Line {
        Line {
            id: session.id.0,
            starts_at: session.starts_at,
            pathway: self
                .pathways
                .get(&session.pathway_id)
                .cloned()
                .unwrap_or_default(),
            place: format!("{}, {}", site.name, site.city),
            duration: say::duration(session.minutes),
            taken: session.places_taken,
            capacity: session.capacity,
            left: session.capacity - session.places_taken,
            cancelled: session.cancelled_at.is_some(),
            cancels: self.by.role == Role::Coordinator
                && territory::covers(self.by, site.epci_code.as_deref()),
        }
    }
}
