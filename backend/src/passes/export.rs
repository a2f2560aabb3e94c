//! `GET /passes/export`: the ledger as a table, narrowed as its page is, sent while it is read; references, and nobody's
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
    journal::exports::{self, Chunk},
    recipients::identity::recipient_reference,
    web::{Error, Words, cells, format::Day},
};
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use chrono::{DateTime, Utc};
use entities::{
    list_export::ExportedList,
    pass::{self, PassId},
};
use futures::{StreamExt, stream};
use std::{io, sync::Arc};

/// Passes read at a time.
const PAGE: u64 = 1_000;

const HEAD: [&str; 11] = [
    "pass-reference",
    "pass-programme",
    "pass-standing",
    "pass-value",
    "pass-last-day",
    "pass-person",
    "pass-request",
    "pass-given-on",
    "pass-used-on",
    "pass-place",
    "pass-settlement-number",
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
) -> Result<Response, Error> {
    let words = by.words();
    let head = Chunk {
        rows: 0,
        bytes: cells::head(&words, HEAD.map(|key| words.say(key)).to_vec())?,
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
    let chunks = stream::once(async { Ok(head) }).chain(pages);
    let name = format!("{}-{}.csv", words.say("pass-file"), app.clock.today());
    let list = ExportedList::Passes;
    exports::streamed(&app, &ledger.by, list, exports::CSV, &name, chunks).await
}

impl Ledger {
    async fn page(&self, app: &App, next: Next) -> Result<Option<(Chunk, Next)>, Error> {
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
        let chunk = Chunk {
            rows: passes.len() as u64,
            bytes: cells::rows(&self.words, rows)?,
        };
        Ok(Some((chunk, next)))
    }

    fn row(&self, pass: &pass::Model, named: &Named) -> Vec<String> {
        let words = self.words;
        let day =
            |at: Option<DateTime<Utc>>| at.map_or_else(String::new, |at| cells::day(at.in_paris()));
        let standing = Standing::of(pass.state, pass.expires_at, self.now);
        let grant = pass.grant_id.and_then(|id| named.grants.get(&id));
        let programme = named.programmes.get(&pass.programme_id);
        vec![
            pass_reference(pass.issue_id, pass.number),
            programme.map_or_else(String::new, |one| {
                words.lang.choose(&one.name_fr, &one.name_en).to_owned()
            }),
            words.say(say::standing_key(standing)),
            cells::euros(&words, i64::from(pass.value_cents)),
            cells::day(last_day(pass.expires_at)),
            grant.map_or_else(String::new, |grant| recipient_reference(grant.recipient_id)),
            grant.map_or_else(String::new, |grant| request_reference(grant.request_id)),
            day(pass.given_at),
            day(pass.used_at),
            named.place(pass.used_site_id),
            pass.settlement_id
                .map_or_else(String::new, |id| id.0.to_string()),
        ]
    }
}
