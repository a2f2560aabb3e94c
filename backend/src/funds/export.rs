//! `GET /funds/{id}/spending/table`: what each euro of a fund paid for as a file, a row for each part that a contributor
//! bears; sent while it is read, and nobody's name in it.
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
    journal::lists::{List, listed},
    web::{
        Error, Words,
        format::Day,
        list::{Cell, Column, Row, Wanted, column},
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::Query;
use entities::{
    fund,
    fund_agreement::{Expense, FundAgreementId},
    fund_line::{self, FundLineId, LineKind},
    fund_share,
    internet_spend::{self, InternetSpendId},
    list_export::ExportedList,
};
use futures::stream;
use sea_orm::ActiveEnum;
use std::{collections::BTreeMap, io, sync::Arc};

/// Rows read at a time.
const PAGE: u64 = 1_000;

const COLUMNS: &[Column] = &[
    column("line", "fund-line-number"),
    column("on", "fund-on"),
    column("kind", "fund-line-kind"),
    column("expense", "fund-expense"),
    column("thing", "fund-thing"),
    column("minutes", "fund-minutes"),
    column("contributor", "fund-contributor"),
    column("amount_cents", "fund-amount"),
    column("amount_off_cents", "fund-amount-off"),
    column("corrects", "fund-correction"),
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
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let words = by.words();
    let fund = find(&app, &by, id).await?;
    let list = List {
        which: ExportedList::FundSpending,
        format: wanted.format()?,
        name: format!("{}-{}", words.say("fund-file"), fund.code),
        sheet: "fund-spending",
        words,
        columns: COLUMNS,
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
    listed(&app, &by, list, pages).await
}

/// How the cells are written.
struct Table {
    words: Words,
    fund: fund::Model,
    contributors: BTreeMap<FundAgreementId, String>,
}

impl Table {
    /// The rows from here, and from where the next page goes on.
    async fn page(&self, app: &App, place: Place) -> Result<(Vec<Row>, Option<Place>), Error> {
        match place {
            Place::Lines(after) => self.lines(app, after).await,
            Place::Internet(after) => self.internet(app, after).await,
        }
    }

    async fn lines(
        &self,
        app: &App,
        after: FundLineId,
    ) -> Result<(Vec<Row>, Option<Place>), Error> {
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
    ) -> Vec<Row> {
        let row = |contributor: Cell, cents: i64| {
            vec![
                Cell::Number(i64::from(line.id.0)),
                Cell::Day(line.on_day),
                self.kind(line.kind),
                line.expense
                    .map_or(Cell::Nothing, |expense| self.expense(expense)),
                Cell::Text(things.name(self.words, line)),
                line.minutes
                    .map_or(Cell::Nothing, |it| Cell::Number(i64::from(it))),
                contributor,
                above_zero(cents),
                above_zero(-cents),
                line.corrects_id
                    .map_or(Cell::Nothing, |id| Cell::Number(i64::from(id.0))),
            ]
        };
        match shares {
            Some(shares) => shares
                .iter()
                .map(|part| row(self.contributor(part), part.cents))
                .collect(),
            None => vec![row(Cell::Nothing, line.cents)],
        }
    }

    fn kind(&self, kind: LineKind) -> Cell {
        Cell::word(&kind.to_value(), &self.words.say(line_key(kind)))
    }

    fn expense(&self, expense: Expense) -> Cell {
        Cell::word(&expense.to_value(), &self.words.say(expense_key(expense)))
    }

    fn contributor(&self, part: &fund_share::Model) -> Cell {
        Cell::text(self.contributors.get(&part.agreement_id).cloned())
    }

    async fn internet(
        &self,
        app: &App,
        after: InternetSpendId,
    ) -> Result<(Vec<Row>, Option<Place>), Error> {
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
    fn month(&self, one: &internet_spend::Model, shares: &[fund_share::Model]) -> Vec<Row> {
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
        let row = |contributor: Cell, cents: i64| {
            vec![
                Cell::Nothing,
                Cell::Day(one.noted_at.in_paris()),
                self.kind(LineKind::Spend),
                self.expense(Expense::Internet),
                Cell::Text(thing.clone()),
                Cell::Nothing,
                contributor,
                above_zero(cents),
                Cell::Nothing,
                Cell::Nothing,
            ]
        };
        if shares.is_empty() {
            return vec![row(Cell::Nothing, i64::from(one.cents))];
        }
        let parts = shares.iter();
        parts
            .map(|part| row(self.contributor(part), part.cents))
            .collect()
    }
}

/// An amount above zero, none below: what was spent and what was taken off each have their column.
fn above_zero(cents: i64) -> Cell {
    Cell::cents((cents > 0).then_some(cents))
}
