//! The reform: nothing is printed while a field is missing, nothing is made up, and nothing changes afterwards.
use super::{Yard, typed};
use crate::{
    organisations::{ANNECY, CHABLAIS, limited},
    support::{page::Form, world::A_PERSON},
};
use entities::{device, membership::Role, reform, reform_line};
use passe_relais::{journal::EventKind, keys::sha256_hex};
use sea_orm::{EntityTrait, PaginatorTrait, Set};

const GOOD: [(&str, &str); 8] = [
    ("decision_number", "REF-2026-12"),
    ("decided_on", "2026-05-04"),
    ("reason", "obsolete"),
    ("signatory_name", "Jeanne Martin"),
    ("signatory", "directrice générale adjointe"),
    ("grounds", "Vu la délégation ;"),
    ("account", "21831"),
    ("subsidies", "Aucune"),
];

impl Yard {
    async fn reform_form(&self) -> Form {
        let path = format!("/reforms/new?lot={}", self.lot.id.0);
        let page = self.coordinator.get(&path).await.expect(200);
        typed(page.form("main form[method=post]"), &GOOD)
    }

    async fn reforms(&self) -> u64 {
        reform::Entity::find()
            .count(&self.world.app.db)
            .await
            .unwrap()
    }
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one lot, from the refusal to its certificate"
)]
async fn a_lot_is_reformed_once_every_field_is_known() {
    let yard = Yard::new().await;
    let first = yard.received(0).await;
    let second = yard.received(1).await;
    let unknown = device::ActiveModel {
        inventory_number: Set(None),
        acquired_on: Set(None),
        search: Set("samsung galaxy tab a8 ser1".to_owned()),
        ..Default::default()
    };
    yard.world
        .change_device(&second, unknown, EventKind::DeviceCorrected)
        .await;
    let by = &yard.coordinator;
    let page = by.send(&yard.reform_form().await).await.expect(409);
    assert!(
        page.says("numéro d’inventaire, date d’acquisition"),
        "{page}"
    );
    assert!(
        !page.says("valeur d’acquisition,"),
        "only what is missing: {page}"
    );
    assert_eq!(yard.reforms().await, 0);

    // The list to complete holds what is known.
    let list = by
        .get(&format!("/reforms/inventory?lot={}", yard.lot.id.0))
        .await
        .expect(200);
    let list = list.html();
    assert!(
        list.contains("CD74-SER0") && list.contains("219,50"),
        "{list}"
    );
    let head = list.lines().next().unwrap().to_owned();
    let completed = format!(
        "{head}\r\n{};CD74-SER0;IMM-77;;;;12,30;21838;\r\n{};CD74-9999;;Réserve;03/09/2019;;;;FEDER 2018\r\n",
        first.id.0, second.id.0
    );
    let form = typed(page.form("main form[method=post]"), &[]).attach(
        "inventory",
        "lot.csv",
        completed.as_bytes(),
    );
    let done = by.send(&form).await.expect(303);
    let again = by.send(&form).await.expect(303);
    assert_eq!(
        done.location(),
        again.location(),
        "a repeat gets the first answer"
    );
    let row = reform::Entity::find()
        .one(&yard.world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((row.devices, row.unknown_values), (2, 1));
    let lines = reform_line::Entity::find()
        .all(&yard.world.app.db)
        .await
        .unwrap();
    let told: Vec<_> = lines
        .iter()
        .map(|line| {
            (
                line.inventory_number.as_str(),
                line.accounting_number.as_deref(),
                line.acquired_on.to_string(),
                line.value_cents,
                line.net_book_cents,
                line.account.as_str(),
                line.subsidies.as_str(),
            )
        })
        .collect();
    let day = |text: &str| text.to_owned();
    assert_eq!(
        told,
        [
            (
                "CD74-SER0",
                Some("IMM-77"),
                day("2019-09-02"),
                21_950,
                Some(1_230),
                "21838",
                "Aucune"
            ),
            (
                "CD74-9999",
                None,
                day("2019-09-03"),
                21_950,
                None,
                "21831",
                "FEDER 2018"
            ),
        ]
    );
    // The papers as they were made, each time; the stock's own row is not touched.
    let auditor = yard.world.persona(Role::Auditor).await;
    for _ in 0..2 {
        let papers = auditor
            .get(&format!("/reforms/{}/certificate", row.id.0))
            .await
            .expect(200);
        assert_eq!(sha256_hex(&papers.body), row.sha256);
    }
    let page = auditor
        .get(&format!("/reforms/{}", row.id.0))
        .await
        .expect(200);
    assert!(
        page.says("Inconnue pour 1 appareil") && page.says("Réserve"),
        "{page}"
    );
    assert_eq!(yard.again(&second).await.inventory_number, None);
    assert_eq!(yard.again(&first).await.stage, first.stage);
    yard.journal_holds().await;
}

#[tokio::test]
async fn a_file_that_cannot_be_read_whole_is_refused_with_its_line() {
    let yard = Yard::new().await;
    yard.received(0).await;
    let by = &yard.coordinator;
    let cases: [(&str, &str); 5] = [
        ("Marque;Modèle\nx;y\n", "Aucune colonne"),
        (
            "N° d’inventaire;VNC\nCD74-SER0;cher\n",
            "La ligne 2 ne se lit pas",
        ),
        (
            "N° d’inventaire;Acquis le\nCD74-SER0;hier\n",
            "La ligne 2 ne se lit pas",
        ),
        (
            "N° d’inventaire;VNC\nCD74-SER0;1\nCD74-SER0;2\n",
            "La ligne 3 ne se lit pas",
        ),
        (
            "N° d’inventaire;Valeur d’acquisition;VNC\nCD74-SER0;10;11\n",
            "valeur nette au-dessus",
        ),
    ];
    for (file, said) in cases {
        let form = yard
            .reform_form()
            .await
            .attach("inventory", "lot.csv", file.as_bytes());
        let page = by.send(&form).await;
        assert!(page.status.is_client_error(), "{said}");
        assert!(page.says(said), "{said}: {page}");
    }
    // Nobody ticked, and dates in the future.
    let tomorrow = typed(yard.reform_form().await, &[("decided_on", "2026-05-05")]);
    assert!(by.send(&tomorrow).await.expect(422).says("datée de demain"));
    assert_eq!(yard.reforms().await, 0);
}

#[tokio::test]
async fn a_reform_never_changes_and_a_device_is_reformed_once() {
    let yard = Yard::new().await;
    let device = yard.received(0).await;
    let (one, two) = (yard.reform_form().await, yard.reform_form().await);
    let (first, second) = tokio::join!(yard.coordinator.send(&one), yard.coordinator.send(&two));
    let mut answers = [first.status.as_u16(), second.status.as_u16()];
    answers.sort_unstable();
    assert!(
        answers == [303, 409] || answers == [303, 422],
        "{answers:?}"
    );
    assert_eq!(yard.reforms().await, 1);
    let page = yard
        .coordinator
        .get(&format!("/reforms/new?lot={}", yard.lot.id.0))
        .await
        .expect(200);
    assert!(page.says("Rien à réformer dans ce lot"), "{page}");
    let id = device.id.0;
    yard.refuses(&[
        "UPDATE reform SET decision_number = 'x'".to_owned(),
        "DELETE FROM reform".to_owned(),
        "UPDATE reform_line SET net_book_cents = 0".to_owned(),
        "DELETE FROM reform_line".to_owned(),
        format!(
            "INSERT INTO reform_line (reform_id, device_id, designation, location, inventory_number, acquired_on, \
             value_cents, account, subsidies) VALUES (1, {id}, 'x', 'x', 'x', '2019-01-01', 1, 'x', 'x')"
        ),
    ])
    .await;
    yard.supervisor.get("/exits").await.expect(403);
    yard.journal_holds().await;
}

#[tokio::test]
async fn a_reform_of_another_territory_does_not_exist() {
    let yard = Yard::new().await;
    yard.received(0).await;
    let site = yard.supervisor.site.as_ref().unwrap();
    yard.world.in_epci(site, ANNECY).await;
    let near = limited(&yard.world, &[ANNECY]).await;
    let far = limited(&yard.world, &[CHABLAIS]).await;
    let new = format!("/reforms/new?lot={}", yard.lot.id.0);
    assert!(near.get(&new).await.expect(200).says("SER0"));
    assert!(!far.get(&new).await.expect(200).says("SER0"));
    let inventory = format!("/reforms/inventory?lot={}", yard.lot.id.0);
    far.get(&inventory).await.expect(404);

    let decided = yard.coordinator.send(&yard.reform_form().await).await;
    let path = decided.expect(303).location().to_owned();
    let path = path.split('?').next().unwrap();
    let link = format!("a[href='{path}']");
    assert!(near.get("/exits").await.expect(200).has(&link));
    near.get(path).await.expect(200);
    assert!(!far.get("/exits").await.expect(200).has(&link));
    far.get(path).await.expect(404);
    far.get(&format!("{path}/certificate")).await.expect(404);
}

#[tokio::test]
async fn the_number_of_a_decision_names_nobody() {
    let yard = Yard::new().await;
    yard.received(0).await;
    let form = yard.reform_form().await.set("decision_number", A_PERSON);
    yard.world
        .keeps_out(yard.coordinator.send(&form).await)
        .await;
    assert_eq!(yard.reforms().await, 0);
}

#[tokio::test]
async fn a_reform_names_who_signed_it_and_it_is_not_who_records_it() {
    let yard = Yard::new().await;
    yard.received(0).await;
    let by = &yard.coordinator;
    let cases = [
        (by.account.name.clone(), "une décision que vous avez signée"),
        (String::new(), "le prénom et le nom"),
    ];
    for (name, said) in cases {
        let form = yard.reform_form().await.set("signatory_name", name);
        let page = by.send(&form).await.expect(422);
        assert!(page.says(said), "{said}: {page}");
    }
    assert_eq!(yard.reforms().await, 0);
    let done = by.send(&yard.reform_form().await).await.expect(303);
    let page = by.follow(done).await.expect(200);
    assert!(
        page.says("Jeanne Martin, directrice générale adjointe"),
        "{page}"
    );
}

#[tokio::test]
async fn the_list_to_complete_writes_days_as_the_stock_does_and_holds_no_formula() {
    let yard = Yard::new().await;
    let device = yard.received(0).await;
    let hostile = device::ActiveModel {
        inventory_number: Set(Some("=1+1".to_owned())),
        school_name: Set(Some("@SUM(A1)".to_owned())),
        ..Default::default()
    };
    yard.world
        .change_device(&device, hostile, EventKind::DeviceCorrected)
        .await;
    let by = &yard.coordinator;
    let path = format!("/reforms/inventory?lot={}", yard.lot.id.0);
    let list = by.get(&path).await.expect(200).html();
    let line = list.lines().nth(1).unwrap();
    assert_eq!(
        line,
        format!("{};'=1+1;;'@SUM(A1);2019-09-02;219,50;;;", device.id.0)
    );
    let stock = by.get("/devices/export").await.expect(200).html();
    assert!(stock.contains(";2019-09-02;219,50;"), "{stock}");
}
