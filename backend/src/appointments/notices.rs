//! `GET /notices`: whom somebody still has to call, and for prescribers the letters to print. `POST …/{id}/reveal` shows
//! one telephone number, which is noted; `…/{id}/done` and `…/letters/done` say that people were told; `GET …/letters`
//! is the letters as one paper.
use super::{queries, say, tell::places_of};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{BookAppointments, PrintAppointmentLetters},
    },
    documents::{AppointmentLetter, AppointmentLetters},
    recipients::{
        access,
        identity::{self, Identity, request_reference},
    },
    web::{self, Error, Shell, Words},
};
use anyhow::Context;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    access_log::AccessAct,
    appointment::{self, AppointmentState},
    appointment_notice::{self, NoticeAbout, NoticeId},
    membership::Role,
    recipient::{self, Channel, RecipientId},
    request,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationDef, Select,
};
use std::collections::BTreeMap;

/// How many a page shows, and how many letters one paper holds: more than anybody tells in a morning.
const LISTED: u64 = 200;

#[derive(Template)]
#[template(path = "appointments/notices.html")]
struct NoticesPage {
    shell: Shell,
    calls: Vec<Call>,
    letters: Vec<Letter>,
    /// Which letters are shown, to be sent back once they are printed.
    shown: String,
    prints: bool,
    refused: bool,
}

struct Call {
    id: i32,
    reference: String,
    name: String,
    about: &'static str,
    said: say::Said,
    comes: bool,
    /// Once it was asked for.
    phone: Option<String>,
}

struct Letter {
    reference: String,
    name: String,
    about: &'static str,
    when: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct NoticeForm {
    write_id: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PrintedForm {
    write_id: String,
    shown: String,
}

/// Something to be told, with all that is needed to say it.
struct Untold {
    notice: appointment_notice::Model,
    appointment: appointment::Model,
    request: request::Model,
    person: recipient::Model,
    known: Identity,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<BookAppointments>,
) -> Result<Response, Error> {
    render(&app, &by, None, false).await
}

/// Shows one number. Sent, not linked: nobody opens it by passing by.
pub async fn reveal(
    State(app): State<App>,
    by: Allowed<BookAppointments>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    render(&app, &by, Some(NoticeId(id)), false).await
}

/// Somebody called.
pub async fn done(
    State(app): State<App>,
    by: Allowed<BookAppointments>,
    Path(id): Path<i32>,
    Form(form): Form<NoticeForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    kept(&by)
        .filter(appointment_notice::COLUMN.id.eq(NoticeId(id)))
        .one(&*write)
        .await?
        .ok_or(Error::NotFound)?;
    let theirs = theirs(&*write, &app, &by, Channel::Call).await?;
    if !theirs.iter().any(|row| row.id == NoticeId(id)) {
        // Somebody else told them, or there is nothing to tell any more.
        drop(write);
        return render(&app, &by, None, true).await;
    }
    told(&*write, &app, &by, &[NoticeId(id)]).await?;
    Ok(write
        .answer("/notices?done=notice-called")
        .await?
        .into_response())
}

/// The letters were printed.
pub async fn printed(
    State(app): State<App>,
    by: Allowed<PrintAppointmentLetters>,
    Form(form): Form<PrintedForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    let shown: Vec<NoticeId> = form
        .shown
        .split(' ')
        .filter_map(|number| number.parse().ok())
        .map(NoticeId)
        .collect();
    let theirs = theirs(&*write, &app, &by, Channel::Letter).await?;
    let printed: Vec<NoticeId> = theirs
        .iter()
        .map(|row| row.id)
        .filter(|id| shown.contains(id))
        .collect();
    if printed.is_empty() {
        drop(write);
        return render(&app, &by, None, true).await;
    }
    told(&*write, &app, &by, &printed).await?;
    Ok(write
        .answer("/notices?done=notice-printed")
        .await?
        .into_response())
}

/// The letters that wait, one a page.
pub async fn letters(
    State(app): State<App>,
    by: Allowed<PrintAppointmentLetters>,
) -> Result<Response, Error> {
    let untold = untold(&app, &by, Channel::Letter).await?;
    if untold.is_empty() {
        return Err(Error::NotFound);
    }
    let places = places_of(&app.db, untold.iter().map(|one| one.appointment.site_id)).await?;
    let today = app.clock.today();
    let letter = |one: &Untold| {
        let place = places.get(&one.appointment.site_id)?;
        let words = Words::new(one.known.language);
        let said = say::to_person(
            words,
            one.notice.about,
            &one.request,
            &one.appointment,
            place,
        );
        Some(AppointmentLetter {
            lang: words.lang,
            from: by.organisation_name.clone(),
            reference: request_reference(one.request.id),
            name: one.known.display_name(),
            commune: one.known.commune.clone(),
            written_on: words.date(today),
            greeting: words.say("appointment-letter-greeting"),
            title: said.title,
            action: said.action,
            place: (one.notice.about != NoticeAbout::Cancelled).then_some(said.place),
            bring: said.bring,
            call: said.call,
        })
    };
    let paper = AppointmentLetters {
        lang: by.words().lang,
        letters: untold.iter().filter_map(letter).collect(),
    };
    let pdf = app
        .documents
        .pdf(paper)
        .await
        .context("the letters could not be typeset")?;
    note(&app, &by, &untold, AccessAct::Printed).await?;
    Ok(web::pdf("rendez-vous", pdf))
}

/// What is, or was, to be told by this person's side.
fn kept(by: &Signed) -> Select<appointment_notice::Entity> {
    let to_appointment: RelationDef = appointment_notice::Entity::belongs_to(appointment::Entity)
        .from(appointment_notice::Column::AppointmentId)
        .to(appointment::Column::Id)
        .into();
    let to_request: RelationDef = appointment::Entity::belongs_to(request::Entity)
        .from(appointment::Column::RequestId)
        .to(request::Column::Id)
        .into();
    appointment_notice::Entity::find()
        .join(JoinType::InnerJoin, to_appointment)
        .join(JoinType::InnerJoin, to_request)
        .filter(queries::kept_requests(by))
}

/// What is still to be told, soonest first: of an appointment that stands what it is, of one that was cancelled its end.
async fn theirs(
    db: &impl ConnectionTrait,
    app: &App,
    by: &Signed,
    channel: Channel,
) -> Result<Vec<appointment_notice::Model>, DbErr> {
    let stands = Condition::any()
        .add(
            Condition::all()
                .add(appointment_notice::COLUMN.about.ne(NoticeAbout::Cancelled))
                .add(appointment::COLUMN.state.eq(AppointmentState::Booked)),
        )
        .add(
            Condition::all()
                .add(appointment_notice::COLUMN.about.eq(NoticeAbout::Cancelled))
                .add(appointment::COLUMN.state.eq(AppointmentState::Cancelled)),
        );
    kept(by)
        .filter(appointment_notice::COLUMN.done_at.is_null())
        .filter(appointment_notice::COLUMN.channel.eq(channel))
        .filter(appointment::COLUMN.starts_at.gt(app.clock.now()))
        .filter(stands)
        .order_by_asc(appointment::Column::StartsAt)
        .order_by_asc(appointment_notice::Column::Id)
        .limit(LISTED)
        .all(db)
        .await
}

/// The same with everything that is needed to say it; people whose data is limited or gone are told nothing.
async fn untold(app: &App, by: &Signed, channel: Channel) -> Result<Vec<Untold>, Error> {
    let notices = theirs(&app.db, app, by, channel).await?;
    let appointments = appointment::Entity::find()
        .filter(
            appointment::COLUMN
                .id
                .is_in(notices.iter().map(|row| row.appointment_id)),
        )
        .all(&app.db)
        .await?;
    let requests = queries::requests(&app.db, &appointments).await?;
    let people: BTreeMap<RecipientId, recipient::Model> = recipient::Entity::find()
        .filter(
            recipient::COLUMN
                .id
                .is_in(requests.values().map(|request| request.recipient_id)),
        )
        .all(&app.db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let appointments: BTreeMap<_, _> = appointments.into_iter().map(|row| (row.id, row)).collect();
    let mut untold = Vec::new();
    for notice in notices {
        let appointment = appointments
            .get(&notice.appointment_id)
            .context("a notice is of an appointment")?;
        let request = requests
            .get(&appointment.request_id)
            .context("an appointment is for a request")?;
        let person = people
            .get(&request.recipient_id)
            .context("a request is for a recipient")?;
        if let Some(known) = identity::open(&app.keys, person)? {
            untold.push(Untold {
                notice,
                appointment: appointment.clone(),
                request: request.clone(),
                person: person.clone(),
                known,
            });
        }
    }
    Ok(untold)
}

/// Notes that these people's names were seen.
async fn note(app: &App, by: &Signed, seen: &[Untold], act: AccessAct) -> Result<(), Error> {
    if seen.is_empty() {
        return Ok(());
    }
    let write = app.write().await?;
    let people = seen.iter().map(|one| one.person.id);
    access::record(&*write, by, people, act, app.clock.now()).await?;
    write.commit().await?;
    Ok(())
}

/// Notes that these people's names were seen, once a day for each; whose number was asked for, each time.
async fn note_looks(
    app: &App,
    by: &Signed,
    (to_call, to_print): (&[Untold], &[Untold]),
    revealed: Option<NoticeId>,
) -> Result<(), Error> {
    let asked_for = to_call.iter().find(|one| revealed == Some(one.notice.id));
    let listed = to_call.iter().chain(to_print).map(|one| one.person.id);
    let listed: Vec<RecipientId> = listed.collect();
    if listed.is_empty() {
        return Ok(());
    }
    let now = app.clock.now();
    let write = app.write().await?;
    access::record_once_a_day(&*write, by, listed, now).await?;
    let asked_for = asked_for.map(|one| one.person.id);
    access::record(&*write, by, asked_for, AccessAct::Viewed, now).await?;
    write.commit().await?;
    Ok(())
}

/// Writes down that people were told, and by whom; somebody else may have been faster.
async fn told(
    txn: &impl ConnectionTrait,
    app: &App,
    by: &Signed,
    notices: &[NoticeId],
) -> Result<(), Error> {
    let written = appointment_notice::Entity::update_many()
        .set(appointment_notice::ActiveModel {
            done_by: Set(Some(by.membership_id)),
            done_at: Set(Some(app.clock.now())),
            ..Default::default()
        })
        .filter(appointment_notice::COLUMN.id.is_in(notices.iter().copied()))
        .filter(appointment_notice::COLUMN.done_at.is_null())
        .exec(txn)
        .await?;
    if written.rows_affected == 0 {
        return Err(Error::Changed);
    }
    Ok(())
}

async fn render(
    app: &App,
    by: &Signed,
    revealed: Option<NoticeId>,
    refused: bool,
) -> Result<Response, Error> {
    let words = by.words();
    let to_call = untold(app, by, Channel::Call).await?;
    if revealed.is_some_and(|id| !to_call.iter().any(|one| one.notice.id == id)) {
        return Err(Error::NotFound);
    }
    let prints = by.role == Role::Prescriber;
    let to_print = if prints {
        untold(app, by, Channel::Letter).await?
    } else {
        Vec::new()
    };
    note_looks(app, by, (&to_call, &to_print), revealed).await?;
    let places = places_of(&app.db, to_call.iter().map(|one| one.appointment.site_id)).await?;
    let call = |one: Untold| {
        let place = places.get(&one.appointment.site_id)?;
        Some(Call {
            id: one.notice.id.0,
            reference: request_reference(one.request.id),
            name: one.known.short_name(one.person.kind),
            about: say::about_key(one.notice.about),
            said: say::to_person(
                words,
                one.notice.about,
                &one.request,
                &one.appointment,
                place,
            ),
            comes: one.notice.about != NoticeAbout::Cancelled,
            phone: (revealed == Some(one.notice.id)).then_some(one.known.phone),
        })
    };
    let numbers: Vec<String> = to_print
        .iter()
        .map(|one| one.notice.id.0.to_string())
        .collect();
    let page = NoticesPage {
        shell: Shell {
            // The page answers forms sent to other addresses: the language switch comes back here.
            path: "/notices".to_owned(),
            ..by.shell()
        },
        calls: to_call.into_iter().filter_map(call).collect(),
        letters: to_print
            .iter()
            .map(|one| Letter {
                reference: request_reference(one.request.id),
                name: one.known.short_name(one.person.kind),
                about: say::about_key(one.notice.about),
                when: words.weekday_time(one.appointment.starts_at),
            })
            .collect(),
        shown: numbers.join(" "),
        prints,
        refused,
    };
    let status = if refused {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    Ok(web::page(status, &page)?)
}
