//! The imported net book value is the authority; ours only flags, and can be worked out again by hand.

use super::{Books, list};
use crate::support::page::Form;
use entities::asset_duration;
use sea_orm::{EntityTrait, PaginatorTrait};

impl Books {
    async fn duration(&self, account: &str, years: &str) -> Form {
        let path = format!("/accounting/durations?owner={}", self.lot.owner_id.0);
        let page = self.finance.get(&path).await.expect(200);
        page.form("form[action='/accounting/durations']")
            .set("account", account)
            .set("years", years)
    }

    async fn durations(&self) -> u64 {
        asset_duration::Entity::find()
            .count(&self.world.app.db)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn a_net_book_value_that_differs_by_a_cent_is_flagged_and_stays() {
    let books = Books::new().await;
    books.tablet(0).await;
    // As of 31 December 2025, over 8 years from 2 September 2019: 2,922 days until 2 September 2027, of which 2,313
    // are over: 21950 × 2313 / 2922 = 17375.21, so 173.75 € are written off and 45.75 € are left.
    books
        .bring_in(&list(&[
            "CD74-SER0;;Tablette;21838;02/09/2019;219,50;45,75;",
            "CD74-SER1;;Tablette;21838;02/09/2019;219,50;45,76;",
            "CD74-SER2;;Table;2184;02/09/2019;219,50;45,75;",
        ]))
        .await;
    let id = books.imports().await[0].id.0;
    let path = format!("/accounting/{id}/values");
    let page = books.finance.get(&path).await.expect(200);
    assert!(page.says("Aucune durée n’est connue"), "{page}");
    let form = books.duration("2183", "8").await;
    let sent = books.finance.send(&form).await.expect(303);
    books.finance.send(&form).await.sends_to(sent.location());
    let page = books.finance.get(&path).await.expect(200);
    let facts = page.text("dl.facts");
    for said in [
        "Lignes d’accord au centime1",
        "Lignes signalées1",
        "non calculées1",
        "Valeurs nettes importées, des lignes calculées91,51 €",
        "Valeurs nettes calculées, des mêmes lignes91,50 €",
    ] {
        assert!(facts.contains(said), "{said}: {facts}");
    }
    let rows = page.texts("tbody tr");
    assert_eq!(rows.len(), 1);
    assert!(
        rows[0].contains("CD74-SER1") && rows[0].contains("0,01 €"),
        "{rows:?}"
    );
    assert!(page.says("La valeur nette importée fait foi"), "{page}");
    assert_eq!(books.lines().await[1].net_book_cents, 4_576);
}

#[tokio::test]
async fn a_line_shows_its_plan_year_by_year() {
    let books = Books::new().await;
    books.tablet(0).await;
    books
        .bring_in(&list(&[
            "CD74-SER0;;Tablette;21838;02/09/2019;219,50;0,00;",
        ]))
        .await;
    let form = books.duration("21838", "5").await;
    books.finance.send(&form).await.expect(303);
    let line = books.lines().await[0].id;
    let page = books
        .finance
        .get(&format!("/accounting/lines/{line}"))
        .await
        .expect(200);
    // 1,827 days: 121 of 2019, 366 of 2020, 365 of each year after, 245 of 2024.
    let rows = page.texts("tbody tr");
    assert_eq!(
        rows,
        [
            "2019 14,54 € 204,96 €",
            "2020 43,97 € 160,99 €",
            "2021 43,85 € 117,14 €",
            "2022 43,85 € 73,29 €",
            "2023 43,86 € 29,43 €",
            "2024 29,43 € 0,00 €"
        ]
    );
}

#[tokio::test]
async fn a_duration_is_the_owners_to_give_and_to_take_back() {
    let books = Books::new().await;
    books.tablet(0).await;
    for (account, years, said) in [
        ("2183", "0", "de 1 à 50"),
        ("2183", "cinq", "de 1 à 50"),
        ("", "5", "Donnez un compte"),
        ("21 83", "5", "Donnez un compte"),
    ] {
        let form = books.duration(account, years).await;
        let page = books.finance.send(&form).await.expect(422);
        assert!(page.says(said), "{said}: {page}");
        assert_eq!(page.attribute("#account", "value"), account);
    }
    for (years, kept) in [("5", 1), ("4", 1), ("", 0)] {
        let form = books.duration("2183", years).await;
        books.finance.send(&form).await.expect(303);
        assert_eq!(books.durations().await, kept, "{years}");
    }
    books
        .supervisor
        .get("/accounting/durations")
        .await
        .expect(403);
}
