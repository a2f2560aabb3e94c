//! `GET|POST /bench/{code}/category` and `POST /bench/{code}/category/decision`: what a device is worth as a tool,
//! with its points and why, and what a supervisor decides instead.
use super::{
    category_said::{Said, fact_keys},
    device::{at_bench, done},
    queries::Work,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{DecideCategory, WorkAtBench},
    },
    grading::{
        actions::{self, Decision, NotRecorded, Recorder, Refusal},
        queries,
        rules::{Drive, Fact, Facts, MOST_GB, Missing, Ruleset, Technology, Verdict, judge},
        rulesets,
    },
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};

/// As many drives as a workshop meets in a computer.
const DRIVES: usize = 4;
/// As long as the reason of a check.
const REASON_CHARS: usize = 500;

#[derive(Template)]
#[template(path = "workshop/category.html")]
struct CategoryPage {
    shell: Shell,
    code: String,
    work: Work,
    /// The sets that judge such a device, when there are several.
    sets: Vec<SetLink>,
    ruleset: Option<&'static Ruleset>,
    set_name: &'static str,
    numbers: Vec<NumberField>,
    drives: Vec<DriveField>,
    weightings: Vec<Choice>,
    form: CategoryForm,
    errors: FormErrors,
    refused: Option<Refusal>,
    said: Option<Said>,
    decision: Option<DecisionForm>,
    categories: Vec<Choice>,
}

struct SetLink {
    name: &'static str,
    key: &'static str,
    current: bool,
}

struct NumberField {
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    value: String,
}

struct DriveField {
    number: usize,
    technology: String,
    gb: String,
}

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct CategoryForm {
    write_id: String,
    ruleset: String,
    cpu_mark: String,
    ram_gb: String,
    storage_gb: String,
    mobile_index: String,
    battery_percent: String,
    technology: Vec<String>,
    gb: Vec<String>,
    weighting: String,
}

impl CategoryForm {
    fn of(known: &queries::Known, ruleset: &str) -> Self {
        let mut form = Self {
            ruleset: ruleset.to_owned(),
            weighting: known.facts.weighting.to_string(),
            ..Self::default()
        };
        for (fact, number) in &known.facts.numbers {
            *form.number_mut(*fact) = number.to_string();
        }
        for drive in &known.facts.drives {
            form.technology.push(drive.technology.value().to_owned());
            form.gb.push(drive.gb.to_string());
        }
        for gb in &known.unsaid {
            form.technology.push(String::new());
            form.gb.push(gb.to_string());
        }
        form
    }

    fn number(&self, fact: Fact) -> &str {
        match fact {
            Fact::CpuMark => &self.cpu_mark,
            Fact::RamGb => &self.ram_gb,
            Fact::StorageGb => &self.storage_gb,
            Fact::MobileIndex => &self.mobile_index,
            Fact::BatteryPercent => &self.battery_percent,
        }
    }

    fn number_mut(&mut self, fact: Fact) -> &mut String {
        match fact {
            Fact::CpuMark => &mut self.cpu_mark,
            Fact::RamGb => &mut self.ram_gb,
            Fact::StorageGb => &mut self.storage_gb,
            Fact::MobileIndex => &mut self.mobile_index,
            Fact::BatteryPercent => &mut self.battery_percent,
        }
    }

    fn parse(&self, ruleset: &Ruleset) -> Result<(Facts, Verdict), FormErrors> {
        let mut errors = FormErrors::default();
        let mut facts = Facts::default();
        for part in &ruleset.part {
            let typed = self.number(part.fact).trim();
            if typed.is_empty() {
                continue;
            }
            match number(typed, part.fact.most()) {
                Some(number) => {
                    facts.numbers.insert(part.fact, number);
                }
                None => errors.add_with(
                    part.fact.field(),
                    "category-number-wrong",
                    "most",
                    i64::from(part.fact.most()),
                ),
            }
        }
        if ruleset.drives.is_some() {
            self.drives(&mut facts, &mut errors);
        }
        if !ruleset.weightings.is_empty() {
            let chosen = ruleset
                .weightings
                .iter()
                .find(|percent| percent.to_string() == self.weighting);
            match chosen {
                Some(percent) => facts.weighting = *percent,
                None => errors.add("weighting", "category-weighting-missing"),
            }
        }
        match judge(&facts, ruleset) {
            Ok(verdict) if errors.is_empty() => return Ok((facts, verdict)),
            Ok(_) => {}
            Err(missing) => {
                for missing in missing {
                    let field = match missing {
                        Missing::Number(fact) => fact.field(),
                        Missing::Drive => "technology",
                    };
                    // What was typed wrong is not missing.
                    if errors.on(field).is_some() {
                        continue;
                    }
                    match missing {
                        Missing::Number(_) => {
                            errors.add_with(field, "category-number-missing", "field", field);
                        }
                        Missing::Drive => errors.add(field, "category-drive-missing"),
                    }
                }
            }
        }
        Err(errors)
    }

    fn drives(&self, facts: &mut Facts, errors: &mut FormErrors) {
        for (technology, gb) in self.technology.iter().zip(&self.gb) {
            if technology.trim().is_empty() && gb.trim().is_empty() {
                continue;
            }
            let technology = Technology::named(technology);
            match (technology, number(gb.trim(), MOST_GB)) {
                (Some(technology), Some(gb)) => facts.drives.push(Drive { technology, gb }),
                _ if errors.on("technology").is_none() => {
                    errors.add("technology", "category-drive-wrong");
                }
                _ => {}
            }
        }
    }
}

fn number(typed: &str, most: i32) -> Option<i32> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    plain
        .parse()
        .ok()
        .filter(|number| (0..=most).contains(number))
}

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    write_id: String,
    /// The record the supervisor had before them.
    seen: String,
    category: String,
    reason: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asking {
    rules: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
    Query(asking): Query<Asking>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    let known = queries::known(&app.db, &work.device).await?;
    let form = CategoryForm::of(&known, &asking.rules);
    page(&app, &by, work, StatusCode::OK, Sent::of(form)).await
}

/// What a form has to say on the page.
struct Sent {
    form: CategoryForm,
    decision: DecisionForm,
    errors: FormErrors,
    refused: Option<Refusal>,
}

impl Sent {
    fn of(form: CategoryForm) -> Self {
        Self {
            form,
            decision: DecisionForm::default(),
            errors: FormErrors::default(),
            refused: None,
        }
    }
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
    Form(form): Form<CategoryForm>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    let ruleset = rulesets::of(&app.config)
        .for_kind(work.device.kind)
        .find(|set| set.key == form.ruleset)
        .ok_or(Error::Unreadable)?;
    let (facts, verdict) = match form.parse(ruleset) {
        Ok(judged) => judged,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let sent = Sent {
                errors,
                ..Sent::of(form)
            };
            return page(&app, &by, work, status, sent).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let recorder = recorder(&app, &by);
    match actions::record(&write, recorder, &work.device, ruleset, &facts, &verdict).await {
        Ok(()) => {
            let to = to(&code, &ruleset.key);
            Ok(write.answer(to).await?.into_response())
        }
        Err(NotRecorded::Other(error)) => Err(error),
        Err(NotRecorded::Refused(refusal)) => {
            drop(write);
            let sent = Sent {
                refused: Some(refusal),
                ..Sent::of(form)
            };
            page(&app, &by, work, StatusCode::CONFLICT, sent).await
        }
    }
}

pub async fn decide(
    State(app): State<App>,
    by: Allowed<DecideCategory>,
    Path(code): Path<String>,
    Form(form): Form<DecisionForm>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    let rulesets = rulesets::of(&app.config);
    let latest = queries::latest(&app.db, &work.device).await?;
    let ruleset = latest
        .as_ref()
        .and_then(|row| rulesets.by_key(row.ruleset.as_deref()?));
    let reason = form.reason.trim();
    let mut errors = FormErrors::default();
    let known = ruleset.is_some_and(|set| set.category.iter().any(|one| one.key == form.category));
    let computed = latest.as_ref().and_then(|row| row.computed.as_deref());
    if !known {
        errors.add("category", "category-decision-missing");
    } else if computed == Some(form.category.as_str()) {
        errors.add("category", "category-decision-same");
    }
    if reason.is_empty() {
        errors.add("reason", "category-reason-missing");
    } else if reason.chars().count() > REASON_CHARS {
        errors.add("reason", "category-reason-too-long");
    }
    let facts = queries::known(&app.db, &work.device).await?;
    let key = ruleset.map_or("", |set| set.key.as_str());
    let mut sent = Sent::of(CategoryForm::of(&facts, key));
    if !errors.is_empty() {
        sent.errors = errors;
        sent.decision = form;
        return page(&app, &by, work, StatusCode::UNPROCESSABLE_ENTITY, sent).await;
    }
    let write = app.write_once(&by, &form.write_id).await?;
    let decision = Decision {
        seen: form.seen.parse().map_err(|_| Error::Unreadable)?,
        category: &form.category,
        reason,
    };
    let outcome = actions::decide(
        &write,
        &app.keys,
        recorder(&app, &by),
        &work.device,
        decision,
    );
    match outcome.await {
        Ok(()) => Ok(write.answer(to(&code, key)).await?.into_response()),
        Err(NotRecorded::Other(error)) => Err(error),
        Err(NotRecorded::Refused(refusal)) => {
            drop(write);
            sent.refused = Some(refusal);
            sent.decision = form;
            page(&app, &by, work, StatusCode::CONFLICT, sent).await
        }
    }
}

fn to(code: &str, ruleset: &str) -> String {
    let done = done(code, "done-bench-category-recorded");
    let (path, done) = done.split_once('?').unwrap_or((&done, ""));
    format!("{path}/category?rules={ruleset}&{done}")
}

fn recorder(app: &App, by: &Signed) -> Recorder {
    Recorder {
        by: by.at(app.clock.now()),
        member: by.membership_id,
        supervises: by.may(DecideCategory),
    }
}

async fn page(
    app: &App,
    by: &Signed,
    work: Work,
    status: StatusCode,
    sent: Sent,
) -> Result<Response, Error> {
    let shell = by.shell();
    let latest = queries::latest(&app.db, &work.device).await?;
    let kind = work.device.kind;
    let rulesets = rulesets::of(&app.config);
    let mut form = sent.form;
    // The set that was asked for, or the one that judged it, or the usual one.
    let wanted = [
        form.ruleset.as_str(),
        latest
            .as_ref()
            .and_then(|row| row.ruleset.as_deref())
            .unwrap_or_default(),
    ];
    let ruleset = wanted
        .into_iter()
        .find_map(|key| rulesets.for_kind(kind).find(|set| set.key == key))
        .or_else(|| rulesets.for_kind(kind).next());
    let sets: Vec<SetLink> = rulesets
        .for_kind(kind)
        .map(|set| SetLink {
            name: shell.words.lang.choose(&set.fr, &set.en),
            key: &set.key,
            current: ruleset.is_some_and(|current| current.key == set.key),
        })
        .collect();
    form.ruleset = ruleset.map(|set| set.key.clone()).unwrap_or_default();
    let said = match &latest {
        Some(row) => Some(Said::of(app, &shell, row).await?),
        None => None,
    };
    let judged_by = latest
        .as_ref()
        .and_then(|row| rulesets.by_key(row.ruleset.as_deref()?));
    let decides = by.may(DecideCategory) && actions::may_record(&work.device).is_ok();
    let page = CategoryPage {
        numbers: number_fields(ruleset, &form),
        drives: drive_fields(ruleset, &form),
        weightings: ruleset
            .map(|set| weighting_choices(&shell, set))
            .unwrap_or_default(),
        set_name: ruleset.map_or("", |set| shell.words.lang.choose(&set.fr, &set.en)),
        decision: latest.as_ref().filter(|_| decides).map(|row| DecisionForm {
            seen: row.id.to_string(),
            ..sent.decision
        }),
        categories: judged_by.map(category_choices).unwrap_or_default(),
        code: work.code().to_owned(),
        errors: sent.errors,
        refused: sent.refused,
        ruleset,
        sets,
        form,
        said,
        work,
        shell,
    };
    Ok(web::page(status, &page)?)
}

fn number_fields(ruleset: Option<&Ruleset>, form: &CategoryForm) -> Vec<NumberField> {
    let parts = ruleset.into_iter().flat_map(|set| &set.part);
    parts
        .map(|part| {
            let (label, hint) = fact_keys(part.fact);
            NumberField {
                name: part.fact.field(),
                label,
                hint,
                value: form.number(part.fact).to_owned(),
            }
        })
        .collect()
}

fn drive_fields(ruleset: Option<&Ruleset>, form: &CategoryForm) -> Vec<DriveField> {
    if ruleset.is_none_or(|set| set.drives.is_none()) {
        return Vec::new();
    }
    let typed = |list: &[String], place: usize| list.get(place).cloned().unwrap_or_default();
    (0..DRIVES.max(form.gb.len()))
        .map(|place| DriveField {
            number: place + 1,
            technology: typed(&form.technology, place),
            gb: typed(&form.gb, place),
        })
        .collect()
}

fn weighting_choices(shell: &Shell, ruleset: &Ruleset) -> Vec<Choice> {
    let choice = |percent: &i32| {
        let said = shell.with("percent", *percent).say("category-percent");
        Choice::new(percent.to_string(), said)
    };
    ruleset.weightings.iter().map(choice).collect()
}

fn category_choices(ruleset: &Ruleset) -> Vec<Choice> {
    let choices = ruleset.category.iter().rev();
    choices
        .map(|one| Choice::new(one.key.clone(), one.name.clone()))
        .collect()
}
