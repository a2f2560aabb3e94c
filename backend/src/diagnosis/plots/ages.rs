//! `GET /diagnosis/ages`: how old the devices of the stock are, or were at a date.
use super::page::{AskedChoice, AskedDay, Drawing, PlotPage, Row, Table};
use crate::{
    app::{App, snapshot},
    auth::{Allowed, permissions::SeeDiagnosis},
    devices::standing::kind_key,
    diagnosis::rules::ages::{CLASSES, OLDEST, UNKNOWN, class},
    stock_at::{
        ages::{Acquired, acquired},
        form::{StockForm, group_key},
        queries::Scope,
        rules::{Group, day_in_france},
    },
    web::{
        Choice, Error, FormErrors, Shell,
        plot::{Value, bars},
    },
};
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::device::DeviceKind;
use sea_orm::Iterable;

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeDiagnosis>,
    Query(form): Query<StockForm>,
) -> Result<Response, Error> {
    let (now, today) = (app.clock.now(), app.clock.today());
    let group = form.group();
    let mut form = StockForm {
        date: form.date,
        of: group.value().to_owned(),
        ..StockForm::default()
    };
    if form.date.trim().is_empty() {
        form.date = today.to_string();
    }
    let mut errors = FormErrors::default();
    let at = form.moment(now, today, &mut errors);
    let scope = Scope {
        group: Some(group),
        ..Scope::of(&by)
    };
    let found = {
        // One moment for its two queries.
        let snapshot = snapshot(&app.db).await?;
        acquired(&snapshot, &scope, at).await?
    };
    let shell = by.shell();
    let day = day_in_france(at);
    let caption = shell
        .with("group", shell.say(group_key(group)))
        .with("date", shell.date(day))
        .say("plot-ages-caption");
    let pyramid = Pyramid::of(&found, day);
    let (drawings, tables) = if pyramid.total() == 0 {
        (Vec::new(), Vec::new())
    } else {
        (
            vec![pyramid.drawn(&shell, &caption)],
            vec![pyramid.told(&shell, caption)],
        )
    };
    let page = PlotPage {
        errors,
        title: "plot-ages-title",
        lead: "plot-ages-lead",
        method: "plot-ages-method",
        action: "/diagnosis/ages",
        address: form.address("/diagnosis/ages"),
        days: vec![AskedDay {
            name: "date",
            label: "stock-at-date",
            value: form.date,
        }],
        choice: Some(AskedChoice {
            name: "of",
            label: "stock-at-counted",
            blank: "stock-at-custody",
            choices: Group::ALL
                .map(|group| Choice::new(group.value(), shell.say(group_key(group))))
                .to_vec(),
            chosen: form.of,
        }),
        asked_at: now,
        limited: scope.limited.is_some(),
        nothing: "stock-at-none-help",
        drawings,
        tables,
        shell,
    };
    page.answer()
}

/// Devices by kind and class of age; kinds without any are left out.
struct Pyramid(Vec<(DeviceKind, [i64; CLASSES])>);

impl Pyramid {
    fn of(found: &[Acquired], day: NaiveDate) -> Self {
        let of_kind = |kind: DeviceKind| {
            let mut classes = [0; CLASSES];
            for one in found.iter().filter(|one| one.kind == kind) {
                classes[class(one.acquired_on, day)] += one.devices;
            }
            (kind, classes)
        };
        let kinds = DeviceKind::iter().map(of_kind);
        Self(
            kinds
                .filter(|(_, classes)| classes.iter().sum::<i64>() > 0)
                .collect(),
        )
    }

    fn of_class(&self, class: usize) -> i64 {
        self.0.iter().map(|(_, classes)| classes[class]).sum()
    }

    fn total(&self) -> i64 {
        (0..CLASSES).map(|class| self.of_class(class)).sum()
    }

    fn drawn(&self, shell: &Shell, name: &str) -> Drawing {
        let values: Vec<Value> = (0..CLASSES)
            .map(|class| Value::count(age(shell, class), self.of_class(class)))
            .collect();
        Drawing {
            id: "ages".to_owned(),
            name: name.to_owned(),
            columns: Vec::new(),
            bars: Some(bars(&values)),
        }
    }

    fn told(&self, shell: &Shell, caption: String) -> Table {
        let kinds = self.0.iter().map(|(kind, _)| shell.say(kind_key(*kind)));
        let heads: Vec<String> = kinds.chain([shell.say("stock-at-total")]).collect();
        let row = |name: String, counts: Vec<i64>| {
            let texts = counts.into_iter().map(|count| shell.number(count));
            Row::new(name, &heads, texts.collect())
        };
        let mut rows: Vec<Row> = (0..CLASSES)
            .map(|class| {
                let counts = self.0.iter().map(|(_, classes)| classes[class]);
                row(
                    age(shell, class),
                    counts.chain([self.of_class(class)]).collect(),
                )
            })
            .collect();
        let sums = self
            .0
            .iter()
            .map(|(_, classes)| classes.iter().sum::<i64>());
        rows.push(row(
            shell.say("stock-at-total"),
            sums.chain([self.total()]).collect(),
        ));
        Table {
            caption,
            of: shell.say("plot-age"),
            heads,
            rows,
        }
    }
}

fn age(shell: &Shell, class: usize) -> String {
    match class {
        UNKNOWN => shell.say("plot-age-unknown"),
        OLDEST => shell.with("years", OLDEST).say("plot-age-oldest"),
        years => shell.with("years", years).say("plot-age-years"),
    }
}
