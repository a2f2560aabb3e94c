//! `GET /internet/spend/export`: what internet access cost in a year, a line for each month of a plan and each card or
//! voucher, sent while it is read; references, and nobody's name.
use super::{
    operators,
    prepaid::say::kind_key,
    queries::{self, Named},
    rules::month_value,
    spend::{Shown, months_of},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::SeeInternet},
    identifiers::request_reference,
    journal::lists::{List, listed},
    web::{
        Error, Words,
        format::Day,
        list::{Cell, Column, Row, Wanted, column},
    },
};
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::{
    internet_spend::{self, InternetSpendId},
    list_export::ExportedList,
};
use futures::stream;
use std::{io, sync::Arc};

/// Lines read at a time.
const PAGE: u64 = 2_000;

const COLUMNS: &[Column] = &[
    column("month", "internet-month"),
    column("fund", "internet-fund"),
    column("amount_cents", "internet-amount"),
    column("what", "internet-what"),
    column("operator", "internet-operator"),
    column("programme", "internet-programme"),
    column("request", "internet-request"),
    column("plan", "internet-plan"),
    column("noted_on", "internet-noted-on"),
];

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeInternet>,
    Query(shown): Query<Shown>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let words = by.words();
    let year = shown.year(app.clock.today());
    let table = Arc::new(Table {
        words,
        by: Signed::clone(&by),
        months: months_of(year),
    });
    let list = List {
        which: ExportedList::InternetSpend,
        format: wanted.format()?,
        name: format!("{}-{year}", words.say("internet-file")),
        sheet: "menu-internet",
        words,
        columns: COLUMNS,
    };
    // Each page begins after the last line of the one before; a short one is the last.
    let reading = app.clone();
    let first = Some(InternetSpendId(0));
    let pages = stream::try_unfold(first, move |after| {
        let (app, table) = (reading.clone(), Arc::clone(&table));
        async move {
            let Some(after) = after else { return Ok(None) };
            let page = table.page(&app, after).await.map_err(io::Error::other)?;
            Ok::<_, io::Error>(Some(page))
        }
    });
    listed(&app, &by, list, pages).await
}

/// How the cells are written, and which lines there are for whom.
struct Table {
    words: Words,
    by: Signed,
    months: (NaiveDate, NaiveDate),
}

impl Table {
    /// The lines after this one, and from where the next page goes on.
    async fn page(
        &self,
        app: &App,
        after: InternetSpendId,
    ) -> Result<(Vec<Row>, Option<InternetSpendId>), Error> {
        let rows = queries::spent(&app.db, &self.by, self.months, after, PAGE).await?;
        let next = rows
            .last()
            .filter(|_| rows.len() as u64 == PAGE)
            .map(|last| last.id);
        let named = Named::of(&app.db, &rows).await?;
        let lines = rows.iter().map(|row| self.line(row, &named));
        Ok((lines.collect(), next))
    }

    fn line(&self, row: &internet_spend::Model, named: &Named) -> Row {
        let words = self.words;
        let plan = row.plan_id.and_then(|id| named.plans.get(&id));
        let prepaid = row.prepaid_id.and_then(|id| named.prepaid.get(&id));
        let what = prepaid.map_or("internet-what-plan", |one| kind_key(one.kind));
        let operator = plan
            .map(|plan| &plan.operator)
            .or_else(|| prepaid.map(|one| &one.operator));
        let programme = plan
            .map(|plan| plan.programme_id)
            .or_else(|| prepaid.and_then(|one| one.programme_id))
            .and_then(|id| named.programmes.get(&id));
        let request = plan
            .map(|plan| plan.request_id)
            .or_else(|| prepaid.and_then(|one| one.request_id));
        vec![
            Cell::Text(month_value(row.month)),
            Cell::Text(row.fund.clone()),
            Cell::Cents(i64::from(row.cents)),
            Cell::word(what, &words.say(what)),
            operator.map_or(Cell::Nothing, |key| {
                Cell::word(key, &operators::name(words.lang, key))
            }),
            Cell::text(programme.map(|one| words.lang.choose(&one.name_fr, &one.name_en))),
            Cell::text(request.map(request_reference)),
            row.plan_id
                .map_or(Cell::Nothing, |id| Cell::Number(i64::from(id.0))),
            Cell::Day(row.noted_at.in_paris()),
        ]
    }
}
