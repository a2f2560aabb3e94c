//! Files attached to a device: seen by who sees the device, never with a place in them, removed for good.

use crate::support::{
    World,
    page::{File, Page},
    world::Persona,
};
use entities::{attachment, device, event, membership::Role};
use image::{ImageFormat, RgbImage};
use passe_relais::{journal::verify, keys::sha256_hex, labels::Code};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter};
use std::{io::Cursor, path::Path};

struct Bench {
    world: World,
    supervisor: Persona,
    code: Code,
    device: device::Model,
}

impl Bench {
    async fn new() -> Self {
        let world = World::new().await;
        let supervisor = world.supervisor().await;
        let code = world.blank_labels(&supervisor, 1).await[0];
        let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
        let device = world.received(&lot, "R52N1", code).await;
        Self {
            world,
            supervisor,
            code,
            device,
        }
    }

    fn page(&self) -> String {
        format!("/devices/{}/attachments", self.code)
    }

    async fn attach(&self, kind: &str, name: &str, bytes: &[u8]) -> Page {
        let page = self.supervisor.get(&self.page()).await.expect(200);
        let form = page.form("main form").set("kind", kind);
        let form = form.attach("file", name, bytes);
        self.supervisor.send(&form).await
    }

    async fn rows(&self) -> Vec<attachment::Model> {
        attachment::Entity::find()
            .all(&self.world.app.db)
            .await
            .unwrap()
    }

    async fn events(&self, kind: &str) -> Vec<event::Model> {
        event::Entity::find()
            .filter(event::COLUMN.kind.eq(kind))
            .filter(event::COLUMN.subject_id.eq(self.device.id.0))
            .all(&self.world.app.db)
            .await
            .unwrap()
    }

    fn files(&self) -> usize {
        files_in(&self.world.app.config.files_dir)
    }
}

fn files_in(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    let count = |path: &Path| if path.is_dir() { files_in(path) } else { 1 };
    entries.map(|entry| count(&entry.unwrap().path())).sum()
}

/// A photo as a phone takes it: upright only once turned, and with the place in its EXIF block.
fn photo() -> Vec<u8> {
    let mut jpeg = Cursor::new(Vec::new());
    let mut image = RgbImage::new(64, 32);
    image.put_pixel(3, 3, image::Rgb([250, 10, 10]));
    image.write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
    let jpeg = jpeg.into_inner();
    // Little-endian TIFF: one entry, the offset of the GPS block; there, one entry, the latitude.
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0".to_vec();
    exif.extend(b"\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0");
    exif.extend(b"\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0GPS 45.899 6.129");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[tokio::test]
async fn a_photo_is_kept_without_its_place_and_seen_by_who_sees_the_device() {
    let bench = Bench::new().await;
    let taken = photo();
    assert!(holds(&taken, b"GPS") && holds(&taken, b"Exif"));
    let sent = bench
        .attach("photo", "C:\\Mes images\\moi.jpg", &taken)
        .await;
    let page = bench.supervisor.follow(sent).await.expect(200);
    assert_eq!(page.text(".done"), "Le fichier est joint à l’appareil.");
    let row = &bench.rows().await[0];
    assert_eq!(row.media_type, "image/jpeg");
    let added = bench.events("attachment_added").await;
    assert_eq!(added.len(), 1);
    assert!(added[0].data.contains(&row.sha256), "{}", added[0].data);
    assert!(!added[0].data.contains("moi"), "no name of a file is kept");

    let file = format!("/attachments/{}", row.id.0);
    let seen = bench.world.worker().await.get(&file).await.expect(200);
    assert_eq!(seen.header("content-type"), "image/jpeg");
    assert_eq!(seen.header("content-disposition"), "inline");
    assert_eq!(seen.header("x-content-type-options"), "nosniff");
    assert_eq!(sha256_hex(&seen.body), row.sha256);
    assert!(!holds(&seen.body, b"GPS") && !holds(&seen.body, b"Exif"));
    // What lies on the disk is sealed.
    let name = row.file.as_ref().unwrap();
    let on_disk = bench.world.app.config.files_dir.join(&name[..2]).join(name);
    assert!(!holds(&std::fs::read(on_disk).unwrap(), b"JFIF"));
    let sheet = bench.world.worker().await;
    let sheet = sheet.get(&format!("/devices/{}", bench.code)).await;
    assert!(sheet.expect(200).has(&format!("a[href='{file}']")));
    let report = verify::database(&bench.world.app.db, |_| {}).await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
}

#[tokio::test]
async fn what_is_not_what_it_is_said_to_be_is_refused_and_nothing_is_kept() {
    let bench = Bench::new().await;
    let svg: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    let html: &[u8] = b"<!DOCTYPE html><script>alert(1)</script>";
    let pdf: &[u8] = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n";
    let zip: &[u8] = b"PK\x03\x04\x14\0\0\0\x08\0";
    let jpeg = photo();
    // A page first and a PDF behind it: what a browser would take for a page.
    let both = [html, pdf].concat();
    // 60,000 by 60,000 points in some hundred bytes.
    let mut bomb = Cursor::new(Vec::new());
    RgbImage::new(8, 8)
        .write_to(&mut bomb, ImageFormat::Png)
        .unwrap();
    let mut bomb = bomb.into_inner();
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let mut sum = flate2::Crc::new();
    sum.update(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.sum().to_be_bytes());
    let huge = vec![b'a'; 10 * 1024 * 1024 + 1];
    for (kind, name, bytes, says) in [
        ("photo", "a.jpg", svg, "n’est pas une photo lisible"),
        ("photo", "a.png", html, "n’est pas une photo lisible"),
        ("photo", "a.jpg", pdf, "n’est pas une photo lisible"),
        (
            "photo",
            "a.jpg",
            &jpeg[..jpeg.len() / 2],
            "n’est pas une photo lisible",
        ),
        ("photo", "a.png", &bomb[..], "Cette photo est trop grande"),
        ("log", "a.log", svg, "n’est pas un texte simple"),
        ("log", "a.log", html, "n’est pas un texte simple"),
        ("log", "a.txt", zip, "n’est pas un texte simple"),
        ("log", "a.log", &huge[..], "trop gros : 10 Mo au plus"),
        ("signed-paper", "a.pdf", &both[..], "ni un PDF entier"),
        ("signed-paper", "a.pdf", html, "ni un PDF entier"),
        ("signed-paper", "a.pdf", &pdf[..10], "ni un PDF entier"),
        ("signed-paper", "a.pdf", zip, "ni un PDF entier"),
    ] {
        let page = bench.attach(kind, name, bytes).await.expect(422);
        assert!(page.says(says), "{kind} {name}: {page}");
        assert_eq!(page.attribute("[name=kind][checked]", "value"), kind);
    }
    let empty = bench.supervisor.get(&bench.page()).await;
    let page = bench.supervisor.send(&empty.form("main form")).await;
    assert!(page.expect(422).says("Choisissez le fichier"));
    assert!(bench.rows().await.is_empty());
    assert_eq!(bench.files(), 0);
}

#[tokio::test]
async fn a_paper_and_a_log_are_kept_as_they_came_and_only_ever_downloaded() {
    let bench = Bench::new().await;
    // A PDF that holds a page as well is still nothing but a PDF to a browser.
    let pdf = b"%PDF-1.7\n<html><script>alert(1)</script>\n%%EOF\n".as_slice();
    bench
        .attach("signed-paper", "a.html", pdf)
        .await
        .expect(303);
    let log = b"notice: nwipe 0.38\nError: l'\xe9cran\n".as_slice();
    bench.attach("log", "a.log", log).await.expect(303);
    for (row, kind, name, bytes) in [
        (0, "application/pdf", "pdf", pdf),
        (1, "text/plain; charset=utf-8", "txt", log),
    ] {
        let row = &bench.rows().await[row];
        let path = format!("/attachments/{}", row.id.0);
        let file = bench.supervisor.get(&path).await.expect(200);
        assert_eq!(file.header("content-type"), kind);
        assert_eq!(
            file.header("content-disposition"),
            format!("attachment; filename=\"{}.{name}\"", row.id.0)
        );
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert_eq!(file.body, bytes);
    }
    // A signed paper may be a photo of it.
    bench
        .attach("signed-paper", "a.pdf", &photo())
        .await
        .expect(303);
    assert_eq!(bench.rows().await[2].media_type, "image/jpeg");
}

#[tokio::test]
async fn the_same_file_is_attached_once_however_often_it_is_sent() {
    let bench = Bench::new().await;
    let page = bench.supervisor.get(&bench.page()).await.expect(200);
    let form = page.form("main form").set("kind", "photo");
    let form = form.attach("file", "a.jpg", &photo());
    let first = bench.supervisor.send(&form).await.expect(303);
    bench
        .supervisor
        .send(&form)
        .await
        .sends_to(first.location());
    bench
        .attach("photo", "other-name.jpg", &photo())
        .await
        .expect(303);
    assert_eq!(bench.rows().await.len(), 1);
    assert_eq!(bench.events("attachment_added").await.len(), 1);
}

#[tokio::test]
async fn of_two_who_attach_at_once_each_gets_a_clear_answer() {
    let bench = Bench::new().await;
    let colleague = bench.world.supervisor().await;
    let send = async |who: &Persona, id: &str, word: &str| {
        let file = File {
            field: "file".to_owned(),
            name: "a.log".to_owned(),
            content: word.as_bytes().to_vec(),
        };
        let fields = [("write_id", id), ("kind", "log")];
        who.post_files(&bench.page(), &fields, &[file]).await
    };
    for (ids, words) in [
        (["at-once-1", "at-once-2"], ["the same", "the same"]),
        (["at-once-3", "at-once-4"], ["one", "another"]),
    ] {
        let before = bench.rows().await.len();
        let (one, other) = tokio::join!(
            send(&bench.supervisor, ids[0], words[0]),
            send(&colleague, ids[1], words[1])
        );
        let answers = [one.status.as_u16(), other.status.as_u16()];
        assert!(answers.contains(&303), "{answers:?}");
        assert!(
            answers.iter().all(|it| [303, 409].contains(it)),
            "{answers:?}"
        );
        let kept = bench.rows().await.len() - before;
        let done = answers.iter().filter(|it| **it == 303).count();
        assert!((1..=done).contains(&kept));
    }
    let report = verify::database(&bench.world.app.db, |_| {}).await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
}

#[tokio::test]
async fn another_workshops_device_has_no_files_for_us() {
    let bench = Bench::new().await;
    bench.attach("photo", "a.jpg", &photo()).await.expect(303);
    let file = format!("/attachments/{}", bench.rows().await[0].id.0);
    let (other, site) = bench.world.other_workshop().await;
    let foreign = bench
        .world
        .member(Role::Supervisor, other, Some(site))
        .await;
    foreign.get(&file).await.expect(404);
    foreign.get(&bench.page()).await.expect(404);
    let photo = File {
        field: "file".to_owned(),
        name: "a.jpg".to_owned(),
        content: photo(),
    };
    let fields = [("write_id", "from-outside"), ("kind", "photo")];
    let sent = foreign.post_files(&bench.page(), &fields, &[photo]).await;
    sent.expect(404);
    bench.world.clerk().await.get(&file).await.expect(404);
    bench.world.prescriber().await.get(&file).await.expect(403);
    bench.world.stranger().get(&file).await.sends_to("/sign-in");
    bench
        .world
        .worker()
        .await
        .get(&bench.page())
        .await
        .expect(403);
    bench.world.coordinator().await.get(&file).await.expect(200);
    assert_eq!(bench.rows().await.len(), 1);
}

#[tokio::test]
async fn data_protection_removes_a_file_for_good_and_its_hash_stays() {
    let bench = Bench::new().await;
    bench.attach("photo", "a.jpg", &photo()).await.expect(303);
    let row = bench.rows().await.remove(0);
    let file = format!("/attachments/{}", row.id.0);
    let officer = bench.world.persona(Role::DataProtectionOfficer).await;
    officer.get(&file).await.expect(200);
    let list = officer.get("/attachments").await.expect(200);
    let form = list.form("main form");
    let removed = officer.send(&form).await.expect(303);
    officer.send(&form).await.sends_to(removed.location());
    assert_eq!(bench.files(), 0);
    for who in [&officer, &bench.supervisor] {
        who.get(&file).await.expect(404);
    }
    let sheet = format!("/devices/{}", bench.code);
    let sheet = bench.supervisor.get(&sheet).await.expect(200);
    assert!(
        sheet.says("Retiré") && sheet.says(&row.sha256[..16]),
        "{sheet}"
    );
    let events = bench.events("attachment_removed").await;
    assert!(events[0].data.contains(&row.sha256));
    let again = [("write_id", "removed-again")];
    officer
        .post(&format!("{file}/removal"), &again)
        .await
        .expect(409);
    bench
        .supervisor
        .post(&format!("{file}/removal"), &again)
        .await
        .expect(403);
    // The same picture may be attached again: it is another attachment.
    bench.attach("photo", "a.jpg", &photo()).await.expect(303);
    assert_eq!(bench.rows().await.len(), 2);

    // What was attached cannot be unsaid by hand.
    let db = &bench.world.app.db;
    for statement in [
        "DELETE FROM attachment",
        "UPDATE attachment SET sha256 = 'other' WHERE removed_at IS NULL",
        "UPDATE attachment SET kind = 'log' WHERE removed_at IS NULL",
        "UPDATE attachment SET file = 'back', removed_at = NULL, removed_by = NULL WHERE removed_at IS NOT NULL",
        "UPDATE attachment SET file = NULL WHERE removed_at IS NULL",
    ] {
        db.execute_unprepared(statement).await.expect_err(statement);
    }
}
