//! `/loans/{id}/loss`: what happened to a piece on loan, said by its borrower or the head of the school.
use super::{
    actions::{self, Declared},
    circumstances_key, kind_key,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{BorrowKit, DecideLoans, SeeLoans},
    },
    devices::attachments::actions::attach,
    evidence::sniff::{self, Wanted},
    lending::{
        queries::{self, Named, device_of},
        rules::losses::may_declare,
        say,
    },
    web::{self, Choice, Error, FormErrors, Shell, Upload},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use entities::{
    attachment::AttachmentKind,
    loan,
    loan_loss::{Circumstances, LossKind},
};
use sea_orm::{ActiveEnum, Iterable};

#[derive(Template)]
#[template(path = "lending/loss.html")]
struct LossPage {
    shell: Shell,
    id: i32,
    number: String,
    item: String,
    kinds: Vec<Choice>,
    circumstances: Vec<Choice>,
    form: LossForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct LossForm {
    write_id: String,
    kind: String,
    happened_on: String,
    circumstances: String,
    police_report: String,
}

impl LossForm {
    fn parse(&self, loan: &loan::Model, today: NaiveDate) -> Result<Declared, FormErrors> {
        let mut errors = FormErrors::default();
        let kind = LossKind::try_from_value(&self.kind).ok();
        if kind.is_none() {
            errors.add("kind", "loss-kind-missing");
        }
        let day = self.happened_on.trim().parse::<NaiveDate>().ok();
        let day = day.filter(|day| *day <= today && loan.out_on.is_some_and(|out| *day >= out));
        if day.is_none() {
            errors.add("happened_on", "loss-day-wrong");
        }
        let circumstances = Circumstances::try_from_value(&self.circumstances).ok();
        if circumstances.is_none() {
            errors.add("circumstances", "loss-circumstances-missing");
        }
        match (kind, day, circumstances) {
            (Some(kind), Some(happened_on), Some(circumstances)) => Ok(Declared {
                kind,
                happened_on,
                circumstances,
                police_report: self.police_report == "yes",
            }),
            _ => Err(errors),
        }
    }
}

/// Whether this person says what happened: the borrower, or who speaks for the school.
#[must_use]
pub fn speaks(by: &Signed, loan: &loan::Model) -> bool {
    by.may(DecideLoans) || (by.may(BorrowKit) && by.account.id == loan.account_id)
}

/// The loan, where this person may declare a loss of it.
async fn find(app: &App, by: &Signed, id: i32) -> Result<loan::Model, Error> {
    queries::loan(&app.db, by, id)
        .await?
        .filter(|loan| speaks(by, loan))
        .ok_or(Error::NotFound)
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeLoans>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let loan = find(&app, &by, id).await?;
    let blank = (LossForm::default(), FormErrors::default());
    page(&app, &by, &loan, StatusCode::OK, blank).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<SeeLoans>,
    Path(id): Path<i32>,
    upload: Upload,
) -> Result<Response, Error> {
    let loan = find(&app, &by, id).await?;
    let form: LossForm = upload.form()?;
    let mut errors = FormErrors::default();
    let said = form.parse(&loan, app.clock.today());
    let mut admitted = None;
    if let Some(file) = upload.file("file") {
        let wanted = Wanted::SignedPaper;
        match sniff::admitted(wanted, file.bytes.clone()).await? {
            Ok(file) => admitted = Some(file),
            Err(fault) => {
                tracing::info!(?fault, "a file of a declaration was refused");
                let most = i64::try_from(wanted.most_bytes() / (1024 * 1024)).unwrap_or(i64::MAX);
                errors.add_with("file", fault.key(), "most", most);
            }
        }
    }
    let said = match said {
        Ok(said) if errors.is_empty() => said,
        Ok(_) => return page(&app, &by, &loan, UNPROCESSABLE, (form, errors)).await,
        Err(mut all) => {
            all.append(errors);
            return page(&app, &by, &loan, UNPROCESSABLE, (form, all)).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    if !may_declare(
        &loan,
        super::queries::of_loan(&*write, loan.id).await?.is_some(),
    ) {
        return Err(Error::Changed);
    }
    let file = match admitted {
        Some(file) => {
            let device = device_of(&*write, &loan).await?.ok_or(Error::NotFound)?;
            let kind = AttachmentKind::SignedPaper;
            Some(attach(&app, &write, &by, &device, kind, &file).await?)
        }
        None => None,
    };
    let at = (by.at(app.clock.now()), by.membership_id);
    actions::declare(&*write, at, &loan, said, file).await?;
    let to = format!("/loans/{id}?done=loan-loss-declared");
    Ok(write.answer(to).await?.into_response())
}

const UNPROCESSABLE: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

async fn page(
    app: &App,
    by: &Signed,
    loan: &loan::Model,
    status: StatusCode,
    (form, errors): (LossForm, FormErrors),
) -> Result<Response, Error> {
    let shell = by.shell();
    let named = Named::of(&app.db, std::slice::from_ref(loan)).await?;
    let item = named.items.get(&loan.item_id).ok_or(Error::NotFound)?;
    let page = LossPage {
        id: loan.id.0,
        number: say::number(&shell, loan.id),
        item: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
        kinds: LossKind::iter()
            .map(|one| Choice::new(one.to_value(), shell.say(kind_key(one))))
            .collect(),
        circumstances: Circumstances::iter()
            .map(|one| Choice::new(one.to_value(), shell.say(circumstances_key(one))))
            .collect(),
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
