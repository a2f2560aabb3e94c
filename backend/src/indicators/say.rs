//! Figures as they are read.
use super::{
    chain::Volumes,
    report::Report,
    rules::{
        carbon::carbon,
        hiding::FEWEST,
        publishing::{Told, Value},
    },
};
use crate::web::Words;

/// A value on a page or on paper.
pub fn value(words: &Words, value: Value) -> String {
    match value {
        Value::Exactly(count) | Value::About(count @ 0) => words.number(count),
        Value::About(count) => words.with("count", count).say("indicators-about"),
        Value::Tenths(tenths) => words.number(decimal(tenths)),
        Value::Hidden => words.say("indicators-hidden"),
        Value::Nothing => "–".to_owned(),
    }
}

/// Tenths as a plain decimal figure.
pub fn decimal(tenths: i64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Grams as whole kilograms.
fn kilograms(grams: i64) -> i64 {
    (grams + 500) / 1000
}

/// The columns of the figures: the quarters that are told, then the year.
pub fn columns(words: &Words, report: &Report) -> Vec<String> {
    let quarter = |number: u32| self::quarter(words, report.year.year, number);
    let year = report.year.is_over().then(|| report.year.year.to_string());
    (1..=report.quarters()).map(quarter).chain(year).collect()
}

/// A quarter, counted from 1.
pub fn quarter(words: &Words, year: i32, number: u32) -> String {
    words
        .with("number", number)
        .with("year", year.to_string())
        .say("indicators-quarter")
}

/// What a figure means; where it rests on numbers of others, with their source and version.
pub fn meaning(words: &Words, told: &Told) -> String {
    let carbon = carbon();
    words
        .with("source", carbon.source.as_str())
        .with("lifesource", carbon.life_source.as_str())
        .with("version", carbon.version.as_str())
        .with("years", carbon.second_life_months / 12)
        .say(told.figure.definition().meaning)
}

/// How all of it was made, sentence by sentence.
pub fn method(words: &Words) -> Vec<String> {
    vec![
        words.with("fewest", FEWEST).say("indicators-method-hidden"),
        words.say("indicators-method-periods"),
        words.say("indicators-method-territory"),
        words.say("indicators-method-forgotten"),
        words.say("indicators-method-missing"),
    ]
}

/// The volumes with their names in files and on pages: pieces, and kilograms of waste, by quarter.
pub fn volumes(volumes: &Volumes) -> [(&'static str, &'static str, Vec<i64>); 3] {
    let kilograms = volumes.waste_grams.iter().map(|grams| kilograms(*grams));
    [
        (
            "devices-received",
            "indicator-received",
            volumes.received.clone(),
        ),
        ("devices-ready", "indicator-ready", volumes.ready.clone()),
        ("waste-weighed-kg", "indicator-waste", kilograms.collect()),
    ]
}
