//! The columns of the board: at a glance, and one opened for itself, page after page.
use super::{
    form::{BLOCKED, BoardForm, FOR_OTHERS, TO_SIGN},
    queries::{self, Filter, Pile, Staff},
    rules::{Block, COLUMNS},
};
use crate::{
    app::App,
    auth::{Signed, permissions::WorkAtBench},
    devices::stages::{stage_icon, stage_key},
    web::{self, Error, Shell},
    workshop::{self, queries::Work},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use entities::device::{self, Stage};

/// What one sees of a column at a glance.
pub const GLANCE: usize = 6;
/// A column opened for itself.
const OPENED: usize = 50;

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

/// The devices of one stage, or what is held back.
pub struct Column {
    /// In addresses, and the name of its part of the page.
    pub value: &'static str,
    pub key: &'static str,
    pub icon: &'static str,
    pub count: i64,
    pub oldest: String,
    /// What is to be known of it beside its count.
    pub note: String,
    pub rows: Vec<Row>,
    pub more: String,
}

/// A device on the board.
pub struct Row {
    pub href: String,
    pub name: String,
    pub code: String,
    pub since: String,
    pub stage: &'static str,
    pub block: Option<Block>,
}

/// A device as a line, with the way to it for this reader.
pub fn row(app: &App, by: &Signed, shell: &Shell, staff: &Staff, work: &Work) -> Row {
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

/// The same, with the way to its check.
pub fn to_sign(app: &App, by: &Signed, shell: &Shell, staff: &Staff, work: &Work) -> Row {
    Row {
        href: format!("/bench/{}/quality-check", work.code()),
        ..row(app, by, shell, staff, work)
    }
}

/// A pile before it is counted.
pub fn empty(pile: Pile) -> Column {
    let (value, key, icon) = match pile {
        Pile::Stage(stage) => (stage_key(stage), stage_key(stage), stage_icon(stage)),
        Pile::Blocked => (BLOCKED, "board-blocked", "octagon-x"),
        Pile::ToSign => (TO_SIGN, "board-queue", "shield-check"),
        Pile::ForOthers => (FOR_OTHERS, "board-for-others", "hourglass"),
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

pub async fn column(
    app: &App,
    by: &Signed,
    form: BoardForm,
    filter: &Filter,
    staff: &Staff,
    pile: Pile,
) -> Result<Response, Error> {
    let limit = OPENED + 1;
    let which = (pile, form.only_blocked());
    let after = form.after();
    let mut devices =
        queries::oldest(&app.db, filter, staff, by, which, after, limit as u64).await?;
    let value = empty(pile).value;
    let next =
        cut(&mut devices, OPENED).map_or_else(String::new, |after| form.opened(value, after));
    let works = workshop::queries::work_on(&app.db, devices).await?;
    let shell = by.shell();
    let page = ColumnPage {
        column: Column {
            rows: works
                .iter()
                .map(|work| match pile {
                    Pile::ToSign => to_sign(app, by, &shell, staff, work),
                    Pile::Stage(_) | Pile::Blocked | Pile::ForOthers => {
                        row(app, by, &shell, staff, work)
                    }
                })
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

/// The five stages, and last what is held back.
pub async fn columns(
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
        let mut devices = queries::oldest(db, filter, staff, by, which, None, limit).await?;
        ends.push(cut(&mut devices, GLANCE));
        piles.push(devices);
    }
    // What is blocked stands at a stage too: one device is asked for once in a go.
    let held_back = piles.split_off(COLUMNS.len());
    let mut works = queries::works(db, piles).await?;
    works.extend(queries::works(db, held_back).await?);
    let column = |((pile, works), end): ((Pile, Vec<Work>), Option<String>)| {
        let none = empty(pile);
        let count = match pile {
            Pile::Stage(stage) => counts.iter().find(|count| count.stage == stage),
            Pile::Blocked | Pile::ToSign | Pile::ForOthers => None,
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
