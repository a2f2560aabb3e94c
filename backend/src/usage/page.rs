//! `GET /library-use`: the use of each item in a period, what was asked for in vain, what schools said, what a loan cost; and
//! `GET /library-use/export`: all of it as a table.
use super::{
    queries::{self, PAGE, Use},
    rules::Period,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeLibraryUse},
    journal::exports,
    trials::rules::FEWEST,
    web::{self, Error, FormErrors, Shell, Words, cells},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use entities::{catalogue_item, list_export::ExportedList};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "usage/page.html")]
struct UsagePage {
    shell: Shell,
    form: Asked,
    errors: FormErrors,
    lines: Vec<Line>,
    few: String,
    first: String,
    next: String,
    export: String,
}

struct Line {
    slug: String,
    name: String,
    used: Use,
    cost: Option<String>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    from: String,
    until: String,
    after: String,
}

impl Asked {
    /// The period in both fields, as it is shown and linked.
    fn said(self, period: Period) -> Self {
        Self {
            from: period.from.to_string(),
            until: period.until.to_string(),
            ..self
        }
    }

    fn query(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .append_pair("from", &self.from)
            .append_pair("until", &self.until)
            .finish()
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeLibraryUse>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let today = app.clock.today();
    let period = match Period::read(&asked.from, &asked.until, today) {
        Ok(period) => period,
        Err(wrong) => {
            let mut errors = FormErrors::default();
            let (field, key) = wrong.at();
            errors.add(field, key);
            let page = UsagePage {
                form: asked,
                errors,
                lines: Vec::new(),
                few: String::new(),
                first: String::new(),
                next: String::new(),
                export: String::new(),
                shell,
            };
            return Ok(web::page(StatusCode::UNPROCESSABLE_ENTITY, &page)?);
        }
    };
    let asked = asked.said(period);
    let after: i32 = asked.after.parse().unwrap_or_default();
    let mut items = queries::items(&app.db, &by, after, Some(PAGE + 1)).await?;
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = items.len() > most;
    items.truncate(most);
    let uses = queries::of(&app.db, &items, period, period.passed(today)).await?;
    let query = asked.query();
    let page = UsagePage {
        lines: items.iter().map(|item| line(&shell, item, &uses)).collect(),
        few: shell.with("count", FEWEST).say("trial-few"),
        first: if after > 0 {
            format!("/library-use?{query}")
        } else {
            String::new()
        },
        next: items
            .last()
            .filter(|_| more)
            .map(|item| format!("/library-use?{query}&after={}", item.id.0))
            .unwrap_or_default(),
        export: format!("/library-use/export?{query}"),
        form: asked,
        errors: FormErrors::default(),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

fn line(
    shell: &Shell,
    item: &catalogue_item::Model,
    uses: &HashMap<catalogue_item::CatalogueItemId, Use>,
) -> Line {
    let found = uses.get(&item.id).copied().unwrap_or_default();
    Line {
        slug: item.slug.clone(),
        name: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
        cost: found.cost_per_loan.map(|cents| shell.euros(cents)),
        used: found,
    }
}

pub async fn export(
    State(app): State<App>,
    by: Allowed<SeeLibraryUse>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let words = by.words();
    let today = app.clock.today();
    let period = Period::read(&asked.from, &asked.until, today).map_err(|_| Error::Unreadable)?;
    let items = queries::items(&app.db, &by, 0, None).await?;
    let uses = queries::of(&app.db, &items, period, period.passed(today)).await?;
    let head = [
        "usage-item",
        "usage-from",
        "usage-until",
        "usage-pieces",
        "usage-loans",
        "usage-days",
        "usage-rate",
        "usage-in-vain",
        "usage-waiting",
        "usage-told",
        "usage-conclusive",
        "usage-cost",
    ]
    .map(|key| words.say(key))
    .to_vec();
    let few = words.with("count", FEWEST).say("trial-few");
    let rows = items.iter().map(|item| {
        let found = uses.get(&item.id).copied().unwrap_or_default();
        row(words, item, period, (found, &few))
    });
    let name = format!(
        "{}-{}-{}",
        words.say("usage-file"),
        cells::day(period.from),
        cells::day(period.until)
    );
    let table = cells::table(&words, &name, std::iter::once(head).chain(rows))?;
    exports::table(&app, &by, ExportedList::LibraryUse, table).await
}

fn row(
    words: Words,
    item: &catalogue_item::Model,
    period: Period,
    (used, few): (Use, &str),
) -> Vec<String> {
    let count = |told: Option<i64>| told.map_or_else(|| few.to_owned(), |count| count.to_string());
    let known = |figure: Option<i64>| figure.map(|one| one.to_string()).unwrap_or_default();
    let cost = used.cost_per_loan.map(|cents| cells::euros(&words, cents));
    vec![
        words.lang.choose(&item.name_fr, &item.name_en).to_owned(),
        cells::day(period.from),
        cells::day(period.until),
        used.pieces.to_string(),
        used.loans.to_string(),
        used.days_out.to_string(),
        known(used.rate),
        used.in_vain.to_string(),
        used.waiting.to_string(),
        count(used.told),
        count(used.conclusive),
        cost.unwrap_or_default(),
    ]
}
