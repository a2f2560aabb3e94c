//! The demo's directory: its communes, the minutes between them, and places with what they offer.
use super::places::Places;
use crate::{
    app::App,
    directory::{
        actions::{self, Word},
        form::{LabelForm, PlaceForm},
        service_form::ServiceForm,
    },
    identifiers::fold,
};
use anyhow::{Context, Result, anyhow};
use entities::{
    commune, place,
    site::{self, SiteId},
    travel_time,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

/// Code, name, intercommunality, latitude and longitude in millionths of a degree.
static COMMUNES: [(&str, &str, &str, i32, i32); 6] = [
    ("99101", "Belval", "200001006", 46_102_000, 6_312_000),
    ("99102", "Port-Clair", "200001006", 46_131_000, 6_287_000),
    ("99103", "Rivanche", "200001006", 46_078_000, 6_381_000),
    ("99104", "Montfranc", "200002004", 46_166_000, 6_512_000),
    ("99105", "Les Combes", "200002004", 46_201_000, 6_574_000),
    ("99106", "Hauteroche", "200002004", 46_233_000, 6_641_000),
];

/// Minutes by road from each of the communes to each.
const MINUTES: [[i32; 6]; 6] = [
    [0, 9, 12, 31, 42, 55],
    [9, 0, 19, 38, 49, 62],
    [12, 19, 0, 22, 33, 46],
    [31, 38, 22, 0, 12, 26],
    [42, 49, 33, 12, 0, 16],
    [55, 62, 46, 26, 16, 0],
];

const LEARN: &str = "numerique--maitriser-les-fondamentaux-du-numerique";
const ONLINE: &str = "numerique--acceder-a-des-services-en-ligne";
const CONNECT: &str = "numerique--acceder-a-une-connexion-internet";
const GET: &str = "numerique--acquerir-un-equipement";

/// A place of the demo.
struct Told<'t> {
    site: SiteId,
    commune: &'t str,
    presentation: &'t str,
    hours: &'t str,
    label: &'t str,
    services: &'t [Help<'t>],
}

/// What is offered at a place of the demo.
struct Help<'t> {
    name: &'t str,
    kind: &'t str,
    themes: &'t [&'t str],
    publics: &'t [&'t str],
    description: &'t str,
}

pub async fn make(app: &App, txn: &impl ConnectionTrait, places: &Places) -> Result<()> {
    communes(txn).await?;
    let told = [
        Told {
            site: places.pickups[0],
            commune: "99103",
            presentation: "France Services vous aide dans vos démarches, sur place et sans rendez-vous.",
            hours: "lu-ve 9h-12h, 13h30-17h; jf fermé",
            label: "france-services",
            services: &[
                Help {
                    name: "Aide aux démarches en ligne",
                    kind: "accompagnement",
                    themes: &[ONLINE, CONNECT],
                    publics: &["tous-publics"],
                    description: "Une personne s’assied avec vous devant l’ordinateur et vous aide à faire votre démarche : impôts, retraite, \
                     logement, santé. Comptez une demi-heure. Apportez vos papiers, vos identifiants et votre téléphone si vous en avez un.",
                },
                Help {
                    name: "Remise d’un ordinateur ou d’une tablette",
                    kind: "aide-materielle",
                    themes: &[GET],
                    publics: &["beneficiaires-des-minimas-sociaux", "jeunes", "seniors"],
                    description: "Une tablette ou un ordinateur remis en état, sur demande d’un travailleur social, avec une formation de \
                     prise en main. La remise se fait ici, sur rendez-vous, quand la formation est suivie. Apportez une pièce d’identité.",
                },
            ],
        },
        Told {
            site: places.pickups[1],
            commune: "99102",
            presentation: "La médiathèque a des ordinateurs en libre accès et un conseiller numérique.",
            hours: "ma 14h-18h; me 10h-12h, 14h-18h; ve 14h-19h; sa 10h-17h",
            label: "conseillers-numeriques",
            services: &[Help {
                name: "Débuter avec l’ordinateur et la tablette",
                kind: "atelier",
                themes: &[LEARN],
                publics: &["seniors", "demandeurs-emploi"],
                description: "Cinq séances de deux heures, à six personnes au plus : allumer, écrire, envoyer un message, naviguer sans \
                 crainte. On avance au rythme de chacun. Des ordinateurs sont prêtés sur place, vous pouvez aussi apporter le vôtre.",
            }],
        },
        Told {
            site: places.pickups[2],
            commune: "99104",
            presentation: "La médiathèque de Montfranc prête des ordinateurs sur place et aide à s’en servir.",
            hours: "me 14h-18h; sa 9h-12h",
            label: "aidants-connect",
            services: &[Help {
                name: "Ordinateurs et internet sur place",
                kind: "information",
                themes: &[CONNECT, LEARN],
                publics: &["tous-publics"],
                description: "Quatre ordinateurs et une connexion, gratuits, sans inscription. Une bibliothécaire aide à démarrer, à \
                 imprimer, à retrouver un mot de passe. Venez aux heures d’ouverture ; on peut rester une heure s’il y a du monde.",
            }],
        },
        Told {
            site: places.pickups[3],
            commune: "99101",
            presentation: "Le pôle médico-social reçoit sur rendez-vous et peut demander un appareil pour vous.",
            hours: "lu-ve 8h30-12h, 13h30-17h30",
            label: "",
            services: &[],
        },
    ];
    for place in told {
        tell(app, txn, places, place).await?;
    }
    Ok(())
}

async fn communes(txn: &impl ConnectionTrait) -> Result<()> {
    let rows = COMMUNES.map(
        |(code, name, epci, latitude, longitude)| commune::ActiveModel {
            code: Set(code.to_owned()),
            name: Set(name.to_owned()),
            search: Set(fold(name)),
            epci_code: Set(Some(epci.to_owned())),
            latitude_e6: Set(Some(latitude)),
            longitude_e6: Set(Some(longitude)),
        },
    );
    commune::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    let times = COMMUNES.iter().zip(MINUTES).flat_map(|(from, row)| {
        COMMUNES
            .iter()
            .zip(row)
            .map(move |(to, minutes)| travel_time::ActiveModel {
                from_code: Set(from.0.to_owned()),
                to_code: Set(to.0.to_owned()),
                minutes: Set(minutes),
            })
    });
    travel_time::Entity::insert_many(times)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

async fn tell(
    app: &App,
    txn: &impl ConnectionTrait,
    places: &Places,
    told: Told<'_>,
) -> Result<()> {
    let today = app.clock.today();
    let word = Word::of(&places.coordinator, today);
    let site = site::Entity::find_by_id(told.site)
        .one(txn)
        .await?
        .context("a site of the demo")?;
    let form = PlaceForm {
        presentation: told.presentation.to_owned(),
        insee: told.commune.to_owned(),
        hours: told.hours.to_owned(),
        email: "accueil@demo.example".to_owned(),
        website: "https://www.demo.example".to_owned(),
        ..PlaceForm::of(&site, None)
    };
    let facts = form.read().map_err(|wrong| anyhow!("{wrong:?}"))?;
    actions::keep(txn, site.id, 0, facts, word).await?;
    if !told.label.is_empty() {
        let label = LabelForm {
            label: told.label.to_owned(),
            from: today.to_string(),
            ..LabelForm::default()
        };
        let label = label.read(None).map_err(|wrong| anyhow!("{wrong:?}"))?;
        actions::add_label(txn, site.id, label).await?;
    }
    let place = place::Entity::find_by_id(site.id)
        .one(txn)
        .await?
        .context("it was just kept")?;
    for help in told.services {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let form = ServiceForm {
            name: help.name.to_owned(),
            kind: help.kind.to_owned(),
            description: help.description.to_owned(),
            themes: list(help.themes),
            publics: list(help.publics),
            fee: "gratuit".to_owned(),
            modes: list(&["en-presentiel"]),
            ways: list(&["se-presenter", "telephoner"]),
            who: list(&["usagers", "professionnels"]),
            area: "departement".to_owned(),
            ..ServiceForm::default()
        };
        let offer = form
            .read(&site, &place)
            .map_err(|wrong| anyhow!("{wrong:?}"))?;
        actions::add_service(txn, site.id, offer, today).await?;
    }
    Ok(())
}
