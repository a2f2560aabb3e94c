//! Intake on paper: a donor's list becomes a lot, and nothing of it that is about people is kept.

use crate::support::{
    World,
    page::{Form, Page},
    world::{A_PERSON, Persona},
};
use entities::{
    collection_lot,
    device::{self, Stage},
    membership::Role,
    organisation::{self, OrganisationKind},
};
use flate2::{Compression, write::GzEncoder};
use sea_orm::{EntityTrait, PaginatorTrait};
use std::io::{Read, Write};

const MDM: &[u8] = include_bytes!("fixtures/inventory/mdm-tablets.csv");
pub const GLPI: &[u8] = include_bytes!("fixtures/inventory/glpi-computers.csv");

/// A workshop, a département that gives and owns, and who announces.
pub struct Intake {
    pub world: World,
    pub coordinator: Persona,
    pub supervisor: Persona,
    departement: organisation::Model,
}

impl Intake {
    pub async fn new() -> Self {
        let world = World::new().await;
        let departement = world
            .organisation(OrganisationKind::Departement, "Département")
            .await;
        Self {
            coordinator: world.coordinator().await,
            supervisor: world.supervisor().await,
            departement,
            world,
        }
    }

    /// The answer to the upload of a list.
    pub async fn upload(&self, person: &Persona, list: &[u8]) -> Page {
        let form = self.upload_form(person, list).await;
        person.send(&form).await
    }

    async fn upload_form(&self, person: &Persona, list: &[u8]) -> Form {
        let page = person.get("/lots/new").await.expect(200);
        let site = self.supervisor.site.as_ref().unwrap();
        page.form("main form")
            .set("donor", self.departement.id.0.to_string())
            .set("owner", self.departement.id.0.to_string())
            .set("legal_basis", "refurbishing_service")
            .set("reform_reference", "2026-D-114")
            .set("site", site.id.0.to_string())
            .set("transport_holder", "Service logistique")
            .set("boxes", "4")
            .set("source", "Intune du Département")
            .attach("list", "liste.csv", list)
    }

    /// The review of these lines, by the supervisor.
    async fn review(&self, lines: &[&str]) -> Page {
        self.upload(&self.supervisor, &list(lines))
            .await
            .expect(200)
    }

    /// These lines are reviewed and accepted as they are.
    async fn land(&self, lines: &[&str]) {
        let page = self.review(lines).await;
        self.supervisor.send(&accept(&page)).await.expect(303);
    }

    pub async fn devices(&self) -> Vec<device::Model> {
        device::Entity::find()
            .all(&self.world.app.db)
            .await
            .unwrap()
    }

    pub async fn lots(&self) -> u64 {
        collection_lot::Entity::find()
            .count(&self.world.app.db)
            .await
            .unwrap()
    }
}

fn list(lines: &[&str]) -> Vec<u8> {
    format!(
        "Nom;Statut;Fabricant;Numéro de série;Type;Modèle;Numéro d'inventaire\n{}\n",
        lines.join("\n")
    )
    .into_bytes()
}

/// Somebody sends the review with fields that no page offers as they are.
async fn send_fields(person: &Persona, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
    person.post("/lots/review", &fields).await
}

/// A list packed by gzip that would fill the memory.
fn unfolds_to(bytes: u64) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(b"Nom;Serial\n").unwrap();
    std::io::copy(&mut std::io::repeat(b'A').take(bytes), &mut packed).unwrap();
    packed.finish().unwrap()
}

fn accept(page: &Page) -> crate::support::page::Form {
    page.form("main form").press("press", "accept")
}

#[tokio::test]
async fn a_list_is_reviewed_then_lands_with_all_it_says() {
    let intake = Intake::new().await;
    let page = intake.upload(&intake.coordinator, MDM).await.expect(200);
    assert!(page.says("UTF-8"));
    assert!(page.says("Colonnes retirées"));
    assert_eq!(
        intake.lots().await,
        0,
        "nothing is stored before the agreement"
    );
    let form = accept(&page.form_with_type("tablet", &intake.coordinator).await);
    let lot = intake.coordinator.send(&form).await;
    let lot = intake.coordinator.follow(lot).await.expect(200);
    assert!(lot.says("Le lot est annoncé."));
    assert!(lot.says("2026-D-114"));
    let devices = intake.devices().await;
    assert!(!devices.is_empty());
    assert!(
        devices
            .iter()
            .all(|device| device.stage == Stage::Announced)
    );
    assert!(devices.iter().all(|device| device.holds_data));
    let by_maker = intake.coordinator.get("/devices?q=lenovo+tab").await;
    assert!(!by_maker.expect(200).texts("tbody th").is_empty());
    let valued = devices
        .iter()
        .find(|device| device.value_cents.is_some())
        .unwrap();
    assert_eq!(valued.value_cents, Some(21_950));
    assert!(valued.acquired_on.is_some() && valued.school_uai.is_some());
    assert!(
        valued
            .search
            .contains(&valued.inventory_number.clone().unwrap().to_lowercase())
    );
}

impl Page {
    /// The review after the default type was chosen and the list recalculated.
    async fn form_with_type(&self, kind: &str, person: &Persona) -> Page {
        let form = self
            .form("main form")
            .set("default_type", kind)
            .press("press", "recalculate");
        person.send(&form).await.expect(200)
    }
}

#[tokio::test]
async fn only_the_statuses_the_person_ticks_are_collected() {
    let intake = Intake::new().await;
    let lines = [
        "PC-1;En service;Dell;SER0001;Portable;Latitude 3500;IMM-1",
        "PC-2;À réformer;Dell;SER0002;Portable;Latitude 3500;IMM-2",
        "PC-3;En panne;Dell;SER0003;Portable;Latitude 3500;IMM-3",
    ];
    let page = intake.review(&lines).await;
    assert!(page.says("Le statut « En service » n’est pas parmi ceux à collecter."));
    let form = page
        .form("main form")
        .tick("collectable", "en panne")
        .press("press", "recalculate");
    let page = intake.supervisor.send(&form).await.expect(200);
    intake.supervisor.send(&accept(&page)).await.expect(303);
    let mut serials: Vec<_> = intake
        .devices()
        .await
        .into_iter()
        .filter_map(|device| device.serial)
        .collect();
    serials.sort();
    assert_eq!(serials, ["SER0002", "SER0003"]);
}

#[tokio::test]
async fn a_doubtful_kind_stays_out_when_the_person_refuses_it() {
    let intake = Intake::new().await;
    let lines = [
        "PC-1;Réformé;Dell;SER0001;Portable;Latitude;IMM-1",
        "PC-2;Réformé;Dell;To be filled by O.E.M.;Portable;Latitude;IMM-2",
    ];
    let page = intake.review(&lines).await;
    assert!(page.says("Ligne 3"), "every doubtful line is told");
    let form = page
        .form("main form")
        .tick("refuse", "placeholder-serial")
        .press("press", "accept");
    intake.supervisor.send(&form).await.expect(303);
    assert_eq!(intake.devices().await.len(), 1);
}

#[tokio::test]
async fn the_columns_of_a_source_are_remembered() {
    let intake = Intake::new().await;
    let odd = "Bidule;Machin\nAB12CD34;tablette Lenovo\n".as_bytes();
    let page = intake.upload(&intake.supervisor, odd).await.expect(200);
    assert!(page.has("select[name=column] option[value=ignore][selected]"));
    let mut fields = page.form("main form").fields();
    let mut meanings = ["serial", "model"].into_iter();
    for (name, value) in &mut fields {
        if name == "column" {
            meanings.next().unwrap().clone_into(value);
        }
    }
    fields.push(("press".into(), "accept".into()));
    send_fields(&intake.supervisor, &fields).await.expect(303);
    let odd = "Bidule;Machin\nEF56GH78;tablette Lenovo\n".as_bytes();
    let page = intake.upload(&intake.supervisor, odd).await.expect(200);
    assert!(page.has("select[name=column] option[value=serial][selected]"));
}

#[tokio::test]
async fn two_columns_of_one_meaning_are_refused_and_the_choice_kept() {
    let intake = Intake::new().await;
    let lines = ["PC-1;Réformé;Dell;SER0001;Portable;Latitude;IMM-1"];
    let page = intake.review(&lines).await;
    let mut fields = page.form("main form").fields();
    for (name, value) in &mut fields {
        if name == "column" {
            "serial".clone_into(value);
        }
    }
    fields.push(("press".into(), "accept".into()));
    let page = send_fields(&intake.supervisor, &fields).await.expect(422);
    assert!(page.says("Deux colonnes ont le même sens : Numéro de série."));
    assert_eq!(
        page.texts("select[name=column] option[value=serial][selected]")
            .len(),
        7
    );
    assert_eq!(intake.lots().await, 0);
}

#[tokio::test]
async fn a_list_accepted_twice_lands_once() {
    let intake = Intake::new().await;
    let lines = ["PC-1;Réformé;Dell;;Portable;Latitude;IMM-1"];
    let page = intake.review(&lines).await;
    let form = accept(&page);
    let first = intake.supervisor.send(&form).await.expect(303);
    let second = intake.supervisor.send(&form).await.expect(303);
    assert_eq!(first.location(), second.location());
    assert_eq!(intake.devices().await.len(), 1);
}

#[tokio::test]
async fn the_same_list_brought_again_finds_its_lines_without_serial_numbers_too() {
    let intake = Intake::new().await;
    let lines = [
        "PC-1;Réformé;Dell;;Portable;Latitude;IMM-1",
        "PC-2;Réformé;Dell;;Portable;Latitude;",
    ];
    intake.land(&lines).await;
    assert_eq!(intake.devices().await.len(), 2);
    let page = intake.review(&lines).await;
    assert!(
        page.says("Le numéro « IMM-1 » est déjà dans le stock"),
        "{page}"
    );
    assert!(
        page.says("Le numéro « PC-2 » est déjà dans le stock"),
        "{page}"
    );
}

#[tokio::test]
async fn devices_of_the_stock_are_refused_by_line() {
    let intake = Intake::new().await;
    let lines = ["PC-1;Réformé;Dell;SER0001;Portable;Latitude;IMM-1"];
    intake.land(&lines).await;
    let lines = [
        "PC-1;Réformé;DELL;ser 0001;Portable;Latitude;IMM-1",
        "PC-2;Réformé;Dell;SER0002;Portable;Latitude;IMM-2",
        "PC-2;Réformé;Dell;SER0002;Portable;Latitude;IMM-2",
    ];
    let page = intake.review(&lines).await;
    assert!(page.says("est déjà dans le stock"));
    assert!(page.says("est déjà, pour cette marque, à la ligne 3"));
    intake.supervisor.send(&accept(&page)).await.expect(303);
    assert_eq!(intake.devices().await.len(), 2);
}

#[tokio::test]
async fn two_people_land_the_same_list_and_one_is_told() {
    let intake = Intake::new().await;
    let lines: Vec<String> = (0..40)
        .map(|n| format!("PC-{n};Réformé;Dell;SER{n:04};Portable;Latitude;IMM-{n}"))
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let file = list(&lines);
    let ours = accept(&intake.upload(&intake.supervisor, &file).await.expect(200));
    let theirs = accept(&intake.upload(&intake.coordinator, &file).await.expect(200));
    let (one, other) = tokio::join!(
        intake.supervisor.send(&ours),
        intake.coordinator.send(&theirs)
    );
    let mut answers = [one, other];
    answers.sort_by_key(|page| page.status.as_u16());
    let [landed, refused] = answers;
    landed.expect(303);
    let refused = refused.expect(409);
    assert!(
        refused.says("Rien n’a été enregistré")
            || refused.says("rien n’a été enregistré")
            || refused.says("le lot n’est pas créé")
    );
    assert_eq!(intake.devices().await.len(), 40);
    assert_eq!(intake.lots().await, 1);
}

#[tokio::test]
async fn what_is_no_list_is_refused_with_what_to_do_and_nothing_typed_is_lost() {
    let intake = Intake::new().await;
    let long = format!("Nom;Numéro de série\n{}", "PC;S\n".repeat(20_001));
    let bomb = unfolds_to(64 * 1024 * 1024);
    assert!(bomb.len() < 100_000);
    for (bytes, words) in [
        (&bomb[..], "pas du texte"),
        (b"PK\x03\x04....".as_slice(), "Enregistrez-le au format CSV"),
        (b"%PDF-1.7", "pas du texte"),
        (b"\0\x01\x02\x03", "pas du texte"),
        (b"  \n", "vide"),
        (long.as_bytes(), "20 000 lignes"),
    ] {
        let page = intake.upload(&intake.coordinator, bytes).await.expect(422);
        assert!(page.says(words), "{words}: {page}");
        assert_eq!(
            page.attribute("[name=source]", "value"),
            "Intune du Département"
        );
    }
    let page = intake.coordinator.get("/lots/new").await.expect(200);
    let page = intake
        .coordinator
        .send(&page.form("main form"))
        .await
        .expect(422);
    for words in [
        "Choisissez le donateur",
        "Choisissez le fichier",
        "Dites d’où vient",
    ] {
        assert!(page.says(words), "{words}");
    }
}

#[tokio::test]
async fn a_sealed_list_is_taken_only_as_it_went_out() {
    let intake = Intake::new().await;
    let lines = ["PC-1;Réformé;Dell;SER0001;Portable;Latitude;IMM-1"];
    let page = intake.review(&lines).await;
    for field in ["sheet", "reading"] {
        let form = accept(&page).set(field, "AAAA");
        intake.supervisor.send(&form).await.expect(400);
    }
    let form = page
        .form("main form")
        .set("write_id", "")
        .press("press", "accept");
    intake.supervisor.send(&form).await.expect(400);
    assert_eq!(intake.lots().await, 0);
}

#[tokio::test]
async fn a_workshop_announces_to_itself_and_sees_no_other_lots() {
    let intake = Intake::new().await;
    let lines = ["PC-1;Réformé;Dell;SER0001;Portable;Latitude;IMM-1"];
    let page = intake
        .upload(&intake.coordinator, &list(&lines))
        .await
        .expect(200);
    let landed = intake.coordinator.send(&accept(&page)).await.expect(303);
    let lot = landed.location().split('?').next().unwrap().to_owned();
    let other = intake
        .world
        .organisation(
            OrganisationKind::AdaptedEnterprise,
            "Entreprise adaptée du Lac",
        )
        .await;
    let site = intake.world.site(&other, "Entreprise adaptée du Lac").await;
    let stranger = intake
        .world
        .member(Role::Supervisor, other, Some(site))
        .await;
    for path in [
        lot.clone(),
        format!("{lot}/closing"),
        format!("{lot}/receipt"),
        format!("{lot}/reception"),
    ] {
        stranger.get(&path).await.expect(404);
    }
    assert!(!stranger.get("/lots").await.expect(200).has("tbody tr"));
    assert_eq!(
        intake
            .supervisor
            .get("/lots")
            .await
            .expect(200)
            .texts("tbody tr")
            .len(),
        1
    );
    // The select offers one's own workshop only, and the action takes no other.
    let form = accept(&page);
    let mut fields = form.fields();
    fields.retain(|(name, _)| name != "write_id");
    fields.push(("write_id".into(), "another-write".into()));
    send_fields(&stranger, &fields).await.expect(409);
    assert_eq!(intake.lots().await, 1);
}

#[tokio::test]
async fn lots_are_listed_by_state() {
    let intake = Intake::new().await;
    for n in 0..3 {
        let line = format!("PC-{n};Réformé;Dell;SER{n};Portable;Latitude;IMM-{n}");
        let page = intake
            .upload(&intake.coordinator, &list(&[&line]))
            .await
            .expect(200);
        intake.coordinator.send(&accept(&page)).await.expect(303);
    }
    for (state, rows) in [
        ("", 3),
        ("announced", 3),
        ("being-received", 0),
        ("closed", 0),
    ] {
        let page = intake
            .coordinator
            .get(&format!("/lots?state={state}"))
            .await
            .expect(200);
        assert_eq!(page.texts("tbody tr").len(), rows, "{state}");
    }
    let page = intake.coordinator.get("/lots?before=2").await.expect(200);
    assert_eq!(page.texts("tbody tr").len(), 1);
}

#[tokio::test]
async fn a_prescriber_and_a_stranger_announce_nothing() {
    let intake = Intake::new().await;
    let prescriber = intake.world.prescriber().await;
    for path in ["/lots", "/lots/new", "/reception"] {
        prescriber.get(path).await.expect(403);
        intake.world.stranger().get(path).await.sends_to("/sign-in");
    }
    prescriber.post("/lots/review", &[]).await.expect(403);
}

#[tokio::test]
async fn what_is_wrong_with_one_line_is_told_before_what_is_wrong_with_all() {
    let intake = Intake::new().await;
    let lines = [
        "PC-1;Réformé;Dell;To be filled by O.E.M.;Portable;Latitude;IMM-1",
        "PC-2;Réformé;Dell;Default string;Portable;Latitude;IMM-2",
        "PC-3;Réformé;Dell;SER0003;Portable;Latitude;IMM-3",
        "PC-4;En service;Dell;SER0004;Portable;Latitude;IMM-4",
    ];
    let page = intake
        .upload(&intake.supervisor, &list(&lines))
        .await
        .expect(200);
    let mut told = page.texts("tbody th");
    told.retain(|line| line.starts_with("Ligne"));
    assert_eq!(
        told,
        ["Ligne 5", "Ligne 2", "Ligne 3"],
        "the refused line first"
    );
}

#[tokio::test]
async fn the_number_of_a_reform_names_nobody() {
    let intake = Intake::new().await;
    let form = intake.upload_form(&intake.coordinator, MDM).await;
    let form = form.set("reform_reference", A_PERSON);
    let refused = intake.coordinator.send(&form).await;
    intake.world.keeps_out(refused).await;
}
