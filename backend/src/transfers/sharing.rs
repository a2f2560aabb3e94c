//! `GET|POST /capacity`: what each workshop can take in a week. `POST /capacity/rules`, `…/{id}/end`: which devices go
//! where when a lot is shared.
use super::{
    actions,
    queries::{self, Load},
    rules::Mode,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{DeclareCapacity, ManageSplitRules, SeeTransfers},
    },
    devices::standing::{grade_letter, kind_key, kind_value},
    people::workshops::{self, Workshop},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use entities::{
    device::{DeviceKind, Grade},
    site::SiteId,
    site_capacity, split_rule,
};
use sea_orm::{ActiveEnum, Iterable};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "transfers/sharing.html")]
struct SharingPage {
    shell: Shell,
    lines: Vec<Line>,
    rules: Vec<RuleLine>,
    sites: Vec<Choice>,
    kinds: Vec<Choice>,
    grades: Vec<Choice>,
    form: CapacityForm,
    rule: RuleForm,
    errors: FormErrors,
    may_rule: bool,
}

struct Line {
    workshop: Workshop,
    mode: &'static str,
    declared: Option<site_capacity::Model>,
    load: Option<Load>,
}

struct RuleLine {
    rule: split_rule::Model,
    to: String,
    kind: Option<&'static str>,
    /// Names the rule to who hears the button only.
    label: String,
}

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct CapacityForm {
    write_id: String,
    site: String,
    per_week: String,
    from_on: String,
}

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct RuleForm {
    write_id: String,
    kind: String,
    grade: String,
    to: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct EndForm {
    write_id: String,
}

pub async fn show(State(app): State<App>, by: Allowed<SeeTransfers>) -> Result<Response, Error> {
    let form = CapacityForm {
        from_on: app.clock.today().to_string(),
        ..CapacityForm::default()
    };
    render(&app, &by, form, RuleForm::default(), FormErrors::default()).await
}

async fn render(
    app: &App,
    by: &Signed,
    form: CapacityForm,
    rule: RuleForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let (db, today) = (&app.db, app.clock.today());
    let shell = by.shell();
    let workshops = workshops::seen_by(db, by).await?;
    let loads = queries::loads(db, &workshops, today).await?;
    let ids = workshops.iter().map(|one| one.site.id);
    let mut declared = queries::capacities(db, ids, today).await?;
    let names: HashMap<SiteId, String> = workshops::sent_to_by(db, by)
        .await?
        .into_iter()
        .map(|one| (one.site.id, one.site.name))
        .collect();
    let rule_line = |row: split_rule::Model| {
        let to = names.get(&row.site_id).cloned().unwrap_or_default();
        let kind = row.kind.map(kind_key);
        RuleLine {
            kind,
            label: format!(
                "{} {} → {to}",
                kind.map_or_else(String::new, |kind| shell.say(kind)),
                row.grade.map_or("", grade_letter),
            ),
            to,
            rule: row,
        }
    };
    let rules = queries::rules(db).await?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = SharingPage {
        rules: rules.into_iter().map(rule_line).collect(),
        sites: workshops
            .iter()
            .map(|one| Choice::new(one.site.id.0.to_string(), one.site.name.clone()))
            .collect(),
        lines: workshops
            .into_iter()
            .map(|workshop| Line {
                mode: Mode::of(workshop.organisation.kind).key(),
                declared: declared.remove(&workshop.site.id),
                load: loads.get(&workshop.site.id).copied(),
                workshop,
            })
            .collect(),
        kinds: DeviceKind::iter()
            .map(|kind| Choice::new(kind_value(kind), shell.say(kind_key(kind))))
            .collect(),
        grades: Grade::iter()
            .map(|grade| Choice::new(grade.to_value(), grade_letter(grade)))
            .collect(),
        form,
        rule,
        errors,
        may_rule: by.may(ManageSplitRules),
        shell,
    };
    Ok(web::page(status, &page)?)
}

/// The workshop of a form's value, if it is among these.
fn site_of(workshops: &[Workshop], value: &str) -> Option<SiteId> {
    let id = SiteId(value.parse().ok()?);
    workshops.iter().find(|one| one.site.id == id)?;
    Some(id)
}

pub async fn declare(
    State(app): State<App>,
    by: Allowed<DeclareCapacity>,
    Form(form): Form<CapacityForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let workshops = workshops::seen_by(&app.db, &by).await?;
    let site = site_of(&workshops, &form.site);
    if site.is_none() {
        errors.add("site", "capacity-site-missing");
    }
    let per_week: Option<i32> = form.per_week.trim().parse().ok();
    let per_week = per_week.filter(|count| (0..=100_000).contains(count));
    if per_week.is_none() {
        errors.add("per_week", "capacity-not-a-number");
    }
    let from_on: Option<NaiveDate> = form.from_on.trim().parse().ok();
    // What was declared for a day that is over has been counted on.
    let from_on = from_on.filter(|day| *day >= app.clock.today());
    if from_on.is_none() {
        errors.add("from_on", "capacity-day-wrong");
    }
    let (Some(site), Some(per_week), Some(from_on)) = (site, per_week, from_on) else {
        return render(&app, &by, form, RuleForm::default(), errors).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    actions::declare(&write, by.at(app.clock.now()), site, (per_week, from_on)).await?;
    Ok(write
        .answer("/capacity?done=capacity-declared")
        .await?
        .into_response())
}

pub async fn add_rule(
    State(app): State<App>,
    by: Allowed<ManageSplitRules>,
    Form(form): Form<RuleForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let workshops = workshops::sent_to_by(&app.db, &by).await?;
    let site = site_of(&workshops, &form.to);
    if site.is_none() {
        errors.add("to", "capacity-site-missing");
    }
    let kind = DeviceKind::try_from_value(&form.kind).ok();
    let grade = Grade::try_from_value(&form.grade).ok();
    if kind.is_none() && grade.is_none() {
        errors.add("kind", "split-rule-empty");
    }
    let (Some(site), true) = (site, errors.is_empty()) else {
        let capacity = CapacityForm {
            from_on: app.clock.today().to_string(),
            ..CapacityForm::default()
        };
        return render(&app, &by, capacity, form, errors).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    actions::add_rule(&write, by.at(app.clock.now()), site, (kind, grade)).await?;
    Ok(write
        .answer("/capacity?done=split-rule-added")
        .await?
        .into_response())
}

pub async fn end_rule(
    State(app): State<App>,
    by: Allowed<ManageSplitRules>,
    Path(id): Path<i32>,
    Form(form): Form<EndForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    let workshops = workshops::sent_to_by(&*write, &by).await?;
    let theirs = queries::rules(&*write)
        .await?
        .into_iter()
        .any(|rule| rule.id == id && workshops.iter().any(|one| one.site.id == rule.site_id));
    if !theirs {
        return Err(Error::NotFound);
    }
    actions::end_rule(&write, by.at(app.clock.now()), id).await?;
    Ok(write
        .answer("/capacity?done=split-rule-ended")
        .await?
        .into_response())
}
