//! `/counter-rules`: which programmes lend at counters, and `/counter-rules/{id}`: for how long, by whom shown, and what
//! follows from lateness. Rows are only added; the latest holds.
use super::{
    queries::{rule_of, rules},
    rules::lends,
    say,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SetLendingRules},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    counter_rule::{self, OnboardedBy},
    programme::{self, ProgrammeId},
};
use sea_orm::{ActiveEnum, ActiveValue::Set, EntityTrait, Iterable, QueryOrder};

#[derive(Template)]
#[template(path = "handovers/counter_loans/rules.html")]
struct RulesPage {
    shell: Shell,
    lines: Vec<Line>,
}

struct Line {
    id: i32,
    name: String,
    tone: &'static str,
    icon: &'static str,
    standing: String,
    /// Why it lends nothing, whatever its rule says.
    cannot: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "handovers/counter_loans/terms.html")]
struct TermsPage {
    shell: Shell,
    id: i32,
    name: String,
    /// The minutes of the onboarding: the programme says them.
    minutes: i32,
    cannot: Option<&'static str>,
    /// It lends already: that is changed, never ended but with the programme.
    lends: bool,
    givers: Vec<Choice>,
    form: TermsForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct TermsForm {
    write_id: String,
    longest_days: String,
    extension_days: String,
    at_once: String,
    onboarded_by: String,
    remind_days: String,
    late_returns: String,
    late_months: String,
    suspension_days: String,
}

/// What is typed, as the columns hold it.
struct Typed {
    longest_days: i32,
    extension_days: i32,
    at_once: i32,
    onboarded_by: OnboardedBy,
    remind_days: i32,
    late_returns: i32,
    late_months: i32,
    suspension_days: i32,
}

impl TermsForm {
    fn of(rule: Option<&counter_rule::Model>) -> Self {
        let said = |number: Option<i32>, usual: i32| number.unwrap_or(usual).to_string();
        let giver = rule.map_or(OnboardedBy::Trainers, |rule| rule.onboarded_by);
        Self {
            write_id: String::new(),
            longest_days: said(rule.map(|rule| rule.longest_days), 14),
            extension_days: said(rule.map(|rule| rule.extension_days), 7),
            at_once: said(rule.map(|rule| rule.at_once), 1),
            onboarded_by: giver.to_value(),
            remind_days: said(rule.map(|rule| rule.remind_days), 2),
            late_returns: said(rule.map(|rule| rule.late_returns), 2),
            late_months: said(rule.map(|rule| rule.late_months), 12),
            suspension_days: said(rule.map(|rule| rule.suspension_days), 30),
        }
    }

    fn parse(&self) -> Result<Typed, FormErrors> {
        let mut errors = FormErrors::default();
        let onboarded_by = OnboardedBy::try_from_value(&self.onboarded_by).ok();
        if onboarded_by.is_none() {
            errors.add("onboarded_by", "counter-rule-giver-missing");
        }
        let mut read =
            |field: &'static str, typed: &str, least: i32, most: i32| match typed.trim().parse() {
                Ok(number) if (least..=most).contains(&number) => number,
                Ok(_) | Err(_) => {
                    errors.add_with(field, "terms-number-wrong", "most", i64::from(most));
                    least
                }
            };
        let typed = Typed {
            longest_days: read("longest_days", &self.longest_days, 1, 366),
            extension_days: read("extension_days", &self.extension_days, 0, 180),
            at_once: read("at_once", &self.at_once, 1, 10),
            onboarded_by: onboarded_by.unwrap_or(OnboardedBy::Trainers),
            remind_days: read("remind_days", &self.remind_days, 1, 60),
            late_returns: read("late_returns", &self.late_returns, 0, 20),
            late_months: read("late_months", &self.late_months, 1, 36),
            suspension_days: read("suspension_days", &self.suspension_days, 1, 366),
        };
        if errors.is_empty() {
            Ok(typed)
        } else {
            Err(errors)
        }
    }
}

pub async fn list(State(app): State<App>, by: Allowed<SetLendingRules>) -> Result<Response, Error> {
    let shell = by.shell();
    let rules = rules(&app.db).await?;
    let programmes = programme::Entity::find()
        .order_by_asc(programme::COLUMN.id)
        .all(&app.db)
        .await?;
    let line = |programme: &programme::Model| {
        let cannot = lends(programme).err().map(say::not_lent);
        let rule = rules.get(&programme.id);
        let (tone, icon, standing) = match (cannot, rule) {
            (Some(_), Some(_)) => ("stop", "octagon-x", shell.say("counter-rule-stopped")),
            (Some(_), None) => ("plain", "ban", shell.say("counter-rule-cannot")),
            (None, Some(rule)) => {
                let words = shell.with("days", rule.longest_days);
                ("good", "circle-check", words.say("counter-rule-lends"))
            }
            (None, None) => ("plain", "circle-minus", shell.say("counter-rule-not-yet")),
        };
        Line {
            id: programme.id.0,
            name: name(&shell, programme),
            tone,
            icon,
            standing,
            cannot,
        }
    };
    let page = RulesPage {
        lines: programmes.iter().map(line).collect(),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SetLendingRules>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let programme = find(&app, id).await?;
    let rule = rule_of(&app.db, programme.id).await?;
    let form = TermsForm::of(rule.as_ref());
    let shown = (form, FormErrors::default(), StatusCode::OK);
    page(&by, &programme, rule.is_some(), shown)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<SetLendingRules>,
    Path(id): Path<i32>,
    Form(form): Form<TermsForm>,
) -> Result<Response, Error> {
    let programme = find(&app, id).await?;
    let rule = rule_of(&app.db, programme.id).await?;
    let typed = match form.parse() {
        Ok(typed) => typed,
        Err(errors) => {
            let shown = (form, errors, StatusCode::UNPROCESSABLE_ENTITY);
            return page(&by, &programme, rule.is_some(), shown);
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    if lends(&programme).is_err() {
        drop(write);
        let shown = (form, FormErrors::default(), StatusCode::CONFLICT);
        return page(&by, &programme, rule.is_some(), shown);
    }
    let row = counter_rule::ActiveModel {
        programme_id: Set(programme.id),
        longest_days: Set(typed.longest_days),
        extension_days: Set(typed.extension_days),
        at_once: Set(typed.at_once),
        onboarded_by: Set(typed.onboarded_by),
        remind_days: Set(typed.remind_days),
        late_returns: Set(typed.late_returns),
        late_months: Set(typed.late_months),
        suspension_days: Set(typed.suspension_days),
        membership_id: Set(by.membership_id),
        declared_at: Set(app.clock.now()),
        ..Default::default()
    };
    counter_rule::Entity::insert(row)
        .exec_without_returning(&*write)
        .await?;
    let to = format!("/counter-rules/{id}?done=counter-rules-set");
    Ok(write.answer(to).await?.into_response())
}

async fn find(app: &App, id: i32) -> Result<programme::Model, Error> {
    programme::Entity::find_by_id(ProgrammeId(id))
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)
}

fn name(shell: &Shell, programme: &programme::Model) -> String {
    shell
        .lang
        .choose(&programme.name_fr, &programme.name_en)
        .to_owned()
}

fn page(
    by: &Allowed<SetLendingRules>,
    programme: &programme::Model,
    lends_already: bool,
    (form, errors, status): (TermsForm, FormErrors, StatusCode),
) -> Result<Response, Error> {
    let shell = by.shell();
    let page = TermsPage {
        id: programme.id.0,
        name: name(&shell, programme),
        minutes: programme.required_minutes,
        cannot: lends(programme).err().map(say::not_lent),
        lends: lends_already,
        givers: OnboardedBy::iter()
            .map(|one| Choice::new(one.to_value(), shell.say(giver_key(one))))
            .collect(),
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}

fn giver_key(giver: OnboardedBy) -> &'static str {
    match giver {
        OnboardedBy::Trainers => "counter-rule-by-trainers",
        OnboardedBy::Clerks => "counter-rule-by-clerks",
    }
}
