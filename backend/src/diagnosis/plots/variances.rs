//! `GET /diagnosis/variances`: what the stock counts of a period found amiss at each site.
use super::page::{AskedDay, Drawing, PlotPage, Row, Table};
use crate::{
    app::{App, snapshot},
    auth::{Allowed, permissions::ReadCounts},
    counts::{queries::site_names, rules::is_gap},
    stock_at::{flows::Period, form::StockForm},
    web::{
        Error, FormErrors, Shell,
        plot::{Value, bars},
    },
};
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use chrono::Months;
use entities::{
    site::SiteId,
    stock_count::{self, CountClass, StockCountId},
    stock_count_line, stock_count_result,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, HashMap};

/// Without a period, the last twelve months.
const USUAL_MONTHS: Months = Months::new(12);
/// Sites drawn at most: those with the most gaps. The table has them all.
const MOST: usize = 15;

/// What the counts of a period came to at one site.
#[derive(Clone, Copy, Debug, Default)]
struct Variance {
    expected: i64,
    missing: i64,
    elsewhere: i64,
    other: i64,
}

impl Variance {
    fn gaps(self) -> i64 {
        self.missing + self.elsewhere + self.other
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ReadCounts>,
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
        let snapshot = snapshot(&app.db).await?;
        let (counts, variances) = variances(&snapshot, period).await?;
        if counts > 0 {
            let names = site_names(&snapshot).await?;
            let sites = by_gaps(&shell, &names, variances);
            let caption = shell
                .with("count", counts)
                .with("from", form.from.as_str())
                .with("to", form.to.as_str())
                .say("plot-variances-caption");
            drawings = drawn(&shell, &caption, &sites);
            tables = vec![told(&shell, caption, &sites)];
        }
    }
    let address = StockForm {
        from: form.from.clone(),
        to: form.to.clone(),
        ..StockForm::default()
    }
    .address("/diagnosis/variances");
    let page = PlotPage {
        errors,
        title: "plot-variances-title",
        lead: "plot-variances-lead",
        method: "plot-variances-method",
        action: "/diagnosis/variances",
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
        limited: false,
        nothing: "plot-variances-none",
        drawings,
        tables,
        shell,
    };
    page.answer()
}

type BySite = BTreeMap<Option<SiteId>, Variance>;

/// How many counts ended in the period, and what they found. A thing that was found counts where it was found, another
/// one where it was expected.
async fn variances(db: &impl ConnectionTrait, period: Period) -> Result<(usize, BySite), DbErr> {
    let counts: Vec<StockCountId> = stock_count::Entity::find()
        .select_only()
        .column(stock_count::Column::Id)
        .filter(stock_count::COLUMN.ended_at.gt(period.from))
        .filter(stock_count::COLUMN.ended_at.lte(period.to))
        .into_tuple()
        .all(db)
        .await?;
    let expected: Vec<(Option<SiteId>, i64)> = stock_count_line::Entity::find()
        .select_only()
        .column(stock_count_line::Column::SiteId)
        .column_as(stock_count_line::Column::DeviceId.count(), "devices")
        .filter(
            stock_count_line::COLUMN
                .count_id
                .is_in(counts.iter().copied()),
        )
        .group_by(stock_count_line::Column::SiteId)
        .into_tuple()
        .all(db)
        .await?;
    let found: Vec<(CountClass, Option<SiteId>, Option<SiteId>, i64)> =
        stock_count_result::Entity::find()
            .select_only()
            .columns([
                stock_count_result::Column::Class,
                stock_count_result::Column::ExpectedSiteId,
                stock_count_result::Column::FoundSiteId,
            ])
            .column_as(stock_count_result::Column::Id.count(), "things")
            .filter(
                stock_count_result::COLUMN
                    .count_id
                    .is_in(counts.iter().copied()),
            )
            .group_by(stock_count_result::Column::Class)
            .group_by(stock_count_result::Column::ExpectedSiteId)
            .group_by(stock_count_result::Column::FoundSiteId)
            .into_tuple()
            .all(db)
            .await?;
    let mut by_site = BySite::new();
    for (site, devices) in expected {
        by_site.entry(site).or_default().expected += devices;
    }
    for (class, expected, found, things) in found {
        if !is_gap(class) {
            continue;
        }
        let variance = by_site.entry(found.or(expected)).or_default();
        match class {
            CountClass::Missing => variance.missing += things,
            CountClass::FoundElsewhere => variance.elsewhere += things,
            CountClass::Found
            | CountClass::FoundHandedOver
            | CountClass::FoundInTransit
            | CountClass::FoundGone
            | CountClass::CameSince
            | CountClass::OutsideScope
            | CountClass::UnknownLabel
            | CountClass::Unlabelled
            | CountClass::OneCountOnly
            | CountClass::HandedOver
            | CountClass::InTransit
            | CountClass::MovedSince
            | CountClass::LeftSince => variance.other += things,
        }
    }
    Ok((counts.len(), by_site))
}

/// The sites by name, those with the most gaps first.
fn by_gaps(
    shell: &Shell,
    names: &HashMap<SiteId, String>,
    variances: BySite,
) -> Vec<(String, Variance)> {
    let with_name = |(site, variance): (Option<SiteId>, Variance)| {
        let name = site.and_then(|site| names.get(&site).cloned());
        (name.unwrap_or_else(|| shell.say("plot-no-site")), variance)
    };
    let mut sites: Vec<(String, Variance)> = variances.into_iter().map(with_name).collect();
    sites.sort_by_cached_key(|(name, variance)| (-variance.gaps(), name.clone()));
    sites
}

fn drawn(shell: &Shell, name: &str, sites: &[(String, Variance)]) -> Vec<Drawing> {
    let values: Vec<Value> = sites
        .iter()
        .filter(|(_, variance)| variance.gaps() > 0)
        .take(MOST)
        .map(|(name, variance)| Value {
            label: name.clone(),
            size: variance.gaps(),
            figure: shell.number(variance.gaps()),
        })
        .collect();
    if values.is_empty() {
        return Vec::new();
    }
    vec![Drawing {
        id: "variances".to_owned(),
        name: name.to_owned(),
        columns: Vec::new(),
        bars: Some(bars(&values)),
    }]
}

fn told(shell: &Shell, caption: String, sites: &[(String, Variance)]) -> Table {
    let heads = [
        "plot-expected",
        "plot-missing",
        "plot-elsewhere",
        "plot-other-gaps",
        "plot-gaps",
        "plot-gaps-per-hundred",
    ]
    .map(|key| shell.say(key))
    .to_vec();
    let row = |(name, one): &(String, Variance)| {
        let counts = [
            one.expected,
            one.missing,
            one.elsewhere,
            one.other,
            one.gaps(),
        ];
        let per_hundred = per_hundred(one.gaps(), one.expected);
        let texts = counts.map(|count| shell.number(count)).into_iter();
        let per_hundred = per_hundred.map_or_else(|| "–".to_owned(), |said| shell.number(said));
        Row::new(name.clone(), &heads, texts.chain([per_hundred]).collect())
    };
    Table {
        caption,
        of: shell.say("device-site"),
        rows: sites.iter().map(row).collect(),
        heads,
    }
}

/// To the tenth, as a plain decimal figure; none where nothing was expected.
fn per_hundred(gaps: i64, expected: i64) -> Option<String> {
    let tenths = (expected > 0).then(|| (2_000 * gaps + expected) / (2 * expected))?;
    Some(format!("{}.{}", tenths / 10, tenths % 10))
}

#[cfg(test)]
mod tests {
    use super::per_hundred;

    #[test]
    fn gaps_are_told_of_a_hundred_expected_to_the_tenth() {
        let cases = [
            (0, 12, "0.0"),
            (1, 3, "33.3"),
            (2, 3, "66.7"),
            (5, 4, "125.0"),
        ];
        for (gaps, expected, said) in cases {
            assert_eq!(per_hundred(gaps, expected).as_deref(), Some(said));
        }
        assert_eq!(per_hundred(3, 0), None);
    }
}
