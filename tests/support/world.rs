//! A département of its own for one test: application, database, clock, and people who act in it.

use super::{database::TestDatabase, page::Page, sources, visitor::Visitor};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use axum::Router;
use chrono::{DateTime, TimeDelta, Utc};
use entities::{
    account::{self, Language},
    membership::{self, Role},
    organisation::{self, OrganisationKind},
    outbox::{self, OutboxState},
    site,
};
use passe_relais::{
    app::{App, Clock},
    config::Config,
    journal::export,
    mail::Message,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use std::{
    ops::Deref,
    path::Path,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU32, Ordering},
    },
};
use tempfile::TempDir;

/// A working Monday, in the morning.
const FIRST_DAY: &str = "2026-05-04T08:00:00Z";

/// Everybody's.
pub const PASSWORD: &str = "quatre petits chats gris";

/// What somebody might type about a person where a thing is to be described.
pub const A_PERSON: &str = "Mme Dupont 06 12 34 56 78";

pub struct World {
    pub app: App,
    router: Router,
    next_person: AtomicU32,
    _files: TempDir,
    // Last, so that the application lets go of the database before it is dropped.
    database: TestDatabase,
}

/// Somebody signed in, and who they are.
pub struct Persona {
    pub account: account::Model,
    pub membership: membership::Model,
    pub organisation: organisation::Model,
    pub site: Option<site::Model>,
    visitor: Visitor,
}

impl Deref for Persona {
    type Target = Visitor;

    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl World {
    pub async fn new() -> Self {
        let database = TestDatabase::new().await;
        let files = TempDir::new().unwrap();
        let clock = Clock::standing_at(FIRST_DAY.parse().unwrap());
        let app = App::new(
            database.connection.clone(),
            clock,
            config(files.path(), &database.url),
        );
        Self {
            router: passe_relais::routes::router(app.clone()),
            app,
            next_person: AtomicU32::new(1),
            _files: files,
            database,
        }
    }

    /// Where the program finds this world's database.
    pub fn database_url(&self) -> &str {
        &self.database.url
    }

    /// The same world, its data said to be invented.
    pub fn shown_as_demo(mut self) -> Self {
        self.app.demo = true;
        self.router = passe_relais::routes::router(self.app.clone());
        self
    }

    /// The same world, with sets of rules of its own in this folder; before anybody signs in.
    pub fn judging_by(mut self, folder: &Path) -> Self {
        let mut config = Config::clone(&self.app.config);
        config.grading_rules = Some(folder.to_owned());
        self.app.config = Arc::new(config);
        self.router = passe_relais::routes::router(self.app.clone());
        self
    }

    /// What waits to be sent, oldest first; nothing leaves a world by itself.
    pub async fn messages(&self) -> Vec<Message> {
        let rows = outbox::Entity::find()
            .filter(outbox::COLUMN.state.eq(OutboxState::Waiting))
            .order_by_asc(outbox::COLUMN.id)
            .all(&self.app.db)
            .await
            .unwrap();
        let sealed = rows.into_iter().map(|row| row.sealed.unwrap());
        sealed
            .map(|sealed| self.app.keys.open("message", &sealed).unwrap())
            .collect()
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    /// A form did not take [`A_PERSON`] and said why, and the journal does not know them.
    pub async fn keeps_out(&self, refused: Page) {
        let refused = refused.expect(422);
        assert!(
            refused.says("Ce texte semble parler d’une personne"),
            "{refused}"
        );
        self.journal_names_nobody().await;
    }

    /// The exported journal does not know [`A_PERSON`].
    pub async fn journal_names_nobody(&self) {
        let (db, signer) = (&self.app.db, &self.app.keys.signer);
        let mut export = export::Export::of(db, signer, self.now());
        while let Some(lines) = export.next().await.unwrap() {
            let lines = String::from_utf8(lines).unwrap();
            assert!(!lines.contains("Dupont") && !lines.contains("06 12 34"));
            assert!(!lines.contains("DUPONT"));
        }
    }

    pub fn days_pass(&self, days: i64) {
        self.app.clock.advance(TimeDelta::days(days));
    }

    /// Somebody who has not signed in.
    pub fn stranger(&self) -> Visitor {
        Visitor::new(self.router.clone())
    }

    /// The organisation of this kind and name, made when it is not there yet.
    pub async fn organisation(&self, kind: OrganisationKind, name: &str) -> organisation::Model {
        let search = name.to_lowercase();
        let existing = organisation::Entity::find()
            .filter(organisation::COLUMN.kind.eq(kind))
            .filter(organisation::COLUMN.search.eq(&search))
            .one(&self.app.db)
            .await
            .unwrap();
        if let Some(existing) = existing {
            return existing;
        }
        organisation::ActiveModel {
            kind: Set(kind),
            name: Set(name.to_owned()),
            search: Set(search),
            created_at: Set(self.now()),
            // As the organisations that were there before habilitation: they send requests.
            prescribed_before: Set(true),
            ..Default::default()
        }
        .insert(&self.app.db)
        .await
        .unwrap()
    }

    /// The site of this name, made when it is not there yet: a workshop, a pick-up point and a training
    /// place all at once.
    pub async fn site(&self, organisation: &organisation::Model, name: &str) -> site::Model {
        let existing = site::Entity::find()
            .filter(site::COLUMN.organisation_id.eq(organisation.id))
            .filter(site::COLUMN.name.eq(name))
            .one(&self.app.db)
            .await
            .unwrap();
        if let Some(existing) = existing {
            return existing;
        }
        site::ActiveModel {
            organisation_id: Set(organisation.id),
            name: Set(name.to_owned()),
            address: Set("1 rue de la Paix".to_owned()),
            postcode: Set("74000".to_owned()),
            city: Set("Annecy".to_owned()),
            is_workshop: Set(true),
            is_pickup: Set(true),
            is_training: Set(true),
            created_at: Set(self.now()),
            ..Default::default()
        }
        .insert(&self.app.db)
        .await
        .unwrap()
    }

    /// A new person with this role, in the organisation where such people usually work.
    pub async fn persona(&self, role: Role) -> Persona {
        let (kind, name) = usual_organisation(role);
        let organisation = self.organisation(kind, name).await;
        let site = self.site(&organisation, name).await;
        self.member(role, organisation, Some(site)).await
    }

    /// A new person with this role in this organisation, signed in as anybody signs in.
    pub async fn member(
        &self,
        role: Role,
        organisation: organisation::Model,
        site: Option<site::Model>,
    ) -> Persona {
        let number = self.next_person.fetch_add(1, Ordering::Relaxed);
        let account = account::ActiveModel {
            email: Set(format!("personne{number}@exemple.fr")),
            name: Set(format!("Personne {number}")),
            password_hash: Set(Some(QUICK_HASH.clone())),
            language: Set(Language::Fr),
            created_at: Set(self.now()),
            ..Default::default()
        }
        .insert(&self.app.db)
        .await
        .unwrap();
        let membership = membership::ActiveModel {
            account_id: Set(account.id),
            organisation_id: Set(organisation.id),
            site_id: Set(site.as_ref().map(|site| site.id)),
            role: Set(role),
            created_at: Set(self.now()),
            ..Default::default()
        }
        .insert(&self.app.db)
        .await
        .unwrap();
        Persona {
            visitor: self.sign_in(&account.email).await,
            account,
            membership,
            organisation,
            site,
        }
    }

    /// A browser signed in through the sign-in page.
    pub async fn sign_in(&self, email: &str) -> Visitor {
        let visitor = self.stranger();
        let page = visitor.get("/sign-in").await.expect(200);
        let form = page
            .form("main form")
            .set("email", email)
            .set("password", PASSWORD);
        visitor.send(&form).await.expect(303);
        visitor
    }

    /// The next day, everybody signs in again.
    pub async fn signs_in_again(&self, persona: &mut Persona) {
        persona.visitor = self.sign_in(&persona.account.email).await;
    }

    pub async fn supervisor(&self) -> Persona {
        self.persona(Role::Supervisor).await
    }

    pub async fn worker(&self) -> Persona {
        self.persona(Role::Worker).await
    }

    pub async fn prescriber(&self) -> Persona {
        self.persona(Role::Prescriber).await
    }

    pub async fn trainer(&self) -> Persona {
        self.persona(Role::Trainer).await
    }

    pub async fn clerk(&self) -> Persona {
        self.persona(Role::Clerk).await
    }

    pub async fn coordinator(&self) -> Persona {
        self.persona(Role::Coordinator).await
    }
}

/// What a fresh installation says, with its files in the world's own directory.
fn config(files: &Path, database_url: &str) -> Config {
    Config::read(|name| match name {
        "PASSE_RELAIS_DATABASE_URL" => Some(database_url.to_owned()),
        "PASSE_RELAIS_SECRET_KEY" => Some("0f".repeat(32)),
        "PASSE_RELAIS_FILES_DIR" => Some(files.join("files").display().to_string()),
        "PASSE_RELAIS_MAIL_DIR" => Some(files.join("mail").display().to_string()),
        "PASSE_RELAIS_LABEL_TEMPLATES" => Some(
            sources::root()
                .join("label-templates")
                .display()
                .to_string(),
        ),
        _ => None,
    })
    .unwrap()
}

fn usual_organisation(role: Role) -> (OrganisationKind, &'static str) {
    match role {
        Role::Supervisor | Role::Worker => {
            (OrganisationKind::InsertionWorkshop, "Atelier des Aravis")
        }
        Role::Prescriber => (
            OrganisationKind::SocialService,
            "Pôle médico-social d'Annecy",
        ),
        Role::Teacher | Role::ItCorrespondent => {
            (OrganisationKind::College, "Collège des Balmettes")
        }
        Role::Trainer => (OrganisationKind::Library, "Médiathèque de Rumilly"),
        Role::Clerk => (
            OrganisationKind::FranceServices,
            "France Services de Faverges",
        ),
        Role::Finance
        | Role::Auditor
        | Role::StoreKeeper
        | Role::Coordinator
        | Role::DataProtectionOfficer => (OrganisationKind::Departement, "Département"),
        Role::OrganisationManager => (OrganisationKind::Association, "Les Ordis du Lac"),
        Role::LoanPartner => (OrganisationKind::Partner, "MDPH"),
    }
}

/// The password's hash at argon2's smallest cost: verified by the program like any other, but hundreds of
/// sign-ins do not slow the tests.
static QUICK_HASH: LazyLock<String> = LazyLock::new(|| {
    let cheapest = Params::new(Params::MIN_M_COST, 1, 1, None).unwrap();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cheapest)
        .hash_password(PASSWORD.as_bytes())
        .unwrap()
        .to_string()
});
