//! Sheets of labels: made once, printed as often as needed, and every code of its own.

use crate::support::World;
use entities::{
    event, label, label_batch, membership::Role, organisation::OrganisationKind, site::SiteId,
};
use passe_relais::labels::{
    actions::{NewBatch, draw, print_batch, record_batch},
    command,
};
use rand::{SeedableRng, rngs::StdRng};
use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};
use std::{collections::BTreeSet, fs, process::Command};

/// The words of a PDF.
pub fn words_of(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("it.pdf"), pdf).unwrap();
    let output = Command::new("pdftotext")
        .args(["-layout", "it.pdf", "-"])
        .current_dir(folder.path())
        .output()
        .unwrap_or_else(|error| panic!("pdftotext is needed to test labels: {error}"));
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

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
    // Codes that are on paper already are recorded all of them, or none is.
    let mut codes = draw(3, StdRng::seed_from_u64(8));
    for (code, whole) in [(labels[0].code.parse().unwrap(), false), (codes[0], true)] {
        codes[0] = code;
        let write = world.app.write().await.unwrap();
        let batch = NewBatch {
            site_id: supervisor.membership.site_id.unwrap(),
            membership_id: supervisor.membership.id,
            template: "brother-29x90",
            count: 3,
        };
        let made = record_batch(&write, batch, &codes, world.now())
            .await
            .unwrap();
        assert_eq!(made.is_some(), whole);
    }
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
    let coordinator = world.coordinator().await;
    let supervisor = world.supervisor().await;
    let folder = tempfile::tempdir().unwrap();
    let mut args = command::LabelsArgs {
        count: 2,
        template: "brother-29x90".to_owned(),
        out: Some(folder.path().join("two.pdf")),
        site: None,
        write_id: None,
    };
    // Every site of a test world is a workshop: the first is taken, unless another is named.
    command::run(&world.app, &args).await.unwrap();
    let first = coordinator.site.as_ref().unwrap().id;
    assert_eq!(sites_of_batches(&world).await, [first]);
    let own = supervisor.site.as_ref().unwrap();
    args.site = Some(own.name.clone());
    command::run(&world.app, &args).await.unwrap();
    assert_eq!(sites_of_batches(&world).await, [first, own.id]);
    assert_eq!(
        qr_codes(&fs::read(args.out.as_ref().unwrap()).unwrap()).len(),
        2
    );
    args.template = "unknown".to_owned();
    let error = command::run(&world.app, &args).await.unwrap_err();
    assert!(error.to_string().contains("avery-l7160"), "{error}");
    args.template = "brother-29x90".to_owned();
    args.out = Some(folder.path().join("none/two.pdf"));
    let error = command::run(&world.app, &args).await.unwrap_err();
    assert!(error.to_string().contains("no labels were made"), "{error}");
    assert_eq!(sites_of_batches(&world).await, [first, own.id]);
}

#[tokio::test]
async fn the_command_line_sent_twice_with_one_id_prints_the_same_labels_again() {
    let world = World::new().await;
    world.coordinator().await;
    let folder = tempfile::tempdir().unwrap();
    let mut args = command::LabelsArgs {
        count: 2,
        template: "brother-29x90".to_owned(),
        out: Some(folder.path().join("first.pdf")),
        site: None,
        write_id: Some("lundi-matin".to_owned()),
    };
    command::run(&world.app, &args).await.unwrap();
    let first = qr_codes(&fs::read(args.out.as_ref().unwrap()).unwrap());
    args.out = Some(folder.path().join("again.pdf"));
    command::run(&world.app, &args).await.unwrap();
    assert_eq!(
        qr_codes(&fs::read(args.out.as_ref().unwrap()).unwrap()),
        first
    );
    assert_eq!(sites_of_batches(&world).await.len(), 1);
    args.write_id = Some("mardi-matin".to_owned());
    command::run(&world.app, &args).await.unwrap();
    assert!(qr_codes(&fs::read(args.out.as_ref().unwrap()).unwrap()).is_disjoint(&first));
    args.write_id = Some("court".to_owned());
    let error = command::run(&world.app, &args).await.unwrap_err();
    assert!(error.to_string().contains("8 to 100"), "{error}");
}

#[tokio::test]
async fn on_a_full_disk_the_command_line_spends_no_labels() {
    let world = World::new().await;
    world.coordinator().await;
    let folder = tempfile::tempdir().unwrap();
    let mut args = command::LabelsArgs {
        count: 2,
        template: "brother-29x90".to_owned(),
        // Every write to it fails: no space left on device.
        out: Some("/dev/full".into()),
        site: None,
        write_id: Some("disque-plein".to_owned()),
    };
    let error = command::run(&world.app, &args).await.unwrap_err();
    assert!(error.to_string().contains("no new labels"), "{error}");
    // A folder where the file should be.
    fs::create_dir(folder.path().join("two.pdf")).unwrap();
    args.out = Some(folder.path().join("two.pdf"));
    command::run(&world.app, &args).await.unwrap_err();
    assert_eq!(label::Entity::find().count(&world.app.db).await.unwrap(), 0);
    assert!(sites_of_batches(&world).await.is_empty());
    // With room, the same command makes them, whole and under their own name.
    fs::remove_dir(folder.path().join("two.pdf")).unwrap();
    command::run(&world.app, &args).await.unwrap();
    let files: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    assert_eq!(files, ["two.pdf"]);
    let printed = qr_codes(&fs::read(folder.path().join("two.pdf")).unwrap());
    let labels = label::Entity::find().all(&world.app.db).await.unwrap();
    let made: BTreeSet<String> = labels
        .iter()
        .map(|label| format!("{}/d/{}", world.app.config.base_url, label.code))
        .collect();
    assert_eq!(printed, made);
}

/// Where the batches printed so far are for, the oldest first.
async fn sites_of_batches(world: &World) -> Vec<SiteId> {
    let batches = label_batch::Entity::find()
        .order_by_asc(label_batch::Column::Id)
        .all(&world.app.db)
        .await
        .unwrap();
    batches.iter().map(|batch| batch.site_id).collect()
}

#[tokio::test]
async fn the_address_in_capitals_of_a_small_label_opens_the_device_too() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let codes = world.blank_labels(&supervisor, 1).await;
    let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
    world.received(&lot, "R52N1", codes[0]).await;
    let small = codes[0].url_in_capitals(&world.app.config.base_url);
    assert_eq!(small, format!("HTTP://127.0.0.1:8080/D/{}", codes[0]));
    let path = small.trim_start_matches("HTTP://127.0.0.1:8080");
    let by_small = supervisor.get(path).await.expect(200);
    let by_large = supervisor.get(&format!("/d/{}", codes[0])).await;
    assert_eq!(by_small.main(), by_large.expect(200).main());
    let stranger = world.stranger().get(path).await.expect(200);
    assert!(!stranger.html().contains("Galaxy"));
}

#[tokio::test]
async fn a_format_has_a_preview_a_calibration_sheet_and_a_picture_of_its_sheet() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let list = supervisor.get("/labels").await.expect(200);
    for name in [
        "avery-l4731",
        "avery-l7160",
        "brother-29x90",
        "brother-62",
        "zebra-50x30",
    ] {
        let format = format!("/labels/formats/{name}");
        assert!(list.has(&format!("a[href='{format}']")), "{name}");
        let page = supervisor.get(&format).await.expect(200);
        let preview = supervisor
            .get(&page.attribute("img.label-preview", "src"))
            .await;
        let preview = preview.expect(200);
        assert_eq!(preview.header("content-type"), "image/svg+xml");
        assert!(preview.html().starts_with("<svg"), "{name}");
        let sheet = supervisor
            .get(&format!("{format}/calibration"))
            .await
            .expect(200);
        if name.starts_with("zebra") {
            assert!(sheet.header("content-disposition").ends_with(".zpl\""));
            assert!(sheet.html().starts_with("^XA"));
        } else {
            assert_eq!(sheet.header("content-type"), "application/pdf");
        }
    }
    let page = supervisor.get("/labels/formats/avery-l4731").await;
    assert_eq!(page.texts(".label-sheet a").len(), 189);
    let hundredth = "/labels?template=avery-l4731&skip=99";
    assert!(page.has(&format!(".label-sheet a[href='{hundredth}']")));
    let form = supervisor
        .get(hundredth)
        .await
        .expect(200)
        .form("main form");
    let fields = form.fields();
    assert!(fields.contains(&("template".to_owned(), "avery-l4731".to_owned())));
    assert!(fields.contains(&("skip".to_owned(), "99".to_owned())));
    supervisor.get("/labels/formats/unknown").await.expect(404);
    supervisor
        .get("/labels/formats/..%2Fsecret")
        .await
        .expect(404);
    world
        .worker()
        .await
        .get("/labels/formats/avery-l4731")
        .await
        .expect(403);
}

#[tokio::test]
async fn a_batch_for_a_label_printer_is_a_file_of_its_own_language() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let page = supervisor.get("/labels").await.expect(200);
    let form = page.form("main form").set("template", "zebra-50x30");
    let made = supervisor.send(&form.set("count", "3")).await;
    let made = supervisor.follow(made).await.expect(200);
    let file = supervisor.get(&made.attribute(".verdict a", "href")).await;
    let file = file.expect(200);
    assert!(
        file.header("content-disposition")
            .starts_with("attachment; filename=\"etiquettes-")
    );
    assert!(file.header("content-disposition").ends_with(".zpl\""));
    let zpl = file.html();
    assert_eq!(zpl.matches("^XA").count(), 3);
    for label in label::Entity::find().all(&world.app.db).await.unwrap() {
        assert!(zpl.contains(&format!("^FD{}^FS", label.code)));
    }
}

#[tokio::test]
async fn a_long_name_of_the_owner_is_printed_smaller_and_the_code_is_still_read() {
    let world = World::new().await;
    let owner =
        "Communauté de communes du Pays de Saint-Jean-de-Maurienne et des Aiguilles d’Arves";
    world
        .organisation(OrganisationKind::Departement, owner)
        .await;
    let supervisor = world.supervisor().await;
    let file_of = async |template: &str| {
        let page = supervisor.get("/labels").await.expect(200);
        let form = page.form("main form").set("template", template);
        let made = supervisor.send(&form.set("count", "1")).await;
        let made = supervisor.follow(made).await.expect(200);
        let file = made.attribute(".verdict a", "href");
        supervisor.get(&file).await.expect(200)
    };
    let tape = file_of("brother-62").await;
    let label = label::Entity::find()
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    let address = format!("{}/d/{}", world.app.config.base_url, label.code);
    assert_eq!(qr_codes(&tape.body), BTreeSet::from([address]));
    let words = words_of(&tape.body);
    let phone = &world.app.config.help_phone;
    let last = phone.split(' ').next_back().unwrap();
    assert!(
        words.contains("Communauté") && words.contains(last),
        "{words}"
    );
    let zpl = file_of("zebra-50x30").await.html();
    let line = zpl.lines().find(|line| line.contains(owner)).unwrap();
    assert!(line.contains("^FB198,"), "{line}");
    assert!(
        !line.contains("^A0N,25,25"),
        "in smaller letters than usual: {line}"
    );
}

#[tokio::test]
async fn the_labels_of_a_lot_are_printed_again_together_and_each_device_says_so() {
    let world = World::new().await;
    let supervisor = world.supervisor().await;
    let codes = world.blank_labels(&supervisor, 4).await;
    let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
    let mut devices = Vec::new();
    for (number, code) in codes.iter().take(3).enumerate() {
        devices.push(world.received(&lot, &format!("R52N{number}"), *code).await);
    }
    world.announced(&lot, "STILL-AWAITED").await;
    let page_of_lot = format!("/lots/{}/labels", lot.id.0);
    let reprints = async || {
        event::Entity::find()
            .filter(event::COLUMN.kind.eq("label_reprinted"))
            .all(&world.app.db)
            .await
            .unwrap()
    };
    let url = |code: &passe_relais::labels::Code| code.url(&world.app.config.base_url);
    let page = supervisor.get(&page_of_lot).await.expect(200);
    assert_eq!(page.texts("[name=device]").len(), 3);
    let form = page.form("main form").set("template", "brother-29x90");

    // None ticked: nothing is printed, the format stays chosen.
    let none = supervisor.send(&form.clone().press("which", "some")).await;
    let none = none.expect(422);
    assert!(none.says("Cochez au moins un appareil."));
    assert!(reprints().await.is_empty());

    let all = form.clone().press("which", "all");
    let first = supervisor.send(&all).await.expect(303);
    supervisor.send(&all).await.sends_to(first.location());
    assert_eq!(reprints().await.len(), 3, "a double click prints once");
    let made = supervisor.get(first.location()).await.expect(200);
    let file = made.attribute(".verdict a", "href");
    let pdf = supervisor.get(&file).await.expect(200);
    let expected: BTreeSet<String> = codes[..3].iter().map(url).collect();
    assert_eq!(qr_codes(&pdf.body), expected);

    let id = devices[1].id.0.to_string();
    let page = supervisor.get(&page_of_lot).await.expect(200);
    let one = page.form("main form").set("template", "brother-29x90");
    let one = one.tick("device", &id).press("which", "some");
    let made = supervisor.send(&one).await;
    let made = supervisor.follow(made).await.expect(200);
    let single = made.attribute(".verdict a", "href");
    let pdf = supervisor.get(&single).await.expect(200);
    assert_eq!(qr_codes(&pdf.body), BTreeSet::from([url(&codes[1])]));
    assert_eq!(reprints().await.len(), 4);

    // A label that was replaced since is not printed again.
    let sheet = format!("/devices/{}", codes[1]);
    let replace = supervisor
        .get(&sheet)
        .await
        .form("form[action$='/replace-label']");
    let replace = replace.set("code", codes[3].to_string());
    supervisor.send(&replace).await.expect(303);
    let pdf = supervisor.get(&single).await.expect(200);
    assert_eq!(qr_codes(&pdf.body), BTreeSet::from([url(&codes[3])]));

    let (other, site) = world.other_workshop().await;
    let foreign = world.member(Role::Supervisor, other, Some(site)).await;
    foreign.get(&page_of_lot).await.expect(404);
    foreign.get(&file).await.expect(404);
    let smuggled = [
        ("write_id", "0123456789"),
        ("template", "brother-29x90"),
        ("which", "all"),
    ];
    foreign.post(&page_of_lot, &smuggled).await.expect(404);
    world.worker().await.get(&page_of_lot).await.expect(403);
}
