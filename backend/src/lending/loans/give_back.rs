//! `/loans/{id}/return`: the piece is scanned in and looked at: parts, condition, hygiene, battery. Then it is back on
//! the shelf, or quarantined for the workshop. `POST /loans/{id}/completion`: what was missing is there again.
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepLibrary},
    labels::{Code, code_mistake},
    lending::{
        actions,
        kits::queries::{check, is_kit, owed},
        queries::{self, Named, closed, device_of, terms},
        rules::{Goes, LoanEvent, Seen, next, period::busy_until},
        say::{self, condition_key},
        training::lines,
        waiting::actions::offer_next,
    },
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Form;
use entities::{
    catalogue_item,
    kit_check::CheckMoment,
    loan::{self, LoanState, PieceCondition},
};
use sea_orm::{ActiveEnum, ConnectionTrait, DbErr, Iterable};

#[derive(Template)]
#[template(path = "lending/give_back.html")]
struct ReturnPage {
    shell: Shell,
    id: i32,
    number: String,
    item: String,
    device: String,
    code: String,
    holds_data: bool,
    accessories: Vec<String>,
    kit: Kit,
    asks_cleaning: bool,
    asks_battery: bool,
    conditions: Vec<Choice>,
    yes_no: Vec<Choice>,
    form: ReturnForm,
    errors: FormErrors,
}

/// Whether the piece is made of parts, and these were counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kit {
    None,
    ToBeCounted,
    Counted,
}

impl Kit {
    async fn of(db: &impl ConnectionTrait, loan: &loan::Model) -> Result<Self, DbErr> {
        if !is_kit(db, loan.device_id).await? {
            return Ok(Self::None);
        }
        Ok(match check(db, loan, CheckMoment::In).await? {
            Some(_) => Self::Counted,
            None => Self::ToBeCounted,
        })
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ReturnForm {
    write_id: String,
    code: String,
    condition: String,
    complete: String,
    cleaned: String,
    charged: String,
}

impl ReturnForm {
    /// What is missing of a kit was counted: it is not asked again.
    fn parse(&self, item: &catalogue_item::Model, kit: Kit) -> Result<(Code, Seen), FormErrors> {
        let mut errors = FormErrors::default();
        let code = Code::parse(&self.code);
        if let Err(mistake) = &code {
            errors.append(code_mistake(*mistake, "code"));
        }
        let condition = PieceCondition::try_from_value(&self.condition);
        if condition.is_err() {
            errors.add("condition", "return-answer-missing");
        }
        let complete = match kit {
            Kit::None => answer("complete", &self.complete, true, &mut errors),
            Kit::Counted => Some(true),
            Kit::ToBeCounted => {
                errors.add("code", "return-kit-not-counted");
                None
            }
        };
        let cleaned = answer("cleaned", &self.cleaned, item.needs_cleaning, &mut errors);
        let charged = answer("charged", &self.charged, item.has_battery, &mut errors);
        match (code, condition, complete) {
            (Ok(code), Ok(condition), Some(complete)) if errors.is_empty() => Ok((
                code,
                Seen {
                    condition,
                    complete,
                    cleaned,
                    charged,
                },
            )),
            _ => Err(errors),
        }
    }
}

/// Yes or no, to what is asked of the item; nothing to what is not.
fn answer(field: &'static str, typed: &str, asked: bool, errors: &mut FormErrors) -> Option<bool> {
    match (asked, typed) {
        (true, "yes") => Some(true),
        (true, "no") => Some(false),
        (true, _) => {
            errors.add(field, "return-answer-missing");
            None
        }
        (false, _) => None,
    }
}

/// The loan with its item.
async fn find(
    app: &App,
    by: &Allowed<KeepLibrary>,
    id: i32,
) -> Result<(loan::Model, Named), Error> {
    let loan = queries::loan(&app.db, by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let named = Named::of(&app.db, std::slice::from_ref(&loan)).await?;
    Ok((loan, named))
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (loan, named) = find(&app, &by, id).await?;
    let kit = Kit::of(&app.db, &loan).await?;
    if loan.state == LoanState::Returned
        && let Some(code) = left_open(&app, &loan, kit).await?
    {
        return Ok(Redirect::to(&format!("/kits/{code}")).into_response());
    }
    let blank = (ReturnForm::default(), FormErrors::default());
    page(&by, (&loan, &named, kit), StatusCode::OK, blank)
}

/// Where what is left of a kit that came back is taken back: on the page of the kit, by its label.
async fn left_open(app: &App, loan: &loan::Model, kit: Kit) -> Result<Option<String>, Error> {
    if kit == Kit::None && owed(&app.db, loan.device_id).await?.is_empty() {
        return Ok(None);
    }
    let device = device_of(&app.db, loan).await?;
    Ok(device.and_then(|device| device.label_code))
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(id): Path<i32>,
    Form(form): Form<ReturnForm>,
) -> Result<Response, Error> {
    let (loan, named) = find(&app, &by, id).await?;
    let item = named.items.get(&loan.item_id).ok_or(Error::NotFound)?;
    let kit = Kit::of(&app.db, &loan).await?;
    let (code, seen) = match form.parse(item, kit) {
        Ok(read) => read,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&by, (&loan, &named, kit), status, (form, errors));
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    if next(loan.state, LoanEvent::Returned).is_none() {
        return Err(Error::Changed);
    }
    let device = device_of(&*write, &loan).await?.ok_or(Error::NotFound)?;
    if device.label_code.as_deref() != Some(code.to_string().as_str()) {
        drop(write);
        let mut errors = FormErrors::default();
        // A piece of another loan: it goes back on its own page.
        errors.add("code", "return-other-piece");
        return page(
            &by,
            (&loan, &named, kit),
            StatusCode::CONFLICT,
            (form, errors),
        );
    }
    let today = app.clock.today();
    let terms = terms(&*write).await?;
    let closures = closed(&*write, loan.site_id, today).await?;
    let busy = busy_until(today, terms.buffer_of(&device), &closures);
    let place = (loan.site_id, today, busy);
    let now = app.clock.now();
    let goes = actions::take_back(&*write, &by, (&loan, &device), seen, place, now).await?;
    offer_next(&app, &*write, loan.item_id).await?;
    let to = match goes {
        Goes::OnTheShelf => format!("/loans/{id}?done=loan-back-on-shelf"),
        Goes::ToTheWorkshop => format!("/loans/{id}?done=loan-back-to-workshop"),
    };
    Ok(write.answer(to).await?.into_response())
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct CompletionForm {
    write_id: String,
}

pub async fn complete(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(id): Path<i32>,
    Form(form): Form<CompletionForm>,
) -> Result<Response, Error> {
    let (loan, _) = find(&app, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    // A kit is complete when its last part is back in it, and not because somebody says so.
    if is_kit(&*write, loan.device_id).await? {
        return Err(Error::Changed);
    }
    let at = by.at(app.clock.now());
    actions::complete(&*write, at, &loan, app.clock.today()).await?;
    offer_next(&app, &*write, loan.item_id).await?;
    let to = format!("/loans/{id}?done=loan-completed");
    Ok(write.answer(to).await?.into_response())
}

fn page(
    by: &Allowed<KeepLibrary>,
    (loan, named, kit): (&loan::Model, &Named, Kit),
    status: StatusCode,
    (form, errors): (ReturnForm, FormErrors),
) -> Result<Response, Error> {
    let shell = by.shell();
    let (Some(item), Some(device)) = (
        named.items.get(&loan.item_id),
        named.devices.get(&loan.device_id),
    ) else {
        return Err(Error::NotFound);
    };
    let page = ReturnPage {
        id: loan.id.0,
        number: say::number(&shell, loan.id),
        item: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
        device: format!("{} {}", device.manufacturer, device.model),
        code: device.label_code.clone().unwrap_or_default(),
        holds_data: device.holds_data,
        accessories: lines(
            shell
                .lang
                .choose(&item.accessories_fr, &item.accessories_en),
        )
        .map(str::to_owned)
        .collect(),
        kit,
        asks_cleaning: item.needs_cleaning,
        asks_battery: item.has_battery,
        conditions: PieceCondition::iter()
            .map(|one| Choice::new(one.to_value(), shell.say(condition_key(one))))
            .collect(),
        yes_no: say::yes_no(&shell),
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
