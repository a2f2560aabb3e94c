//! Several people count at once; blind; a second time by somebody else; and who signs what.

use super::{Store, scan};
use entities::{membership::Role, stock_count::CountClass, stock_count_repeat};
use sea_orm::{EntityTrait, PaginatorTrait};

#[tokio::test]
async fn of_two_counters_at_one_shelf_one_counts_a_device_and_the_other_is_told() {
    let store = Store::new().await;
    for number in 0..6 {
        store.device(number).await;
    }
    let id = store.open(&[], &[]).await;
    for number in 0..6 {
        let code = store.labels[number];
        let (one, two) = tokio::join!(
            scan(&store.worker, id, code),
            scan(&store.supervisor, id, code)
        );
        let mut told = [one, two];
        told.sort();
        assert_eq!(told, ["count-already", "count-found"], "device {number}");
    }
    assert_eq!(store.scans(id).await.len(), 6);
    let repeats = stock_count_repeat::Entity::find()
        .count(&store.world.app.db)
        .await
        .unwrap();
    assert_eq!(repeats, 6);
    store.end(id).await;
    let classes = store.classes(id).await;
    assert_eq!(classes[&CountClass::Found].len(), 6);
    assert_eq!(classes.len(), 1);
}

#[tokio::test]
async fn one_form_sent_twice_counts_once_and_is_no_repeat() {
    let store = Store::new().await;
    store.device(0).await;
    let id = store.open(&[], &[]).await;
    let form = store
        .worker
        .get(&format!("/bench/counts/{id}"))
        .await
        .expect(200)
        .form("form[data-continuous]")
        .set("code", store.labels[0].to_string());
    let first = store.worker.send(&form).await.expect(303);
    let again = store.worker.send(&form).await.expect(303);
    assert_eq!(first.location(), again.location());
    let repeats = stock_count_repeat::Entity::find()
        .count(&store.world.app.db)
        .await
        .unwrap();
    assert_eq!((store.scans(id).await.len(), repeats), (1, 0));
}

#[tokio::test]
async fn who_counts_blind_sees_nothing_of_what_is_expected() {
    let store = Store::new().await;
    store.device(0).await;
    store.device_there(1).await;
    let id = store.open(&[], &["blind"]).await;
    for number in 0..2 {
        let told = scan(&store.worker, id, store.labels[number]).await;
        assert_eq!(told, "count-noted", "here or elsewhere");
    }
    for path in [
        format!("/bench/counts/{id}"),
        format!("/counts/{id}"),
        "/counts".to_owned(),
    ] {
        let page = store.worker.get(&path).await.expect(200);
        for hidden in ["à trouver ici", "attendu", "Trouvé", "ailleurs"] {
            let said = page.says(hidden);
            assert!(!said || path == "/counts", "{path} says {hidden}: {page}");
        }
    }
    for path in ["lines", "export", "record"] {
        let page = store.worker.get(&format!("/counts/{id}/{path}")).await;
        page.expect(403);
    }
    // Finance sees both.
    let page = store.finance.get(&format!("/counts/{id}")).await;
    assert!(page.says("Trouvé ici, attendu ailleurs 1"), "{page}");
}

#[tokio::test]
async fn the_second_count_is_somebody_elses_and_what_only_one_of_them_saw_is_a_gap() {
    let store = Store::new().await;
    for number in 0..3 {
        store.device(number).await;
    }
    let id = store.open(&[], &["second_pass"]).await;
    let path = format!("/bench/counts/{id}?pass=2");
    let second = |by: &crate::support::visitor::Visitor, code: String| {
        let by = by.copy();
        let path = path.clone();
        async move {
            let page = by.get(&path).await.expect(200);
            let form = page.form("form[data-continuous]").set("code", code);
            by.send(&form).await
        }
    };
    for number in 0..2 {
        scan(&store.worker, id, store.labels[number]).await;
    }
    let own = second(&store.worker, store.labels[0].to_string()).await;
    let own = own.expect(409);
    assert!(own.says("Une autre personne doit le compter ici"), "{own}");
    second(&store.supervisor, store.labels[0].to_string())
        .await
        .expect(303);
    store.end(id).await;
    let classes = store.classes(id).await;
    for class in [
        CountClass::Found,
        CountClass::OneCountOnly,
        CountClass::Missing,
    ] {
        assert_eq!(classes[&class].len(), 1, "{classes:?}");
    }
    assert_eq!(store.count(id).await.gaps, Some(2));
}

#[tokio::test]
async fn above_the_limit_a_second_person_signs_and_it_is_not_who_resolved() {
    let store = Store::new().await;
    let colleague = store.world.persona(Role::Finance).await;
    store.device(0).await;
    let id = store.open(&[("above_euros", "200")], &[]).await;
    // One tablet of 219.50 € is missing, and one label is unknown: nobody can say what that is worth.
    scan(&store.worker, id, store.labels[9]).await;
    store.step(id, "end").await.expect(303);
    let lines = store.lines(id).await;
    assert_eq!(lines.len(), 2);
    for line in &lines {
        store
            .resolve(&store.finance, id, line.id, "lost")
            .await
            .expect(303);
        let path = format!("/counts/{id}/lines/{}", line.id);
        assert!(
            !store
                .finance
                .get(&path)
                .await
                .has("form[action$='/signature']"),
            "who resolved it is not offered to sign it"
        );
        let write_id = format!("signing-myself-{}", line.id);
        let own = store
            .finance
            .post(&format!("{path}/signature"), &[("write_id", &write_id)])
            .await
            .expect(409);
        assert!(own.says("une autre personne doit le signer"), "{own}");
    }
    let write_id = "closing-too-early";
    let early = store
        .finance
        .post(&format!("/counts/{id}/closing"), &[("write_id", write_id)])
        .await
        .expect(409);
    assert!(early.says("seconde signature"), "{early}");
    for line in &lines {
        let path = format!("/counts/{id}/lines/{}", line.id);
        let form = colleague
            .get(&path)
            .await
            .expect(200)
            .form("form[action$='/signature']");
        colleague
            .send(&form)
            .await
            .sends_to(&format!("{path}?done=count-gap-signed"));
    }
    store.step(id, "closing").await.expect(303);
    store.journal_holds().await;
}

#[tokio::test]
async fn the_counting_goes_on_as_long_as_no_gap_is_resolved() {
    let store = Store::new().await;
    store.device(0).await;
    store.device(1).await;
    let id = store.open(&[], &[]).await;
    scan(&store.worker, id, store.labels[0]).await;
    store.end(id).await;
    // Whoever comes too late is told, and nothing is written.
    let code = store.labels[1].to_string();
    let fields = [("write_id", "scan-that-is-too-late"), ("code", &code)];
    let late = store
        .worker
        .post(&format!("/bench/counts/{id}"), &fields)
        .await
        .expect(409);
    assert!(late.says("Le comptage est terminé : ce scan n’est pas compté"));
    assert_eq!(store.scans(id).await.len(), 1);
    store.step(id, "counting").await.expect(303);
    assert_eq!(store.lines(id).await.len(), 0);
    scan(&store.worker, id, store.labels[1]).await;
    store.end(id).await;
    assert_eq!(store.count(id).await.gaps, Some(0));
    store.step(id, "closing").await.expect(303);
    store.journal_holds().await;
}

#[tokio::test]
async fn words_and_a_proof_stay_with_a_gap_and_the_journal_holds_their_hashes() {
    let store = Store::new().await;
    store.device(0).await;
    let id = store.open(&[], &[]).await;
    store.end(id).await;
    let line = store.lines(id).await[0].id;
    let path = format!("/counts/{id}/lines/{line}");
    let form = store
        .finance
        .get(&path)
        .await
        .expect(200)
        .form(&format!("form[action='{path}']"));
    // Without a reason nothing is recorded, and what was typed is still there.
    let mistaken = store
        .finance
        .send(&form.clone().set("words", "Vu avec Mme Dupont"))
        .await
        .expect(422);
    assert!(mistaken.says("Choisissez un motif"), "{mistaken}");
    assert_eq!(mistaken.text("#words"), "Vu avec Mme Dupont");
    let pdf = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
    let form = form
        .set("reason", "stolen")
        .set("words", "Plainte déposée par Mme Dupont")
        .attach("proof", "plainte.pdf", pdf);
    store.finance.send(&form).await.expect(303);
    let page = store.finance.get(&path).await.expect(200);
    assert!(page.says("Plainte déposée par Mme Dupont"), "{page}");
    let proof = store.finance.get(&format!("{path}/proof")).await;
    assert_eq!(proof.expect(200).body, pdf);
    // Who audits sees the gap, the device and the decision; not what people say, nor their papers.
    let auditor = store.world.persona(Role::Auditor).await;
    let seen = auditor.get(&path).await.expect(200);
    assert!(seen.says("Volé"), "{seen}");
    assert!(!seen.html().contains("Dupont"), "{seen}");
    assert!(!seen.has("a[href$='/proof']"), "{seen}");
    auditor.get(&format!("{path}/proof")).await.expect(404);
    let csv = auditor.get(&format!("/counts/{id}/export")).await;
    assert!(!csv.expect(200).html().contains("Dupont"));
    store.world.journal_names_nobody().await;
    store.journal_holds().await;
}
