//! The page of the indicators over 200,000 requests of three years, at fifty pick-up points. Requests alone: nobody was
//! served, and nothing was handed over.
use super::{
    load::Load,
    postgres::Postgres,
    program::{Program, get},
    seed,
};
use chrono::{DateTime, Duration, Utc};
use entities::{
    device::DeviceKind,
    membership::{MembershipId, Role},
    organisation::{self, OrganisationId, OrganisationKind},
    pathway,
    programme::{self, Gate, LegalChain, ProgrammeId},
    recipient::{self, RecipientId, RecipientKind},
    request::{self, RequestState},
    site::{self, SiteId},
};
use passe_relais::{
    app::App,
    journal::{self, By, Event, EventKind},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use std::path::Path;

const REQUESTS: usize = 200_000;
const SITES: usize = 50;
/// Rows of one statement: SQLite binds no more than 32,766 values in one.
const ROWS: usize = 2_000;

pub async fn run(postgres: &Postgres, folder: &Path) {
    let sqlite = format!("sqlite://{}/indicators.db?mode=rwc", folder.display());
    let urls = [
        ("SQLite", sqlite),
        ("PostgreSQL", postgres.create("bench_indicators")),
    ];
    for (engine, url) in urls {
        let program = Program::new(folder, &url);
        program.run(&["migrate", "up"]);
        let cookie = seeded(&url).await;
        if engine == "PostgreSQL" {
            postgres.sql("bench_indicators", "VACUUM ANALYZE");
        }
        let server = program.serve();
        let page = server.fetch("/indicators", &cookie);
        assert!(page.contains("Demandes reçues"), "{page}");
        for connections in [1, 8] {
            let requests = [get("/indicators", &cookie)];
            let load = Load::run(&server.address, &requests, connections, 5);
            println!(
                "| {REQUESTS} requests | {engine} | indicators page, {connections} connections | {load} |"
            );
        }
        server.stop();
    }
}

/// Fills an empty database; an auditor's session.
async fn seeded(url: &str) -> String {
    let app = seed::app(url).await;
    let now = app.clock.now();
    let organisation = organisation(&app, now).await;
    let (cookie, auditor) = seed::person(&app, "auditor", Role::Auditor, organisation, None).await;
    let asks = Asks {
        programme: programme(&app, now).await,
        recipient: recipient(&app, organisation, now).await,
        sites: sites(&app, organisation, now).await,
        organisation,
        prescriber: auditor.id,
        now,
    };
    let numbers: Vec<usize> = (0..REQUESTS).collect();
    for part in numbers.chunks(20_000) {
        let write = app.write().await.unwrap();
        for rows in part.chunks(ROWS) {
            let rows = rows.iter().map(|number| asks.request(*number));
            request::Entity::insert_many(rows)
                .exec_without_returning(&*write)
                .await
                .unwrap();
        }
        write.commit().await.unwrap();
    }
    cookie
}

struct Asks {
    programme: ProgrammeId,
    recipient: RecipientId,
    sites: Vec<SiteId>,
    organisation: OrganisationId,
    prescriber: MembershipId,
    now: DateTime<Utc>,
}

impl Asks {
    /// Spread over three years and all sites; one in twenty is still open.
    fn request(&self, number: usize) -> request::ActiveModel {
        let minutes = i64::try_from(number).unwrap() * 1_576_800 / i64::try_from(REQUESTS).unwrap();
        let submitted_at = self.now - Duration::minutes(minutes);
        let open = number.is_multiple_of(20);
        request::ActiveModel {
            recipient_id: Set(self.recipient),
            programme_id: Set(self.programme),
            organisation_id: Set(self.organisation),
            prescriber_id: Set(self.prescriber),
            pickup_site_id: Set(self.sites[number % SITES]),
            device_kind: Set(Some(DeviceKind::Tablet)),
            state: Set(if open {
                RequestState::Submitted
            } else {
                RequestState::Cancelled
            }),
            submitted_at: Set(submitted_at),
            closed_at: Set((!open).then_some(submitted_at)),
            version: Set(1),
            ..Default::default()
        }
    }
}

/// It may send requests.
async fn organisation(app: &App, now: DateTime<Utc>) -> OrganisationId {
    let organisation = organisation::ActiveModel {
        kind: Set(OrganisationKind::SocialService),
        name: Set("Service".into()),
        search: Set("service".into()),
        created_at: Set(now),
        prescribed_before: Set(true),
        ..Default::default()
    };
    organisation.insert(&app.db).await.unwrap().id
}

async fn sites(app: &App, organisation: OrganisationId, now: DateTime<Utc>) -> Vec<SiteId> {
    let mut sites = Vec::new();
    for number in 0..SITES {
        let site = site::ActiveModel {
            organisation_id: Set(organisation),
            name: Set(format!("Point {number}")),
            address: Set("1 rue du Point".into()),
            postcode: Set("74000".into()),
            city: Set("Annecy".into()),
            epci_code: Set(Some(format!("2000{:05}", number / 5))),
            insee_code: Set(Some(format!("74{number:03}"))),
            is_workshop: Set(false),
            is_pickup: Set(true),
            is_training: Set(false),
            created_at: Set(now),
            ..Default::default()
        };
        sites.push(site.insert(&app.db).await.unwrap().id);
    }
    sites
}

async fn recipient(app: &App, organisation: OrganisationId, now: DateTime<Utc>) -> RecipientId {
    let recipient = recipient::ActiveModel {
        kind: Set(RecipientKind::Person),
        organisation_id: Set(organisation),
        sealed: Set(Some("sealed".into())),
        created_at: Set(now),
        last_contact_at: Set(now),
        ..Default::default()
    };
    recipient.insert(&app.db).await.unwrap().id
}

async fn programme(app: &App, now: DateTime<Utc>) -> ProgrammeId {
    let pathway = pathway::ActiveModel {
        name_fr: Set("Premiers pas".into()),
        name_en: Set("First steps".into()),
        ..Default::default()
    };
    let pathway = pathway.insert(&app.db).await.unwrap();
    let programme = programme::ActiveModel {
        key: Set("bench".into()),
        name_fr: Set("Ordi pour tous".into()),
        name_en: Set("A computer for all".into()),
        pathway_id: Set(pathway.id),
        gate: Set(Gate::Enrolled),
        required_minutes: Set(0),
        required_modules: Set("[]".into()),
        clearance_days: Set(30),
        waivers_per_year: Set(1),
        device_kinds: Set("[\"tablet\"]".into()),
        public_rules: Set("[]".into()),
        legal_chain: Set(LegalChain::LoanForUse),
        created_at: Set(now),
        ..Default::default()
    };
    let by = By {
        actor: None,
        at: now,
    };
    let write = app.write().await.unwrap();
    let opened = Event::of(EventKind::ProgrammeOpened);
    let programme: programme::Model = journal::insert(&*write, by, programme, opened)
        .await
        .unwrap();
    write.commit().await.unwrap();
    programme.id
}
