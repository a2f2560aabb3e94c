//! The checklists as versions: made by a coordinator, published, and brought by a newer program.
use super::*;
use entities::checklist;
use migrations::MigratorTrait;
use passe_relais::workshop::lists::actions::take_in_shipped;

const SCREENS: &str = "/checklists/screen";

/// The draft of the screens' list, just begun.
async fn begin_draft(coordinator: &Persona) {
    let page = coordinator.get(SCREENS).await.expect(200);
    let form = page.form("main form");
    coordinator
        .send(&form)
        .await
        .sends_to("/checklists/screen/draft?done=checklist-begun");
}

/// A new question, as its form is filled in.
async fn question(coordinator: &Persona, words: &str, kind: &str) -> Form {
    let page = coordinator
        .get("/checklists/screen/draft/items?step=refurbishment")
        .await
        .expect(200);
    page.form("main form")
        .set("words_fr", words)
        .set("words_en", words)
        .set("kind", kind)
        .set("pictogram", "sun")
}

fn brightness(form: Form) -> Form {
    form.set("unit", "percent")
        .set("lowest", "0")
        .set("highest", "100")
        .set("at_least", "40")
}

async fn publish(coordinator: &Persona) -> Page {
    let page = coordinator
        .get("/checklists/screen/draft")
        .await
        .expect(200);
    coordinator
        .send(&page.form("form[action$='/publish']"))
        .await
}

/// Version 2 of the screens' list: a brightness is measured, a photo is taken, a noted question.
pub async fn second_version(coordinator: &Persona) {
    begin_draft(coordinator).await;
    let form = brightness(question(coordinator, "Lumière, en %", "measure").await);
    coordinator.send(&form).await.expect(303);
    let form = question(coordinator, "Photo de l’écran", "photo").await;
    coordinator.send(&form.untick("blocking")).await.expect(303);
    let form = question(coordinator, "Logo intact ?", "yes_no").await;
    coordinator.send(&form.untick("blocking")).await.expect(303);
    publish(coordinator)
        .await
        .sends_to("/checklists/screen?done=checklist-published");
}

impl Workshop {
    pub async fn screen(&self) -> String {
        self.received(&self.worker, DeviceKind::Screen, None).await
    }

    pub async fn coordinator(&self) -> Persona {
        self.world.persona(Role::Coordinator).await
    }
}

#[tokio::test]
async fn a_coordinator_makes_a_version_that_the_workshop_uses_once_it_is_published() {
    let workshop = Workshop::new().await;
    let coordinator = workshop.coordinator().await;
    let page = coordinator.get("/checklists").await.expect(200);
    assert!(page.says("Liste n° 1") && page.says("En service"), "{page}");
    second_version(&coordinator).await;
    let page = coordinator.get(SCREENS).await.expect(200);
    assert!(page.says("Liste n° 2") && page.says(&coordinator.account.name));
    assert!(
        page.says("Lumière, en %") && page.says("Bon à partir de 40"),
        "{page}"
    );
    let one = coordinator
        .get("/checklists/screen/versions/1")
        .await
        .expect(200);
    assert!(!one.says("Lumière"));
    let code = workshop.screen().await;
    workshop.triage(&code).await;
    let page = workshop
        .worker
        .get(&format!("/bench/{code}/checklist"))
        .await
        .expect(200);
    assert!(
        page.says("Lumière, en %") && page.says("Liste de contrôle n° 2"),
        "{page}"
    );
}

#[tokio::test]
async fn the_workshop_sees_nothing_of_a_version_that_is_being_made() {
    let workshop = Workshop::new().await;
    let coordinator = workshop.coordinator().await;
    begin_draft(&coordinator).await;
    let form = brightness(question(&coordinator, "Lumière, en %", "measure").await);
    coordinator.send(&form).await.expect(303);
    let preview = coordinator
        .get("/checklists/screen/draft/preview")
        .await
        .expect(200);
    assert!(preview.says("Lumière, en %"));
    let code = workshop.screen().await;
    workshop.triage(&code).await;
    let page = workshop
        .worker
        .get(&format!("/bench/{code}/checklist"))
        .await
        .expect(200);
    assert!(!page.says("Lumière"));
    // Thrown away, it is gone; the version in use is the one there was.
    let page = coordinator
        .get("/checklists/screen/draft")
        .await
        .expect(200);
    coordinator
        .send(&page.form("form[action$='/discard']"))
        .await
        .sends_to("/checklists/screen?done=checklist-discarded");
    coordinator
        .get("/checklists/screen/draft")
        .await
        .sends_to("/checklists/screen");
}

#[tokio::test]
async fn questions_are_moved_changed_and_taken_away() {
    let world = World::new().await;
    let coordinator = world.persona(Role::Coordinator).await;
    begin_draft(&coordinator).await;
    let draft = || async {
        coordinator
            .get("/checklists/screen/draft")
            .await
            .expect(200)
    };
    let order = |page: &Page| -> Vec<String> { page.texts(".asks > li > span") };
    let page = draft().await;
    assert!(order(&page)[0].starts_with("Numéro"));
    let down = page.form("form.arrange").press("what", "down");
    coordinator
        .send(&down)
        .await
        .sends_to("/checklists/screen/draft?done=checklist-moved");
    let page = draft().await;
    assert!(order(&page)[1].starts_with("Numéro"));
    assert!(page.says("L’ordre des questions change"));
    let remove = page.form("form.arrange").press("what", "remove");
    coordinator.send(&remove).await.expect(303);
    assert!(draft().await.says("Retirée"));
    let path = "/checklists/screen/draft/items/look";
    let form = coordinator.get(path).await.expect(200).form("main form");
    let form = form
        .set("words_fr", "Aspect général ?")
        .set("words_ar", "المظهر ؟");
    coordinator.send(&form).await.expect(303);
    let again = coordinator.get(path).await.expect(200);
    assert_eq!(again.attribute("#words_ar", "value"), "المظهر ؟");
    publish(&coordinator).await.expect(303);
    let page = coordinator.get(SCREENS).await.expect(200);
    assert!(page.says("Aspect général ?") && page.says("Changée"));
}

#[tokio::test]
async fn what_is_wrong_with_a_question_is_said_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let coordinator = world.persona(Role::Coordinator).await;
    begin_draft(&coordinator).await;
    let good = || async { brightness(question(&coordinator, "Lumière", "measure").await) };
    let long = "x".repeat(46);
    for (field, typed, said) in [
        ("words_fr", "", "Écrivez la question"),
        ("words_en", long.as_str(), "45 signes au plus"),
        ("words_ar", long.as_str(), "45 signes au plus"),
        ("lowest", "beaucoup", "Écrivez un nombre entier"),
        ("highest", "-5", "ne vont pas ensemble"),
        ("at_least", "140", "ne vont pas ensemble"),
        ("at_most", "20", "ne vont pas ensemble"),
    ] {
        let page = coordinator
            .send(&good().await.set(field, typed))
            .await
            .expect(422);
        assert!(page.says(said), "{field}: {page}");
        assert_eq!(page.attribute(&format!("#{field}"), "value"), typed);
    }
    let photo = question(&coordinator, "Photo", "photo").await;
    let page = coordinator.send(&photo).await.expect(422);
    assert!(page.says("ne bloque rien"));
    let function = good().await.untick("required").tick("function", "yes");
    let page = coordinator.send(&function).await.expect(422);
    assert!(page.says("Une fonction se teste toujours"));
}

#[tokio::test]
async fn a_list_that_asks_too_little_or_nothing_new_is_not_published() {
    let world = World::new().await;
    let coordinator = world.persona(Role::Coordinator).await;
    begin_draft(&coordinator).await;
    let page = publish(&coordinator).await.expect(409);
    assert!(page.says("Rien ne change"));
    let path = "/checklists/screen/draft/items/look";
    let form = coordinator.get(path).await.expect(200).form("main form");
    coordinator.send(&form.untick("blocking")).await.expect(303);
    let page = publish(&coordinator).await.expect(409);
    assert!(page.says("Au tri, il faut une question qui donne le grade"));
    // A hand in the database is refused as well.
    let db = &world.app.db;
    let sql = "UPDATE checklist SET number = 2, sha256 = 'x', published_at = '2026-05-04T08:00:00+00:00' \
               WHERE published_at IS NULL";
    assert!(db.execute_unprepared(sql).await.is_err());
}

#[tokio::test]
async fn of_two_coordinators_at_once_one_wins_and_the_other_keeps_what_was_typed() {
    let world = World::new().await;
    let one = world.persona(Role::Coordinator).await;
    let two = world.persona(Role::Coordinator).await;
    begin_draft(&one).await;
    // The second to begin finds the draft that is there.
    let begin = two
        .post(
            "/checklists/screen/draft",
            &[("write_id", "begin-again"), ("from", "newest")],
        )
        .await;
    begin.expect(409);
    let first = brightness(question(&one, "Lumière", "measure").await);
    let second = question(&two, "Pied stable ?", "yes_no").await;
    let (a, b) = tokio::join!(one.send(&first), two.send(&second));
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "{a} {b}");
    let (loser, page, typed) = if a.status == 409 {
        (&one, a, "Lumière")
    } else {
        (&two, b, "Pied stable ?")
    };
    assert!(page.says("Quelqu’un d’autre vient de changer cette version"));
    assert_eq!(page.attribute("#words_fr", "value"), typed);
    // Read again and kept again, it is there beside the other's.
    loser.send(&page.form("main form")).await.expect(303);
    let draft = one.get("/checklists/screen/draft").await.expect(200);
    assert!(draft.says("Lumière") && draft.says("Pied stable ?"));
    // Both publish what they see: once.
    let forms = [
        one.get("/checklists/screen/draft")
            .await
            .form("form[action$='/publish']"),
        two.get("/checklists/screen/draft")
            .await
            .form("form[action$='/publish']"),
    ];
    let (a, b) = tokio::join!(one.send(&forms[0]), two.send(&forms[1]));
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "{a} {b}");
    // The same form sent twice gets its first answer.
    let (winner, form) = if a.status == 303 {
        (&one, &forms[0])
    } else {
        (&two, &forms[1])
    };
    winner.send(form).await.expect(303);
    let versions = checklist::Entity::find()
        .filter(checklist::COLUMN.kind.eq(DeviceKind::Screen))
        .count(&world.app.db)
        .await
        .unwrap();
    assert_eq!(versions, 2);
}

#[tokio::test]
async fn only_the_coordinator_of_the_whole_departement_changes_a_list() {
    let world = World::new().await;
    let coordinator = world.persona(Role::Coordinator).await;
    begin_draft(&coordinator).await;
    for role in [Role::Supervisor, Role::Worker, Role::Auditor, Role::Finance] {
        let other = world.persona(role).await;
        for path in [
            "/checklists",
            SCREENS,
            "/checklists/screen/draft",
            "/checklists/screen/draft/items/look",
        ] {
            other.get(path).await.expect(403);
        }
        let fields = [("write_id", "by-hand-1"), ("revision", "0")];
        other
            .post("/checklists/screen/draft/publish", &fields)
            .await
            .expect(403);
    }
    for path in [
        "/checklists/fridge",
        "/checklists/screen/versions/9",
        "/checklists/screen/versions/x",
        "/checklists/screen/draft/items/nothing",
    ] {
        coordinator.get(path).await.expect(404);
    }
}

/// A database as an earlier program left it: one list of its own for screens, published by nobody.
async fn database_of_before() -> sea_orm::DatabaseConnection {
    let db = passe_relais::app::connect("sqlite::memory:", 1)
        .await
        .unwrap();
    migrations::Migrator::up(&db, None).await.unwrap();
    let at = "'2026-01-01T08:00:00+00:00'";
    let item = |item: &str, step: &str, kind: &str| {
        format!(
            "INSERT INTO checklist_item (checklist_id, item, step, position, words, pictogram, required, blocking, \
             is_function, opens, kind) VALUES (1, '{item}', '{step}', 0, '{{\"fr\":\"Oui ?\",\"en\":\"Yes?\"}}', 'sun', \
             true, true, false, false, '{kind}')"
        )
    };
    for statement in [
        format!("INSERT INTO checklist (kind, revision, changed_at) VALUES ('screen', 0, {at})"),
        item("look", "triage", "grade"),
        item("pixels", "refurbishment", "yes_no"),
        item("clean", "quality_check", "yes_no"),
        format!("UPDATE checklist SET number = 1, sha256 = 'before', published_at = {at}"),
    ] {
        db.execute_unprepared(&statement).await.unwrap();
    }
    db
}

#[tokio::test]
async fn a_newer_program_brings_its_lists_once() {
    let db = database_of_before().await;
    let now = "2026-05-04T08:00:00Z".parse().unwrap();
    assert_eq!(take_in_shipped(&db, now).await.unwrap(), 6);
    assert_eq!(take_in_shipped(&db, now).await.unwrap(), 0);
    let screens = checklist::Entity::find()
        .filter(checklist::COLUMN.kind.eq(DeviceKind::Screen))
        .order_by_asc(checklist::Column::Number)
        .all(&db)
        .await
        .unwrap();
    let numbers: Vec<_> = screens.iter().map(|list| list.number.unwrap()).collect();
    assert_eq!(numbers, [1, 2], "the version of before stays");
}

#[tokio::test]
async fn a_newer_program_leaves_a_list_alone_that_a_coordinator_is_making() {
    let db = database_of_before().await;
    let at = "'2026-02-01T08:00:00+00:00'";
    let draft =
        format!("INSERT INTO checklist (kind, revision, changed_at) VALUES ('screen', 0, {at})");
    db.execute_unprepared(&draft).await.unwrap();
    let now = "2026-05-04T08:00:00Z".parse().unwrap();
    assert_eq!(
        take_in_shipped(&db, now).await.unwrap(),
        5,
        "all but the screens'"
    );
}

#[tokio::test]
async fn a_list_that_a_coordinator_made_is_theirs() {
    let world = World::new().await;
    let (db, now) = (&world.app.db, world.now());
    assert_eq!(take_in_shipped(db, now).await.unwrap(), 0);
    let coordinator = world.persona(Role::Coordinator).await;
    begin_draft(&coordinator).await;
    let form = brightness(question(&coordinator, "Lumière", "measure").await);
    coordinator.send(&form).await.expect(303);
    publish(&coordinator).await.expect(303);
    assert_eq!(take_in_shipped(db, now).await.unwrap(), 0);
    let page = coordinator.get(SCREENS).await.expect(200);
    assert!(page.says("Lumière") && !page.says("Le programme apporte une autre liste"));
}
