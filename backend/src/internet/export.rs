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
    journal::exports::{self, Chunk},
    web::{Error, Words, cells, format::Day},
};
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::{
    internet_spend::{self, InternetSpendId},
    list_export::ExportedList,
};
use futures::{StreamExt, stream};
use std::{io, sync::Arc};

/// Lines read at a time.
const PAGE: u64 = 2_000;

const HEAD: [&str; 9] = [
    "internet-month",
    "internet-fund",
    "internet-amount",
    "internet-what",
    "internet-operator",
    "internet-programme",
    "internet-request",
    "internet-plan",
    "internet-noted-on",
];

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeInternet>,
    Query(shown): Query<Shown>,
) -> Result<Response, Error> {
    let words = by.words();
    let year = shown.year(app.clock.today());
    let table = Arc::new(Table {
        words,
        by: Signed::clone(&by),
        months: months_of(year),
    });
    let head = Chunk {
        rows: 0,
        bytes: cells::head(&words, HEAD.map(|key| words.say(key)).to_vec())?,
    };
    let name = format!("{}-{year}.csv", words.say("internet-file"));
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
    let chunks = stream::once(async { Ok(head) }).chain(pages);
    let list = ExportedList::InternetSpend;
    exports::streamed(&app, &by, list, exports::CSV, &name, chunks).await
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
    ) -> Result<(Chunk, Option<InternetSpendId>), Error> {
        let rows = queries::spent(&app.db, &self.by, self.months, after, PAGE).await?;
        let next = rows
            .last()
            .filter(|_| rows.len() as u64 == PAGE)
            .map(|last| last.id);
        let named = Named::of(&app.db, &rows).await?;
        let chunk = Chunk {
            rows: u64::try_from(rows.len()).unwrap_or_default(),
            bytes: cells::rows(&self.words, rows.iter().map(|row| self.line(row, &named)))?,
        };
        Ok((chunk, next))
    }

    fn line(&self, row: &internet_spend::Model, named: &Named) -> Vec<String> {
        let words = self.words;
        let plan = row.plan_id.and_then(|id| named.plans.get(&id));
        let prepaid = row.prepaid_id.and_then(|id| named.prepaid.get(&id));
        let what = match prepaid {
            Some(one) => words.say(kind_key(one.kind)),
            None => words.say("internet-what-plan"),
        };
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
        let programme = programme.map_or("", |one| words.lang.choose(&one.name_fr, &one.name_en));
        vec![
            month_value(row.month),
            row.fund.clone(),
            cells::euros(&words, i64::from(row.cents)),
            what,
            operator.map_or_else(String::new, |key| operators::name(words.lang, key)),
            programme.to_owned(),
            request.map_or_else(String::new, request_reference),
            row.plan_id.map_or_else(String::new, |id| id.0.to_string()),
            cells::day(row.noted_at.in_paris()),
        ]
    }
}
