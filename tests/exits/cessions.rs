//! Free cessions: who may be given what, that the act stays as it was signed, and that no gift is a way round the
//! training (law 1) or the erasure (law 3).
use super::{Yard, code, typed};
use crate::{
    organisations::{ANNECY, CHABLAIS, limited},
    support::{
        page::Form,
        world::{A_PERSON, Persona},
    },
};
use entities::{
    cession, cession_line,
    device::{self, Stage},
    membership::Role,
};
use passe_relais::keys::sha256_hex;
use sea_orm::{EntityTrait, PaginatorTrait};

const PROOF: &[u8] = b"%PDF-1.7 statuts %%EOF";

const GOOD: [(&str, &str); 17] = [
    ("recipient", "Les Ordis du Lac"),
    ("recipient_number", "W742000123"),
    ("category", "general_interest"),
    ("proof_reference", "Statuts du 3 mars 2019"),
    ("proof_from", "2019-03-03"),
    ("proof_until", ""),
    ("value-0", "45,00"),
    ("value_method", "Trois sites de revente"),
    ("decision_number", "CP-2026-118"),
    ("decided_on", "2026-04-20"),
    ("convention_number", "CONV-2026-7"),
    ("convention_on", "2026-04-27"),
    ("ceded_on", "2026-05-04"),
    ("signatory_name", "Jeanne Martin"),
    ("signatory", "présidente du Département"),
    ("recipient_signatory", "La présidente"),
    ("grounds", "Vu le CG3P ;"),
];

impl Yard {
    /// The act's form for these devices, filled in as it should be.
    async fn act(&self, by: &Persona, devices: &[&device::Model]) -> Form {
        let codes: Vec<&str> = devices.iter().map(|device| code(device)).collect();
        let page = by
            .get(&format!("/cessions/new?codes={}", codes.join("%0A")))
            .await
            .expect(200);
        assert!(page.has("form[method=post]"), "{page}");
        typed(page.form("main form[method=post]"), &GOOD)
            .tick("committed", "yes")
            .attach("proof", "statuts.pdf", PROOF)
    }

    async fn cessions(&self) -> u64 {
        cession::Entity::find()
            .count(&self.world.app.db)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn ready_devices_are_given_by_a_signed_act_and_are_gone() {
    let yard = Yard::new().await;
    let (first, second) = (yard.ready(0).await, yard.ready(1).await);
    let coordinator = &yard.coordinator;
    // A lot brings its ready devices.
    let page = coordinator
        .get(&format!("/cessions/new?lot={}", yard.lot.id.0))
        .await
        .expect(200);
    assert!(
        page.says(code(&first)) && page.says(code(&second)),
        "{page}"
    );
    let form = yard.act(coordinator, &[&first, &second]).await;
    let done = coordinator.send(&form).await.expect(303);
    let again = coordinator.send(&form).await.expect(303);
    assert_eq!(
        done.location(),
        again.location(),
        "a repeat gets the first answer"
    );
    assert_eq!(yard.cessions().await, 1);

    let row = cession::Entity::find()
        .one(&yard.world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (row.devices, row.total_cents, row.resells),
        (2, 9_000, false)
    );
    for device in [&first, &second] {
        let device = yard.again(device).await;
        assert_eq!(
            (device.stage, device.site_id, device.cession_id),
            (Stage::Ready, None, Some(row.id))
        );
    }
    let page = coordinator.follow(done).await.expect(200);
    assert!(
        page.says("Les Ordis du Lac") && page.says("CP-2026-118"),
        "{page}"
    );
    // The paper and the proof as they were, for who counts and who audits, and for nobody in the workshop.
    let auditor = yard.world.persona(Role::Auditor).await;
    let act = format!("/cessions/{}/act", row.id.0);
    for reader in [&auditor, &yard.finance().await] {
        assert_eq!(
            sha256_hex(&reader.get(&act).await.expect(200).body),
            row.sha256
        );
        let proof = reader
            .get(&format!("/cessions/{}/proof", row.id.0))
            .await
            .expect(200);
        assert_eq!(proof.body, PROOF);
        assert!(
            proof
                .header("content-disposition")
                .starts_with("attachment")
        );
    }
    yard.supervisor.get(&act).await.expect(403);
    auditor.get("/cessions/new").await.expect(403);
    // It says where it is: somebody else's.
    let sheet = coordinator
        .get(&format!("/devices/{}", code(&first)))
        .await
        .expect(200);
    assert!(sheet.says("Il a été cédé"), "{sheet}");
    let list = coordinator
        .get("/devices?stage=stage-ceded")
        .await
        .expect(200);
    assert!(list.says("Cédé"), "{list}");
    // And the workshop cannot take it up again.
    yard.supervisor
        .get(&format!("/bench/{}", code(&first)))
        .await
        .expect(404);
    let arrival = format!("/devices/{}/arrival", code(&first));
    yard.supervisor
        .post(&arrival, &[("write_id", "take-it-in")])
        .await
        .expect(409);
    yard.journal_holds().await;
}

/// Fields as somebody typed them.
type Typed<'t> = &'t [(&'t str, &'t str)];

#[tokio::test]
async fn every_refusal_names_its_rule_and_what_to_do() {
    let yard = Yard::new().await;
    let device = yard.ready(0).await;
    let by = &yard.coordinator;
    let cases: [(Typed, u16, &str); 9] = [
        (&[("category", "esus")], 409, "Un agrément ESUS a une fin"),
        (
            &[("category", "esus"), ("proof_until", "2026-05-03")],
            409,
            "Le justificatif n’est plus valable",
        ),
        (&[("proof_from", "2026-05-05")], 409, "pas encore valable"),
        (
            &[("decided_on", "2026-05-05")],
            409,
            "La décision est datée d’après",
        ),
        (&[("ceded_on", "2026-05-05")], 409, "datée de demain"),
        (&[("value-0", "300,01")], 422, "D. 3212-3"),
        (&[("value-0", "")], 422, "donnez la valeur"),
        (
            &[("recipient_number", "Madame Dupont")],
            422,
            "ni un SIRET ni un numéro RNA",
        ),
        (
            &[("decision_number", "")],
            422,
            "Donnez le numéro de la décision",
        ),
    ];
    for (changed, status, said) in cases {
        let form = typed(yard.act(by, &[&device]).await, changed);
        let page = by.send(&form).await.expect(status);
        assert!(page.says(said), "{said}: {page}");
        assert_eq!(
            page.attribute("#signatory", "value"),
            "présidente du Département"
        );
    }
    // Selling on: not by an ESUS, and not over the cap.
    let resale = yard.act(by, &[&device]).await.tick("resells", "yes");
    let esus = [
        ("category", "esus"),
        ("proof_until", "2027-01-01"),
        ("price-0", "80"),
    ];
    let page = by.send(&typed(resale.clone(), &esus)).await.expect(409);
    assert!(page.says("Cette catégorie ne peut pas revendre"), "{page}");
    let page = by
        .send(&typed(resale.clone(), &[("price-0", "100,01")]))
        .await
        .expect(422);
    assert!(page.says("dépasse le plafond"), "{page}");
    // Without the proof, and without the commitment.
    let page = by
        .get(&format!("/cessions/new?codes={}", code(&device)))
        .await;
    let bare = typed(page.form("main form[method=post]"), &GOOD);
    let page = by
        .send(&bare.attach("proof", "x.exe", b"MZ..."))
        .await
        .expect(422);
    assert!(page.has("#proof-mistake"), "{page}");
    let form = page
        .form("main form[method=post]")
        .attach("proof", "statuts.pdf", PROOF);
    let page = by.send(&form).await.expect(409);
    assert!(page.says("ne s’est pas engagé"), "{page}");
    assert_eq!(yard.cessions().await, 0);
    assert_eq!(yard.again(&device).await.cession_id, None);
    // What was refused with all of it is taken once it is right.
    by.send(&typed(resale, &[("price-0", "80,00")]))
        .await
        .expect(303);
    let line = cession_line::Entity::find()
        .one(&yard.world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((line.value_cents, line.price_cents), (4_500, Some(8_000)));
}

#[tokio::test]
async fn what_is_not_ready_or_not_free_is_not_given() {
    let yard = Yard::new().await;
    let (ready, raw, promised) = (
        yard.ready(0).await,
        yard.at_triage(1).await,
        yard.ready(2).await,
    );
    let prescriber = yard.world.prescriber().await;
    yard.world
        .allocated(
            &promised,
            &prescriber,
            yard.supervisor.site.as_ref().unwrap(),
        )
        .await;
    let by = &yard.coordinator;
    let codes = [&ready, &raw, &promised].map(code).join("%0A");
    let page = by
        .get(&format!("/cessions/new?codes={codes}%0A0000-0000"))
        .await
        .expect(200);
    assert!(page.says("R. 122-4"), "{page}");
    assert!(page.says("Attribué à une demande"), "{page}");
    assert!(page.says("l’étiquette d’aucun appareil"), "{page}");
    assert!(
        !page.has("main form[method=post]"),
        "no act while a device may not be given"
    );
    // The form of a good device, its devices changed by hand.
    for wrong in [&raw, &promised] {
        let mut fields: Vec<(&str, &str)> = GOOD.to_vec();
        let id = crate::support::scene::unique();
        fields.extend([
            ("write_id", id.as_str()),
            ("codes", code(wrong)),
            ("committed", "yes"),
        ]);
        let proof = crate::support::page::File {
            field: "proof".to_owned(),
            name: "statuts.pdf".to_owned(),
            content: PROOF.to_vec(),
        };
        by.post_files("/cessions/new", &fields, &[proof])
            .await
            .expect(409);
    }
    assert_eq!(yard.cessions().await, 0);
}

#[tokio::test]
async fn a_ceded_device_is_nobodys_to_move_promise_or_hand_over() {
    let yard = Yard::new().await;
    let (given, kept) = (yard.ready(0).await, yard.ready(1).await);
    let form = yard.act(&yard.coordinator, &[&given]).await;
    yard.coordinator.send(&form).await.expect(303);
    let prescriber = yard.world.prescriber().await;
    let site = yard.supervisor.site.as_ref().unwrap();
    let request = yard.world.allocated(&kept, &prescriber, site).await;
    let (given_id, site, lot) = (given.id.0, site.id.0, yard.lot.id.0);
    let act = cession::Entity::find()
        .one(&yard.world.app.db)
        .await
        .unwrap()
        .unwrap();
    let (id, owner) = (act.id.0, act.owner_id.0);
    let member = yard.coordinator.membership.id.0;
    let kept_id = kept.id.0;
    let another = |resells: bool, category: &str| {
        format!(
            "INSERT INTO cession (owner_id, recipient, recipient_number, category, proof_reference, proof_from, \
             proof_sha256, proof_file, proof_media, value_method, resells, decision_number, decided_on, \
             convention_number, convention_on, signatory, recipient_signatory, grounds, ceded_on, devices, total_cents, \
             sha256, file, membership_id, created_at, version) VALUES ({owner}, 'x', 'x', '{category}', 'x', \
             '2020-01-01', 'x', 'x', 'x', 'x', {resells}, 'x', '2026-01-01', 'x', '2026-01-01', 'x', 'x', 'x', \
             '2026-05-04', 1, 0, 'x', 'x', {member}, '2026-05-04T08:00:00Z', 1)"
        )
    };
    yard.refuses(&[
        // Back into the house, elsewhere, to somebody, or under another act.
        format!("UPDATE device SET cession_id = NULL WHERE id = {given_id}"),
        format!("UPDATE device SET site_id = {site} WHERE id = {given_id}"),
        format!("UPDATE device SET cession_id = NULL, site_id = {site} WHERE id = {given_id}"),
        format!("UPDATE device SET owner_id = owner_id WHERE id = {given_id}"),
        format!("UPDATE device SET stage = 'received', site_id = {site} WHERE id = {given_id}"),
        format!("UPDATE request SET device_id = {given_id} WHERE id = {}", request.id.0),
        // Without an act that names it, or against a promise.
        format!("UPDATE device SET cession_id = {id}, site_id = NULL WHERE id = {kept_id}"),
        format!("INSERT INTO cession_line (cession_id, device_id, value_cents) VALUES ({id}, {kept_id}, 0)"),
        format!("INSERT INTO cession_line (cession_id, device_id, value_cents) VALUES ({id}, {given_id}, 0)"),
        // The act itself.
        format!("UPDATE cession SET recipient = 'x' WHERE id = {id}"),
        format!("DELETE FROM cession WHERE id = {id}"),
        "UPDATE cession_line SET value_cents = 0".to_owned(),
        "DELETE FROM cession_line".to_owned(),
        another(true, "esus"),
        another(false, "esus"),
        another(false, "staff"),
        // A device that comes in has not left.
        format!(
            "INSERT INTO device (lot_id, kind, holds_data, manufacturer, manufacturer_key, model, model_key, owner_id, \
             announced, stage, stage_since, stay, created_at, search, version, cession_id) VALUES ({lot}, 'tablet', \
             FALSE, 'x', 'x', 'x', 'x', {owner}, TRUE, 'announced', '2026-05-04T08:00:00Z', 0, \
             '2026-05-04T08:00:00Z', 'x', 1, {id})"
        ),
    ])
    .await;
    yard.journal_holds().await;
}

#[tokio::test]
async fn a_line_by_hand_is_held_to_the_ceiling_the_caps_and_the_owner() {
    let yard = Yard::new().await;
    let (one, two) = (yard.ready(0).await, yard.ready(1).await);
    let form = yard.act(&yard.coordinator, &[&one]).await;
    yard.coordinator.send(&form).await.expect(303);
    let act = cession::Entity::find()
        .one(&yard.world.app.db)
        .await
        .unwrap()
        .unwrap();
    let (id, device) = (act.id.0, two.id.0);
    let line = |value: i32, price: &str| {
        format!(
            "INSERT INTO cession_line (cession_id, device_id, value_cents, price_cents) VALUES ({id}, {device}, {value}, {price})"
        )
    };
    yard.refuses(&[
        line(30_001, "NULL"),
        line(100, "10001"),
        // This recipient may not sell on at all.
        line(100, "100"),
        // The act names one device, and has it.
        line(100, "NULL"),
    ])
    .await;
}

#[tokio::test]
async fn of_two_acts_at_once_one_gives_the_device() {
    let yard = Yard::new().await;
    let device = yard.ready(0).await;
    let finance = yard.finance().await;
    let one = yard.act(&yard.coordinator, &[&device]).await;
    let two = yard.act(&finance, &[&device]).await;
    let (first, second) = tokio::join!(yard.coordinator.send(&one), finance.send(&two));
    let mut answers = [first.status.as_u16(), second.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409]);
    assert_eq!(yard.cessions().await, 1);
    yard.journal_holds().await;
}

#[tokio::test]
async fn an_act_without_a_device_of_the_territory_does_not_exist() {
    let yard = Yard::new().await;
    let device = yard.ready(0).await;
    let site = yard.supervisor.site.as_ref().unwrap();
    yard.world.in_epci(site, ANNECY).await;
    let near = limited(&yard.world, &[ANNECY]).await;
    let far = limited(&yard.world, &[CHABLAIS]).await;
    let form = yard.act(&yard.coordinator, &[&device]).await;
    let signed = yard.coordinator.send(&form).await.expect(303);
    let path = signed.location().split('?').next().unwrap().to_owned();
    let link = format!("a[href='{path}']");
    assert!(near.get("/exits").await.expect(200).has(&link));
    near.get(&path).await.expect(200);
    near.get(&format!("{path}/act")).await.expect(200);
    assert!(!far.get("/exits").await.expect(200).has(&link));
    for page in ["", "/act", "/proof"] {
        far.get(&format!("{path}{page}")).await.expect(404);
    }
}

#[tokio::test]
async fn the_numbers_of_an_act_name_nobody() {
    let yard = Yard::new().await;
    let device = yard.ready(0).await;
    let form = yard.act(&yard.coordinator, &[&device]).await;
    for field in ["decision_number", "convention_number"] {
        let form = form.clone().set(field, A_PERSON);
        let refused = yard.coordinator.send(&form).await;
        yard.world.keeps_out(refused).await;
    }
    // Whoever signs has a name: it is on the paper and in its row, and in no event.
    let form = form.set("signatory_name", "Mme Dupont");
    yard.coordinator.send(&form).await.expect(303);
    yard.world.journal_names_nobody().await;
    yard.journal_holds().await;
}

#[tokio::test]
async fn each_mistake_is_said_once_and_names_its_field() {
    let yard = Yard::new().await;
    let device = yard.ready(0).await;
    let by = &yard.coordinator;
    let blank = [
        ("proof_from", ""),
        ("proof_until", "bientôt"),
        ("decided_on", ""),
        ("convention_on", ""),
        ("ceded_on", ""),
        ("signatory_name", ""),
        ("signatory", ""),
        ("recipient_signatory", ""),
        ("value-0", ""),
    ];
    let form = typed(yard.act(by, &[&device]).await, &blank);
    let page = by.send(&form).await.expect(422);
    let mut said = page.texts("section.summary li");
    assert_eq!(said.len(), blank.len(), "{page}");
    assert!(
        said.iter().any(|mistake| mistake.contains("Galaxy Tab A8")),
        "{said:?}"
    );
    said.sort();
    said.dedup();
    assert_eq!(said.len(), blank.len(), "{said:?}");
    for (field, _) in blank {
        assert!(
            page.has(&format!("section.summary a[href='#{field}']")),
            "{field}"
        );
        assert!(page.has(&format!("[id='{field}-mistake']")), "{field}");
    }
}

#[tokio::test]
async fn what_keeps_several_devices_from_being_given_is_said_once_with_their_codes() {
    let yard = Yard::new().await;
    let (one, two) = (yard.at_triage(0).await, yard.at_triage(1).await);
    let codes = [&one, &two].map(code).join("%0A");
    let page = yard
        .coordinator
        .get(&format!(
            "/cessions/new?codes={codes}%0A0000-0000%0A0000-0000"
        ))
        .await
        .expect(200);
    let said = page.texts("section.verdict.stop li");
    let about = |words: &str| said.iter().filter(|line| line.contains(words)).count();
    assert_eq!(about("Pas prêt"), 1, "{said:?}");
    assert!(
        said.iter()
            .any(|line| line.contains(code(&one)) && line.contains(code(&two))),
        "{said:?}"
    );
    assert_eq!(about("0000-0000"), 1, "{said:?}");
}

#[tokio::test]
async fn nobody_records_the_cession_they_signed() {
    let yard = Yard::new().await;
    let device = yard.ready(0).await;
    let by = &yard.coordinator;
    let own = by.account.name.to_uppercase();
    let form = yard.act(by, &[&device]).await.set("signatory_name", own);
    let page = by.send(&form).await.expect(422);
    assert!(page.says("une décision que vous avez signée"), "{page}");
    assert_eq!(yard.cessions().await, 0);
    // A colleague may, and the paper's row says who signed.
    let finance = yard.finance().await;
    let form = yard.act(&finance, &[&device]).await;
    let form = form.set("signatory_name", by.account.name.clone());
    finance.send(&form).await.expect(303);
    let row = cession::Entity::find()
        .one(&yard.world.app.db)
        .await
        .unwrap()
        .unwrap();
    let signed = format!("{}, présidente du Département", by.account.name);
    assert_eq!(row.signatory, signed);
    assert_ne!(row.membership_id, by.membership.id);
}
