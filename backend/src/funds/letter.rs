//! `GET /funds/{id}/agreements/{agreement}/letter`: what a contributor is told of its money, as a PDF, at the end of a day.
use super::{
    costs,
    list::{Asked, find},
    queries,
    rules::{Account, Figure, figures},
    say::expense_key,
    things::hours,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeFunds},
    documents::{FundLetter, FundLetterLine},
    web::{self, Error, FormErrors, Words},
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::Query;
use entities::fund_agreement::{Expense, FundAgreementId};

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeFunds>,
    Path((id, agreement)): Path<(i32, i32)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let words = by.words();
    let fund = find(&app, &by, id).await?;
    let today = app.clock.today();
    // A day that cannot be is today: the letter says which day it is of.
    let at = asked.day(today, &mut FormErrors::default());
    let (agreement, account, called, names, borne) = {
        // One moment for all of them: somebody may spend meanwhile.
        let snapshot = crate::app::snapshot(&app.db).await?;
        let agreements = queries::agreements(&snapshot, fund.id).await?;
        let agreement = agreements
            .into_iter()
            .find(|one| one.id == FundAgreementId(agreement))
            .ok_or(Error::NotFound)?;
        let one = std::slice::from_ref(&agreement);
        let mut accounts = queries::accounts(&snapshot, one).await?;
        let account: Account = accounts.remove(&agreement.id).unwrap_or_default();
        let called = queries::called(&snapshot, one, at).await?;
        let names = queries::names(&snapshot, [agreement.organisation_id]).await?;
        let borne = costs::borne(&snapshot, agreement.id, at).await?;
        (agreement, account, called, names, borne)
    };
    let line = |(expense, figure): (Expense, Figure)| FundLetterLine {
        expense: words.say(expense_key(expense)),
        things: things(words, expense, figure),
        amount: words.euros(figure.cents),
    };
    let letter = FundLetter {
        lang: words.lang,
        contributor: names
            .get(&agreement.organisation_id)
            .cloned()
            .unwrap_or_default(),
        code: fund.code.clone(),
        fund: fund.name,
        from: agreement.starts_on,
        until: agreement.ends_on,
        at,
        called: words.euros(called.get(&agreement.id).copied().unwrap_or_default()),
        given: words.euros(account.given_by(at)),
        paid: words.euros(account.paid_by(at)),
        balance: words.euros(account.balance(at)),
        comes_after: agreement.in_advance,
        lines: figures(&borne)
            .into_iter()
            .filter(|(_, figure)| figure.cents != 0)
            .map(line)
            .collect(),
        agreement: agreement.number,
        written_by: format!("{}, {}", by.account.name, by.organisation_name),
        written_on: today,
    };
    let pdf = app
        .documents
        .pdf(letter)
        .await
        .context("the letter could not be typeset")?;
    let name = format!("{}-{}-{}", words.say("fund-letter-file"), fund.code, at);
    Ok(web::pdf(&name, pdf))
}

/// How many things, and for how long.
fn things(words: Words, expense: Expense, figure: Figure) -> String {
    let counted = |key| words.with("count", figure.things).say(key);
    match expense {
        Expense::Device => counted("fund-things-device"),
        Expense::Part => counted("fund-things-part"),
        Expense::WorkshopPost => words
            .with("hours", hours(words, figure.minutes))
            .say("fund-things-post"),
        Expense::Training => words
            .with("count", figure.things)
            .with("hours", hours(words, figure.minutes))
            .say("fund-things-training"),
        Expense::Internet => counted("fund-things-internet"),
        Expense::Pass => counted("fund-things-pass"),
    }
}
