//! `GET|POST /sites/{id}/opening`: the hours at which a pick-up point receives people. `…/{slot}/end` ends one.
//! `POST /sites/{id}/closures` closes days, `…/{closure}/end` opens them again.
use super::{
    keeping::{self, Expected, NewClosure, NewOpening, numbers},
    queries,
    rules::{self, holidays::is_holiday},
    say,
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::KeepOpening},
    recipients::{
        access,
        identity::{self, request_reference},
    },
    web::{self, Choice, Error, FormErrors, Lang, Shell, Words},
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
    access_log::AccessAct,
    appointment,
    membership::Role,
    opening_slot::{self, OpeningSlotId},
    recipient,
    site_closure::{self, ClosureReason, SiteClosureId},
};
use sea_orm::{ActiveEnum, ColumnTrait, EntityTrait, Iterable, QueryFilter};
use std::collections::BTreeMap;

/// From Monday on.
const WEEKDAYS: [&str; 7] = [
    "weekday-monday",
    "weekday-tuesday",
    "weekday-wednesday",
    "weekday-thursday",
    "weekday-friday",
    "weekday-saturday",
    "weekday-sunday",
];

/// The longest closure, in days: a year mistyped closes nothing.
const LONGEST: i64 = 366;

/// How many public holidays to come are told.
const HOLIDAYS: usize = 3;

#[derive(Template)]
#[template(path = "appointments/opening.html")]
struct OpeningPage {
    shell: Shell,
    id: i32,
    site: String,
    phone: String,
    openings: Vec<OpeningLine>,
    closures: Vec<ClosureLine>,
    holidays: Vec<String>,
    weekdays: Vec<Choice>,
    reasons: Vec<Choice>,
    form: OpeningForm,
    closure: ClosureForm,
    expected: Option<ExpectedView>,
    errors: FormErrors,
    keeps_day: bool,
}

struct OpeningLine {
    id: i32,
    weekday: &'static str,
    hours: String,
    capacity: i32,
}

struct ClosureLine {
    id: i32,
    days: String,
    reason: &'static str,
}

/// Who has to be moved before days are closed.
struct ExpectedView {
    /// Which appointments are shown, to be sent again.
    shown: String,
    lines: Vec<ExpectedLine>,
}

struct ExpectedLine {
    reference: String,
    /// For who hands over there.
    name: String,
    when: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct OpeningForm {
    write_id: String,
    weekday: String,
    begins: String,
    ends: String,
    capacity: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ClosureForm {
    write_id: String,
    from_on: String,
    to_on: String,
    reason: String,
    /// The appointments that were shown before.
    shown: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct EndForm {
    write_id: String,
}

#[derive(Default)]
struct Attempt {
    form: OpeningForm,
    closure: ClosureForm,
    errors: FormErrors,
    expected: Option<Vec<appointment::Model>>,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepOpening>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    render(&app, &by, id, Attempt::default()).await
}

pub async fn open(
    State(app): State<App>,
    by: Allowed<KeepOpening>,
    Path(id): Path<i32>,
    Form(form): Form<OpeningForm>,
) -> Result<Response, Error> {
    let site = queries::kept_site(&app.db, &by, id).await?;
    let mistaken = |form, errors| Attempt {
        form,
        errors,
        ..Attempt::default()
    };
    let new = match form.parse() {
        Ok(new) => new,
        Err(errors) => return render(&app, &by, id, mistaken(form, errors)).await,
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let mut errors = FormErrors::default();
    if queries::phone_of(&*write, &site).await?.is_none() {
        errors.add("weekday", "opening-no-phone");
    } else if !keeping::open(&app, &*write, &by, site.id, new).await? {
        errors.add("begins", "opening-overlaps");
    }
    if !errors.is_empty() {
        drop(write);
        return render(&app, &by, id, mistaken(form, errors)).await;
    }
    let to = format!("/sites/{id}/opening?done=opening-added");
    Ok(write.answer(to).await?.into_response())
}

impl OpeningForm {
    fn parse(&self) -> Result<NewOpening, FormErrors> {
        let mut errors = FormErrors::default();
        let weekday: Option<i32> = self.weekday.parse().ok();
        let weekday = weekday.filter(|day| (1..=7).contains(day));
        if weekday.is_none() {
            errors.add("weekday", "opening-weekday-missing");
        }
        let from_minute = minute(&self.begins).filter(|minute| *minute < rules::DAY);
        if from_minute.is_none() {
            errors.add("begins", "opening-time-unreadable");
        }
        // Midnight, as an end, is that of the next day.
        let to_minute =
            minute(&self.ends).map(|minute| if minute == 0 { rules::DAY } else { minute });
        match (from_minute, to_minute) {
            (_, None) => errors.add("ends", "opening-time-unreadable"),
            (Some(from), Some(to)) if to <= from => errors.add("ends", "opening-ends-first"),
            (Some(_) | None, Some(_)) => {}
        }
        let capacity: Option<i32> = self.capacity.trim().parse().ok();
        let capacity = capacity.filter(|count| (1..=50).contains(count));
        if capacity.is_none() {
            errors.add("capacity", "opening-capacity-wrong");
        }
        match (weekday, from_minute, to_minute, capacity) {
            (Some(weekday), Some(from_minute), Some(to_minute), Some(capacity))
                if errors.is_empty() =>
            {
                Ok(NewOpening {
                    weekday,
                    from_minute,
                    to_minute,
                    capacity,
                })
            }
            _ => Err(errors),
        }
    }
}

/// Minutes since midnight of `09:30`; of `24:00` a whole day.
fn minute(text: &str) -> Option<i32> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let hours: i32 = hours.parse().ok()?;
    let minutes: i32 = minutes.parse().ok()?;
    let minute = hours * 60 + minutes;
    ((0..60).contains(&minutes) && (0..=rules::DAY).contains(&minute) && hours >= 0)
        .then_some(minute)
}

pub async fn end_opening(
    State(app): State<App>,
    by: Allowed<KeepOpening>,
    Path((id, slot)): Path<(i32, i32)>,
    Form(form): Form<EndForm>,
) -> Result<Response, Error> {
    let site = queries::kept_site(&app.db, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    keeping::end_opening(&app, &*write, &by, site.id, OpeningSlotId(slot)).await?;
    let to = format!("/sites/{id}/opening?done=opening-ended");
    Ok(write.answer(to).await?.into_response())
}

pub async fn close(
    State(app): State<App>,
    by: Allowed<KeepOpening>,
    Path(id): Path<i32>,
    Form(form): Form<ClosureForm>,
) -> Result<Response, Error> {
    let site = queries::kept_site(&app.db, &by, id).await?;
    let new = match form.parse(app.clock.today()) {
        Ok(new) => new,
        Err(errors) => {
            let attempt = Attempt {
                closure: form,
                errors,
                ..Attempt::default()
            };
            return render(&app, &by, id, attempt).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    match keeping::close(&app, &*write, &by, site.id, new, &form.shown).await? {
        Ok(()) => {
            let to = format!("/sites/{id}/opening?done=closure-added");
            Ok(write.answer(to).await?.into_response())
        }
        Err(Expected(expected)) => {
            drop(write);
            let attempt = Attempt {
                closure: form,
                expected: Some(expected),
                ..Attempt::default()
            };
            render(&app, &by, id, attempt).await
        }
    }
}

impl ClosureForm {
    fn parse(&self, today: NaiveDate) -> Result<NewClosure, FormErrors> {
        let mut errors = FormErrors::default();
        let from_on: Option<NaiveDate> = self.from_on.trim().parse().ok();
        let from_on = from_on.filter(|day| *day >= today);
        if from_on.is_none() {
            errors.add("from_on", "closure-day-wrong");
        }
        let to_on: Option<NaiveDate> = self.to_on.trim().parse().ok();
        let to_on = to_on.filter(|day| {
            from_on.is_none_or(|from| from <= *day && (*day - from).num_days() < LONGEST)
        });
        if to_on.is_none() {
            errors.add("to_on", "closure-end-wrong");
        }
        let reason = ClosureReason::try_from_value(&self.reason).ok();
        if reason.is_none() {
            errors.add("reason", "closure-reason-missing");
        }
        match (from_on, to_on, reason) {
            (Some(from_on), Some(to_on), Some(reason)) if errors.is_empty() => Ok(NewClosure {
                from_on,
                to_on,
                reason,
            }),
            _ => Err(errors),
        }
    }
}

pub async fn end_closure(
    State(app): State<App>,
    by: Allowed<KeepOpening>,
    Path((id, closure)): Path<(i32, i32)>,
    Form(form): Form<EndForm>,
) -> Result<Response, Error> {
    let site = queries::kept_site(&app.db, &by, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    keeping::end_closure(&app, &*write, &by, site.id, SiteClosureId(closure)).await?;
    let to = format!("/sites/{id}/opening?done=closure-ended");
    Ok(write.answer(to).await?.into_response())
}

async fn render(app: &App, by: &Signed, id: i32, attempt: Attempt) -> Result<Response, Error> {
    let site = queries::kept_site(&app.db, by, id).await?;
    let words = by.words();
    let today = app.clock.today();
    let phone = queries::phone_of(&app.db, &site).await?;
    let openings = queries::openings(&app.db, site.id).await?;
    let closures = queries::closures(&app.db, site.id, today).await?;
    let expected = match attempt.expected {
        Some(expected) => Some(ExpectedView {
            shown: numbers(&expected),
            lines: lines(app, by, &expected).await?,
        }),
        None => None,
    };
    let status = if expected.is_some() {
        StatusCode::CONFLICT
    } else if attempt.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = OpeningPage {
        id: site.id.0,
        site: site.name,
        phone: phone.unwrap_or_default(),
        openings: openings
            .iter()
            .map(|row| opening_line(words, row))
            .collect(),
        closures: closures
            .iter()
            .map(|row| closure_line(words, row))
            .collect(),
        holidays: today
            .iter_days()
            .filter(|day| is_holiday(*day))
            .take(HOLIDAYS)
            .map(|day| words.weekday_date(day))
            .collect(),
        weekdays: (1..)
            .zip(WEEKDAYS)
            .map(|(number, key): (i32, _)| Choice::new(number.to_string(), words.say(key)))
            .collect(),
        reasons: ClosureReason::iter()
            .map(|reason| Choice::new(reason.to_value(), words.say(say::closure_key(reason))))
            .collect(),
        form: attempt.form,
        closure: attempt.closure,
        expected,
        errors: attempt.errors,
        keeps_day: by.role == Role::Clerk,
        shell: Shell {
            // The page answers forms sent to other addresses: the language switch comes back here.
            path: format!("/sites/{}/opening", site.id.0),
            ..by.shell()
        },
    };
    Ok(web::page(status, &page)?)
}

fn opening_line(words: Words, row: &opening_slot::Model) -> OpeningLine {
    let weekday = usize::try_from(row.weekday - 1).unwrap_or_default();
    OpeningLine {
        id: row.id.0,
        weekday: WEEKDAYS.get(weekday).copied().unwrap_or(WEEKDAYS[0]),
        hours: words
            .with("from", clock(words.lang, row.from_minute))
            .with("to", clock(words.lang, row.to_minute))
            .say("opening-hours"),
        capacity: row.capacity,
    }
}

/// `9 h 30`, `9:30`.
fn clock(lang: Lang, minute: i32) -> String {
    let (hours, minutes) = (minute / 60, minute % 60);
    match lang {
        Lang::Fr => format!("{hours}\u{a0}h\u{a0}{minutes:02}"),
        Lang::En => format!("{hours}:{minutes:02}"),
    }
}

fn closure_line(words: Words, row: &site_closure::Model) -> ClosureLine {
    let days = if row.from_on == row.to_on {
        words.weekday_date(row.from_on)
    } else {
        words
            .with("from", words.weekday_date(row.from_on))
            .with("to", words.weekday_date(row.to_on))
            .say("closure-days")
    };
    ClosureLine {
        id: row.id.0,
        days,
        reason: say::closure_key(row.reason),
    }
}

/// Who is expected: by reference, and for who hands over there by first name and initial, which is noted.
async fn lines(
    app: &App,
    by: &Signed,
    expected: &[appointment::Model],
) -> Result<Vec<ExpectedLine>, Error> {
    let words = by.words();
    let requests = queries::requests(&app.db, expected).await?;
    let mut names = BTreeMap::new();
    if by.role == Role::Clerk {
        let people = recipient::Entity::find()
            .filter(
                recipient::COLUMN
                    .id
                    .is_in(requests.values().map(|request| request.recipient_id)),
            )
            .all(&app.db)
            .await?;
        let write = app.write().await?;
        let now = app.clock.now();
        let seen = people.iter().map(|person| person.id);
        access::record(&*write, by, seen, AccessAct::Viewed, now).await?;
        write.commit().await?;
        for person in people {
            if let Some(known) = identity::open(&app.keys, &person)? {
                names.insert(person.id, known.short_name(person.kind));
            }
        }
    }
    let line = |row: &appointment::Model| ExpectedLine {
        reference: request_reference(row.request_id),
        name: requests
            .get(&row.request_id)
            .and_then(|request| names.get(&request.recipient_id))
            .cloned()
            .unwrap_or_default(),
        when: words.weekday_time(row.starts_at),
    };
    Ok(expected.iter().map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::minute;

    #[test]
    fn hours_are_read_as_a_clock_shows_them() {
        for (typed, expected) in [
            ("09:30", Some(570)),
            (" 9:05 ", Some(545)),
            ("00:00", Some(0)),
            ("24:00", Some(1440)),
            ("24:01", None),
            ("12:60", None),
            ("-1:30", None),
            ("9h30", None),
            ("", None),
        ] {
            assert_eq!(minute(typed), expected, "{typed}");
        }
    }
}
