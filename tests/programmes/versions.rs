//! A change is shown before it is kept, each saved version stays, and what was decided keeps its own.

use crate::support::{World, page::Form, world::Persona};
use entities::{
    clearance, device::DeviceKind, membership::Role, programme, programme_version,
    request::RequestState,
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryOrder, Set};

async fn edit(coordinator: &Persona, programme: &programme::Model) -> Form {
    let path = format!("/programmes/{}", programme.id.0);
    coordinator
        .get(&path)
        .await
        .expect(200)
        .form("form#programme")
}

async fn versions(world: &World) -> Vec<programme_version::Model> {
    programme_version::Entity::find()
        .order_by_asc(programme_version::Column::Number)
        .all(&world.app.db)
        .await
        .unwrap()
}

#[tokio::test]
async fn what_changes_is_shown_with_what_it_means_and_kept_once_confirmed() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let prescriber = world.prescriber().await;
    let programme = world.open_programme(&coordinator, "Prêt solidaire").await;
    assert_eq!(programme.saved_version, Some(1));
    world.ask(&prescriber).await;
    let form = edit(&coordinator, &programme).await;
    let form = form
        .set("clearance_days", "30")
        .set("funding", "Fonds 2026");
    let preview = coordinator.send(&form).await.expect(200);
    assert!(preview.says("1 demande en attente"), "{preview}");
    assert!(preview.says("Validité du feu vert, en jours"));
    assert!(preview.says("Les feux verts déjà donnés gardent leur date de fin"));
    assert!(preview.says("non précisé") && preview.says("Fonds 2026"));
    // Nothing is kept before it is confirmed.
    assert_eq!(world.programme(programme.id).await, programme);
    assert_eq!(versions(&world).await.len(), 1);
    // What is changed after the preview is shown again, not kept.
    let confirm = preview.form("form#programme");
    let other = confirm.clone().set("clearance_days", "20");
    let again = coordinator.send(&other).await.expect(200);
    assert!(again.says("20"), "{again}");
    assert_eq!(versions(&world).await.len(), 1);
    let first = coordinator.send(&confirm).await;
    let first = first.sends_to("/programmes?done=programme-changed");
    let repeat = coordinator.send(&confirm).await.expect(303);
    assert_eq!(first.location(), repeat.location());
    let after = world.programme(programme.id).await;
    assert_eq!((after.clearance_days, after.saved_version), (30, Some(2)));
    assert_eq!(versions(&world).await.len(), 2);
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn a_form_that_changes_nothing_saves_no_version() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let programme = world.open_programme(&coordinator, "Prêt solidaire").await;
    let form = edit(&coordinator, &programme).await;
    let page = coordinator.send(&form).await.expect(200);
    assert!(page.says("Rien ne change"), "{page}");
    let page = coordinator
        .send(&page.form("form#programme"))
        .await
        .expect(200);
    assert!(page.says("Rien ne change"));
    assert_eq!(versions(&world).await.len(), 1);
}

#[tokio::test]
async fn of_two_coordinators_at_once_one_changes_it_and_the_other_is_shown_the_difference_again() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let colleague = world.coordinator().await;
    let programme = world.open_programme(&coordinator, "Prêt solidaire").await;
    let mine = edit(&coordinator, &programme).await;
    let mine = mine.set("waivers_per_year", "3");
    let mine = coordinator.send(&mine).await.expect(200);
    let theirs = edit(&colleague, &programme).await;
    let theirs = theirs.set("clearance_days", "90");
    world.confirm(&colleague, &theirs).await.expect(303);
    let late = coordinator.send(&mine.form("form#programme")).await;
    let late = late.expect(409);
    assert!(
        late.says("Quelqu’un a changé ce programme entre-temps"),
        "{late}"
    );
    // It would undo what the colleague did, and says so.
    assert!(late.says("90"), "{late}");
    assert_eq!(world.programme(programme.id).await.waivers_per_year, 0);
    coordinator
        .send(&late.form("form#programme"))
        .await
        .expect(303);
    assert_eq!(world.programme(programme.id).await.waivers_per_year, 3);
    assert_eq!(versions(&world).await.len(), 3);
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn a_request_and_its_clearance_keep_the_version_they_were_decided_under() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let prescriber = world.prescriber().await;
    let programme = world.open_programme(&coordinator, "Prêt solidaire").await;
    let (waiting, decided) = (world.ask(&prescriber).await, world.ask(&prescriber).await);
    assert_eq!(waiting.programme_version, Some(1));
    let form = edit(&coordinator, &programme).await;
    let form = form.set("clearance_days", "30");
    world.confirm(&coordinator, &form).await.expect(303);
    let device = world
        .ready_device(DeviceKind::Tablet, prescriber.site.as_ref().unwrap())
        .await;
    let path = format!("/requests/{}", decided.id.0);
    let page = coordinator.get(&path).await.expect(200);
    let allocate = page
        .form("#by-code")
        .set("code", device.label_code.clone().unwrap());
    coordinator.send(&allocate).await.expect(303);
    let training = format!("{path}/training");
    let page = prescriber.get(&training).await.expect(200);
    let enrol = page.form("form[action$='/enrolment']");
    let learner = page.attribute("input[name=learner]", "value");
    prescriber
        .send(&enrol.set("learner", learner))
        .await
        .expect(303);
    let form = edit(&coordinator, &programme).await;
    let form = form.set("clearance_days", "15");
    world.confirm(&coordinator, &form).await.expect(303);
    assert_eq!(world.request(waiting.id).await.programme_version, Some(1));
    let decided = world.request(decided.id).await;
    assert_eq!(decided.state, RequestState::Allocated);
    assert_eq!(decided.programme_version, Some(2));
    let clearance = clearance::Entity::find().one(&world.app.db).await;
    let clearance = clearance.unwrap().unwrap();
    assert_eq!(clearance.programme_version, Some(2));
    // The page of the request leads to what was said then.
    let page = coordinator.get(&path).await.expect(200);
    let version = page.attribute("a[href*='/versions/']", "href");
    let page = coordinator.get(&version).await.expect(200);
    assert!(page.says("Version 2") && page.says("remplacée"), "{page}");
    assert!(page.says("Ce que cette version a changé") && page.says("60") && page.says("30"));
    // Nobody moves them to another version by hand.
    let mut other = clearance.into_active_model();
    other.programme_version = Set(Some(3));
    other.update(&world.app.db).await.unwrap_err();
    let mut none = decided.into_active_model();
    none.programme_version = Set(Some(9));
    none.update(&world.app.db).await.unwrap_err();
    assert_eq!(world.journal_problems().await, [""; 0]);
}

#[tokio::test]
async fn every_version_is_listed_for_those_who_read_programmes_and_shown_as_it_was() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let programme = world.open_programme(&coordinator, "Prêt solidaire").await;
    let form = edit(&coordinator, &programme).await;
    let form = form.set("name_fr", "Prêt pour tous");
    world.confirm(&coordinator, &form).await.expect(303);
    let sheet = format!("/programmes/{}/sheet", programme.id.0);
    for role in [Role::Prescriber, Role::Auditor, Role::Coordinator] {
        let reader = world.persona(role).await;
        let page = reader.get(&sheet).await.expect(200);
        assert!(page.says("Version 2") && page.says("en vigueur"), "{page}");
        let first = format!("/programmes/{}/versions/1", programme.id.0);
        let page = reader.get(&first).await.expect(200);
        assert!(
            page.says("Prêt solidaire") && page.says("Enfant confié"),
            "{page}"
        );
    }
    let none = format!("/programmes/{}/versions/3", programme.id.0);
    coordinator.get(&none).await.expect(404);
    coordinator.get("/programmes/99/sheet").await.expect(404);
    world.worker().await.get(&sheet).await.expect(403);
    world.stranger().get(&sheet).await.sends_to("/sign-in");
}

#[tokio::test]
async fn a_saved_version_is_neither_changed_nor_removed_and_one_added_by_hand_is_named() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let programme = world.open_programme(&coordinator, "Prêt solidaire").await;
    let db = &world.app.db;
    for statement in [
        "UPDATE programme_version SET configuration = '{}'",
        "DELETE FROM programme_version",
        // Numbers have no gap.
        "INSERT INTO programme_version (programme_id, number, configuration, at) \
         VALUES (1, 3, '{}', '2026-05-04 08:00:00+00:00')",
    ] {
        assert!(
            db.execute_unprepared(statement).await.is_err(),
            "{statement}"
        );
    }
    assert_eq!(world.journal_problems().await, [""; 0]);
    let mut added = versions(&world).await.remove(0).into_active_model();
    added.number = Set(2);
    programme_version::Entity::insert(added.reset_all())
        .exec_without_returning(db)
        .await
        .unwrap();
    let problems = world.journal_problems().await;
    assert_eq!(problems.len(), 1, "{problems:?}");
    let named = format!("version 2 of programme {}", programme.id.0);
    assert!(problems[0].contains(&named), "{problems:?}");
}

#[tokio::test]
async fn a_programme_older_than_versions_keeps_what_it_said_when_it_is_changed() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let prescriber = world.prescriber().await;
    let pickup = prescriber.site.clone().unwrap();
    let device = world.ready_device(DeviceKind::Tablet, &pickup).await;
    let request = world.allocated(&device, &prescriber, &pickup).await;
    let old = world.programme(request.programme_id).await;
    assert_eq!(old.saved_version, None);
    let sheet = format!("/programmes/{}/sheet", old.id.0);
    let page = coordinator.get(&sheet).await.expect(200);
    assert!(page.says("date d’avant la tenue des versions"), "{page}");
    let form = edit(&coordinator, &old).await;
    let form = form
        .set("rules_fr", "Tout public")
        .set("rules_en", "Everybody");
    world.confirm(&coordinator, &form).await.expect(303);
    assert_eq!(world.programme(old.id).await.saved_version, Some(2));
    let kept = versions(&world).await;
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[0].membership_id, None);
    assert_eq!(kept[1].membership_id, Some(coordinator.membership.id));
    let page = coordinator.get(&sheet).await.expect(200);
    assert!(page.says("avant que ses versions soient tenues"), "{page}");
    assert_eq!(world.journal_problems().await, [""; 0]);
}
