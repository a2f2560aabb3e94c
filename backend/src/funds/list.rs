//! `GET /funds`: every fund with its balance at the end of a day. `POST` opens one.
use super::{
    actions::{self, Failure, Recorder, Refusal},
    internet, queries,
    say::{self, Said},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{KeepFunds, SeeFunds},
        territory,
    },
    internet::rules::fund_code,
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use entities::fund;

/// The longest name of a fund.
const NAME_LETTERS: usize = 120;

#[derive(Template)]
#[template(path = "funds/list.html")]
struct ListPage {
    shell: Shell,
    refusal: Option<Said>,
    at: String,
    day: NaiveDate,
    lines: Vec<Line>,
    /// Codes that internet access was spent under, and that no fund has.
    unknown: Vec<String>,
    may_keep: bool,
    form: FundForm,
    errors: FormErrors,
}

struct Line {
    id: i32,
    code: String,
    name: String,
    given: String,
    spent: String,
    committed: String,
    balance: String,
    /// Below zero.
    is_short: bool,
}

/// The end of which day.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    pub(super) at: String,
}

impl Asked {
    /// The day asked for, today if none was, and what is wrong with it.
    pub(super) fn day(&self, today: NaiveDate, errors: &mut FormErrors) -> NaiveDate {
        let typed = self.at.trim();
        if typed.is_empty() {
            return today;
        }
        let day: Option<NaiveDate> = typed.parse().ok();
        day.filter(|day| *day <= today).unwrap_or_else(|| {
            errors.add("at", "fund-at-wrong");
            today
        })
    }
}

/// 422 where something typed is wrong.
pub(super) fn status_of(errors: &FormErrors) -> StatusCode {
    if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct FundForm {
    write_id: String,
    code: String,
    name: String,
}

/// Money is the whole département's: who coordinates a part of it does not read it.
pub(super) fn whole_departement(by: &Signed) -> Result<(), Error> {
    if territory::limit(by).is_none() {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

/// The fund of an address, for who may read it.
pub(super) async fn find(app: &App, by: &Signed, id: i32) -> Result<fund::Model, Error> {
    whole_departement(by)?;
    queries::fund(&app.db, id).await?.ok_or(Error::NotFound)
}

/// Who records something now.
pub(super) fn recorder(app: &App, by: &Signed) -> Recorder {
    Recorder {
        by: by.at(app.clock.now()),
        membership: by.membership_id,
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeFunds>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let mut errors = FormErrors::default();
    let day = asked.day(app.clock.today(), &mut errors);
    let status = status_of(&errors);
    let attempt = (FundForm::default(), errors, None);
    render(&app, &by, status, (asked.at, day), attempt).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepFunds>,
    Form(form): Form<FundForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let today = app.clock.today();
    let mut errors = FormErrors::default();
    let code = fund_code(&form.code);
    if code.is_none() {
        errors.add("code", "internet-fund-wrong");
    }
    let name = form.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > NAME_LETTERS {
        errors.add("name", "fund-name-wrong");
    }
    errors.keep_people_out("name", &name);
    let Some(code) = code.filter(|_| errors.is_empty()) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return render(
            &app,
            &by,
            status,
            (String::new(), today),
            (form, errors, None),
        )
        .await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    match actions::open(&*write, recorder(&app, &by), code, name).await {
        Ok(fund) => {
            let to = format!("/funds/{}?done=fund-opened", fund.id.0);
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Error(error)) => Err(error),
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let attempt = (form, errors, Some(refusal));
            render(
                &app,
                &by,
                StatusCode::CONFLICT,
                (String::new(), today),
                attempt,
            )
            .await
        }
    }
}

async fn render(
    app: &App,
    by: &Signed,
    status: StatusCode,
    (at, day): (String, NaiveDate),
    (form, errors, refusal): (FundForm, FormErrors, Option<Refusal>),
) -> Result<Response, Error> {
    let words = by.words();
    let funds = queries::funds(&app.db).await?;
    let totals = queries::totals(&app.db, day).await?;
    let line = |fund: &fund::Model| {
        let total = totals.get(&fund.id).copied().unwrap_or_default();
        Line {
            id: fund.id.0,
            code: fund.code.clone(),
            name: fund.name.clone(),
            given: words.euros(total.given),
            spent: words.euros(total.spent),
            committed: words.euros(total.committed),
            balance: words.euros(total.balance()),
            is_short: total.balance() < 0,
        }
    };
    let page = ListPage {
        refusal: refusal.map(|refusal| say::refusal(words, refusal)),
        at,
        day,
        lines: funds.iter().map(line).collect(),
        unknown: internet::codes_without_fund(&app.db).await?,
        may_keep: by.may(KeepFunds),
        form,
        errors,
        shell: by.shell(),
    };
    Ok(web::page(status, &page)?)
}
