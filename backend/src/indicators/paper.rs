//! `GET /indicators/paper`: the figures of a territory as a paper for the committee, each with what it means.
use super::{
    report::{self, Report, ReportForm},
    rules::{
        Figure,
        publishing::{Told, Where},
    },
    say,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeIndicators},
    devices::standing::kind_key,
    documents::{IndicatorsPaper, PrintedFigure, PrintedTable},
    web::{self, Error, Words},
};
use anyhow::Context;
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeIndicators>,
    Query(form): Query<ReportForm>,
) -> Result<Response, Error> {
    let programmes = report::programmes(&app.db).await?;
    let report = Report::read(&app, &by, &programmes, &form)
        .await?
        .ok_or(Error::NotFound)?;
    let words = by.words();
    let programme = &report.programme;
    let paper = IndicatorsPaper {
        lang: words.lang,
        programme: words
            .lang
            .choose(&programme.name_fr, &programme.name_en)
            .to_owned(),
        territory: report.names.say_whole(&words, &report.territory),
        year: report.year.year,
        printed_on: app.clock.today(),
        columns: say::columns(&words, &report),
        figures: figures(&words, &report),
        tables: [
            parts(&words, &report),
            volumes(&words, &report),
            forecast(&words, &report),
        ]
        .into_iter()
        .flatten()
        .collect(),
        method: say::method(&words),
    };
    let pdf = app
        .documents
        .pdf(paper)
        .await
        .context("the indicators could not be typeset")?;
    let name = format!(
        "{}-{}-{}",
        words.say("indicators-file"),
        programme.id.0,
        report.year.year
    );
    Ok(web::pdf(&name, pdf))
}

fn figures(words: &Words, report: &Report) -> Vec<PrintedFigure> {
    let figure = |told: &Told| {
        let values = report.values(told);
        let definition = told.figure.definition();
        PrintedFigure {
            name: words.say(definition.key),
            unit: words.say(definition.unit),
            meaning: say::meaning(words, told),
            values: values
                .into_iter()
                .map(|value| say::value(words, value))
                .collect(),
        }
    };
    report.figures.iter().map(figure).collect()
}

fn parts(words: &Words, report: &Report) -> Option<PrintedTable> {
    let parts = report.parts();
    if parts.is_empty() {
        return None;
    }
    let figures = Figure::GLANCE.map(|figure| words.say(figure.definition().key));
    let row = |territory: &&Where| {
        let values = Figure::GLANCE.map(|figure| {
            let value = report.of_year(figure, territory);
            say::value(words, value)
        });
        [report.names.say(words, territory)]
            .into_iter()
            .chain(values)
            .collect()
    };
    Some(PrintedTable {
        title: words.say("indicators-parts"),
        head: [words.say("indicators-territory")]
            .into_iter()
            .chain(figures)
            .collect(),
        rows: parts.iter().map(row).collect(),
        note: None,
    })
}

fn volumes(words: &Words, report: &Report) -> Option<PrintedTable> {
    let chain = report.chain.as_ref().filter(|_| report.quarters() > 0)?;
    let row = |(_, key, quarters): (&str, &str, Vec<i64>)| {
        let year = report.year.is_over().then(|| quarters.iter().sum::<i64>());
        let counts = quarters.into_iter().chain(year);
        [words.say(key)]
            .into_iter()
            .chain(counts.map(|count| words.number(count)))
            .collect()
    };
    Some(PrintedTable {
        title: words.say("indicators-volumes"),
        head: [words.say("indicators-figure")]
            .into_iter()
            .chain(say::columns(words, report))
            .collect(),
        rows: say::volumes(&chain.volumes).into_iter().map(row).collect(),
        note: Some(words.say("indicators-volumes-meaning")),
    })
}

fn forecast(words: &Words, report: &Report) -> Option<PrintedTable> {
    let whole = report.territory == Where::Everywhere;
    let chain = report.chain.as_ref().filter(|_| whole)?;
    let known = |count: Option<i64>| {
        count.map_or_else(
            || words.say("indicators-hidden"),
            |count| words.number(count),
        )
    };
    let unknown = |count: Option<i64>| {
        count.map_or_else(
            || words.say("forecast-unknown"),
            |count| words.number(count),
        )
    };
    let rows = chain.forecasts.iter().map(|one| {
        vec![
            words.say(kind_key(one.kind)),
            known(one.open),
            words.number(one.asked_per_month),
            words.number(one.ready),
            words.number(one.incoming),
            unknown(one.yield_percent),
            unknown(one.left),
        ]
    });
    Some(PrintedTable {
        title: words.say("forecast-title"),
        head: [
            "device-kind",
            "forecast-open",
            "forecast-asked",
            "forecast-ready",
            "forecast-incoming",
            "forecast-yield",
            "forecast-left",
        ]
        .map(|key| words.say(key))
        .into(),
        rows: rows.collect(),
        note: Some(words.say("forecast-method")),
    })
}
