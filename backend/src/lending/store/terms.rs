//! `/lending-rules`: how long, how many at once, with whose agreement: the rules of lending, as data.
use crate::{
    app::App,
    auth::{Allowed, permissions::SetLendingRules},
    lending::{queries, rules::Terms},
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::lending_rule;
use sea_orm::{ActiveValue::Set, EntityTrait};

#[derive(Template)]
#[template(path = "lending/terms.html")]
struct TermsPage {
    shell: Shell,
    form: TermsForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct TermsForm {
    write_id: String,
    longest_days: String,
    ahead_days: String,
    at_once: String,
    extension_days: String,
    buffer_days: String,
    erasing_days: String,
    approval: String,
    clearance_days: String,
    remind_days: String,
    fetch_days: String,
    offer_days: String,
    late_returns: String,
    late_months: String,
    suspension_days: String,
}

impl TermsForm {
    fn of(terms: Terms) -> Self {
        Self {
            write_id: String::new(),
            longest_days: terms.longest_days.to_string(),
            ahead_days: terms.ahead_days.to_string(),
            at_once: terms.at_once.to_string(),
            extension_days: terms.extension_days.to_string(),
            buffer_days: terms.buffer_days.to_string(),
            erasing_days: terms.erasing_days.to_string(),
            approval: if terms.approval { "yes" } else { "" }.to_owned(),
            clearance_days: terms.clearance_days.to_string(),
            remind_days: terms.remind_days.to_string(),
            fetch_days: terms.fetch_days.to_string(),
            offer_days: terms.offer_days.to_string(),
            late_returns: terms.late_returns.to_string(),
            late_months: terms.late_months.to_string(),
            suspension_days: terms.suspension_days.to_string(),
        }
    }

    fn parse(&self) -> Result<Terms, FormErrors> {
        let mut errors = FormErrors::default();
        let mut read =
            |field: &'static str, typed: &str, least: i32, most: i32| match typed.trim().parse() {
                Ok(number) if (least..=most).contains(&number) => number,
                Ok(_) | Err(_) => {
                    errors.add_with(field, "terms-number-wrong", "most", i64::from(most));
                    least
                }
            };
        let terms = Terms {
            longest_days: read("longest_days", &self.longest_days, 1, 366),
            ahead_days: read("ahead_days", &self.ahead_days, 1, 366),
            at_once: read("at_once", &self.at_once, 1, 50),
            extension_days: read("extension_days", &self.extension_days, 0, 180),
            buffer_days: read("buffer_days", &self.buffer_days, 0, 30),
            erasing_days: read("erasing_days", &self.erasing_days, 0, 60),
            approval: self.approval == "yes",
            clearance_days: read("clearance_days", &self.clearance_days, 1, 1830),
            remind_days: read("remind_days", &self.remind_days, 1, 60),
            fetch_days: read("fetch_days", &self.fetch_days, 1, 30),
            offer_days: read("offer_days", &self.offer_days, 1, 30),
            late_returns: read("late_returns", &self.late_returns, 0, 20),
            late_months: read("late_months", &self.late_months, 1, 36),
            suspension_days: read("suspension_days", &self.suspension_days, 1, 366),
        };
        if errors.is_empty() {
            Ok(terms)
        } else {
            Err(errors)
        }
    }
}

pub async fn show(State(app): State<App>, by: Allowed<SetLendingRules>) -> Result<Response, Error> {
    let form = TermsForm::of(queries::terms(&app.db).await?);
    page(&by, StatusCode::OK, form, FormErrors::default())
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<SetLendingRules>,
    Form(form): Form<TermsForm>,
) -> Result<Response, Error> {
    let terms = match form.parse() {
        Ok(terms) => terms,
        Err(errors) => return page(&by, StatusCode::UNPROCESSABLE_ENTITY, form, errors),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let row = lending_rule::ActiveModel {
        longest_days: Set(terms.longest_days),
        ahead_days: Set(terms.ahead_days),
        at_once: Set(terms.at_once),
        extension_days: Set(terms.extension_days),
        buffer_days: Set(terms.buffer_days),
        erasing_days: Set(terms.erasing_days),
        approval: Set(terms.approval),
        clearance_days: Set(terms.clearance_days),
        remind_days: Set(terms.remind_days),
        fetch_days: Set(terms.fetch_days),
        offer_days: Set(terms.offer_days),
        late_returns: Set(terms.late_returns),
        late_months: Set(terms.late_months),
        suspension_days: Set(terms.suspension_days),
        membership_id: Set(by.membership_id),
        declared_at: Set(app.clock.now()),
        ..Default::default()
    };
    lending_rule::Entity::insert(row)
        .exec_without_returning(&*write)
        .await?;
    let to = "/lending-rules?done=lending-rules-changed";
    Ok(write.answer(to).await?.into_response())
}

fn page(
    by: &Allowed<SetLendingRules>,
    status: StatusCode,
    form: TermsForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let page = TermsPage {
        shell: by.shell(),
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}
