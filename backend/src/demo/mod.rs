//! The demo: an invented département with half a year behind it, told through the application's own
//! actions, so that every device's history is one that could have happened.
mod answers;
mod appointments;
mod asking;
mod assets;
mod benches;
mod calls;
mod checklists;
mod coop;
mod counts;
mod directory;
mod emergency_kits;
mod exits;
mod funds;
mod internet;
mod kits;
mod lending;
mod lists;
mod opinions;
mod passes;
mod places;
mod plans;
mod prescribing;
mod proofs;
mod rights;
mod schools;
mod sharing;
mod shelves;
mod story;
mod tokens;
mod tools;
mod trials;

use crate::{
    app::{App, Clock},
    mail,
    training::places::ends_at,
    workshop::lists::actions::take_in_shipped,
};
use anyhow::{Context, Result};
use asking::afternoon;
use chrono::Duration;
use entities::{
    answer_set::Moment,
    device::{self, DeviceKind, Stage},
    handover::Signature,
    opinion::OpinionKind,
    organisation,
    outbox::{self, OutboxFault, OutboxKind},
    request::RequestId,
    setting,
};
pub use places::{DOMAIN, PASSWORD};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};
use std::io::Cursor;
use story::{ON_A_LIST, Teller, Until, Workshop, finished, in_full_work};

/// How far back the story begins.
const BEGINS: Duration = Duration::days(140);

/// Fills an empty installation. `say` tells the person what is being made.
pub async fn fill(app: &App, say: impl Fn(&str)) -> Result<()> {
    let end = app.clock.now();
    // Nine in the morning in France, or about: the people of the story work by day.
    let morning = (end - BEGINS)
        .date_naive()
        .and_hms_opt(7, 30, 0)
        .map_or(end, |moment| moment.and_utc());
    let mut told = app.clone();
    told.clock = Clock::standing_at(morning);
    let app = &told;
    let write = app.write().await?;
    take_in_shipped(&*write, morning).await?;
    say("Le Département, ses collèges, ses ateliers, ses points de remise…");
    let places = places::make(app, &*write).await?;
    let plans = plans::make(app, &*write, places.coordinator.membership_id).await?;
    prescribing::habilitate(app, &write, &places).await?;
    directory::make(app, &*write, &places).await?;
    let teller = Teller {
        app,
        txn: &write,
        places: &places,
        plans: &plans,
        photo: picture()?,
    };
    let insertion = Workshop {
        site: places.insertion_workshop,
        worker: &places.worker,
        supervisor: &places.supervisor,
    };
    let adapted = Workshop {
        site: places.adapted_enterprise,
        worker: &places.second_worker,
        supervisor: &places.second_supervisor,
    };
    teller.stock_up(insertion).await?;
    teller.stock_up(adapted).await?;
    let mut people = 0;
    for (number, college) in places.colleges.iter().enumerate() {
        say(&format!(
            "Lot {} sur {} : {}…",
            number + 1,
            places.colleges.len(),
            college.name
        ));
        let at = if matches!(number, 2 | 3) {
            adapted
        } else {
            insertion
        };
        lot(&teller, number, college, at, &mut people).await?;
        if number == 3 {
            teller.new_list_for_laptops().await?;
        }
        teller.days(3);
        teller.next_morning();
    }
    teller.attestation(RequestId(1)).await?;
    teller.asked_again(end).await?;
    say("Les demandes en cours, les prochaines séances…");
    waiting(&teller, &mut people, end).await?;
    teller.emergency_kits(people).await?;
    teller.appointments(end).await?;
    teller.passes().await?;
    teller.internet().await?;
    teller.funds().await?;
    one_lost_message(&teller).await?;
    teller.list_in_the_making().await?;
    teller.exits(insertion).await?;
    teller.calls(end).await?;
    teller.put_away(insertion).await?;
    teller.count_a_shelf(insertion).await?;
    teller.gifts(insertion).await?;
    teller.keep_hours(insertion).await?;
    teller.stock_counts(insertion).await?;
    teller.agree().await?;
    teller.accounts().await?;
    teller.lend().await?;
    lent_on_the_spot(&teller).await?;
    drop(teller);
    say("Les postes de l’atelier, les badges, la formation des équipes…");
    benches::make(app, &*write, &places, end).await?;
    coop::make(&*write, &places, end).await?;
    rights::make(&*write, end).await?;
    tokens::make(&*write, &places, end).await?;
    setting::Entity::insert(setting::ActiveModel {
        name: Set("demo".to_owned()),
        value: Set("yes".to_owned()),
    })
    .exec_without_returning(&*write)
    .await?;
    write.commit().await?;
    Ok(())
}

/// One collège's lot: announced, received, and worked on as far as it has got.
async fn lot(
    teller: &Teller<'_>,
    number: usize,
    college: &organisation::Model,
    at: Workshop<'_>,
    people: &mut usize,
) -> Result<()> {
    // One of its laptops was wiped on a certain day: it came before, whenever the demo is made.
    let back = if number == 4 {
        teller.back_to(lists::before_the_log())
    } else {
        Duration::zero()
    };
    let lot = teller.announce(number, college, at).await?;
    teller.days(3);
    match number {
        // Finished lots, with requests served from them.
        0..=3 => {
            let missing = usize::from(number == 1) * 2;
            let devices = teller.receive(&lot, at, ON_A_LIST - missing).await?;
            teller.next_morning();
            let devices: Vec<_> = devices
                .into_iter()
                .enumerate()
                .map(|(n, device)| (device, finished(n)))
                .collect();
            for day in devices.chunks(12) {
                teller.work(day, at).await?;
                teller.next_morning();
            }
            teller.days(1);
            if number < 2 {
                teller.close(&lot).await?;
            }
            serve(teller, number, people).await?;
        }
        // In full work.
        4 => {
            let devices = teller.receive(&lot, at, ON_A_LIST).await?;
            teller.app.clock.advance(back);
            teller.days(3);
            let devices: Vec<_> = devices
                .into_iter()
                .enumerate()
                .map(|(n, device)| (device, in_full_work(n)))
                .collect();
            for day in devices.chunks(12) {
                teller.next_morning();
                teller.work(day, at).await?;
            }
            teller.proofs(&lot, at).await?;
            teller.drive_to_wipe(&lot, at).await?;
            teller.tools(&lot, at).await?;
        }
        // Just arriving: what is left is for whoever tries the demo to receive.
        _ => {
            let devices = teller.receive(&lot, at, 12).await?;
            let devices: Vec<_> = devices
                .into_iter()
                .take(4)
                .map(|device| (device, Until::Triage))
                .collect();
            teller.work(&devices, at).await?;
            teller.share(&lot).await?;
        }
    }
    Ok(())
}

/// Eighteen people ask, learn in two sessions and leave with a device.
async fn serve(teller: &Teller<'_>, number: usize, people: &mut usize) -> Result<()> {
    let places = teller.places;
    let here = places.pickups[0];
    let prescriber = if number.is_multiple_of(2) {
        &places.prescriber
    } else {
        &places.second_prescriber
    };
    let mut requests = Vec::new();
    for n in 0..18 {
        let kind = if n % 4 == 3 {
            DeviceKind::Laptop
        } else {
            DeviceKind::Tablet
        };
        requests.push((
            teller
                .ask(*people, prescriber, &teller.plans.supply_chain, kind, here)
                .await?,
            kind,
        ));
        *people += 1;
    }
    teller.days(5);
    let mut learners: Vec<RequestId> = Vec::new();
    for (request, kind) in &requests {
        let device = ready(teller, *kind).await?;
        teller.allocate(request, device.clone()).await?;
        let device = device::Entity::find_by_id(device.id)
            .one(teller.txn)
            .await?;
        if let Some(device) = device {
            teller.arrive(device, here, &places.clerk).await?;
        }
        learners.push(request.id);
    }
    let (Some(&first), Some(&last)) = (learners.first(), learners.last()) else {
        return Ok(());
    };
    let now = teller.app.clock.now();
    let sessions = [
        teller.session(afternoon(now, 3), here).await?,
        teller.session(afternoon(now, 6), here).await?,
    ];
    for (n, learner) in learners.iter().enumerate() {
        teller.enrol(*learner, &sessions[n / 9]).await?;
        teller.answer(*learner, Moment::Before, n).await?;
    }
    teller.days(3);
    for (half, session) in learners.chunks(9).zip(&sessions) {
        // The list is taken when the session has ended.
        teller.until(ends_at(session));
        for (n, learner) in half.iter().enumerate() {
            teller.attend(*learner, session).await?;
            teller.attest(*learner, n).await?;
            // One in nine goes home before it is asked.
            if n != 8 {
                teller.answer(*learner, Moment::After, n).await?;
            }
        }
        teller.opinions_of(session).await?;
        teller.next_morning();
        for (n, learner) in half.iter().enumerate() {
            teller.minutes(12);
            let signature = if [first, last].contains(learner) {
                Signature::Paper
            } else {
                Signature::Screen
            };
            let handover = teller.hand_over(*learner, here, signature).await?;
            teller
                .opinion_of(&handover, OpinionKind::Handover, n)
                .await?;
            // Of the very last slip the photo is still to be taken.
            if signature == Signature::Paper && (*learner == first || number < 3) {
                teller.photograph_slip(&handover).await?;
            }
        }
        teller.days(1);
        teller.next_morning();
    }
    Ok(())
}

/// Requests at every other stage: waiting, allocated and trained or not, refused, cancelled.
async fn waiting(
    teller: &Teller<'_>,
    people: &mut usize,
    end: chrono::DateTime<chrono::Utc>,
) -> Result<()> {
    let places = teller.places;
    let plans = teller.plans;
    // At noon by the sun of the meridian: early in the afternoon on the clocks of France.
    let noon = |days| {
        let day = (end + Duration::days(days)).date_naive();
        day.and_hms_opt(12, 0, 0)
            .map_or(end, |moment| moment.and_utc())
    };
    let next = [4, 9, 15].map(noon);
    let first = teller.session(next[0], places.pickups[0]).await?;
    for starts_at in &next[1..] {
        teller.session(*starts_at, places.pickups[1]).await?;
    }
    let taught = teller
        .session(teller.app.clock.now(), places.pickups[0])
        .await?;
    let hands_on = teller
        .hands_on_session(end - Duration::minutes(20), places.pickups[0])
        .await?;
    for n in 0..30 {
        let prescriber = if n % 3 == 2 {
            &places.second_prescriber
        } else {
            &places.prescriber
        };
        let pickup = places.pickups[n % 5];
        let (programme, kind) = match n % 6 {
            5 => (&plans.ordi_pratique, DeviceKind::Laptop),
            3 => (&plans.supply_chain, DeviceKind::Laptop),
            _ => (&plans.supply_chain, DeviceKind::Tablet),
        };
        let request = teller
            .ask(*people, prescriber, programme, kind, pickup)
            .await?;
        *people += 1;
        if n % 5 == 4 {
            teller.next_morning();
        } else {
            teller.minutes(70);
        }
        match n {
            0..=9 => {
                let device = ready(teller, kind).await?;
                teller.allocate(&request, device.clone()).await?;
                if n.is_multiple_of(5) {
                    let device = device::Entity::find_by_id(device.id)
                        .one(teller.txn)
                        .await?;
                    if let Some(device) = device {
                        teller.arrive(device, pickup, &places.clerk).await?;
                    }
                }
                match n {
                    // Has learnt, and may come for the tablet.
                    0 => {
                        teller.enrol(request.id, &taught).await?;
                        teller.until(ends_at(&taught));
                        teller.attend(request.id, &taught).await?;
                    }
                    // Sits in today's session, where the trainer hands over.
                    5 => teller.enrol(request.id, &hands_on).await?,
                    2 | 4 | 6 | 8 => teller.enrol(request.id, &first).await?,
                    _ => {}
                }
            }
            10..=13 => teller.refuse(&request).await?,
            14..=16 => teller.cancel(&request, prescriber).await?,
            18 => teller.question(&request, &places.coordinator).await?,
            19 => teller.hold(&request).await?,
            21 => teller.question(&request, prescriber).await?,
            _ => {}
        }
    }
    Ok(())
}

/// A decision that the mail server would not take: somebody has to look.
async fn one_lost_message(teller: &Teller<'_>) -> Result<()> {
    let message = outbox::Entity::find()
        .filter(outbox::COLUMN.kind.eq(OutboxKind::RequestRefused))
        .order_by_desc(outbox::COLUMN.id)
        .one(teller.txn)
        .await?
        .context("the demo refuses some requests")?;
    let tried = outbox::ActiveModel {
        id: Set(message.id),
        attempts: Set(mail::TRIES),
        ..Default::default()
    };
    tried.update(teller.txn).await?;
    mail::give_up(teller.txn, message.id, mail::TRIES, OutboxFault::Refused).await?;
    Ok(())
}

/// A computer waits at the counter for whoever comes by.
async fn lent_on_the_spot(teller: &Teller<'_>) -> Result<()> {
    let clerk = &teller.places.clerk;
    let counter = clerk.site_id.context("a clerk works at a counter")?;
    let device = ready(teller, DeviceKind::Laptop).await?;
    teller.arrive(device, counter, clerk).await?;
    Ok(())
}

/// The ready device of this kind that has waited longest and is promised to nobody.
async fn ready(teller: &Teller<'_>, kind: DeviceKind) -> Result<device::Model> {
    let waiting = device::Entity::find()
        .filter(device::COLUMN.kind.eq(kind))
        .filter(device::COLUMN.stage.eq(Stage::Ready))
        .filter(device::COLUMN.site_id.is_not_null())
        .filter(device::COLUMN.item_id.is_null())
        .order_by_asc(device::COLUMN.stage_since)
        .order_by_asc(device::COLUMN.id)
        .all(teller.txn)
        .await?;
    for device in waiting {
        let promised = entities::request::Entity::find()
            .filter(entities::request::COLUMN.device_id.eq(device.id))
            .filter(
                entities::request::COLUMN
                    .state
                    .eq(entities::request::RequestState::Allocated),
            )
            .one(teller.txn)
            .await?;
        if promised.is_none() {
            return Ok(device);
        }
    }
    anyhow::bail!("the demo has no {kind:?} left to promise")
}

/// A small picture that stands for the photos and signatures of the story.
fn picture() -> Result<Vec<u8>> {
    let mut picture = image::RgbaImage::from_pixel(240, 80, image::Rgba([255, 255, 255, 255]));
    for x in 20..220_u32 {
        let y = 40 + (x * x / 37 % 29) - 14;
        for thick in 0..3 {
            picture.put_pixel(x, y + thick, image::Rgba([20, 30, 60, 255]));
        }
    }
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png)?;
    Ok(bytes)
}
