//! `/loans/{id}/loss/outcome`: what came of it, and what the insurance said; the store keeper records both.
use super::{
    actions::{self, Insurance},
    circumstances_key, kind_key, outcome_key,
    queries::{of_loan, replacement},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepLibrary},
    intake::list::values::cents,
    labels::{Code, code_mistake},
    lending::{queries, rules::losses::may_decide, say},
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
    loan,
    loan_loss::{self, LossOutcome},
};
use sea_orm::{ActiveEnum, Iterable};

#[derive(Template)]
#[template(path = "lending/loss_outcome.html")]
struct OutcomePage {
    shell: Shell,
    id: i32,
    number: String,
    kind: &'static str,
    circumstances: &'static str,
    happened_on: NaiveDate,
    police_report: bool,
    /// The file that came with the declaration.
    file: Option<i32>,
    decided: Option<&'static str>,
    outcomes: Vec<Choice>,
    form: FollowForm,
    errors: FormErrors,
}

/// Both forms of the page; each sends its own fields.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct FollowForm {
    write_id: String,
    outcome: String,
    code: String,
    told_on: String,
    answered_on: String,
    amount: String,
}

async fn find(
    app: &App,
    by: &Allowed<KeepLibrary>,
    id: i32,
) -> Result<(loan::Model, loan_loss::Model), Error> {
    let loan = queries::loan(&app.db, by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let loss = of_loan(&app.db, loan.id).await?.ok_or(Error::NotFound)?;
    Ok((loan, loss))
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (loan, loss) = find(&app, &by, id).await?;
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let form = FollowForm {
        told_on: day(loss.insurer_told_on),
        answered_on: day(loss.insurer_answered_on),
        amount: loss
            .insurance_cents
            .map(|cents| format!("{},{:02}", cents / 100, cents % 100))
            .unwrap_or_default(),
        ..FollowForm::default()
    };
    page(
        &by,
        (&loan, &loss),
        StatusCode::OK,
        (form, FormErrors::default()),
    )
}

pub async fn decide(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(id): Path<i32>,
    Form(form): Form<FollowForm>,
) -> Result<Response, Error> {
    let loan = queries::loan(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let loss = of_loan(&*write, loan.id).await?.ok_or(Error::Changed)?;
    let mut errors = FormErrors::default();
    let outcome = LossOutcome::try_from_value(&form.outcome).ok();
    let mut other = None;
    match outcome {
        None => errors.add("outcome", "loss-outcome-missing"),
        Some(LossOutcome::Found | LossOutcome::WrittenOff) => {}
        Some(LossOutcome::Replaced) => match Code::parse(&form.code) {
            Err(mistake) => errors.append(code_mistake(mistake, "code")),
            Ok(code) => {
                other = replacement(&*write, &loan, &code.to_string()).await?;
                if other.is_none() {
                    errors.add("code", "loss-replacement-wrong");
                }
            }
        },
    }
    let Some(outcome) = outcome.filter(|_| errors.is_empty()) else {
        drop(write);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&by, (&loan, &loss), status, (form, errors));
    };
    let other = other.map(|device| device.id);
    let at = by.at(app.clock.now());
    actions::decide(&*write, at, (&loan, &loss), outcome, other).await?;
    let to = format!("/loans/{id}?done=loan-loss-decided");
    Ok(write.answer(to).await?.into_response())
}

impl FollowForm {
    fn insurance(&self) -> Result<Insurance, FormErrors> {
        let mut errors = FormErrors::default();
        let told_on = self.told_on.trim().parse::<NaiveDate>().ok();
        if told_on.is_none() {
            errors.add("told_on", "loan-day-missing");
        }
        let answered = self.answered_on.trim();
        let answered_on = answered.parse::<NaiveDate>().ok();
        let in_order = match (told_on, answered_on) {
            (Some(told), Some(answered)) => answered >= told,
            (None, _) | (_, None) => true,
        };
        if !in_order || (answered_on.is_none() && !answered.is_empty()) {
            errors.add("answered_on", "loss-answer-wrong");
        }
        let amount = self.amount.trim();
        let paid = cents(amount).filter(|cents| *cents >= 0);
        if !amount.is_empty() && (paid.is_none() || answered_on.is_none()) {
            errors.add("amount", "loss-amount-wrong");
        }
        match told_on {
            Some(told_on) if errors.is_empty() => Ok(Insurance {
                told_on,
                answered_on,
                cents: paid.filter(|_| !amount.is_empty()),
            }),
            _ => Err(errors),
        }
    }
}

pub async fn insure(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(id): Path<i32>,
    Form(form): Form<FollowForm>,
) -> Result<Response, Error> {
    let (loan, loss) = find(&app, &by, id).await?;
    let insurance = match form.insurance() {
        Ok(insurance) => insurance,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&by, (&loan, &loss), status, (form, errors));
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let at = by.at(app.clock.now());
    actions::insure(&*write, at, (&loan, &loss), insurance).await?;
    let to = format!("/loans/{id}?done=loan-insurance-followed");
    Ok(write.answer(to).await?.into_response())
}

fn page(
    by: &Allowed<KeepLibrary>,
    (loan, loss): (&loan::Model, &loan_loss::Model),
    status: StatusCode,
    (form, errors): (FollowForm, FormErrors),
) -> Result<Response, Error> {
    let shell = by.shell();
    let page = OutcomePage {
        id: loan.id.0,
        number: say::number(&shell, loan.id),
        kind: kind_key(loss.kind),
        circumstances: circumstances_key(loss.circumstances),
        happened_on: loss.happened_on,
        police_report: loss.police_report,
        file: loss.attachment_id.map(|file| file.0),
        decided: loss.outcome.map(outcome_key),
        outcomes: LossOutcome::iter()
            .filter(|one| may_decide(loss.outcome, *one))
            .map(|one| Choice::new(one.to_value(), shell.say(outcome_key(one))))
            .collect(),
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
