//! `GET /funds/{id}/agreements`: what contributors agreed to. `POST` records an agreement, also in the place of one that was
//! wrong.
use super::{
    actions::{self, Failure, Refusal},
    agreement_form::{AgreementForm, Offered},
    list::{find, recorder},
    queries,
    say::{self, Said, expense_key, expenses, matching_key, nature_key},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{KeepFunds, SeeFunds},
    },
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
    fund,
    fund_agreement::{self, Matching, Nature},
};
use sea_orm::{ActiveEnum, Iterable};

#[derive(Template)]
#[template(path = "funds/agreements.html")]
struct AgreementsPage {
    shell: Shell,
    fund: fund::Model,
    refusal: Option<Said>,
    lines: Vec<Line>,
    may_keep: bool,
    organisations: Vec<Choice>,
    natures: Vec<Choice>,
    rules: Vec<Choice>,
    programmes: Vec<Choice>,
    epcis: Vec<Choice>,
    expenses: Vec<Choice>,
    corrigible: Vec<Choice>,
    form: AgreementForm,
    errors: FormErrors,
}

struct Line {
    contributor: String,
    number: String,
    nature_key: &'static str,
    from: String,
    until: String,
    rule: String,
    cap: Option<String>,
    comes_after: bool,
    /// What the money may go to only.
    earmarks: Vec<String>,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeFunds>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let fund = find(&app, &by, id).await?;
    let offered = offered(&app, &fund).await?;
    let form = (AgreementForm::default(), FormErrors::default());
    render(&app, &by, fund, &offered, (StatusCode::OK, form, None)).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepFunds>,
    Path(id): Path<i32>,
    Form(form): Form<AgreementForm>,
) -> Result<Response, Error> {
    let fund = find(&app, &by, id).await?;
    let offered = offered(&app, &fund).await?;
    let (row, corrects) = match form.parse(&offered) {
        Ok(typed) => typed,
        Err(errors) => {
            let attempt = (StatusCode::UNPROCESSABLE_ENTITY, (form, errors), None);
            return render(&app, &by, fund, &offered, attempt).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    match actions::agree(&*write, recorder(&app, &by), &fund, row, corrects).await {
        Ok(_) => {
            let to = format!("/funds/{id}/agreements?done=fund-agreement-recorded");
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Error(error)) => Err(error),
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let form = (form, FormErrors::default());
            let attempt = (StatusCode::CONFLICT, form, Some(refusal));
            render(&app, &by, fund, &offered, attempt).await
        }
    }
}

async fn offered(app: &App, fund: &fund::Model) -> Result<Offered, Error> {
    Ok(Offered {
        organisations: queries::organisations(&app.db).await?,
        programmes: queries::programmes(&app.db).await?,
        epcis: queries::epcis(&app.db).await?,
        corrigible: queries::unmoved(&app.db, fund.id).await?,
    })
}

async fn render(
    app: &App,
    by: &Signed,
    fund: fund::Model,
    offered: &Offered,
    (status, (form, errors), refusal): (StatusCode, (AgreementForm, FormErrors), Option<Refusal>),
) -> Result<Response, Error> {
    let words = by.words();
    let agreements = queries::agreements(&app.db, fund.id).await?;
    let names = queries::names(&app.db, agreements.iter().map(|one| one.organisation_id)).await?;
    let programme = |id| {
        let row = offered.programmes.iter().find(|one| one.id == id);
        row.map_or("", |one| words.lang.choose(&one.name_fr, &one.name_en))
    };
    let epci = |code: &str| {
        let row = offered.epcis.iter().find(|(one, _)| one == code);
        row.map_or_else(|| code.to_owned(), |(_, name)| name.clone())
    };
    let line = |one: &fund_agreement::Model| {
        let earmarks = [
            one.programme_id.map(|id| {
                words
                    .with("programme", programme(id))
                    .say("fund-earmark-public")
            }),
            one.epci_code
                .as_deref()
                .map(|code| words.with("epci", epci(code)).say("fund-earmark-territory")),
            one.expense.map(|expense| {
                let expense = words.say(expense_key(expense));
                words.with("expense", expense).say("fund-earmark-expense")
            }),
            one.own_users.then(|| words.say("fund-earmark-own-users")),
        ];
        Line {
            contributor: names.get(&one.organisation_id).cloned().unwrap_or_default(),
            number: one.number.clone(),
            nature_key: nature_key(one.nature),
            from: words.short_date(one.starts_on),
            until: words.short_date(one.ends_on),
            rule: say::rule(words, one),
            cap: one.cap_cents.map(|cents| words.euros(cents)),
            comes_after: one.in_advance,
            earmarks: earmarks.into_iter().flatten().collect(),
        }
    };
    let page = AgreementsPage {
        refusal: refusal.map(|refusal| say::refusal(words, refusal)),
        lines: agreements.iter().map(line).collect(),
        may_keep: by.may(KeepFunds),
        organisations: offered
            .organisations
            .iter()
            .map(|one| Choice::new(one.id.0.to_string(), one.name.as_str()))
            .collect(),
        natures: Nature::iter()
            .map(|one| Choice::new(one.to_value(), words.say(nature_key(one))))
            .collect(),
        rules: Matching::iter()
            .map(|one| Choice::new(one.to_value(), words.say(matching_key(one))))
            .collect(),
        programmes: offered
            .programmes
            .iter()
            .map(|one| {
                let name = words.lang.choose(&one.name_fr, &one.name_en);
                Choice::new(one.id.0.to_string(), name)
            })
            .collect(),
        epcis: offered
            .epcis
            .iter()
            .map(|(code, name)| Choice::new(code.as_str(), name.as_str()))
            .collect(),
        expenses: expenses(words, |_| true),
        corrigible: offered
            .corrigible
            .iter()
            .map(|one| Choice::new(one.id.0.to_string(), one.number.as_str()))
            .collect(),
        form,
        errors,
        fund,
        shell: by.shell(),
    };
    Ok(web::page(status, &page)?)
}
