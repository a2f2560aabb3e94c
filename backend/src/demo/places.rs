//! The invented département: its organisations, their sites, and an account for every role.
use crate::{
    app::App,
    auth::{Signed, password},
    habilitations::actions::REASON,
    identifiers::fold,
};
use anyhow::Result;
use chrono::{DateTime, Months, Utc};
use entities::{
    account::{self, AccountId, Language},
    habilitation::{self, Act, Ground},
    membership::{self, Role},
    organisation::{self, OrganisationId, OrganisationKind as Kind},
    site::{self, SiteId},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait};

/// Where the demo's people have their addresses.
pub const DOMAIN: &str = "@demo.example";

/// The password of every demo account.
pub const PASSWORD: &str = "bonjour passe-relais";

/// The two intercommunalities of the département.
const EPCI_LAKE: &str = "200001006";
const EPCI_MOUNTAIN: &str = "200002004";

/// Name, UAI, town, intercommunality.
const COLLEGES: [(&str, &str, &str, &str); 6] = [
    ("Collège des Trois Sources", "0990101X", "Belval", EPCI_LAKE),
    ("Collège Jeanne Barret", "0990111H", "Port-Clair", EPCI_LAKE),
    ("Collège du Vieux Moulin", "0990121U", "Rivanche", EPCI_LAKE),
    (
        "Collège Joséphine Baker",
        "0990131E",
        "Montfranc",
        EPCI_MOUNTAIN,
    ),
    (
        "Collège de la Combe Noire",
        "0990141R",
        "Les Combes",
        EPCI_MOUNTAIN,
    ),
    (
        "Collège Ada Lovelace",
        "0990151B",
        "Hauteroche",
        EPCI_MOUNTAIN,
    ),
];

/// What a site is for.
#[derive(Clone, Copy, PartialEq)]
enum For {
    Work,
    Pickup,
    PickupAndTraining,
    Training,
    Nothing,
}

/// The places and people the rest of the demo happens at and by.
pub struct Places {
    pub departement: OrganisationId,
    pub colleges: Vec<organisation::Model>,
    pub insertion_workshop: SiteId,
    pub adapted_enterprise: SiteId,
    pub pickups: Vec<SiteId>,
    pub coordinator: Signed,
    pub supervisor: Signed,
    pub worker: Signed,
    pub second_supervisor: Signed,
    pub second_worker: Signed,
    pub finance: Signed,
    pub prescriber: Signed,
    pub second_prescriber: Signed,
    /// Manages the first prescriber's organisation.
    pub manager: Signed,
    pub trainer: Signed,
    pub clerk: Signed,
    /// Where kit of the lending library is kept, and by whom.
    pub store: SiteId,
    pub store_keeper: Signed,
    pub teacher: Signed,
    /// New at the insertion workshop: nothing but a badge yet.
    pub newcomer: Signed,
}

/// Makes organisations, sites and people.
#[expect(
    clippy::too_many_lines,
    reason = "a list of places and people, read from top to bottom"
)]
pub async fn make(app: &App, txn: &impl ConnectionTrait) -> Result<Places> {
    let now = app.clock.now();
    let maker = Maker {
        txn,
        now,
        hash: password::hash(app, PASSWORD.to_owned()).await?,
    };
    let departement = maker
        .organisation(
            Kind::Departement,
            "Département de la Haute-Bise",
            None,
            None,
        )
        .await?;
    let store = maker
        .site(
            &departement,
            "Hôtel du Département",
            "Belval",
            EPCI_LAKE,
            For::Nothing,
        )
        .await?;
    let mut colleges = Vec::new();
    for (name, uai, town, epci) in COLLEGES {
        let college = maker
            .organisation(Kind::College, name, Some(uai), Some(epci))
            .await?;
        maker.site(&college, name, town, epci, For::Nothing).await?;
        colleges.push(college);
    }
    let second_wind = maker
        .organisation(
            Kind::InsertionWorkshop,
            "Atelier Second Souffle",
            None,
            Some(EPCI_LAKE),
        )
        .await?;
    let insertion_workshop = maker
        .site(
            &second_wind,
            "Atelier Second Souffle",
            "Belval",
            EPCI_LAKE,
            For::Work,
        )
        .await?;
    let two_banks = maker
        .organisation(
            Kind::AdaptedEnterprise,
            "Entreprise adaptée Les Deux Rives",
            None,
            Some(EPCI_MOUNTAIN),
        )
        .await?;
    let adapted_enterprise = maker
        .site(
            &two_banks,
            "Les Deux Rives",
            "Montfranc",
            EPCI_MOUNTAIN,
            For::Work,
        )
        .await?;

    let lake_service = maker
        .organisation(
            Kind::SocialService,
            "Pôle médico-social du Lac",
            None,
            Some(EPCI_LAKE),
        )
        .await?;
    let mountain_service = maker
        .organisation(
            Kind::SocialService,
            "Pôle médico-social des Combes",
            None,
            Some(EPCI_MOUNTAIN),
        )
        .await?;
    let france_services = maker
        .organisation(
            Kind::FranceServices,
            "France Services de Rivanche",
            None,
            Some(EPCI_LAKE),
        )
        .await?;
    let library = maker
        .organisation(
            Kind::Library,
            "Médiathèque de Port-Clair",
            None,
            Some(EPCI_LAKE),
        )
        .await?;
    let mountain_library = maker
        .organisation(
            Kind::Library,
            "Médiathèque de Montfranc",
            None,
            Some(EPCI_MOUNTAIN),
        )
        .await?;
    let association = maker
        .organisation(
            Kind::Association,
            "Les Ordis de la Bise",
            None,
            Some(EPCI_MOUNTAIN),
        )
        .await?;
    let partner = maker
        .organisation(
            Kind::Partner,
            "Maison départementale des personnes handicapées",
            None,
            None,
        )
        .await?;

    let pickups = vec![
        maker
            .site(
                &france_services,
                "France Services de Rivanche",
                "Rivanche",
                EPCI_LAKE,
                For::PickupAndTraining,
            )
            .await?,
        maker
            .site(
                &library,
                "Médiathèque de Port-Clair",
                "Port-Clair",
                EPCI_LAKE,
                For::PickupAndTraining,
            )
            .await?,
        maker
            .site(
                &mountain_library,
                "Médiathèque de Montfranc",
                "Montfranc",
                EPCI_MOUNTAIN,
                For::PickupAndTraining,
            )
            .await?,
        maker
            .site(
                &lake_service,
                "PMS du Lac, accueil",
                "Belval",
                EPCI_LAKE,
                For::Pickup,
            )
            .await?,
        maker
            .site(
                &mountain_service,
                "PMS des Combes, accueil",
                "Les Combes",
                EPCI_MOUNTAIN,
                For::Pickup,
            )
            .await?,
    ];
    maker
        .site(
            &association,
            "Espace numérique de Hauteroche",
            "Hauteroche",
            EPCI_MOUNTAIN,
            For::Training,
        )
        .await?;

    let coordinator = maker
        .person(
            Role::Coordinator,
            "Camille Roche",
            "coordination",
            &departement,
            None,
        )
        .await?;
    let supervisor = maker
        .person(
            Role::Supervisor,
            "Sylvain Perret",
            "encadrant",
            &second_wind,
            Some(insertion_workshop),
        )
        .await?;
    let worker = maker
        .person(
            Role::Worker,
            "Amina Diallo",
            "atelier",
            &second_wind,
            Some(insertion_workshop),
        )
        .await?;
    let newcomer = maker
        .person(
            Role::Worker,
            "Tomasz Nowak",
            "atelier-nouveau",
            &second_wind,
            Some(insertion_workshop),
        )
        .await?;
    let second_supervisor = maker
        .person(
            Role::Supervisor,
            "Nadia Colin",
            "encadrante-ea",
            &two_banks,
            Some(adapted_enterprise),
        )
        .await?;
    let second_worker = maker
        .person(
            Role::Worker,
            "Luc Berthet",
            "atelier-ea",
            &two_banks,
            Some(adapted_enterprise),
        )
        .await?;
    let prescriber = maker
        .person(
            Role::Prescriber,
            "Inès Favre",
            "prescripteur",
            &lake_service,
            Some(pickups[3]),
        )
        .await?;
    let second_prescriber = maker
        .person(
            Role::Prescriber,
            "Paul Mercier",
            "prescripteur-combes",
            &mountain_service,
            Some(pickups[4]),
        )
        .await?;
    let trainer = maker
        .person(
            Role::Trainer,
            "Hugo Blanc",
            "formateur",
            &library,
            Some(pickups[1]),
        )
        .await?;
    let clerk = maker
        .person(
            Role::Clerk,
            "Léa Giroud",
            "remise",
            &france_services,
            Some(pickups[0]),
        )
        .await?;
    let teacher = maker
        .person(
            Role::Teacher,
            "Marc Tissot",
            "enseignant",
            &colleges[0],
            None,
        )
        .await?;
    maker
        .person(
            Role::ItCorrespondent,
            "Elsa Dupraz",
            "correspondant",
            &colleges[0],
            None,
        )
        .await?;
    let finance = maker
        .person(
            Role::Finance,
            "Denis Vuillermoz",
            "finances",
            &departement,
            None,
        )
        .await?;
    maker
        .person(
            Role::Auditor,
            "Claire Jacquier",
            "audit",
            &departement,
            None,
        )
        .await?;
    let store_keeper = maker
        .person(
            Role::StoreKeeper,
            "Yanis Morel",
            "magasin",
            &departement,
            Some(store),
        )
        .await?;
    let manager = maker
        .person(
            Role::OrganisationManager,
            "Odile Grange",
            "responsable",
            &lake_service,
            None,
        )
        .await?;
    maker
        .person(
            Role::OrganisationManager,
            "Hélène Vachoux",
            "principale",
            &colleges[0],
            None,
        )
        .await?;
    maker
        .person(
            Role::LoanPartner,
            "Renaud Pittet",
            "partenaire",
            &partner,
            None,
        )
        .await?;
    maker
        .person(
            Role::DataProtectionOfficer,
            "Fanny Rey",
            "dpo",
            &departement,
            None,
        )
        .await?;

    for (person, act) in [
        (&worker, Act::Erasure),
        (&supervisor, Act::ElectricalRepair),
        (&supervisor, Act::Erasure),
        (&supervisor, Act::QualityCheck),
        (&second_worker, Act::Erasure),
        (&second_supervisor, Act::Erasure),
        (&second_supervisor, Act::QualityCheck),
    ] {
        let granted_on = app.clock.today();
        habilitation::ActiveModel {
            account_id: Set(person.account.id),
            act: Set(act),
            granted_on: Set(granted_on),
            expires_on: Set(granted_on + Months::new(36)),
            granted_by: Set(coordinator.membership_id),
            ground: Set(Ground::Direct),
            sealed_reason: Set(Some(app.keys.seal(
                REASON,
                &"Déjà formé et habilité quand l’atelier a rejoint la filière.",
            ))),
            ..Default::default()
        }
        .insert(txn)
        .await?;
    }
    Ok(Places {
        departement: departement.id,
        colleges,
        insertion_workshop,
        adapted_enterprise,
        pickups,
        coordinator,
        supervisor,
        worker,
        second_supervisor,
        second_worker,
        finance,
        prescriber,
        second_prescriber,
        manager,
        trainer,
        clerk,
        store,
        store_keeper,
        teacher,
        newcomer,
    })
}

struct Maker<'a, C> {
    txn: &'a C,
    now: DateTime<Utc>,
    hash: String,
}

impl<C: ConnectionTrait> Maker<'_, C> {
    async fn organisation(
        &self,
        kind: Kind,
        name: &str,
        uai: Option<&str>,
        epci: Option<&str>,
    ) -> Result<organisation::Model> {
        let row = organisation::ActiveModel {
            kind: Set(kind),
            name: Set(name.to_owned()),
            search: Set(fold(name)),
            uai: Set(uai.map(ToOwned::to_owned)),
            epci_code: Set(epci.map(ToOwned::to_owned)),
            phone: Set(Some("04 99 00 00 00".to_owned())),
            created_at: Set(self.now),
            ..Default::default()
        };
        Ok(row.insert(self.txn).await?)
    }

    async fn site(
        &self,
        organisation: &organisation::Model,
        name: &str,
        town: &str,
        epci: &str,
        purpose: For,
    ) -> Result<SiteId> {
        let row = site::ActiveModel {
            organisation_id: Set(organisation.id),
            name: Set(name.to_owned()),
            address: Set("1 place de la Mairie".to_owned()),
            postcode: Set("99100".to_owned()),
            city: Set(town.to_owned()),
            epci_code: Set(Some(epci.to_owned())),
            phone: Set(Some("04 99 00 00 00".to_owned())),
            is_workshop: Set(purpose == For::Work),
            is_pickup: Set(matches!(purpose, For::Pickup | For::PickupAndTraining)),
            is_training: Set(matches!(purpose, For::Training | For::PickupAndTraining)),
            created_at: Set(self.now),
            ..Default::default()
        };
        Ok(row.insert(self.txn).await?.id)
    }

    /// Somebody with an account, as they will act in the demo's history.
    async fn person(
        &self,
        role: Role,
        name: &str,
        address: &str,
        organisation: &organisation::Model,
        site_id: Option<SiteId>,
    ) -> Result<Signed> {
        let email = format!("{address}{DOMAIN}");
        let account_id: AccountId = account::ActiveModel {
            email: Set(email),
            name: Set(name.to_owned()),
            password_hash: Set(Some(self.hash.clone())),
            language: Set(Language::Fr),
            created_at: Set(self.now),
            ..Default::default()
        }
        .insert(self.txn)
        .await?
        .id;
        let membership = membership::ActiveModel {
            account_id: Set(account_id),
            organisation_id: Set(organisation.id),
            site_id: Set(site_id),
            role: Set(role),
            created_at: Set(self.now),
            ..Default::default()
        }
        .insert(self.txn)
        .await?;
        Ok(Signed::acting(
            account_id,
            name,
            &membership,
            &organisation.name,
        ))
    }
}
