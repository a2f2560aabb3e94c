//! `GET /diagnosis/stock`: how many devices there were at each step, over time.
use super::page::{AskedDay, Drawing, PlotPage, Row, Table};
use crate::{
    app::{App, snapshot},
    auth::{Allowed, permissions::SeeDiagnosis},
    diagnosis::{
        rules::{Step, points::points},
        say::step_key,
    },
    stock_at::{
        flows::Period,
        form::{StockForm, holder_key},
        queries::{Scope, cells},
        rules::{day_in_france, end_of},
    },
    web::{
        Error, FormErrors, Shell,
        plot::{Value, columns, highest},
    },
};
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};
use entities::device_span::Holder;

/// Where a device was: at a step, or out of the chain.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    At(Step),
    Out(Holder),
}

impl Place {
    const ALL: [Self; 9] = [
        Self::At(Step::Collected),
        Self::At(Step::Received),
        Self::At(Step::Triage),
        Self::At(Step::Refurbishment),
        Self::At(Step::QualityCheck),
        Self::At(Step::Ready),
        Self::Out(Holder::Recipient),
        Self::Out(Holder::Ceded),
        Self::Out(Holder::Waste),
    ];

    fn key(self) -> &'static str {
        match self {
            Self::At(step) => step_key(step),
            Self::Out(holder) => holder_key(holder),
        }
    }
}

/// Without a period, the last twelve months.
const USUAL_MONTHS: Months = Months::new(12);

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeDiagnosis>,
    Query(mut form): Query<StockForm>,
) -> Result<Response, Error> {
    let (now, today) = (app.clock.now(), app.clock.today());
    if form.from.trim().is_empty() && form.to.trim().is_empty() {
        let first = today.checked_sub_months(USUAL_MONTHS).unwrap_or(today);
        (form.from, form.to) = (first.to_string(), today.to_string());
    }
    let mut errors = FormErrors::default();
    let shell = by.shell();
    let (mut drawings, mut tables) = (Vec::new(), Vec::new());
    if let Some(period) = form.period(now, today, &mut errors) {
        let (days, counts) = read(&app, &Scope::of(&by), period, now).await?;
        let labels: Vec<String> = days
            .iter()
            .map(|day| format!("{:02}/{:02}", day.month(), day.year() % 100))
            .collect();
        drawings = drawn(&shell, &labels, &counts);
        tables = vec![told(&shell, &days, &counts)];
    }
    let address = StockForm {
        from: form.from.clone(),
        to: form.to.clone(),
        ..StockForm::default()
    }
    .address("/diagnosis/stock");
    let page = PlotPage {
        errors,
        title: "plot-stock-title",
        lead: "plot-stock-lead",
        method: "plot-stock-method",
        action: "/diagnosis/stock",
        days: vec![
            AskedDay {
                name: "from",
                label: "stock-at-from",
                value: form.from,
            },
            AskedDay {
                name: "to",
                label: "stock-at-to",
                value: form.to,
            },
        ],
        choice: None,
        asked_at: now,
        address,
        limited: !by.territories.is_empty(),
        nothing: "plot-nothing-help",
        drawings,
        tables,
        shell,
    };
    page.answer()
}

/// How many were at each place at the end of a day.
type Counts = [i64; Place::ALL.len()];

async fn read(
    app: &App,
    scope: &Scope,
    period: Period,
    now: DateTime<Utc>,
) -> Result<(Vec<NaiveDate>, Vec<Counts>), Error> {
    // The first day is the one after the moment that the period begins behind.
    let first = day_in_france(period.from).succ_opt();
    let days = first.map_or_else(Vec::new, |first| points(first, day_in_france(period.to)));
    let snapshot = snapshot(&app.db).await?;
    let mut counts = Vec::new();
    for day in &days {
        let at = end_of(*day).map_or(now, |end| end.min(now));
        let mut here = [0; Place::ALL.len()];
        for cell in cells(&snapshot, scope, at).await? {
            let place =
                Step::of(cell.holder, cell.stage).map_or(Place::Out(cell.holder), Place::At);
            // What never came is nowhere.
            if let Some(number) = Place::ALL.iter().position(|one| *one == place) {
                here[number] += cell.sum().devices;
            }
        }
        counts.push(here);
    }
    Ok((days, counts))
}

/// One plot for each place where there ever was something, all to one scale.
fn drawn(shell: &Shell, labels: &[String], counts: &[Counts]) -> Vec<Drawing> {
    let values = |number: usize| -> Vec<Value> {
        let of_days = labels.iter().zip(counts);
        of_days
            .map(|(label, here)| Value::count(label.as_str(), here[number]))
            .collect()
    };
    let places: Vec<(Place, Vec<Value>)> = Place::ALL
        .into_iter()
        .enumerate()
        .map(|(number, place)| (place, values(number)))
        .filter(|(_, values)| values.iter().any(|value| value.size > 0))
        .collect();
    let highest = highest(places.iter().flat_map(|(_, values)| values));
    let drawing = |(place, values): &(Place, Vec<Value>)| Drawing {
        id: place.key().to_owned(),
        name: shell.say(place.key()),
        columns: columns(values, highest),
        bars: None,
    };
    places.iter().map(drawing).collect()
}

fn told(shell: &Shell, days: &[NaiveDate], counts: &[Counts]) -> Table {
    let heads: Vec<String> = days.iter().map(|day| shell.short_date(*day)).collect();
    let rows = Place::ALL.into_iter().enumerate().map(|(number, place)| {
        let texts = counts.iter().map(|here| shell.number(here[number]));
        Row::new(shell.say(place.key()), &heads, texts.collect())
    });
    Table {
        caption: shell.say("plot-stock-caption"),
        of: shell.say("diagnosis-step"),
        rows: rows.collect(),
        heads,
    }
}
