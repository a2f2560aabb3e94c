//! What other directories are given: data·inclusion 1.0 and the digital-mediation places, streamed to anybody.

use super::{GET, LEARN, address, manager_of, offering, told};
use crate::support::{World, page::Page};
use entities::organisation;
use passe_relais::directory::vocabulary::{Word, vocabulary};
use sea_orm::{ActiveModelTrait, Set};
use serde_json::Value;

/// Of data-inclusion-schema 1.0.10: what each row must and may have, and the words of each list.
fn standard() -> Value {
    let text = include_str!("../fixtures/directory/data-inclusion-1.0.10.json");
    serde_json::from_str(text).unwrap()
}

fn rows(page: &Page) -> Vec<Value> {
    let Value::Array(rows) = serde_json::from_slice(&page.body).unwrap() else {
        panic!("{page}");
    };
    rows
}

#[track_caller]
fn keeps_to(standard: &Value, of: &str, row: &Value) {
    let fields = row.as_object().unwrap();
    for required in standard[of]["required"].as_array().unwrap() {
        let value = &row[required.as_str().unwrap()];
        assert!(value.is_string(), "{required} in {row}");
    }
    let known = standard[of]["fields"].as_array().unwrap();
    for (field, value) in fields {
        assert!(known.iter().any(|one| one == field), "{field} in {row}");
        let Some(words) = standard["enums"][field].as_array() else {
            continue;
        };
        let said = match value {
            Value::Array(several) => {
                assert!(!several.is_empty(), "{field} in {row}");
                several.clone()
            }
            Value::Null => Vec::new(),
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                vec![value.clone()]
            }
        };
        assert!(
            said.iter().all(|word| words.contains(word)),
            "{field} in {row}"
        );
    }
    let name = row["nom"].as_str().unwrap();
    assert!(
        (3..=150).contains(&name.chars().count()) && !name.ends_with('.'),
        "{name}"
    );
    let source = row["source"].as_str().unwrap();
    assert!(
        row["id"]
            .as_str()
            .unwrap()
            .starts_with(&format!("{source}--"))
    );
}

#[test]
fn every_word_of_ours_is_one_of_the_standard() {
    let standard = standard();
    let all = vocabulary();
    for (list, words) in [
        ("publics", &all.publics),
        ("thematiques", &all.themes),
        ("type", &all.kinds),
        ("frais", &all.fees),
        ("modes_accueil", &all.modes),
        ("modes_mobilisation", &all.ways),
        ("mobilisable_par", &all.who),
    ] {
        let known = standard["enums"][list].as_array().unwrap();
        for word in words {
            assert!(
                known.iter().any(|one| *one == word.key),
                "{list}: {}",
                word.key
            );
        }
    }
    let networks = standard["enums"]["reseaux_porteurs"].as_array().unwrap();
    for network in all
        .labels
        .iter()
        .filter_map(|label: &Word| label.network.as_ref())
    {
        assert!(networks.iter().any(|one| one == network), "{network}");
    }
}

#[tokio::test]
async fn places_and_services_are_given_as_data_inclusion_takes_them() {
    let world = World::new().await;
    let empty = world
        .stranger()
        .get("/lieux/structures.json")
        .await
        .expect(200);
    assert!(rows(&empty).is_empty());
    let manager = manager_of(&world, "médiathèque du lac.").await;
    told(&manager).await;
    for (name, theme) in [("Débuter.", LEARN), ("S’équiper", GET)] {
        let form = offering(&manager, name, theme, "seniors").await;
        manager.send(&form).await.expect(303);
    }
    let page = manager.get(&address(&manager)).await.expect(200);
    let label = page
        .form("form[action$='/labels']")
        .set("label", "conseillers-numeriques")
        .set("from", "2026-01-01");
    manager.send(&label).await.expect(303);
    told(&manager_of(&world, "un lieu sans rien").await).await;

    let standard = standard();
    let page = world
        .stranger()
        .get("/lieux/structures.json")
        .await
        .expect(200);
    assert_eq!(page.header("content-type"), "application/json");
    let structures = rows(&page);
    assert_eq!(structures.len(), 2);
    for row in &structures {
        keeps_to(&standard, "structure", row);
    }
    let first = &structures[0];
    assert_eq!(first["nom"], "médiathèque du lac");
    assert_eq!(first["date_maj"], "2026-05-04");
    assert_eq!(first["telephone"], "+33450000000");
    assert_eq!(first["code_insee"], "74010");
    assert_eq!(
        first["horaires_accueil"],
        "Mo-Fr 09:00-12:00,14:00-17:30; Sa off"
    );
    assert_eq!(first["reseaux_porteurs"][0], "conseillers-numeriques");

    let page = world
        .stranger()
        .get("/lieux/services.json")
        .await
        .expect(200);
    let services = rows(&page);
    assert_eq!(services.len(), 2);
    for row in &services {
        keeps_to(&standard, "service", row);
        assert_eq!(row["structure_id"], first["id"]);
        assert!(score(row) >= 0.8, "{} {row}", score(row));
    }
    assert_eq!(services[0]["nom"], "Débuter");
    assert_eq!(services[0]["zone_eligibilite"][0], "74");
    // Nothing about people.
    let whole = page.html();
    assert!(!whole.contains(&manager.account.name) && !whole.contains("contact_nom_prenom"));

    // The phone is gone from the place: nobody is told to phone.
    let form = super::filled(&manager).await.set("phone", "");
    manager.send(&form).await.expect(303);
    let page = world
        .stranger()
        .get("/lieux/services.json")
        .await
        .expect(200);
    assert!(rows(&page)[0]["modes_mobilisation"].is_null(), "{page}");
}

/// What the standard's own score counts of a service confirmed today, each where it applies.
fn score(row: &Value) -> f64 {
    let has = |field: &str| !row[field].is_null();
    let among = |field: &str, word: &str| {
        row[field]
            .as_array()
            .is_some_and(|words| words.iter().any(|one| one == word))
    };
    let points = |yes: bool| if yes { 1.0 } else { 0.0 };
    let there =
        among("modes_accueil", "en-presentiel") || among("modes_mobilisation", "se-presenter");
    let length = row["description"].as_str().unwrap().chars().count();
    let counted = [
        there.then(|| points(has("adresse"))),
        among("modes_mobilisation", "telephoner").then(|| points(has("telephone"))),
        among("modes_mobilisation", "envoyer-un-courriel").then(|| points(has("courriel"))),
        Some(points(has("modes_mobilisation"))),
        Some(points(has("publics"))),
        Some(points(has("thematiques"))),
        Some(points(has("telephone") || has("courriel"))),
        Some(points(has("frais"))),
        Some(points((200..2_000).contains(&length))),
        Some(1.0), // the date
    ];
    let counted: Vec<f64> = counted.into_iter().flatten().collect();
    let criteria = u32::try_from(counted.len()).unwrap();
    counted.iter().sum::<f64>() / f64::from(criteria)
}

#[tokio::test]
async fn places_are_given_as_digital_mediation_takes_them() {
    let world = World::new().await;
    let manager = manager_of(&world, "médiathèque du lac").await;
    told(&manager).await;
    let form = offering(&manager, "Débuter", LEARN, "seniors").await;
    manager.send(&form).await.expect(303);
    let lines = async || {
        let page = world.stranger().get("/lieux/mediation-numerique.csv").await;
        let page = page.expect(200);
        assert_eq!(page.header("content-type"), "text/csv; charset=utf-8");
        let mut reader = csv::Reader::from_reader(page.body.as_slice());
        let headers = reader.headers().unwrap().clone();
        let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        (headers, lines)
    };
    // A SIRET is required: without it there is nothing to give.
    let (headers, none) = lines().await;
    assert_eq!(headers.len(), 32);
    assert!(none.is_empty());
    organisation::ActiveModel {
        id: Set(manager.organisation.id),
        siret: Set(Some("12345678200010".to_owned())),
        ..Default::default()
    }
    .update(&world.app.db)
    .await
    .unwrap();
    let (headers, one) = lines().await;
    let [line] = one.as_slice() else {
        panic!("{one:?}");
    };
    let cell = |name: &str| {
        let at = headers.iter().position(|header| header == name).unwrap();
        &line[at]
    };
    for (name, value) in [
        ("pivot", "12345678200010"),
        ("nom", "médiathèque du lac"),
        ("code_postal", "74000"),
        ("telephone", "+33450000000"),
        ("date_maj", "2026-05-04"),
        ("services", "Maîtrise des outils numériques du quotidien"),
        ("publics_specifiquement_adresses", "Seniors"),
        ("frais_a_charge", "Gratuit"),
        ("modalites_acces", "Téléphoner"),
        ("modalites_accompagnement", "Dans un atelier collectif"),
        ("latitude", ""),
    ] {
        assert_eq!(cell(name), value, "{name}");
    }
}
