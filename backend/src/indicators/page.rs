//! `GET /indicators`: the figures of a programme, a territory and a year, each with what it means.
use super::{
    chart::{self, Plot},
    report::{self, Report, ReportForm},
    rules::{
        Figure, List, forecast,
        publishing::{Told, Value, Where},
    },
    say,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{
            KeepPlaces, SeeCompetence, SeeDevices, SeeIndicators, SeeRequests, SeeTraining,
        },
    },
    devices::standing::kind_key,
    web::{self, Choice, Error, FormErrors, Shell, plot::Bars},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;

#[derive(Template)]
#[template(path = "indicators/show.html")]
struct IndicatorsPage {
    shell: Shell,
    form: ReportForm,
    errors: FormErrors,
    programmes: Vec<Choice>,
    territories: Vec<Choice>,
    years: Vec<Choice>,
    shown: Option<Shown>,
    limited: bool,
    months: i64,
}

/// The report as the page says it.
struct Shown {
    title: String,
    /// When a year that goes on is told of this territory.
    not_over: Option<String>,
    columns: Vec<String>,
    rows: Vec<Row>,
    plots: Vec<Plot>,
    glance: Vec<&'static str>,
    parts: Vec<Part>,
    drawn: Bars,
    volumes: Vec<Volume>,
    forecasts: Vec<Coming>,
    sites: report::Sites,
    places_list: bool,
    competence: Option<String>,
    method: Vec<String>,
    table: String,
    workbook: String,
    paper: String,
}

struct Row {
    id: &'static str,
    name: &'static str,
    unit: &'static str,
    meaning: String,
    counted_from: String,
    /// The list behind it, for who may see its rows.
    list: Option<String>,
    cells: Vec<Cell>,
}

struct Cell {
    label: String,
    text: String,
    hidden: bool,
}

/// A territory beside the others.
struct Part {
    href: String,
    name: String,
    cells: Vec<Cell>,
}

struct Volume {
    key: &'static str,
    cells: Vec<Cell>,
}

/// A kind of device that is asked for or comes.
struct Coming {
    kind: &'static str,
    open: Option<i64>,
    asked: i64,
    ready: i64,
    incoming: i64,
    yield_percent: Option<i64>,
    left: Option<i64>,
}

impl Coming {
    fn is_short(&self) -> bool {
        self.missing() > 0
    }

    fn missing(&self) -> i64 {
        self.left.map_or(0, |left| (-left).max(0))
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeIndicators>,
    Query(form): Query<ReportForm>,
) -> Result<Response, Error> {
    let programmes = report::programmes(&app.db).await?;
    let report = Report::read(&app, &by, &programmes, &form).await?;
    let shell = by.shell();
    let form = ReportForm {
        programme: report
            .as_ref()
            .map_or_else(String::new, |report| report.programme.id.0.to_string()),
        territory: report
            .as_ref()
            .map_or_else(String::new, |report| report::value(&report.territory)),
        year: report
            .as_ref()
            .map_or_else(String::new, |report| report.year.year.to_string()),
    };
    let page = IndicatorsPage {
        errors: FormErrors::default(),
        programmes: programmes
            .iter()
            .map(|one| {
                let name = shell.lang.choose(&one.name_fr, &one.name_en);
                Choice::new(one.id.0.to_string(), name)
            })
            .collect(),
        territories: report
            .as_ref()
            .map_or_else(Vec::new, |report| territories(&shell, report)),
        years: years(&app),
        shown: report
            .as_ref()
            .map(|report| shown(&by, &shell, report, &form)),
        limited: !by.territories.is_empty(),
        months: forecast::MONTHS,
        form,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// The whole département is the empty choice.
fn territories(shell: &Shell, report: &Report) -> Vec<Choice> {
    let choices = report
        .territories
        .iter()
        .filter(|one| **one != Where::Everywhere);
    let choice = |one: &Where| {
        Choice::new(
            report::value(one),
            report.names.say_whole(&shell.words, one),
        )
    };
    let mut choices: Vec<Choice> = choices.map(choice).collect();
    choices.sort_by(|one, other| one.words.cmp(&other.words));
    choices
}

fn years(app: &App) -> Vec<Choice> {
    super::rules::periods::offered(app.clock.today())
        .into_iter()
        .map(|year| Choice::new(year.year.to_string(), year.year.to_string()))
        .collect()
}

fn shown(by: &Signed, shell: &Shell, report: &Report, form: &ReportForm) -> Shown {
    let columns = say::columns(&shell.words, report);
    let rows = report
        .figures
        .iter()
        .map(|told| row(by, shell, report, told, &columns))
        .collect();
    let plots = if report.quarters() > 0 {
        Figure::GLANCE
            .into_iter()
            .filter_map(|figure| plot(shell, report, figure))
            .collect()
    } else {
        Vec::new()
    };
    let parts = report.parts();
    Shown {
        title: report.names.say_whole(&shell.words, &report.territory),
        not_over: (!report.year.is_over()).then(|| shell.date(report.year.told_from())),
        rows,
        plots,
        glance: Figure::GLANCE
            .map(|figure| figure.definition().key)
            .to_vec(),
        drawn: chart::territories(
            parts
                .iter()
                .map(|territory| {
                    let value = report.of_year(Figure::Devices, territory);
                    let name = report.names.say(&shell.words, territory);
                    (name, value, say::value(&shell.words, value))
                })
                .collect(),
        ),
        parts: parts
            .into_iter()
            .map(|territory| part(shell, report, form, territory))
            .collect(),
        volumes: volumes(shell, report, &columns),
        forecasts: coming(report),
        sites: report.sites,
        places_list: by.may(KeepPlaces),
        competence: by
            .may(SeeCompetence)
            .then(|| format!("/competence?programme={}", report.programme.id.0)),
        method: say::method(&shell.words),
        table: form.address("/indicators/table"),
        workbook: form.address("/indicators/workbook"),
        paper: form.address("/indicators/paper"),
        columns,
    }
}

fn cell(shell: &Shell, label: &str, value: Value) -> Cell {
    Cell {
        label: label.to_owned(),
        text: say::value(&shell.words, value),
        hidden: value == Value::Hidden,
    }
}

fn row(by: &Signed, shell: &Shell, report: &Report, told: &Told, columns: &[String]) -> Row {
    let definition = told.figure.definition();
    let values = report.values(told);
    Row {
        id: definition.id,
        name: definition.key,
        unit: definition.unit,
        meaning: say::meaning(&shell.words, told),
        counted_from: shell
            .with("source", definition.source)
            .say("indicators-counted-from"),
        list: list(by, report, definition.list),
        cells: columns
            .iter()
            .zip(values)
            .map(|(label, value)| cell(shell, label, value))
            .collect(),
    }
}

fn list(by: &Signed, report: &Report, list: List) -> Option<String> {
    let programme = report.programme.id.0;
    let address = |may: bool, address: String| may.then_some(address);
    match list {
        List::Requests => address(
            by.may(SeeRequests),
            format!("/requests?state=&programme={programme}"),
        ),
        List::Fulfilled => address(
            by.may(SeeRequests),
            format!("/requests?state=fulfilled&programme={programme}"),
        ),
        List::Training => address(by.may(SeeTraining), "/training".to_owned()),
        List::Devices => address(
            by.may(SeeDevices),
            "/devices?stage=stage-handed-over".to_owned(),
        ),
        List::None => None,
    }
}

fn plot(shell: &Shell, report: &Report, figure: Figure) -> Option<Plot> {
    let told = report.figures.iter().find(|told| told.figure == figure)?;
    let values: Vec<(String, Value, String)> = (1..)
        .zip(&told.quarters)
        .map(|(number, value)| {
            let label = say::quarter(&shell.words, report.year.year, number);
            (label, *value, say::value(&shell.words, *value))
        })
        .collect();
    Some(chart::quarters(figure, &values))
}

fn part(shell: &Shell, report: &Report, form: &ReportForm, territory: &Where) -> Part {
    let to = ReportForm {
        territory: report::value(territory),
        ..form.clone()
    };
    let one = |figure: Figure| {
        let label = shell.say(figure.definition().key);
        cell(shell, &label, report.of_year(figure, territory))
    };
    Part {
        href: to.address("/indicators"),
        name: report.names.say(&shell.words, territory),
        cells: Figure::GLANCE.map(one).into(),
    }
}

fn volumes(shell: &Shell, report: &Report, columns: &[String]) -> Vec<Volume> {
    let Some(chain) = report.chain.as_ref().filter(|_| report.quarters() > 0) else {
        return Vec::new();
    };
    say::volumes(&chain.volumes)
        .into_iter()
        .map(|(_, key, quarters)| {
            let year = report.year.is_over().then(|| quarters.iter().sum::<i64>());
            let counts = quarters.into_iter().chain(year);
            Volume {
                key,
                cells: columns
                    .iter()
                    .zip(counts)
                    .map(|(label, count)| cell(shell, label, Value::Exactly(count)))
                    .collect(),
            }
        })
        .collect()
}

fn coming(report: &Report) -> Vec<Coming> {
    let whole = report.territory == Where::Everywhere;
    let chain = report.chain.as_ref().filter(|_| whole);
    let forecasts = chain.into_iter().flat_map(|chain| &chain.forecasts);
    forecasts
        .map(|one| Coming {
            kind: kind_key(one.kind),
            open: one.open,
            asked: one.asked_per_month,
            ready: one.ready,
            incoming: one.incoming,
            yield_percent: one.yield_percent,
            left: one.left,
        })
        .collect()
}
