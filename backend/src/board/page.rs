//! `GET /board`: one workshop at a glance, or, for coordination, all of them.
use super::{
    alerts::{self, Alert},
    chart::{self, Plot},
    flow,
    queries::{self, After, Filter, Pile, Staff},
    rules::{self, Block, COLUMNS},
    scope::{self, Scope},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{SeeBoard, SignQualityCheck, WorkAtBench},
    },
    devices::{
        stages::{stage_icon, stage_key},
        standing::kind_key,
    },
    intake::queries::Names,
    people::workshops::{self, Workshop},
    transfers,
    web::{self, Choice, Error, FormErrors, Shell},
    workshop::{
        self,
        lacking::{self, Lacking},
        queries::{Work, habilitated},
    },
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::{DateTime, Datelike, TimeDelta};
use entities::{
    collection_lot::CollectionLotId,
    device::{self, DeviceId, DeviceKind, Stage},
    habilitation::Act,
    site::SiteId,
};
use sea_orm::{ActiveEnum, Iterable};

/// What one sees of a column at a glance.
const GLANCE: usize = 6;
/// A column opened for itself.
const OPENED: usize = 50;

#[derive(Template)]
#[template(path = "board/show.html")]
struct BoardPage {
    shell: Shell,
    form: BoardForm,
    errors: FormErrors,
    sites: Vec<Choice>,
    kinds: Vec<Choice>,
    lots: Vec<Choice>,
    alerts: Vec<Alert>,
    columns: Vec<Column>,
    blocked: Column,
    reasons: Vec<(Block, u64)>,
    queue: Option<Queue>,
    lacking: Vec<Lacking>,
    plots: Vec<Plot>,
    /// Words of each span of the flow, long.
    spans: Vec<String>,
    days: String,
    weeks: String,
    /// Devices on their way from here, and to here.
    leaving: i64,
    coming: i64,
    today: chrono::NaiveDate,
}

/// Coordination chooses one of these.
#[derive(Template)]
#[template(path = "board/workshops.html")]
struct WorkshopsPage {
    shell: Shell,
    lines: Vec<Line>,
}

struct Line {
    workshop: Workshop,
    counts: Vec<(Stage, i64)>,
}

/// One column opened for itself, page after page.
#[derive(Template)]
#[template(path = "board/column.html")]
struct ColumnPage {
    shell: Shell,
    column: Column,
    back: String,
    first: String,
    next: String,
}

struct Column {
    /// In addresses, and the name of its part of the page.
    value: &'static str,
    key: &'static str,
    icon: &'static str,
    count: i64,
    oldest: String,
    /// What is to be known of it beside its count.
    note: String,
    rows: Vec<Row>,
    more: String,
}

struct Row {
    href: String,
    name: String,
    code: String,
    since: String,
    stage: &'static str,
    block: Option<Block>,
}

/// The quality checks that this person may sign.
struct Queue {
    count: u64,
    others: u64,
    rows: Vec<Row>,
}

#[derive(Clone, Default, serde::Deserialize, serde::Serialize)]
#[serde(default)]
pub struct BoardForm {
    site: String,
    kind: String,
    lot: String,
    /// At their stage for more than so many days.
    days: String,
    /// `yes`: only what is held back.
    blocked: String,
    /// `weeks`: the flow of eight weeks.
    flow: String,
    /// A column opened for itself, and the device it goes on after.
    column: String,
    after: String,
}

impl BoardForm {
    fn address(&self) -> String {
        let query = serde_html_form::to_string(self).unwrap_or_default();
        let told: Vec<&str> = query
            .split('&')
            .filter(|pair| !pair.ends_with('='))
            .collect();
        if told.is_empty() {
            "/board".to_owned()
        } else {
            format!("/board?{}", told.join("&"))
        }
    }

    fn opened(&self, column: &str, after: String) -> String {
        let form = Self {
            column: column.to_owned(),
            after,
            flow: String::new(),
            ..self.clone()
        };
        form.address()
    }

    fn flowing(&self, flow: &str) -> String {
        let form = Self {
            flow: flow.to_owned(),
            ..self.clone()
        };
        format!("{}#flow", form.address())
    }

    fn is_narrowed(&self) -> bool {
        [&self.kind, &self.lot, &self.days, &self.blocked]
            .into_iter()
            .any(|value| !value.is_empty())
    }

    fn only_blocked(&self) -> bool {
        self.blocked == "yes"
    }

    fn after(&self) -> Option<After> {
        let (since, id) = self.after.split_once('-')?;
        Some(After {
            since: DateTime::from_timestamp_micros(since.parse().ok()?)?,
            id: DeviceId(id.parse().ok()?),
        })
    }

    fn filter(&self, app: &App, scope: Scope, errors: &mut FormErrors) -> Filter {
        let days: Option<u16> = self.days.trim().parse().ok();
        if days.is_none() && !self.days.trim().is_empty() {
            errors.add("days", "board-days-not-a-number");
        }
        Filter {
            scope,
            kind: DeviceKind::try_from_value(&self.kind).ok(),
            lot: self.lot.parse().ok().map(CollectionLotId),
            before: days.map(|days| app.clock.now() - TimeDelta::days(i64::from(days))),
        }
    }
}

fn pile_of(value: &str) -> Option<Pile> {
    if value == BLOCKED {
        return Some(Pile::Blocked);
    }
    let stage = COLUMNS.into_iter().find(|stage| stage_key(*stage) == value);
    stage.map(Pile::Stage)
}

const BLOCKED: &str = "held-back";

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeBoard>,
    Query(form): Query<BoardForm>,
) -> Result<Response, Error> {
    let workshops = workshops::seen_by(&app.db, &by).await?;
    let Some(scope) = scope::chosen(&by, &workshops, &form.site) else {
        if form.site.is_empty() {
            return choose(&app, &by, workshops).await;
        }
        return Err(Error::NotFound);
    };
    let mut errors = FormErrors::default();
    let filter = form.filter(&app, scope, &mut errors);
    let staff = Staff::of(&app.db, &filter.scope, app.clock.today()).await?;
    match pile_of(&form.column) {
        Some(pile) => column(&app, &by, form, &filter, &staff, pile).await,
        None => board(&app, &by, &workshops, (form, errors), &filter, &staff).await,
    }
}

async fn choose(app: &App, by: &Signed, workshops: Vec<Workshop>) -> Result<Response, Error> {
    let ids: Vec<SiteId> = workshops.iter().map(|one| one.site.id).collect();
    let counts = queries::by_site(&app.db, &ids).await?;
    let line = |workshop: Workshop| Line {
        counts: COLUMNS
            .into_iter()
            .map(|stage| {
                let count = counts
                    .iter()
                    .find(|(site, of, _)| *site == workshop.site.id && *of == stage);
                (stage, count.map_or(0, |(_, _, devices)| *devices))
            })
            .collect(),
        workshop,
    };
    let page = WorkshopsPage {
        shell: by.shell(),
        lines: workshops.into_iter().map(line).collect(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// A device as a line, with the way to it for this reader.
fn row(app: &App, by: &Signed, shell: &Shell, staff: &Staff, work: &Work) -> Row {
    let folder = if by.may(WorkAtBench) && by.organisation_id == staff.organisation {
        "bench"
    } else {
        "devices"
    };
    Row {
        href: format!("/{folder}/{}", work.code()),
        name: work.name(),
        code: work.code().to_owned(),
        since: shell.waiting(work.device.stage_since, app.clock.today()),
        stage: stage_key(work.device.stage),
        block: staff.block(work),
    }
}

fn empty(pile: Pile) -> Column {
    let (value, key, icon) = match pile {
        Pile::Stage(stage) => (stage_key(stage), stage_key(stage), stage_icon(stage)),
        Pile::Blocked => (BLOCKED, "board-blocked", "octagon-x"),
    };
    Column {
        value,
        key,
        icon,
        count: 0,
        oldest: String::new(),
        note: String::new(),
        rows: Vec::new(),
        more: String::new(),
    }
}

async fn column(
    app: &App,
    by: &Signed,
    form: BoardForm,
    filter: &Filter,
    staff: &Staff,
    pile: Pile,
) -> Result<Response, Error> {
    let limit = OPENED + 1;
    let which = (pile, form.only_blocked());
    let mut devices =
        queries::oldest(&app.db, filter, staff, which, form.after(), limit as u64).await?;
    let value = empty(pile).value;
    let next =
        cut(&mut devices, OPENED).map_or_else(String::new, |after| form.opened(value, after));
    let works = workshop::queries::work_on(&app.db, devices).await?;
    let shell = by.shell();
    let page = ColumnPage {
        column: Column {
            rows: works
                .iter()
                .map(|work| row(app, by, &shell, staff, work))
                .collect(),
            ..empty(pile)
        },
        back: form.opened("", String::new()),
        first: if form.after.is_empty() {
            String::new()
        } else {
            form.opened(value, String::new())
        },
        next,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// Keeps so many, and says where the rest goes on.
fn cut(devices: &mut Vec<device::Model>, most: usize) -> Option<String> {
    if devices.len() <= most {
        return None;
    }
    devices.truncate(most);
    let last = devices.last()?;
    Some(format!(
        "{}-{}",
        last.stage_since.timestamp_micros(),
        last.id.0
    ))
}

async fn board(
    app: &App,
    by: &Signed,
    workshops: &[Workshop],
    (form, errors): (BoardForm, FormErrors),
    filter: &Filter,
    staff: &Staff,
) -> Result<Response, Error> {
    let (db, today) = (&app.db, app.clock.today());
    let shell = by.shell();
    let reasons = queries::block_counts(db, filter, staff).await?;
    let mut columns = columns(app, by, &form, filter, staff).await?;
    let blocked_rows = columns.pop().map(|column| column.rows).unwrap_or_default();
    let held: u64 = reasons.iter().map(|(_, devices)| devices).sum();
    let blocked = Column {
        count: i64::try_from(held).unwrap_or(i64::MAX),
        more: if held > blocked_rows.len() as u64 {
            form.opened(BLOCKED, String::new())
        } else {
            String::new()
        },
        rows: blocked_rows,
        ..empty(Pile::Blocked)
    };
    let (queue, lacking) = queue(app, by, filter, staff, &columns).await?;
    let open = alerts::open_lots(db, &filter.scope).await?;
    let names = Names::of(db, &open).await?;
    let spans = if form.flow == "weeks" {
        rules::last_weeks(today)
    } else {
        rules::last_days(today)
    };
    let (leaving, coming) = transfers::queries::on_the_way(db, &filter.scope.sites).await?;
    let flow = flow::flow(db, &filter.scope, &spans).await?;
    let labels: Vec<String> = spans
        .iter()
        .map(|span| format!("{:02}/{:02}", span.from.day(), span.from.month()))
        .collect();
    let page = BoardPage {
        sites: sites(by, &shell, workshops),
        kinds: DeviceKind::iter()
            .map(|kind| Choice::new(kind.to_value(), shell.say(kind_key(kind))))
            .collect(),
        lots: open
            .iter()
            .map(|lot| {
                let name = names.organisation(lot.donor_id);
                Choice::new(lot.id.0.to_string(), format!("{} · {name}", lot.id.0))
            })
            .collect(),
        alerts: alerts::alerts(db, &filter.scope, &open, today, app.clock.now()).await?,
        columns,
        blocked,
        reasons,
        queue,
        lacking,
        plots: chart::plots(&flow, &labels),
        spans: spans
            .iter()
            .map(|span| shell.short_date(span.from))
            .collect(),
        days: form.flowing(""),
        weeks: form.flowing("weeks"),
        leaving,
        coming,
        today,
        form,
        errors,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

fn sites(by: &Signed, shell: &Shell, workshops: &[Workshop]) -> Vec<Choice> {
    let own = workshops
        .iter()
        .filter(|one| one.organisation.id == by.organisation_id)
        .count();
    let all = (own > 1).then(|| Choice::new(scope::ALL, shell.say("board-all-sites")));
    let one = workshops.iter().map(|one| {
        Choice::new(
            one.site.id.0.to_string(),
            format!("{} · {}", one.site.name, one.organisation.name),
        )
    });
    all.into_iter().chain(one).collect()
}

/// The five stages, and last what is held back.
async fn columns(
    app: &App,
    by: &Signed,
    form: &BoardForm,
    filter: &Filter,
    staff: &Staff,
) -> Result<Vec<Column>, Error> {
    let (db, today) = (&app.db, app.clock.today());
    let shell = by.shell();
    let counts = queries::counts(db, filter).await?;
    let to_erase = queries::to_erase(db, filter).await?;
    let all: Vec<Pile> = COLUMNS
        .into_iter()
        .map(Pile::Stage)
        .chain([Pile::Blocked])
        .collect();
    let mut piles = Vec::new();
    let mut ends = Vec::new();
    for pile in &all {
        let which = (*pile, form.only_blocked());
        let limit = GLANCE as u64 + 1;
        let mut devices = queries::oldest(db, filter, staff, which, None, limit).await?;
        ends.push(cut(&mut devices, GLANCE));
        piles.push(devices);
    }
    let works = queries::works(db, piles).await?;
    let column = |((pile, works), end): ((Pile, Vec<Work>), Option<String>)| {
        let none = empty(pile);
        let count = match pile {
            Pile::Stage(stage) => counts.iter().find(|count| count.stage == stage),
            Pile::Blocked => None,
        };
        Column {
            count: count.map_or(0, |count| count.devices),
            oldest: count.map_or_else(String::new, |count| shell.waiting(count.oldest, today)),
            note: if pile == Pile::Stage(Stage::Refurbishment) && to_erase > 0 {
                shell.with("count", to_erase).say("board-to-erase")
            } else {
                String::new()
            },
            rows: works
                .iter()
                .map(|work| row(app, by, &shell, staff, work))
                .collect(),
            more: end.map_or_else(String::new, |_| form.opened(none.value, String::new())),
            ..none
        }
    };
    Ok(all.into_iter().zip(works).zip(ends).map(column).collect())
}

/// The checks this person may sign; without the habilitation, what they lack for it.
async fn queue(
    app: &App,
    by: &Signed,
    filter: &Filter,
    staff: &Staff,
    columns: &[Column],
) -> Result<(Option<Queue>, Vec<Lacking>), Error> {
    if !by.may(SignQualityCheck) {
        return Ok((None, Vec::new()));
    }
    let (db, today) = (&app.db, app.clock.today());
    let shell = by.shell();
    if !habilitated(db, by.account.id, today).await?.quality_check {
        let lacking = lacking::of(app, by, &shell, [Act::QualityCheck]).await?;
        return Ok((None, lacking));
    }
    let (count, devices) = queries::to_sign(db, filter, by, GLANCE as u64).await?;
    let works = workshop::queries::work_on(db, devices).await?;
    let at_check = columns
        .iter()
        .find(|column| column.value == stage_key(Stage::QualityCheck))
        .map_or(0, |column| column.count);
    let queue = Queue {
        count,
        others: u64::try_from(at_check).unwrap_or(0).saturating_sub(count),
        rows: works
            .iter()
            .map(|work| Row {
                href: format!("/bench/{}/quality-check", work.code()),
                ..row(app, by, &shell, staff, work)
            })
            .collect(),
    };
    Ok((Some(queue), Vec::new()))
}
