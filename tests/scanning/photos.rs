//! A scan by a photo: what it says goes the way of what is typed, and what says nothing is told in words.

use super::Bench;
use crate::support::{
    page::{File, Page},
    photo,
    world::Persona,
};
use entities::{device::Stage, evidence};
use passe_relais::labels::card::Card;
use sea_orm::{EntityTrait, PaginatorTrait};

/// Sends a photo from the page of the mode.
async fn photographed(by: &Persona, mode: &str, name: &str, bytes: &[u8]) -> Page {
    let page = by
        .get(&format!("/bench/scan?mode={mode}"))
        .await
        .expect(200);
    let form = page.form("form[action='/bench/scan/photo']");
    by.send(&form.attach("photo", name, bytes)).await
}

#[tokio::test]
async fn a_photo_does_what_the_code_typed_would_do_under_the_card_that_is_on() {
    let bench = Bench::new().await;
    let code = bench.received("SN-1").await;
    let base = bench.world.app.config.base_url.clone();
    let label = photo::jpeg(&[&format!("{base}/d/{code}")]);
    photographed(&bench.worker, "OPEN", "p.jpg", &label)
        .await
        .sends_to(&format!("/bench/{code}/triage"));

    let shelf = bench.make("place", "Étagère 3", bench.site()).await;
    let mode = format!("IN-{shelf}");
    let answer = photographed(&bench.worker, &mode, "p.jpg", &label).await;
    let page = bench.worker.follow(answer).await.expect(200);
    assert!(page.text("#scan-mode").contains("Étagère 3"), "{page}");
    assert!(page.text("#scan-tally").contains("Rangé"), "{page}");
    let kept = bench.container(&shelf).await;
    assert_eq!(bench.device(&code).await.container_id, Some(kept.id));

    // A card in the photo is put on; a refusal stays one.
    let card = photo::jpeg(&[&Card::Check.url(&base)]);
    let answer = photographed(&bench.worker, "OPEN", "p.jpg", &card).await;
    assert_eq!(answer.location(), "/bench/scan?mode=CHECK&done=scan-mode");
    let page = photographed(&bench.worker, "CHECK", "p.jpg", &label)
        .await
        .expect(409);
    assert!(page.says("1 refusé"), "{page}");
    let photos = evidence::Entity::find()
        .count(&bench.world.app.db)
        .await
        .unwrap();
    assert_eq!(photos, 0, "no photo of a scan is kept");
    bench.assert_journal_holds().await;
}

#[tokio::test]
async fn the_same_photo_sent_twice_is_one_scan() {
    let bench = Bench::new().await;
    let code = bench.received("SN-1").await;
    let shelf = bench.make("place", "Étagère 3", bench.site()).await;
    let label = photo::jpeg(&[&format!("https://ailleurs.exemple/D/{code}")]);
    let page = bench
        .worker
        .get(&format!("/bench/scan?mode=IN-{shelf}"))
        .await;
    let form = page
        .form("form[action='/bench/scan/photo']")
        .attach("photo", "p.jpg", &label);
    let (first, second) = futures::join!(bench.worker.send(&form), bench.worker.send(&form));
    assert_eq!(first.expect(303).location(), second.expect(303).location());
    let page = bench
        .worker
        .get(&format!("/bench/scan?mode=IN-{shelf}"))
        .await;
    assert!(page.says("1 fait"), "{page}");
}

#[tokio::test]
async fn what_says_nothing_is_told_in_a_sentence_and_asks_for_another_photo() {
    let bench = Bench::new().await;
    let base = &bench.world.app.config.base_url;
    let (one, other) = (bench.received("SN-1").await, bench.received("SN-2").await);
    let ours = format!("{base}/d/{one}");
    let whole = photo::jpeg(&[&ours]);
    for (name, bytes, words) in [
        (
            "two labels",
            photo::jpeg(&[&ours, &format!("{base}/d/{other}")]),
            "plusieurs étiquettes",
        ),
        (
            "somebody else's",
            photo::jpeg(&["WIFI:S:Invites;T:WPA;P:secret;;"]),
            "pas celui d’une de nos étiquettes",
        ),
        (
            "another site's",
            photo::jpeg(&["https://fabricant.exemple/serial/1"]),
            "pas celui d’une de nos étiquettes",
        ),
        (
            "a card of another version",
            photo::jpeg(&[&format!("{base}/m/DANCE")]),
            "Cette carte n’est pas connue",
        ),
        ("no code", photo::jpeg(&[]), "Aucun code n’a été trouvé"),
        (
            "a drawing with a script",
            b"<svg onload='alert(1)'/>".to_vec(),
            "n’est pas une photo lisible",
        ),
        (
            "an animation",
            b"GIF89a".to_vec(),
            "n’est pas une photo lisible",
        ),
        (
            "a photo cut short",
            whole[..200].to_vec(),
            "n’est pas une photo lisible",
        ),
        ("a bomb", photo::bomb(), "trop grande"),
        ("nothing", Vec::new(), "Prenez ou choisissez une photo"),
    ] {
        let page = photographed(&bench.worker, "OUT", "p.jpg", &bytes)
            .await
            .expect(422);
        assert!(page.says(words), "{name}: {page}");
        assert_eq!(
            page.attribute("form[action='/bench/scan/photo'] [name=mode]", "value"),
            "OUT",
            "{name}"
        );
    }
    // A manufacturer's code beside ours is not meant.
    let both = photo::jpeg(&[&ours, "https://fabricant.exemple/1"]);
    photographed(&bench.worker, "OPEN", "p.jpg", &both)
        .await
        .sends_to(&format!("/bench/{one}/triage"));
    assert_eq!(bench.device(&one).await.stage, Stage::Received);
}

#[tokio::test]
async fn a_photo_is_for_whom_the_page_is_for() {
    let bench = Bench::new().await;
    let code = bench.received("SN-1").await;
    let label = photo::jpeg(&[&format!("https://ailleurs.exemple/d/{code}")]);
    let file = |content: Vec<u8>| File {
        field: "photo".to_owned(),
        name: "p.jpg".to_owned(),
        content,
    };
    let files = [file(label)];
    let fields = [("write_id", "one"), ("mode", "OPEN")];
    for route in ["/bench/scan/photo", "/counter/photo"] {
        bench
            .world
            .stranger()
            .post_files(route, &fields, &files)
            .await
            .sends_to("/sign-in");
        bench
            .world
            .prescriber()
            .await
            .post_files(route, &fields, &files)
            .await
            .expect(403);
    }
    let files = [file(vec![0; bench.world.app.config.upload_limit_bytes + 1])];
    let page = bench
        .worker
        .post_files("/bench/scan/photo", &fields, &files)
        .await
        .expect(413);
    assert!(page.says("trop lourd"), "{page}");
}

#[tokio::test]
async fn the_counter_finds_a_device_by_a_photo_of_its_label() {
    let bench = Bench::new().await;
    let clerk = bench.world.clerk().await;
    let code = bench.ready("SN-1").await;
    let page = clerk.get("/counter").await.expect(200);
    let form = page.form("form[action='/counter/photo']");
    let label = photo::jpeg(&[&format!("https://ailleurs.exemple/d/{code}")]);
    let answer = clerk
        .send(&form.clone().attach("photo", "p.jpg", &label))
        .await;
    let page = clerk.follow(answer).await;
    page.sends_to(&format!("/counter/{code}"));
    let page = clerk
        .send(&form.attach("photo", "p.jpg", &photo::jpeg(&[])))
        .await
        .expect(422);
    assert!(page.says("Aucun code n’a été trouvé"), "{page}");
}

#[tokio::test]
async fn a_card_scanned_on_the_first_page_of_the_bench_is_put_on() {
    let bench = Bench::new().await;
    let url = Card::Check.url(&bench.world.app.config.base_url);
    let page = bench.worker.get("/bench").await.expect(200);
    let form = page.form("form[action='/bench']");
    bench
        .worker
        .send(&form.set("code", url))
        .await
        .sends_to("/bench/scan?mode=CHECK");
}
