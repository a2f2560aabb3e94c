//! Photos of an item: kept by the store in two sizes, seen by borrowers, erased when they are removed.
use super::{Library, SLUG};
use crate::support::page::Page;
use entities::item_photo;
use image::{ImageFormat, RgbImage};
use sea_orm::EntityTrait;
use std::io::Cursor;

fn picture(width: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let image = RgbImage::new(width, 300);
    image.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

async fn add(library: &Library, file: &[u8], alt: &str) -> Page {
    let form = library
        .keeper
        .get(&format!("/catalogue/{SLUG}/photos"))
        .await
        .expect(200)
        .form("#add-photo")
        .set("alt_fr", alt)
        .set("alt_en", alt)
        .attach("photo", "casque.png", file);
    library.keeper.send(&form).await
}

#[tokio::test]
async fn a_photo_is_shown_with_its_words_to_who_borrows_and_erased_when_it_is_removed() {
    let library = Library::new().await;
    let photos = format!("/catalogue/{SLUG}/photos");
    // What is no photo, and one that says nothing.
    add(&library, b"<svg onload='x'/>", "Le casque")
        .await
        .expect(422);
    let page = add(&library, &picture(900), " ").await.expect(422);
    assert!(page.has("#alt_fr-mistake"), "{page}");
    let to = format!("{photos}?done=item-photo-added");
    add(&library, &picture(900), "Le casque replié")
        .await
        .sends_to(&to);
    // The very same once more.
    add(&library, &picture(900), "Encore").await.expect(409);
    for path in ["/catalogue".to_owned(), format!("/catalogue/{SLUG}")] {
        let page = library.teacher.get(&path).await.expect(200);
        let alt = page.attribute("img.item-photo", "alt");
        assert_eq!(alt, "Le casque replié");
        let small = page.attribute("img.item-photo", "src");
        let file = library.teacher.get(&small).await.expect(200);
        assert_eq!(file.header("content-type"), "image/jpeg");
        let width = image::load_from_memory(&file.body).unwrap().width();
        assert_eq!(width, 480);
    }
    let large = library.teacher.get("/item-photos/1/large").await;
    let large = image::load_from_memory(&large.expect(200).body).unwrap();
    assert_eq!(large.width(), 900);
    // Kept by nobody but its store, and removed with its files.
    library.teacher.get(&photos).await.expect(403);
    let form = library.keeper.get(&photos).await.expect(200);
    let form = form.form("form[action$='/removal']");
    let to = format!("{photos}?done=item-photo-removed");
    library.keeper.send(&form).await.sends_to(&to);
    library
        .teacher
        .get("/item-photos/1/small")
        .await
        .expect(404);
    let row = item_photo::Entity::find().one(&library.world.app.db).await;
    assert_eq!(row.unwrap().unwrap().file, None);
    // A photo says what it shows, also by hand.
    let (keeper, item) = (
        library.keeper.membership.id.0,
        "(SELECT MIN(id) FROM catalogue_item)",
    );
    library
        .refuses(&[format!(
            "INSERT INTO item_photo (item_id, file, small_file, sha256, alt_fr, alt_en, membership_id, created_at) \
             VALUES ({item}, 'a', 'b', 'c', '', '', {keeper}, '2026-05-04T08:00:00Z')"
        )])
        .await;
}
