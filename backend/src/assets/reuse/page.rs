//! `GET /reuse`: the reuse ratio of an owner and a year, with the list behind each figure; `GET /reuse/export`: all of
//! it as a table.
use super::queries::{self, Found, Year};
use crate::{
    app::App,
    assets::{
        queries::owners,
        rules::reuse::{FIRST_YEAR, Part, Ratio, target},
    },
    auth::{Allowed, permissions::SeeAccounting},
    devices::{queries::path_of, standing::kind_key},
    journal::exports,
    web::{self, Choice, Error, FormErrors, Shell, Words, cells},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::Datelike;
use entities::{
    list_export::ExportedList,
    organisation::{self, OrganisationKind},
};

/// Devices on a page.
const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "assets/reuse.html")]
struct ReusePage {
    shell: Shell,
    /// A filter has none.
    errors: FormErrors,
    owners: Vec<Choice>,
    owner: String,
    years: Vec<Choice>,
    year: String,
    /// None where no organisation owns anything.
    report: Option<Report>,
}

struct Report {
    owner: String,
    ratio: Ratio,
    percent: Option<String>,
    target: Option<i64>,
    reached: Option<bool>,
    /// Whether the year is over.
    over: bool,
    /// Reformed and given away within the year.
    within: u64,
    parts: Vec<PartLine>,
    title: &'static str,
    lines: Vec<Line>,
    first: String,
    next: String,
    export: String,
}

struct PartLine {
    key: &'static str,
    count: i64,
    href: String,
}

struct Line {
    found: Found,
    href: String,
}

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    owner: String,
    year: String,
    part: String,
    /// The last device of the page before.
    after: String,
}

impl Asked {
    /// The year that is asked for, this one when none is; nothing for a year without a target or to come.
    fn year(&self, now: i32) -> Option<i32> {
        if self.year.is_empty() {
            return Some(now);
        }
        let year = self.year.parse().ok()?;
        (FIRST_YEAR..=now).contains(&year).then_some(year)
    }

    fn part(&self) -> Part {
        Part::from_value(&self.part).unwrap_or(Part::Reused)
    }
}

/// The owner that is asked for; the département, or the first, when none is.
fn chosen<'o>(
    owners: &'o [organisation::Model],
    typed: &str,
) -> Result<Option<&'o organisation::Model>, Error> {
    if typed.is_empty() {
        let departement = owners
            .iter()
            .find(|owner| owner.kind == OrganisationKind::Departement);
        return Ok(departement.or(owners.first()));
    }
    let found = owners.iter().find(|owner| owner.id.0.to_string() == typed);
    found.map(Some).ok_or(Error::NotFound)
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeAccounting>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let now = app.clock.today().year();
    let number = asked.year(now).ok_or(Error::NotFound)?;
    let owners = owners(&app.db, &by).await?;
    let owner = chosen(&owners, &asked.owner)?;
    let report = match owner {
        Some(owner) => Some(report(&app, owner, (number, now), &asked).await?),
        None => None,
    };
    let page = ReusePage {
        shell: by.shell(),
        errors: FormErrors::default(),
        owner: owner.map_or_else(String::new, |owner| owner.id.0.to_string()),
        owners: owners
            .iter()
            .map(|owner| Choice::new(owner.id.0.to_string(), owner.name.clone()))
            .collect(),
        years: (FIRST_YEAR..=now)
            .rev()
            .map(|year| Choice::new(year.to_string(), year.to_string()))
            .collect(),
        year: number.to_string(),
        report,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

async fn report(
    app: &App,
    owner: &organisation::Model,
    (number, now): (i32, i32),
    asked: &Asked,
) -> Result<Report, Error> {
    let year = Year::of(number).ok_or(Error::NotFound)?;
    let found = queries::found(&app.db, owner.id, year).await?;
    let mut ratio = Ratio::default();
    for one in &found {
        ratio.count(one.part(year));
    }
    let address = |part: Part| {
        format!(
            "/reuse?owner={}&year={number}&part={}",
            owner.id.0,
            part.value()
        )
    };
    let chosen = asked.part();
    let after: i32 = asked.after.parse().unwrap_or(0);
    let mut lines: Vec<Line> = found
        .into_iter()
        .filter(|one| one.device_id.0 > after && one.part(year) == chosen)
        .take(PER_PAGE + 1)
        .map(|found| Line {
            href: path_of(found.label_code.as_deref(), found.device_id),
            found,
        })
        .collect();
    let more = lines.len() > PER_PAGE;
    lines.truncate(PER_PAGE);
    let next = match lines.last() {
        Some(last) if more => format!("{}&after={}", address(chosen), last.found.device_id.0),
        Some(_) | None => String::new(),
    };
    let target = target(number);
    Ok(Report {
        owner: owner.name.clone(),
        percent: ratio
            .tenths()
            .map(|tenths| format!("{}.{}", tenths / 10, tenths % 10)),
        target,
        reached: target.and_then(|percent| ratio.reaches(percent)),
        over: number < now,
        within: queries::within(&app.db, owner.id, year).await?,
        parts: Part::ALL
            .into_iter()
            .map(|part| PartLine {
                key: part.key(),
                count: ratio.of(part),
                href: address(part),
            })
            .collect(),
        title: chosen.key(),
        first: if after > 0 {
            address(chosen)
        } else {
            String::new()
        },
        next,
        export: format!("/reuse/export?owner={}&year={number}", owner.id.0),
        lines,
        ratio,
    })
}

pub async fn export(
    State(app): State<App>,
    by: Allowed<SeeAccounting>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let number = asked
        .year(app.clock.today().year())
        .ok_or(Error::NotFound)?;
    let year = Year::of(number).ok_or(Error::NotFound)?;
    let owners = owners(&app.db, &by).await?;
    let owner = chosen(&owners, &asked.owner)?.ok_or(Error::NotFound)?;
    let words = by.words();
    let found = queries::found(&app.db, owner.id, year).await?;
    let head = [
        "reuse-part",
        "accounting-our-number",
        "device-code",
        "device-inventory-number",
        "accounting-designation",
        "device-acquired-on",
        "exit-decision-number",
        "exit-decided-on",
        "cession-ceded-on",
    ]
    .map(|key| words.say(key))
    .to_vec();
    let rows = found.iter().map(|one| row(&words, one, year));
    let name = format!("{}-{}-{number}", words.say("reuse-file"), owner.id.0);
    let table = cells::table(&words, &name, std::iter::once(head).chain(rows))?;
    exports::table(&app, &by, ExportedList::Reuse, table).await
}

fn row(words: &Words, one: &Found, year: Year) -> Vec<String> {
    let kind = words.say(kind_key(one.kind));
    vec![
        words.say(one.part(year).key()),
        one.device_id.0.to_string(),
        one.label_code.clone().unwrap_or_default(),
        one.inventory_number.clone(),
        format!("{kind} {} {}", one.manufacturer, one.model),
        cells::day(one.acquired_on),
        one.decision_number.clone(),
        cells::day(one.decided_on),
        one.ceded_on.map(cells::day).unwrap_or_default(),
    ]
}
