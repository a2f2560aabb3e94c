//! `GET /stock-at/movements`: what there was at first, what came, what went, what was revalued, what there is in the end;
//! and whether that closes.
use super::{
    flows::{Period, flows},
    form::{StockForm, group_key, kind_key},
    queries::{self, Names, Scope},
    rules::{self, Group, Statement, Sum, Way},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeStockAt},
    devices::queries::sites_seen_by,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::{DateTime, Utc};
use std::collections::HashSet;

#[derive(Template)]
#[template(path = "stock_at/movements.html")]
struct MovementsPage {
    shell: Shell,
    form: StockForm,
    errors: FormErrors,
    asked_at: DateTime<Utc>,
    groups: Vec<Choice>,
    sites: Vec<Choice>,
    /// The name of the owner it is narrowed to.
    owner: String,
    chosen: &'static str,
    shown: Option<Shown>,
    back: String,
    export: String,
    limited: bool,
}

/// The statement as it is read.
struct Shown {
    opening: Sum,
    closing: Sum,
    opening_said: String,
    closing_said: String,
    opening_href: String,
    closing_href: String,
    lines: Vec<Line>,
    /// Devices and cents that nothing explains: nothing, unless somebody altered the spans.
    unexplained: (i64, i64),
}

struct Line {
    sign: &'static str,
    words: String,
    href: String,
    devices: i64,
    cents: i64,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeStockAt>,
    Query(form): Query<StockForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let now = app.clock.now();
    let period = form.period(now, app.clock.today(), &mut errors);
    let shell = by.shell();
    let scope = movement_scope(&form, &by);
    let shown = match period {
        Some(period) => Some(statement(&app, &shell, &form, &scope, period).await?),
        None => None,
    };
    let owner = match scope.owner {
        Some(owner) => Names::of(&app.db, HashSet::new(), HashSet::from([owner]))
            .await?
            .organisation(owner)
            .to_owned(),
        None => String::new(),
    };
    let page = MovementsPage {
        asked_at: now,
        groups: Group::ALL
            .map(|group| Choice::new(group.value(), shell.say(group_key(group))))
            .to_vec(),
        sites: sites_seen_by(&app.db, &by)
            .await?
            .into_iter()
            .map(|site| Choice::new(site.id.0.to_string(), site.name))
            .collect(),
        owner,
        chosen: group_key(form.group()),
        shown,
        back: StockForm {
            of: form.of.clone(),
            site: form.site.clone(),
            owner: form.owner.clone(),
            ..StockForm::default()
        }
        .address("/stock-at"),
        export: form.address("/stock-at/movements/export"),
        limited: scope.limited.is_some(),
        form: StockForm {
            of: form.group().value().to_owned(),
            ..form
        },
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

/// Movements are of a whole group: a stage or a holder within it is no place one comes into.
pub fn movement_scope(form: &StockForm, by: &crate::auth::Signed) -> Scope {
    Scope {
        holder: None,
        stage: None,
        ..form.scope(by)
    }
}

async fn statement(
    app: &App,
    shell: &Shell,
    form: &StockForm,
    scope: &Scope,
    period: Period,
) -> Result<Shown, Error> {
    // One moment for all three: what is written meanwhile is in none of them.
    let snapshot = crate::app::snapshot(&app.db).await?;
    let opening = total(&snapshot, scope, period.from).await?;
    let moved = flows(&snapshot, scope, period).await?;
    let closing = total(&snapshot, scope, period.to).await?;
    let statement = Statement::of(opening, &moved, closing);
    let devices = |date: String| {
        StockForm {
            date,
            of: form.of.clone(),
            site: form.site.clone(),
            owner: form.owner.clone(),
            ..StockForm::default()
        }
        .address("/stock-at/devices")
    };
    let moment = |at: DateTime<Utc>| shell.with("when", shell.date_time(at));
    Ok(Shown {
        opening_said: moment(period.from).say("stock-at-opening"),
        closing_said: moment(period.to).say("stock-at-closing"),
        opening_href: devices(rules::day_in_france(period.from).to_string()),
        closing_href: devices(rules::day_in_france(period.to).to_string()),
        unexplained: statement.unexplained(),
        lines: statement
            .lines
            .iter()
            .map(|line| Line {
                sign: match line.way {
                    Way::In => "+",
                    Way::Out => "−",
                    Way::Revalued => "±",
                },
                words: shell.say(kind_key(line.kind)),
                href: StockForm {
                    way: line.way.value().to_owned(),
                    kind: line.kind.map_or("", rules::Kind::value).to_owned(),
                    ..form.clone()
                }
                .address("/stock-at/movements/devices"),
                devices: line.devices,
                cents: line.cents,
            })
            .collect(),
        opening: statement.opening,
        closing: statement.closing,
    })
}

async fn total(
    db: &impl sea_orm::ConnectionTrait,
    scope: &Scope,
    at: DateTime<Utc>,
) -> Result<Sum, Error> {
    let mut sum = Sum::default();
    for cell in queries::cells(db, scope, at).await? {
        sum.add(cell.sum());
    }
    Ok(sum)
}
