//! `/catalogue/{slug}/reservation`: the days, proposed and to be changed, and one thing to press.
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::BorrowKit},
    labels::Code,
    lending::{
        actions::{self, ReserveError, Wanted},
        catalogue::queries::item,
        letters,
        queries::{PieceFacts, candidates, closed, pieces, terms},
        rules::{
            Terms,
            period::{Closure, Period, Piece, busy_until, first_free, period},
            waiting::is_promised,
        },
        schools, suspensions, waiting,
    },
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use entities::catalogue_item;
use rand::rngs::StdRng;
use sea_orm::{ConnectionTrait, DbErr};

/// How many days a loan is proposed to last: two weeks, from a Monday to a Friday.
const USUAL_DAYS: i32 = 12;

#[derive(Template)]
#[template(path = "lending/reserve.html")]
struct ReservePage {
    shell: Shell,
    slug: String,
    name: String,
    longest: i32,
    /// Whether the head of the school has a say first.
    approval: bool,
    /// Nothing is free on these days, though they were well chosen.
    none_free: bool,
    /// The person may stand in line for these days.
    may_wait: bool,
    /// Why the person may not reserve, and the word key of what to do.
    refused: Option<(String, &'static str)>,
    form: ReserveForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ReserveForm {
    pub(super) write_id: String,
    from: String,
    until: String,
    for_pupil: String,
    at_home: String,
}

/// Why nothing was reserved.
pub(super) enum Refused {
    Days(FormErrors),
    NoneFree,
    TooMany,
    /// Late too often: not until after this day.
    Suspended(NaiveDate),
    /// The last free piece is offered to who waited, until this day.
    Promised(NaiveDate),
    /// The person is in line for this item already.
    InLine,
    /// The school closes on this day, before the loan would end.
    SchoolCloses(NaiveDate),
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<BorrowKit>,
    Path(slug): Path<String>,
) -> Result<Response, Error> {
    let item = item(&app.db, &slug).await?.ok_or(Error::NotFound)?;
    let terms = terms(&app.db).await?;
    let mut form = ReserveForm::default();
    let days = match waiting::queries::of_person(&app.db, by.account.id, item.id).await? {
        // Who waited finds the days that were offered.
        Some(wait) if wait.offer_until.is_some() => Some((wait.from_on, wait.until_on)),
        Some(_) | None => proposed(&app, &item, terms).await?,
    };
    if let Some((from, until)) = days {
        form.from = from.to_string();
        form.until = until.to_string();
    }
    page(&by, &item, terms, StatusCode::OK, (form, None))
}

/// The next days on which a piece is free.
async fn proposed(
    app: &App,
    item: &catalogue_item::Model,
    terms: Terms,
) -> Result<Option<(NaiveDate, NaiveDate)>, Error> {
    let today = app.clock.today();
    let closures = closed(&app.db, item.site_id, today).await?;
    let mut facts = pieces(&app.db, &[item.id], today, ahead(terms)).await?;
    let facts = facts.remove(&item.id).unwrap_or_default();
    let buffer = facts
        .iter()
        .map(|piece| terms.buffer_of(&piece.device))
        .max()
        .unwrap_or_default();
    let lendable: Vec<Piece> = facts
        .into_iter()
        .filter(PieceFacts::is_lendable)
        .map(|piece| Piece { taken: piece.taken })
        .collect();
    let length = USUAL_DAYS.min(terms.longest_days);
    Ok(first_free(
        &lendable, today, length, buffer, terms, &closures,
    ))
}

/// How many days ahead anything may be taken: the latest first day, the longest loan, the buffer with its closures.
fn ahead(terms: Terms) -> u64 {
    u64::try_from(terms.ahead_days + terms.longest_days + terms.extension_days + 400)
        .unwrap_or_default()
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<BorrowKit>,
    Path(slug): Path<String>,
    Form(form): Form<ReserveForm>,
) -> Result<Response, Error> {
    let item = item(&app.db, &slug).await?.ok_or(Error::NotFound)?;
    let terms = terms(&app.db).await?;
    let closures = closed(&app.db, item.site_id, app.clock.today()).await?;
    let refused = match form.parse(app.clock.today(), terms, &closures) {
        Ok(period) => {
            let at_home = form.at_home == "yes";
            let wanted = Wanted {
                item: &item,
                period,
                // Only a pupil takes kit home.
                pupil_code: (form.for_pupil == "yes" || at_home).then(pupil_code),
                at_home,
                terms,
                closures: &closures,
            };
            match reserve(&app, &by, &form.write_id, &wanted).await? {
                Ok(response) => return Ok(response),
                Err(refused) => refused,
            }
        }
        Err(errors) => Refused::Days(errors),
    };
    let status = match refused {
        Refused::Days(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Refused::NoneFree
        | Refused::TooMany
        | Refused::Suspended(_)
        | Refused::Promised(_)
        | Refused::InLine
        | Refused::SchoolCloses(_) => StatusCode::CONFLICT,
    };
    page(&by, &item, terms, status, (form, Some(refused)))
}

/// Tries one piece after the other, each in a transaction of its own; when somebody was faster for all of them, looks
/// once more what is free.
async fn reserve(
    app: &App,
    by: &Allowed<BorrowKit>,
    write_id: &str,
    wanted: &Wanted<'_>,
) -> Result<Result<Response, Refused>, Error> {
    let today = app.clock.today();
    // A repeat of the form gets its first answer, whatever is free by now.
    drop(app.write_once(by, write_id).await?);
    if let Some(day) = closes_first(&app.db, by, wanted.period).await? {
        return Ok(Err(Refused::SchoolCloses(day)));
    }
    let suspended = suspensions::standing(&app.db, by.account.id, today, wanted.terms).await?;
    if let Some(until) = suspended {
        return Ok(Err(Refused::Suspended(until)));
    }
    let offer = waiting::queries::offer(&app.db, wanted.item.id).await?;
    for _ in 0..2 {
        let busy = |device: &entities::device::Model| wanted.busy(device);
        let free = candidates(&app.db, wanted.item.id, today, ahead(wanted.terms), busy).await?;
        let promised = offer.as_ref().zip(free.first()).filter(|(offer, piece)| {
            let buffer = wanted.terms.buffer_of(piece);
            let until = busy_until(offer.until_on, buffer, wanted.closures);
            is_promised(offer, by.account.id, busy(piece), until, free.len())
        });
        if let Some(until) = promised.and_then(|(offer, _)| offer.offer_until) {
            return Ok(Err(Refused::Promised(until)));
        }
        for device in &free {
            let write = app.write_once(by, write_id).await?;
            // Announced since.
            schools::queries::hold(&*write, by.organisation_id).await?;
            if let Some(day) = closes_first(&*write, by, wanted.period).await? {
                return Ok(Err(Refused::SchoolCloses(day)));
            }
            match actions::reserve(&*write, by, wanted, device, app.clock.now()).await {
                Ok(loan) => {
                    letters::tell_heads(app, &*write, &loan, wanted.item, &by.account.name).await?;
                    waiting::actions::served(app, &*write, &loan).await?;
                    let to = if wanted.terms.approval {
                        format!("/loans/{}?done=loan-asked", loan.id.0)
                    } else {
                        format!("/loans/{}?done=loan-reserved", loan.id.0)
                    };
                    return Ok(Ok(write.answer(to).await?.into_response()));
                }
                Err(ReserveError::Taken) => drop(write),
                Err(ReserveError::TooMany) => return Ok(Err(Refused::TooMany)),
                Err(ReserveError::Other(error)) => return Err(error),
            }
        }
    }
    Ok(Err(Refused::NoneFree))
}

/// The day on which the school closes, where that is before these days end.
pub(super) async fn closes_first(
    db: &impl ConnectionTrait,
    by: &Signed,
    period: Period,
) -> Result<Option<NaiveDate>, DbErr> {
    let closing = schools::queries::closing(db, by.organisation_id).await?;
    Ok(closing
        .map(|closing| closing.closes_on)
        .filter(|day| period.ends_on() > *day))
}

/// A code that says nothing of anybody: the school writes beside it whose it is.
pub fn pupil_code() -> String {
    let mut rng: StdRng = rand::make_rng();
    let code = Code::generate(&mut rng).to_string();
    format!("E-{}", code.split('-').next().unwrap_or_default())
}

impl ReserveForm {
    pub(super) fn parse(
        &self,
        today: NaiveDate,
        terms: Terms,
        closures: &[Closure],
    ) -> Result<Period, FormErrors> {
        let mut errors = FormErrors::default();
        let day = |typed: &str| typed.trim().parse::<NaiveDate>().ok();
        let (from, until) = (day(&self.from), day(&self.until));
        if from.is_none() {
            errors.add("from", "loan-day-missing");
        }
        if until.is_none() {
            errors.add("until", "loan-day-missing");
        }
        let (Some(from), Some(until)) = (from, until) else {
            return Err(errors);
        };
        period(from, until, today, terms, closures).map_err(|unfit| {
            for one in unfit {
                let (field, key) = one.at();
                errors.add(field, key);
            }
            errors
        })
    }
}

pub(super) fn page(
    by: &Allowed<BorrowKit>,
    item: &catalogue_item::Model,
    terms: Terms,
    status: StatusCode,
    (form, refused): (ReserveForm, Option<Refused>),
) -> Result<Response, Error> {
    let shell = by.shell();
    let none_free = matches!(refused, Some(Refused::NoneFree));
    let may_wait = none_free || matches!(refused, Some(Refused::Promised(_)));
    let mut errors = FormErrors::default();
    let refused = match refused {
        None | Some(Refused::NoneFree) => None,
        Some(Refused::Days(mistakes)) => {
            errors = mistakes;
            None
        }
        Some(Refused::TooMany) => Some((
            shell.with("count", terms.at_once).say("reserve-too-many"),
            "reserve-too-many-help",
        )),
        Some(Refused::Suspended(until)) => Some((
            shell
                .with("day", shell.date(until))
                .say("reserve-suspended"),
            "reserve-suspended-help",
        )),
        Some(Refused::Promised(until)) => Some((
            shell.with("day", shell.date(until)).say("reserve-promised"),
            "reserve-promised-help",
        )),
        Some(Refused::InLine) => Some((shell.say("wait-already"), "wait-already-help")),
        Some(Refused::SchoolCloses(day)) => Some((
            shell
                .with("day", shell.date(day))
                .say("reserve-school-closes"),
            "reserve-school-closes-help",
        )),
    };
    let page = ReservePage {
        slug: item.slug.clone(),
        name: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
        longest: terms.longest_days,
        approval: terms.approval,
        none_free,
        may_wait,
        refused,
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
