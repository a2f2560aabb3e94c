//! Intake in the hand: devices received by scan, gaps settled, papers for the donor.

use crate::support::{
    World,
    page::Page,
    world::{A_PERSON, Persona},
};
use entities::{
    collection_lot::{self, CollectionLotId, LegalBasis},
    device::{self, Stage},
    event, label, label_batch,
    membership::Role,
    organisation::OrganisationKind,
    site,
};
use passe_relais::{
    intake::{actions, facts::LotFacts, list::check::AnnouncedDevice},
    journal::By,
    labels::Code,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};

/// A workshop with printed labels and announced lots.
pub struct Bench {
    pub world: World,
    pub supervisor: Persona,
    pub worker: Persona,
}

impl Bench {
    pub async fn new() -> Self {
        let world = World::new().await;
        Self {
            supervisor: world.supervisor().await,
            worker: world.worker().await,
            world,
        }
    }

    fn site(&self) -> &site::Model {
        self.supervisor.site.as_ref().unwrap()
    }

    /// A lot of as many tablets, numbered from 0; those of two lots differ by `mark`.
    pub async fn lot(&self, mark: &str, devices: usize) -> collection_lot::Model {
        let donor = self
            .world
            .organisation(OrganisationKind::Departement, "Département")
            .await;
        let facts = LotFacts {
            donor_id: donor.id,
            owner_id: donor.id,
            workshop_site_id: self.site().id,
            legal_basis: LegalBasis::RefurbishingService,
            reform_reference: None,
            source: "test".to_owned(),
            transport_holder: None,
            boxes_announced: Some(2),
        };
        let codes: Vec<_> = (0..devices)
            .map(|n| {
                (
                    format!("{mark}SERIAL{n:04}"),
                    format!("TAB-{mark}-{n:04}"),
                    format!("IMM-{mark}-{}", 7_000 + n),
                )
            })
            .collect();
        let announced: Vec<_> = codes
            .iter()
            .map(|(serial, tag, inventory)| AnnouncedDevice {
                serial: Some(serial.as_str().into()),
                asset_tag: Some(tag),
                inventory_number: Some(inventory),
                manufacturer: Some("Lenovo"),
                model: Some("Tab M10"),
                device_type: Some(device::DeviceKind::Tablet),
                ..AnnouncedDevice::default()
            })
            .collect();
        let write = self.world.app.write().await.unwrap();
        let by = By {
            actor: None,
            at: self.world.now(),
        };
        let lot = actions::land(&*write, by, &facts, &announced)
            .await
            .unwrap();
        write.commit().await.unwrap();
        lot
    }

    /// Blank labels, as a printed sheet brings them.
    pub async fn labels(&self, count: usize) -> Vec<String> {
        let batch = label_batch::ActiveModel {
            site_id: Set(self.site().id),
            membership_id: Set(self.supervisor.membership.id),
            template: Set("test".to_owned()),
            count: Set(i32::try_from(count).unwrap()),
            created_at: Set(self.world.now()),
            ..Default::default()
        };
        let batch = batch.insert(&self.world.app.db).await.unwrap();
        let mut codes = Vec::new();
        for _ in 0..count {
            let code = Code::generate(&mut rand::rng()).to_string();
            label::Entity::insert(label::ActiveModel {
                code: Set(code.clone()),
                batch_id: Set(batch.id),
                ..Default::default()
            })
            .exec_without_returning(&self.world.app.db)
            .await
            .unwrap();
            codes.push(code);
        }
        codes
    }

    pub async fn device(&self, lot: &collection_lot::Model, number: usize) -> device::Model {
        let devices = device::Entity::find()
            .filter(device::COLUMN.lot_id.eq(lot.id))
            .order_by_asc(device::Column::Id)
            .all(&self.world.app.db)
            .await
            .unwrap();
        devices[number].clone()
    }

    async fn reload(&self, device: &device::Model) -> device::Model {
        device::Entity::find_by_id(device.id)
            .one(&self.world.app.db)
            .await
            .unwrap()
            .unwrap()
    }

    /// How many devices there are.
    pub async fn stock(&self) -> u64 {
        device::Entity::find()
            .count(&self.world.app.db)
            .await
            .unwrap()
    }

    pub async fn reload_lot(&self, lot: &collection_lot::Model) -> collection_lot::Model {
        collection_lot::Entity::find_by_id(lot.id)
            .one(&self.world.app.db)
            .await
            .unwrap()
            .unwrap()
    }
}

pub fn reception(lot: &collection_lot::Model) -> String {
    format!("/lots/{}/reception", lot.id.0)
}

/// Scans into the one field of the page.
pub async fn scan(person: &Persona, page: &Page, code: &str) -> Page {
    let form = if page.has("[name=label]") {
        page.form("form:has([name=label])").set("label", code)
    } else {
        page.form("form:has([name=code])").set("code", code)
    };
    person.send(&form).await
}

#[tokio::test]
async fn thirty_devices_are_received_without_typing_one_full_serial() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 30).await;
    let labels = bench.labels(30).await;
    let mut page = bench.worker.get(&reception(&lot)).await.expect(200);
    for (n, label) in labels.iter().enumerate() {
        let device = bench.device(&lot, n).await;
        page = match n % 3 {
            0 => scan(&bench.worker, &page, device.asset_tag.as_ref().unwrap()).await,
            1 => {
                scan(
                    &bench.worker,
                    &page,
                    device.inventory_number.as_ref().unwrap(),
                )
                .await
            }
            // The last four characters, then the right one of the candidates.
            _ => {
                let serial = device.serial.clone().unwrap();
                let candidates = scan(&bench.worker, &page, &serial[serial.len() - 4..]).await;
                let pick = format!("{}?device={}", reception(&lot), device.id.0);
                assert!(candidates.has(&format!("a[href='{pick}']")), "{candidates}");
                bench.worker.get(&pick).await
            }
        }
        .expect(200);
        assert!(page.says("Scannez une étiquette neuve"), "{page}");
        let received = scan(&bench.worker, &page, label).await;
        page = bench.worker.follow(received).await.expect(200);
        assert!(page.says("Appareil reçu"));
        assert!(page.says(&format!("{} sur 30 reçus", n + 1)));
        let device = bench.reload(&device).await;
        assert_eq!(device.stage, Stage::Received);
        assert_eq!(device.label_code.as_ref(), Some(label));
        assert_eq!(device.site_id, Some(bench.site().id));
    }
    assert!(bench.reload_lot(&lot).await.received_at.is_some());
    let kinds: Vec<String> = event::Entity::find()
        .filter(event::COLUMN.subject_kind.eq("collection_lot"))
        .order_by_asc(event::Column::Seq)
        .all(&bench.world.app.db)
        .await
        .unwrap()
        .into_iter()
        .map(|event| event.kind)
        .collect();
    assert_eq!(kinds, ["lot_announced", "lot_received"]);
}

#[tokio::test]
async fn two_people_receive_the_same_device_and_one_wins() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 1).await;
    let labels = bench.labels(2).await;
    let address = format!(
        "{}?device={}",
        reception(&lot),
        bench.device(&lot, 0).await.id.0
    );
    let ours = bench.worker.get(&address).await.expect(200);
    let theirs = bench.supervisor.get(&address).await.expect(200);
    let (one, other) = tokio::join!(
        scan(&bench.worker, &ours, &labels[0]),
        scan(&bench.supervisor, &theirs, &labels[1])
    );
    let mut answers = [one, other];
    answers.sort_by_key(|page| page.status.as_u16());
    let [won, refused] = answers;
    won.expect(303);
    assert!(
        refused
            .expect(409)
            .says("Quelqu’un vient de recevoir cet appareil")
    );
    let device = bench.device(&lot, 0).await;
    assert_eq!(device.version, 2, "announced, received, nothing else");
}

#[tokio::test]
async fn one_label_goes_to_one_device_whoever_scans_it() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 3).await;
    let labels = bench.labels(1).await;
    let page = async |person: &Persona, n| {
        let device = bench.device(&lot, n).await;
        let address = format!("{}?device={}", reception(&lot), device.id.0);
        person.get(&address).await.expect(200)
    };
    let ours = page(&bench.worker, 0).await;
    let theirs = page(&bench.supervisor, 1).await;
    let (one, other) = tokio::join!(
        scan(&bench.worker, &ours, &labels[0]),
        scan(&bench.supervisor, &theirs, &labels[0])
    );
    let mut answers = [one, other];
    answers.sort_by_key(|page| page.status.as_u16());
    let [won, refused] = answers;
    won.expect(303);
    assert!(
        refused
            .expect(409)
            .says("Cette étiquette est déjà sur un autre appareil")
    );
    let third = page(&bench.worker, 2).await;
    let refused = scan(&bench.worker, &third, &labels[0]).await.expect(409);
    assert!(refused.says("Prenez-en une neuve"));
    assert!(
        refused.has("[name=label]"),
        "the label field is still there"
    );
}

#[tokio::test]
async fn a_wrong_label_is_refused_with_what_to_do() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 1).await;
    let address = format!(
        "{}?device={}",
        reception(&lot),
        bench.device(&lot, 0).await.id.0
    );
    let page = bench.worker.get(&address).await.expect(200);
    let unprinted = Code::generate(&mut rand::rng()).to_string();
    let refused = scan(&bench.worker, &page, &unprinted).await.expect(409);
    assert!(refused.says("n’a pas été imprimée ici"));
    for typed in ["", "XX", "ABCD-EFGH", "https://ailleurs.example/x"] {
        let refused = scan(&bench.worker, &page, typed).await.expect(422);
        assert_eq!(refused.attribute("[name=label]", "value"), typed);
    }
    assert_eq!(bench.device(&lot, 0).await.stage, Stage::Announced);
}

#[tokio::test]
async fn the_same_scan_sent_twice_is_answered_as_the_first() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 1).await;
    let label = bench.labels(1).await.remove(0);
    let address = format!(
        "{}?device={}",
        reception(&lot),
        bench.device(&lot, 0).await.id.0
    );
    let page = bench.worker.get(&address).await.expect(200);
    let form = page.form("form:has([name=label])").set("label", label);
    let first = bench.worker.send(&form).await.expect(303);
    let second = bench.worker.send(&form).await.expect(303);
    assert_eq!(first.location(), second.location());
    assert_eq!(bench.device(&lot, 0).await.version, 2);
}

#[tokio::test]
async fn a_device_nobody_announced_is_described_and_received() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 1).await;
    let labels = bench.labels(2).await;
    let page = bench.worker.get(&reception(&lot)).await.expect(200);
    let unknown = scan(&bench.worker, &page, "zz99 99zz").await.expect(200);
    assert!(unknown.says("Cet appareil n’est pas annoncé"));
    let form = unknown.form("form[action$='/found']");
    let refused = bench.worker.send(&form).await.expect(422);
    assert!(refused.says("Écrivez la marque."));
    assert_eq!(refused.attribute("[name=serial]", "value"), "zz99 99zz");
    let form = refused
        .form("form[action$='/found']")
        .set("kind", "tablet")
        .set("manufacturer", "Samsung")
        .set("model", "Galaxy Tab A")
        .set("label", &labels[0]);
    let done = bench.worker.send(&form).await;
    let page = bench.worker.follow(done).await.expect(200);
    assert!(page.says("0 sur 1 reçus (et 1 non annoncés)"), "{page}");
    let found = bench.device(&lot, 1).await;
    assert!(!found.announced && found.holds_data);
    assert_eq!(found.serial.as_deref(), Some("ZZ9999ZZ"));
    assert_eq!(found.stage, Stage::Received);
    // Once it is known, scanning it again says so.
    let again = scan(&bench.worker, &page, "ZZ9999ZZ").await.expect(200);
    assert!(again.says("Cet appareil est déjà reçu") && again.says(&labels[0]));
    // And describing it again is refused.
    let form = unknown
        .form("form[action$='/found']")
        .set("kind", "tablet")
        .set("manufacturer", "SAMSUNG")
        .set("model", "Galaxy Tab A")
        .set("label", &labels[1]);
    let refused = bench.worker.send(&form).await;
    assert!(refused.expect(409).says("porte déjà ce numéro de série"));
}

#[tokio::test]
async fn a_serial_scanned_through_a_french_keyboard_without_a_script_is_understood() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 1).await;
    let page = bench.worker.get(&reception(&lot)).await.expect(200);
    // ASERIAL0000.
    let found = scan(&bench.worker, &page, "QSERIQLàààà").await.expect(200);
    assert!(found.has("[name=label]"), "{found}");
    // BSERIAL0001, which nobody announced: what was meant is filled in.
    let unknown = scan(&bench.worker, &page, "BSERIQLààà&").await.expect(200);
    assert_eq!(unknown.attribute("[name=serial]", "value"), "BSERIAL0001");
}

#[tokio::test]
async fn a_device_described_by_a_persons_name_is_not_written_into_the_journal() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 1).await;
    let label = bench.labels(1).await.remove(0);
    let page = bench.worker.get(&reception(&lot)).await.expect(200);
    let unknown = scan(&bench.worker, &page, "zz99 99zz").await.expect(200);
    let form = unknown
        .form("form[action$='/found']")
        .set("kind", "tablet")
        .set("manufacturer", "HP")
        .set("model", "ProBook")
        .set("label", &label);
    for field in ["manufacturer", "model", "serial"] {
        let form = form.clone().set(field, A_PERSON);
        bench.world.keeps_out(bench.worker.send(&form).await).await;
    }
    let words = "ProBook de Mme Jeanne Dupont 06 12 34 56 78";
    let refused = bench.worker.send(&form.clone().set("model", words)).await;
    assert_eq!(refused.attribute("[name=model]", "value"), words);
    bench.world.keeps_out(refused).await;
    bench.worker.send(&form).await.expect(303);
}

#[tokio::test]
async fn a_device_of_another_lot_and_a_blank_label_are_told_apart() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 1).await;
    let other = bench.lot("B", 1).await;
    let label = bench.labels(1).await.remove(0);
    let page = bench.worker.get(&reception(&lot)).await.expect(200);
    let elsewhere = scan(&bench.worker, &page, "bserial0000").await.expect(200);
    assert!(
        elsewhere.says(&format!("Cet appareil est du lot n° {}", other.id.0)),
        "{elsewhere}"
    );
    let blank = scan(&bench.worker, &page, &label).await.expect(200);
    assert!(blank.says("C’est une étiquette neuve"));
    let device = bench.device(&other, 0).await;
    let path = format!("{}?device={}", reception(&lot), device.id.0);
    bench.worker.get(&path).await.expect(404);
    let page = bench
        .worker
        .get(&format!(
            "{}?device={}",
            reception(&lot),
            bench.device(&lot, 0).await.id.0
        ))
        .await;
    let form = page
        .form("form:has([name=label])")
        .set("device", device.id.0.to_string())
        .set("label", &label);
    bench.worker.send(&form).await.expect(404);
}

#[tokio::test]
async fn a_lot_is_closed_once_its_gaps_are_settled_and_a_late_device_still_comes_in() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 4).await;
    let labels = bench.labels(2).await;
    let page = bench.worker.get(&reception(&lot)).await.expect(200);
    let page = scan(&bench.worker, &page, "TAB-A-0000").await.expect(200);
    scan(&bench.worker, &page, &labels[0]).await.expect(303);
    let closing = format!("/lots/{}/closing", lot.id.0);
    let page = bench.supervisor.get(&closing).await.expect(200);
    assert!(page.says("Annoncés, pas vus : 3"));
    let early = page
        .form(&format!("form[action='{closing}']"))
        .set("boxes", "2");
    let refused = bench.supervisor.send(&early).await.expect(409);
    assert!(refused.says("ni vus ni réglés"));
    // One by its box, the others all at once.
    let unseen = page.form("form[action$='/not-received']");
    let nothing = unseen.clone().press("which", "ticked");
    bench.supervisor.send(&nothing).await.expect(422);
    let one = bench.device(&lot, 1).await;
    let ticked = unseen
        .tick("device", &one.id.0.to_string())
        .press("which", "ticked");
    let page = bench.supervisor.send(&ticked).await;
    let page = bench.supervisor.follow(page).await.expect(200);
    assert_eq!(bench.reload(&one).await.stage, Stage::NotReceived);
    let all = page
        .form("form[action$='/not-received']")
        .press("which", "all");
    let page = bench.supervisor.send(&all).await;
    let page = bench.supervisor.follow(page).await.expect(200);
    assert!(page.says("Tous les appareils annoncés sont vus ou réglés."));
    let wrong = page
        .form(&format!("form[action='{closing}']"))
        .set("boxes", "deux");
    bench.supervisor.send(&wrong).await.expect(422);
    let close = page
        .form(&format!("form[action='{closing}']"))
        .set("boxes", "2");
    let done = bench.supervisor.send(&close).await;
    let page = bench.supervisor.follow(done).await.expect(200);
    assert!(page.says("Le lot est clos."));
    assert_eq!(bench.reload_lot(&lot).await.boxes_received, Some(2));
    // Late, and welcome; a device nobody announced is not.
    let page = bench.worker.get(&reception(&lot)).await.expect(200);
    assert!(page.says("Ce lot est clos"));
    let unknown = scan(&bench.worker, &page, "QQQQ-9999").await.expect(200);
    assert!(unknown.says("Le lot est clos : mettez l’appareil de côté"));
    let late = scan(&bench.worker, &page, "TAB-A-0001").await.expect(200);
    scan(&bench.worker, &late, &labels[1]).await.expect(303);
    assert_eq!(bench.reload(&one).await.stage, Stage::Received);
}

#[tokio::test]
async fn the_donor_gets_a_receipt_and_later_an_outcome_statement() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 2).await;
    let label = bench.labels(1).await.remove(0);
    let receipt = format!("/lots/{}/receipt", lot.id.0);
    bench.supervisor.get(&receipt).await.expect(404);
    let page = bench.worker.get(&reception(&lot)).await.expect(200);
    let page = scan(&bench.worker, &page, "TAB-A-0000").await.expect(200);
    scan(&bench.worker, &page, &label).await.expect(303);
    for path in [receipt, format!("/lots/{}/outcome", lot.id.0)] {
        let paper = bench.supervisor.get(&path).await.expect(200);
        assert_eq!(paper.header("content-type"), "application/pdf");
        assert!(paper.body.starts_with(b"%PDF"));
    }
}

#[tokio::test]
async fn reception_is_for_the_people_of_the_lot_s_workshop() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 1).await;
    let label = bench.labels(1).await.remove(0);
    let device = bench.device(&lot, 0).await.id.0.to_string();
    let world = &bench.world;
    let other = world
        .organisation(
            OrganisationKind::AdaptedEnterprise,
            "Entreprise adaptée du Lac",
        )
        .await;
    let site = world.site(&other, "Entreprise adaptée du Lac").await;
    let stranger = world.member(Role::Worker, other, Some(site)).await;
    let claim = [
        ("write_id", "12345678"),
        ("device", &device),
        ("label", &label),
    ];
    let found = format!("/lots/{}/found", lot.id.0);
    stranger.get(&reception(&lot)).await.expect(404);
    stranger.post(&reception(&lot), &claim).await.expect(404);
    stranger.post(&found, &claim).await.expect(404);
    assert!(!stranger.get("/reception").await.expect(200).has(".card"));
    assert!(
        bench
            .worker
            .get("/reception")
            .await
            .expect(200)
            .has(".card")
    );
    let coordinator = world.coordinator().await;
    coordinator.get(&reception(&lot)).await.expect(403);
    coordinator.post(&reception(&lot), &claim).await.expect(403);
    bench
        .worker
        .get(&format!("/lots/{}", lot.id.0))
        .await
        .expect(403);
    let absent = CollectionLotId(lot.id.0 + 100);
    bench
        .worker
        .get(&format!("/lots/{}/reception", absent.0))
        .await
        .expect(404);
    assert_eq!(bench.device(&lot, 0).await.stage, Stage::Announced);
}

#[tokio::test]
async fn devices_of_another_lot_are_not_settled_through_this_one() {
    let bench = Bench::new().await;
    let lot = bench.lot("A", 1).await;
    let other = bench.lot("B", 1).await;
    let device = bench.device(&other, 0).await;
    let path = format!("/lots/{}/not-received", lot.id.0);
    let id = device.id.0.to_string();
    let fields = [
        ("write_id", "12345678"),
        ("device", &id),
        ("which", "ticked"),
    ];
    bench.supervisor.post(&path, &fields).await.expect(404);
    assert_eq!(bench.reload(&device).await.stage, Stage::Announced);
}
