//! A file is shown first, taken once, and says what it changed.

use super::{bring_in, cra, dry_run, export, form, rows};
use crate::support::{scene::Scene, world::Persona};
use entities::{
    clearance, coop_import, coop_people, membership::Role, organisation::OrganisationKind,
    programme::Gate,
};
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder};

const WORKBOOK: &[u8] = include_bytes!("../fixtures/coop/activites.xlsx");

async fn last_import(scene: &Scene) -> coop_import::Model {
    coop_import::Entity::find()
        .order_by_desc(coop_import::COLUMN.id)
        .one(&scene.world.app.db)
        .await
        .unwrap()
        .unwrap()
}

/// A trainer of another organisation.
async fn elsewhere(scene: &Scene) -> Persona {
    let kind = OrganisationKind::Association;
    let organisation = scene.world.organisation(kind, "ailleurs").await;
    let site = scene.world.site(&organisation, "ailleurs").await;
    scene
        .world
        .member(Role::Trainer, organisation, Some(site))
        .await
}

#[tokio::test]
async fn a_workbook_is_taken_once_and_without_a_name() {
    let scene = Scene::new(Gate::Attended).await;
    let page = dry_run(&scene.trainer, WORKBOOK).await.expect(200);
    assert!(page.says("Rien n’est encore enregistré"), "{page}");
    assert!(page.says("Notes supplémentaires"), "{page}");
    assert!(rows(&scene).await.is_empty(), "a dry run writes nothing");
    let page = bring_in(&scene.trainer, WORKBOOK).await;
    assert!(page.says("nouvelles 3, changées 0"), "{page}");
    let kept = serde_json::to_string(&rows(&scene).await).unwrap();
    for name in ["Odile", "Perrin", "Morel", "Belval", "peur", "Vallier"] {
        assert!(!kept.contains(name) && !page.says(name), "{name}");
    }
    let before = rows(&scene).await;
    let page = bring_in(&scene.trainer, WORKBOOK).await;
    assert!(
        page.says("nouvelles 0, changées 0, déjà connues 3"),
        "{page}"
    );
    assert_eq!(rows(&scene).await, before);
}

#[tokio::test]
async fn a_row_that_changed_is_written_and_said() {
    let scene = Scene::new(Gate::Attended).await;
    let (one, two) = (cra(1), cra(2));
    let file = export(&[
        ("20/04/2026", 60, "E-mail", &one),
        ("21/04/2026", 30, "Santé", &two),
    ]);
    bring_in(&scene.trainer, file.as_bytes()).await;
    let file = export(&[
        ("20/04/2026", 90, "E-mail", &one),
        ("21/04/2026", 30, "Santé", &two),
    ]);
    let page = bring_in(&scene.trainer, file.as_bytes()).await;
    assert!(
        page.says("nouvelles 0, changées 1, déjà connues 1"),
        "{page}"
    );
    let now = rows(&scene).await;
    assert_eq!(now.len(), 2);
    assert!(now[0].minutes == 90 && now[0].changed_at.is_some());
    assert!(now[1].changed_at.is_none());
}

#[tokio::test]
async fn more_rows_than_one_statement_takes_come_in_once() {
    let scene = Scene::new(Gate::Attended).await;
    let ids: Vec<String> = (1..=2_001).map(cra).collect();
    let lines: Vec<_> = ids
        .iter()
        .map(|id| ("20/04/2026", 60, "E-mail", id.as_str()))
        .collect();
    let file = export(&lines);
    bring_in(&scene.trainer, file.as_bytes()).await;
    let import = last_import(&scene).await;
    assert_eq!((import.added, import.same), (2_001, 0));
    bring_in(&scene.trainer, file.as_bytes()).await;
    let import = last_import(&scene).await;
    assert_eq!((import.added, import.same), (0, 2_001));
    // Read page by page, each row once.
    let mut path = "/coop".to_owned();
    let mut seen = 0;
    for _ in 0..3 {
        let page = scene.trainer.get(&path).await.expect(200);
        seen += page.texts("tbody tr").len();
        path = page.attribute("a[rel=next]", "href");
    }
    assert_eq!(seen, 150);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_line_and_column() {
    let scene = Scene::new(Gate::Attended).await;
    let (one, two) = (cra(1), cra(2));
    let file = export(&[
        ("20/04/2026", 60, "E-mail", &one),
        ("20/04/2026", 60, "E-mail", &one),
        ("31/04/2026", 60, "Poterie", &two),
        ("05/05/2026", 60, "E-mail", &two),
    ]);
    let page = dry_run(&scene.trainer, file.as_bytes()).await.expect(200);
    for said in [
        "est déjà à la ligne 3",
        "« 31/04/2026 » n’est pas une date",
        "« Poterie » n’est pas un thème connu",
        "est à venir",
        "ligne 5",
    ] {
        assert!(page.says(said), "{said}: {page}");
    }
    bring_in(&scene.trainer, file.as_bytes()).await;
    let import = last_import(&scene).await;
    assert_eq!((import.added, import.refused), (1, 3));
    let files: [(&[u8], &str); 4] = [
        (b"a;b\n1;2\n", "ligne des titres"),
        (b"", "Choisissez un fichier"),
        (b"%PDF-1.7 abc", "ni un classeur"),
        (b"PK\x03\x04 cut short", "pas un classeur XLSX entier"),
    ];
    for (file, said) in files {
        let page = dry_run(&scene.trainer, file).await.expect(422);
        assert!(page.says(said), "{said}: {page}");
    }
    let without = export(&[("20/04/2026", 60, "E-mail", &two)]).replace(";ID CRA", ";Numéro");
    let page = dry_run(&scene.trainer, without.as_bytes())
        .await
        .expect(422);
    assert!(page.says("Il manque des colonnes : ID CRA"), "{page}");
    // The encoding of an old spreadsheet is read as it was meant.
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(&file);
    let page = dry_run(&scene.trainer, &windows).await.expect(200);
    assert!(page.says("« Poterie »"), "{page}");
}

#[tokio::test]
async fn a_trainer_brings_in_and_sees_their_own_organisations_only() {
    let scene = Scene::new(Gate::Attended).await;
    let other = elsewhere(&scene).await;
    let id = cra(1);
    let file = export(&[("20/04/2026", 60, "E-mail", &id)]);
    bring_in(&scene.trainer, file.as_bytes()).await;
    let row = rows(&scene).await[0].id.0;
    let path = format!("/coop/rows/{row}");
    scene.trainer.get(&path).await.expect(200);
    other.get(&path).await.expect(404);
    let fields = [("write_id", "by-hand-0001"), ("enrolment", "1")];
    other
        .post(&format!("{path}/link"), &fields)
        .await
        .expect(404);
    other
        .post(&format!("{path}/unlink"), &fields)
        .await
        .expect(404);
    assert!(!other.get("/coop").await.expect(200).has("tbody"));
    scene.coordinator.get(&path).await.expect(200);
    let link = format!("{path}/link");
    scene.coordinator.post(&link, &fields).await.expect(403);
    scene.prescriber.get("/coop").await.expect(403);
    scene
        .world
        .stranger()
        .get("/coop")
        .await
        .sends_to("/sign-in");
    // What another organisation brought in is neither taken over nor changed.
    let again = export(&[("20/04/2026", 90, "E-mail", &id)]);
    let page = dry_run(&other, again.as_bytes()).await.expect(200);
    assert!(page.says("d’un autre organisme"), "{page}");
    bring_in(&other, again.as_bytes()).await;
    assert_eq!(rows(&scene).await[0].minutes, 60);
    // Nor in the name of another organisation, by hand.
    let own = scene.trainer.organisation.id.0.to_string();
    let fields = [("organisation", &*own)];
    other.post("/coop/import", &fields).await.expect(404);
    let page = dry_run(&scene.trainer, again.as_bytes()).await.expect(200);
    let carried = page.form("form[action='/coop/import/land']");
    other.send(&carried).await.expect(404);
}

#[tokio::test]
async fn coordination_brings_in_what_an_organisation_sent() {
    let scene = Scene::new(Gate::Attended).await;
    let id = cra(1);
    let file = export(&[("20/04/2026", 60, "E-mail", &id)]);
    let form = form(&scene.coordinator, file.as_bytes()).await;
    let page = scene.coordinator.send(&form).await.expect(422);
    assert!(page.says("Choisissez l’organisme"), "{page}");
    let of = scene.trainer.organisation.id.0.to_string();
    let form = form.set("organisation", of);
    let page = scene.coordinator.send(&form).await.expect(200);
    let land = page.form("form[action='/coop/import/land']");
    scene.coordinator.send(&land).await.expect(303);
    assert_eq!(
        rows(&scene).await[0].organisation_id,
        scene.trainer.organisation.id
    );
}

#[tokio::test]
async fn of_the_people_only_numbers_are_kept_and_a_new_list_replaces_them() {
    let scene = Scene::new(Gate::Attended).await;
    let people = |lines: &str| {
        format!("Nom;Prénom;E-mail;Tranche d’âge;Statut;Nombre d’accompagnements\n{lines}")
    };
    let two = people(
        "Perrin;Odile;o@exemple.fr;70 ans et plus;Retraité(e);4\nMorel;Jean;;70 ans et plus;Retraité(e);1\n",
    );
    let page = bring_in(&scene.trainer, two.as_bytes()).await;
    assert!(page.says("70 ans et plus · 2"), "{page}");
    bring_in(&scene.trainer, two.as_bytes()).await;
    let one = people("Perrin;Odile;;70 ans et plus;Retraité(e);5\n");
    bring_in(&scene.trainer, one.as_bytes()).await;
    let kept = coop_people::Entity::find()
        .all(&scene.world.app.db)
        .await
        .unwrap();
    assert_eq!((kept.len(), kept[0].people, kept[0].activities), (1, 1, 5));
    let page = scene.coordinator.get("/coop/totals").await.expect(200);
    assert!(page.says("70 ans et plus · moins de 5"), "{page}");
    let of = scene.trainer.organisation.id.0.to_string();
    let form = form(&scene.coordinator, one.as_bytes())
        .await
        .set("organisation", of);
    let page = scene.coordinator.send(&form).await.expect(422);
    assert!(page.says("s’importe par chaque formateur"), "{page}");
}

#[tokio::test]
async fn a_row_is_in_the_totals_and_makes_no_clearance() {
    let scene = Scene::new(Gate::Attended).await;
    super::with_themes(&scene).await;
    let asked = scene.cleared("Martin").await;
    let session = scene.session(90, 5, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    let id = cra(1);
    let file = export(&[("20/04/2026", 180, "E-mail,Navigation sur internet", &id)]);
    bring_in(&scene.trainer, file.as_bytes()).await;
    let written = clearance::Entity::find().count(&scene.world.app.db);
    assert_eq!(written.await.unwrap(), 0);
    let page = scene.trainer.get(&asked.training()).await.expect(200);
    assert!(page.says("0 min sur 3 h"), "{page}");
    let page = scene
        .trainer
        .get("/coop/totals?year=2026")
        .await
        .expect(200);
    for said in ["avril 2026", "E-mail", "70 ans et plus", "Retraité", "3 h"] {
        assert!(page.says(said), "{said}: {page}");
    }
    let page = scene.trainer.get("/coop/totals?year=un").await.expect(422);
    assert_eq!(page.attribute("#year", "value"), "un");
    scene.verify().await;
}
