//! `GET /passes/export`: the ledger as a table, narrowed as its page is; references, and nobody's name or code.
use super::{
    ledger::LedgerFilter,
    queries::{self, Named},
    rules::{Standing, last_day},
    say,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeePasses},
    identifiers::{pass_reference, request_reference},
    journal::exports,
    recipients::identity::recipient_reference,
    web::{Error, cells, format::Day},
};
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use entities::{list_export::ExportedList, pass::PassId};

/// Passes read at a time.
const PAGE: u64 = 1_000;

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeePasses>,
    Query(form): Query<LedgerFilter>,
) -> Result<Response, Error> {
    let words = by.words();
    let now = app.clock.now();
    let head = [
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
    let mut rows = vec![head.map(|key| words.say(key)).to_vec()];
    let mut after: Option<PassId> = None;
    loop {
        let passes = queries::ledger(&app.db, &by, form.read(), after, PAGE, now).await?;
        let Some(last) = passes.last() else {
            break;
        };
        after = Some(last.id);
        let named = Named::of(&app.db, &passes).await?;
        let day = |at: Option<chrono::DateTime<chrono::Utc>>| {
            at.map_or_else(String::new, |at| cells::day(at.in_paris()))
        };
        rows.extend(passes.iter().map(|pass| {
            let standing = Standing::of(pass.state, pass.expires_at, now);
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
        }));
    }
    let file = format!("{}-{}", words.say("pass-file"), app.clock.today());
    let table = cells::table(&words, &file, rows)?;
    exports::table(&app, &by, ExportedList::Passes, table).await
}
