//! `GET /funds/{id}/spending/table`: what each euro of a fund paid for, a row for each part that a contributor bears; sent
//! while it is read, and nobody's name in it.
use super::{
    internet,
    list::find,
    queries,
    say::{expense_key, line_key},
    spending::{KINDS, contributors},
    things::Things,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeFunds},
    journal::exports::{self, Chunk},
    web::{Error, Words, cells, format::Day},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use entities::{
    fund,
    fund_agreement::{Expense, FundAgreementId},
    fund_line::{self, FundLineId, LineKind},
    fund_share,
    internet_spend::{self, InternetSpendId},
    list_export::ExportedList,
};
use futures::{StreamExt, stream};
use std::{collections::BTreeMap, io, sync::Arc};

/// Rows read at a time.
const PAGE: u64 = 1_000;

const HEAD: [&str; 10] = [
    "fund-line-number",
    "fund-on",
    "fund-line-kind",
    "fund-expense",
    "fund-thing",
    "fund-minutes",
    "fund-contributor",
    "fund-amount",
    "fund-amount-off",
    "fund-correction",
];

/// How far a table is read: the lines of the fund first, then what internet access cost it.
#[derive(Clone, Copy)]
enum Place {
    Lines(FundLineId),
    Internet(InternetSpendId),
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeFunds>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let words = by.words();
    let fund = find(&app, &by, id).await?;
    let name = format!("{}-{}.csv", words.say("fund-file"), fund.code);
    let head = Chunk {
        rows: 0,
        bytes: cells::head(&words, HEAD.map(|key| words.say(key)).to_vec())?,
    };
    let table = Arc::new(Table {
        words,
        contributors: contributors(&app, &fund).await?,
        fund,
    });
    let reading = app.clone();
    let first = Some(Place::Lines(FundLineId(0)));
    let pages = stream::try_unfold(first, move |place| {
        let (app, table) = (reading.clone(), Arc::clone(&table));
        async move {
            let Some(place) = place else { return Ok(None) };
            let page = table.page(&app, place).await.map_err(io::Error::other)?;
            Ok::<_, io::Error>(Some(page))
        }
    });
    let chunks = stream::once(async { Ok(head) }).chain(pages);
    let list = ExportedList::FundSpending;
    exports::streamed(&app, &by, list, exports::CSV, &name, chunks).await
}

/// How the cells are written.
struct Table {
    words: Words,
    fund: fund::Model,
    contributors: BTreeMap<FundAgreementId, String>,
}

impl Table {
    /// The rows from here, and from where the next page goes on.
    async fn page(&self, app: &App, place: Place) -> Result<(Chunk, Option<Place>), Error> {
        let (rows, next) = match place {
            Place::Lines(after) => self.lines(app, after).await?,
            Place::Internet(after) => self.internet(app, after).await?,
        };
        let chunk = Chunk {
            rows: u64::try_from(rows.len()).unwrap_or_default(),
            bytes: cells::rows(&self.words, rows)?,
        };
        Ok((chunk, next))
    }

    async fn lines(
        &self,
        app: &App,
        after: FundLineId,
    ) -> Result<(Vec<Vec<String>>, Option<Place>), Error> {
        let lines = queries::lines_in_order(&app.db, self.fund.id, KINDS, after, PAGE).await?;
        let shares = queries::shares(&app.db, &lines).await?;
        let things = Things::of(&app.db, &lines).await?;
        let rows = lines
            .iter()
            .flat_map(|line| self.parts(line, shares.get(&line.id).map(Vec::as_slice), &things))
            .collect();
        let next = match lines.last() {
            Some(last) if lines.len() as u64 == PAGE => Place::Lines(last.id),
            Some(_) | None => Place::Internet(InternetSpendId(0)),
        };
        Ok((rows, Some(next)))
    }

    /// A row for each part of a line; one for a line that nobody bears.
    fn parts(
        &self,
        line: &fund_line::Model,
        shares: Option<&[fund_share::Model]>,
        things: &Things,
    ) -> Vec<Vec<String>> {
        let words = self.words;
        let row = |contributor: String, cents: i64| {
            vec![
                line.id.0.to_string(),
                cells::day(line.on_day),
                words.say(line_key(line.kind)),
                line.expense
                    .map_or_else(String::new, |one| words.say(expense_key(one))),
                things.name(words, line),
                line.minutes.map_or_else(String::new, |it| it.to_string()),
                contributor,
                euros(words, cents),
                euros(words, -cents),
                line.corrects_id
                    .map_or_else(String::new, |id| id.0.to_string()),
            ]
        };
        match shares {
            Some(shares) => shares
                .iter()
                .map(|part| row(self.contributor(part), part.cents))
                .collect(),
            None => vec![row(String::new(), line.cents)],
        }
    }

    fn contributor(&self, part: &fund_share::Model) -> String {
        let name = self.contributors.get(&part.agreement_id);
        name.cloned().unwrap_or_default()
    }

    async fn internet(
        &self,
        app: &App,
        after: InternetSpendId,
    ) -> Result<(Vec<Vec<String>>, Option<Place>), Error> {
        let read = internet::rows(&app.db, &self.fund, after, PAGE).await?;
        let rows = read
            .iter()
            .flat_map(|(row, shares)| self.month(row, shares))
            .collect();
        let next = read
            .last()
            .filter(|_| read.len() as u64 == PAGE)
            .map(|(last, _)| Place::Internet(last.id));
        Ok((rows, next))
    }

    /// A month of a plan, or a card or voucher: a row for each part, one where nobody bears it.
    fn month(&self, one: &internet_spend::Model, shares: &[fund_share::Model]) -> Vec<Vec<String>> {
        let words = self.words;
        let thing = match (one.plan_id, one.prepaid_id) {
            (Some(id), _) => words
                .with("number", id.0.to_string())
                .with("month", words.month(one.month))
                .say("fund-thing-plan"),
            (None, Some(id)) => words
                .with("number", id.0.to_string())
                .say("fund-thing-prepaid"),
            (None, None) => String::new(),
        };
        let row = |contributor: String, cents: i64| {
            vec![
                String::new(),
                cells::day(one.noted_at.in_paris()),
                words.say(line_key(LineKind::Spend)),
                words.say(expense_key(Expense::Internet)),
                thing.clone(),
                String::new(),
                contributor,
                euros(words, cents),
                String::new(),
                String::new(),
            ]
        };
        if shares.is_empty() {
            return vec![row(String::new(), i64::from(one.cents))];
        }
        let parts = shares.iter();
        parts
            .map(|part| row(self.contributor(part), part.cents))
            .collect()
    }
}

/// An amount above zero, none below: what was spent and what was taken off each have their column, since a cell that begins
/// with a minus is written as a text.
fn euros(words: Words, cents: i64) -> String {
    if cents > 0 {
        cells::euros(&words, cents)
    } else {
        String::new()
    }
}
