//! `GET /stock-at`: how many devices there were, in whose hands, at which stage, where and whose, and what they were
//! bought for.
use super::{
    form::{StockForm, group_key, holder_icon, holder_key, said},
    queries::{self, Cell, Names, Scope},
    rules::{Group, Sum},
};
use crate::{
    app::{App, snapshot},
    auth::{Allowed, permissions::SeeStockAt},
    devices::{
        queries::sites_seen_by,
        stages::{STAGES, stage_icon, stage_key},
    },
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::{DateTime, Utc};
use entities::{device_span::Holder, organisation::OrganisationId};
use sea_orm::ActiveEnum;
use std::collections::HashSet;

#[derive(Template)]
#[template(path = "stock_at/statement.html")]
struct StatementPage {
    shell: Shell,
    form: StockForm,
    errors: FormErrors,
    said: String,
    asked_at: DateTime<Utc>,
    sites: Vec<Choice>,
    owners: Vec<Choice>,
    groups: Vec<GroupLine>,
    /// Of the chosen group.
    chosen: &'static str,
    tables: Vec<Table>,
    export: String,
    movements: String,
    limited: bool,
}

/// A group, and its holders one by one.
struct GroupLine {
    key: &'static str,
    /// The statement of this group; empty for the one that is shown.
    href: String,
    sum: Sum,
    holders: Vec<Line>,
}

struct Table {
    title: &'static str,
    column: &'static str,
    lines: Vec<Line>,
    sum: Sum,
}

/// One line, and the way to its devices.
struct Line {
    words: String,
    icon: &'static str,
    href: String,
    sum: Sum,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeStockAt>,
    Query(form): Query<StockForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let now = app.clock.now();
    let at = form.moment(now, app.clock.today(), &mut errors);
    let shell = by.shell();
    // All groups at once: they are the first table.
    let scope = Scope {
        group: None,
        holder: None,
        stage: None,
        ..form.scope(&by)
    };
    let cells = {
        // One moment for its two queries: what is written in between would be counted by both.
        let snapshot = snapshot(&app.db).await?;
        queries::cells(&snapshot, &scope, at).await?
    };
    let sites = cells.iter().filter_map(|cell| cell.site_id).collect();
    let owners: HashSet<OrganisationId> = cells.iter().map(|cell| cell.owner_id).collect();
    let chosen_owner = scope.owner.into_iter().chain(owners.iter().copied());
    let names = Names::of(&app.db, sites, chosen_owner.collect()).await?;
    let page = StatementPage {
        said: said(&shell, at),
        asked_at: now,
        sites: sites_seen_by(&app.db, &by)
            .await?
            .into_iter()
            .map(|site| Choice::new(site.id.0.to_string(), site.name))
            .collect(),
        owners: owner_choices(&owners, scope.owner, &names),
        groups: Group::ALL
            .into_iter()
            .map(|group| group_line(&shell, &form, &cells, group))
            .collect(),
        chosen: group_key(form.group()),
        tables: tables(&shell, &form, &cells, &names),
        export: form.address("/stock-at/export"),
        movements: StockForm {
            of: form.of.clone(),
            site: form.site.clone(),
            owner: form.owner.clone(),
            ..StockForm::default()
        }
        .address("/stock-at/movements"),
        limited: scope.limited.is_some(),
        form,
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

/// The owners that the statement names, and the one that was chosen.
fn owner_choices(
    owners: &HashSet<OrganisationId>,
    chosen: Option<OrganisationId>,
    names: &Names,
) -> Vec<Choice> {
    let all: HashSet<OrganisationId> = owners.iter().copied().chain(chosen).collect();
    let mut choices: Vec<Choice> = all
        .into_iter()
        .map(|id| Choice::new(id.0.to_string(), names.organisation(id)))
        .collect();
    choices.sort_by(|one, other| one.words.cmp(&other.words));
    choices
}

fn sum_of<'c>(cells: impl Iterator<Item = &'c Cell>) -> Sum {
    let mut sum = Sum::default();
    for cell in cells {
        sum.add(cell.sum());
    }
    sum
}

/// A list of devices, narrowed further than the statement.
fn devices(form: &StockForm, narrow: impl FnOnce(&mut StockForm)) -> String {
    let mut form = form.clone();
    narrow(&mut form);
    form.address("/stock-at/devices")
}

fn group_line(shell: &Shell, form: &StockForm, cells: &[Cell], group: Group) -> GroupLine {
    let chosen = form.group() == group;
    let form = StockForm {
        of: group.value().to_owned(),
        ..form.clone()
    };
    let of_group = || cells.iter().filter(|cell| Group::of(cell.holder) == group);
    let mut holders = group.holders().to_vec();
    holders.dedup();
    let line = |holder: Holder| Line {
        words: shell.say(holder_key(holder)),
        icon: holder_icon(holder),
        href: devices(&form, |form| form.holder = holder.to_value()),
        sum: sum_of(of_group().filter(|cell| cell.holder == holder)),
    };
    GroupLine {
        key: group_key(group),
        href: if chosen {
            String::new()
        } else {
            form.address("/stock-at")
        },
        sum: sum_of(of_group()),
        holders: holders.into_iter().map(line).collect(),
    }
}

fn tables(shell: &Shell, form: &StockForm, cells: &[Cell], names: &Names) -> Vec<Table> {
    let cells: Vec<&Cell> = cells
        .iter()
        .filter(|cell| Group::of(cell.holder) == form.group())
        .collect();
    let stages = STAGES.into_iter().map(|stage| Line {
        words: shell.say(stage_key(stage)),
        icon: stage_icon(stage),
        href: devices(form, |form| stage_key(stage).clone_into(&mut form.stage)),
        sum: sum_of(cells.iter().copied().filter(|cell| cell.stage == stage)),
    });
    let sites: HashSet<_> = cells.iter().filter_map(|cell| cell.site_id).collect();
    let sites = sites.into_iter().map(|site| Line {
        words: names.site(Some(site)).to_owned(),
        icon: "map-pin",
        href: devices(form, |form| form.site = site.0.to_string()),
        sum: sum_of(
            cells
                .iter()
                .copied()
                .filter(|cell| cell.site_id == Some(site)),
        ),
    });
    let owners: HashSet<_> = cells.iter().map(|cell| cell.owner_id).collect();
    let owners = owners.into_iter().map(|owner| Line {
        words: names.organisation(owner).to_owned(),
        icon: "building-2",
        href: devices(form, |form| form.owner = owner.0.to_string()),
        sum: sum_of(cells.iter().copied().filter(|cell| cell.owner_id == owner)),
    });
    let stages: Vec<Line> = stages.filter(|line| line.sum.devices > 0).collect();
    [
        table("stock-at-by-stage", "device-stage", stages),
        table("stock-at-by-site", "device-site", by_name(sites)),
        table("stock-at-by-owner", "stock-at-owner", by_name(owners)),
    ]
    .into_iter()
    .filter(|table| !table.lines.is_empty())
    .collect()
}

fn by_name(lines: impl Iterator<Item = Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = lines.collect();
    lines.sort_by(|one, other| one.words.cmp(&other.words));
    lines
}

fn table(title: &'static str, column: &'static str, lines: Vec<Line>) -> Table {
    let mut sum = Sum::default();
    for line in &lines {
        sum.add(line.sum);
    }
    Table {
        title,
        column,
        lines,
        sum,
    }
}
