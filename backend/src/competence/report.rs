//! `GET /competence`: what the pathways of a programme changed, by territory. Means of differences and how sure they are;
//! nothing of anybody.
use super::{
    evolution::{self, Measure, Row, Where},
    questionnaires::questionnaire,
    rules::figures::FEWEST,
    say, skills,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeCompetence},
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use anyhow::Context;
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use entities::{
    organisation::{self, OrganisationKind},
    programme,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, btree_map::Entry};

#[derive(Template)]
#[template(path = "competence/report.html")]
struct ReportPage {
    shell: Shell,
    form: ReportForm,
    errors: FormErrors,
    programmes: Vec<Choice>,
    fewest: u32,
    limited: bool,
    tables: Vec<Table>,
}

/// One thing that is measured.
struct Table {
    title: String,
    unit: String,
    lines: Vec<Line>,
}

struct Line {
    territory: String,
    comparison: &'static str,
    shown: Option<Said>,
}

/// The figures as they are read.
struct Said {
    people: String,
    mean: String,
    interval: String,
    missing: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ReportForm {
    programme: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeCompetence>,
    Query(form): Query<ReportForm>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let programmes = programme::Entity::find()
        .order_by_asc(programme::COLUMN.id)
        .all(&app.db)
        .await?;
    let chosen = if form.programme.is_empty() {
        programmes.first()
    } else {
        let named = |one: &&programme::Model| one.id.0.to_string() == form.programme;
        Some(programmes.iter().find(named).ok_or(Error::NotFound)?)
    };
    let rows = match chosen {
        Some(chosen) => {
            let today = app.clock.today();
            evolution::of_programme(&app.db, chosen.id, &by.territories, today).await?
        }
        None => Vec::new(),
    };
    let page = ReportPage {
        form: ReportForm {
            programme: chosen.map_or_else(String::new, |one| one.id.0.to_string()),
        },
        errors: FormErrors::default(),
        programmes: programmes
            .iter()
            .map(|one| {
                let name = shell.lang.choose(&one.name_fr, &one.name_en);
                Choice::new(one.id.0.to_string(), name)
            })
            .collect(),
        fewest: FEWEST,
        limited: !by.territories.is_empty(),
        tables: tables(&shell, rows, &names(&app).await?)?,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

/// The intercommunalities by their codes.
async fn names(app: &App) -> Result<BTreeMap<String, String>, Error> {
    let known = organisation::Entity::find()
        .filter(organisation::COLUMN.kind.eq(OrganisationKind::Epci))
        .all(&app.db)
        .await?;
    let names = known
        .into_iter()
        .filter_map(|one| Some((one.epci_code?, one.name)));
    Ok(names.collect())
}

fn tables(
    words: &Words,
    rows: Vec<Row>,
    names: &BTreeMap<String, String>,
) -> Result<Vec<Table>, Error> {
    let mut tables: BTreeMap<Measure, Table> = BTreeMap::new();
    for row in rows {
        let table = match tables.entry(row.measure) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => {
                let (title, unit) = measured(words, row.measure)?;
                let lines = Vec::new();
                free.insert(Table { title, unit, lines })
            }
        };
        table.lines.push(line(words, &row, names));
    }
    Ok(tables.into_values().collect())
}

/// What is measured, and in what.
fn measured(words: &Words, measure: Measure) -> Result<(String, String), Error> {
    match measure {
        Measure::Answers(kind) => {
            let asked = questionnaire(kind, None).context("every questionnaire has a version")?;
            let title = asked.title.say(words.lang).into_owned();
            Ok((title, words.say("competence-unit-points")))
        }
        Measure::Skill(kind) => {
            let skill = skills::skill(kind).context("a test stays in the data")?;
            let title = skill.name.say(words.lang).into_owned();
            Ok((title, skill.unit.say(words.lang).into_owned()))
        }
    }
}

fn line(words: &Words, row: &Row, names: &BTreeMap<String, String>) -> Line {
    let territory = match &row.territory {
        Where::Everywhere => words.say("competence-all-territories"),
        Where::Unknown => words.say("competence-no-territory"),
        Where::In(code) => names.get(code).unwrap_or(code).clone(),
    };
    let shown = row.figures.map(|figures| Said {
        people: words.number(figures.people),
        mean: signed(words, figures.mean),
        interval: words
            .with("low", signed(words, figures.low))
            .with("high", signed(words, figures.high))
            .say("competence-interval-ends"),
        missing: words
            .with("percent", row.missing_percent)
            .say("competence-percent"),
    });
    Line {
        territory,
        comparison: say::comparison(row.moment),
        shown,
    }
}

/// A change to two decimals, its sign before it.
fn signed(words: &Words, change: f64) -> String {
    let plain = format!("{:.2}", change.abs());
    let sign = match plain.as_str() {
        "0.00" => "",
        _ if change < 0.0 => "\u{2212}",
        _ => "+",
    };
    format!("{sign}{}", words.number(plain))
}

#[cfg(test)]
mod tests {
    use super::signed;
    use crate::web::{Lang, Words};

    #[test]
    fn a_change_says_its_direction_and_no_change_has_none() {
        let said = |change| signed(&Words::new(Lang::Fr), change);
        assert_eq!(
            [0.426, -1.0, 0.004, -0.004].map(said),
            ["+0,43", "\u{2212}1,00", "0,00", "0,00"]
        );
    }
}
