//! `GET /passes/export`: the ledger as a file, narrowed as its page is, sent while it is read; references, and nobody's
//! name or code.
use super::{
    ledger::LedgerFilter,
    queries::{self, Filter, Named},
    rules::{Standing, last_day},
    say,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeePasses},
    identifiers::{pass_reference, request_reference},
    journal::lists::{List, listed},
    recipients::identity::recipient_reference,
    web::{
        Error, Words,
        format::Day,
        list::{Cell, Column, Row, Wanted, column},
    },
};
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use chrono::{DateTime, Utc};
use entities::{
    list_export::ExportedList,
    pass::{self, PassId},
};
use futures::stream;
use std::{io, sync::Arc};

/// Passes read at a time.
const PAGE: u64 = 1_000;

const COLUMNS: &[Column] = &[
    column("reference", "pass-reference"),
    column("programme", "pass-programme"),
    column("standing", "pass-standing"),
    column("value_cents", "pass-value"),
    column("last_day", "pass-last-day"),
    column("person", "pass-person"),
    column("request", "pass-request"),
    column("given_on", "pass-given-on"),
    column("used_on", "pass-used-on"),
    column("place", "pass-place"),
    column("settlement", "pass-settlement-number"),
];

/// From where the next page goes on.
#[derive(Clone, Copy)]
enum Next {
    Begin,
    After(PassId),
    End,
}

/// What is read, for whom, and how it is said.
struct Ledger {
    by: Allowed<SeePasses>,
    words: Words,
    filter: Filter,
    now: DateTime<Utc>,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeePasses>,
    Query(form): Query<LedgerFilter>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let words = by.words();
    let list = List {
        which: ExportedList::Passes,
        format: wanted.format()?,
        name: format!("{}-{}", words.say("pass-file"), app.clock.today()),
        sheet: "menu-passes",
        words,
        columns: COLUMNS,
    };
    let ledger = Arc::new(Ledger {
        by,
        words,
        filter: form.read(),
        now: app.clock.now(),
    });
    let reading = (app.clone(), Arc::clone(&ledger));
    let pages = stream::try_unfold(Next::Begin, move |next| {
        let (app, ledger) = reading.clone();
        async move { ledger.page(&app, next).await.map_err(io::Error::other) }
    });
    listed(&app, &ledger.by, list, pages).await
}

impl Ledger {
    async fn page(&self, app: &App, next: Next) -> Result<Option<(Vec<Row>, Next)>, Error> {
        let after = match next {
            Next::Begin => None,
            Next::After(last) => Some(last),
            Next::End => return Ok(None),
        };
        let passes = queries::ledger(&app.db, &self.by, self.filter, after, PAGE, self.now).await?;
        // A short page is the last.
        let next = match passes.last() {
            Some(last) if passes.len() as u64 == PAGE => Next::After(last.id),
            Some(_) => Next::End,
            None => return Ok(None),
        };
        let named = Named::of(&app.db, &passes).await?;
        let rows = passes.iter().map(|pass| self.row(pass, &named));
        Ok(Some((rows.collect(), next)))
    }

    fn row(&self, pass: &pass::Model, named: &Named) -> Row {
        let words = self.words;
        let day = |at: Option<DateTime<Utc>>| Cell::day(at.map(|at| at.in_paris()));
        let standing = say::standing_key(Standing::of(pass.state, pass.expires_at, self.now));
        let grant = pass.grant_id.and_then(|id| named.grants.get(&id));
        let programme = named.programmes.get(&pass.programme_id);
        vec![
            Cell::Text(pass_reference(pass.issue_id, pass.number)),
            Cell::text(programme.map(|one| words.lang.choose(&one.name_fr, &one.name_en))),
            Cell::word(standing, &words.say(standing)),
            Cell::Cents(i64::from(pass.value_cents)),
            Cell::Day(last_day(pass.expires_at)),
            Cell::text(grant.map(|grant| recipient_reference(grant.recipient_id))),
            Cell::text(grant.map(|grant| request_reference(grant.request_id))),
            day(pass.given_at),
            day(pass.used_at),
            Cell::Text(named.place(pass.used_site_id)),
            pass.settlement_id
                .map_or(Cell::Nothing, |id| Cell::Number(i64::from(id.0))),
        ]
    }
}
