//! `GET /requests`: the queue. Names for the prescriber's own organisation only, and then logged;
//! coordination sees references.
use super::{
    following::queries::waiting,
    queries::{self, Filter},
    rules::{STATES, state_key, state_look, state_value},
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{DecideRequests, JudgePairs, ReassignRequests, SeeRequests, SubmitRequests},
    },
    devices::standing::kind_key,
    recipients::{
        access,
        identity::{self, request_reference},
    },
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use entities::{
    access_log::AccessAct,
    membership::Role,
    programme::{self, ProgrammeId},
    recipient,
    request::{self, RequestState},
    site,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

const PAGE_SIZE: usize = 50;

#[derive(Template)]
#[template(path = "requests/list.html")]
struct QueuePage {
    shell: Shell,
    may_submit: bool,
    with_names: bool,
    /// What else one does with requests here: address and words.
    beside: Option<(&'static str, &'static str)>,
    lines: Vec<Line>,
    states: Vec<Choice>,
    programmes: Vec<Choice>,
    state: String,
    filter: QueueFilter,
    errors: FormErrors,
    first: String,
    next: String,
}

struct Line {
    id: i32,
    reference: String,
    name: String,
    programme: String,
    kind: String,
    site: String,
    waiting: String,
    /// Who must act, and since when; empty once it has ended.
    turn: String,
    state_key: &'static str,
    tone: &'static str,
    icon: &'static str,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct QueueFilter {
    /// Left out of the address by whoever comes from the menu; empty for all under way.
    state: Option<String>,
    programme: String,
    after: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeRequests>,
    Query(filter): Query<QueueFilter>,
) -> Result<Response, Error> {
    let words = by.words();
    let state = filter.state.clone().unwrap_or_else(|| {
        // Whoever decides comes to decide.
        let usual = by.may(DecideRequests).then_some(RequestState::Submitted);
        usual.map_or("", state_value).to_owned()
    });
    let wanted = Filter {
        state: STATES
            .into_iter()
            .find(|candidate| state_value(*candidate) == state),
        programme: filter.programme.parse().ok().map(ProgrammeId),
        after: filter.after.parse().ok(),
    };
    let mut rows = queries::queue(&app.db, &by, wanted, PAGE_SIZE as u64).await?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    let first = format!(
        "/requests?state={}&programme={}",
        wanted.state.map_or("", state_value),
        wanted.programme.map_or(String::new(), |p| p.0.to_string()),
    );
    let next = match rows.last() {
        Some(last) if more => format!("{first}&after={}", last.id.0),
        Some(_) | None => String::new(),
    };
    let with_names = by.role != Role::Coordinator;
    let programmes = programme::Entity::find()
        .order_by_asc(programme::Column::Id)
        .all(&app.db)
        .await?;
    let lines = lines(&app, &by, &rows, &programmes).await?;
    let page = QueuePage {
        may_submit: by.may(SubmitRequests),
        with_names,
        beside: if by.may(JudgePairs) {
            Some(("/requests/pairs", "pairs-title"))
        } else if by.may(ReassignRequests) {
            Some(("/requests/reassign", "reassign-title"))
        } else {
            None
        },
        lines,
        states: STATES
            .into_iter()
            .map(|state| Choice::new(state_value(state), words.say(state_key(state))))
            .collect(),
        programmes: programmes
            .iter()
            .map(|p| {
                Choice::new(
                    p.id.0.to_string(),
                    words.lang.choose(&p.name_fr, &p.name_en),
                )
            })
            .collect(),
        first: if filter.after.is_empty() {
            String::new()
        } else {
            first
        },
        next,
        state,
        filter,
        errors: FormErrors::default(),
        shell: by.shell(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// One page of the queue, a line for each request: a few questions for all of them.
async fn lines(
    app: &App,
    by: &Allowed<SeeRequests>,
    rows: &[request::Model],
    programmes: &[programme::Model],
) -> Result<Vec<Line>, Error> {
    let words = by.words();
    let names = if by.role == Role::Coordinator {
        BTreeMap::new()
    } else {
        names_of(app, by, rows).await?
    };
    let sites: BTreeMap<_, _> = site::Entity::find()
        .filter(
            site::COLUMN
                .id
                .is_in(rows.iter().map(|row| row.pickup_site_id)),
        )
        .all(&app.db)
        .await?
        .into_iter()
        .map(|site| (site.id, site.name))
        .collect();
    let today = app.clock.today();
    let turns = waiting(&app.db, rows).await?;
    let line = |row: &request::Model| {
        let (tone, icon) = state_look(row.state);
        let programme = programmes.iter().find(|p| p.id == row.programme_id);
        Line {
            id: row.id.0,
            reference: request_reference(row.id),
            name: names.get(&row.recipient_id).cloned().unwrap_or_default(),
            programme: programme.map_or(String::new(), |p| {
                words.lang.choose(&p.name_fr, &p.name_en).to_owned()
            }),
            kind: words.say(row.device_kind.map_or("request-training-alone", kind_key)),
            site: sites.get(&row.pickup_site_id).cloned().unwrap_or_default(),
            waiting: if row.closed_at.is_some() {
                words.short_date(row.submitted_at)
            } else {
                words.waiting(row.submitted_at, today)
            },
            turn: turns
                .get(&row.id)
                .filter(|waits| waits.turn.side().is_some())
                .map_or(String::new(), |waits| {
                    words
                        .with("who", words.say(waits.turn.who_key()))
                        .with("since", words.waiting(waits.since, today))
                        .say("turn-line")
                }),
            state_key: state_key(row.state),
            tone,
            icon,
        }
    };
    Ok(rows.iter().map(line).collect())
}

/// The names on one page of one's own queue; the look is logged.
async fn names_of(
    app: &App,
    by: &Allowed<SeeRequests>,
    rows: &[request::Model],
) -> Result<BTreeMap<recipient::RecipientId, String>, Error> {
    let recipients = recipient::Entity::find()
        .filter(
            recipient::COLUMN
                .id
                .is_in(rows.iter().map(|row| row.recipient_id)),
        )
        .filter(recipient::COLUMN.organisation_id.eq(by.organisation_id))
        .all(&app.db)
        .await?;
    let mut names = BTreeMap::new();
    let mut limited = Vec::new();
    for recipient in recipients {
        if let Some(identity) = identity::open(&app.keys, &recipient)? {
            names.insert(recipient.id, identity.display_name());
        } else if recipient.restricted_at.is_some() {
            limited.push(recipient.id);
        }
    }
    if !names.is_empty() {
        let write = app.write().await?;
        let now = app.clock.now();
        access::record(&*write, by, names.keys().copied(), AccessAct::Viewed, now).await?;
        write.commit().await?;
    }
    // Nothing of them was looked at.
    let restricted = by.words().say("person-restricted");
    names.extend(limited.into_iter().map(|id| (id, restricted.clone())));
    Ok(names)
}
