//! From every page of one device at the bench the next one is scanned, without a script as well.
use super::*;
use crate::support::sources::routes;

const FIELD: &str = "form.next-scan[method='get'][action='/bench'] input[name='code']";

#[tokio::test]
async fn every_page_of_a_device_at_the_bench_has_a_field_for_the_next_scan() {
    let workshop = Workshop::new().await;
    let ready = workshop.ready_tablet().await;
    let checking = workshop.tablet_to_check_with("DMPX2").await;
    let laptop = workshop
        .received(&workshop.worker, DeviceKind::Laptop, Some(PC_SERIAL))
        .await;
    workshop.triage(&laptop).await;
    let pages = routes()
        .into_iter()
        .filter(|route| route.get && route.path.starts_with("/bench/{code}"));
    let mut seen = 0;
    for route in pages {
        let (by, code) = match route.path.trim_start_matches("/bench/{code}") {
            "/quality-check" => (&workshop.supervisor, &checking),
            "/return" => (&workshop.supervisor, &ready),
            "/scrap" | "/parts" => (&workshop.supervisor, &laptop),
            _ => (&workshop.worker, &laptop),
        };
        let path = route.path.replace("{code}", code);
        let page = by.get(&path).await.expect(200);
        assert!(page.has(FIELD), "{path} has no field for a scan: {page}");
        // The page's own form stays the first of its content.
        assert!(!page.has("main form.next-scan"), "{path}");
        seen += 1;
    }
    assert!(seen >= 12, "{seen} pages of a device at the bench");
}

#[tokio::test]
async fn a_scan_on_a_devices_page_opens_the_next_one_and_a_card_is_on_from_then_on() {
    let workshop = Workshop::new().await;
    let mut codes = Vec::new();
    for serial in ["DMPX1", "DMPX2"] {
        let tablet = workshop.received(&workshop.worker, DeviceKind::Tablet, Some(serial));
        codes.push(tablet.await);
    }
    let page = workshop
        .supervisor
        .get(&format!("/bench/{}", codes[0]))
        .await
        .expect(200);
    let scan = |text: String| {
        let form = page.form("form.next-scan").set("code", text);
        let supervisor = &workshop.supervisor;
        async move { supervisor.send(&form).await }
    };
    let other = format!("/bench/{}", codes[1]);
    scan(codes[1].clone()).await.sends_to(&other);
    let base = &workshop.world.app.config.base_url;
    scan(format!("{base}/d/{}", codes[1]))
        .await
        .sends_to(&other);
    scan(format!("{base}/M/CHECK"))
        .await
        .sends_to("/bench/scan?mode=CHECK");
    let page = scan("HJ4K-7PXM".to_owned()).await.expect(422);
    assert_eq!(page.attribute("#code", "value"), "HJ4K-7PXM");
    // Step by step the next one opens step by step.
    let page = workshop
        .worker
        .get(&format!("/bench/{}/tasks", codes[0]))
        .await
        .expect(200);
    let form = page.form("form.next-scan").set("code", &codes[1]);
    workshop
        .worker
        .send(&form)
        .await
        .sends_to(&format!("/bench/{}/tasks", codes[1]));
}
