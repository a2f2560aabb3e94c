//! `GET /funds/{id}`: one fund at the end of a day: who gave what and what is left of it, what it was spent on, and what the
//! matching rules come to, step by step. `POST …/internet` says which contributors bear what internet access cost.
use super::{
    actions::{self, Failure, Refusal},
    list::{Asked, find, recorder, status_of},
    queries::{self, Spent, Totals},
    rules::{self, Account},
    say::{self, Said, expense_key, limit_key, nature_key},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{KeepFunds, SeeFunds},
    },
    web::{self, Error, FormErrors, Shell, Words},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use entities::{
    fund,
    fund_agreement::{self, Expense, FundAgreementId, Matching},
    organisation::OrganisationId,
};
use sea_orm::ConnectionTrait;
use std::collections::BTreeMap;

#[expect(
    clippy::struct_excessive_bools,
    reason = "what a page shows, each named by its field"
)]
#[derive(Template)]
#[template(path = "funds/show.html")]
struct FundPage {
    shell: Shell,
    fund: fund::Model,
    refusal: Option<Said>,
    at: String,
    day: NaiveDate,
    given: String,
    spent: String,
    balance: String,
    committed: String,
    free: String,
    /// What was spent and no contributor bears.
    uncovered: String,
    is_uncovered: bool,
    contributors: Vec<Contributor>,
    /// Some of them give by a rule.
    has_methods: bool,
    expenses: Vec<(String, String)>,
    may_keep: bool,
    /// Today: what is shared is shared as things stand.
    is_today: bool,
    errors: FormErrors,
}

struct Contributor {
    id: i32,
    name: String,
    number: String,
    nature_key: &'static str,
    from: String,
    until: String,
    rule: String,
    called: String,
    given: String,
    paid: String,
    balance: String,
    comes_after: bool,
    owed: Option<Method>,
}

/// What a matching rule comes to.
struct Method {
    is_of_spending: bool,
    base: String,
    net_of: Option<String>,
    brings: String,
    brought: String,
    limit_key: Option<&'static str>,
    cents: String,
    /// Owed and not given yet.
    missing: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ShareForm {
    write_id: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeFunds>,
    Path(id): Path<i32>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let fund = find(&app, &by, id).await?;
    let mut errors = FormErrors::default();
    let day = asked.day(app.clock.today(), &mut errors);
    let status = status_of(&errors);
    render(&app, &by, fund, (status, asked.at, day), (errors, None)).await
}

pub async fn share_internet(
    State(app): State<App>,
    by: Allowed<KeepFunds>,
    Path(id): Path<i32>,
    Form(form): Form<ShareForm>,
) -> Result<Response, Error> {
    let fund = find(&app, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    match actions::share_internet(&*write, recorder(&app, &by), &fund).await {
        Ok(_) => {
            let to = format!("/funds/{id}?done=fund-internet-shared");
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Error(error)) => Err(error),
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let shown = (StatusCode::CONFLICT, String::new(), app.clock.today());
            render(
                &app,
                &by,
                fund,
                shown,
                (FormErrors::default(), Some(refusal)),
            )
            .await
        }
    }
}

async fn render(
    app: &App,
    by: &Signed,
    fund: fund::Model,
    (status, at, day): (StatusCode, String, NaiveDate),
    (errors, refusal): (FormErrors, Option<Refusal>),
) -> Result<Response, Error> {
    let words = by.words();
    let read = {
        // One moment for all of them: somebody may spend meanwhile.
        let snapshot = crate::app::snapshot(&app.db).await?;
        Read::of(&snapshot, &fund, day).await?
    };
    let totals = read.totals;
    let uncovered = totals.spent
        - read
            .accounts
            .values()
            .map(|one| one.paid_by(day))
            .sum::<i64>();
    let page = FundPage {
        refusal: refusal.map(|refusal| say::refusal(words, refusal)),
        at,
        given: words.euros(totals.given),
        spent: words.euros(totals.spent),
        balance: words.euros(totals.balance()),
        committed: words.euros(totals.committed),
        free: words.euros(totals.free()),
        uncovered: words.euros(uncovered),
        is_uncovered: uncovered != 0,
        has_methods: read
            .agreements
            .iter()
            .any(|one| one.matching != Matching::Gift),
        contributors: read
            .agreements
            .iter()
            .map(|one| read.contributor(words, one, day))
            .collect(),
        expenses: by_expense(words, &read.spent),
        may_keep: by.may(KeepFunds),
        is_today: day == app.clock.today(),
        day,
        errors,
        fund,
        shell: by.shell(),
    };
    Ok(web::page(status, &page)?)
}

/// A fund as it was at the end of a day.
struct Read {
    totals: Totals,
    agreements: Vec<fund_agreement::Model>,
    accounts: BTreeMap<FundAgreementId, Account>,
    called: BTreeMap<FundAgreementId, i64>,
    names: BTreeMap<OrganisationId, String>,
    spent: Vec<Spent>,
    /// What was spent within the days of each agreement whose rule looks at it.
    within: BTreeMap<FundAgreementId, Vec<Spent>>,
}

impl Read {
    async fn of(
        db: &impl ConnectionTrait,
        fund: &fund::Model,
        day: NaiveDate,
    ) -> Result<Self, Error> {
        let totals = queries::totals(db, day).await?;
        let agreements = queries::agreements(db, fund.id).await?;
        let spent = queries::spent(db, fund, (None, day)).await?;
        let mut within = BTreeMap::new();
        for one in agreements
            .iter()
            .filter(|one| one.matching == Matching::Spending)
        {
            // The days of each are its own: a fund has few such agreements.
            let days = (Some(one.starts_on), day.min(one.ends_on));
            within.insert(one.id, queries::spent(db, fund, days).await?);
        }
        Ok(Self {
            totals: totals.get(&fund.id).copied().unwrap_or_default(),
            accounts: queries::accounts(db, &agreements).await?,
            called: queries::called(db, &agreements, day).await?,
            names: queries::names(db, agreements.iter().map(|one| one.organisation_id)).await?,
            agreements,
            spent,
            within,
        })
    }

    fn contributor(
        &self,
        words: Words,
        one: &fund_agreement::Model,
        day: NaiveDate,
    ) -> Contributor {
        let none = Account::default();
        let account = self.accounts.get(&one.id).unwrap_or(&none);
        let given = account.given_by(day);
        let spent = self.within.get(&one.id).map_or(&[][..], Vec::as_slice);
        let facts = queries::base(one, &self.agreements, &self.accounts, spent, day);
        let method = |owed: rules::Owed| Method {
            is_of_spending: one.matching == Matching::Spending,
            base: words.euros(owed.base),
            net_of: (owed.net_of > 0).then(|| words.euros(owed.net_of)),
            brings: words.euros(one.match_cents.unwrap_or_default()),
            brought: words.euros(owed.brought),
            limit_key: owed.limit.map(limit_key),
            cents: words.euros(owed.cents),
            missing: words.euros((owed.cents - given).max(0)),
        };
        Contributor {
            id: one.id.0,
            name: self
                .names
                .get(&one.organisation_id)
                .cloned()
                .unwrap_or_default(),
            number: one.number.clone(),
            nature_key: nature_key(one.nature),
            from: words.short_date(one.starts_on),
            until: words.short_date(one.ends_on),
            rule: say::rule(words, one),
            called: words.euros(self.called.get(&one.id).copied().unwrap_or_default()),
            given: words.euros(given),
            paid: words.euros(account.paid_by(day)),
            balance: words.euros(account.balance(day)),
            comes_after: one.in_advance,
            owed: rules::owed(one, facts).map(method),
        }
    }
}

/// What it was spent on.
fn by_expense(words: Words, spent: &[Spent]) -> Vec<(String, String)> {
    let mut sums: BTreeMap<Expense, i64> = BTreeMap::new();
    for one in spent {
        *sums.entry(one.purpose.expense).or_default() += one.cents;
    }
    sums.into_iter()
        .map(|(expense, cents)| (words.say(expense_key(expense)), words.euros(cents)))
        .collect()
}
