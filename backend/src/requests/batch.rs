//! `GET /allocation`: what the matching puts forward for all the requests that wait, and why; and which promises end
//! soon. What is confirmed here is carried out by `confirm`.
use super::{
    choice::device_words,
    confirm::{Miss, missed},
    queries::{ending, visible_to},
    rules::SOON_DAYS,
};
use crate::{
    allocation::{
        queries::facts,
        rules::{Ask, Proposal, Without, propose},
        say::{why, why_not},
    },
    app::App,
    auth::{Allowed, Signed, permissions::DecideRequests, territory},
    devices::standing::{grade_letter, kind_key},
    grading::rulesets::category_name,
    recipients::identity::request_reference,
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::Days;
use entities::{
    device::{self, DeviceId},
    programme::{self, ProgrammeId},
    request::{self, RequestId},
    site::{self, SiteId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeSet, HashMap};

/// Proposals on one page, and so what one form may confirm.
pub(super) const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "requests/batch.html")]
struct BatchPage {
    shell: Shell,
    /// Whether who reads this decides for a territory only.
    limited: bool,
    /// What the form before this page did not do, and how many devices it promised.
    missed: Vec<Miss>,
    made: usize,
    lines: Vec<Line>,
    /// How many requests a device is proposed for.
    proposed: usize,
    first: String,
    next: String,
    /// How many requests have none, by reason.
    counts: Vec<String>,
    without: Vec<WithoutLine>,
    /// How many more of these there are.
    more: usize,
    ending: Vec<EndingLine>,
    errors: FormErrors,
}

/// A request with the device that is proposed for it.
struct Line {
    id: i32,
    reference: String,
    waiting: String,
    programme: String,
    kind: String,
    pickup: String,
    device: String,
    place: String,
    /// Grade and category, where they are known.
    worth: Vec<String>,
    reasons: Vec<String>,
    /// What the form sends for it: the request and the code of the device.
    value: String,
}

struct WithoutLine {
    id: i32,
    reference: String,
    waiting: String,
    programme: String,
    kind: String,
    why: String,
}

/// A promise that ends soon.
struct EndingLine {
    id: i32,
    reference: String,
    until: String,
    pickup: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Shown {
    /// The last request of the page before.
    after: String,
    /// What a form came to: how many devices it promised, and for which requests it could not.
    made: String,
    missed: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<DecideRequests>,
    Query(shown): Query<Shown>,
) -> Result<Response, Error> {
    render(&app, &by, &shown, FormErrors::default()).await
}

/// What comes out for the requests that the person may decide on.
async fn run(app: &App, by: &Signed) -> Result<Run, Error> {
    let facts = facts(&app.db, by, None, app.clock.today()).await?;
    let mut run = Run::default();
    for outcome in propose(&facts) {
        match outcome.device {
            Ok(proposal) => run.proposed.push((outcome.request, proposal)),
            Err(without) => run.without.push((outcome.request, without)),
        }
    }
    Ok(run)
}

#[derive(Default)]
struct Run {
    proposed: Vec<(RequestId, Proposal)>,
    without: Vec<(RequestId, Without)>,
}

impl Run {
    /// One page of the proposals, from the one after this request on.
    fn page(&self, after: &str) -> &[(RequestId, Proposal)] {
        let last = after.parse().ok().map(RequestId);
        let before = self.proposed.iter().position(|(id, _)| Some(*id) == last);
        let rest = &self.proposed[before.map_or(0, |place| place + 1)..];
        &rest[..rest.len().min(PAGE)]
    }

    /// How many requests have no device, for each reason.
    fn counts(&self, shell: &Shell) -> Vec<String> {
        let [
            mut none_of_kind,
            mut none_meets,
            mut all_go_to_others,
            mut held,
        ] = [0_usize; 4];
        for (_, without) in &self.without {
            match without {
                Without::NoneOfKind => none_of_kind += 1,
                Without::NoneMeets { .. } => none_meets += 1,
                Without::AllGoToOthers { .. } => all_go_to_others += 1,
                Without::Held(_) => held += 1,
            }
        }
        let counts = [
            (all_go_to_others, "allocation-count-others"),
            (none_of_kind, "allocation-count-kind"),
            (none_meets, "allocation-count-meets"),
            (held, "allocation-count-held"),
        ];
        counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, key)| shell.with("count", count).say(key))
            .collect()
    }
}

/// The rows behind what a page shows.
struct Rows {
    requests: HashMap<RequestId, request::Model>,
    devices: HashMap<DeviceId, device::Model>,
    programmes: HashMap<ProgrammeId, programme::Model>,
    asks: HashMap<ProgrammeId, Ask>,
    sites: HashMap<SiteId, site::Model>,
}

impl Rows {
    async fn read(
        app: &App,
        requests: BTreeSet<RequestId>,
        devices: BTreeSet<DeviceId>,
    ) -> Result<Self, Error> {
        let requests = request::Entity::find()
            .filter(request::COLUMN.id.is_in(requests))
            .all(&app.db)
            .await?;
        let devices = device::Entity::find()
            .filter(device::COLUMN.id.is_in(devices))
            .all(&app.db)
            .await?;
        let programmes: BTreeSet<_> = requests.iter().map(|row| row.programme_id).collect();
        let programmes = programme::Entity::find()
            .filter(programme::COLUMN.id.is_in(programmes))
            .all(&app.db)
            .await?;
        let mut asks = HashMap::new();
        for programme in &programmes {
            asks.insert(programme.id, Ask::of(programme)?);
        }
        let mut sites: BTreeSet<_> = requests.iter().map(|row| row.pickup_site_id).collect();
        sites.extend(devices.iter().filter_map(|row| row.site_id));
        let sites = site::Entity::find()
            .filter(site::COLUMN.id.is_in(sites))
            .all(&app.db)
            .await?;
        Ok(Self {
            requests: requests.into_iter().map(|row| (row.id, row)).collect(),
            devices: devices.into_iter().map(|row| (row.id, row)).collect(),
            programmes: programmes.into_iter().map(|row| (row.id, row)).collect(),
            asks,
            sites: sites.into_iter().map(|row| (row.id, row)).collect(),
        })
    }

    fn site(&self, id: SiteId) -> String {
        let site = self.sites.get(&id);
        site.map_or_else(String::new, |site| format!("{}, {}", site.name, site.city))
    }

    fn programme(&self, shell: &Shell, id: ProgrammeId) -> String {
        let programme = self.programmes.get(&id);
        programme.map_or_else(String::new, |programme| {
            let name = shell.lang.choose(&programme.name_fr, &programme.name_en);
            name.to_owned()
        })
    }

    /// Nothing for what is gone since the matching ran.
    fn line(&self, app: &App, shell: &Shell, id: RequestId, proposal: Proposal) -> Option<Line> {
        let request = self.requests.get(&id)?;
        let device = self.devices.get(&proposal.device)?;
        let ask = self.asks.get(&request.programme_id)?;
        let code = device.label_code.as_deref()?;
        let grade = device.grade.map(|grade| {
            let letter = grade_letter(grade);
            shell.with("grade", letter).say("allocation-grade")
        });
        let category = device.category.as_deref().map(|category| {
            shell
                .with("category", category_name(category))
                .say("category-is")
        });
        Some(Line {
            id: id.0,
            reference: request_reference(id),
            waiting: shell.waiting(request.submitted_at, app.clock.today()),
            programme: self.programme(shell, request.programme_id),
            kind: shell.say(
                request
                    .device_kind
                    .map_or("request-training-alone", kind_key),
            ),
            pickup: self.site(request.pickup_site_id),
            device: device_words(device),
            place: device.site_id.map_or_else(String::new, |id| self.site(id)),
            worth: grade.into_iter().chain(category).collect(),
            reasons: why(shell.words, proposal, ask, device),
            value: format!("{}:{code}", id.0),
        })
    }

    fn without(
        &self,
        app: &App,
        shell: &Shell,
        id: RequestId,
        without: Without,
        limited: bool,
    ) -> Option<WithoutLine> {
        let request = self.requests.get(&id)?;
        Some(WithoutLine {
            id: id.0,
            reference: request_reference(id),
            waiting: shell.waiting(request.submitted_at, app.clock.today()),
            programme: self.programme(shell, request.programme_id),
            kind: shell.say(
                request
                    .device_kind
                    .map_or("request-training-alone", kind_key),
            ),
            why: why_not(shell.words, without, limited),
        })
    }
}

pub(super) async fn render(
    app: &App,
    by: &Signed,
    shown: &Shown,
    errors: FormErrors,
) -> Result<Response, Error> {
    let shell = Shell {
        // Answers a form as well: the language switch comes back to the page itself.
        path: "/allocation".to_owned(),
        ..by.shell()
    };
    let limited = territory::limit(by).is_some();
    let run = run(app, by).await?;
    let page = run.page(&shown.after);
    let without = &run.without[..run.without.len().min(PAGE)];
    let ending = soon(app, by).await?;
    let requests = page.iter().map(|(id, _)| *id);
    let requests = requests.chain(without.iter().map(|(id, _)| *id));
    let devices = page.iter().map(|(_, proposal)| proposal.device);
    let rows = Rows::read(
        app,
        requests.chain(ending.iter().map(|row| row.id)).collect(),
        devices.collect(),
    )
    .await?;
    let last = page.last().map(|(id, _)| *id);
    let next = match last.filter(|last| run.proposed.last().map(|(id, _)| id) != Some(last)) {
        Some(last) => format!("/allocation?after={}", last.0),
        None => String::new(),
    };
    let page = BatchPage {
        limited,
        missed: missed(app, by, &shell, &shown.missed).await?,
        made: shown.made.parse().unwrap_or_default(),
        lines: page
            .iter()
            .filter_map(|(id, proposal)| rows.line(app, &shell, *id, *proposal))
            .collect(),
        proposed: run.proposed.len(),
        first: if shown.after.is_empty() {
            String::new()
        } else {
            "/allocation".to_owned()
        },
        next,
        counts: run.counts(&shell),
        without: without
            .iter()
            .filter_map(|(id, without)| rows.without(app, &shell, *id, *without, limited))
            .collect(),
        more: run.without.len() - without.len(),
        ending: ending
            .into_iter()
            .map(|request| EndingLine {
                id: request.id.0,
                reference: request_reference(request.id),
                until: request
                    .promised_until
                    .map_or_else(String::new, |until| shell.date(until)),
                pickup: rows.site(request.pickup_site_id),
            })
            .collect(),
        errors,
        shell,
    };
    let status = if page.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(web::page(status, &page)?)
}

/// The promises that end soon, the first to end first.
async fn soon(app: &App, by: &Signed) -> Result<Vec<request::Model>, Error> {
    let before = app.clock.today() + Days::new(SOON_DAYS + 1);
    let ending = ending(visible_to(by), before, app.clock.now())
        .order_by_asc(request::Column::PromisedUntil)
        .order_by_asc(request::Column::Id)
        .limit(PAGE as u64)
        .all(&app.db)
        .await?;
    Ok(ending)
}
