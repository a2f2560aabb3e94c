//! Two organisations may ask for the same person: coordination sees two references, and nobody else anything.

use super::{Asked, elsewhere};
use crate::support::{World, asking::FAMILY_NAME, world::Persona};
use entities::{
    membership::Role,
    membership_territory,
    recipient_pair::{self, RecipientPairId},
};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

/// Two organisations that asked for somebody of the same name and year of birth.
async fn twice() -> (World, Persona, Persona, Persona) {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    let prescriber = world.prescriber().await;
    let (stranger, _) = elsewhere(&world).await;
    for person in [&prescriber, &stranger] {
        let form = world.request_form(person).await;
        person.send(&form).await.expect(303);
    }
    (world, coordinator, prescriber, stranger)
}

#[tokio::test]
async fn double_requests_are_one_are_refused_or_are_seen_by_coordination_alone() {
    let (world, coordinator, prescriber, stranger) = twice().await;
    // Twice the same form is one request; the same person again, in one's own organisation, is told.
    let form = world
        .request_form(&prescriber)
        .await
        .set("name", "Autrenom");
    let (one, twin) = tokio::join!(prescriber.send(&form), prescriber.send(&form));
    assert_eq!((one.status.as_u16(), twin.status.as_u16()), (303, 303));
    assert_eq!(world.requests().await.len(), 3);
    let form = world.request_form(&prescriber).await;
    let page = prescriber.send(&form).await.expect(422);
    let id = page.attribute("[name=recipient]", "value");
    let known = page.form("main form").set("recipient", id);
    let refused = prescriber.send(&known).await.expect(409);
    assert!(refused.says("R-000001 attend déjà"));
    // Of another organisation nobody learns anything, wherever they look.
    for (person, own, other) in [
        (&prescriber, "R-000001", "R-000002"),
        (&stranger, "R-000002", "R-000001"),
    ] {
        for path in [
            "/requests".to_owned(),
            format!("/requests/{}", own.trim_start_matches("R-00000")),
        ] {
            let page = person.get(&path).await.expect(200);
            let html = page.html();
            assert!(html.contains(own));
            assert!(
                !html.contains(other) && !html.contains("même personne"),
                "{path}"
            );
        }
        person.get("/requests/pairs").await.expect(403);
        let fields = [("write_id", "0123456789"), ("first", "1"), ("second", "2")];
        person
            .post("/requests/pairs/judge", &fields)
            .await
            .expect(403);
    }
    let form = world.request_form(&stranger).await.press("act", "find");
    let page = stranger.send(&form).await.expect(200);
    assert!(!page.html().contains("R-000001"));

    let page = coordinator.get("/requests/pairs").await.expect(200);
    assert!(page.says("R-000001") && page.says("R-000002") && !page.says("R-000003"));
    assert!(!page.html().contains(FAMILY_NAME) && !page.html().contains("1961"));
    for id in 1..=2 {
        let page = coordinator
            .get(&format!("/requests/{id}"))
            .await
            .expect(200);
        assert!(page.says("Peut-être la même personne"), "{page}");
        assert!(!page.html().contains(FAMILY_NAME));
    }
    let page = coordinator.get("/requests/3").await.expect(200);
    assert!(!page.says("Peut-être la même personne"));
}

#[tokio::test]
async fn a_coordinator_judges_a_pair_and_the_journal_names_nobody() {
    let (world, coordinator, prescriber, _) = twice().await;
    let page = coordinator.get("/requests/pairs").await.expect(200);
    let form = page.form("form[action$='/judge']").press("verdict", "same");
    let first = coordinator.send(&form).await.expect(303);
    let repeat = coordinator.send(&form).await.expect(303);
    assert_eq!(first.location(), repeat.location());
    let page = coordinator.get("/requests/pairs").await.expect(200);
    assert!(page.says("Jugé : la même personne"));
    let form = page.form("form[action$='/judge']").press("verdict", "not");
    coordinator.send(&form).await.expect(303);
    let page = coordinator.get("/requests/pairs").await.expect(200);
    assert!(page.says("Aucune demande en cours ne ressemble à une autre"));
    let page = coordinator.get("/requests/1").await.expect(200);
    assert!(page.says("Jugé : pas la même personne"));
    let row = recipient_pair::Entity::find_by_id(RecipientPairId(1))
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((row.same, row.version), (false, 2));
    let page = prescriber.get("/requests/1").await.expect(200);
    assert!(!page.says("Jugé") && !page.says("jugée"));
    assert!(!world.journal_text().await.contains(FAMILY_NAME));
    assert!(
        world.letters().await.is_empty(),
        "nobody is told by message"
    );
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn only_what_may_be_one_person_is_judged_and_only_where_one_coordinates() {
    let (world, coordinator, prescriber, _) = twice().await;
    world.ask(&prescriber).await;
    for (id, first, second) in [
        ("essai-un", "1", "3"),
        ("essai-deux", "1", "1"),
        ("essai-trois", "1", "999"),
        ("essai-quatre", "x", "2"),
    ] {
        let fields = [
            ("write_id", id),
            ("first", first),
            ("second", second),
            ("verdict", "same"),
        ];
        let answer = coordinator.post("/requests/pairs/judge", &fields).await;
        answer.expect(404);
    }
    let limited = world.coordinator().await;
    membership_territory::ActiveModel {
        membership_id: Set(limited.membership.id),
        epci_code: Set("200011773".to_owned()),
    }
    .insert(&world.app.db)
    .await
    .unwrap();
    let page = limited.get("/requests/pairs").await.expect(200);
    assert!(page.says("Aucune demande en cours ne ressemble"));
    let fields = [
        ("write_id", "0123456789"),
        ("first", "1"),
        ("second", "2"),
        ("verdict", "same"),
    ];
    limited
        .post("/requests/pairs/judge", &fields)
        .await
        .expect(404);
}

#[tokio::test]
async fn two_of_one_organisation_are_no_pair() {
    let asked = Asked::new().await;
    let colleague = asked.colleague(Role::Prescriber).await;
    let form = asked.world.request_form(&colleague).await;
    let name = format!("{FAMILY_NAME}0");
    let form = form.set("name", name);
    let page = colleague.send(&form).await.expect(422);
    let other = page.form("main form").set("recipient", "new");
    colleague.send(&other).await.expect(303);
    let page = asked.coordinator.get("/requests/pairs").await.expect(200);
    assert!(page.says("Aucune demande en cours ne ressemble"));
}
