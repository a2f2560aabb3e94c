//! `GET|POST /hours`: noting a day, a month of the workshop, and switching hours on or off.
use super::{
    actions::{self, Informed, Worked},
    queries::{self, Line},
    rules::{self, FEWEST, Total, month_of},
    skills::skills,
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::KeepHours},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use entities::hours_consent;

#[derive(Template)]
#[template(path = "hours/show.html")]
struct HoursPage {
    shell: Shell,
    consent: Option<hours_consent::Model>,
    month: String,
    people: Vec<Choice>,
    skills: Vec<Choice>,
    lines: Vec<Row>,
    /// Of the month; none below five people.
    total: Option<Said>,
    fewest: i64,
    form: HoursForm,
    switch: SwitchForm,
    errors: FormErrors,
}

struct Row {
    name: String,
    day: NaiveDate,
    hours: String,
    skills: String,
}

/// A total in words.
struct Said {
    people: i64,
    hours: String,
    skills: Vec<(String, i64)>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Which {
    month: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct HoursForm {
    write_id: String,
    person: String,
    day: String,
    hours: String,
    skills: Vec<String>,
    replace: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SwitchForm {
    write_id: String,
    what: String,
    representatives: String,
    people: String,
    officer: String,
    sure: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepHours>,
    Query(which): Query<Which>,
) -> Result<Response, Error> {
    let form = HoursForm {
        day: app.clock.today().to_string(),
        ..HoursForm::default()
    };
    let none = (form, SwitchForm::default(), FormErrors::default());
    render(&app, &by, &which.month, none, StatusCode::OK).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepHours>,
    Form(form): Form<HoursForm>,
) -> Result<Response, Error> {
    queries::consent(&app.db, &by)
        .await?
        .ok_or(Error::NotFound)?;
    let worked = match parse(&app, &by, &form).await? {
        Ok(worked) => worked,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let filled = (form, SwitchForm::default(), errors);
            return render(&app, &by, "", filled, status).await;
        }
    };
    let month = month_of(worked.day);
    let write = app.write_once(&by, &form.write_id).await?;
    let before = queries::day(&*write, worked.person, worked.day).await?;
    if before.is_some() && form.replace != "yes" {
        drop(write);
        let mut errors = FormErrors::default();
        errors.add("replace", "hours-noted-already");
        let filled = (form, SwitchForm::default(), errors);
        return render(&app, &by, &month, filled, StatusCode::CONFLICT).await;
    }
    actions::note(&*write, &by, worked, before, app.clock.now()).await?;
    let to = format!("/hours?month={month}&done=hours-noted");
    Ok(write.answer(to).await?.into_response())
}

pub async fn switch(
    State(app): State<App>,
    by: Allowed<KeepHours>,
    Form(form): Form<SwitchForm>,
) -> Result<Response, Error> {
    let today = app.clock.today();
    let mut errors = FormErrors::default();
    let mut informed = |field: &'static str, typed: &str| {
        let day = typed.trim().parse::<NaiveDate>().ok();
        let day = day.filter(|day| *day <= today);
        if day.is_none() {
            errors.add(field, "hours-informed-missing");
        }
        day
    };
    let consent = queries::consent(&app.db, &by).await?;
    let now = app.clock.now();
    match (form.what.as_str(), consent) {
        ("on", _) => {
            let days = (
                informed("representatives", &form.representatives),
                informed("people", &form.people),
                informed("officer", &form.officer),
            );
            if let (Some(representatives), Some(people), Some(officer)) = days {
                let informed = Informed {
                    representatives,
                    people,
                    officer,
                };
                let write = app.write_once(&by, &form.write_id).await?;
                actions::begin(&*write, &by, informed, now).await?;
                return Ok(write.answer("/hours?done=hours-on").await?.into_response());
            }
        }
        ("off", Some(consent)) if form.sure == "yes" => {
            let write = app.write_once(&by, &form.write_id).await?;
            actions::end(&*write, &by, &consent, now).await?;
            return Ok(write.answer("/hours?done=hours-off").await?.into_response());
        }
        ("off", None) if form.sure == "yes" => {
            // A repeat is answered as the first time; nothing is on.
            drop(app.write_once(&by, &form.write_id).await?);
            return Err(Error::Changed);
        }
        ("off", _) => errors.add("sure", "hours-off-unsure"),
        _ => return Err(Error::NotFound),
    }
    let filled = (HoursForm::default(), form, errors);
    render(&app, &by, "", filled, StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn parse(
    app: &App,
    by: &Signed,
    form: &HoursForm,
) -> Result<Result<Worked, FormErrors>, Error> {
    let mut errors = FormErrors::default();
    let people = queries::people(&app.db, by).await?;
    let person = people
        .iter()
        .map(|(id, _)| *id)
        .find(|id| id.0.to_string() == form.person);
    if person.is_none() {
        errors.add("person", "hours-person-missing");
    }
    let today = app.clock.today();
    let oldest = today - rules::KEPT;
    let day = form.day.trim().parse::<NaiveDate>().ok();
    let day = day.filter(|day| (oldest..=today).contains(day));
    if day.is_none() {
        errors.add("day", "hours-day-wrong");
    }
    let minutes = rules::minutes(&form.hours);
    if minutes.is_none() {
        errors.add("hours", "hours-hours-wrong");
    }
    let skills: Vec<String> = skills()
        .iter()
        .filter(|skill| form.skills.contains(&skill.key))
        .map(|skill| skill.key.clone())
        .collect();
    Ok(match (person, day, minutes) {
        (Some(person), Some(day), Some(minutes)) => Ok(Worked {
            person,
            day,
            minutes,
            skills,
        }),
        _ => Err(errors),
    })
}

async fn render(
    app: &App,
    by: &Signed,
    month: &str,
    (form, switch, errors): (HoursForm, SwitchForm, FormErrors),
    status: StatusCode,
) -> Result<Response, Error> {
    let shell = by.shell();
    let consent = queries::consent(&app.db, by).await?;
    let this_month = month_of(app.clock.today());
    let (month, days) = match rules::month(month) {
        Some(days) => (month.trim().to_owned(), Some(days)),
        None => (this_month.clone(), rules::month(&this_month)),
    };
    let lines = match days {
        Some(days) if consent.is_some() => queries::month(&app.db, by, days).await?,
        Some(_) | None => Vec::new(),
    };
    let total = rules::total(lines.iter().map(|line| rules::Day {
        person: line.hours.membership_id.0,
        minutes: line.hours.minutes,
        skills: &line.skills,
    }));
    let page = HoursPage {
        people: queries::people(&app.db, by)
            .await?
            .into_iter()
            .map(|(id, name)| Choice::new(id.0.to_string(), name))
            .collect(),
        skills: skills()
            .iter()
            .map(|skill| Choice::new(&skill.key, skill.name(shell.lang)))
            .collect(),
        total: total.map(|total| said(&shell, &total)),
        lines: lines.into_iter().map(|line| row(&shell, line)).collect(),
        fewest: i64::try_from(FEWEST).unwrap_or(i64::MAX),
        consent,
        month,
        form,
        switch,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}

fn row(shell: &Shell, line: Line) -> Row {
    Row {
        name: line.name,
        day: line.hours.day,
        hours: duration(shell, line.hours.minutes),
        skills: names(shell, &line.skills).join(", "),
    }
}

fn said(shell: &Shell, total: &Total) -> Said {
    let days = |key: &String| total.skills.get(key).copied();
    let skills = skills().iter().filter_map(|skill| {
        let days = i64::try_from(days(&skill.key)?).ok()?;
        Some((skill.name(shell.lang).to_owned(), days))
    });
    Said {
        people: i64::try_from(total.people).unwrap_or(i64::MAX),
        hours: duration(shell, total.minutes),
        skills: skills.collect(),
    }
}

fn names(shell: &Shell, keys: &[String]) -> Vec<String> {
    skills()
        .iter()
        .filter(|skill| keys.contains(&skill.key))
        .map(|skill| skill.name(shell.lang).to_owned())
        .collect()
}

/// `6 h 30`.
fn duration(shell: &Shell, minutes: i32) -> String {
    shell
        .with("hours", minutes / 60)
        .with("minutes", format!("{:02}", minutes % 60))
        .say("hours-duration")
}
