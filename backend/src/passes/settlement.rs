//! `/passes/settlement`: what is owed to an organisation for a programme and a period, with every pass behind it, and
//! that it is paid.
use super::{
    actions::{Failure, Refusal},
    ledger::{choices, whole_departement},
    queries,
    rules::{AT_ONCE, begins, ends},
    say::{self, Said},
    settling::{self, NewSettlement},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SettlePasses},
    identifiers::pass_reference,
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
use entities::{organisation, pass, pass_settlement, programme};
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

/// Settlements shown.
const SHOWN: u64 = 20;

#[derive(Template)]
#[template(path = "passes/settlement.html")]
struct SettlementPage {
    shell: Shell,
    refusal: Option<Said>,
    programmes: Vec<Choice>,
    organisations: Vec<Choice>,
    /// What is owed, once it was asked for.
    owed: Option<Owed>,
    settled: Vec<SettledLine>,
    form: PeriodForm,
    errors: FormErrors,
}

struct Owed {
    lines: Vec<OwedLine>,
    amount: String,
    /// More than one settlement pays.
    too_many: bool,
}

struct OwedLine {
    reference: String,
    at: String,
    place: String,
    value: String,
}

struct SettledLine {
    id: i32,
    organisation: String,
    programme: String,
    period: String,
    passes: i32,
    amount: String,
    on: String,
}

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct PeriodForm {
    write_id: String,
    programme: String,
    organisation: String,
    from: String,
    until: String,
}

impl PeriodForm {
    fn is_empty(&self) -> bool {
        [&self.programme, &self.organisation, &self.from, &self.until]
            .iter()
            .all(|typed| typed.trim().is_empty())
    }

    fn parse(&self, offered: &Offered, today: NaiveDate) -> Result<NewSettlement, FormErrors> {
        let mut errors = FormErrors::default();
        let programme = offered
            .programmes
            .iter()
            .find(|one| one.id.0.to_string() == self.programme);
        if programme.is_none() {
            errors.add("programme", "pass-choose-programme");
        }
        let organisation = offered
            .organisations
            .iter()
            .find(|one| one.id.0.to_string() == self.organisation);
        if organisation.is_none() {
            errors.add("organisation", "pass-choose-organisation");
        }
        let day = |typed: &str| typed.trim().parse::<NaiveDate>().ok();
        let from = day(&self.from);
        if from.is_none() {
            errors.add("from", "pass-from-wrong");
        }
        // Over: whatever is used in it was used, and the list stays what was shown.
        let until = day(&self.until).filter(|until| *until < today);
        if until.is_none() || from.is_some_and(|from| until.is_some_and(|until| until < from)) {
            errors.add("until", "pass-until-wrong");
        }
        let moments = from.and_then(begins).zip(until.and_then(ends));
        match (programme, organisation, from.zip(until), moments) {
            (Some(programme), Some(organisation), Some(days), Some(moments))
                if errors.is_empty() =>
            {
                Ok(NewSettlement {
                    programme: programme.id,
                    organisation: organisation.id,
                    days,
                    moments,
                })
            }
            _ => Err(errors),
        }
    }
}

/// What the form may choose from.
struct Offered {
    programmes: Vec<programme::Model>,
    organisations: Vec<organisation::Model>,
}

impl Offered {
    async fn read(app: &App) -> Result<Self, Error> {
        Ok(Self {
            programmes: queries::programmes(&app.db).await?,
            organisations: queries::payees(&app.db).await?,
        })
    }
}

/// What was just tried and did not go through.
#[derive(Default)]
struct Attempt {
    status: StatusCode,
    refusal: Option<Refusal>,
    errors: FormErrors,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SettlePasses>,
    Query(form): Query<PeriodForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let offered = Offered::read(&app).await?;
    let mut attempt = Attempt::default();
    let mut period = None;
    if !form.is_empty() {
        match form.parse(&offered, app.clock.today()) {
            Ok(read) => period = Some(read),
            Err(errors) => {
                attempt.status = StatusCode::UNPROCESSABLE_ENTITY;
                attempt.errors = errors;
            }
        }
    }
    render(&app, &by, &offered, form, period, attempt).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<SettlePasses>,
    Form(form): Form<PeriodForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let offered = Offered::read(&app).await?;
    let new = match form.parse(&offered, app.clock.today()) {
        Ok(new) => new,
        Err(errors) => {
            let attempt = Attempt {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                errors,
                ..Attempt::default()
            };
            return render(&app, &by, &offered, form, None, attempt).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    match settling::settle(&write, &by, new, app.clock.now()).await {
        Ok(_) => Ok(write
            .answer("/passes/settlement?done=passes-settled")
            .await?
            .into_response()),
        Err(Failure::Error(error)) => Err(error),
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let attempt = Attempt {
                status: StatusCode::CONFLICT,
                refusal: Some(refusal),
                ..Attempt::default()
            };
            render(&app, &by, &offered, form, Some(new), attempt).await
        }
    }
}

async fn render(
    app: &App,
    by: &Allowed<SettlePasses>,
    offered: &Offered,
    form: PeriodForm,
    period: Option<NewSettlement>,
    attempt: Attempt,
) -> Result<Response, Error> {
    let words = by.words();
    let owed = match period {
        Some(period) => Some(owed(app, by, period).await?),
        None => None,
    };
    let settled = pass_settlement::Entity::find()
        .order_by_desc(pass_settlement::Column::Id)
        .limit(SHOWN)
        .all(&app.db)
        .await?;
    let line = |row: &pass_settlement::Model| {
        let organisation = offered
            .organisations
            .iter()
            .find(|one| one.id == row.organisation_id);
        let programme = offered
            .programmes
            .iter()
            .find(|one| one.id == row.programme_id);
        SettledLine {
            id: row.id.0,
            organisation: organisation.map_or_else(String::new, |one| one.name.clone()),
            programme: programme.map_or_else(String::new, |one| {
                words.lang.choose(&one.name_fr, &one.name_en).to_owned()
            }),
            period: words
                .with("from", words.short_date(row.from_on))
                .with("until", words.short_date(row.until_on))
                .say("pass-period"),
            passes: row.passes,
            amount: words.euros(i64::from(row.amount_cents)),
            on: words.short_date(row.settled_at),
        }
    };
    let page = SettlementPage {
        refusal: attempt
            .refusal
            .as_ref()
            .map(|refusal| say::refusal(words, refusal)),
        programmes: choices(words, &offered.programmes),
        organisations: offered
            .organisations
            .iter()
            .map(|one| Choice::new(one.id.0.to_string(), one.name.as_str()))
            .collect(),
        owed,
        settled: settled.iter().map(line).collect(),
        form,
        errors: attempt.errors,
        shell: by.shell(),
    };
    Ok(web::page(attempt.status, &page)?)
}

async fn owed(app: &App, by: &Allowed<SettlePasses>, period: NewSettlement) -> Result<Owed, Error> {
    let words = by.words();
    let whose = (period.programme, period.organisation);
    let mut passes = queries::owed(&app.db, whose, period.moments, AT_ONCE as u64 + 1).await?;
    let too_many = passes.len() > AT_ONCE;
    passes.truncate(AT_ONCE);
    let sites = passes.iter().filter_map(|pass| pass.used_site_id);
    let sites = queries::sites_of(&app.db, sites).await?;
    let cents: i64 = passes.iter().map(|pass| i64::from(pass.value_cents)).sum();
    let line = |pass: &pass::Model| OwedLine {
        reference: pass_reference(pass.issue_id, pass.number),
        at: pass
            .used_at
            .map_or_else(String::new, |at| words.date_time(at)),
        place: pass
            .used_site_id
            .and_then(|id| sites.get(&id))
            .map_or_else(String::new, queries::place_name),
        value: words.euros(i64::from(pass.value_cents)),
    };
    Ok(Owed {
        lines: passes.iter().map(line).collect(),
        amount: words.euros(cents),
        too_many,
    })
}
