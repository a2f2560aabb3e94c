//! `GET /board`: one workshop at a glance, or, for coordination, all of them.
use super::{
    alerts::{self, Alert},
    chart::{self, Plot},
    column::{Column, GLANCE, Row, column, columns, empty, to_sign},
    flow,
    form::{BLOCKED, BoardForm, FOR_OTHERS, TO_SIGN, pile_of},
    queries::{self, Filter, Pile, Staff},
    rules::{self, Block, COLUMNS},
    scope,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{SeeBoard, SignQualityCheck},
    },
    devices::{stages::stage_key, standing::kind_key},
    intake::queries::Names,
    people::workshops::{self, Workshop},
    transfers,
    web::{self, Choice, Error, FormErrors, Shell},
    workshop::{
        self,
        lacking::{self, Lacking},
        queries::habilitated,
    },
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::{Datelike, NaiveDate};
use entities::{
    device::{DeviceKind, Stage},
    habilitation::Act,
    site::SiteId,
};
use sea_orm::{ActiveEnum, Iterable};

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
    today: NaiveDate,
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

/// The quality checks that this person may sign.
struct Queue {
    count: u64,
    others: u64,
    rows: Vec<Row>,
    /// The whole list, and the list of the others.
    more: String,
    for_others: String,
}

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
        Some(Pile::ToSign | Pile::ForOthers) if !by.may(SignQualityCheck) => Err(Error::NotFound),
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
    let (queue, lacking) = queue(app, by, &form, filter, staff, &columns).await?;
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

/// The checks this person may sign; without the habilitation, what they lack for it.
async fn queue(
    app: &App,
    by: &Signed,
    form: &BoardForm,
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
    let (count, devices) = queries::to_sign(db, filter, staff, by, GLANCE as u64).await?;
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
            .map(|work| to_sign(app, by, &shell, staff, work))
            .collect(),
        more: form.opened(TO_SIGN, String::new()),
        for_others: form.opened(FOR_OTHERS, String::new()),
    };
    Ok((Some(queue), Vec::new()))
}
