//! `GET /funds/{id}/spending`: what a fund committed and what each euro of it paid for, the latest first, and who bears it.
//! `POST /funds/{id}/lines/{line}/correction` takes a line off, of this list or of the contributions.
use super::{
    actions::{self, Failure, Refusal},
    contributions,
    internet::{self, Monthly},
    list::{find, recorder},
    queries,
    say::{self, Said, expense_key, line_key},
    things::{Things, hours},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{KeepFunds, SeeFunds},
    },
    web::{self, Error, Shell, Words},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use entities::{
    fund,
    fund_agreement::FundAgreementId,
    fund_line::{self, FundLineId, LineKind},
    fund_share,
};
use std::collections::{BTreeMap, BTreeSet};

/// Lines on a page.
const PAGE_SIZE: usize = 50;

/// Months of internet access on a page; the table has them all.
const MONTHS: u64 = 24;

pub(super) const KINDS: [LineKind; 2] = [LineKind::Commitment, LineKind::Spend];

#[derive(Template)]
#[template(path = "funds/spending.html")]
struct SpendingPage {
    shell: Shell,
    fund: fund::Model,
    refusal: Option<Said>,
    lines: Vec<Line>,
    first: String,
    next: String,
    months: Vec<MonthLine>,
    may_keep: bool,
}

impl SpendingPage {
    /// The same as a file.
    fn export(&self) -> String {
        format!("/funds/{}/spending/table", self.fund.id.0)
    }
}

struct Line {
    id: i32,
    on: String,
    kind_key: &'static str,
    expense_key: &'static str,
    thing: String,
    /// The page of the device.
    address: Option<String>,
    hours: Option<String>,
    amount: String,
    /// Who bears it: name and part.
    shares: Vec<(String, String)>,
    corrects: Option<String>,
    may_correct: bool,
    is_taken_off: bool,
}

struct MonthLine {
    month: String,
    plans: i64,
    prepaid: i64,
    amount: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The last line of the page before.
    after: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct CorrectionForm {
    write_id: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeFunds>,
    Path(id): Path<i32>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let fund = find(&app, &by, id).await?;
    let after = asked.after.parse().ok().map(FundLineId);
    render(&app, &by, fund, after, (StatusCode::OK, None)).await
}

pub async fn correct(
    State(app): State<App>,
    by: Allowed<KeepFunds>,
    Path((id, line)): Path<(i32, i32)>,
    Form(form): Form<CorrectionForm>,
) -> Result<Response, Error> {
    let fund = find(&app, &by, id).await?;
    let line = queries::line(&app.db, fund.id, line)
        .await?
        .ok_or(Error::NotFound)?;
    let is_given = match line.kind {
        LineKind::Call | LineKind::Contribution => true,
        LineKind::Commitment | LineKind::Spend => false,
    };
    let write = app.write_once(&by, &form.write_id).await?;
    match actions::correct(&*write, recorder(&app, &by), &fund, &line).await {
        Ok(_) => {
            let to = if is_given {
                format!("/funds/{id}/contributions?done=fund-line-corrected")
            } else {
                format!("/funds/{id}/spending?done=fund-line-corrected")
            };
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Error(error)) => Err(error),
        Err(Failure::Refused(refusal)) => {
            drop(write);
            if is_given {
                return contributions::refused(&app, &by, fund, refusal).await;
            }
            let refused = (StatusCode::CONFLICT, Some(refusal));
            render(&app, &by, fund, None, refused).await
        }
    }
}

/// What agreements' contributors are called.
pub(super) async fn contributors(
    app: &App,
    fund: &fund::Model,
) -> Result<BTreeMap<FundAgreementId, String>, Error> {
    let agreements = queries::agreements(&app.db, fund.id).await?;
    let names = queries::names(&app.db, agreements.iter().map(|one| one.organisation_id)).await?;
    let contributors = agreements.iter().map(|one| {
        let name = names.get(&one.organisation_id).cloned();
        (one.id, name.unwrap_or_default())
    });
    Ok(contributors.collect())
}

async fn render(
    app: &App,
    by: &Signed,
    fund: fund::Model,
    after: Option<FundLineId>,
    (status, refusal): (StatusCode, Option<Refusal>),
) -> Result<Response, Error> {
    let words = by.words();
    let limit = PAGE_SIZE as u64 + 1;
    let mut lines = queries::lines(&app.db, fund.id, KINDS, after, limit).await?;
    let more = lines.len() > PAGE_SIZE;
    lines.truncate(PAGE_SIZE);
    let read = Read {
        words,
        may_keep: by.may(KeepFunds),
        corrected: queries::corrected(&app.db, &lines).await?,
        shares: queries::shares(&app.db, &lines).await?,
        things: Things::of(&app.db, &lines).await?,
        contributors: contributors(app, &fund).await?,
    };
    let first = format!("/funds/{}/spending", fund.id.0);
    let month = |one: &Monthly| MonthLine {
        month: words.month(one.month),
        plans: one.plans,
        prepaid: one.prepaid,
        amount: words.euros(one.cents),
    };
    let months = internet::months(&app.db, &fund, MONTHS).await?;
    let page = SpendingPage {
        refusal: refusal.map(|refusal| say::refusal(words, refusal)),
        next: match lines.last() {
            Some(last) if more => format!("{first}?after={}", last.id.0),
            Some(_) | None => String::new(),
        },
        lines: lines.iter().map(|one| read.line(one)).collect(),
        first: if after.is_some() {
            first
        } else {
            String::new()
        },
        months: months.iter().map(month).collect(),
        may_keep: read.may_keep,
        fund,
        shell: by.shell(),
    };
    Ok(web::page(status, &page)?)
}

/// What a page of lines needs to be said.
struct Read {
    words: Words,
    may_keep: bool,
    corrected: BTreeSet<FundLineId>,
    shares: BTreeMap<FundLineId, Vec<fund_share::Model>>,
    things: Things,
    contributors: BTreeMap<FundAgreementId, String>,
}

impl Read {
    fn line(&self, one: &fund_line::Model) -> Line {
        let words = self.words;
        let share = |part: &fund_share::Model| {
            let name = self.contributors.get(&part.agreement_id).cloned();
            (name.unwrap_or_default(), words.euros(part.cents))
        };
        let is_taken_off = self.corrected.contains(&one.id);
        Line {
            id: one.id.0,
            on: words.short_date(one.on_day),
            kind_key: line_key(one.kind),
            expense_key: one.expense.map_or("fund-not-told", expense_key),
            thing: self.things.name(words, one),
            address: self.things.address(one),
            hours: one.minutes.map(|minutes| hours(words, i64::from(minutes))),
            amount: words.euros(one.cents),
            shares: self
                .shares
                .get(&one.id)
                .map(|parts| parts.iter().map(share).collect())
                .unwrap_or_default(),
            corrects: one.corrects_id.map(|id| id.0.to_string()),
            may_correct: self.may_keep && !is_taken_off && one.corrects_id.is_none(),
            is_taken_off,
        }
    }
}
