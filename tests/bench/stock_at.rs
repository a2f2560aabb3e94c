//! The stock at a date: the whole statement, the devices of it, the events of one, and the movements of a year.
use super::{median, program::Program, seed};
use chrono::{Datelike, NaiveDate};

/// What finance staff wait for. The year ends now: all that was seeded moved in it.
pub async fn run(program: &Program, url: &str, say: &impl Fn(&str, String)) {
    let cookie = seed::auditor_cookie(url).await;
    let today = seed::today();
    let yesterday = today.pred_opt().unwrap_or(today);
    let year_ago = NaiveDate::from_ymd_opt(today.year() - 1, today.month(), 1).unwrap();
    let server = program.serve();
    for (what, path) in [
        (
            "stock now, full statement (target 1 s at 1,000,000 on PostgreSQL)",
            "/stock-at".to_owned(),
        ),
        (
            "stock at a past date, full statement",
            format!("/stock-at?date={yesterday}"),
        ),
        (
            "stock at a date, its first devices",
            "/stock-at/devices".to_owned(),
        ),
        (
            "one device at a date, its events",
            format!("/journal/device/1?until={today}T23:59:59Z"),
        ),
        (
            "movements of a year",
            format!("/stock-at/movements?from={year_ago}&to={today}"),
        ),
        (
            "diagnosis of a year",
            format!("/diagnosis?from={year_ago}&to={today}"),
        ),
        (
            "stock by step over a year",
            format!("/diagnosis/stock?from={year_ago}&to={today}"),
        ),
    ] {
        let mut took = [0; 3].map(|_| server.fetch_seconds(&path, &cookie));
        say(
            &format!("{what}, median of 3"),
            format!("{:.3} s", median(&mut took)),
        );
    }
    for format in ["csv", "xlsx", "json"] {
        let path = format!("/stock-at/export?format={format}");
        say(
            &format!("stock at a date as {format}"),
            format!("{:.2} s", server.fetch_seconds(&path, &cookie)),
        );
    }
    say(
        "resident, after the statements",
        format!("{} MB", server.resident_mb()),
    );
    server.stop();
}
