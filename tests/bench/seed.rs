//! A stock made fast, through the same journal as any other.
use super::contention::{BENCHES, TO_CHECK};
use axum::response::IntoResponse;
use axum_extra::extract::cookie::SignedCookieJar;
use chrono::{DateTime, Months, Utc};
use entities::{
    account::{self, Language},
    collection_lot::{self, CollectionLotId, LegalBasis},
    container::{self, ContainerKind},
    device::{self, DeviceKind, Stage},
    event,
    habilitation::{self, Act},
    label,
    label_batch::{self, LabelBatchId},
    membership::{self, MembershipId, Role},
    organisation::{self, OrganisationId, OrganisationKind},
    site::{self, SiteId},
};
use passe_relais::{
    app::{App, Clock, connect},
    auth::session,
    config::Config,
    journal::{self, By, Event, EventKind},
    labels::Code,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait, QueryFilter};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    path::Path,
};

pub const SECRET_KEY: &str = "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f";

/// What the load needs to know of the stock.
pub struct Stock {
    /// A supervisor's session.
    pub cookie: String,
    /// The supervisor's account.
    pub account: i32,
    /// Labels to scan, spread over the stock.
    pub codes: Vec<String>,
    /// Labels of devices whose type holds no data: nothing but their lists stands before the check.
    pub to_check: Vec<String>,
    /// The code of an empty box.
    pub carton: String,
    /// Sessions of people at as many benches, each with its account.
    pub benches: Vec<(i32, String)>,
    /// Labels of devices still in quarantine, to be moved on once each.
    pub received: Vec<String>,
    pub received_for_ratio: Vec<String>,
}

/// The application, without pages.
pub async fn app(url: &str) -> App {
    let db = connect(url, 4).await.unwrap();
    let config = Config::read(|name| match name {
        "PASSE_RELAIS_SECRET_KEY" => Some(SECRET_KEY.to_owned()),
        "PASSE_RELAIS_DATABASE_URL" => Some(url.to_owned()),
        _ => None,
    });
    App::new(db, Clock::System, config.unwrap())
}

/// Fills an empty database with so many devices at one workshop.
pub async fn stock(url: &str, devices: u32) -> Stock {
    let app = app(url).await;
    let now = app.clock.now();
    let departement = organisation(&app, OrganisationKind::Departement, "Département", now).await;
    let workshop = organisation(&app, OrganisationKind::InsertionWorkshop, "Atelier", now).await;
    let site = workshop_site(&app, workshop, now).await;
    let (cookie, membership) =
        person(&app, "supervisor", Role::Supervisor, workshop, Some(site)).await;
    let mut benches = Vec::new();
    for number in 0..BENCHES {
        let name = format!("worker-{number}");
        let (cookie, worker) = person(&app, &name, Role::Worker, workshop, Some(site)).await;
        benches.push((worker.account_id.0, cookie));
    }
    may_erase(&app, &membership).await;
    let by = By {
        actor: Some(membership.id),
        at: now,
    };
    let lot = lot(&app, by, departement, site, devices).await;
    let count = devices as usize + TO_CHECK;
    let batch = batch_of(&app, site, membership.id, count).await;
    let mut random = rand::rng();
    let mut codes = BTreeSet::new();
    while codes.len() < count {
        codes.insert(Code::generate(&mut random).to_string());
    }
    let mut codes: Vec<String> = codes.into_iter().collect();
    let to_check = codes.split_off(devices as usize);
    let one = |number: usize, code: &String| device(number, code, lot, departement, site, now);
    receive(&app, by, batch, &codes, one).await;
    receive(&app, by, batch, &to_check, |number, code| {
        device::ActiveModel {
            holds_data: Set(false),
            ..one(devices as usize + number, code)
        }
    })
    .await;
    let write = app.write().await.unwrap();
    let carton = container::ActiveModel {
        code: Set(Code::generate(&mut random).to_string()),
        kind: Set(ContainerKind::Box),
        name: Set("Carton du banc".into()),
        site_id: Set(site),
        created_at: Set(now),
        ..Default::default()
    };
    let carton: container::Model =
        journal::insert(&*write, by, carton, Event::of(EventKind::ContainerMade))
            .await
            .unwrap();
    write.commit().await.unwrap();
    let every = |step: usize, from: usize| -> Vec<String> {
        let some = codes.iter().skip(from).step_by(step.max(1));
        some.cloned().collect()
    };
    let moved = (codes.len() / 4_000).max(2);
    Stock {
        cookie,
        account: membership.account_id.0,
        to_check,
        carton: carton.code,
        benches,
        received: every(moved, 0),
        received_for_ratio: every(moved, 1),
        codes: every(codes.len() / 2_000, 0),
    }
}

/// Somebody of finance.
pub async fn finance(app: &App) -> membership::Model {
    let now = app.clock.now();
    let finances = organisation(app, OrganisationKind::Departement, "Finances", now).await;
    person(app, "finance", Role::Finance, finances, None)
        .await
        .1
}

async fn workshop_site(app: &App, workshop: OrganisationId, now: DateTime<Utc>) -> SiteId {
    site::ActiveModel {
        organisation_id: Set(workshop),
        name: Set("Atelier".into()),
        address: Set("1 rue de l'Atelier".into()),
        postcode: Set("74000".into()),
        city: Set("Annecy".into()),
        is_workshop: Set(true),
        is_pickup: Set(false),
        is_training: Set(false),
        created_at: Set(now),
        ..Default::default()
    }
    .insert(&app.db)
    .await
    .unwrap()
    .id
}

/// Scans under the card "reset done" are done by somebody who may.
async fn may_erase(app: &App, membership: &membership::Model) {
    habilitation::ActiveModel {
        account_id: Set(membership.account_id),
        act: Set(Act::Erasure),
        granted_on: Set(app.clock.today()),
        expires_on: Set(app.clock.today() + Months::new(12)),
        granted_by: Set(membership.id),
        ..Default::default()
    }
    .insert(&app.db)
    .await
    .unwrap();
}

async fn batch_of(app: &App, site: SiteId, membership: MembershipId, count: usize) -> LabelBatchId {
    label_batch::ActiveModel {
        site_id: Set(site),
        membership_id: Set(membership),
        template: Set("avery-l7160".into()),
        count: Set(i32::try_from(count).unwrap()),
        created_at: Set(app.clock.now()),
        ..Default::default()
    }
    .insert(&app.db)
    .await
    .unwrap()
    .id
}

/// Labels with these codes, and a received device under each.
async fn receive(
    app: &App,
    by: By,
    batch: LabelBatchId,
    codes: &[String],
    device: impl Fn(usize, &String) -> device::ActiveModel,
) {
    for (part, chunk) in codes.chunks(20_000).enumerate() {
        let write = app.write().await.unwrap();
        for labels in chunk.chunks(5_000) {
            let rows = labels.iter().map(|code| label::ActiveModel {
                code: Set(code.clone()),
                batch_id: Set(batch),
                ..Default::default()
            });
            label::Entity::insert_many(rows)
                .exec_without_returning(&*write)
                .await
                .unwrap();
        }
        let rows = chunk
            .iter()
            .enumerate()
            .map(|(number, code)| device(part * 20_000 + number, code));
        journal::insert_many::<device::Model, _>(&*write, by, rows, |_| {
            Event::of(EventKind::DeviceReceived)
        })
        .await
        .unwrap();
        write.commit().await.unwrap();
    }
}

/// An auditor's session on a database that has people already.
pub async fn auditor_cookie(url: &str) -> String {
    let app = app(url).await;
    let anybody = organisation::Entity::find()
        .one(&app.db)
        .await
        .unwrap()
        .unwrap();
    person(&app, "auditor", Role::Auditor, anybody.id, None)
        .await
        .0
}

/// The day in France.
pub fn today() -> chrono::NaiveDate {
    Clock::System.today()
}

/// How many events of this kind each of these labelled devices has, of those that have any.
pub async fn events_of(url: &str, kind: &str, codes: &[String]) -> BTreeMap<String, usize> {
    let app = app(url).await;
    let devices = device::Entity::find()
        .filter(device::COLUMN.label_code.is_in(codes.to_vec()))
        .all(&app.db)
        .await
        .unwrap();
    let codes: BTreeMap<i32, String> = devices
        .into_iter()
        .filter_map(|device| Some((device.id.0, device.label_code?)))
        .collect();
    let events = event::Entity::find()
        .filter(event::COLUMN.subject_kind.eq("device"))
        .filter(event::COLUMN.subject_id.is_in(codes.keys().copied()))
        .filter(event::COLUMN.kind.eq(kind))
        .all(&app.db)
        .await
        .unwrap();
    let mut counts = BTreeMap::new();
    for event in events {
        *counts.entry(codes[&event.subject_id].clone()).or_insert(0) += 1;
    }
    counts
}

/// How many events of this kind there are.
pub async fn count_of(url: &str, kind: &str) -> u64 {
    let app = app(url).await;
    event::Entity::find()
        .filter(event::COLUMN.kind.eq(kind))
        .count(&app.db)
        .await
        .unwrap()
}

async fn organisation(
    app: &App,
    kind: OrganisationKind,
    name: &str,
    now: DateTime<Utc>,
) -> OrganisationId {
    organisation::ActiveModel {
        kind: Set(kind),
        name: Set(name.to_owned()),
        search: Set(name.to_lowercase()),
        created_at: Set(now),
        ..Default::default()
    }
    .insert(&app.db)
    .await
    .unwrap()
    .id
}

pub async fn person(
    app: &App,
    name: &str,
    role: Role,
    organisation_id: OrganisationId,
    site_id: Option<SiteId>,
) -> (String, membership::Model) {
    let account = account::ActiveModel {
        email: Set(format!("bench-{name}@exemple.fr")),
        name: Set("Bench".into()),
        language: Set(Language::Fr),
        created_at: Set(app.clock.now()),
        ..Default::default()
    }
    .insert(&app.db)
    .await
    .unwrap();
    let membership = membership::ActiveModel {
        account_id: Set(account.id),
        organisation_id: Set(organisation_id),
        site_id: Set(site_id),
        role: Set(role),
        created_at: Set(app.clock.now()),
        ..Default::default()
    }
    .insert(&app.db)
    .await
    .unwrap();
    let cookie = session::open(app, &app.db, account.id, membership.id)
        .await
        .unwrap();
    let answer = SignedCookieJar::new(app.keys.cookies.clone())
        .add(cookie)
        .into_response();
    let set = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    (set.split(';').next().unwrap().to_owned(), membership)
}

async fn lot(
    app: &App,
    by: By,
    owner: OrganisationId,
    site: SiteId,
    devices: u32,
) -> CollectionLotId {
    let row = collection_lot::ActiveModel {
        donor_id: Set(owner),
        owner_id: Set(owner),
        workshop_site_id: Set(site),
        legal_basis: Set(LegalBasis::RefurbishingService),
        source: Set("bench".into()),
        devices_announced: Set(i32::try_from(devices).unwrap()),
        created_at: Set(by.at),
        ..Default::default()
    };
    let write = app.write().await.unwrap();
    let lot: collection_lot::Model =
        journal::insert(&*write, by, row, Event::of(EventKind::LotAnnounced))
            .await
            .unwrap();
    write.commit().await.unwrap();
    lot.id
}

fn device(
    number: usize,
    code: &str,
    lot: CollectionLotId,
    owner: OrganisationId,
    site: SiteId,
    now: DateTime<Utc>,
) -> device::ActiveModel {
    let serial = format!("SER{number:07}");
    device::ActiveModel {
        lot_id: Set(lot),
        label_code: Set(Some(code.to_owned())),
        kind: Set(DeviceKind::Tablet),
        holds_data: Set(true),
        manufacturer: Set("Samsung".into()),
        manufacturer_key: Set("samsung".into()),
        model: Set("Galaxy Tab A7".into()),
        model_key: Set("tablet samsung galaxy tab a7".into()),
        search: Set(format!(
            "samsung galaxy tab a7 {} imm-2019-{number:07}",
            serial.to_lowercase()
        )),
        serial: Set(Some(serial)),
        inventory_number: Set(Some(format!("IMM-2019-{number:07}"))),
        value_cents: Set(Some(21_950)),
        owner_id: Set(owner),
        announced: Set(true),
        stage: Set(Stage::Received),
        stage_since: Set(now),
        site_id: Set(Some(site)),
        stay: Set(1),
        created_at: Set(now),
        ..Default::default()
    }
}

/// A device list in the shape of a management tool's export.
pub fn write_list(path: &Path, lines: u32) {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    let headers = "DeviceName,SerialNumber,IMEI,Manufacturer,Model,ModelIdentifier,OS,OSVersion,LastContact,UPN,\
                   WifiMacAddress,StorageTotal,UAI,Etablissement,NumeroInventaire,DateAcquisition,ValeurAcquisition";
    writeln!(file, "{headers}").unwrap();
    for number in 0..lines {
        writeln!(
            file,
            "TAB-{number:06},R5B{number:08},,Samsung,Galaxy Tab A7,SM-T500,Android,11,2026-05-16T09:12:00Z,\
             eleve{number}@college.example,50:3D:D2:{:02X}:{:02X}:60,32768,0740137X,Collège Lac Noir,\
             IMM-2020-{number:06},2020-08-31,\"219,50\"",
            (number >> 8) & 255,
            number & 255,
        )
        .unwrap();
    }
}
