//! Finding kit by what is hard and by word; which devices are its pieces.
use super::{Library, SLUG, code};
use crate::support::page::Page;
use entities::membership::Role;

#[tokio::test]
async fn kit_is_found_by_what_is_hard_and_by_a_word_without_its_accents() {
    let library = Library::new().await;
    library.pieces(1).await;
    let found = [
        "/catalogue",
        "/catalogue?need=noise",
        "/catalogue?words=ecouteurs",
        "/catalogue?words=BRUIT+casq",
        "/catalogue?need=noise&words=concentration",
    ];
    for path in found {
        let page = library.teacher.get(path).await.expect(200);
        assert!(page.says("Casque anti-bruit"), "{path}: {page}");
        assert!(page.says("Libre aujourd’hui"), "{path}: {page}");
    }
    for path in ["/catalogue?need=reading", "/catalogue?words=braille"] {
        let page = library.teacher.get(path).await.expect(200);
        assert!(page.says("Aucun matériel ne correspond"), "{path}: {page}");
    }
    let english = library.teacher.get("/catalogue?words=headphones").await;
    assert!(english.expect(200).says("Casque anti-bruit"));
    let page = library.teacher.get(&format!("/catalogue/{SLUG}")).await;
    let page = page.expect(200);
    assert!(
        page.says("Régler l’arceau") && page.says("Housse"),
        "{page}"
    );
    assert!(page.says("Un exemplaire"), "{page}");
    library.teacher.get("/catalogue/inconnu").await.expect(404);
}

#[tokio::test]
async fn nothing_typed_is_lost_when_a_sheet_is_not_whole() {
    let library = Library::new().await;
    let form = library
        .keeper
        .get("/catalogue/new")
        .await
        .form("main form")
        .set("name_fr", "Loupe")
        .set("age_from", "beaucoup");
    let page = library.keeper.send(&form).await.expect(422);
    assert_eq!(page.attribute("#name_fr", "value"), "Loupe");
    for field in ["name_en", "purpose_fr", "guide_fr", "age_from", "needs"] {
        assert!(page.has(&format!("#{field}-mistake")), "{field}: {page}");
    }
    // A name that is taken already, and a sheet somebody else changed meanwhile.
    let edit = format!("/catalogue/{SLUG}/edit");
    let first = library
        .keeper
        .get(&edit)
        .await
        .expect(200)
        .form("main form");
    let second = library
        .keeper
        .get(&edit)
        .await
        .form("main form")
        .set("synonyms", "silence");
    library.keeper.send(&second).await.expect(303);
    library.keeper.send(&first).await.expect(409);
    let page = library.teacher.get("/catalogue?words=silence").await;
    assert!(page.says("Casque anti-bruit"));
}

async fn scan(library: &Library, text: &str) -> Page {
    let page = library.keeper.get(&format!("/catalogue/{SLUG}")).await;
    let form = page.expect(200).form("form[action$='/pieces']");
    library.keeper.send(&form.set("code", text)).await
}

#[tokio::test]
async fn a_piece_is_lent_and_promised_to_nobody() {
    let library = Library::new().await;
    let promised = library.shelved(0).await;
    let prescriber = library.world.prescriber().await;
    let store = library.keeper.site.as_ref().unwrap();
    library.world.allocated(&promised, &prescriber, store).await;
    let refused = scan(&library, code(&promised)).await.expect(409);
    assert!(refused.says("attribué à une demande"), "{refused}");
    // In quarantine elsewhere: not at the store.
    let elsewhere = library
        .world
        .received(&library.lot, "SER1", library.labels[1])
        .await;
    scan(&library, code(&elsewhere)).await.expect(409);
    scan(&library, "12").await.expect(422);
    let piece = library.shelved(2).await;
    library.piece(&piece).await;
    scan(&library, code(&piece)).await.expect(409);
    let piece = library.again(&piece).await;
    let item = piece.item_id.unwrap().0;
    library
        .refuses(&[
            format!(
                "UPDATE device SET item_id = {item} WHERE id = {}",
                promised.id.0
            ),
            format!(
                "UPDATE device SET item_id = {item} WHERE id = {}",
                elsewhere.id.0
            ),
            format!(
                "UPDATE request SET device_id = {} WHERE device_id = {}",
                piece.id.0, promised.id.0
            ),
            format!("UPDATE device SET site_id = NULL WHERE id = {}", piece.id.0),
        ])
        .await;
    library.journal_holds().await;
}

#[tokio::test]
async fn the_catalogue_is_kept_by_its_own_store_alone() {
    let library = Library::new().await;
    let world = &library.world;
    let (other, site) = world.other_workshop().await;
    let stranger = world.member(Role::StoreKeeper, other, Some(site)).await;
    let edit = format!("/catalogue/{SLUG}/edit");
    stranger.get(&edit).await.expect(404);
    let fields = [("write_id", "a-form-of-mine"), ("code", "2222-2222")];
    for path in ["pieces", "pieces/removal"] {
        let path = format!("/catalogue/{SLUG}/{path}");
        stranger.post(&path, &fields).await.expect(404);
    }
    library.teacher.get(&edit).await.expect(403);
    // Somebody who keeps no store is told so.
    let nowhere = world
        .member(Role::StoreKeeper, library.keeper.organisation.clone(), None)
        .await;
    let page = nowhere.get("/store").await.expect(200);
    assert!(page.says("rattaché à aucun magasin"), "{page}");
}

#[tokio::test]
async fn an_item_does_not_take_the_address_of_a_page_of_the_catalogue() {
    let library = Library::new().await;
    let form = library
        .keeper
        .get("/catalogue/new")
        .await
        .expect(200)
        .form("main form")
        .set("name_fr", "New")
        .set("name_en", "New")
        .set("purpose_fr", "S’isoler du bruit.")
        .set("purpose_en", "Shut noise out.")
        .set("guide_fr", "Régler l’arceau.")
        .set("guide_en", "Set the headband.")
        .tick("needs", "noise");
    let page = library.keeper.send(&form).await.expect(422);
    assert!(page.says("porte déjà ce nom"), "{page}");
}
