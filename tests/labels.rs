//! Sheets of labels: made once, printed as often as needed, and every code of its own.

use crate::support::World;
use entities::{event, label, label_batch, membership::Role};
use passe_relais::labels::{
    actions::{NewBatch, print_batch},
    command,
};
use rand::{SeedableRng, rngs::StdRng};
use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter, Set};
use std::{collections::BTreeSet, fs, process::Command};

/// What the QR codes of a PDF say: one page, one label.
pub fn qr_codes(pdf: &[u8]) -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("it.pdf"), pdf).unwrap();
    let run = |tool: &str, arguments: &[&str]| {
        let output = Command::new(tool)
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap_or_else(|error| panic!("{tool} is needed to test labels: {error}"));
        assert!(output.status.success(), "{tool}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    run(
        "pdftoppm",
        &["-r", "200", "-gray", "-png", "it.pdf", "page"],
    );
    let mut arguments = vec![
        "--quiet".to_owned(),
        "--nodbus".to_owned(),
        "--raw".to_owned(),
    ];
    for file in fs::read_dir(folder.path()).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if name.starts_with("page") {
            arguments.push(name);
        }
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    run("zbarimg", &arguments)
        .lines()
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn a_batch_is_made_once_and_printed_as_often_as_needed() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let page = supervisor.get("/labels").await.expect(200);
    let form = page
        .form("main form")
        .set("template", "brother-29x90")
        .set("count", "3");
    let first = supervisor
        .send(&form)
        .await
        .expect(303)
        .location()
        .to_owned();
    supervisor.send(&form).await.sends_to(&first);
    let batches = label_batch::Entity::find()
        .count(&world.app.db)
        .await
        .unwrap();
    assert_eq!(batches, 1, "a double click makes one batch");

    let made = supervisor.get(&first).await.expect(200);
    assert_eq!(made.text(".done"), "Les étiquettes sont prêtes.");
    let pdf = supervisor
        .get(&made.attribute(".verdict a", "href"))
        .await
        .expect(200);
    assert_eq!(pdf.header("content-type"), "application/pdf");
    let labels = label::Entity::find().all(&world.app.db).await.unwrap();
    let expected: BTreeSet<String> = labels
        .iter()
        .map(|label| format!("{}/d/{}", world.app.config.base_url, label.code))
        .collect();
    assert_eq!(expected.len(), 3);
    assert_eq!(qr_codes(&pdf.body), expected);
    let again = made.attribute("tbody a", "href");
    assert_eq!(qr_codes(&supervisor.get(&again).await.body), expected);
}

#[tokio::test]
async fn the_list_tells_how_many_labels_are_still_blank() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let codes = world.blank_labels(&supervisor, 5).await;
    let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
    world.received(&lot, "R52N1", codes[0]).await;
    let page = supervisor.get("/labels").await.expect(200);
    assert_eq!(page.texts("tbody td.number"), ["5", "4"]);
}

#[tokio::test]
async fn a_form_with_mistakes_keeps_what_was_typed_and_prints_nothing() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let form = supervisor
        .get("/labels")
        .await
        .form("main form")
        .set("template", "avery-l7160")
        .set("count", "beaucoup")
        .set("skip", "21");
    let page = supervisor.send(&form).await.expect(422);
    assert_eq!(page.attribute("[name=count]", "value"), "beaucoup");
    assert!(page.says("Tapez un nombre entre 1 et 2 100."));
    assert!(page.says("Tapez un nombre entre 0 et 20"));
    let none = supervisor
        .send(&form.set("count", "0").set("skip", ""))
        .await;
    assert!(none.expect(422).says("Tapez un nombre entre 1"));
    let made = label_batch::Entity::find()
        .count(&world.app.db)
        .await
        .unwrap();
    assert_eq!(made, 0);
}

#[tokio::test]
async fn labels_are_made_and_seen_for_ones_own_sites_only() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    world.blank_labels(&supervisor, 2).await;
    let (other, site) = world.other_workshop().await;
    let foreign = world.member(Role::Supervisor, other, Some(site)).await;
    let batch = label_batch::Entity::find()
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    let pdf = format!("/labels/batches/{}/pdf", batch.id.0);
    foreign.get(&pdf).await.expect(404);
    assert!(!foreign.get("/labels").await.expect(200).has("tbody tr"));
    let smuggled = [
        ("write_id", "0123456789"),
        ("template", "brother-29x90"),
        ("count", "1"),
        ("site", &batch.site_id.0.to_string()),
    ];
    foreign.post("/labels", &smuggled).await.expect(422);
    world.coordinator().await.get(&pdf).await.expect(200);
    world.worker().await.get("/labels").await.expect(403);
    world.stranger().get(&pdf).await.sends_to("/sign-in");
}

#[tokio::test]
async fn a_code_that_exists_is_drawn_again() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    // The same luck twice: every code of the second batch is taken at first.
    for _ in 0..2 {
        let write = world.app.write().await.unwrap();
        let batch = NewBatch {
            site_id: supervisor.membership.site_id.unwrap(),
            membership_id: supervisor.membership.id,
            template: "brother-29x90",
            count: 30,
        };
        print_batch(&write, batch, StdRng::seed_from_u64(7), world.now())
            .await
            .unwrap();
        write.commit().await.unwrap();
    }
    let labels = label::Entity::find().all(&world.app.db).await.unwrap();
    assert_eq!(labels.len(), 60);
    let batches: BTreeSet<i32> = labels.iter().map(|label| label.batch_id.0).collect();
    assert_eq!(batches.len(), 2);
}

#[tokio::test]
async fn a_label_printed_again_is_in_the_journal_and_without_it_there_is_no_pdf() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let codes = world.blank_labels(&supervisor, 1).await;
    let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
    let device = world.received(&lot, "R52N1", codes[0]).await;
    let sheet = format!("/devices/{}", codes[0]);
    // Events that are no reprint give no label.
    for seq in 0..=2 {
        supervisor
            .get(&format!("{sheet}/label/{seq}"))
            .await
            .expect(404);
    }
    // The format the workshop printed last is chosen already.
    let form = supervisor.get(&sheet).await.form("form[action$='/label']");
    let proposed = ("template".to_owned(), "brother-29x90".to_owned());
    assert!(form.fields().contains(&proposed));
    let pdf = supervisor.send(&form).await;
    let pdf = supervisor.follow(pdf).await.expect(200);
    let address = format!("{}/d/{}", world.app.config.base_url, codes[0]);
    assert_eq!(qr_codes(&pdf.body), BTreeSet::from([address]));
    supervisor.send(&form).await.expect(303);
    let reprints = event::Entity::find()
        .filter(event::COLUMN.kind.eq("label_reprinted"))
        .filter(event::COLUMN.subject_id.eq(device.id.0))
        .all(&world.app.db)
        .await
        .unwrap();
    assert_eq!(reprints.len(), 1);
    assert_eq!(reprints[0].actor_id, Some(supervisor.membership.id));
    let gone = label_batch::ActiveModel {
        template: Set("gone".to_owned()),
        ..Default::default()
    };
    label_batch::Entity::update_many()
        .set(gone)
        .exec(&world.app.db)
        .await
        .unwrap();
    let history = supervisor.get(&sheet).await.expect(200);
    let form = history.form("form[action$='/label']");
    let first = ("template".to_owned(), "avery-l7160".to_owned());
    assert!(form.fields().contains(&first));
    assert_eq!(history.texts(".timeline li").len(), 3);
}

#[tokio::test]
async fn the_command_line_makes_a_batch_too() {
    let world = World::new().await;
    world.coordinator().await;
    let supervisor = world.supervisor().await;
    let folder = tempfile::tempdir().unwrap();
    let mut args = command::LabelsArgs {
        count: 2,
        template: "brother-29x90".to_owned(),
        out: folder.path().join("two.pdf"),
        site: None,
    };
    // Every site of a test world is a workshop: the command asks which.
    let error = command::run(&world.app, &args).await.unwrap_err();
    assert!(error.to_string().contains("--site"), "{error}");
    args.site = Some(supervisor.site.as_ref().unwrap().name.clone());
    command::run(&world.app, &args).await.unwrap();
    assert_eq!(qr_codes(&fs::read(&args.out).unwrap()).len(), 2);
    args.template = "unknown".to_owned();
    let error = command::run(&world.app, &args).await.unwrap_err();
    assert!(error.to_string().contains("avery-l7160"), "{error}");
}
