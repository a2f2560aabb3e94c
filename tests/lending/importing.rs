//! A list of items: what it would add is shown first, each line that stays out says why, and it lands once.
use super::Library;
use crate::support::page::Page;

const LIST: &str = "nom;name_en;besoins;purpose_fr;purpose_en;guide_fr;guide_en;Prix\n\
    Stylo lecteur;Reading pen;Lire est difficile | noise;Lire.;Read.;\"L’allumer.\nViser la ligne.\";\"Switch on.\nAim.\";90\n\
    Casque anti-bruit;Headset;noise;S’isoler.;Shut out.;Poser.;Put on.;20\n\
    Pupitre;Desk;dyslexie;Écrire.;Write.;Régler.;Set.;70\n";

async fn dry_run(library: &Library, file: &[u8]) -> Page {
    let page = library.keeper.get("/catalogue/import").await.expect(200);
    let form = page.form("main form").attach("list", "fiches.csv", file);
    library.keeper.send(&form).await
}

#[tokio::test]
async fn a_list_of_items_is_shown_before_it_lands_and_lands_once() {
    let library = Library::new().await;
    let page = dry_run(&library, LIST.as_bytes()).await.expect(200);
    assert_eq!(page.texts(".figure"), ["3", "1", "2"]);
    assert_eq!(
        page.texts("tbody td[data-label^='Nom']"),
        ["Casque anti-bruit", "Pupitre"]
    );
    assert!(page.says("« dyslexie » n’est pas dans la liste"), "{page}");
    assert!(page.says("Prix"), "{page}");
    let there = "/catalogue/stylo-lecteur";
    library.teacher.get(there).await.expect(404);
    let form = page.form("form[action='/catalogue/import/land']");
    for _ in 0..2 {
        let sent = library.keeper.send(&form).await;
        sent.sends_to("/catalogue?done=items-imported");
    }
    let page = library.teacher.get(there).await.expect(200);
    assert!(page.says("Lire est difficile"), "{page}");
    // Each step of the guide is one: it is confirmed apart.
    let session = library.teacher.get(&format!("{there}/session")).await;
    assert_eq!(session.expect(200).texts("[name='steps']").len(), 2);
    // The same file once more adds nothing.
    let page = dry_run(&library, LIST.as_bytes()).await.expect(200);
    assert_eq!(page.texts(".figure"), ["3", "0", "3"]);
    assert!(!page.has("form[action='/catalogue/import/land']"));
}

#[tokio::test]
async fn what_is_no_list_of_items_says_why_and_who_keeps_no_store_sends_none() {
    let library = Library::new().await;
    for file in [&b"PK\x03\x04zip"[..], b"guide_fr;besoins\nx;noise\n", b""] {
        let page = dry_run(&library, file).await.expect(422);
        assert!(page.has("#list-mistake"), "{page}");
    }
    // What the dry run did not pack lands nothing.
    let fields = [("write_id", "a-form-of-mine"), ("carried", "pas à nous")];
    let page = library.keeper.post("/catalogue/import/land", &fields).await;
    assert!(page.status.is_client_error(), "{page}");
    // A page of the catalogue keeps its address.
    let form = library.keeper.get("/catalogue/new").await.expect(200);
    let form = form
        .form("main form")
        .set("name_fr", "Import")
        .set("name_en", "Import")
        .set("purpose_fr", "Lire.")
        .set("purpose_en", "Read.")
        .set("guide_fr", "L’allumer.")
        .set("guide_en", "Switch it on.")
        .tick("needs", "noise");
    library.keeper.send(&form).await.expect(422);
    library.teacher.get("/catalogue/import").await.expect(403);
}
