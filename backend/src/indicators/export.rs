//! `GET /indicators/table` and `/indicators/workbook`: every figure of a programme and a year that the reader may see, in
//! all their territories, as CSV and as a workbook. They hold what the page tells, and nothing more.
use super::{
    report::{self, Report, ReportForm},
    rules::publishing::{Told, Value, Where},
    say,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeIndicators},
    devices::standing::kind_key,
    journal::exports,
    web::{Error, Lang, Words, cells},
};
use anyhow::Context;
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use entities::list_export::ExportedList;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A value of one figure.
struct Line {
    territory: String,
    code: String,
    period: String,
    id: &'static str,
    name: String,
    unit: String,
    value: Value,
}

pub async fn csv(
    State(app): State<App>,
    by: Allowed<SeeIndicators>,
    Query(form): Query<ReportForm>,
) -> Result<Response, Error> {
    let report = read(&app, &by, &form).await?;
    let words = by.words();
    let head = head().map(|key| words.say(key)).to_vec();
    let row = |line: &Line| {
        vec![
            line.territory.clone(),
            line.code.clone(),
            line.period.clone(),
            line.id.to_owned(),
            line.name.clone(),
            number(&words, line.value),
            line.unit.clone(),
            note(&words, line.value),
        ]
    };
    let lines = lines(&words, &report);
    let rows = [head].into_iter().chain(lines.iter().map(row));
    let table = cells::table(&words, &file_name(&words, &report), rows)?;
    exports::table(&app, &by, ExportedList::Indicators, table).await
}

pub async fn workbook(
    State(app): State<App>,
    by: Allowed<SeeIndicators>,
    Query(form): Query<ReportForm>,
) -> Result<Response, Error> {
    let report = read(&app, &by, &form).await?;
    let words = by.words();
    let file = written(&words, &report).context("the workbook could not be written")?;
    let name = format!("{}.xlsx", file_name(&words, &report));
    let rows = u64::try_from(lines(&words, &report).len()).unwrap_or_default();
    let list = ExportedList::Indicators;
    exports::whole(&app, &by, list, (XLSX, &name), (rows, file)).await
}

async fn read(app: &App, by: &Allowed<SeeIndicators>, form: &ReportForm) -> Result<Report, Error> {
    let programmes = report::programmes(&app.db).await?;
    let report = Report::read(app, by, &programmes, form).await?;
    report.ok_or(Error::NotFound)
}

fn file_name(words: &Words, report: &Report) -> String {
    format!(
        "{}-{}-{}",
        words.say("indicators-file"),
        report.programme.id.0,
        report.year.year
    )
}

fn head() -> [&'static str; 8] {
    [
        "indicators-territory",
        "indicators-code",
        "indicators-period",
        "indicators-id",
        "indicators-figure",
        "indicators-value",
        "indicators-unit",
        "indicators-note",
    ]
}

fn lines(words: &Words, report: &Report) -> Vec<Line> {
    let mut lines = Vec::new();
    for told in &report.figures {
        let definition = told.figure.definition();
        let line = |territory: &Where, period: String, value: Value| Line {
            territory: report.names.say_whole(words, territory),
            code: report::value(territory),
            period,
            id: definition.id,
            name: words.say(definition.key),
            unit: words.say(definition.unit),
            value,
        };
        lines.extend(quarters(words, report, told, line));
        let year = told.year.iter();
        lines.extend(
            year.map(|(territory, value)| line(territory, report.year.year.to_string(), *value)),
        );
    }
    let Some(chain) = &report.chain else {
        return lines;
    };
    for (id, key, counts) in say::volumes(&chain.volumes) {
        let line = |period: String, count: i64| Line {
            territory: report.names.say(words, &Where::Everywhere),
            code: String::new(),
            period,
            id,
            name: words.say(key),
            unit: String::new(),
            value: Value::Exactly(count),
        };
        let sum: i64 = counts.iter().sum();
        let quarters = (1..)
            .zip(counts)
            .map(|(number, count)| line(say::quarter(words, report.year.year, number), count));
        lines.extend(quarters);
        if report.year.is_over() {
            lines.push(line(report.year.year.to_string(), sum));
        }
    }
    lines
}

fn quarters(
    words: &Words,
    report: &Report,
    told: &Told,
    line: impl Fn(&Where, String, Value) -> Line,
) -> Vec<Line> {
    (1..)
        .zip(&told.quarters)
        .map(|(number, value)| {
            let period = say::quarter(words, report.year.year, number);
            line(&Where::Everywhere, period, *value)
        })
        .collect()
}

/// The value as a spreadsheet of this language reads it; empty where there is none to read.
fn number(words: &Words, value: Value) -> String {
    match value {
        Value::Exactly(count) | Value::About(count) => count.to_string(),
        Value::Tenths(tenths) => {
            let plain = say::decimal(tenths);
            match words.lang {
                Lang::Fr => plain.replace('.', ","),
                Lang::En => plain,
            }
        }
        Value::Hidden | Value::Nothing => String::new(),
    }
}

/// Whether the value is rounded or hidden.
fn note(words: &Words, value: Value) -> String {
    match value {
        Value::Exactly(_) | Value::Tenths(_) | Value::Nothing | Value::About(0) => String::new(),
        Value::About(_) => words.say("indicators-note-about"),
        Value::Hidden => words.say("indicators-hidden"),
    }
}

/// Three sheets: the figures, the forecast, what each figure means.
fn written(words: &Words, report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(words.say("indicators-sheet-figures"))?;
    headed(sheet, &head().map(|key| words.say(key)))?;
    for (row, line) in (1..).zip(lines(words, report)) {
        let texts = [&line.territory, &line.code, &line.period];
        for (column, text) in (0..).zip(texts) {
            sheet.write_string(row, column, text)?;
        }
        sheet.write_string(row, 3, line.id)?;
        sheet.write_string(row, 4, &line.name)?;
        if let Some(number) = exact(line.value) {
            sheet.write_number(row, 5, number)?;
        }
        sheet.write_string(row, 6, &line.unit)?;
        sheet.write_string(row, 7, note(words, line.value))?;
    }
    if let Some(chain) = &report.chain {
        let sheet = book.add_worksheet();
        sheet.set_name(words.say("indicators-sheet-forecast"))?;
        headed(sheet, &forecast_head().map(|key| words.say(key)))?;
        for (row, one) in (1..).zip(&chain.forecasts) {
            sheet.write_string(row, 0, words.say(kind_key(one.kind)))?;
            let counts = [
                one.open,
                Some(one.asked_per_month),
                Some(one.ready),
                Some(one.incoming),
                one.yield_percent,
                one.left,
            ];
            for (column, count) in (1..).zip(counts) {
                if let Some(number) = count.and_then(float) {
                    sheet.write_number(row, column, number)?;
                }
            }
        }
    }
    let sheet = book.add_worksheet();
    sheet.set_name(words.say("indicators-sheet-meanings"))?;
    let head = [
        "indicators-figure",
        "indicators-meaning",
        "indicators-source",
    ];
    headed(sheet, &head.map(|key| words.say(key)))?;
    for (row, told) in (1..).zip(&report.figures) {
        let definition = told.figure.definition();
        sheet.write_string(row, 0, words.say(definition.key))?;
        sheet.write_string(row, 1, say::meaning(words, told))?;
        sheet.write_string(row, 2, definition.source)?;
    }
    book.save_to_buffer()
}

fn forecast_head() -> [&'static str; 7] {
    [
        "device-kind",
        "forecast-open",
        "forecast-asked",
        "forecast-ready",
        "forecast-incoming",
        "forecast-yield",
        "forecast-left",
    ]
}

/// The names of the columns, in bold, kept in sight.
fn headed(sheet: &mut Worksheet, names: &[String]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, name) in (0..).zip(names) {
        sheet.write_string_with_format(0, column, name, &bold)?;
        sheet.set_column_width(column, 24)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn exact(value: Value) -> Option<f64> {
    match value {
        Value::Exactly(count) | Value::About(count) => float(count),
        Value::Tenths(tenths) => float(tenths).map(|tenths| tenths / 10.0),
        Value::Hidden | Value::Nothing => None,
    }
}

/// A count as a cell holds it; no count of ours is beyond it.
fn float(count: i64) -> Option<f64> {
    i32::try_from(count).ok().map(f64::from)
}
