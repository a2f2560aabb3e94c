//! `GET /passes`: the ledger, narrowed by programme, standing and place, page after page, with its totals. It names
//! nobody: a person is a reference.
use super::{
    queries::{self, Filter, Named, Total},
    rules::{Standing, last_day},
    say,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{IssuePasses, SeePasses, SettlePasses},
        territory,
    },
    identifiers::{pass_reference, request_reference},
    recipients::identity::recipient_reference,
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::{DateTime, Utc};
use entities::{
    pass::{self, PassId},
    programme::{self, ProgrammeId},
    site::SiteId,
};

const PAGE_SIZE: usize = 50;

#[derive(Template)]
#[template(path = "passes/ledger.html")]
struct LedgerPage {
    shell: Shell,
    /// Whether who reads this coordinates a part of the département.
    limited: bool,
    may_issue: bool,
    may_settle: bool,
    totals: Vec<TotalLine>,
    places: Vec<PlaceLine>,
    lines: Vec<Line>,
    programmes: Vec<Choice>,
    standings: Vec<Choice>,
    sites: Vec<Choice>,
    filter: LedgerFilter,
    /// The same filter, for the export.
    query: String,
    first: String,
    next: String,
    errors: FormErrors,
}

impl LedgerPage {
    /// The same passes as a file.
    fn export(&self) -> String {
        format!("/passes/export?{}", self.query)
    }
}

struct TotalLine {
    standing_key: &'static str,
    tone: &'static str,
    icon: &'static str,
    passes: i64,
    amount: String,
}

/// What was used at a place: not paid yet, and paid.
struct PlaceLine {
    place: String,
    used: i64,
    owed: String,
    paid: i64,
    amount: String,
}

struct Line {
    reference: String,
    programme: String,
    standing_key: &'static str,
    tone: &'static str,
    icon: &'static str,
    value: String,
    last_day: String,
    /// References, of the person and of the request.
    whose: String,
    /// When and where it was used.
    used: String,
}

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct LedgerFilter {
    pub programme: String,
    pub standing: String,
    pub place: String,
    /// The last pass of the page before.
    pub after: String,
}

impl LedgerFilter {
    pub(super) fn read(&self) -> Filter {
        Filter {
            programme: self.programme.parse().ok().map(ProgrammeId),
            standing: Standing::from_value(&self.standing),
            place: self.place.parse().ok().map(SiteId),
        }
    }

    /// What was understood of it, as an address says it.
    fn query(filter: Filter) -> String {
        format!(
            "programme={}&standing={}&place={}",
            filter
                .programme
                .map_or(String::new(), |id| id.0.to_string()),
            filter.standing.map_or("", Standing::value),
            filter.place.map_or(String::new(), |id| id.0.to_string()),
        )
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeePasses>,
    Query(form): Query<LedgerFilter>,
) -> Result<Response, Error> {
    let words = by.words();
    let now = app.clock.now();
    let filter = form.read();
    let after = form.after.parse().ok().map(PassId);
    let limit = PAGE_SIZE as u64 + 1;
    let mut rows = queries::ledger(&app.db, &by, filter, after, limit, now).await?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    let totals = queries::totals(&app.db, &by, filter.programme, now).await?;
    let sites = queries::sites_of(&app.db, totals.by_place.keys().copied()).await?;
    let named = Named::of(&app.db, &rows).await?;
    let query = LedgerFilter::query(filter);
    let first = format!("/passes?{query}");
    let next = match rows.last() {
        Some(last) if more => format!("{first}&after={}", last.id.0),
        Some(_) | None => String::new(),
    };
    let place = |id| sites.get(&id).map_or_else(String::new, queries::place_name);
    let whole = territory::limit(&by).is_none();
    let page = LedgerPage {
        limited: !whole,
        may_issue: whole && by.may(IssuePasses),
        may_settle: whole && by.may(SettlePasses),
        totals: standing_lines(words, &totals),
        places: totals
            .by_place
            .iter()
            .map(|(id, (used, paid))| PlaceLine {
                place: place(*id),
                used: used.passes,
                owed: words.euros(used.cents),
                paid: paid.passes,
                amount: words.euros(paid.cents),
            })
            .collect(),
        lines: rows
            .iter()
            .map(|pass| line(words, &named, pass, now))
            .collect(),
        programmes: choices(words, named.programmes.values()),
        standings: Standing::ALL
            .into_iter()
            .map(|one| Choice::new(one.value(), words.say(say::standing_key(one))))
            .collect(),
        sites: sites
            .values()
            .map(|site| Choice::new(site.id.0.to_string(), queries::place_name(site)))
            .collect(),
        first: if form.after.is_empty() {
            String::new()
        } else {
            first
        },
        next,
        query,
        filter: form,
        errors: FormErrors::default(),
        shell: by.shell(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// Programmes to choose from.
pub(super) fn choices<'p>(
    words: Words,
    programmes: impl IntoIterator<Item = &'p programme::Model>,
) -> Vec<Choice> {
    programmes
        .into_iter()
        .map(|one| {
            let name = words.lang.choose(&one.name_fr, &one.name_en);
            Choice::new(one.id.0.to_string(), name)
        })
        .collect()
}

/// Only the whole département issues and pays: who coordinates a part of it reads.
pub(super) fn whole_departement(by: &Signed) -> Result<(), Error> {
    if territory::limit(by).is_none() {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

fn standing_lines(words: Words, totals: &queries::Totals) -> Vec<TotalLine> {
    let line = |standing| {
        let (tone, icon) = say::standing_look(standing);
        let total: Total = totals
            .by_standing
            .get(&standing)
            .copied()
            .unwrap_or_default();
        TotalLine {
            standing_key: say::standing_key(standing),
            tone,
            icon,
            passes: total.passes,
            amount: words.euros(total.cents),
        }
    };
    Standing::ALL.into_iter().map(line).collect()
}

fn line(words: Words, named: &Named, pass: &pass::Model, now: DateTime<Utc>) -> Line {
    let standing = Standing::of(pass.state, pass.expires_at, now);
    let (tone, icon) = say::standing_look(standing);
    let grant = pass.grant_id.and_then(|id| named.grants.get(&id));
    Line {
        reference: pass_reference(pass.issue_id, pass.number),
        programme: named
            .programmes
            .get(&pass.programme_id)
            .map_or_else(String::new, |one| {
                words.lang.choose(&one.name_fr, &one.name_en).to_owned()
            }),
        standing_key: say::standing_key(standing),
        tone,
        icon,
        value: words.euros(i64::from(pass.value_cents)),
        last_day: words.short_date(last_day(pass.expires_at)),
        whose: grant.map_or_else(String::new, |grant| {
            let person = recipient_reference(grant.recipient_id);
            format!("{person}, {}", request_reference(grant.request_id))
        }),
        used: pass.used_at.map_or_else(String::new, |at| {
            words
                .with("when", words.date_time(at))
                .with("place", named.place(pass.used_site_id))
                .say("pass-used-at")
        }),
    }
}
